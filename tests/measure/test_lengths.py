"""Effective sentences and likeness: coverage on texts whose truth is known, and the ends of the scales."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon
from scipy.stats import spearmanr

from otklik.measure import lengths, profiles, shares


def texts(rng: np.random.Generator, sizes: list[int], share: float, repeated: float) -> list[NDArray[np.bool_]]:
    """Sentences of a Markov chain with a known share, each repeating the one before it with a known correlation."""
    found = []
    for size in sizes:
        codes = np.zeros((size, 12), dtype=bool)
        codes[0] = rng.random(12) < share
        for at in range(1, size):
            codes[at] = np.where(rng.random(12) < repeated, codes[at - 1], rng.random(12) < share)
        found.append(codes)
    return found


@pytest.mark.parametrize("truth", [0.0, 0.3, 0.5])
def test_repetition_is_found_again_from_short_texts(truth: float) -> None:
    rng = np.random.default_rng(1)
    found = np.mean([lengths.persistence(texts(rng, [12, 20, 40, 80] * 2, 0.2, truth)) for _ in range(60)])
    assert abs(found - truth) < 0.06


@pytest.mark.parametrize("size", [10, 40, 160])
def test_intervals_on_effective_sentences_hold_the_truth_and_plain_ones_do_not(size: int) -> None:
    rng = np.random.default_rng(2)
    hits = {"effective": [], "plain": []}
    for _ in range(150):
        codes = texts(rng, [size] * 6, 0.2, 0.45)
        repeated = lengths.persistence(codes)
        for one in codes:
            share = one.mean(axis=0)
            for kind, n in (("effective", float(lengths.effective(size, repeated))), ("plain", float(size))):
                low, high = shares.wilson(share * n, np.full(12, n))
                hits[kind] += [*((low <= 0.2) & (high >= 0.2))]
    assert np.mean(hits["effective"]) > 0.92
    assert np.mean(hits["plain"]) < 0.90


def test_a_text_of_one_sentence_counts_as_one_and_nothing_as_nothing() -> None:
    assert lengths.effective(np.array([0, 1, 2]), 0.9).tolist() == [0.0, 1.0, 1.0]
    assert lengths.persistence([np.ones((1, 3), dtype=bool), np.zeros((5, 3), dtype=bool)]) == 0.0


def test_pairs_agree_with_scipy() -> None:
    shares_of = np.random.default_rng(3).random((5, 9)).round(1)
    for line in profiles.pairs(shares_of).itertuples():
        p, q = shares_of[line.a], shares_of[line.b]
        assert line.likeness == pytest.approx(1 - jensenshannon(p, q, base=2) ** 2, abs=1e-4)
        assert line.spearman == pytest.approx(spearmanr(p, q).statistic, abs=1e-4)


def test_what_is_undefined_stays_empty() -> None:
    table = profiles.pairs(np.array([[0.0, 0.0], [0.4, 0.1]]))
    assert table[["spearman", "likeness"]].isna().all(axis=None)
    assert len(profiles.pairs(np.array([[0.5, 0.1]]))) == 0
