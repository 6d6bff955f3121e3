"""Which texts show a theme or a group best: the one rule of choice.

Takes probabilities, lengths, and which text has which word; gives numbers of texts. Never sees a text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otklik.words.counting import Matrix

_ALIKE = 0.6
"""Texts that share more of their words than that say the same; one of them is enough for an exemplar."""


def choose(
    probability: NDArray[np.float64],
    lengths: Sequence[int],
    n: int = 3,
    least: float = 0.5,
    presence: Matrix | None = None,
) -> list[int]:
    """Choose the texts that best show a theme or group: the surest ones of readable length, at most ``n``.

    Readable is 6 to 40 words; shorter and longer ones follow only when there are too few. Ties go to the earlier text.
    With ``presence`` (n_texts, n_words; 0 and 1) a text is skipped that shares more than 0.6 of its words (Jaccard)
    with one that is chosen already.

    >>> choose(np.array([0.9, 0.95, 0.2]), [12, 2, 20])
    [0, 1]
    """
    sizes = np.asarray(lengths)
    readable = (sizes >= 6) & (sizes <= 40)
    order = np.lexsort((np.arange(len(probability)), -np.round(probability, 3), ~readable))
    left = order[probability[order] >= least]
    if presence is None:
        return [int(at) for at in left[:n]]
    chosen: dict[int, set[int]] = {}
    for at in left.tolist():
        if len(chosen) == n:
            break
        own = set(presence.indices[presence.indptr[at] : presence.indptr[at + 1]].tolist())
        if not any(len(own & other) > _ALIKE * len(own | other) for other in chosen.values()):
            chosen[at] = own
    return list(chosen)
