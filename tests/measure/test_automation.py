"""How much a machine may code by itself: thresholds that keep their promise, and honest probabilities."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest

from otklik.measure import automation

QUICK = settings(max_examples=200, deadline=None, derandomize=True)

studies = st.lists(
    st.tuples(st.sampled_from([0.1, 0.25, 0.5, 0.5, 0.7, 0.9, 0.95, 1.0]), st.booleans()), min_size=1, max_size=80
)


def as_arrays(study: list[tuple[float, bool]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return np.array([p for p, _ in study]), np.array([right for _, right in study])


def plug_in(probability: NDArray[np.float64], right: NDArray[np.bool_], accuracy: float) -> float | None:
    """Choose the lowest threshold above which the sample itself is accurate enough: what not to do."""
    order = np.argsort(-probability)
    fitting = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= accuracy)
    return float(probability[order][fitting[-1]]) if len(fitting) else None


def draw(n: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Draw a study whose machine is right with .35 + .6 p: of those from t on, .65 + .3 t are right."""
    rng = np.random.default_rng(seed)
    probability = rng.uniform(size=n)
    return probability, rng.uniform(size=n) < 0.35 + 0.6 * probability


@pytest.mark.parametrize(("n", "target"), [(200, 0.8), (400, 0.8), (1000, 0.85)])
def test_a_threshold_misses_its_target_in_five_of_a_hundred_studies_at_most(n: int, target: float) -> None:
    trials, lowest = 400, (target - 0.65) / 0.3
    chosen = [automation.threshold(*draw(n, seed), target) for seed in range(trials)]
    naive = [plug_in(*draw(n, seed), target) for seed in range(trials)]
    missed = sum(t is not None and t < lowest for t in chosen) / trials
    naively_missed = sum(t is not None and t < lowest for t in naive) / trials
    # Three standard errors of a share of .05 in so many trials.
    tolerance = 3 * math.sqrt(0.05 * 0.95 / trials)
    assert missed <= 0.05 + tolerance
    assert naively_missed > 0.4  # the plug-in choice misses in about half
    assert sum(t is not None for t in chosen) > trials / 3  # and it does not keep its promise by never choosing


def test_more_held_out_texts_let_the_machine_do_more() -> None:
    def done(n: int) -> float:
        chosen = [automation.threshold(*draw(n, seed), 0.8) for seed in range(200)]
        return float(np.mean([0 if t is None else 1 - t for t in chosen]))

    # At best half can be automated here: from .5 on the accuracy is .8.
    assert done(200) < done(400) < done(2000) < 0.5


@QUICK
@given(studies, st.sampled_from([0.5, 0.7, 0.8, 0.9]), st.sampled_from([0.8, 0.95]))
def test_the_threshold_is_the_lowest_whose_lower_bound_reaches_the_target(
    study: list[tuple[float, bool]], accuracy: float, confidence: float
) -> None:
    probability, right = as_arrays(study)
    fitting = []
    for at in sorted(set(probability.tolist())):
        above = right[probability >= at]
        bound = binomtest(int(above.sum()), len(above), alternative="greater").proportion_ci(confidence, "exact").low
        if bound >= accuracy:
            fitting.append(at)
    assert automation.threshold(probability, right, accuracy, confidence) == (min(fitting) if fitting else None)


@QUICK
@given(studies.flatmap(lambda study: st.tuples(st.just(study), st.permutations(study))))
def test_the_order_of_texts_does_not_matter(pair: tuple[list[tuple[float, bool]], list[tuple[float, bool]]]) -> None:
    study, shuffled = pair
    assert automation.threshold(*as_arrays(study), 0.7) == automation.threshold(*as_arrays(shuffled), 0.7)


def test_texts_of_equal_probability_stand_or_fall_together() -> None:
    probability = np.repeat([0.9, 0.6], 100)
    right = np.array([True] * 100 + [True] * 40 + [False] * 60)
    assert automation.threshold(probability, right, 0.9) == 0.9
    assert automation.threshold(probability, right, 0.6) == 0.6


