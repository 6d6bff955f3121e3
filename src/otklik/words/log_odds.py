"""How much more a word is used on one side than on the other.

Takes counts on two sides, gives one z a word. Never knows what the sides are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def weighted_log_odds(a: NDArray[np.float64], b: NDArray[np.float64], prior: float = 500.0) -> NDArray[np.float64]:
    """Return z of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, eq. 22).

    ``a`` and ``b`` are counts in target and reference; the prior is the whole's shares, worth ``prior`` words. A word
    that is all there is on both sides has z = 0.

    >>> weighted_log_odds(np.array([20.0, 5.0, 75.0]), np.array([5.0, 20.0, 75.0])).round(1).tolist()
    [1.4, -1.4, 0.0]
    >>> weighted_log_odds(np.array([3.0]), np.array([2.0])).tolist()
    [0.0]
    """
    weight = prior * (a + b) / max(float((a + b).sum()), 1.0) + 1e-9
    n_a, n_b, n_0 = a.sum(), b.sum(), weight.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log((a + weight) / (n_a + n_0 - a - weight)) - np.log((b + weight) / (n_b + n_0 - b - weight))
    return np.where(np.isnan(delta), 0.0, delta / np.sqrt(1 / (a + weight) + 1 / (b + weight)))
