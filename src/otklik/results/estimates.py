"""Estimated shares of a survey: tables, facts, advice, files.

Takes estimated shares with their covariance, gives frames, differences and crosstabs. Never sees a text.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from otklik.export import files, folder
from otklik.measure import contrasts
from otklik.measure.contrasts import Many
from otklik.measure.regression import Shares
from otklik.messages import say
from otklik.report import estimates as page

TABLES = ("estimates", "differences", "crosstabs")
_FEW_TEXTS = 30
_FEW_OF_A_KIND = 5
NAMES = ("report.html", "methods.txt", *(f"{name}.csv" for name in TABLES), "estimate.json")

ESTIMATES = [
    "target", "by", "value", "class", "kind", "share", "low", "high", "machine", "n", "given", "answers", "n_effective",
    "small", "method",
]  # fmt: skip
DIFFERENCES = [
    "target", "by", "value", "other", "class", "kind", "difference", "low", "high", "p", "p_adjusted", "small",
]  # fmt: skip
CROSSTABS = [
    "target", "by", "value", "class", "answers", "share", "rest", "residual", "p", "p_adjusted", "cramers_v",
    "cramers_v_corrected", "p_table", "small",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Shares of groups and themes of a survey, each with its interval, its n and its method.

    ``estimates`` has a line for every target, domain (``by``, ``value``; empty for the whole survey) and class;
    ``kind`` is ``share``, or ``at_least`` for the share at a step of an ordered scale or above it. ``machine`` is the
    share that the model counts by itself: what hand codes have put right. ``n`` texts of the
    domain are coded by hand, ``given`` of them have the class, ``answers`` are estimated; ``n_effective`` hand-coded
    texts would tell as much without the machine; ``small`` marks cells that hang on a handful of texts.
    ``differences`` compares each two values of a covariate; ``kind`` ``log_odds`` is the shift along an ordered scale.
    ``crosstabs`` compares each value with all others: adjusted residuals, and Cramér's V of the whole table. ``names``
    are those of a codebook by (target, class), of a target by (target, "").
    """

    estimates: pd.DataFrame
    differences: pd.DataFrame
    crosstabs: pd.DataFrame
    facts: dict[str, Any]
    remarks: tuple[str, ...]
    advice: tuple[str, ...]
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def save(self, path: str | Path, *, overwrite: bool = False) -> list[Path]:
        """Write page, methods, tables and ``estimate.json`` into a folder, all or none, and return their paths.

        Raises `UserError` when the folder holds files already, or can't be written to.
        """
        place = Path(path)
        with folder.whole(place, NAMES, overwrite=overwrite) as hidden:
            for name in TABLES:
                files.write_csv(hidden / f"{name}.csv", getattr(self, name))
            files.write_text(hidden / "estimate.json", json.dumps(self.told, ensure_ascii=False, indent=2) + "\n")
            files.write_text(hidden / "methods.txt", page.plain(self))
            files.write_text(hidden / "report.html", page.render(self))
        return [place / name for name in NAMES]

    def report(self, path: str | Path) -> Path:
        """Write the page alone, as one HTML file that opens offline, and return its path."""
        return files.write_text(Path(path), page.render(self))

    @property
    def told(self) -> dict[str, Any]:
        """Everything but the tables, ready for JSON."""
        return {**self.facts, "remarks": list(self.remarks), "advice": list(self.advice)}

    @property
    def records(self) -> dict[str, Any]:
        """Everything, ready for JSON; what is undefined is null."""
        tables = {
            name: [
                {str(key): None if value != value else value for key, value in row.items()}
                for row in getattr(self, name).to_dict("records")
            ]
            for name in TABLES
        }
        return {**self.told, **tables}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Shares of one target in the domains of one covariate.

    ``values`` are the domains, the first is the whole survey; in ``shares`` and ``answers`` all others of each value
    follow them. The first ``steps`` of ``classes`` are an ordered scale, 0 where there is none.
    """

    target: str
    by: str
    values: tuple[str, ...]
    classes: tuple[str, ...]
    steps: int
    shares: Shares
    answers: NDArray[np.int64]
    machine: NDArray[np.float64]
    method: str

    @property
    def kinds(self) -> Iterator[tuple[str, tuple[str, ...], Shares, NDArray[np.float64]]]:
        """Give the shares of the classes, and of a scale those at each step or above it; with the machine's count."""
        yield "share", self.classes, self.shares, self.machine
        if self.steps:
            mixing = np.zeros((len(self.classes), self.steps - 2))
            mixing[: self.steps] = np.triu(np.ones((self.steps, self.steps)))[:, 1:-1]
            yield "at_least", self.classes[1 : self.steps - 1], self.shares.mixed(mixing), self.machine @ mixing


