"""What there is to count in a text: forms, lemmas, runs of letters, pairs of lemmas, classes of words, lengths.

Takes counted words, gives for each kind a sparse matrix and the names of its columns. Never knows which of them a
classifier has learnt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from otklik.attitudes.word_classes import Marks, WordClasses, mark, normal_forms
from otklik.words import Words
from otklik.words.counting import Matrix, ngram_counts

_LETTER_RUNS = (2, 5)
_ALPHABET = 4096
"""Different signs of a corpus that runs are told apart by: five of them fit into 64 bits."""

# counts by text, what carries them to features (None: they are features already), names of the features
Block = tuple[Matrix, Matrix | None, list[str]]


def word_blocks(words: Words) -> dict[str, Block]:
    """Count forms, lemmas and runs of letters."""
    forms = [form.replace("\n", " ") for form, _ in normal_forms(words)]
    by_type = words.type_counts()
    return {
        "form": (by_type, *_places([[form] for form in forms])),
        "lemma": (words.lemma_counts(), None, words.lemmas),
        "letters": (by_type, *letter_runs(forms)),
    }


def class_blocks(words: Words, classes: WordClasses) -> dict[str, Block]:
    """Count classes of words by text, beside the anchor and by place, and how long texts are."""
    marks = mark(words, classes)
    n, width = len(words), max(2 * len(classes.names), 1)
    once = np.unique(marks.clause * width + marks.kind)  # twice in a clause counts once
    clause, kind = once // width, once % width
    text = marks.text_of[clause] if len(clause) else clause
    whole = mark_blocks(marks, classes, marks.text, marks.clause, marks.kind, (n, n))
    long = np.floor(1.5 * np.log2(np.maximum(np.diff(words.starts), 1))).astype(np.int64)
    clauses = np.minimum(np.bincount(marks.text_of, minlength=n), 6)
    every = np.arange(n)
    return {
        **mark_blocks(marks, classes, text, clause, kind, (n, n)),
        "class": whole["class"],
        "length": (
            _tally(np.concatenate([every, every]), np.concatenate([np.minimum(long, 20), 21 + clauses]), (n, 28)),
            None,
            [f"words {at}" for at in range(21)] + [f"clauses {at}" for at in range(7)],
        ),
    }


def mark_blocks(
    marks: Marks,
    classes: WordClasses,
    row: NDArray[np.int64],
    clause: NDArray[np.int64],
    kind: NDArray[np.int64],
    shape: tuple[int, int],
) -> dict[str, Block]:
    """Count kinds of classes in clauses by ``row``; ``shape`` is the number of rows and of texts."""
    n, n_texts = shape
    kinds = [turned + name for name in classes.names for turned in ("", "not ")]
    width = len(kinds)
    speaks = np.zeros(len(marks.text_of), dtype=np.int64)
    speaks[clause[kind // 2 == 0]] = 1  # the anchor is the first class
    before = np.diff(marks.text_of, prepend=-1) != 0
    behind = np.diff(marks.text_of, append=n_texts) != 0
    places = np.column_stack([before, ~before & ~behind, behind])  # one clause may be both first and last
    hits, where = np.nonzero(places[clause])
    return {
        "class": (_tally(row, kind, (n, width)), None, kinds),
        "beside": (
            _tally(row, kind * 2 + speaks[clause], (n, 2 * width)),
            None,
            [f"{name} {beside}" for name in kinds for beside in ("elsewhere", "by the anchor")],
        ),
        "place": (
            _tally(row[hits], kind[hits] * 3 + where, (n, 3 * width)),
            None,
            [f"{name} {place}" for name in kinds for place in ("first", "middle", "last")],
        ),
    }


def carried_pairs(words: Words) -> Block:
    """Count pairs of neighbouring lemmas by the tokens that make them."""
    from scipy import sparse

    row = np.repeat(np.arange(len(words)), np.diff(words.starts))
    left = np.flatnonzero(row[1:] == row[:-1])
    both = np.column_stack([left, left + 1]).ravel()
    # Every two neighbours are a text of their own.
    counted, names = ngram_counts(replace(words, ids=words.ids[both], starts=np.arange(len(left) + 1) * 2), 2)
    to_tokens = sparse.csr_array(
        (np.ones(len(both), dtype=np.int32), (both, np.arange(len(both)) // 2)), shape=(len(words.ids), len(left))
    )
    return to_tokens @ counted, None, names


def letter_runs(forms: list[str]) -> tuple[Matrix, list[str]]:
    """Count runs of two to five letters of each form: (n_forms, n_runs), and the runs.

    Runs know the word's borders: " не", "ть ". A word of a hundred letters is no word, so only its first forty count.
    """
    padded = [f" {form[:40]} " for form in forms]
    signs = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32)
    alphabet, letters, often = np.unique(signs, return_inverse=True, return_counts=True)
    if len(alphabet) > _ALPHABET:  # the rarest signs of many scripts together are taken for one
        letters = np.minimum(np.argsort(np.argsort(-often, kind="stable")), _ALPHABET - 1)[letters]
    # A run is one number, its letters are the digits.
    digits = max(int(min(len(alphabet), _ALPHABET) - 1).bit_length(), 1)
    sizes = np.array(list(map(len, padded)), dtype=np.int64)
    form_of = np.repeat(np.arange(len(forms)), sizes)
    left = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(signs))  # letters from here to the end of the form
    rows, columns = [], []
    names: list[str] = []
    for length in range(_LETTER_RUNS[0], _LETTER_RUNS[1] + 1):
        at = np.flatnonzero(left >= length)
        run = np.zeros(len(at), dtype=np.uint64)
        for place in range(length):
            run = (run << np.uint64(digits)) | letters[at + place].astype(np.uint64)
        first, column = np.unique(run, return_index=True, return_inverse=True)[1:]
        spelt = np.ascontiguousarray(signs[at[first][:, None] + np.arange(length)])
        rows.append(form_of[at])
        columns.append(column + len(names))
        names += spelt.view(f"<U{length}").ravel().tolist()
    return _tally(np.concatenate(rows), np.concatenate(columns), (len(forms), len(names))), names


def _places(features: list[list[str]]) -> tuple[Matrix, list[str]]:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    columns = np.array(list(map(numbers.__getitem__, chain.from_iterable(features))), dtype=np.int64)
    rows = np.repeat(np.arange(len(features)), list(map(len, features)))
    return _tally(rows, columns, (len(features), len(numbers))), list(numbers)


def _tally(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> Matrix:
    from scipy import sparse

    counted = sparse.coo_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=shape).tocsr()
    counted.sum_duplicates()
    counted.sort_indices()
    return counted
