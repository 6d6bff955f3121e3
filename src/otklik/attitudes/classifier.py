"""A classifier for one scale, trained on coded texts.

Takes texts and labels, gives calibrated probabilities. Logistic regression on sparse features: the weights can be read,
training takes seconds, and a text costs microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin

from otklik.attitudes import sets
from otklik.attitudes.base import TextClassifier, learnt
from otklik.attitudes.explain import Explanation, centred, explain
from otklik.attitudes.features import PLAIN, Counted, TextFeatures
from otklik.attitudes.linear import Rows, Span, calibrated, calibration, leaning, log_loss, one_thread, steps
from otklik.attitudes.recipes import Learner, Recipe, Trials, best_recipe
from otklik.measure import automation
from otklik.words.counting import Matrix, Texts

_LEARNT = ("weights", "offsets", "calibration", "leaning", "held_out")


class AttitudeClassifier(TextClassifier, ClassifierMixin):
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
        C: float | None = None,  # noqa: N803  scikit-learn's name
        word_classes: str = "",
        vectors: str | None = None,
        encoder: str | None = None,
        aim: Literal["accuracy", "balance"] = "accuracy",
    ) -> None:
        super().__init__(ordered, random_state, C=C, word_classes=word_classes, vectors=vectors, encoder=encoder)
        self.aim = aim

    def learn(
        self,
        texts: Counted,
        codings: Sequence[Any],
        kin: NDArray[np.int64],
        one_out: bool = False,
        recipe: Recipe | None = None,
    ) -> AttitudeClassifier:
        """Learn from counted texts and a label of each (see `TextClassifier.learn`).

        Raises ``ValueError`` for fewer than two labels or unequal lengths.
        """
        if self.aim not in ("accuracy", "balance"):
            raise ValueError(f"aim must be 'accuracy' or 'balance', not {self.aim!r}")
        coded = np.asarray(codings, dtype=object)
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

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return calibrated probabilities for features made by ``features_``: (n_texts, n_classes)."""
        return calibrated(self.scores(matrix), self.calibration_)

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
        elif label in (names := self.fitted().classes_.tolist()):
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


def _learn(span: Span, recipe: Recipe, y: NDArray[np.int64], n_classes: int) -> Rows:
    """Return rows of weights: one a class, or one a step of the scale. Classes that are absent get none."""
    if recipe.stepwise:
        return span.binary(steps(y, n_classes), recipe.c)
    known = np.unique(y)
    found, shift = span.nominal(y, recipe.c)
    weights, offsets = np.zeros((n_classes, found.shape[1])), np.zeros(n_classes)
    weights[known], offsets[known] = found, shift
    return weights, offsets
