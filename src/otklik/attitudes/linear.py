"""Linear readers: logistic regressions on sparse features, and what turns their scores into probabilities.

Takes features and codes, gives rows of weights. Every score is a sum over words, so that it can be explained. Never
knows texts or folds.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from otklik.words.counting import Matrix

Rows = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Weights (n_rows, n_features) and offsets (n_rows,)."""

_SPANNED = 2_500
_OWN = 1e-6
_OFTEN = 0.05
"""Share of rows from which on a column is multiplied in full."""


class Span:
    """Features of training texts, ready for several regressions.

    With few texts a regression is solved in the space that the texts span, where the weights of a ridge penalty always
    lie: a triangle with the same inner products stands in for the features, and the answer is the same several times
    sooner.
    """

    def __init__(self, matrix: Matrix, random_state: int = 0, products: NDArray[np.float64] | None = None) -> None:
        self.matrix, self.random_state = matrix, random_state
        self.products = products
        if products is None and matrix.shape[0] <= _SPANNED:
            self.products = inner(matrix)

    def of(self, rows: NDArray[np.int64]) -> Span:
        """Return the span of some of the texts."""
        products = None if self.products is None else self.products[np.ix_(rows, rows)]
        return Span(self.matrix[rows], self.random_state, products)

    def nominal(self, y: NDArray[np.int64], c: float) -> Rows:
        """Return one row of weights a class: a multinomial regression, classes weighted to equal sums."""
        return self._fit(y, c, whole=True)

    def binary(self, marks: NDArray[np.bool_], c: float) -> Rows:
        """Return one row of weights for each column of marks: (n_texts, n_columns).

        A column that is all one mark gets no weights.
        """
        rows = np.zeros((marks.shape[1], self.matrix.shape[1]))
        offsets = np.where(marks.any(axis=0), 4.0, -4.0)
        for at in np.flatnonzero(marks.any(axis=0) & ~marks.all(axis=0)):
            found, offset = self._fit(marks[:, at].astype(np.int64), c, whole=False)
            rows[at], offsets[at] = found[0], offset[0]
        return rows, offsets

    @cached_property
    def _triangle(self) -> NDArray[np.float64] | None:
        if self.products is None:
            return None
        # Equal texts have equal rows: a little of each text's own keeps the triangle from breaking down.
        own = _OWN * max(float(self.products.diagonal().max()), 1.0)
        return np.asarray(np.linalg.cholesky(self.products + own * np.eye(len(self.products))))

    def _fit(self, y: NDArray[np.int64], c: float, whole: bool) -> Rows:
        from scipy.linalg import solve_triangular

        triangle = self._triangle
        model = LogisticRegression(
            C=c, class_weight="balanced", max_iter=2000, tol=1e-3, random_state=self.random_state
        )
        model.fit(self.matrix if triangle is None else triangle, y)
        rows, offsets = both_rows(model) if whole else (model.coef_, model.intercept_)
        if triangle is not None:
            rows = np.asarray((self.matrix.T @ solve_triangular(triangle, rows.T, trans="T", lower=True)).T)
        return rows, offsets


def inner(matrix: Matrix) -> NDArray[np.float64]:
    """Return the products of all rows with each other: (n_rows, n_rows).

    Columns that many rows have are multiplied as a full matrix, several times sooner.
    """
    often = np.bincount(matrix.indices, minlength=matrix.shape[1]) > _OFTEN * matrix.shape[0]
    full, rest = matrix[:, often].toarray(), matrix[:, ~often]
    return np.asarray((rest @ rest.T).toarray() + full @ full.T)


def one_thread() -> Any:
    """Keep BLAS to one thread: the matrices are small, and threads that wait for each other cost most of the time."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1, "blas")


def steps(y: NDArray[np.int64], n_classes: int) -> NDArray[np.bool_]:
    """Return for each text whether it lies beyond each step of an ordered scale: (n_texts, n_classes - 1).

    Frank and Hall (2001): a scale of K groups as K − 1 questions "further than this?".

    >>> steps(np.array([0, 1, 2]), 3).astype(int).tolist()
    [[0, 0], [1, 0], [1, 1]]
    """
    return np.asarray(y[:, None] > np.arange(n_classes - 1))


def both_rows(model: LogisticRegression) -> Rows:
    """Return one row of weights a class, also for two classes, of which scikit-learn keeps one row."""
    if len(model.classes_) == 2:
        return np.vstack([-model.coef_, model.coef_]) / 2, np.array([-1, 1]) * model.intercept_ / 2
    return np.asarray(model.coef_), np.asarray(model.intercept_)


def calibration(scores: NDArray[np.float64], y: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the logistic model of groups by held-out scores (Platt 1999): (n_classes, n_scores + 1)."""
    rows, offsets = both_rows(LogisticRegression(C=1.0, max_iter=2000).fit(scores, y))
    return np.hstack([rows, offsets[:, None]])


def calibrated(scores: NDArray[np.float64], calibration: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn scores into probabilities by a calibration matrix whose last column is the offset."""
    logits = scores @ calibration[:, :-1].T + calibration[:, -1]
    logits = logits - logits.max(axis=1, keepdims=True)
    odds = np.exp(logits)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def log_loss(probability: NDArray[np.float64], y: NDArray[np.int64]) -> float:
    """Return the mean of minus the logarithm of the probability given to what was so."""
    return float(-np.log(np.maximum(probability[np.arange(len(y)), y], 1e-12)).mean())


def leaning(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what to add to log-probabilities so that the best guess has the best macro-F1 to be expected.

    One class after the other, in ever smaller steps. A rare class is named more readily than its probability says. What
    calibrated probabilities expect sways less with single texts than what their codes show.
    """
    n = probability.shape[1]
    logs = np.log(np.maximum(probability, 1e-12))
    found, best = np.zeros(n), expected_f1(logs.argmax(axis=1), probability)
    for width in (1.0, 1.0, 0.5, 0.25):
        for at in range(n):
            base = found.copy()
            for shift in np.linspace(-1.5, 1.5, 13) * width:
                tried = base + shift * (np.arange(n) == at)
                value = expected_f1((logs + tried).argmax(axis=1), probability)
                if value > best + 1e-9:
                    found, best = tried, value
    return found


def expected_f1(guess: NDArray[Any], probability: NDArray[np.float64]) -> float:
    """Return the mean over classes of F1, were every text of a class as often as its probability says.

    >>> expected_f1(np.array([0, 1]), np.array([[1.0, 0.0], [0.5, 0.5]])).__round__(3)
    0.733
    """
    n = probability.shape[1]
    both = np.bincount(guess, probability[np.arange(len(guess)), guess], minlength=n)
    total = np.bincount(guess, minlength=n) + probability.sum(axis=0)
    return float((2 * both / np.maximum(total, 1e-12)).mean())
