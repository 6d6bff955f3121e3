"""What coders agree on: figures with limits, codes that are mixed up, texts they differ on, and what was decided.

Takes what `otklik.agreeing` found, gives frames, facts and files. Never reads a table, never decides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from otklik.export import files, folder
from otklik.measure.adjudication import Decision
from otklik.measure.agreement import Agreement
from otklik.measure.confusions import Mixed
from otklik.reading.double_coding import DoubleCoding, Variable
from otklik.report.agreement import render

NAMES = ("report.html", "agreement.csv", "disagreements.csv", "confusions.csv", "gold.csv", "run.json")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a variable: of one ``value`` ("" for all), of two ``coders`` ("" for all of them)."""

    variable: str
    value: str
    coders: str
    statistic: str
    level: str
    found: Agreement


@dataclass(frozen=True, slots=True)
class Count:
    """How many texts got ``value_a`` from one coder and ``value_b`` from another."""

    variable: str
    coder_a: str
    coder_b: str
    value_a: str
    value_b: str
    n: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """What several codings of the same texts say of their coders.

    ``mixed`` has the codes of each variable that are mixed up, ``gold`` the decision on each (text, variable) by place,
    ``None`` when no rule was asked for. ``names`` are names of values by (variable, value).
    """

    coding: DoubleCoding
    figures: tuple[Figure, ...]
    counts: tuple[Count, ...]
    mixed: Mapping[str, tuple[Mixed, ...]]
    gold: Mapping[tuple[int, str], Decision] | None
    names: Mapping[tuple[str, str], str]
    remarks: tuple[str, ...]
    run: Mapping[str, Any]

    def figure(self, variable: str, statistic: str, level: str, value: str = "", coders: str = "") -> Agreement:
        """Return one figure; ``KeyError`` when there is none.

        *Read with care*: its limits know which texts were drawn, not which coders were.
        """
        for one in self.figures:
            if (one.variable, one.statistic, one.level, one.value, one.coders) == (
                variable, statistic, level, value, coders,
            ):  # fmt: skip
                return one.found
        raise KeyError((variable, statistic, level, value, coders))

    @property
    def agreement(self) -> pd.DataFrame:
        """Every figure in a row of its own, ``method`` in words."""
        rows = [
            (
                one.variable, one.value, one.coders, one.statistic, one.level, one.found.estimate, one.found.low,
                one.found.high, one.found.n, one.found.reason,
            ) for one in self.figures
        ]  # fmt: skip
        names = ["variable", "value", "coders", "statistic", "level", "estimate", "low", "high", "n", "method"]
        return pd.DataFrame(rows, columns=names).astype({"estimate": float, "low": float, "high": float})

    @property
    def confusions(self) -> pd.DataFrame:
        """How often one coder gave ``value_a`` where another gave ``value_b``; pairs that never occur are left out."""
        names = ["variable", "coder_a", "coder_b", "value_a", "value_b", "n"]
        return pd.DataFrame([tuple(getattr(one, name) for name in names) for one in self.counts], columns=names)

    @property
    def disagreements(self) -> pd.DataFrame:
        """The texts that coders differ on, with what each coder gave and what was decided.

        ``value`` is empty while a decision is open: filled in by hand, the file is a file of decisions.
        """
        coding, rows = self.coding, []
        for variable, at in self.differing():
            one = (self.gold or {}).get((at, variable.id))
            decided = (written(one.value), one.by, one.reason) if one is not None and one.how != "open" else ("",) * 3
            told = [written(coded) for coded in variable.given[at]]
            rows.append((coding.ids[at], coding.texts[at], variable.id, *told, *decided))
        coders = [f"coder {coder}" for coder in coding.coders]
        names = ["id", "text", "variable", *coders, "value", "decided_by", "reason"]
        return pd.DataFrame(rows, columns=names, dtype=object)

    @property
    def decisions(self) -> pd.DataFrame | None:
        """The gold codings with their provenance: how each was settled, by whom, why, and what each coder gave."""
        if self.gold is None:
            return None
        variables = {one.id: one for one in self.coding.variables}
        rows = [
            (
                self.coding.ids[at], variable, written(one.value), one.how, one.by, one.reason, ";".join(one.open),
                " | ".join(
                    f"{coder}={written(coding)}"
                    for coder, coding in zip(self.coding.coders, variables[variable].given[at], strict=True)
                    if coding is not None
                ),
            ) for (at, variable), one in self.gold.items()
        ]  # fmt: skip
        names = ["id", "variable", "value", "decision", "decided_by", "reason", "open", "codings"]
        return pd.DataFrame(rows, columns=names, dtype=object)

    def differing(self) -> Sequence[tuple[Variable, int]]:
        """Return each variable and place of a text on which two coders gave different codings."""
        return [
            (variable, at)
            for variable in self.coding.variables
            for at, row in enumerate(variable.given)
            if len({one for one in row if one is not None}) > 1
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """Everything but the texts, ready for JSON."""
        figures = self.agreement.astype(object).where(self.agreement.notna(), None).to_dict("records")
        values = {one.id: one.values for one in self.coding.variables}
        decided = self.decisions
        return {
            **self.run,
            "coders": list(self.coding.coders),
            "texts": len(self.coding.ids),
            "disagreements": len(self.differing()),
            "figures": figures,
            "mixed_up": [
                {"variable": name, "a": values[name][one.a], "b": values[name][one.b], "mixed": one.mixed,
                 "cases": one.cases}
                for name, found in self.mixed.items() for one in found
            ],
            "gold": None if decided is None else decided["decision"].value_counts().to_dict(),
            "remarks": list(self.remarks),
        }  # fmt: skip

    def save(self, path: str | Path, *, overwrite: bool = False) -> list[Path]:
        """Write page, tables and facts into a folder, all or none, and return their paths.

        Raises `UserError` when the folder holds files already, or can't be written to.
        """
        place = Path(path)
        decided = self.decisions
        with folder.whole(place, NAMES, overwrite=overwrite) as hidden:
            files.write_csv(hidden / "agreement.csv", self.agreement)
            files.write_csv(hidden / "disagreements.csv", self.disagreements)
            files.write_csv(hidden / "confusions.csv", self.confusions)
            if decided is not None:
                files.write_csv(hidden / "gold.csv", decided)
            files.write_text(hidden / "run.json", json.dumps(self.facts, ensure_ascii=False, indent=2) + "\n")
            files.write_text(hidden / "report.html", render(self))
        return [place / name for name in NAMES if name != "gold.csv" or decided is not None]


def written(coding: Any) -> str:
    """Write a coding: a value as it is, codes joined by ``;``, nothing for a gap.

    >>> written(frozenset({"pay", "help"}))
    'help;pay'
    """
    if coding is None:
        return ""
    return ";".join(sorted(coding)) if isinstance(coding, frozenset) else str(coding)
