"""Why a text is coded as it is: what each of its words adds to the score, exactly.

Takes texts and rows of weights, gives a number for every word and a rest that no word carries. Scores of linear models
are sums, so nothing is estimated. Never knows how the weights were learnt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik import clean
from otklik import words as words_room
from otklik.attitudes.features import UNCARRIED, TextFeatures
from otklik.attitudes.linear import Rows
from otklik.words import Words
from otklik.words.counting import Matrix

_EXPLAINED = 1_000
"""So many texts are explained at a time: their letters together would fill the memory."""

_AT_ONCE = 64
"""So many texts lie side by side on a table of all features at a time: looking up there is fastest."""


@dataclass(frozen=True, slots=True)
class Part:
    """One word or sign of a text, in its code points, and what it adds: above 0 it speaks for the label."""

    start: int
    stop: int
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What in a text speaks for a label, and what against.

    ``parts`` are all words and signs of the text in their order; ``rest`` is what none of them carries: how many words
    and clauses there are, and where the label stands before a word is read.
    """

    label: str
    parts: tuple[Part, ...]
    rest: float

    @property
    def score(self) -> float:
        """Return the sum of all parts and the rest: the logit that the probability comes from."""
        return sum(part.weight for part in self.parts) + self.rest


def explain(
    features: TextFeatures, rows: Rows, labels: Sequence[str], texts: Sequence[str], chosen: NDArray[np.int64]
) -> list[Explanation]:
    """Explain texts as typed, each by the row of ``rows`` that ``chosen`` names; ``labels`` name the rows."""
    found = []
    for start in range(0, len(texts), _EXPLAINED):
        cleaned = [clean.text(text) for text in texts[start : start + _EXPLAINED]]
        words = words_room.count(one.text for one in cleaned)
        here = chosen[start : start + _EXPLAINED]
        weights, rest = TakenApart(features, words).contributions(rows, here)
        for at, (one, row) in enumerate(zip(cleaned, here.tolist(), strict=True)):
            tokens = slice(*words.starts[at : at + 2].tolist())
            forms = [words.types[number] for number in words.ids[tokens].tolist()]
            parts = _parts(one, forms, weights[tokens].tolist())
            found.append(Explanation(labels[row], parts, float(rest[at])))
    return found


def _parts(text: clean.Clean, forms: Sequence[str], weights: Sequence[float]) -> tuple[Part, ...]:
    """Put the forms of a text back in their places in the original; between two of them are blanks alone."""
    parts: list[Part] = []
    at = 0
    for form, weight in zip(forms, weights, strict=True):
        begin = text.text.index(form, at)
        at = begin + len(form)
        start, stop = text.span(begin, at)
        same = parts.pop() if parts and start < parts[-1].stop else Part(start, stop, 0.0)  # &nGt; is two signs
        parts.append(Part(same.start, stop, same.weight + weight))
    return tuple(parts)


def centred(weights: NDArray[np.float64], offsets: NDArray[np.float64], calibration: NDArray[np.float64]) -> Rows:
    """Return calibrated logits of groups as rows of weights and offsets, each against the mean of all groups.

    With ``calibration`` (n_groups, n_groups + 1), whose last column is the offset. The mean of logits does not change
    their probabilities.

    >>> centred(np.array([[1.0], [3.0]]), np.zeros(2), np.array([[1, 0, 0.5], [0, 1, 0.5]]))[0].tolist()
    [[-1.0], [1.0]]
    """
    mixed, shift = calibration[:, :-1], calibration[:, -1]
    rows, places = mixed @ weights, mixed @ offsets + shift
    return rows - rows.mean(axis=0), places - places.mean()


class TakenApart:
    """Texts with every feature carried to the words that carry it, for any number of scores."""

    def __init__(self, features: TextFeatures, words: Words) -> None:
        from scipy import sparse

        counted = features.count(words)
        n = len(words.ids)
        self.text_of = np.repeat(np.arange(len(words)), np.diff(words.starts))
        self._features, self._starts = features, words.starts
        self._values, self._carried = features.transform(counted), features.carriers(words, counted)
        of_texts = sparse.csr_array((np.ones(n), np.arange(n), words.starts), shape=(len(words), n))
        self._shares = of_texts @ self._carried  # what is carried so many times goes in so many shares
        self._shares.data = 1 / self._shares.data

    def contributions(self, rows: Rows, chosen: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what each running token added to one score of its text, (n_tokens,), and the rest, (n_texts,).

        ``chosen`` names the row of ``rows`` for each text. The value of every feature times its weight goes to the
        tokens that carry it (see `TextFeatures.carriers`), to each as often as it does. Tokens and rest of a text sum
        to its score.
        """
        from scipy import sparse

        weights, offsets = rows
        added = self._values.copy()
        added.data *= weights[chosen[_row(added)], added.indices]
        rest = offsets[chosen] + sum(
            np.asarray(added[:, self._features.columns(block)].sum(axis=1)).ravel() for block in UNCARRIED
        )
        share = sparse.csr_array(added * self._shares)
        token, found = _row(self._carried), self._carried.data.copy()
        text, places, owner = self.text_of[token], self._carried.indices, _row(share)
        table = np.zeros((_AT_ONCE, weights.shape[1]))
        for start in range(0, len(chosen), _AT_ONCE):
            stop = min(start + _AT_ONCE, len(chosen))
            shared = slice(share.indptr[start], share.indptr[stop])
            here = owner[shared] - start, share.indices[shared]
            table[here] = share.data[shared]
            carried = slice(*self._carried.indptr[self._starts[[start, stop]]])
            found[carried] *= table[text[carried] - start, places[carried]]
            table[here] = 0
        return np.bincount(token, found, minlength=len(self.text_of)).astype(np.float64), rest


def _row(matrix: Matrix) -> NDArray[np.int64]:
    """Return the row of each value of a sparse matrix."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
