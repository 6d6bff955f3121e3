"""Shares with intervals: published values, SciPy's answers, and how often the interval holds the truth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from otklik.domain import Estimate
from otklik.measure import shares

QUICK = settings(max_examples=300, deadline=None, derandomize=True)
MANY = settings(max_examples=2000, deadline=None, derandomize=True)
counts_of_n = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
small = st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_newcombes_table(count: int, n: int, low: float, high: float) -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    found = shares.share(count, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def assert_same_as_scipy(count: int, n: int) -> None:
    low, high = shares.wilson(np.array([count]), n)
    expected = binomtest(count, n).proportion_ci(0.95, method="wilson")
    assert low[0] == pytest.approx(expected.low, abs=1e-12)
    assert high[0] == pytest.approx(expected.high, abs=1e-12)


@QUICK
@given(st.one_of(counts_of_n, small))
def test_the_interval_is_scipys(pair: tuple[int, int]) -> None:
    assert_same_as_scipy(*pair)


@pytest.mark.slow
@MANY
@given(st.one_of(counts_of_n, small))
def test_the_interval_is_scipys_for_many_counts(pair: tuple[int, int]) -> None:
    assert_same_as_scipy(*pair)


@QUICK
@given(counts_of_n)
def test_the_share_lies_in_its_interval_and_the_interval_in_zero_to_one(pair: tuple[int, int]) -> None:
    found = shares.share(*pair)
    assert found.share is not None and found.low is not None and found.high is not None
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.high - found.low > 0


@QUICK
@given(counts_of_n)
def test_counting_the_others_mirrors_the_interval(pair: tuple[int, int]) -> None:
    count, n = pair
    (low, high), (other_low, other_high) = shares.wilson(np.array([count]), n), shares.wilson(np.array([n - count]), n)
    assert low[0] == pytest.approx(1 - other_high[0], abs=1e-12)
    assert high[0] == pytest.approx(1 - other_low[0], abs=1e-12)


@QUICK
@given(counts_of_n)
def test_more_texts_with_the_same_share_give_a_narrower_interval(pair: tuple[int, int]) -> None:
    count, n = pair
    (low, high), (lower, higher) = shares.wilson(np.array([count]), n), shares.wilson(np.array([4 * count]), 4 * n)
    assert higher[0] - lower[0] < high[0] - low[0]


def test_counts_are_taken_all_at_once_each_with_its_n() -> None:
    count, n = np.array([0, 3, 10, 5]), np.array([10, 10, 10, 0])
    low, high = shares.wilson(count, n)
    for at in range(3):
        expected = binomtest(int(count[at]), int(n[at])).proportion_ci(method="wilson")
        assert (low[at], high[at]) == (pytest.approx(expected.low), pytest.approx(expected.high))
    assert np.isnan(low[3]) and np.isnan(high[3])


def test_limits_reach_zero_and_one_exactly_where_nobody_or_everybody_says_it() -> None:
    assert shares.wilson(np.array([0]), 7)[0][0] == 0
    assert shares.wilson(np.array([7]), 7)[1][0] == 1


def test_a_share_of_nothing_is_undefined() -> None:
    assert shares.share(0, 0) == Estimate(0, 0, None, None, None, shares.MACHINE_COUNT)


def test_an_estimate_carries_its_count_its_n_and_its_method() -> None:
    found = shares.share(10, 100, "hand count, Wilson 95%")
    assert (found.count, found.n, found.share, found.method) == (10, 100, 0.1, "hand count, Wilson 95%")
    assert "Wilson 95%" in shares.share(10, 100).method
    assert isinstance(found.low, float) and isinstance(found.high, float)


def coverage(trials: int, seed: int) -> tuple[float, float]:
    """Return how often Wilson's and Wald's intervals hold the truth, in surveys of 20 to 500 texts."""
    rng = np.random.default_rng(seed)
    n = rng.integers(20, 500, trials)
    truth = rng.uniform(0.01, 0.99, trials)
    count = rng.binomial(n, truth)
    low, high = shares.wilson(count, n)
    share = count / n
    wald = 1.96 * np.sqrt(share * (1 - share) / n)
    return float(((low <= truth) & (truth <= high)).mean()), float((np.abs(share - truth) <= wald).mean())


def test_ninety_five_of_a_hundred_intervals_hold_the_truth() -> None:
    trials = 40_000
    wilson, wald = coverage(trials, 0)
    # Four standard errors of a share of .95 in so many trials.
    tolerance = 4 * math.sqrt(0.95 * 0.05 / trials)
    assert abs(wilson - 0.95) < tolerance
    assert wald < 0.95 - tolerance  # the check can tell a bad interval


@pytest.mark.parametrize(("truth", "n"), [(0.02, 100), (0.05, 50), (0.3, 40), (0.5, 400), (0.97, 80)])
def test_rare_and_common_codes_are_covered_alike(truth: float, n: int) -> None:
    trials = 20_000
    count = np.random.default_rng(n).binomial(n, truth, trials)
    low, high = shares.wilson(count, n)
    # Counts are whole numbers, so coverage jumps about .95; Brown, Cai and DasGupta (2001) saw it above .92 here.
    assert ((low <= truth) & (truth <= high)).mean() > 0.92 - 4 * math.sqrt(0.92 * 0.08 / trials)
