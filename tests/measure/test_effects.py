"""Shares from probabilities: the closed form is what drawing gives, and how often the interval holds the truth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from otklik.measure import effects, shares, trends

TRIALS = 4000
# Four standard errors of a coverage of .95 in so many trials.
TOLERANCE = 4 * math.sqrt(0.95 * 0.05 / TRIALS)


def one(probability: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return share, low, high of a single theme in a single group."""
    line = effects.by_group(probability[:, None]).iloc[0]
    return float(line["share"]), float(line["low"]), float(line["high"])


def limits(probability: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the limits of many surveys at once; ``probability`` is (n_surveys, n_texts)."""
    n = np.full(len(probability), probability.shape[1])
    doubt = (probability * (1 - probability)).sum(axis=1)
    _, low, high = effects.interval(n, probability.sum(axis=1)[:, None], doubt[:, None])
    return low[:, 0], high[:, 0]


def between_texts(probability: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the limits that take probabilities for plain numbers: the variance between texts alone."""
    middle, half = probability.mean(axis=1), 1.96 * probability.std(axis=1) / math.sqrt(probability.shape[1])
    return middle - half, middle + half


def holds(limits: tuple[NDArray[np.float64], NDArray[np.float64]], truth: NDArray[np.float64] | float) -> float:
    return float(((limits[0] <= truth) & (truth <= limits[1])).mean())


def drawn(probability: NDArray[np.float64], rng: np.random.Generator, draws: int) -> NDArray[np.float64]:
    """Draw shares as the method of composition does: a code for each text, then the share with its sampling error."""
    n = len(probability)
    share = (rng.random((draws, n)) < probability).mean(axis=1)
    return rng.normal(share, np.sqrt(share * (1 - share) / n))


@pytest.mark.parametrize(("a", "b", "n"), [(0.2, 0.6, 40), (2.0, 3.0, 150), (0.1, 2.0, 200), (30.0, 70.0, 25)])
def test_the_closed_form_is_the_variance_of_drawn_shares(a: float, b: float, n: int) -> None:
    rng = np.random.default_rng(n)
    probability = rng.beta(a, b, n)
    share, doubt, draws = probability.mean(), (probability * (1 - probability)).mean(), 40_000
    closed = (share * (1 - share) + (1 - 1 / n) * doubt) / n
    found = drawn(probability, rng, draws)
    # Four standard errors: of a mean, and of a variance (2/draws for a normal; 3 leaves room for longer tails).
    assert found.mean() == pytest.approx(share, abs=4 * math.sqrt(closed / draws))
    assert found.var() == pytest.approx(closed, rel=4 * math.sqrt(3 / draws))
    # Sampling error alone, or with the doubt once, is not what drawing gives.
    assert found.var() > 1.02 * share * (1 - share) / n


def test_in_large_groups_the_limits_are_the_quantiles_of_drawn_shares() -> None:
    rng = np.random.default_rng(0)
    probability = rng.beta(0.5, 1.0, 4000)
    low, high = np.quantile(drawn(probability, rng, 10_000), [0.025, 0.975])
    share, found_low, found_high = one(probability)
    assert (found_low, found_high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))
    assert share == pytest.approx(probability.mean(), abs=1e-4)


def test_drawing_answers_again_and_coding_each_once_is_plainly_binomial() -> None:
    # Variance between texts plus mean p(1 - p) is share(1 - share): that sum alone has no place for the model's doubt.
    rng = np.random.default_rng(1)
    probability = rng.beta(0.5, 1.0, 60)
    again = rng.choice(probability, (20_000, 60))
    found = (rng.random(again.shape) < again).mean(axis=1)
    share = probability.mean()
    assert probability.var() + (probability * (1 - probability)).mean() == pytest.approx(share * (1 - share))
    assert found.var() == pytest.approx(share * (1 - share) / 60, rel=4 * math.sqrt(3 / 20_000))


def test_the_interval_of_sure_codes_is_wilsons() -> None:
    sure = np.repeat([1.0, 0.0], [20, 80])
    low, high = shares.wilson(np.array([20]), 100)
    assert one(sure) == (0.2, round(float(low[0]), 4), round(float(high[0]), 4))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_the_interval_holds_the_share_lies_in_0_to_1_and_is_never_narrower_than_wilsons(values: list[float]) -> None:
    probability = np.array(values)
    share, low, high = one(probability)
    wilson_low, wilson_high = shares.wilson(np.array([probability.sum()]), len(values))
    assert 0 <= low <= share <= high <= 1
    assert high - low >= wilson_high[0] - wilson_low[0] - 2e-4


