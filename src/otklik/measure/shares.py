"""The share of texts with a code, and how far it may be off by the luck of who answered.

Takes counts, gives estimates. Formulas: Wilson (1927); checked against SciPy in the tests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from otklik.domain import Estimate

MACHINE_COUNT = "machine count, Wilson 95%"
"""The method written beside shares that a machine counted: the interval knows sampling, not the machine's errors."""

_Z = 1.959963984540054


def wilson(counts: NDArray[np.number], n: NDArray[np.number] | int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the limits of Wilson's 95% score interval for each count of ``n``; NaN where ``n`` is 0.

    >>> low, high = wilson(np.array([10]), 100)
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.0552, 0.1744)
    """
    size = np.asarray(n, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = counts / size
        centre = (p + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
        half = _Z / (1 + _Z**2 / size) * np.sqrt(p * (1 - p) / size + _Z**2 / (4 * size**2))
    low = np.where(counts == 0, 0.0, (centre - half).clip(0))
    high = np.where(counts == size, 1.0, (centre + half).clip(max=1))
    return np.where(size > 0, low, np.nan), np.where(size > 0, high, np.nan)


def share(count: int, n: int, method: str = MACHINE_COUNT) -> Estimate:
    """Return one share with its interval.

    >>> share(10, 100).share, share(0, 0).share
    (0.1, None)

    *Read with care*: with machine codes this interval leaves out the machine's own errors and is too narrow by as much;
    it becomes an estimate only with a random part coded by hand.
    """
    if n == 0:
        return Estimate(count, n, None, None, None, method)
    low, high = wilson(np.array([count]), n)
    return Estimate(count, n, count / n, float(low[0]), float(high[0]), method)
