"""Suspected codings: most that are flagged are wrong, and of the first ones nearly all."""

from __future__ import annotations

import numpy as np
import pytest

from otklik.measure.suspects import suspects


def noisy(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two thousand texts of four groups: probabilities of a fair classifier, true labels, labels with noise."""
    rng = np.random.default_rng(seed)
    true = rng.integers(0, 4, 2000)
    logits = rng.normal(size=(2000, 4)) + 2.0 * np.eye(4)[true]
    probability = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return probability, true, np.where(rng.random(2000) < 0.1, rng.integers(0, 4, 2000), true)


@pytest.mark.parametrize("seed", range(3))
def test_most_of_those_flagged_are_wrong_and_the_first_nearly_all(seed: int) -> None:
    probability, true, given = noisy(seed)
    rows, looks_like = suspects(probability, given)
    wrong = given[rows] != true[rows]
    assert wrong.mean() > 0.5
    assert wrong[:100].mean() > 0.75
    assert wrong.sum() > 0.5 * (given != true).sum()
    assert (looks_like != given[rows]).all()
    assert (np.diff(probability[rows, given[rows]]) >= 0).all()


@pytest.mark.parametrize("seed", range(3))
def test_they_are_those_of_cleanlab(seed: int) -> None:
    filters = pytest.importorskip("cleanlab.filter")
    probability, _, given = noisy(seed)
    theirs = filters.find_label_issues(given, probability, filter_by="confident_learning")
    assert np.flatnonzero(theirs).tolist() == sorted(suspects(probability, given)[0].tolist())


def test_a_label_that_nobody_gave_is_not_suggested() -> None:
    probability = np.array([[0.1, 0.2, 0.7]] * 5 + [[0.6, 0.2, 0.2]] * 5)
    rows, looks_like = suspects(probability, np.array([0] * 5 + [1] * 5))
    assert 2 not in looks_like.tolist()
    assert len(rows) == len(set(rows.tolist()))


@pytest.mark.parametrize("seed", range(3))
def test_what_was_given_is_not_suspect_where_it_is_the_most_probable(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p = rng.beta(0.3, 3, 1000)  # a rare code
    given = (rng.random(1000) < p).astype(np.int64)
    probability = np.column_stack([1 - p, p])
    rows, looks_like = suspects(probability, given)
    assert len(rows)
    assert (probability[rows, looks_like] > probability[rows, given[rows]]).all()
