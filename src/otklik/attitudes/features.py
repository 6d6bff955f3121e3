"""What a classifier sees of a text: word forms, lemmas, letter groups inside words, and classes of words.

Takes counted words, gives one sparse matrix. Everything about a word is found once per word type and carried to texts
by sparse products, so that a hundred thousand texts take seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.attitudes.word_classes import WordClasses, mark, normal_forms
from otklik.words import Words
from otklik.words.counting import Matrix, ngram_counts
from otklik.words.scripts import begins_cyrillic

BLOCKS: dict[str, tuple[int, float]] = {
    "form": (1, 1.0),
    "lemma": (1, 1.0),
    "letters": (3, 1.5),
    "class": (2, 1.5),
    "beside": (2, 1.0),
    "place": (2, 0.7),
    "length": (2, 0.4),
    "pair": (2, 1.0),
}
"""The kinds of features, in how many training texts a feature of each must be, and the length of each in a text.

Runs of letters; classes with their negation; classes by whether their clause has the anchor; classes in the first,
middle or last clause; how many words and clauses; two neighbouring lemmas. Chosen on held-out writers of the
training part of the shipped pack."""

PLAIN = ("form", "lemma", "letters", "class", "beside", "place", "length")
"""The blocks of the shipped pack."""

_LETTER_RUNS = (2, 5)

# counts by text, what carries them to features (None: they are features already), names of the features
_Block = tuple[Matrix, Matrix | None, list[str]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Texts with every block counted once; `rows` takes some of the texts for a fold."""

    blocks: dict[str, _Block]
    content: NDArray[np.bool_]
    n: int
    classes: WordClasses

    def rows(self, rows: NDArray[np.int64]) -> Counted:
        """Return some of the texts."""
        taken = {block: (counted[rows], place, names) for block, (counted, place, names) in self.blocks.items()}
        return Counted(taken, self.content, len(rows), self.classes)

    def placed(self) -> Counted:
        """Return the same texts with every feature carried to them, for those that are read many times over."""
        carried = {
            block: (counted if place is None else counted @ place, None, names)
            for block, (counted, place, names) in self.blocks.items()
        }
        return Counted(carried, self.content, self.n, self.classes)


