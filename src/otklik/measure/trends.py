"""Shares of themes over time: periods that suit the span, and whether a theme rises or falls.

Takes days and probabilities, gives one line for each theme and period. Never reads a date.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from otklik.measure import effects

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["year", "quarter", "month", "week", "day"]
UNITS: tuple[Unit, ...] = get_args(Unit)
COLUMNS = ["theme", "period", "n", "share", "low", "high", "slope", "slope_low", "slope_high", "p_adjusted"]

_FEWEST = 4
"""A unit that cuts the span into fewer periods is too coarse; then at most 24 of the next one fit."""

_MONDAY = datetime.date(1969, 12, 29)
_Z = 1.959963984540054
_STEPS = 50


def periods(days: NDArray[np.datetime64], finest: Unit = "day") -> tuple[Unit, list[str], NDArray[np.int64]]:
    """Cut a span of days into years, quarters, months, weeks or days, the coarsest that give four periods.

    ``days`` may hold NaT, but not alone; nothing finer than ``finest`` is taken. Gives the unit, the names of all
    periods in their order (also of those nobody answered in), and the period of each day, -1 for NaT.

    >>> periods(np.array(["2023-01-31", "2023-11-02", "NaT"], dtype="datetime64[D]"))
    ('quarter', ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4'], array([ 0,  3, -1]))
    """
    known = ~np.isnat(days)
    allowed = UNITS[: UNITS.index(finest) + 1]
    for unit in allowed:
        number = _number(days[known], unit)
        if np.ptp(number) + 1 >= _FEWEST:
            break
    first = int(number.min())
    found = np.full(len(days), -1, dtype=np.int64)
    found[known] = number - first
    return unit, [_name(at, unit) for at in range(first, int(number.max()) + 1)], found


def over_time(probability: NDArray[np.float64], numbers: NDArray[np.int64], names: list[str]) -> pd.DataFrame:
    """Estimate the share of each theme in each period, and each theme's trend.

    ``probability`` is (n_respondents, n_themes), ``numbers`` the period of each respondent (-1: none), ``names`` those
    of the periods. Gives the columns theme (the position of the column), period, n, share, low, high as
    `effects.by_group` does, and the theme's trend on each of its lines: slope (change of the log odds from one period
    to the next), its 95% limits, p_adjusted (Benjamini-Hochberg over themes); empty where there are too few periods or
    texts.

    >>> steady = np.repeat([[0.2], [0.4], [0.6]], 50, axis=0)
    >>> over_time(steady, np.repeat([0, 1, 2], 50), ["2021", "2022", "2023"])[["period", "share", "slope"]].values[0]
    array(['2021', 0.2, 0.8896], dtype=object)

    *Read with care*: other people may have answered in other periods. A slope tells of a rise or fall throughout; a
    theme that came and went has none.
    """
    import pandas as pd

    dated = numbers >= 0
    n, total, doubt = effects.sums(probability[dated], numbers[dated], len(names))
    share, low, high = effects.interval(n, total, doubt)
    slope, error = (
        np.array([_trend(n, one, other) for one, other in zip(total.T, doubt.T, strict=True)]).reshape(-1, 2).T
    )
    p = effects.adjusted(_two_sided(slope, error))
    themes = np.arange(probability.shape[1])
    table = pd.DataFrame(
        {
            "theme": np.repeat(themes, len(names)),
            "period": np.tile(np.array(names, dtype=object), len(themes)),
            "n": np.tile(n, len(themes)),
            **{name: one.T.ravel().round(4) for name, one in (("share", share), ("low", low), ("high", high))},
        }
    )
    for name, one in (("slope", slope), ("slope_low", slope - _Z * error), ("slope_high", slope + _Z * error)):
        table[name] = np.repeat(one, len(names)).round(4)
    table["p_adjusted"] = np.repeat(p, len(names))
    return table[COLUMNS]


def _trend(n: NDArray[np.int64], total: NDArray[np.float64], doubt: NDArray[np.float64]) -> tuple[float, float]:
    """Return the slope of a logistic regression of a theme on the period, and its standard error.

    The error is that of the composition: as if the sum of texts' codes varied by p(1 − p) once more.
    """
    everyone, told = float(n.sum()), float(total.sum())
    if (n > 0).sum() < 3 or min(told, everyone - told) < effects.LEAST:
        return np.nan, np.nan
    time = np.arange(len(n)) - float((n * np.arange(len(n))).sum()) / everyone
    level, slope = np.log(told / (everyone - told)), 0.0
    for _ in range(_STEPS):
        mean = 1 / (1 + np.exp(-(level + slope * time)))
        weight = n * mean * (1 - mean)
        a, b, c = weight.sum(), (weight * time).sum(), (weight * time**2).sum()
        u, v = (total - n * mean).sum(), ((total - n * mean) * time).sum()
        span = a * c - b * b
        if not span > 1e-12:
            return np.nan, np.nan
        step = (a * v - b * u) / span
        level, slope = level + (c * u - b * v) / span, slope + step
        if abs(step) < 1e-10:
            widened = 1 + float(doubt.sum()) / float(weight.sum())
            return float(slope), float(np.sqrt(widened * a / span))
    return np.nan, np.nan


def _two_sided(slope: NDArray[np.float64], error: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.stats import norm

    return np.asarray(2 * norm.sf(np.abs(slope / error)))


def _number(days: NDArray[np.datetime64], unit: Unit) -> NDArray[np.int64]:
    """Return the number of the period that each day is in, counted from 1970."""
    if unit == "week":
        return (days - np.datetime64(_MONDAY)).astype(np.int64) // 7
    months = days.astype("datetime64[M]").astype(np.int64)
    in_days = days.astype("datetime64[D]").astype(np.int64)
    return {"year": months // 12, "quarter": months // 3, "month": months, "day": in_days}[unit]


def _name(number: int, unit: Unit) -> str:
    if unit == "year":
        return str(1970 + number)
    if unit == "quarter":
        return f"{1970 + number // 4}-Q{number % 4 + 1}"
    if unit == "month":
        return str(np.datetime64(number, "M"))
    if unit == "week":
        year, week, _ = datetime.date.fromordinal(_MONDAY.toordinal() + 7 * number).isocalendar()
        return f"{year}-W{week:02}"
    return str(np.datetime64(number, "D"))
