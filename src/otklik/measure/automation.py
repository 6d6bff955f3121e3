"""How much a machine may code by itself, and how well its probabilities are meant.

Takes held-out probabilities and whether the best guess was right, gives a threshold, a calibration error, a curve.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def threshold(
    probability: NDArray[np.float64], right: NDArray[np.bool_], accuracy: float, confidence: float = 0.96
) -> float | None:
    """Return the lowest probability from which on guesses are right at least ``accuracy`` of the time.

    A threshold counts only if the one-sided Clopper–Pearson lower bound of the accuracy above it, at ``confidence``,
    reaches the target: the plug-in choice misses its target in about half of all studies. The bound is at 96% because
    many thresholds are looked at: the target is then missed in at most one study of twenty
    (``scripts/simulate_automation.py``). ``None`` when no threshold reaches it.

    >>> rng = np.random.default_rng(0)
    >>> p = rng.uniform(size=2000)
    >>> 0.6 < threshold(p, rng.uniform(size=2000) < p, 0.8) < 0.75
    True
    """
    from scipy.stats import beta

    order = np.argsort(-probability, kind="stable")
    hits = np.cumsum(right[order])
    n = np.arange(1, len(order) + 1)
    lower = beta.ppf(1 - confidence, hits, n - hits + 1)
    lower[hits == 0] = 0.0
    # Ties stand or fall together: only the last text of a probability closes it.
    last = np.append(probability[order][:-1] != probability[order][1:], True)
    fitting = np.flatnonzero((lower >= accuracy) & last)
    return float(probability[order][fitting[-1]]) if len(fitting) else None


def calibration_error(probability: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 15) -> float:
    """Return the expected calibration error: the mean gap between probability and accuracy over equal-width bins.

    NaN where there is nothing to compare (Guo et al. 2017).

    >>> calibration_error(np.array([0.5, 0.5]), np.array([True, False]))
    0.0
    """
    which = np.minimum((probability * bins).astype(int), bins - 1)
    total = np.bincount(which, minlength=bins)
    gaps = np.abs(np.bincount(which, probability, bins) - np.bincount(which, right.astype(float), bins))
    return float(gaps.sum() / total.sum()) if total.sum() else float("nan")


def curve(
    probability: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the accuracy–automation curve: the share coded by machine, surest first, and the accuracy of that part."""
    order = np.argsort(-probability, kind="stable")
    n = np.arange(1, len(order) + 1)
    return n / len(order), np.cumsum(right[order]) / n
