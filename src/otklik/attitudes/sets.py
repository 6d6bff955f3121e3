"""Sets of groups that hold the right one as often as promised (split conformal prediction).

Takes held-out probabilities and what was so, gives for new texts the groups that cannot be ruled out. Never sees
a text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def envelope(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities that only fall away from the most probable group: those at least t are neighbours.

    >>> envelope(np.array([[0.5, 0.1, 0.4]])).tolist()
    [[0.5, 0.4, 0.4]]
    """
    beyond = np.maximum.accumulate(probability[:, ::-1], axis=1)[:, ::-1]
    before = np.maximum.accumulate(probability, axis=1)
    return np.minimum(beyond, before)


def least(held_out: NDArray[np.float64], alpha: float) -> float:
    """Return the probability from which a group belongs to the set: 0 where there are too few texts to rule any out.

    ``held_out`` is what each held-out text gave to what was so. Of new texts like them at least ``1 - alpha`` give
    theirs as much (Vovk et al. 2005). Raises ``ValueError`` for an ``alpha`` not between 0 and 1.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie between 0 and 1, not {alpha}")
    below = int(np.floor(alpha * (len(held_out) + 1)))
    return float(np.sort(held_out)[below - 1]) if below >= 1 else 0.0


def chosen(probability: NDArray[np.float64], held_out: NDArray[np.float64], alpha: float) -> NDArray[np.bool_]:
    """Return the groups of each text's set, the most probable one always among them: (n_texts, n_groups)."""
    found = probability >= least(held_out, alpha)
    if len(found):
        found[np.arange(len(found)), probability.argmax(axis=1)] = True
    return np.asarray(found)
