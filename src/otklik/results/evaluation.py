"""What a coded sheet says of a model, or of two: figures with limits, tables, warnings.

Takes what `otklik.evaluation` found, gives frames, facts and files. Never reads a sheet, never codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from otklik.export import files, folder
from otklik.measure import accuracy
from otklik.measure.accuracy import Judged
from otklik.measure.resampling import Measured
from otklik.messages import say
from otklik.reading.codings import Codings

TABLES = ("evaluation", "confusion", "reliability", "automation", "coded")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a target: of ``part`` ("" for all texts, else ``column=value``), of ``value`` ("" for all)."""

    target: str
    part: str
    value: str
    metric: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class Target:
    """One target that was judged: its texts as numbers, ``rows`` their places among the texts of the sheet.

    ``aside`` counts, by reason, the texts that were not judged; ``unknown`` counts labels the model doesn't know.
    """

    id: str
    coded: Judged
    rows: NDArray[np.int64]
    aside: Mapping[str, int]
    unknown: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a sheet says of a model: figures in the order they are read, tables as they are written, warnings."""

    model: str
    digest: str
    codings: Codings
    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    coded: pd.DataFrame
    warnings: tuple[str, ...]

    def figure(self, target: str, metric: str, value: str = "", part: str = "") -> Measured:
        """Return one figure; ``KeyError`` when there is none of that name.

        *Read with care*: its limits know which respondents were drawn; they take gold for the truth.
        """
        for one in self.figures:
            if (one.target, one.part, one.value, one.metric) == (target, part, value, metric):
                return one.measured
        raise KeyError((target, part, value, metric))

    @property
    def evaluation(self) -> pd.DataFrame:
        """Every figure in a row of its own, ``method`` in words."""
        return _frame(self.figures)

    @property
    def confusion(self) -> pd.DataFrame:
        """Texts by gold and guess; of each theme 1 is given, 0 is not."""
        rows = []
        for target in self.targets:
            counts, values = accuracy.confusion(target.coded), target.coded.values
            if target.coded.many:
                rows += [
                    (target.id, value, str(gold), str(guess), int(counts[at, gold, guess]))
                    for at, value in enumerate(values) for gold in (1, 0) for guess in (1, 0)
                ]  # fmt: skip
            else:
                rows += [
                    (target.id, "", gold, guess, int(counts[a, b]))
                    for a, gold in enumerate(values) for b, guess in enumerate(values)
                ]  # fmt: skip
        return pd.DataFrame(rows, columns=["target", "value", "gold", "guess", "n"])

    @property
    def reliability(self) -> pd.DataFrame:
        """Probability against accuracy in 15 bins."""
        edges = np.linspace(0, 1, accuracy.BINS + 1).round(4)
        rows = [
            (target.id, at + 1, edges[at], edges[at + 1], int(n), p, right)
            for target in self.targets
            for at, (n, p, right) in enumerate(accuracy.reliability(target.coded).round(4))
        ]
        return pd.DataFrame(rows, columns=["target", "bin", "from", "to", "n", "mean_probability", "accuracy"])

    @property
    def automation(self) -> pd.DataFrame:
        """The share coded automatically and its accuracy, from the surest text on."""
        rows = [
            (target.id, *line) for target in self.targets for line in accuracy.automated(target.coded).round(4).tolist()
        ]
        return pd.DataFrame(rows, columns=["target", "from_probability", "share", "accuracy"])

    @property
    def facts(self) -> dict[str, Any]:
        """Everything but the texts, ready for JSON."""
        return {
            "model": self.model,
            "model_sha256": self.digest,
            "gold": self.codings.name,
            "gold_sha256": self.codings.sha256,
            "texts": len(self.codings.texts),
            "groups": len(np.unique(self.codings.groups)),
            "targets": {
                one.id: {
                    "n": len(one.rows),
                    "values": list(one.coded.values),
                    "set_aside": dict(one.aside),
                    "unknown_labels": dict(one.unknown),
                    "confusion": accuracy.confusion(one.coded).tolist(),
                }
                for one in self.targets
            },
            "figures": _records(self.evaluation),
            "findings": [f"{one.where}: {one.text} {one.hint}".strip() for one in self.codings.findings],
            "warnings": list(self.warnings),
        }

    def save(self, path: str | Path, *, overwrite: bool = False) -> list[Path]:
        """Write the five tables into a folder, all or none, and return their paths.

        Raises `UserError` when the folder holds files already, or can't be written to.
        """
        place = Path(path)
        names = [f"{name}.csv" for name in TABLES]
        with folder.whole(place, names, overwrite=overwrite) as hidden:
            for name in TABLES:
                files.write_csv(hidden / f"{name}.csv", getattr(self, name))
        return [place / name for name in names]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two models on the same texts, and how much larger that of the second is; ``better``: 0, 1 or None.

    ``None`` says that it can't be told, or that neither direction is better.
    """

    target: str
    metric: str
    first: Measured
    second: Measured
    gap: Measured
    better: int | None


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Two models on the texts of one sheet: differences, a sentence for each target, warnings."""

    models: tuple[str, str]
    codings: Codings
    texts: Mapping[str, int]
    differences: tuple[Difference, ...]
    verdicts: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """Every difference in a row of its own."""
        rows = [
            (one.target, one.metric, self.texts[one.target], *_limits(one.first), *_limits(one.second),
             *_limits(one.gap), say(f"evaluate_method_{one.gap.method}"),
             "" if one.better is None else self.models[one.better])
            for one in self.differences
        ]  # fmt: skip
        triples = [f"{name}{limit}" for name in ("first", "second", "difference") for limit in ("", "_low", "_high")]
        return pd.DataFrame(rows, columns=["target", "metric", "n", *triples, "method", "better"])

    @property
    def facts(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {
            "models": list(self.models),
            "gold": self.codings.name,
            "gold_sha256": self.codings.sha256,
            "differences": _records(self.frame),
            "verdicts": list(self.verdicts),
            "warnings": list(self.warnings),
        }


def _frame(figures: Sequence[Figure]) -> pd.DataFrame:
    rows = [
        (one.target, one.part, one.value, one.metric, *_limits(one.measured), one.measured.n,
         say(f"evaluate_method_{one.measured.method}"))
        for one in figures
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["target", "part", "value", "metric", "estimate", "low", "high", "n", "method"]
    ).astype({"estimate": float, "low": float, "high": float})


def _limits(one: Measured) -> tuple[float | None, float | None, float | None]:
    estimate, low, high = (None if value is None else round(value, 4) for value in (one.estimate, one.low, one.high))
    return estimate, low, high


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): None if value != value else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
