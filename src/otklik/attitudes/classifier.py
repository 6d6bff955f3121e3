"""A classifier for one scale, trained on coded texts.

Takes texts and labels, gives calibrated probabilities. Logistic regression on sparse features: the weights can be read,
training takes seconds, and a text costs microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, StratifiedKFold

from otklik import words
from otklik.attitudes.features import TextFeatures
from otklik.attitudes.word_classes import WordClasses
from otklik.words import Words
from otklik.words.counting import Matrix, Texts

_SPANNED = 4_000


class AttitudeClassifier(BaseEstimator, ClassifierMixin):
    """Groups of one scale, learnt from coded texts.

    ``ordered`` gives the labels in the order of the scale; by default they are sorted. ``word_classes`` lists words
    of one kind in both languages (see `WordClasses`); without it words alone are seen. Probabilities are calibrated by
    a logistic model of the held-out scores of `fit`'s own folds (Platt 1999, for several classes), so that of texts
    given .8 about 80 in 100 are right, on texts like those trained on.

    After `fit`: ``classes_``, ``features_``, ``weights_`` (n_classes, n_features), ``offsets_`` (n_classes),
    ``calibration_`` (n_classes, n_classes + 1), ``held_out_`` (n_texts, n_classes): probabilities of each training
    text from a model that had not seen its fold.

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
        C: float = 1.5,  # noqa: N803
        word_classes: str = "",
    ) -> None:
        self.ordered = ordered
        self.random_state = random_state
        self.C = C
        self.word_classes = word_classes

    def fit(self, texts: Texts, labels: Sequence[str], groups: Sequence[Any] | None = None) -> AttitudeClassifier:
        """Learn from texts and their labels.

        ``groups`` names whatever must not straddle calibration folds (writers, respondents); without it folds are
        stratified by label. Raises ``ValueError`` for fewer than two labels or unequal lengths.
        """
        counted = words.of(texts)
        coded = np.asarray(labels, dtype=object)
        if len(coded) != len(counted):
            raise ValueError(f"{len(counted)} texts but {len(coded)} labels")
        present = sorted(set(coded.tolist()), key=str)
        if len(present) < 2:
            raise ValueError("labels of at least two kinds are needed")
        order = [label for label in self.ordered or present if label in present]
        self.classes_ = np.array([*order, *(label for label in present if label not in order)], dtype=object)
        y = np.array([self.classes_.tolist().index(label) for label in coded])
        self.features_ = TextFeatures(WordClasses(self.word_classes)).fit(counted)
        matrix = self.features_.transform(counted)
        self.weights_, self.offsets_ = self._learn(matrix, y)
        self._calibrate(counted, y, groups)
        return self

    def scores(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return raw scores for features made by ``features_``: (n_texts, n_classes)."""
        return np.asarray(matrix @ self.weights_.T + self.offsets_)

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return calibrated probabilities for features made by ``features_``: (n_texts, n_classes)."""
        return calibrated(self.scores(matrix), self.calibration_)

    def predict_proba(self, texts: Texts) -> NDArray[np.float64]:
        """Return calibrated probabilities of texts: (n_texts, n_classes), in the order of ``classes_``."""
        if not hasattr(self, "weights_"):
            raise NotFittedError("AttitudeClassifier is not fitted yet: call fit first.")
        return self.probabilities(self.features_.transform(words.of(texts)))

    def predict(self, texts: Texts) -> NDArray[Any]:
        """Return the most probable label of each text."""
        probabilities = self.predict_proba(texts)
        return np.asarray(self.classes_[probabilities.argmax(axis=1)])

    def _learn(self, matrix: Matrix, y: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return weights and offsets of a balanced logistic regression.

        With fewer texts than features it is solved in the space that the texts span, where the weights of a ridge
        penalty always lie: the same answer several times sooner.
        """
        model = LogisticRegression(C=self.C, class_weight="balanced", max_iter=2000, random_state=self.random_state)
        if matrix.shape[0] >= min(matrix.shape[1], _SPANNED):
            return _both_rows(model.fit(matrix, y))
        values, vectors = np.linalg.eigh((matrix @ matrix.T).toarray())
        keep = values > 1e-9 * values.max()
        root, vectors = np.sqrt(values[keep]), vectors[:, keep]
        rows, offsets = _both_rows(model.fit(vectors * root, y))
        return np.asarray((matrix.T @ ((vectors / root) @ rows.T)).T), offsets

    def _calibrate(self, counted: Words, y: NDArray[np.int64], groups: Sequence[Any] | None) -> None:
        n_classes = len(self.classes_)
        splits = self._folds(y, groups)
        if not splits:
            self.calibration_ = np.hstack([np.eye(n_classes), np.zeros((n_classes, 1))])
            self.held_out_ = np.full((len(y), n_classes), np.nan)
            return
        held_out = np.zeros((len(y), n_classes))
        for seen, unseen in splits:
            part = TextFeatures(self.features_.classes).fit(_rows(counted, seen))
            known = np.unique(y[seen])
            fold = AttitudeClassifier(C=self.C, random_state=self.random_state)
            fold.classes_ = known
            weights, offsets = fold._learn(part.transform(_rows(counted, seen)), y[seen])
            scored = np.asarray(part.transform(_rows(counted, unseen)) @ weights.T + offsets)
            held_out[np.ix_(unseen, known)] = scored
        rows, offsets = _both_rows(LogisticRegression(C=1.0, max_iter=2000).fit(held_out, y))
        self.calibration_ = np.hstack([rows, offsets[:, None]])
        self.held_out_ = calibrated(held_out, self.calibration_)

    def _folds(
        self, y: NDArray[np.int64], groups: Sequence[Any] | None
    ) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Return folds for calibration; none when there are too few texts or groups to hold any out."""
        n = min(5, int(np.bincount(y).min())) if groups is None else min(10, len(set(groups)))
        if n < 2:
            return []
        if groups is None:
            splits = list(StratifiedKFold(n, shuffle=True, random_state=self.random_state).split(y, y))
        else:
            splits = list(GroupKFold(n).split(y, y, groups))
        return splits if all(len(np.unique(y[seen])) > 1 for seen, _ in splits) else []


def _both_rows(model: LogisticRegression) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return one row of weights a class, also for two classes, of which scikit-learn keeps one row."""
    if len(model.classes_) == 2:
        return np.vstack([-model.coef_, model.coef_]) / 2, np.array([-1, 1]) * model.intercept_ / 2
    return np.asarray(model.coef_), np.asarray(model.intercept_)


def calibrated(scores: NDArray[np.float64], calibration: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn scores into probabilities by a calibration matrix whose last column is the offset."""
    logits = scores @ calibration[:, :-1].T + calibration[:, -1]
    logits = logits - logits.max(axis=1, keepdims=True)
    odds = np.exp(logits)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _rows(counted: Words, rows: NDArray[np.int64]) -> Words:
    """Return the words of some of the texts, types numbered as before."""
    pieces = [counted.ids[counted.starts[row] : counted.starts[row + 1]] for row in rows]
    starts = np.concatenate([[0], np.cumsum([len(piece) for piece in pieces], dtype=np.int64)])
    ids = np.concatenate(pieces) if pieces else counted.ids[:0]
    return Words(counted.types, ids, starts, counted.lemmas, counted.lemma_of)
