"""Shares put right by hand codes: exact cases, what must hold for any numbers, and how often the truth is covered."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import chi2_contingency

import otklik
from otklik.measure import contrasts, regression, shares, weights
from otklik.measure.regression import estimate

QUICK = settings(max_examples=100, deadline=None, derandomize=True)
CLASSES = ["a", "b", "c"]


def survey(n: int, seed: int = 0, truth: tuple[float, ...] = (0.5, 0.3, 0.2)) -> tuple[NDArray, NDArray]:
    """Return codes of n texts, and probabilities of a model that is biased and right in about two of three."""
    rng = np.random.default_rng(seed)
    codes = rng.choice(len(truth), n, p=truth)
    scores = rng.normal(size=(n, len(truth)))
    scores[np.arange(n), codes] += 1.3
    scores[:, 1] -= 0.8
    p = np.exp(1.3 * scores)
    return codes, p / p.sum(axis=1, keepdims=True)


def named(codes: NDArray) -> list[str]:
    return [CLASSES[code] for code in codes]


def test_the_door_is_open_and_light() -> None:
    assert otklik.measure.prevalence is regression.prevalence
    told = "import sys, otklik.measure; print('numpy' in sys.modules or 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_probabilities_that_say_nothing_leave_what_the_hand_codes_say_alone() -> None:
    codes, _ = survey(100)
    table = otklik.measure.prevalence(np.full((10_000, 3), 1 / 3), np.arange(100), named(codes), CLASSES)
    counts = np.bincount(codes)
    assert table["share"].tolist() == pytest.approx((counts / 100).tolist())
    low, high = shares.wilson(counts, 100)
    assert table["low"].tolist() == pytest.approx(low.tolist(), abs=0.003)
    assert table["high"].tolist() == pytest.approx(high.tolist(), abs=0.003)


def test_perfect_probabilities_leave_only_the_luck_of_who_answered() -> None:
    codes, _ = survey(2_000)
    table = otklik.measure.prevalence(np.eye(3)[codes], np.arange(100), named(codes[:100]), CLASSES)
    low, high = shares.wilson(np.bincount(codes), 2_000)
    assert table["share"].tolist() == pytest.approx((np.bincount(codes) / 2_000).tolist())
    assert table["low"].tolist() == pytest.approx(low.tolist(), abs=1e-6)
    assert table["high"].tolist() == pytest.approx(high.tolist(), abs=1e-6)


def test_a_census_coded_by_hand_leaves_nothing_to_chance() -> None:
    codes, p = survey(300)
    table = otklik.measure.prevalence(p, np.ones(300, dtype=bool), named(codes), CLASSES, population=300)
    assert table["share"].tolist() == pytest.approx((np.bincount(codes) / 300).tolist())
    assert (table["high"] - table["low"]).max() == pytest.approx(0, abs=1e-12)
    half = otklik.measure.prevalence(p, np.ones(300, dtype=bool), named(codes), CLASSES, population=600)
    whole = otklik.measure.prevalence(p, np.ones(300, dtype=bool), named(codes), CLASSES)
    assert (half["high"] - half["low"] > 0).all()
    assert (half["high"] - half["low"] < whole["high"] - whole["low"]).all()


def test_the_bias_of_the_machine_is_taken_out() -> None:
    codes, p = survey(20_000, truth=(0.3, 0.5, 0.2))
    counted = np.bincount(p.argmax(axis=1), minlength=3) / 20_000
    table = otklik.measure.prevalence(p, np.arange(2_000), named(codes[:2_000]), CLASSES)
    truth = np.bincount(codes) / 20_000
    assert abs(counted[1] - truth[1]) > 0.1
    assert np.abs(table["share"].to_numpy() - truth).max() < 0.025


def test_a_class_that_no_hand_coded_text_has_keeps_the_limits_of_the_hand_codes() -> None:
    codes, p = survey(1_000, truth=(0.6, 0.4, 0.0))
    table = otklik.measure.prevalence(p, np.arange(100), named(codes[:100]), CLASSES, population=None)
    rare = table.iloc[2]
    assert rare["low"] == 0
    assert rare["high"] == pytest.approx(shares.wilson(np.array([0]), 100)[1][0], abs=0.003)


@QUICK
@given(st.integers(0, 10_000), st.integers(20, 80), st.integers(2, 5))
def test_shares_of_a_scale_sum_to_one_and_lie_in_their_limits(seed: int, n: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    p, codes = rng.dirichlet(np.full(k, 0.5), 200), rng.integers(0, k, n)
    table = otklik.measure.prevalence(
        p, rng.permutation(200)[:n], codes.tolist(), list(range(k)), weights=rng.uniform(0.2, 5, 200)
    )
    assert table["share"].sum() == pytest.approx(1)
    assert ((table["low"] >= 0) & (table["low"] <= table["share"] + 1e-12)).all()
    assert ((table["share"] <= table["high"] + 1e-12) & (table["high"] <= 1)).all()


@QUICK
@given(st.integers(0, 10_000))
def test_what_is_drawn_with_its_chance_stands_for_all_texts(seed: int) -> None:
    # Texts taken for certain and texts drawn one in four: with constant probabilities Horvitz and Thompson's shares.
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 2, 100)
    rows = np.concatenate([np.arange(20), 20 + rng.permutation(80)[:20]])
    chances = np.where(np.arange(100) < 20, 1.0, 0.25)
    table = otklik.measure.prevalence(np.full((100, 2), 0.5), rows, codes[rows], [0, 1], chances=chances)
    wanted = (codes[rows] / chances[rows]).sum() / (1 / chances[rows]).sum()
    assert table["share"].iloc[1] == pytest.approx(wanted)


def test_weights_of_whole_numbers_are_repeated_answers() -> None:
    codes, p = survey(400)
    times = np.where(np.arange(400) % 2, 3, 1)
    rows = np.arange(100)
    weighted = estimate(p, rows, np.eye(3)[codes[:100]], weights=times[:, None].astype(float))
    repeated = np.repeat(np.arange(400), times)
    first = np.flatnonzero(repeated < 100)
    alone = estimate(p[repeated], first, np.eye(3)[codes[repeated[first]]])
    assert weighted.share == pytest.approx(alone.share)


def test_codes_that_a_text_can_have_several_of_are_each_estimated_alone() -> None:
    rng = np.random.default_rng(0)
    p = rng.uniform(0, 1, (3_000, 4))
    marks = (rng.uniform(size=p.shape) < p).astype(int)
    table = otklik.measure.prevalence(p, np.arange(300), marks[:300], list("wxyz"))
    one = otklik.measure.prevalence(p[:, :1], np.arange(300), marks[:300, :1], ["w"])
    assert table["share"].tolist()[0] == pytest.approx(one["share"].tolist()[0])
    assert np.abs(table["share"].to_numpy() - marks.mean(axis=0)).max() < 0.07


def test_a_domain_without_hand_coded_texts_has_no_share() -> None:
    codes, p = survey(200)
    inside = np.arange(200) >= 150
    found = estimate(p, np.arange(100), np.eye(3)[codes[:100]], weights=np.column_stack([np.ones(200), inside]))
    assert np.isfinite(found.share[0]).all() and np.isnan(found.share[1]).all()
    assert np.isnan(found.limits[0][1]).all()


@pytest.mark.parametrize(
    ("codings", "sampled", "told"),
    [
        (["a", "d"], [0, 1], "d"),
        (["a"], [0], "1 texts"),
        (["a", "b", "c"], [0, 1], "2 texts"),
        (["a", "b"], [1, 1], "2"),
    ],
)
def test_what_does_not_fit_is_refused(codings: list[str], sampled: list[int], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        otklik.measure.prevalence(np.full((10, 3), 1 / 3), np.array(sampled), codings, CLASSES)


def test_effective_size_is_kishs() -> None:
    assert weights.effective_size(np.array([1.0, 1, 1, 1])) == 4
    assert weights.effective_size(np.array([2.0, 1, 1])) == pytest.approx(16 / 6)
    assert weights.effective_size(np.array([])) == 0


def test_raking_reaches_its_targets_and_is_ipfns() -> None:
    ipfn = pytest.importorskip("ipfn.ipfn")
    import pandas as pd

    rng = np.random.default_rng(0)
    values = {"sex": rng.choice(["f", "m"], 300, p=[0.7, 0.3]), "age": rng.choice(["1", "2", "3"], 300)}
    targets = {"sex": {"f": 0.5, "m": 0.5}, "age": {"1": 0.2, "2": 0.3, "3": 0.5}}
    start = rng.uniform(0.5, 2, 300)
    found = weights.rake(values, targets, start)
    for name, wanted in targets.items():
        reached = [found[values[name] == value].sum() / 300 for value in wanted]
        assert reached == pytest.approx(list(wanted.values()), abs=1e-9)
    frame = pd.DataFrame({**values, "total": start / start.sum()})
    margins = [pd.Series(shares).rename_axis(name) for name, shares in targets.items()]
    with pytest.warns() if hasattr(pd.errors, "Pandas4Warning") else pytest.MonkeyPatch.context():
        other = ipfn.ipfn(frame, margins, [["sex"], ["age"]], weight_col="total", convergence_rate=1e-12).iteration()
    assert (other["total"].to_numpy() * 300) == pytest.approx(found, abs=1e-8)


def test_impossible_margins_are_refused() -> None:
    values = {"sex": np.array(["f", "m"]), "copy": np.array(["f", "m"])}
    with pytest.raises(ValueError, match="sex, copy"):
        weights.rake(values, {"sex": {"f": 0.5, "m": 0.5}, "copy": {"f": 0.9, "m": 0.1}})
    with pytest.raises(ValueError, match="sex"):
        weights.rake(values, {"sex": {"f": 0.5, "x": 0.5}})


COUNTS = np.array([[762.0, 327, 468], [484, 239, 477]])  # Agresti (2007), party by gender


def test_association_is_pearsons_and_residuals_are_agrestis() -> None:
    n = COUNTS.sum(axis=1)
    found = contrasts.association(COUNTS / n[:, None], n)
    x2, p, df, _ = chi2_contingency(COUNTS, correction=False)
    assert (found.x2, found.p, found.df) == (pytest.approx(x2), pytest.approx(p), df)
    assert (round(found.v, 6), round(found.v_corrected, 6)) == (0.104436, 0.10092)
    own = COUNTS / n[:, None]
    told = contrasts.residuals(own, n[:, None], own[::-1], n[::-1, None], COUNTS.sum(axis=0) / COUNTS.sum())
    assert told[0].round(3).tolist() == [4.502, 0.699, -5.316]


def test_a_difference_of_hand_counted_shares_has_newcombes_limits() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873: 56/70 and 48/80, method 10: .0524 to .3339.
    codes = np.repeat([0, 1, 0, 1], [56, 14, 48, 32])
    here = np.arange(150) < 70
    p, rows = np.full((1_000_000, 2), 0.5), np.arange(150)
    domain = np.zeros((1_000_000, 3))
    domain[:, 0] = 1
    domain[:150, 1], domain[:150, 2] = here, ~here
    domain[150:575_000, 1] = domain[575_000:, 2] = 1
    gap = contrasts.difference(estimate(p, rows, np.eye(2)[codes], weights=domain), 1, 2)
    assert gap.difference[0] == pytest.approx(0.2)
    assert (gap.low[0], gap.high[0]) == (pytest.approx(0.0524, abs=0.004), pytest.approx(0.3339, abs=0.004))
    assert gap.difference[1] == pytest.approx(-0.2) and gap.low[1] == pytest.approx(-gap.high[0])


def test_a_shift_along_a_scale_is_its_log_odds_ratio() -> None:
    rng = np.random.default_rng(1)
    n, cuts, true = 40_000, np.array([-1.0, 0.5]), 0.8
    domain = rng.integers(0, 2, n)
    codes = (rng.logistic(size=n) + true * (domain == 0) < cuts[:, None]).sum(axis=0)  # 0 is the highest
    weights_ = np.column_stack([np.ones(n), domain == 0, domain == 1]).astype(float)
    found = estimate(np.full((n, 3), 1 / 3), np.arange(4_000), np.eye(3)[codes[:4_000]], weights=weights_)
    told = contrasts.shift(found, 1, 2, 3)
    assert told is not None and told.low < true < told.high and told.high - told.low < 0.3
    assert told.p < 1e-6 and told.p_parallel is not None and told.p_parallel > 0.001
    back = contrasts.shift(found, 2, 1, 3)
    assert back is not None and back.log_odds == pytest.approx(-told.log_odds)


def test_shares_of_sums_of_classes_add_up() -> None:
    codes, p = survey(1_000)
    found = estimate(p, np.arange(200), np.eye(3)[codes[:200]])
    both = found.mixed(np.array([[1.0], [1], [0]]))
    assert both.share[0, 0] == pytest.approx(found.share[0, :2].sum())
    # One class less all others: the sum of two of three shares is as exact as the third.
    assert both.worth[0, 0] == pytest.approx(found.worth[0, 2], rel=0.15)
    assert both.given[0, 0] == found.given[0, :2].sum()


def covered(times: int, n: int, answers: int, truth: tuple[float, ...], seed: int) -> tuple[NDArray, float, float]:
    """Return the coverage of each share, of the difference of two domains, and of classify and count."""
    rng = np.random.default_rng(seed)
    hits, between, naive = np.zeros(len(truth)), 0, 0
    for at in range(times):
        codes, p = survey(answers, int(rng.integers(2**31)) + at, truth)
        domain = rng.integers(0, 2, answers)
        columns = np.column_stack([np.ones(answers), domain == 0, domain == 1]).astype(float)
        rows = rng.permutation(answers)[:n]
        found = estimate(p, rows, np.eye(len(truth))[codes[rows]], weights=columns)
        low, high = found.limits
        hits += (low[0] <= truth) & (high[0] >= truth)
        gap = contrasts.difference(found, 1, 2)
        between += bool(gap.low[0] <= 0 <= gap.high[0])
        counted = shares.wilson(np.bincount(p.argmax(axis=1), minlength=len(truth)), answers)
        naive += bool(counted[0][1] <= truth[1] <= counted[1][1])
    return hits / times, between / times, naive / times


def tolerance(times: int, among: int) -> float:
    """Return how far a coverage of .95 strays in one of 10,000 runs of so many trials, the worst ``among`` several."""
    from scipy.stats import norm

    return float(norm.isf(1e-4 / 2 / among)) * math.sqrt(0.95 * 0.05 / times)


@pytest.mark.parametrize(
    ("n", "answers", "truth"),
    [
        (200, 3_000, (0.5, 0.3, 0.2)),
        (100, 3_000, (0.55, 0.4, 0.05)),
        (200, 800, (0.5, 0.3, 0.2)),
    ],
)
def test_limits_hold_the_truth_as_often_as_they_say(n: int, answers: int, truth: tuple[float, ...]) -> None:
    times = 400
    hits, between, naive = covered(times, n, answers, truth, seed=n + answers)
    # One point more: the limits are asymptotic.
    assert np.abs(hits - 0.95).max() < tolerance(times, 4) + 0.01
    assert abs(between - 0.95) < tolerance(times, 4) + 0.01
    assert naive < 0.5  # the check can tell a bad interval


@pytest.mark.slow
@pytest.mark.parametrize("n", [100, 200, 400])
@pytest.mark.parametrize("truth", [(0.4, 0.35, 0.2, 0.05), (0.48, 0.4, 0.1, 0.02), (0.25, 0.25, 0.25, 0.25)])
def test_limits_hold_the_truth_in_many_surveys(n: int, truth: tuple[float, ...]) -> None:
    times = 3_000
    hits, between, _ = covered(times, n, 5_000, truth, seed=n)
    assert abs(hits.mean() - 0.95) < tolerance(times, 1) + 0.01
    # Counts of a rare class are whole numbers: its coverage jumps about .95 (Brown, Cai and DasGupta 2001).
    assert hits.min() > 0.93 - tolerance(times, 4)
    assert abs(between - 0.95) < tolerance(times, 1) + 0.01
