"""Whether a theme would look the same had others answered.

Takes a fitted model and its texts, fits it again on random halves of them, gives how much of each theme's top words
stays. Never knows which theme is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.themes.seeded import seeds_by_theme
from otklik.words import Words

if TYPE_CHECKING:
    from otklik.themes.seeded import SeededModel

REFITS = 10
AT_LEAST = 40
"""Halves of fewer texts hold too few words to compare."""
_AT_MOST = 1_000
"""Texts in a half; of more texts than twice that, some are taken evenly."""


def half(n: int) -> int:
    """Return how many of ``n`` texts each new fit sees, 0 where there are too few.

    >>> half(1279), half(39), half(1_000_000)
    (639, 0, 1000)
    """
    return min(n // 2, _AT_MOST) if n >= AT_LEAST else 0


def stability(model: SeededModel, words: Words, n: int = 10, refits: int = REFITS) -> list[float | None]:
    """Return the share of each theme's ``n`` top words that new fits keep, in [0, 1].

    Each new fit has another ``random_state`` and another random half of the texts: a half differs from the whole about
    as much as another survey of this size would (half-sampling has the variance of the bootstrap). Of two lists the
    words in common count against the longer one. A theme with seeds is held against itself, topics against
    the topics that fit them best together (Kuhn 1955). ``None`` for a theme without words, or fewer than 40 texts.

    *Read with care*: the seeds are the same in every fit, so a wrong list of seeds is stable as well. Of more than
    2,000 texts the value is that of a survey of 2,000, which is lower.
    """
    from sklearn.base import clone

    whole = _top(model, n)
    size = half(len(words))
    if not size or not any(whole):
        return [None] * len(whole)
    pool = taken(words, np.linspace(0, len(words) - 1, min(len(words), 2 * _AT_MOST)).astype(np.int64))
    guided = len(seeds_by_theme(model.seeds))
    kept = np.zeros(len(whole))
    for number in range(1, refits + 1):
        rng = np.random.default_rng([model.random_state, number])
        rows = np.sort(rng.choice(len(pool), size, replace=False))
        again = clone(model).set_params(random_state=model.random_state + number).fit(taken(pool, rows))
        kept += matched(whole, _top(again, n), guided)
    return [round(float(value), 4) if words else None for value, words in zip(kept / refits, whole, strict=True)]


def matched(first: Sequence[set[str]], second: Sequence[set[str]], guided: int = 0) -> NDArray[np.float64]:
    """Return how much each theme of the first fit has in common with its match in the second, in [0, 1].

    The first ``guided`` themes match by place, the others so that all have the most in common.

    >>> matched([{"a", "b"}, {"c", "d"}], [{"c", "x"}, {"a", "b"}]).tolist()
    [1.0, 0.5]
    """
    from scipy.optimize import linear_sum_assignment

    alike = np.array([[_overlap(one, other) for other in second] for one in first]).reshape(len(first), len(second))
    result = np.zeros(len(first))
    result[:guided] = np.diag(alike)[:guided]
    rows, columns = linear_sum_assignment(alike[guided:, guided:], maximize=True)
    result[guided + rows] = alike[guided + rows, guided + columns]
    return result


def taken(words: Words, rows: NDArray[np.int64]) -> Words:
    """Return the words of some texts alone, without the types and lemmas that those do not have."""
    sizes = np.diff(words.starts)[rows]
    starts = np.append(0, np.cumsum(sizes))
    running = np.repeat(words.starts[rows] - starts[:-1], sizes) + np.arange(starts[-1])
    types, ids = np.unique(words.ids[running], return_inverse=True)
    lemmas = np.unique(words.lemma_of[types])
    lemmas = lemmas[lemmas >= 0]
    of_type = words.lemma_of[types]
    lemma_of = np.where(of_type >= 0, np.searchsorted(lemmas, of_type), -1)
    return Words(
        [words.types[at] for at in types],
        ids.astype(words.ids.dtype),
        starts.astype(words.starts.dtype),
        [words.lemmas[at] for at in lemmas],
        lemma_of.astype(words.lemma_of.dtype),
    )


def _top(model: SeededModel, n: int) -> list[set[str]]:
    return [set(model.top_terms(k, n)) for k in range(len(model.theme_names_))]


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
