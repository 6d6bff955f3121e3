"""How well the coders of training texts agreed, short enough to travel with a model.

Takes for each variable a table texts x coders, gives facts for JSON, and reads them back. Never keeps who coded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.domain import NOT_EXPRESSED
from otklik.measure import agreement
from otklik.measure.agreement import Agreement

DRAWS = 1_000
_STATISTICS = frozenset({"percent", "alpha"})
_LEVELS = frozenset({"", "nominal", "ordinal", "masi"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a target, of one ``value`` of it ("" for all): on ``n`` texts of two coders, limits 95%."""

    target: str
    value: str
    statistic: str
    level: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Coders:
    """What is known of the coders of training texts: how many there were, how many texts two of them coded, figures.

    ``bound`` says that the figures are an upper bound: coders who were not independent people.
    """

    coders: int
    texts: int
    bound: bool
    figures: tuple[Figure, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the same for JSON."""
        return asdict(self) | {"figures": [asdict(one) for one in self.figures]}


def summary(
    given: Mapping[str, NDArray[np.object_]],
    order: Mapping[str, Sequence[str]],
    *,
    bound: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
) -> Coders | None:
    """Measure agreement on each variable; ``None`` when no text was coded by two.

    ``given[target]`` is (n_texts, n_coders), the same texts in each: a label, of themes a frozenset of codes, ``None``
    for a gap. ``order`` lists the values of ordered scales, highest first; what is not expressed stands off the scale.

    >>> found = summary({"view": np.array([["a", "a"], ["b", "b"], ["a", "b"]], dtype=object)}, {}, draws=0)
    >>> [(one.statistic, round(one.estimate, 2), one.n) for one in found.figures]
    [('percent', 0.67, 3), ('alpha', 0.44, 3)]

    *Read with care*: a model can't agree with its coders better than they agree with each other.
    """
    rng = np.random.default_rng(seed)
    figures: list[Figure] = []

    def add(target: str, value: str, statistic: str, level: str, one: Agreement) -> None:
        if one.n:
            figures.append(
                Figure(target, value, statistic, level, _round(one.estimate), _round(one.low), _round(one.high), one.n)
            )

    for target, table in given.items():
        many = any(isinstance(one, frozenset) for one in table.ravel())
        on = [value for value in reversed(order.get(target, ())) if value != NOT_EXPRESSED]
        add(target, "", "percent", "", agreement.percent(table, draws=draws, rng=rng))
        if many:
            add(target, "", "alpha", "masi", agreement.alpha(table, level="masi", draws=draws, rng=rng))
            for code in sorted({code for one in table.ravel() for code in one or ()}):
                marks = _marks(table, code)
                add(target, code, "alpha", "nominal", agreement.alpha(marks, level="nominal", draws=draws, rng=rng))
            continue
        if len(on) > 1:
            scale = table.copy()
            scale[~np.isin(scale.astype(str), on)] = None
            add(target, "", "alpha", "ordinal",
                agreement.alpha(scale, level="ordinal", values=on, draws=draws, rng=rng))  # fmt: skip
        add(target, "", "alpha", "nominal", agreement.alpha(table, level="nominal", draws=draws, rng=rng))
    if not figures:
        return None
    double = [[sum(one is not None for one in row) > 1 for row in table] for table in given.values()]
    return Coders(max(table.shape[1] for table in given.values()), int(np.any(double, axis=0).sum()), bound,
                  tuple(figures))  # fmt: skip


def read(told: Any) -> Coders | None:
    """Read facts back, ``None`` where there are none or they are not those of `Coders.facts`."""
    try:
        figures = tuple(_figure(one) for one in told["figures"])
        return Coders(int(told["coders"]), int(told["texts"]), bool(told["bound"]), figures) if figures else None
    except (KeyError, TypeError, ValueError):
        return None


def _figure(told: Mapping[str, Any]) -> Figure:
    if told["statistic"] not in _STATISTICS or told["level"] not in _LEVELS:
        raise ValueError(told["statistic"])
    limits = [None if told[name] is None else float(told[name]) for name in ("estimate", "low", "high")]
    if any(one is not None and not -1 <= one <= 1 for one in limits):
        raise ValueError(told["estimate"])
    return Figure(
        str(told["target"]), str(told["value"]), told["statistic"], told["level"], limits[0], limits[1], limits[2],
        int(told["n"]),
    )  # fmt: skip


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _marks(table: NDArray[np.object_], code: str) -> NDArray[np.object_]:
    marks = np.full(table.shape, None, dtype=object)
    for at, one in np.ndenumerate(table):
        if one is not None:
            marks[at] = int(code in one)
    return marks
