"""A classifier for one scale, trained on coded texts.

Takes texts and labels, gives calibrated probabilities. Logistic regression on sparse features: the weights can be read,
training takes seconds, and a text costs microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import NotFittedError

from otklik import words
from otklik.attitudes import sets
from otklik.attitudes.features import PLAIN, Counted, TextFeatures
from otklik.attitudes.folds import Split, splits
from otklik.attitudes.linear import Rows, Span, calibrated, calibration, leaning, log_loss, steps
from otklik.attitudes.word_classes import WordClasses
from otklik.measure import automation
from otklik.words.counting import Matrix, Texts

BLOCK_CHOICES = (PLAIN, (*PLAIN, "pair"))
C_CHOICES = (0.05, 0.15, 0.5, 1.5, 5.0)
_USUAL_C = 1.5


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is learnt: blocks of features, ``C``, and the scale as classes or as a row of steps."""

    blocks: tuple[str, ...] = PLAIN
    c: float = _USUAL_C
    stepwise: bool = False


class AttitudeClassifier(BaseEstimator, ClassifierMixin):
    """Groups of one scale, learnt from coded texts.

    ``ordered`` gives the labels in the order of the scale; by default they are sorted, and no order is used.
    ``word_classes`` lists words of one kind in both languages (see `WordClasses`); without it words alone are seen.
    ``C`` is the strength of the regression; ``None`` chooses it, the kinds of features, and for ordered scales whether
    steps serve better than classes (Frank and Hall 2001), by the log loss of held-out texts. Probabilities are
    calibrated by a logistic model of the held-out scores of `fit`'s own folds (Platt 1999, for several classes), so
    that of texts given .8 about 80 in 100 are right, on texts like those trained on. ``aim="balance"`` lets `predict`
    name rare groups more readily, for the best macro-F1; probabilities stay as they are.

    After `fit`: ``classes_``, ``recipe_``, ``features_``, ``weights_`` (n_classes, n_features), ``offsets_``
    (n_classes), ``calibration_`` (n_classes, n_classes + 1), ``leaning_`` (n_classes), ``coded_`` (n_texts) numbers of
    the labels, ``held_out_`` (n_texts, n_classes): probabilities of each training text from a model that had not seen
    its fold; NaN where there were too few texts to hold any out.

    >>> texts = ["good idea", "very good", "good good", "bad idea", "very bad", "bad bad"] * 5
    >>> model = AttitudeClassifier(ordered=["for", "against"]).fit(texts, (["for"] * 3 + ["against"] * 3) * 5)
    >>> model.predict(["good", "bad"]).tolist()
    ['for', 'against']

    *Read with care*: calibration holds for texts like the training texts. On another question or another public the
    probabilities may be sure and wrong.
    """

    def __init__(
        self,
        ordered: Sequence[str] | None = None,
        random_state: int = 0,
        *,
        C: float | None = None,  # noqa: N803
        word_classes: str = "",
        aim: Literal["accuracy", "balance"] = "accuracy",
    ) -> None:
        self.ordered = ordered
        self.random_state = random_state
        self.C = C
        self.word_classes = word_classes
        self.aim = aim

    def fit(self, texts: Texts, labels: Sequence[Any], groups: Sequence[Any] | None = None) -> AttitudeClassifier:
        """Learn from texts and their labels.

        ``groups`` names whatever must not straddle folds (writers, respondents); texts of the same words never do.
        Raises ``ValueError`` for fewer than two labels or unequal lengths.
        """
        if self.aim not in ("accuracy", "balance"):
            raise ValueError(f"aim must be 'accuracy' or 'balance', not {self.aim!r}")
        counted = words.of(texts)
        coded = np.asarray(labels, dtype=object)
        if len(coded) != len(counted):
            raise ValueError(f"{len(counted)} texts but {len(coded)} labels")
        present = sorted(set(coded.tolist()), key=str)
        if len(present) < 2:
            raise ValueError("labels of at least two kinds are needed")
        order = [label for label in self.ordered or present if label in present]
        self.classes_ = np.array([*order, *(label for label in present if label not in order)], dtype=object)
        number = {label: at for at, label in enumerate(self.classes_.tolist())}
        y = self.coded_ = np.array([number[label] for label in coded])
        found = splits(counted, y, groups, self.random_state)
        # A fold whose texts are all of one group teaches nothing.
        found = found if all(len(np.unique(y[seen])) > 1 for seen, _ in found) else []
        wide = WordClasses(self.word_classes)
        blocks = BLOCK_CHOICES[-1] if self.C is None else PLAIN
        texts_counted = TextFeatures(wide, blocks).count(counted)
        self.recipe_, scores = self._choose(Trials(texts_counted, wide, found, self.random_state), y)
        self.features_ = TextFeatures(wide, self.recipe_.blocks).fit(texts_counted)
        span = Span(self.features_.transform(texts_counted), self.random_state)
        self.weights_, self.offsets_ = _learn(span, self.recipe_, y, len(self.classes_))
        self._calibrate(scores, y)
        return self

    def scores(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return raw scores for features made by ``features_``: (n_texts, n_classes)."""
        return np.asarray(matrix @ self.weights_.T + self.offsets_)

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return calibrated probabilities for features made by ``features_``: (n_texts, n_classes)."""
        return calibrated(self.scores(matrix), self.calibration_)

    def predict_proba(self, texts: Texts) -> NDArray[np.float64]:
        """Return calibrated probabilities of texts: (n_texts, n_classes), in the order of ``classes_``."""
        if not hasattr(self, "calibration_"):
            raise NotFittedError("AttitudeClassifier is not fitted yet: call fit first.")
        found = [self.probabilities(matrix) for matrix in self.features_.batches(words.of(texts))]
        return np.vstack(found)

    def predict(self, texts: Texts) -> NDArray[Any]:
        """Return the label of each text: the most probable, or with ``aim="balance"`` the best for macro-F1."""
        probability = self.predict_proba(texts)
        return np.asarray(self.classes_[self._best(probability)])

    def predict_set(self, texts: Texts, alpha: float = 0.1) -> NDArray[np.bool_]:
        """Return the groups that cannot be ruled out: (n_texts, n_classes), in the order of ``classes_``.

        Of texts like those trained on the sets hold the right group at least ``1 - alpha`` of the time (conformal
        prediction on the held-out texts). On ordered scales they are neighbours. With few coded texts every group is
        in the set. Raises ``ValueError`` for an ``alpha`` not between 0 and 1.

        *Read with care*: coverage is an average over texts and over training samples; with 200 coded texts one sample
        may be two points off.
        """
        probability = self.predict_proba(texts)
        shape = sets.envelope if self.ordered is not None else np.asarray
        if np.isnan(self.held_out_).any():
            return np.ones(probability.shape, dtype=bool)
        given = shape(self.held_out_)[np.arange(len(self.coded_)), self.coded_]
        return sets.chosen(shape(probability), given, alpha)

    def needs_person(self, texts: Texts, accuracy: float = 0.9) -> NDArray[np.bool_]:
        """Tell for each text whether a person must read it, so that of the rest ``accuracy`` are right.

        The threshold is the lowest whose exact lower bound reaches the target on the held-out texts (see
        `automation.threshold`): the promise is broken in about one study of twenty. Where no threshold keeps it,
        a person reads everything.
        """
        probability = self.predict_proba(texts)
        best = self._best(probability)
        if np.isnan(self.held_out_).any():
            return np.ones(len(best), dtype=bool)
        held = self._best(self.held_out_)
        sure = self.held_out_[np.arange(len(held)), held]
        found = automation.threshold(sure, held == self.coded_, accuracy)
        return np.asarray(probability[np.arange(len(best)), best] < (np.inf if found is None else found))

    def _best(self, probability: NDArray[np.float64]) -> NDArray[np.int64]:
        if not self.leaning_.any():
            return np.asarray(probability.argmax(axis=1))
        return np.asarray((np.log(np.maximum(probability, 1e-12)) + self.leaning_).argmax(axis=1))

    def _choose(self, trials: Trials, y: NDArray[np.int64]) -> tuple[Recipe, NDArray[np.float64] | None]:
        """Return the recipe of the lowest held-out log loss, and its held-out scores."""
        n = len(self.classes_)

        def scored(recipe: Recipe) -> NDArray[np.float64]:
            return trials.scores(recipe.blocks, y, lambda span, seen: _learn(span, recipe, y[seen], n))

        def loss(scores: NDArray[np.float64]) -> float:
            return log_loss(calibrated(scores, calibration(scores, y)), y)

        if self.C is None and trials.splits:
            return best_recipe(scored, loss, stepwise=self.ordered is not None and n > 2)
        recipe = Recipe(c=_USUAL_C if self.C is None else self.C)
        return recipe, scored(recipe) if trials.splits else None

    def _calibrate(self, scores: NDArray[np.float64] | None, y: NDArray[np.int64]) -> None:
        n = len(self.classes_)
        self.leaning_ = np.zeros(n)
        plain = np.hstack([np.eye(n), np.zeros((n, 1))])
        if scores is None:
            self.calibration_, self.held_out_ = plain, np.full((len(y), n), np.nan)
            return
        self.calibration_ = calibration(scores, y)
        self.held_out_ = calibrated(scores, self.calibration_)
        if self.recipe_.stepwise:
            # Steps and their calibration are both linear: together they are one row of weights a class.
            mixed, shift = self.calibration_[:, :-1], self.calibration_[:, -1]
            self.weights_, self.offsets_ = mixed @ self.weights_, mixed @ self.offsets_ + shift
            self.calibration_ = plain
        if self.aim == "balance":
            self.leaning_ = leaning(self.held_out_, y)


def best_recipe(
    scored: Callable[[Recipe], NDArray[np.float64]],
    loss: Callable[[NDArray[np.float64]], float],
    stepwise: bool = False,
) -> tuple[Recipe, NDArray[np.float64]]:
    """Return the recipe whose held-out scores have the lowest loss, and these scores.

    One thing after the other: ``C``, downhill from the usual one; blocks of features; steps instead of classes.
    """
    tried: dict[Recipe, tuple[float, NDArray[np.float64]]] = {}

    def lost(recipe: Recipe) -> float:
        if recipe not in tried:
            scores = scored(recipe)
            tried[recipe] = loss(scores), scores
        return tried[recipe][0]

    best = Recipe()
    for way in (C_CHOICES[: C_CHOICES.index(best.c)][::-1], C_CHOICES[C_CHOICES.index(best.c) + 1 :]):
        for c in way:
            if lost(replace(best, c=c)) >= lost(best):
                break
            best = replace(best, c=c)
        if best != Recipe():
            break
    best = min(best, replace(best, blocks=BLOCK_CHOICES[1]), key=lost)
    if stepwise:
        best = min(best, replace(best, stepwise=True), key=lost)
    return best, tried[best][1]


class Trials:
    """Held-out scores under one recipe after another; the features of a fold are made once."""

    def __init__(self, texts: Counted, classes: WordClasses, splits: list[Split], random_state: int = 0) -> None:
        self.texts, self.classes, self.splits, self.random_state = texts, classes, splits, random_state
        self._made: dict[tuple[str, ...], list[tuple[Span, Matrix]]] = {}

    def scores(
        self,
        blocks: tuple[str, ...],
        y: NDArray[Any],
        learn: Callable[[Span, NDArray[np.int64]], Rows],
    ) -> NDArray[np.float64]:
        """Return scores of every text by rows learnt without its fold: (n_texts, n_rows)."""
        from joblib import Parallel, delayed

        if blocks not in self._made:
            self._made[blocks] = [self._features(blocks, split) for split in self.splits]

        def held_out(made: tuple[Span, Matrix], seen: NDArray[np.int64]) -> NDArray[np.float64]:
            rows, offsets = learn(made[0], seen)
            return np.asarray(made[1] @ rows.T + offsets)

        folds = zip(self._made[blocks], self.splits, strict=True)
        parts = Parallel(n_jobs=2, prefer="threads")(delayed(held_out)(made, seen) for made, (seen, _) in folds)
        found = np.zeros((len(y), parts[0].shape[1]))
        for part, (_, unseen) in zip(parts, self.splits, strict=True):
            found[unseen] = part
        return found

    def _features(self, blocks: tuple[str, ...], split: Split) -> tuple[Span, Matrix]:
        seen, unseen = (self.texts.rows(rows) for rows in split)
        features = TextFeatures(self.classes, blocks).fit(seen)
        return Span(features.transform(seen), self.random_state), features.transform(unseen)


def _learn(span: Span, recipe: Recipe, y: NDArray[np.int64], n_classes: int) -> Rows:
    """Return rows of weights: one a class, or one a step of the scale. Classes that are absent get none."""
    if recipe.stepwise:
        return span.binary(steps(y, n_classes), recipe.c)
    known = np.unique(y)
    found, shift = span.nominal(y, recipe.c)
    weights, offsets = np.zeros((n_classes, found.shape[1])), np.zeros(n_classes)
    weights[known], offsets[known] = found, shift
    return weights, offsets
