"""How far the words of a theme hang together, and which texts show it best.

Takes words, terms and probabilities; gives coherence by gensim, and exemplars with the rule of their choice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otklik.words import Words

_COHERENCE_TEXTS = 5_000
"""Texts that coherence is measured on; gensim's sliding windows take seconds for each thousand."""


def coherence(words: Words, top_words: Sequence[Sequence[str]], measure: str = "c_v") -> list[float | None]:
    """Return gensim's coherence of each list of lemmas (``c_v`` in [0, 1], ``c_npmi`` in [-1, 1]).

    ``None`` where fewer than two of the words occur in the texts, since nothing can hang together then.

    *Read with care*: people do not always prefer the more coherent theme (Hoyle et al. 2021); compare within a run.
    """
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel

    step = max(1, len(words) // _COHERENCE_TEXTS)
    running = words.lemma_ids()
    texts = [
        [words.lemmas[at] for at in running[words.starts[row] : words.starts[row + 1]] if at >= 0]
        for row in range(0, len(words), step)
    ]
    dictionary = Dictionary(texts)
    known = [[word for word in listed if word in dictionary.token2id] for listed in top_words]
    usable = [number for number, listed in enumerate(known) if len(listed) >= 2]
    result: list[float | None] = [None] * len(known)
    if usable:
        model = CoherenceModel(
            topics=[known[number] for number in usable],
            texts=texts,
            dictionary=dictionary,
            coherence=measure,
            processes=1,
        )
        for number, value in zip(usable, model.get_coherence_per_topic(), strict=True):
            result[number] = None if np.isnan(value) else round(float(value), 4)
    return result


def exemplars(probability: NDArray[np.float64], lengths: Sequence[int], n: int = 3, least: float = 0.5) -> list[int]:
    """Choose the texts that best show a theme: the surest ones of readable length, at most ``n``.

    Readable is 6 to 40 words; shorter and longer ones follow only when there are too few. Ties go to the earlier text.

    >>> exemplars(np.array([0.9, 0.95, 0.2]), [12, 2, 20])
    [0, 1]
    """
    sizes = np.asarray(lengths)
    readable = (sizes >= 6) & (sizes <= 40)
    order = np.lexsort((np.arange(len(probability)), -np.round(probability, 3), ~readable))
    return [int(at) for at in order if probability[at] >= least][:n]
