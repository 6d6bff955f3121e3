"""A classifier for one scale, trained on coded texts.

Takes texts and labels, gives calibrated probabilities. Logistic regression on sparse features: the weights can be read,
training takes seconds, and a text costs microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import NotFittedError

from otklik import words
from otklik.attitudes import dense, sets
from otklik.attitudes.explain import Explanation, centred, explain
from otklik.attitudes.features import PLAIN, Counted, TextFeatures
from otklik.attitudes.folds import Split, splits, together
from otklik.attitudes.linear import Rows, Span, calibrated, calibration, leaning, log_loss, one_thread, steps
from otklik.attitudes.word_classes import WordClasses
from otklik.measure import automation
from otklik.words.counting import Matrix, Texts

BLOCK_CHOICES = (PLAIN, (*PLAIN, "pair"))
_OF_CLASSES = ("class", "beside", "place")
C_CHOICES = (0.05, 0.15, 0.5, 1.5, 5.0)
_USUAL_C = 1.5
_JUDGED = 2_000
"""Of so many texts a recipe is chosen; it is learnt from all."""

_LEARNT = ("weights", "offsets", "calibration", "leaning", "held_out")

Learner = Callable[[Span, NDArray[np.int64]], Rows]
"""Takes features of the seen texts and which those are, gives rows of weights."""


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
    ``vectors`` adds Russian word vectors (``"natasha"``, or a file of navec), ``encoder`` a model of
    sentence-transformers (a name or a folder); both need an extra of Otklik.
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
        vectors: str | None = None,
        encoder: str | None = None,
        aim: Literal["accuracy", "balance"] = "accuracy",
    ) -> None:
        self.ordered = ordered
        self.random_state = random_state
        self.C = C
        self.word_classes = word_classes
        self.vectors = vectors
        self.encoder = encoder
        self.aim = aim

    def fit(self, texts: Texts, labels: Sequence[Any], groups: Sequence[Any] | None = None) -> AttitudeClassifier:
        """Learn from texts and their labels.

        ``groups`` names whatever must not straddle folds (writers, respondents); texts of the same words never do.
        Raises ``ValueError`` for fewer than two labels or unequal lengths, `UserError` when word vectors or an encoder
        cannot be opened.
        """
        counted = words.of(texts)
        kin = together(counted, groups)
        known = read(counted, self.word_classes, dense.opened(self.vectors, self.encoder))
        return self.learn(known, labels, kin, one_out=groups is not None)

    def learn(
        self,
        texts: Counted,
        labels: Sequence[Any],
        kin: NDArray[np.int64],
        one_out: bool = False,
        recipe: Recipe | None = None,
    ) -> AttitudeClassifier:
        """Learn from texts that are counted already, of which those of the same ``kin`` never straddle folds.

        For whoever learns many times from parts of the same texts; see `fit`, `read` and `folds.splits`. A ``recipe``
        leaves nothing to choose.
        """
        if self.aim not in ("accuracy", "balance"):
            raise ValueError(f"aim must be 'accuracy' or 'balance', not {self.aim!r}")
        coded = np.asarray(labels, dtype=object)
        if len(coded) != texts.n:
            raise ValueError(f"{texts.n} texts but {len(coded)} labels")
        present = sorted(set(coded.tolist()), key=str)
        if len(present) < 2:
            raise ValueError("labels of at least two kinds are needed")
        order = [label for label in self.ordered or present if label in present]
        self.classes_ = np.array([*order, *(label for label in present if label not in order)], dtype=object)
        number = {label: at for at, label in enumerate(self.classes_.tolist())}
        y = self.coded_ = np.array([number[label] for label in coded])
        trials = Trials(texts, y, kin, self.random_state, one_out)
        with one_thread():
            self.recipe_ = recipe or self._choose(trials, y)
            if not trials.splits:  # steps become probabilities by their calibration, and there is none
                self.recipe_ = replace(self.recipe_, stepwise=False)
            scores = trials.scores(self.recipe_.blocks, self._learner(self.recipe_, y)) if trials.splits else None
            self.features_, span = trials.made(self.recipe_.blocks)
            self.weights_, self.offsets_ = self._learner(self.recipe_, y)(span, np.arange(len(y)))
            self._calibrate(scores, y)
        return self

    def scores(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return raw scores for features made by ``features_``: (n_texts, n_classes)."""
        return np.asarray(matrix @ self.weights_.T + self.offsets_)

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return calibrated probabilities for features made by ``features_``: (n_texts, n_classes)."""
        return calibrated(self.scores(matrix), self.calibration_)

    def predict_proba(self, texts: Texts | Counted) -> NDArray[np.float64]:
        """Return calibrated probabilities of texts: (n_texts, n_classes), in the order of ``classes_``."""
        counted = texts if isinstance(texts, Counted) else words.of(texts)
        found = [self.probabilities(matrix) for matrix in self._fitted().features_.batches(counted)]
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

    def explain(self, texts: Sequence[str], label: Any = None) -> list[Explanation]:
        """Tell for texts as typed what each of their words adds for a label, or for the label that each text gets.

        Parts of an explanation have their places in the text as given. Their weights and the rest sum to the label's
        calibrated logit minus the mean of all labels' logits: 0 means as probable as the (geometric) mean label, and
        one more means e times the odds. Letters and word classes count for the word that carries them, a pair of words
        half for each. Raises ``ValueError`` for a label that was never learnt.

        >>> texts = ["good idea", "very good", "good good", "bad idea", "very bad", "bad bad"] * 5
        >>> model = AttitudeClassifier().fit(texts, (["for"] * 3 + ["against"] * 3) * 5)
        >>> (found,) = model.explain(["a good idea"])
        >>> found.label, ["a good idea"[part.start : part.stop] for part in found.parts if part.weight > 0.1]
        ('for', ['good'])

        *Read with care*: this is how the model came to its answer, not why the writer thinks so. A word speaks as it
        did in the training texts, where it may merely have kept company with what counts; a word that stands against
        the answer is no sign of an error; and words that the training texts never had say nothing, however much they
        mean to people.
        """
        if label is None:
            chosen = self._best(self.predict_proba(texts))
        elif label in (names := self._fitted().classes_.tolist()):
            chosen = np.full(len(texts), names.index(label))
        else:
            raise ValueError(f"{label!r} is none of the labels {names}")
        return explain(self.features_, self.logits(), self.classes_.tolist(), texts, chosen)

    def logits(self) -> Rows:
        """Return weights (n_classes, n_features) and offsets that give calibrated logits, centred over classes."""
        return centred(self.weights_, self.offsets_, self.calibration_)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything learnt but the features as arrays for a pack. Labels must be strings."""
        numbers = {name: getattr(self, f"{name}_").astype(np.float32) for name in _LEARNT}
        return numbers | {"classes": self.classes_.astype(str), "coded": self.coded_.astype(np.int16)}

    @classmethod
    def from_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], features: TextFeatures, ordered: bool = False
    ) -> AttitudeClassifier:
        """Rebuild a classifier from `arrays` and the features it was learnt with.

        Raises ``KeyError`` or ``ValueError`` when arrays are missing, of other shapes or not finite.
        """
        names = arrays["classes"].tolist()
        made = cls(names if ordered else None)
        made.classes_, made.features_ = np.array(names, dtype=object), features
        n, width, texts = len(names), features.width, len(arrays["coded"])
        shapes = ((n, width), (n,), (n, n + 1), (n,), (texts, n))
        for name, shape in zip(_LEARNT, shapes, strict=True):
            setattr(made, f"{name}_", learnt(arrays, name, shape))
        made.coded_ = arrays["coded"].astype(np.int64)
        if n < 2 or (texts and not 0 <= made.coded_.min() <= made.coded_.max() < n):
            raise ValueError("coded")
        return made

    def decided(self, probability: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Return what probabilities are coded as, (n_texts, n_classes), and how sure each coding is."""
        best = self._best(probability)
        return np.eye(probability.shape[1], dtype=bool)[best], probability[np.arange(len(best)), best]

    def _fitted(self) -> AttitudeClassifier:
        if not hasattr(self, "calibration_"):
            raise NotFittedError("AttitudeClassifier is not fitted yet: call fit first.")
        return self

    def _best(self, probability: NDArray[np.float64]) -> NDArray[np.int64]:
        if not self.leaning_.any():
            return np.asarray(probability.argmax(axis=1))
        return np.asarray((np.log(np.maximum(probability, 1e-12)) + self.leaning_).argmax(axis=1))

    def _choose(self, trials: Trials, y: NDArray[np.int64]) -> Recipe:
        """Return the recipe of the lowest held-out log loss, judged on some of the texts where there are many."""
        if self.C is not None:
            return Recipe((*PLAIN, *trials.texts.sources), self.C)
        some, rows = trials.some()
        y = y[rows]
        if not some.splits:
            return Recipe()

        def loss(recipe: Recipe) -> float:
            scores = some.scores(recipe.blocks, self._learner(recipe, y))
            return log_loss(calibrated(scores, calibration(scores, y)), y)

        return best_recipe(
            loss,
            bool(self.word_classes),
            stepwise=self.ordered is not None and len(self.classes_) > 2,
            learnt_elsewhere=tuple(trials.texts.sources),
        )

    def _learner(self, recipe: Recipe, y: NDArray[np.int64]) -> Learner:
        return lambda span, seen: _learn(span, recipe, y[seen], len(self.classes_))

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
            self.leaning_ = leaning(self.held_out_)


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


def learnt(arrays: Mapping[str, NDArray[Any]], name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return one array of a pack as numbers; ``ValueError`` for another shape or for what is no number.

    Held-out probabilities may be unknown (NaN), weights may not.
    """
    found = arrays[name].astype(np.float64)
    if found.shape != shape or not (np.isfinite(found).all() or (name == "held_out" and np.isnan(found).all())):
        raise ValueError(name)
    return found


def read(counted: words.Words, word_classes: str = "", sources: dense.Sources | None = None) -> Counted:
    """Return texts with all features counted, ready to be learnt from in whole or in part."""
    blocks = (*BLOCK_CHOICES[-1], *(sources or {}))
    return TextFeatures(WordClasses(word_classes), blocks, sources).count(counted).placed()


def _learn(span: Span, recipe: Recipe, y: NDArray[np.int64], n_classes: int) -> Rows:
    """Return rows of weights: one a class, or one a step of the scale. Classes that are absent get none."""
    if recipe.stepwise:
        return span.binary(steps(y, n_classes), recipe.c)
    known = np.unique(y)
    found, shift = span.nominal(y, recipe.c)
    weights, offsets = np.zeros((n_classes, found.shape[1])), np.zeros(n_classes)
    weights[known], offsets[known] = found, shift
    return weights, offsets
