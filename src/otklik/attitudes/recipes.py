"""Recipes by which a classifier can be learnt, and what each is worth on texts held out.

Takes counted texts and a way to learn rows of weights, gives scores of every text by rows learnt without its fold, and
the recipe that loses least. Never knows what the rows stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.attitudes.features import PLAIN, Counted, TextFeatures
from otklik.attitudes.folds import Split, splits
from otklik.attitudes.linear import Rows, Span
from otklik.words.counting import Matrix

BLOCK_CHOICES = (PLAIN, (*PLAIN, "pair"))
_OF_CLASSES = ("class", "beside", "place")
C_CHOICES = (0.05, 0.15, 0.5, 1.5, 5.0)
_USUAL_C = 1.5
_JUDGED = 2_000
"""Of so many texts a recipe is chosen; it is learnt from all."""

Learner = Callable[[Span, NDArray[np.int64]], Rows]
"""Takes features of the seen texts and which those are, gives rows of weights."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is learnt: blocks of features, ``C``, and the scale as classes or as a row of steps."""

    blocks: tuple[str, ...] = PLAIN
    c: float = _USUAL_C
    stepwise: bool = False


class Trials:
    """Held-out scores under one recipe after another; features and their products are made once for all folds."""

    def __init__(
        self, texts: Counted, kinds: NDArray[Any], kin: NDArray[np.int64], random_state: int = 0, one_out: bool = False
    ) -> None:
        self.texts, self.kinds, self.kin, self.random_state, self.one_out = texts, kinds, kin, random_state, one_out
        self.splits = splits(kin, kinds, random_state, one_out)
        self._made: dict[tuple[str, ...], tuple[TextFeatures, Span]] = {}
        self._folds: dict[tuple[str, ...], list[tuple[Span, Matrix]]] = {}

    def some(self) -> tuple[Trials, NDArray[np.int64]]:
        """Return trials on at most 2,000 of the texts, drawn at random, and which those are."""
        if self.texts.n <= _JUDGED:
            return self, np.arange(self.texts.n)
        rows = np.sort(np.random.default_rng(self.random_state).choice(self.texts.n, _JUDGED, replace=False))
        part = Trials(self.texts.rows(rows), self.kinds[rows], self.kin[rows], self.random_state, self.one_out)
        return part, rows

    def made(self, blocks: tuple[str, ...]) -> tuple[TextFeatures, Span]:
        """Return the features learnt from all texts, and the texts as they see them."""
        if blocks not in self._made:
            features = TextFeatures(self.texts.classes, blocks, self.texts.sources).fit(self.texts)
            self._made[blocks] = features, Span(features.transform(self.texts), self.random_state)
        return self._made[blocks]

    def scores(self, blocks: tuple[str, ...], learn: Learner) -> NDArray[np.float64]:
        """Return scores of every text by rows learnt without its fold: (n_texts, n_rows)."""
        from joblib import Parallel, delayed

        if blocks not in self._folds:
            self._folds[blocks] = [self._fold(blocks, split) for split in self.splits]

        def held_out(fold: tuple[Span, Matrix], seen: NDArray[np.int64]) -> NDArray[np.float64]:
            rows, offsets = learn(fold[0], seen)
            return np.asarray(fold[1] @ rows.T + offsets)

        folds = zip(self._folds[blocks], self.splits, strict=True)
        parts = Parallel(n_jobs=2, prefer="threads")(delayed(held_out)(fold, seen) for fold, (seen, _) in folds)
        found = np.zeros((self.texts.n, parts[0].shape[1]))
        for part, (_, unseen) in zip(parts, self.splits, strict=True):
            found[unseen] = part
        return found

    def _fold(self, blocks: tuple[str, ...], split: Split) -> tuple[Span, Matrix]:
        seen, unseen = split
        features, whole = self.made(blocks)
        span = whole.of(seen)
        known = np.bincount(span.matrix.indices, minlength=span.matrix.shape[1]) > 0
        return span, features.among(whole.matrix[unseen], known)


def best_recipe(
    loss: Callable[[Recipe], float],
    word_classes: bool,
    stepwise: bool = False,
    learnt_elsewhere: tuple[str, ...] = (),
) -> Recipe:
    """Return the recipe with the lowest loss.

    One thing after the other: ``C``, downhill from the usual one; pairs of words; word classes or none, where there are
    any; each block that was learnt elsewhere; steps instead of classes.
    """
    lost = lru_cache(maxsize=None)(loss)
    best = Recipe()
    for way in (C_CHOICES[: C_CHOICES.index(best.c)][::-1], C_CHOICES[C_CHOICES.index(best.c) + 1 :]):
        for c in way:
            if lost(replace(best, c=c)) >= lost(best):
                break
            best = replace(best, c=c)
        if best != Recipe():
            break
    best = min(best, replace(best, blocks=BLOCK_CHOICES[1]), key=lost)
    if word_classes:
        plain = tuple(block for block in best.blocks if block not in _OF_CLASSES)
        best = min(best, replace(best, blocks=plain), key=lost)
    for block in learnt_elsewhere:
        best = min(best, replace(best, blocks=(*best.blocks, block)), key=lost)
    if stepwise:
        best = min(best, replace(best, stepwise=True), key=lost)
    return best
