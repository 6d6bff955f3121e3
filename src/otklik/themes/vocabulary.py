"""The terms that themes are made of.

Takes the words of a column of texts and the seed words of themes, gives a text-by-term matrix of presences and a
theme-by-term matrix of seeds. Terms are lemmas that can carry a theme, and seed phrases: other phrases would count the
evidence of their words twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from otklik.words import Words, lemmas
from otklik.words.counting import Matrix, phrase_counts


@dataclass(frozen=True, slots=True)
class Terms:
    """``names[j]`` is a term (lemmas joined by spaces), ``forms[j]`` how texts write it most often."""

    names: list[str]
    forms: list[str]
    numbers: dict[str, int]


def learn(words: Words, seeds: Sequence[Sequence[str]], min_df: int = 2) -> Terms:
    """Choose the terms of a corpus: content lemmas in at least ``min_df`` texts, and every seed."""
    lemma_frequency = np.bincount(words.lemma_counts().indices, minlength=len(words.lemmas))
    wanted = {term for theme in seeds for term in theme}
    stems = tuple(term[:-1] for term in wanted if term.endswith("*"))
    content = words.content_lemmas()
    forms = words.commonest_forms()
    names, shown = [], []
    for number, lemma in enumerate(words.lemmas):
        kept = content[number] and lemma_frequency[number] >= min_df
        if kept or lemma in wanted or lemma.startswith(stems):
            names.append(lemma)
            shown.append(forms[number])
    phrases = sorted(term for term in wanted if " " in term)
    said = np.asarray(phrase_counts(words, phrases).sum(axis=0)).ravel() > 0
    names += [phrase for phrase, there in zip(phrases, said, strict=True) if there]
    shown += names[len(shown) :]
    return Terms(names, shown, {name: number for number, name in enumerate(names)})


def presences(words: Words, terms: Terms) -> Matrix:
    """Tell which term stands in which text: an (n_texts, n_terms) CSR matrix of 0 and 1."""
    from scipy import sparse

    singles = [name for name in terms.names if " " not in name]
    phrases = [name for name in terms.names if " " in name]
    columns = np.array([terms.numbers.get(lemma, -1) for lemma in words.lemmas], dtype=np.int64)
    known = np.flatnonzero(columns >= 0)
    shape = (len(words.lemmas), len(singles))
    place = sparse.csr_array((np.ones(len(known), dtype=np.int32), (known, columns[known])), shape=shape)
    # `learn` names single words first.
    whole = sparse.csr_array(sparse.hstack([words.lemma_counts() @ place, phrase_counts(words, phrases)]))
    whole.sort_indices()
    whole.data = np.ones(len(whole.data), dtype=np.float64)
    return whole


def rarity(presence: Matrix) -> NDArray[np.float64]:
    """Return the inverse document frequency of each term, ``ln((1 + n) / (1 + df)) + 1``: (n_terms,)."""
    frequency = np.asarray(presence.sum(axis=0)).ravel()
    return np.asarray(np.log((1 + presence.shape[0]) / (1 + frequency)) + 1)


def normal_seeds(seeds: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Bring seed words to the form of terms: lemmas, phrases of lemmas, or a stem with its star.

    >>> normal_seeds({"empathy": ["Сострада*", "добрые люди"]})
    [['сострада*', 'добрый человек']]
    """
    return [[_normal(seed) for seed in filter(_is_seed, words)] for words in seeds.values()]


@lru_cache(maxsize=10_000)
def _normal(seed: str) -> str:
    return seed.lower().replace("ё", "е") if seed.endswith("*") else " ".join(lemmas(seed.split()))


def _is_seed(word: str) -> bool:
    return bool(word.strip(" *"))


def seed_matrix(terms: Terms, given: Mapping[str, Sequence[str]]) -> tuple[NDArray[np.float64], list[str]]:
    """Mark which term is a seed of which theme: (n_themes, n_terms); also the seeds, as given, that no text has."""
    seeds = normal_seeds(given)
    marked = np.zeros((len(seeds), len(terms.names)))
    unseen = []
    names = sorted(terms.numbers)
    for theme, (wanted, written) in enumerate(zip(seeds, given.values(), strict=True)):
        for seed, as_given in zip(wanted, filter(_is_seed, written), strict=True):
            if seed.endswith("*"):
                found = names[bisect_left(names, seed[:-1]) : bisect_left(names, f"{seed[:-1]}\U0010ffff")]
            else:
                found = [seed] if seed in terms.numbers else []
            marked[theme, [terms.numbers[name] for name in found]] = 1
            if not found:
                unseen.append(as_given)
    return marked, unseen