@pytest.mark.parametrize(("value", "edge"), [(0.0, 1), (1.0, 2)])
def test_where_nobody_or_everybody_surely_says_it_the_limit_is_reached_and_the_other_is_not(
    value: float, edge: int
) -> None:
    found = one(np.full(12, value))
    assert found[edge] == value
    assert found[2] - found[1] > 0.2


@pytest.mark.parametrize(
    ("a", "b", "n"), [(0.012, 0.108, 150), (0.03, 0.09, 60), (0.05, 0.05, 200), (0.004, 0.076, 400)]
)
def test_ninety_five_of_a_hundred_intervals_hold_the_share_in_the_population(a: float, b: float, n: int) -> None:
    # Calibrated, and about as sure as the guided model: mean p(1 - p) is 7 to 11% of share(1 - share).
    probability = np.random.default_rng(n).beta(a, b, (TRIALS, n))
    assert 0.92 < holds(limits(probability), a / (a + b)) < 0.98


def test_the_more_the_model_doubts_the_more_careful_the_interval_is() -> None:
    rng = np.random.default_rng(8)
    found = [holds(limits(rng.beta(0.3 * sure, 0.7 * sure, (TRIALS, 200))), 0.3) for sure in (0.05, 0.2, 1.0)]
    assert found == sorted(found)
    assert found[-1] > 0.99


@pytest.mark.parametrize(("sure", "at_most"), [(0.3, 0.95), (1.0, 0.6)])
def test_where_the_model_doubts_the_count_of_texts_above_one_half_holds_it_less_often(
    sure: float, at_most: float
) -> None:
    probability = np.random.default_rng(2).beta(0.1 * sure, 0.9 * sure, (TRIALS, 800))
    counted = holds(shares.wilson((probability >= 0.5).sum(axis=1), 800), 0.1)
    assert counted < at_most
    assert holds(limits(probability), 0.1) > max(counted + TOLERANCE, 0.95)


def test_of_those_who_answered_the_interval_without_the_models_doubt_misses_the_share() -> None:
    rng = np.random.default_rng(3)
    probability = rng.beta(3.0, 7.0, (TRIALS, 100))
    truth = (rng.random(probability.shape) < probability).mean(axis=1)
    assert holds(between_texts(probability), truth) < 0.6
    assert holds(limits(probability), truth) > 0.95


def test_an_error_that_the_model_makes_everywhere_is_not_in_the_interval() -> None:
    rng = np.random.default_rng(4)
    true = rng.beta(0.3, 0.7, (TRIALS, 400))
    shifted = 1 / (1 + (1 - true) / np.maximum(true, 1e-9) * math.exp(-0.7))
    assert holds(limits(shifted), 0.3) < 0.5


def test_groups_that_are_alike_differ_in_few_surveys() -> None:
    rng = np.random.default_rng(5)
    surveys = 400
    found = 0
    for _ in range(surveys):
        probability = rng.beta(0.1, 0.5, (300, 6))
        table = effects.by_group(probability, rng.choice(["a", "b", "c"], 300))
        found += bool((table["p_adjusted"] < 0.05).any())
    assert found / surveys < 0.05 + 4 * math.sqrt(0.05 * 0.95 / surveys)


def test_a_group_that_differs_is_found_and_the_difference_is_from_all_others() -> None:
    probability = np.concatenate([np.full(100, 0.7), np.full(150, 0.2), np.full(50, 0.2)])[:, None]
    table = effects.by_group(probability, np.repeat(["x", "y", "z"], [100, 150, 50])).set_index("group")
    assert table["difference"].to_dict() == {"x": 0.5, "y": round(0.2 - 80 / 150, 4), "z": round(0.2 - 100 / 250, 4)}
    assert table.at["x", "p_adjusted"] < 0.001
    assert table["n"].tolist() == [100, 150, 50]


def test_a_group_too_small_to_be_tested_has_a_difference_and_no_p() -> None:
    probability = np.append(np.full(200, 0.01), 1.0)[:, None]
    table = effects.by_group(probability, np.repeat(["many", "one"], [200, 1])).set_index("group")
    assert table.at["one", "difference"] == 0.99
    assert np.isnan(table.at["one", "p_adjusted"])


