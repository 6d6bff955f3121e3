"""How much a text of some length can tell of a theme: sentences side by side repeat each other.

Takes yes-or-no codes of sentences in their order, gives the effective number of sentences and shares with intervals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_MOST = 0.9


def persistence(codes: Sequence[NDArray[np.bool_]]) -> float:
    """Return how strongly a sentence repeats the one before it: the lag-1 autocorrelation, 0 to 0.9.

    ``codes[i]`` is (n_sentences, n_themes) of source ``i``. Pooled over sources and themes, since one short text can't
    tell; corrected for the sources' own means, which pull it down by 1/n (Marriott and Pope 1954). 0 where no source
    has two sentences.

    >>> persistence([np.array([[1], [1], [1], [1], [0], [0], [0], [0]], dtype=bool)])
    0.75
    """
    together = whole = 0.0
    for one in codes:
        if len(one) > 1:
            centred = one - one.mean(axis=0)
            squares = float((centred**2).sum())
            together += float((centred[1:] * centred[:-1]).sum()) + squares / len(one)
            whole += squares
    return round(min(max(together / whole, 0.0), _MOST), 4) if whole else 0.0


def effective(n: NDArray[np.int64] | int, repeated: float) -> NDArray[np.float64]:
    """Return how many independent sentences ``n`` neighbouring ones are worth: n(1 − r)/(1 + r), at least one.

    The formula is that of a first-order autoregression (Bayley and Hammersley 1946).

    >>> effective(np.array([0, 1, 30]), 0.5).tolist()
    [0.0, 1.0, 10.0]

    *Read with care*: a text that comes back to its subject pages later repeats itself more than its neighbours show.
    """
    size = np.asarray(n, dtype=np.float64)
    return np.where(size > 0, np.maximum(size * (1 - repeated) / (1 + repeated), 1.0), 0.0)