class TextFeatures:
    """A vocabulary with inverse document frequencies for each block; a block has the length given by `BLOCKS`.

    ``blocks`` names those that are used.

    After `fit`: ``vocabulary_[block]`` lists the features, ``idf_[block]`` their weights
    ``ln((1 + n) / (1 + df)) + 1``. Counts enter as ``1 + ln(count)``. ``usual_`` is the share of training texts with
    each lemma, 0 for words that carry no subject.
    """

    vocabulary_: dict[str, list[str]]
    idf_: dict[str, NDArray[np.float64]]
    usual_: NDArray[np.float64]

    def __init__(self, classes: WordClasses | None = None, blocks: tuple[str, ...] = PLAIN) -> None:
        self.classes = classes or WordClasses("")
        self.blocks = blocks

    @property
    def width(self) -> int:
        """Return the number of features."""
        return sum(map(len, self.vocabulary_.values()))

    def count(self, words: Words) -> Counted:
        """Count the blocks of texts, once for all folds."""
        return Counted(self._blocks(words), words.content_lemmas(), len(words), self.classes)

    def fit(self, words: Words | Counted) -> TextFeatures:
        """Choose the features of a training corpus."""
        self.vocabulary_, self.idf_ = {}, {}
        texts = words if isinstance(words, Counted) else self.count(words)
        for block in self.blocks:
            least, _ = BLOCKS[block]
            counted, place, names = texts.blocks[block]
            present = counted if place is None else counted @ place
            frequency = np.bincount(present.indices, minlength=len(names))
            keep = np.flatnonzero(frequency >= least)
            order = keep[np.argsort(np.array([names[at] for at in keep], dtype=object), kind="stable")]
            self.vocabulary_[block] = [names[at] for at in order]
            self.idf_[block] = np.log((1 + texts.n) / (1 + frequency[order])) + 1
            if block == "lemma":
                self.usual_ = np.where(texts.content[order], frequency[order] / max(texts.n, 1), 0.0)
        return self

    def transform(self, words: Words | Counted) -> Matrix:
        """Return the features of texts: an (n_texts, n_features) CSR matrix."""
        from scipy import sparse

        return sparse.csr_array(sparse.vstack(list(self.batches(words))))

    def batches(self, words: Words | Counted, size: int = 10_000) -> Iterator[Matrix]:
        """Give the features of ``size`` texts at a time (one batch without rows when there are no texts)."""
        from scipy import sparse

        texts = words if isinstance(words, Counted) else self.count(words)
        chosen = {block: self._columns(block, texts.blocks[block][2]) for block in self.blocks}
        for start in range(0, max(texts.n, 1), size):
            parts = []
            for block in self.blocks:
                length = BLOCKS[block][1]
                counted, place, _ = texts.blocks[block]
                rows = counted[start : start + size]
                part = _picked(rows if place is None else rows @ place, chosen[block], len(self.vocabulary_[block]))
                part.data = (1 + np.log(part.data)) * self.idf_[block][part.indices]
                parts.append(_of_length(part, length))
            yield sparse.csr_array(sparse.hstack(parts))

    def among(self, matrix: Matrix, known: NDArray[np.bool_]) -> Matrix:
        """Return features of texts as they would be were only those ``known`` in the vocabulary: (n_texts, n_features).

        A held-out text whose words the seen texts lack is as long in each block as any other text.
        """
        from scipy import sparse

        parts, start = [], 0
        for block in self.blocks:
            stop = start + len(self.vocabulary_[block])
            part = matrix[:, start:stop]
            part.data = part.data * known[start:stop][part.indices]
            parts.append(_of_length(part, BLOCKS[block][1]))
            start = stop
        return sparse.csr_array(sparse.hstack(parts))

    def strongest(self, block: str, weights: NDArray[np.float64], n: int) -> list[str]:
        """Return the features of a block with the largest weights above 0."""
        start = sum(len(self.vocabulary_[name]) for name in self.blocks[: self.blocks.index(block)])
        own = weights[start : start + len(self.vocabulary_[block])]
        return [self.vocabulary_[block][at] for at in np.argsort(-own, kind="stable")[:n] if own[at] > 0]

    def _columns(self, block: str, names: list[str]) -> NDArray[np.int64]:
        """Return the column of each name in the vocabulary, -1 for those it lacks."""
        column = {name: at for at, name in enumerate(self.vocabulary_[block])}
        return np.array([column.get(name, -1) for name in names], dtype=np.int64)

    def likeness(self, words: Words) -> float:
        """Return how like the subject of texts is to that of the training texts, in [0, 1].

        The cosine of the shares of texts that have each content lemma, for the script that most words are in. Other
        texts on the training question reach about .8 for 160 texts and .5 for 20; other questions stay below .45.
        """
        counted = words.lemma_counts()
        share = np.bincount(counted.indices, minlength=len(words.lemmas)) * words.content_lemmas()
        cyrillic = np.array([begins_cyrillic(lemma) for lemma in words.lemmas], dtype=bool)
        mostly = bool(share[cyrillic].sum() >= share[~cyrillic].sum()) if len(share) else True
        usual = {
            lemma: value
            for lemma, value in zip(self.vocabulary_["lemma"], self.usual_.tolist(), strict=True)
            if value and begins_cyrillic(lemma) == mostly
        }
        chosen = [(share[at], usual.get(words.lemmas[at], 0.0)) for at in np.flatnonzero(cyrillic == mostly)]
        norm = np.sqrt(sum(value**2 for value, _ in chosen) * sum(value**2 for value in usual.values()))
        return float(sum(value * known for value, known in chosen) / norm) if norm else 0.0

    def known_share(self, words: Words) -> NDArray[np.float64]:
        """Return for each text the share of its content words that the training texts had; 1 for a text without any."""
        known_lemmas = set(self.vocabulary_["lemma"])
        counted = words.lemma_counts()
        content = words.content_lemmas().astype(np.float64)
        known = content * np.array([lemma in known_lemmas for lemma in words.lemmas], dtype=np.float64)
        total = np.asarray(counted @ content).ravel()
        return np.where(total > 0, np.asarray(counted @ known).ravel() / np.maximum(total, 1), 1.0)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return word classes, vocabulary and weights as arrays for a pack."""
        found: dict[str, NDArray[Any]] = {"word_classes": _bytes(self.classes.source)}
        for block, names in self.vocabulary_.items():
            found[f"vocabulary_{block}"] = _bytes("\n".join(names))
            found[f"idf_{block}"] = self.idf_[block].astype(np.float32)
        return found | {"usual": self.usual_.astype(np.float32)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> TextFeatures:
        """Rebuild the features of a pack. Raises ``KeyError`` or ``ValueError`` when arrays are missing or unequal."""
        blocks = tuple(block for block in BLOCKS if f"vocabulary_{block}" in arrays)
        made = cls(WordClasses(_text(arrays["word_classes"])), blocks)
        made.vocabulary_, made.idf_ = {}, {}
        for block in blocks:
            joined = _text(arrays[f"vocabulary_{block}"])
            made.vocabulary_[block] = joined.split("\n") if joined else []
            made.idf_[block] = arrays[f"idf_{block}"].astype(np.float64)
            if len(made.vocabulary_[block]) != len(made.idf_[block]):
                raise ValueError(f"vocabulary_{block}")
        made.usual_ = arrays["usual"].astype(np.float64)
        if len(made.usual_) != len(made.vocabulary_["lemma"]):
            raise ValueError("usual")
        return made

    def _blocks(self, words: Words) -> dict[str, _Block]:
        """Count every block of features."""
        forms = [form.replace("\n", " ") for form, _ in normal_forms(words)]
        by_type = words.type_counts()
        pairs: dict[str, _Block] = {}
        if "pair" in self.blocks:
            counted, names = ngram_counts(words, 2)
            pairs["pair"] = (counted, None, names)
        return pairs | {
            "form": (by_type, *_places([[form] for form in forms])),
            "lemma": (words.lemma_counts(), None, words.lemmas),
            "letters": (by_type, *_places([_letter_runs(form) for form in forms])),
            **self._class_blocks(words),
        }

    def _class_blocks(self, words: Words) -> dict[str, _Block]:
        marks = mark(words, self.classes)
        n = len(words)
        kinds = [turned + name for name in self.classes.names for turned in ("", "not ")]
        width = len(kinds)
        once = np.unique(marks.clause * max(width, 1) + marks.kind)
        clause, kind = once // max(width, 1), once % max(width, 1)
        text = marks.text_of[clause] if len(clause) else clause
        speaks = np.zeros(len(marks.text_of), dtype=np.int64)
        speaks[clause[kind // 2 == 0]] = 1  # the anchor is the first class
        before = np.diff(marks.text_of, prepend=-1) != 0
        behind = np.diff(marks.text_of, append=n) != 0
        places = np.column_stack([before, ~before & ~behind, behind])  # one clause may be both first and last
        hits, where = np.nonzero(places[clause])
        long = np.floor(1.5 * np.log2(np.maximum(np.diff(words.starts), 1))).astype(np.int64)
        clauses = np.minimum(np.bincount(marks.text_of, minlength=n), 6)
        every = np.arange(n)
        return {
            "class": (_tally(marks.text, marks.kind, (n, width)), None, kinds),
            "beside": (
                _tally(text, kind * 2 + speaks[clause], (n, 2 * width)),
                None,
                [f"{name} {beside}" for name in kinds for beside in ("elsewhere", "by the anchor")],
            ),
            "place": (
                _tally(text[hits], kind[hits] * 3 + where, (n, 3 * width)),
                None,
                [f"{name} {place}" for name in kinds for place in ("first", "middle", "last")],
            ),
            "length": (
                _tally(np.concatenate([every, every]), np.concatenate([np.minimum(long, 20), 21 + clauses]), (n, 28)),
                None,
                [f"words {at}" for at in range(21)] + [f"clauses {at}" for at in range(7)],
            ),
        }


def _picked(counts: Matrix, places: NDArray[np.int64], width: int) -> Matrix:
    """Return counts in the columns given by ``places``; those of place -1 are left out."""
    from scipy import sparse

    column = places[counts.indices] if len(places) else counts.indices
    kept = column >= 0
    starts = np.concatenate([[0], np.cumsum(kept)])[counts.indptr]
    return sparse.csr_array(
        (counts.data[kept].astype(np.float64), column[kept], starts), shape=(counts.shape[0], width)
    )


def _of_length(rows: Matrix, length: float) -> Matrix:
    """Return rows stretched to one length; rows without any feature stay."""
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    norms = np.sqrt(np.bincount(row, rows.data**2, minlength=rows.shape[0]))
    rows.data = rows.data * (length / np.where(norms > 0, norms, 1.0))[row]
    return rows


def _places(features: list[list[str]]) -> tuple[Matrix, list[str]]:
    from scipy import sparse

    numbers: dict[str, int] = {}
    rows, columns, values = [], [], []
    for at, listed in enumerate(features):
        for feature, times in Counter(listed).items():
            rows.append(at)
            columns.append(numbers.setdefault(feature, len(numbers)))
            values.append(times)
    counts = np.array(values, dtype=np.int32)
    return sparse.csr_array((counts, (rows, columns)), shape=(len(features), len(numbers))), list(numbers)


def _letter_runs(form: str) -> list[str]:
    # Runs know the word's borders: " не", "ть ". A word of a hundred letters is no word.
    padded = f" {form[:40]} "
    shortest, longest = _LETTER_RUNS
    return [
        padded[start : start + length]
        for length in range(shortest, longest + 1)
        for start in range(len(padded) - length + 1)
    ]


def _tally(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> Matrix:
    from scipy import sparse

    counted = sparse.coo_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=shape).tocsr()
    counted.sum_duplicates()
    counted.sort_indices()
    return counted


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _text(array: NDArray[Any]) -> str:
    return array.astype(np.uint8).tobytes().decode("utf-8")