def test_a_single_group_differs_from_nobody() -> None:
    table = effects.by_group(np.full((50, 2), 0.4), np.full(50, "x"))
    assert table["difference"].isna().all()
    assert table["p_adjusted"].isna().all()


def test_nobody_and_no_theme_give_tables_too() -> None:
    empty = effects.by_group(np.empty((0, 2)))
    assert empty["n"].tolist() == [0, 0]
    assert empty[["share", "low", "high"]].isna().all(axis=None)
    assert effects.by_group(np.empty((5, 0))).empty
    assert trends.over_time(np.empty((5, 0)), np.zeros(5, dtype=np.int64), ["2020"]).empty


def simulated(slope: float, rng: np.random.Generator, n: int = 500, periods: int = 8) -> tuple[float, float, float]:
    number = rng.integers(0, periods, n)
    mean = 1 / (1 + np.exp(1.2 - slope * number))
    # Calibrated and quite sure: the truth is drawn first, then how sure the model is.
    probability = rng.beta(0.2 * mean, 0.2 * (1 - mean))
    names = [str(2000 + at) for at in range(periods)]
    line = trends.over_time(probability[:, None], number, names).iloc[0]
    return float(line["slope"]), float(line["slope_low"]), float(line["slope_high"])


@pytest.mark.parametrize("slope", [0.0, 0.15])
def test_the_interval_of_a_trend_holds_the_slope(slope: float) -> None:
    rng = np.random.default_rng(6)
    trials = 600
    found = np.array([simulated(slope, rng) for _ in range(trials)])
    covered = ((found[:, 1] <= slope) & (slope <= found[:, 2])).mean()
    assert 0.95 - 4 * math.sqrt(0.95 * 0.05 / trials) < covered
    assert covered < 0.985 + 4 * math.sqrt(0.985 * 0.015 / trials)
    assert found[:, 0].mean() == pytest.approx(slope, abs=4 * found[:, 0].std() / math.sqrt(trials) + 0.005)


def test_the_slope_is_that_of_a_logistic_regression() -> None:
    from sklearn.linear_model import LogisticRegression

    rng = np.random.default_rng(7)
    number = np.repeat(np.arange(6), 80)
    codes = (rng.random(480) < 0.2 + 0.08 * number).astype(float)
    expected = LogisticRegression(C=np.inf, tol=1e-10).fit(number[:, None], codes).coef_[0, 0]
    line = trends.over_time(codes[:, None], number, [str(2000 + at) for at in range(6)]).iloc[0]
    assert line["slope"] == pytest.approx(expected, abs=2e-4)
    # Sure codes leave the error of a plain regression: sqrt of the inverse information.
    mean = 1 / (1 + np.exp(-(np.polyval([expected, 0], number) + intercept(codes, number, expected))))
    design = np.column_stack([np.ones(480), number])
    error = math.sqrt(np.linalg.inv(design.T @ (design * (mean * (1 - mean))[:, None]))[1, 1])
    assert line["slope_high"] - line["slope"] == pytest.approx(1.96 * error, rel=1e-2)


def intercept(codes: NDArray[np.float64], number: NDArray[np.int64], slope: float) -> float:
    from scipy.optimize import brentq

    return float(brentq(lambda at: (1 / (1 + np.exp(-(at + slope * number)))).sum() - codes.sum(), -20, 20))


def test_a_trend_needs_three_periods_and_a_few_texts() -> None:
    two = trends.over_time(np.full((100, 1), 0.4), np.repeat([0, 2], 50), ["a", "b", "c"])
    rare = trends.over_time(np.full((100, 1), 0.01), np.arange(100) % 4, ["a", "b", "c", "d"])
    assert two[["slope", "p_adjusted"]].isna().all(axis=None)
    assert rare[["slope", "p_adjusted"]].isna().all(axis=None)


def test_a_theme_that_is_all_of_the_last_period_and_none_before_breaks_nothing() -> None:
    number = np.repeat([0, 1, 2, 3], 25)
    table = trends.over_time((number == 3).astype(float)[:, None], number, ["a", "b", "c", "d"])
    assert table["share"].tolist() == [0, 0, 0, 1]
