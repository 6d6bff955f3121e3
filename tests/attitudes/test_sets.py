"""Prediction sets: the numbers by hand, the promise by simulation, and MAPIE as the oracle."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from otklik.attitudes import sets


def drawn(n: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw probabilities of five groups and what was so, which follows them."""
    rng = np.random.default_rng(seed)
    probability = rng.dirichlet(np.full(5, 0.6), n)
    return probability, np.array([rng.choice(5, p=row) for row in probability])


def test_the_bar_is_the_rank_that_the_theory_names() -> None:
    # Nineteen texts, one in ten missed: floor(.1 * 20) = 2, the second lowest.
    assert sets.least(np.arange(1, 20) / 20, 0.1) == pytest.approx(0.1)
    # Eight texts cannot promise 95%: nothing may be ruled out.
    assert sets.least(np.full(8, 0.9), 0.05) == 0.0


def test_an_envelope_falls_away_from_the_most_probable_group() -> None:
    probability, _ = drawn(500, 0)
    found = sets.envelope(probability)
    assert (found >= probability).all() and np.allclose(found.max(axis=1), probability.max(axis=1))
    for row, best in zip(found, probability.argmax(axis=1), strict=True):
        assert (np.diff(row[best:]) <= 0).all() and (np.diff(row[: best + 1]) >= 0).all()


def test_coverage_is_within_a_point_and_a_half_of_what_is_promised() -> None:
    covered: dict[float, list[float]] = {0.05: [], 0.1: [], 0.2: []}
    for seed in range(60):
        held, truth = drawn(300, 2 * seed)
        new, now = drawn(500, 2 * seed + 1)
        given = sets.envelope(held)[np.arange(300), truth]
        for alpha, rates in covered.items():
            found = sets.chosen(sets.envelope(new), given, alpha)
            rates.append(found[np.arange(500), now].mean())
    for alpha, rates in covered.items():
        assert abs(np.mean(rates) - (1 - alpha)) < 0.015


def test_sets_are_those_of_mapie() -> None:
    mapie = pytest.importorskip("mapie.classification")
    from sklearn.base import BaseEstimator, ClassifierMixin

    class Told(ClassifierMixin, BaseEstimator):  # gives the probabilities it is asked about
        classes_ = np.arange(5)

        def fit(self, x: object, y: object) -> Told:
            return self

        def __sklearn_is_fitted__(self) -> bool:
            return True

        def predict_proba(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
            return x

        def predict(self, x: NDArray[np.float64]) -> NDArray[np.int64]:
            return x.argmax(axis=1)

    held, truth = drawn(400, 7)
    new, _ = drawn(500, 8)
    oracle = mapie.SplitConformalClassifier(Told(), confidence_level=0.9, conformity_score="lac", prefit=True)
    theirs = oracle.conformalize(held, truth).predict_set(new)[1][:, :, 0]
    ours = sets.chosen(new, held[np.arange(400), truth], 0.1)
    some = theirs.any(axis=1)  # MAPIE may leave a set empty; ours always has the most probable group
    assert some.mean() > 0.8
    assert np.array_equal(ours[some], theirs[some])