def gather(
    tables: Sequence[Table], many: Many, facts: dict[str, Any], remarks: Sequence[str], advice: Sequence[str],
    names: Mapping[tuple[str, str], str],
) -> Estimates:  # fmt: skip
    """Put tables together; p-values are adjusted for all comparisons of a kind of one target by one covariate."""
    estimates = [line for one in tables for line in _estimates(one)]
    pairs = [_differences(one, many) for one in tables if one.by]
    crossed = [_crosstab(one, many) for one in tables if one.by]
    figures = {"share": 4, "low": 4, "high": 4, "machine": 4, "n_effective": 1}
    return Estimates(
        pd.DataFrame(estimates, columns=ESTIMATES).round(figures),
        pd.concat(pairs, ignore_index=True) if pairs else pd.DataFrame(columns=DIFFERENCES),
        pd.concat(crossed, ignore_index=True) if crossed else pd.DataFrame(columns=CROSSTABS),
        facts, tuple(remarks), tuple(advice), names,
    )  # fmt: skip


def small(given: int, n: int) -> bool:
    """Tell whether a cell hangs on a handful of hand-coded texts.

    >>> small(3, 100), small(10, 40), small(10, 12)
    (True, False, True)
    """
    return n < _FEW_TEXTS or min(given, n - given) < _FEW_OF_A_KIND


def _estimates(table: Table) -> Iterator[tuple[Any, ...]]:
    for kind, classes, shares, machine in table.kinds:
        low, high = shares.limits
        for at, value in enumerate(table.values):
            if (at == 0) != (table.by == ""):
                continue  # the whole survey has a table of its own
            n = int(shares.n[at])
            for k, name in enumerate(classes):
                told = shares.share[at, k] == shares.share[at, k]
                given = int(shares.given[at, k])
                yield (
                    table.target, table.by, value, name, kind, shares.share[at, k], low[at, k], high[at, k],
                    machine[at, k], n, given, int(table.answers[at]), shares.worth[at, k], small(given, n),
                    table.method if told else say("estimate_method_none"),
                )  # fmt: skip


def _differences(table: Table, many: Many) -> pd.DataFrame:
    lines: list[tuple[Any, ...]] = []
    for a, b in itertools.combinations(range(1, len(table.values)), 2):
        where = (table.target, table.by, table.values[a], table.values[b])
        for kind, classes, shares, _ in table.kinds:
            gap = contrasts.difference(shares, a, b)
            lines += [
                (*where, name, kind, gap.difference[k], gap.low[k], gap.high[k], gap.p[k], np.nan,
                 any(small(int(shares.given[at, k]), int(shares.n[at])) for at in (a, b)))
                for k, name in enumerate(classes)
            ]  # fmt: skip
        moved = contrasts.shift(table.shares, a, b, table.steps) if table.steps else None
        if moved is not None:
            few = bool(min(table.shares.n[a], table.shares.n[b]) < _FEW_TEXTS)
            lines.append((*where, "", "log_odds", moved.log_odds, moved.low, moved.high, moved.p, np.nan, few))
    frame = pd.DataFrame(lines, columns=DIFFERENCES)
    for kind in frame["kind"].unique():
        here = frame["kind"] == kind
        frame.loc[here, "p_adjusted"] = contrasts.adjusted(frame.loc[here, "p"].to_numpy(dtype=float), many)
    return frame.round(4)


def _crosstab(table: Table, many: Many) -> pd.DataFrame:
    from scipy.stats import norm

    shares, n = table.shares, len(table.values) - 1
    own, rest = np.arange(1, n + 1), np.arange(n + 1, 2 * n + 1)
    found = contrasts.residuals(
        shares.share[own], shares.worth[own], shares.share[rest], shares.worth[rest], shares.share[0]
    )
    p = 2 * norm.sf(np.abs(found))
    adjusted = contrasts.adjusted(p.ravel(), many).reshape(p.shape)
    told = own[np.isfinite(shares.share[own]).all(axis=1)]
    v = v_corrected = p_table = np.nan
    if len(told) > 1 and len(table.classes) > 1 and abs(float(shares.share[0].sum()) - 1) < 1e-6:
        whole = contrasts.association(shares.share[told], contrasts.worth(shares, told))
        v, v_corrected, p_table = whole.v, whole.v_corrected, whole.p
    lines = [
        (table.target, table.by, table.values[1 + at], name, int(table.answers[1 + at]), shares.share[1 + at, k],
         shares.share[1 + n + at, k], found[at, k], p[at, k], adjusted[at, k], v, v_corrected, p_table,
         small(int(shares.given[1 + at, k]), int(shares.n[1 + at])))
        for at in range(n) for k, name in enumerate(table.classes)
    ]  # fmt: skip
    return pd.DataFrame(lines, columns=CROSSTABS).round(4)
