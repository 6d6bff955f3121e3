"""A figure of agreement and its limits: sums over patterns of codings, resampled.

Takes what each pattern adds and a formula of the sums, gives a figure. Never knows which statistic it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.measure.resampling import Drawn, Kind, Measured, measured
from otklik.messages import say

Statistic = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Sums (draws, width) in, a figure of each draw out, NaN where it is undefined."""

_BLOCK = 10_000_000


@dataclass(frozen=True, slots=True)
class Agreement(Measured):
    """Agreement on ``n`` units that two coders or more have coded; ``float()`` of it is NaN where it is undefined.

    ``method`` says how its limits were found, or why there is no figure: ``no_pairs``, ``one_value``.
    """

    def __float__(self) -> float:
        return float("nan") if self.estimate is None else self.estimate

    @property
    def reason(self) -> str:
        """How the limits were found or why there is no figure, in words."""
        return say(f"agreement_method_{self.method}")


def figure(
    added: Any, units: NDArray[np.int64], n: int, statistic: Statistic, draws: int, rng: np.random.Generator | None,
    kind: Kind = "index",
) -> Agreement:  # fmt: skip
    """Return a figure with 95% percentile limits of ``draws`` resamples of units; without draws it has no limits.

    ``added`` (patterns, width) is what one unit of each pattern adds to the sums, ``units`` how many units have each
    pattern. Units are drawn with replacement: multinomial numbers of each pattern (Efron 1979).
    """
    if n == 0:
        return Agreement(None, None, None, 0, "no_pairs")
    values = [statistic(np.asarray(units[None, :].astype(np.float64) @ added))]
    if not np.isfinite(values[0][0]):
        return Agreement(None, None, None, n, "one_value")
    if draws == 0:
        return Agreement(float(values[0][0]), None, None, n, "not_drawn")
    rng = np.random.default_rng(0) if rng is None else rng
    step = max(_BLOCK // max(added.shape), 1)
    for start in range(0, draws, step):
        values.append(statistic(np.asarray(_drawn(units, min(step, draws - start), rng) @ added)))
    one = measured(Drawn(np.concatenate(values), n, n, kind, "one_value"))
    return Agreement(one.estimate, one.low, one.high, one.n, one.method)


def _drawn(units: NDArray[np.int64], times: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return how many units of each pattern are in each of ``times`` resamples."""
    total = int(units.sum())
    if 8 * len(units) < total:
        return rng.multinomial(total, units / total, size=times).astype(np.float64)
    # Nearly every unit has a pattern of its own: counting drawn units is the faster way to the same numbers.
    pattern = np.repeat(np.arange(len(units)), units)
    drawn = (np.bincount(pattern[rng.integers(0, total, total)], minlength=len(units)) for _ in range(times))
    return np.stack(list(drawn)).astype(np.float64)
