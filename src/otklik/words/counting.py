"""The counting face: a column of texts as numbers.

Takes cleaned texts, gives the running words as one array of type numbers, each type analysed once. Matrices of
lemmas, n-grams and characters are sparse products of that; no object is made for a token.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.words.lemmatizer import is_function_word
from otklik.words.pieces import Column
from otklik.words.readings import by_reading
from otklik.words.scripts import Lang
from otklik.words.types import analyse

Matrix = Any
"""A SciPy sparse array in CSR form (SciPy ships no types)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a column of texts.

    ``types`` are the distinct forms; a form with two readings ("его": he, his) is there twice, with its two lemmas.
    ``ids`` holds the type number of every running token, text after text; those of text ``i`` are
    ``ids[starts[i]:starts[i + 1]]``. ``lemma_of[type]`` is the number of its lemma in ``lemmas``, or -1 where the type
    is no word (signs, numbers, links).
    """

    types: list[str]
    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    lemmas: list[str]
    lemma_of: NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.starts) - 1

    def type_counts(self) -> Matrix:
        """Count types: an (n_texts, n_types) matrix."""
        return _count(self.ids, self.starts, len(self.types))

    def lemma_ids(self) -> NDArray[np.int32]:
        """Return the lemma number of every running token, -1 for signs; as long as ``ids``."""
        return self.lemma_of[self.ids] if len(self.types) else self.ids

    def lemma_counts(self) -> Matrix:
        """Count lemmas: an (n_texts, n_lemmas) matrix."""
        return _count(self.lemma_ids(), self.starts, len(self.lemmas))

    def content_lemmas(self) -> NDArray[np.bool_]:
        """Tell for each lemma whether it can carry a theme: not a function word, at least two letters."""
        carries = np.zeros(len(self.lemmas), dtype=bool)
        for form, number in zip(self.types, self.lemma_of, strict=True):
            if number >= 0 and not carries[number]:
                carries[number] = not is_function_word(form) and not is_function_word(self.lemmas[number])
        return carries

    def commonest_forms(self) -> list[str]:
        """Return for each lemma the lower-case form in which the texts have it most often."""
        frequency = np.bincount(self.ids, minlength=len(self.types))
        best: dict[int, tuple[int, str]] = {}
        totals: dict[tuple[int, str], int] = defaultdict(int)
        for form, number, times in zip(self.types, self.lemma_of.tolist(), frequency.tolist(), strict=True):
            if number >= 0:
                key = (number, form.lower())
                totals[key] += times
                if number not in best or (totals[key], key[1]) > best[number]:
                    best[number] = (totals[key], key[1])
        return [best[number][1] if number in best else word for number, word in enumerate(self.lemmas)]


def count(texts: Iterable[str], lang: Lang = None, typed: bool = False) -> Words:
    """Analyse a column of *cleaned* texts, or of texts as ``typed``, which are cleaned on the way.

    >>> words = count(["Помогать людям", "людям помогают"])
    >>> words.lemmas, words.lemma_counts().toarray().tolist()
    (['помогать', 'человек'], [[1, 1], [1, 1]])
    """
    column, left = Column(), iter(texts)
    parts = [column.read(part, typed) for part in iter(lambda: list(islice(left, _PART)), [])]
    ids = np.concatenate([np.empty(0, dtype=np.int32), *(part for part, _ in parts)])
    starts = np.cumsum(np.concatenate([np.zeros(1, dtype=np.int64), *(sizes for _, sizes in parts)]))
    del parts
    forms = column.forms
    types, found, ids = by_reading(forms, analyse(forms, lang), ids, starts, lang)
    lemma_numbers: defaultdict[str, int] = defaultdict()
    lemma_numbers.default_factory = lemma_numbers.__len__
    lemma_of = np.array([-1 if word is None else lemma_numbers[word] for word in found], dtype=np.int32)
    return Words(types, ids, starts, list(lemma_numbers), lemma_of)


_PART = 20_000
"""So many texts are cut into pieces at a time; several processes were no faster than one."""


Texts = Sequence[str] | Sequence[Sequence[str]] | Words
"""Texts as typed, lists of their tokens, or words counted already."""


def of(texts: Texts) -> Words:
    """Count texts as typed or lists of tokens; counted words pass as they are.

    >>> of([["людям", "помогать"]]).lemmas
    ['человек', 'помогать']
    """
    if isinstance(texts, Words):
        return texts
    return count((text if isinstance(text, str) else " ".join(text) for text in texts), typed=True)


def matrix(
    texts: Sequence[str], lang: Lang = None, min_df: int = 1, ngrams: tuple[int, int] = (1, 1)
) -> tuple[Matrix, list[str]]:
    """Count the lemmas of texts as typed: an (n_texts, n_terms) CSR matrix of counts, and the terms.

    ``min_df`` is the least number of texts a term must be in. ``ngrams`` gives the shortest and the longest run of
    neighbouring words counted as a term (joined by a space); a sign between two words parts them.

    >>> counts, terms = matrix(["Помогать людям", "Люди помогают людям"])
    >>> terms, counts.toarray().tolist()
    (['помогать', 'человек'], [[1, 1], [1, 2]])
    """
    from scipy import sparse

    words = count(texts, lang, typed=True)
    shortest, longest = ngrams
    parts, names = [], []
    for length in range(shortest, longest + 1):
        counted, terms = ngram_counts(words, length)
        parts.append(counted)
        names += terms
    whole = sparse.csr_array(sparse.hstack(parts)) if len(parts) > 1 else parts[0]
    if min_df > 1:
        keep = np.flatnonzero(np.bincount(whole.indices, minlength=whole.shape[1]) >= min_df)
        whole, names = whole[:, keep], [names[at] for at in keep]
    return whole, names


def ngram_counts(words: Words, length: int) -> tuple[Matrix, list[str]]:
    """Count runs of ``length`` neighbouring lemmas: an (n_texts, n_runs) matrix, and the runs joined by spaces."""
    if length == 1:
        return words.lemma_counts(), words.lemmas
    running = words.lemma_ids().astype(np.int64)
    keys, rows = running, np.repeat(np.arange(len(words)), np.diff(words.starts))
    usable = running >= 0
    distinct: NDArray[np.int64] = np.arange(len(words.lemmas), dtype=np.int64)
    names = words.lemmas
    for step in range(1, length):
        # A run grows by its right neighbour, if both are words of the same text.
        last = max(len(running) - step, 0)
        usable = usable[:last] & (running[step:] >= 0) & (rows[:last] == rows[step:])
        pairs = keys[:last] * max(len(words.lemmas), 1) + np.maximum(running[step:], 0)
        distinct, dense = np.unique(pairs[usable], return_inverse=True)
        names = [
            f"{names[key // len(words.lemmas)]} {words.lemmas[key % len(words.lemmas)]}" for key in distinct.tolist()
        ]
        keys = np.zeros(last, dtype=np.int64)
        keys[usable] = dense
    from scipy import sparse

    chosen = np.flatnonzero(usable)
    shape = (len(words), len(distinct))
    counted = sparse.coo_array((np.ones(len(chosen), dtype=np.int32), (rows[chosen], keys[chosen])), shape=shape)
    return _tidy(counted.tocsr()), names


def phrase_counts(words: Words, phrases: Sequence[str]) -> Matrix:
    """Count given runs of neighbouring lemmas, joined by spaces: an (n_texts, n_phrases) matrix.

    >>> phrase_counts(count(["Помогать людям, людям помогать"]), ["помогать человек", "нет время"]).toarray().tolist()
    [[1, 0]]
    """
    from scipy import sparse

    numbers = {lemma: at for at, lemma in enumerate(words.lemmas)}
    wanted = {
        tuple(numbers[word] for word in phrase.split(" ")): column
        for column, phrase in enumerate(phrases)
        if all(word in numbers for word in phrase.split(" "))
    }
    running = words.lemma_ids()
    rows, columns = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for length in sorted({len(phrase) for phrase in wanted}):
        listed = [phrase for phrase in wanted if len(phrase) == length]
        # Beginnings of phrases grow by one word at a time; places that begin none are dropped.
        begun: dict[tuple[int, ...], int] = {(): 0}
        places = np.arange(max(len(running) - length + 1, 0))
        state = np.zeros(len(places), dtype=np.int64)
        for step in range(length):
            longer = dict.fromkeys(phrase[: step + 1] for phrase in listed)
            keys = np.array([begun[prefix[:-1]] * len(numbers) + prefix[-1] for prefix in longer], dtype=np.int64)
            order = np.argsort(keys)
            begun = {prefix: at for at, prefix in enumerate(longer)}
            following = running[places + step]
            here = state * len(numbers) + following
            found = np.minimum(np.searchsorted(keys[order], here), len(keys) - 1)
            matches = (following >= 0) & (keys[order][found] == here)
            places, state = places[matches], order[found[matches]]
        first = np.searchsorted(words.starts, places, side="right") - 1
        whole = first == np.searchsorted(words.starts, places + length - 1, side="right") - 1
        column_of = np.array([wanted[prefix] for prefix in begun], dtype=np.int64)
        rows.append(first[whole])
        columns.append(column_of[state[whole]])
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(words), len(phrases))
    return _tidy(sparse.coo_array((np.ones(len(row), dtype=np.int32), (row, column)), shape=shape).tocsr())


def _count(ids: NDArray[np.int32], starts: NDArray[np.int64], width: int) -> Matrix:
    from scipy import sparse

    keep = ids >= 0
    kept_before = np.concatenate([[0], np.cumsum(keep)])
    shape = (len(starts) - 1, width)
    indices, indptr = ids[keep], kept_before[starts]
    return _tidy(sparse.csr_array((np.ones(len(indices), dtype=np.int32), indices, indptr), shape=shape))


def _tidy(counted: Matrix) -> Matrix:
    counted.sum_duplicates()
    counted.sort_indices()
    return counted