def test_too_few_or_too_bad_guesses_allow_no_threshold() -> None:
    always = np.ones(10, dtype=bool)
    assert automation.threshold(np.full(10, 0.99), always, 0.8) is None  # ten of ten prove no more than .74
    assert automation.threshold(np.full(15, 0.99), np.ones(15, dtype=bool), 0.8) == 0.99  # .04 ** (1 / 15) = .807
    assert automation.threshold(np.full(1000, 0.99), np.zeros(1000, dtype=bool), 0.8) is None
    assert automation.threshold(np.array([]), np.array([], dtype=bool), 0.8) is None


@pytest.mark.parametrize(
    ("probability", "right", "error"),
    [
        ([0.5, 0.5], [True, False], 0.0),
        ([1.0] * 4, [True] * 4, 0.0),
        ([0.8] * 5, [True] * 4 + [False], 0.0),
        ([0.9] * 10, [False] * 10, 0.9),
        ([1.0] * 4, [True, True, True, False], 0.25),
        # Half the texts are off by .3, half by .1; they lie in bins of their own.
        ([0.9] * 10 + [0.6] * 10, [True] * 6 + [False] * 4 + [True] * 7 + [False] * 3, 0.2),
        ([0.0, 1.0], [True, False], 1.0),
    ],
)
def test_calibration_error_is_the_mean_gap_of_probability_and_accuracy(
    probability: list[float], right: list[bool], error: float
) -> None:
    assert automation.calibration_error(np.array(probability), np.array(right)) == pytest.approx(error, abs=1e-12)


def test_gaps_cancel_inside_a_bin_and_never_between_bins() -> None:
    probability, right = np.array([0.55, 0.95]), np.array([True, False])
    assert automation.calibration_error(probability, right, bins=1) == pytest.approx(0.25)
    assert automation.calibration_error(probability, right, bins=2) == pytest.approx(0.25)
    assert automation.calibration_error(probability, right, bins=10) == pytest.approx((0.45 + 0.95) / 2)


def test_honest_probabilities_have_a_small_error_and_boastful_ones_a_large_one() -> None:
    rng = np.random.default_rng(0)
    truth = rng.uniform(0.3, 1, 20_000)
    right = rng.uniform(size=20_000) < truth
    # Of about 1,900 texts in each bin the luck of the draw leaves about a point.
    assert automation.calibration_error(truth, right) < 0.015
    assert automation.calibration_error(truth**0.25, right) > 0.15


def test_the_calibration_of_nothing_is_undefined() -> None:
    assert math.isnan(automation.calibration_error(np.array([]), np.array([], dtype=bool)))


@QUICK
@given(studies, st.integers(1, 20))
def test_calibration_error_lies_between_zero_and_one(study: list[tuple[float, bool]], bins: int) -> None:
    assert 0 <= automation.calibration_error(*as_arrays(study), bins=bins) <= 1


def test_the_curve_begins_with_the_surest_and_ends_with_all() -> None:
    share, accuracy = automation.curve(np.array([0.2, 0.9, 0.5, 0.7]), np.array([False, True, False, True]))
    assert share.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert accuracy.tolist() == [1.0, 1.0, pytest.approx(2 / 3), 0.5]


def test_the_curve_falls_where_surer_guesses_are_better() -> None:
    share, accuracy = automation.curve(*draw(20_000, 1))
    # From t on .65 + .3 t are right, and 1 - t is the share automated.
    for automated in (0.2, 0.5, 0.8, 1.0):
        found = accuracy[np.searchsorted(share, automated)]
        assert found == pytest.approx(0.65 + 0.3 * (1 - automated), abs=4 * math.sqrt(0.25 / (automated * 20_000)))


def test_the_curve_of_nothing_is_empty() -> None:
    share, accuracy = automation.curve(np.array([]), np.array([], dtype=bool))
    assert len(share) == len(accuracy) == 0
