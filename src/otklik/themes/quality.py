"""How far the words of a theme hang together and are its own.

Takes words and terms; gives coherence by gensim, NPMI, exclusivity and FREX. Never knows what a theme means.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.words import Words
from otklik.words.counting import Matrix

if TYPE_CHECKING:
    from otklik.themes.seeded import SeededModel

_COHERENCE_TEXTS = 5_000
"""Texts that coherence is measured on; gensim's sliding windows take seconds for each thousand."""
_SHOWN_FROM = 5
"""A rarer word may point at one respondent; seeds, which the codebook brought, are shown all the same."""


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


def npmi(
    presence: Matrix, top: Sequence[Sequence[int]], scripts: NDArray[np.int64] | None = None
) -> list[float | None]:
    """Return the mean NPMI of the pairs of each list of terms, in [-1, 1]: -1 never in one text, 0 chance, 1 always.

    ``presence`` (n_texts, n_terms) tells which text has which term. Normalised pointwise mutual information is that of
    Bouma (2009), over whole texts and all pairs (Lau, Newman and Baldwin 2014); a pair never seen together counts -1.
    Where ``scripts`` numbers the script of each term, only pairs of one script count, over the texts that have terms
    of it: words of two languages never meet. ``None`` where no such pair is in the texts.

    >>> from scipy.sparse import csr_array
    >>> texts = csr_array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]])
    >>> npmi(texts, [[0, 1], [0, 2], [0]])
    [-0.1699, -0.2925, None]

    *Read with care*: high values tell that words are said together, not that they are one theme.
    """
    group = np.zeros(presence.shape[1], dtype=np.int64) if scripts is None else scripts
    columns = sorted({at for terms in top for at in terms})
    place = {column: at for at, column in enumerate(columns)}
    chosen = presence[:, columns]
    together = (chosen.T @ chosen).toarray()
    sizes = [int((np.asarray(presence @ (group == one)) > 0).sum()) for one in range(int(group.max(initial=0)) + 1)]
    result: list[float | None] = []
    for terms in top:
        said = [at for at in terms if together[place[at], place[at]]]
        pairs = [(place[a], place[b], sizes[group[a]]) for a, b in combinations(said, 2) if group[a] == group[b]]
        found = [_npmi(together[a, b], together[a, a], together[b, b], n) for a, b, n in pairs]
        result.append(round(sum(found) / len(found), 4) if found else None)
    return result


def _npmi(both: float, first: float, second: float, n: int) -> float:
    if not both or both == n:  # the limits of the formula
        return 1.0 if both else -1.0
    return log(both * n / (first * second)) / log(n / both)


def word_shares(model: SeededModel) -> NDArray[np.float64]:
    """Return the distribution of each theme over the terms, ordinary speech apart: (n_themes, n_terms).

    Of the guided model it is what the texts gave, without the weight that seeds have beforehand.
    """
    counts = getattr(model, "word_counts_", None)
    if counts is None:
        return np.asarray(model.word_shares_[: len(model.theme_names_)])
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-12))


def exclusivity(shares: NDArray[np.float64], top: Sequence[Sequence[int]]) -> list[float | None]:
    """Return how far the listed terms of each theme are its own: the mean, over them, of its part among all themes.

    ``shares`` (n_themes, n_terms) are distributions over terms, ``top`` one list of terms a theme. 1 means that no
    other theme has the terms, 1 / n_themes that all have them alike; ``None`` for a theme without terms.

    >>> exclusivity(np.array([[0.6, 0.4, 0.0], [0.0, 0.4, 0.6]]), [[0, 1], []])
    [0.75, None]

    *Read with care*: a theme of words that nobody else uses is exclusive, whether or not it makes sense.
    """
    own = shares / np.maximum(shares.sum(axis=0), 1e-12)
    return [round(float(own[k, list(terms)].mean()), 4) if len(terms) else None for k, terms in enumerate(top)]


def frex(model: SeededModel, k: int, n: int = 10, weight: float = 0.5) -> list[str]:
    """Return the ``n`` terms of theme ``k`` that are both frequent in it and its own, as texts write them.

    FREX (Bischof and Airoldi 2012; Airoldi and Bischof 2016): the harmonic mean of the rank of a term by its share in
    the theme, which counts for ``weight``, and by its exclusivity, as in ``calcfrex`` of the R package stm. Terms in
    fewer than five texts are left out, unless they are seeds.

    >>> from otklik.themes import GuidedThemes
    >>> model = GuidedThemes({"money": ["price"], "time": ["hour"]})
    >>> model = model.fit(["a high price to pay", "every hour was long"] * 5)
    >>> frex(model, 1, 2)
    ['hour', 'long']
    """
    from scipy.stats import rankdata

    shares = word_shares(model)
    shown = (model.frequency_ >= _SHOWN_FROM) | (model.seeded_ & (model.frequency_ >= 1))
    able = np.flatnonzero(shown & (shares[k] > 0))
    own = shares[k, able] / shares[:, able].sum(axis=0)
    # "max" makes ranks those of the empirical distribution function.
    frequent, exclusive = (rankdata(values, method="max") / max(len(able), 1) for values in (shares[k, able], own))
    score = 1 / (weight / frequent + (1 - weight) / exclusive)
    return [model.terms_.forms[able[at]] for at in np.argsort(-score, kind="stable")[:n]]
