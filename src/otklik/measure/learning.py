"""How much more codings would help.

Takes scores reached with some numbers of coded texts, gives the law they follow and what it says of other numbers.
Never codes anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Law:
    """An inverse power law: ``score = best - loss * n ** -rate`` (Figueroa et al. 2012)."""

    best: float
    loss: float
    rate: float

    def at(self, n: float) -> float:
        """Return the score that the law expects of ``n`` coded texts.

        >>> round(Law(0.8, 2.0, 0.5).at(100), 3)
        0.6
        """
        return float(self.best - self.loss * n**-self.rate)


def law(sizes: Sequence[int], scores: Sequence[float]) -> Law | None:
    """Fit the law to scores in [0, 1]; ``None`` for fewer than three sizes or scores that do not rise.

    >>> sizes = [100, 200, 300, 400]
    >>> found = law(sizes, [Law(0.8, 2.0, 0.5).at(n) for n in sizes])
    >>> round(found.at(800), 2)
    0.73

    *Read with care*: an extrapolation from a few points. Twice the number of texts is as far as it should be asked.
    """
    from scipy.optimize import least_squares

    n, reached = np.asarray(sizes, dtype=np.float64), np.asarray(scores, dtype=np.float64)
    if len(n) < 3 or not np.isfinite(reached).all() or reached[-1] <= reached[0]:
        return None

    def gaps(values: np.ndarray) -> np.ndarray:
        best, loss, rate = values
        return np.asarray(best - loss * (n / n[0]) ** -rate - reached)

    start = [min(reached[-1] + 0.05, 1.0), max(reached[-1] + 0.05 - reached[0], 0.01), 0.5]
    fitted = least_squares(gaps, start, bounds=([0, 0, 0.05], [1.0001, 2, 2])).x
    best, loss, rate = map(float, fitted)
    return Law(best, loss * float(n[0]) ** rate, rate)
