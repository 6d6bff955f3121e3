"""What a classifier sees of a text: word forms, lemmas, letter groups inside words, and classes of words.

Takes counted words, gives one sparse matrix. Everything about a word is found once per word type and carried to texts
by sparse products, so that a hundred thousand texts take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.attitudes import dense
from otklik.attitudes.blocks import Block, carried_pairs, class_blocks, mark_blocks, word_blocks
from otklik.attitudes.word_classes import WordClasses, mark
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

DENSE = {"vectors": 1.0, "encoder": 1.0}
"""The length in a text of what was learnt elsewhere (see `dense`)."""

UNCARRIED = ("length", *DENSE)
"""Blocks that no word of a text carries alone."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Texts with every block counted once; `rows` takes some of the texts for a fold."""

    blocks: dict[str, Block]
    content: NDArray[np.bool_]
    n: int
    classes: WordClasses
    sources: dense.Sources = field(default_factory=dict)

    def rows(self, rows: NDArray[np.int64]) -> Counted:
        """Return some of the texts."""
        taken = {block: (counted[rows], place, names) for block, (counted, place, names) in self.blocks.items()}
        return Counted(taken, self.content, len(rows), self.classes, self.sources)

    def placed(self) -> Counted:
        """Return the same texts with every feature carried to them, for those that are read many times over."""
        carried = {
            block: (counted if place is None else counted @ place, None, names)
            for block, (counted, place, names) in self.blocks.items()
        }
        return Counted(carried, self.content, self.n, self.classes, self.sources)


class TextFeatures:
    """A vocabulary with inverse document frequencies for each block; a block has the length given by `BLOCKS`.

    ``blocks`` names those that are used; ``sources`` opens the dense ones, whose numbers are taken as they are.

    After `fit`: ``vocabulary_[block]`` lists the features, ``idf_[block]`` their weights
    ``ln((1 + n) / (1 + df)) + 1``. Counts enter as ``1 + ln(count)``. ``usual_`` is the share of training texts with
    each lemma, 0 for words that carry no subject.
    """

    vocabulary_: dict[str, list[str]]
    idf_: dict[str, NDArray[np.float64]]
    usual_: NDArray[np.float64]

    def __init__(
        self, classes: WordClasses | None = None, blocks: tuple[str, ...] = PLAIN, sources: dense.Sources | None = None
    ) -> None:
        self.classes = classes or WordClasses("")
        self.blocks = blocks
        self.sources = {kind: source for kind, source in (sources or {}).items() if kind in blocks}

    @property
    def width(self) -> int:
        """Return the number of features."""
        return sum(map(len, self.vocabulary_.values()))

    def count(self, words: Words) -> Counted:
        """Count the blocks of texts, once for all folds."""
        return Counted(self._blocks(words), words.content_lemmas(), len(words), self.classes, self.sources)

    def fit(self, words: Words | Counted) -> TextFeatures:
        """Choose the features of a training corpus."""
        self.vocabulary_, self.idf_ = {}, {}
        texts = words if isinstance(words, Counted) else self.count(words)
        for block in self.blocks:
            counted, place, names = texts.blocks[block]
            if block in DENSE:
                self.vocabulary_[block], self.idf_[block] = names, np.ones(len(names))
                continue
            least, _ = BLOCKS[block]
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
                counted, place, _ = texts.blocks[block]
                rows = counted[start : start + size]
                part = _picked(rows if place is None else rows @ place, chosen[block], len(self.vocabulary_[block]))
                if block not in DENSE:
                    part.data = (1 + np.log(part.data)) * self.idf_[block][part.indices]
                parts.append(_of_length(part, _length(block)))
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
            parts.append(_of_length(part, _length(block)))
            start = stop
        return sparse.csr_array(sparse.hstack(parts))

    def carriers(self, words: Words, texts: Counted) -> Matrix:
        """Return which running tokens carry which features, and how many times: an (n_tokens, n_features) CSR matrix.

        ``texts`` are the same words counted. A word carries its form, its lemma and its runs of letters; both words of
        a pair carry it; a word that was marked carries its class wherever that counts (of a phrase the last word).
        Nothing carries a length or what was learnt elsewhere.
        """
        from scipy import sparse

        n = len(words.ids)
        alone = replace(words, starts=np.arange(n + 1))  # every token a text of its own
        marks = mark(words, self.classes)
        by_token = mark_blocks(marks, self.classes, marks.token, marks.clause, marks.kind, (n, len(words)))
        by_token["lemma"] = alone.lemma_counts(), None, words.lemmas
        for block in ("form", "letters"):
            _, place, names = texts.blocks[block]
            by_token[block] = alone.type_counts(), place, names
        if "pair" in self.blocks:
            by_token["pair"] = carried_pairs(words)
        for block in UNCARRIED:
            by_token[block] = sparse.csr_array((n, 0), dtype=np.int32), None, []
        parts = []
        for block in self.blocks:
            counted, place, names = by_token[block]
            carried = counted if place is None else counted @ place
            parts.append(_picked(carried, self._columns(block, names), len(self.vocabulary_[block])))
        return sparse.csr_array(sparse.hstack(parts))

    def columns(self, block: str) -> slice:
        """Return the columns of a block; none where it is not used."""
        before = self.blocks[: self.blocks.index(block)] if block in self.blocks else ()
        start = sum(len(self.vocabulary_[name]) for name in before)
        return slice(start, start + len(self.vocabulary_.get(block, ())))

    def strongest(self, weights: NDArray[np.float64], n: int) -> list[str]:
        """Return the lemmas that speak most for what ``weights`` speak for, and that carry a subject.

        A lemma counts by its weight and by how many training texts have it: what three texts have says little.
        """
        start = sum(len(self.vocabulary_[name]) for name in self.blocks[: self.blocks.index("lemma")])
        own = weights[start : start + len(self.vocabulary_["lemma"])] * self.idf_["lemma"] * np.sqrt(self.usual_)
        return [self.vocabulary_["lemma"][at] for at in np.argsort(-own, kind="stable")[:n] if own[at] > 0]

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
        if self.sources:
            found["sources"] = _bytes(json.dumps(dense.told(self.sources), sort_keys=True))
        return found | {"usual": self.usual_.astype(np.float32)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> TextFeatures:
        """Rebuild the features of a pack.

        Raises ``KeyError`` or ``ValueError`` when arrays are missing or unequal, `UserError` when word vectors or an
        encoder that they need are not on this machine.
        """
        blocks = tuple(block for block in (*BLOCKS, *DENSE) if f"vocabulary_{block}" in arrays)
        sources = dense.recalled(json.loads(_text(arrays["sources"]))) if "sources" in arrays else {}
        if set(sources) != DENSE.keys() & set(blocks):
            raise ValueError("sources")
        made = cls(WordClasses(_text(arrays["word_classes"])), blocks, sources)
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

    def _blocks(self, words: Words) -> dict[str, Block]:
        """Count every block of features."""
        pairs: dict[str, Block] = {}
        if "pair" in self.blocks:
            counted, names = ngram_counts(words, 2)
            pairs["pair"] = (counted, None, names)
        learnt = {kind: source.block(words) for kind, source in self.sources.items()}
        return pairs | word_blocks(words) | class_blocks(words, self.classes) | learnt


def _length(block: str) -> float:
    return DENSE[block] if block in DENSE else BLOCKS[block][1]


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


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _text(array: NDArray[Any]) -> str:
    return array.astype(np.uint8).tobytes().decode("utf-8")
