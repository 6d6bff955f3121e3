"""Which words keep company more than chance would have it.

Takes counted words, gives pairs of neighbouring lemmas with their closeness, by gensim's Phrases.
"""

from __future__ import annotations

import numpy as np

from otklik.words.counting import Words


def collocations(words: Words, least: int = 5, closeness: float = 0.0) -> dict[str, float]:
    """Return pairs of content lemmas that stand together at least ``least`` times, with their closeness.

    Closeness is normalised pointwise mutual information (Bouma 2009): 1 for words never apart, 0 for chance.

    >>> from otklik.words import count
    >>> list(collocations(count(["свободное время", "время идёт", "есть свободное время"]), least=2))
    ['свободный время']
    """
    from gensim.models.phrases import Phrases

    running = np.split(words.lemma_ids(), words.starts[1:-1])
    texts = [[words.lemmas[at] for at in text if at >= 0] for text in running]
    model = Phrases(texts, min_count=least, threshold=closeness, scoring="npmi", delimiter=" ")
    content = {lemma for lemma, carries in zip(words.lemmas, words.content_lemmas(), strict=True) if carries}
    found = {pair: float(score) for pair, score in model.export_phrases().items() if set(pair.split(" ")) <= content}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
