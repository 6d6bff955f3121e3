"""How well guesses meet gold: published values, another library's, limits that keep their promise, honest tests."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score, f1_score, mean_absolute_error, precision_score, recall_score

from otklik.measure import accuracy, resampling
from otklik.measure.accuracy import Judged


def scale(gold: str, guess: str, values: str = "0123", off: int | None = None, **more: object) -> Judged:
    """Make a scale of one digit a text; each text of a respondent of its own, each guess .7 sure."""
    marks = np.eye(len(values), dtype=bool)
    a, b = (marks[[values.index(one) for one in digits]] for digits in (gold, guess))
    rest = 0.3 / (len(values) - 1)
    n = len(gold)
    told = {"ordered": True, "groups": np.arange(n), "threshold": 0.5, "complete": np.ones(n, dtype=bool)} | more
    p = np.where(b, 0.7, rest)
    return Judged(tuple(values), a, b, p, np.full(n, 0.7), off=off, **told)  # type: ignore[arg-type]  # told: options of several types


def themes(gold: list[str], guess: list[str], values: str = "abc") -> Judged:
    a, b = (np.array([[value in row for value in values] for row in rows]) for rows in (gold, guess))
    n = len(gold)
    p, sure = np.where(b, 0.8, 0.1), np.where(b, 0.8, 0.9).prod(axis=1)
    return Judged(tuple(values), a, b, p, sure, np.arange(n), np.ones(n, dtype=bool), 0.5, many=True)


def found(coded: Judged, name: str, value: str = "") -> float:
    draws = resampling.draws(int(coded.groups.max()) + 1, np.random.default_rng(0), 20)
    return float(accuracy.figures(coded, draws)[value, name].values[0])


def measured(coded: Judged, name: str, value: str = "") -> resampling.Measured:
    draws = resampling.draws(int(coded.groups.max()) + 1, np.random.default_rng(0))
    return resampling.measured(accuracy.figures(coded, draws)[value, name])


def test_an_ordered_scale_has_the_published_errors() -> None:
    coded = scale("00001123", "00101321")
    assert found(coded, "mae") == 0.625
    assert found(coded, "macro_mae") == 0.8125
    assert found(coded, "kappa") == pytest.approx(0.470588, abs=1e-6)
    assert found(coded, "accuracy") == 0.625


def test_what_lies_off_the_scale_is_no_step_of_it() -> None:
    with_off = scale("00001123" + "4440", "00101321" + "4014", values="01234", off=4)
    on = scale("00001123", "00101321")
    for name in ("mae", "macro_mae", "kappa"):
        assert found(with_off, name) == pytest.approx(found(on, name))
    assert measured(with_off, "mae").n == 8
    assert found(with_off, "accuracy") == 6 / 12


pairs = st.lists(st.tuples(st.sampled_from("0123"), st.sampled_from("0123")), min_size=2, max_size=40)


@given(pairs)
def test_figures_of_a_scale_are_those_of_scikit_learn(both: list[tuple[str, str]]) -> None:
    gold, guess = ("".join(one) for one in zip(*both, strict=True))
    coded, a, b = scale(gold, guess), [*map(int, gold)], [*map(int, guess)]
    assert found(coded, "macro_f1") == pytest.approx(f1_score(a, b, average="macro", zero_division=0))
    assert found(coded, "mae") == pytest.approx(mean_absolute_error(a, b))
    if len({*a, *b}) > 1:
        kappa = cohen_kappa_score(a, b, weights="quadratic", labels=[0, 1, 2, 3])
        assert found(coded, "kappa") == pytest.approx(kappa, nan_ok=True)
    for at in {*a} & {*b}:
        told = {"labels": [at], "average": None}
        assert found(coded, "precision", str(at)) == pytest.approx(precision_score(a, b, **told)[0])
        assert found(coded, "recall", str(at)) == pytest.approx(recall_score(a, b, **told)[0])


def test_figures_of_themes_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    gold, guess = rng.uniform(size=(60, 3)) < 0.3, rng.uniform(size=(60, 3)) < 0.3
    rows = [["".join(np.array([*"abc"])[row]) for row in marks] for marks in (gold, guess)]
    coded = themes(*rows)
    assert found(coded, "micro_f1") == pytest.approx(f1_score(gold, guess, average="micro"))
    assert found(coded, "macro_f1") == pytest.approx(f1_score(gold, guess, average="macro"))
    assert found(coded, "accuracy") == (gold == guess).all(axis=1).mean()


def test_a_text_with_a_code_beyond_the_models_is_never_wholly_right() -> None:
    coded = themes(["a", "b"], ["a", "b"])
    part = Judged(**{name: getattr(coded, name) for name in Judged.__slots__} | {"complete": np.array([True, False])})
    assert (found(coded, "accuracy"), found(part, "accuracy")) == (1.0, 0.5)


def test_the_machine_codes_what_it_is_sure_of() -> None:
    coded = scale("0011", "0111", values="01")
    assert found(coded, "automatic") == 1.0
    assert found(coded, "automatic_right") == 0.75
    unsure = scale("0011", "0111", values="01", threshold=0.9)
    assert measured(unsure, "automatic") == resampling.Measured(0.0, 0.0, pytest.approx(0.4899, abs=1e-4), 4, "wilson")
    assert measured(unsure, "automatic_right").method == "none_automatic"


def test_what_is_undefined_is_not_nought_and_says_why() -> None:
    coded = scale("0000", "0000")
    assert measured(coded, "kappa") == resampling.Measured(None, None, None, 4, "no_variation")
    assert measured(coded, "precision", "3") == resampling.Measured(None, None, None, 0, "never_guessed")
    assert measured(coded, "recall", "3").method == "never_in_gold"
    assert measured(coded, "f1", "3").method == "never_either"
    assert measured(scale("04", "40", values="01234", off=4), "mae").method == "off_scale"
    assert measured(coded, "macro_f1") == resampling.Measured(1.0, None, None, 4, "no_spread")


def test_one_respondent_has_no_limits() -> None:
    coded = scale("0123", "0122", groups=np.zeros(4, dtype=np.int64))
    assert measured(coded, "accuracy") == resampling.Measured(0.75, None, None, 4, "one_group")


def test_never_wrong_in_ten_texts_is_not_never_wrong() -> None:
    one = measured(scale("0123012301", "0123012301"), "accuracy")
    assert one.method == "wilson" and one.low is not None and 0.7 < one.low < 0.75


def test_answers_of_one_person_count_as_one() -> None:
    alone = scale("0011" * 10, "0010" * 10, values="01")
    ten = scale("0011" * 10, "0010" * 10, values="01", groups=np.arange(40) // 10)
    repeated = scale("0" * 20 + "1" * 20, "0" * 30 + "1" * 10, values="01", groups=np.arange(40) // 10)
    widths = [one.high - one.low for one in (measured(c, "accuracy") for c in (alone, repeated))]  # type: ignore[operator]  # neither is undefined
    assert widths[1] > 2 * widths[0]
    assert measured(ten, "accuracy").estimate == measured(alone, "accuracy").estimate


def drawn(n: int, seed: int, per_person: int = 1) -> Judged:
    """Draw a study: three values in .5, .3, .2, persons who are understood well or badly, .7 right on average."""
    rng = np.random.default_rng(seed)
    gold = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    persons = np.arange(n) // per_person
    right = rng.uniform(size=n) < rng.choice([0.5, 0.9], n)[persons]
    guess = np.where(right, gold, (gold + rng.integers(1, 3, n)) % 3)
    text = ("".join(map(str, one)) for one in (gold, guess))
    return scale(*text, values="012", groups=persons)


@pytest.mark.parametrize(("n", "per_person"), [(200, 1), (300, 3)])
def test_limits_hold_the_truth_in_about_95_of_100_studies(n: int, per_person: int) -> None:
    trials = 200
    truth = accuracy.figures(drawn(200_000, 10**6), np.ones((1, 200_000), dtype=np.uint8))
    for name in ("accuracy", "macro_f1", "kappa", "macro_mae"):
        held = 0
        for seed in range(trials):
            coded = drawn(n, seed, per_person)
            draws = resampling.draws(int(coded.groups.max()) + 1, np.random.default_rng(seed), 400)
            one = resampling.measured(accuracy.figures(coded, draws)["", name])
            assert one.low is not None and one.high is not None
            held += one.low <= truth["", name].values[0] <= one.high
        # Three standard errors of a share of .95 in so many trials, and a point for the percentiles of 400.
        assert held / trials > 0.95 - 3 * math.sqrt(0.05 * 0.95 / trials) - 0.01, name


def test_parts_that_are_alike_are_seldom_said_to_differ() -> None:
    trials, said = 300, 0
    for seed in range(trials):
        coded = drawn(150, seed, 3)
        parts = np.random.default_rng(seed + 10**6).integers(0, 4, 50)[coded.groups]
        parts = np.unique(parts, return_inverse=True)[1]
        ((_, p),) = resampling.differ(coded.right, [parts], coded.groups, np.random.default_rng(seed), 400)
        said += p.min() < 0.05
    assert said / trials < 0.05 + 3 * math.sqrt(0.05 * 0.95 / trials)


def test_a_part_that_is_worse_is_found() -> None:
    rng = np.random.default_rng(0)
    parts = np.repeat([0, 1, 2], 100)
    right = rng.uniform(size=300) < np.array([0.8, 0.5, 0.8])[parts]
    ((gap, p),) = resampling.differ(right, [parts], np.arange(300), rng)
    assert gap[1] < -0.15 and p[1] < 0.01
    ((only, none),) = resampling.differ(right, [np.zeros(300, dtype=np.int64)], np.arange(300), rng)
    assert np.isnan(only).all() and np.isnan(none).all()


def test_holm_multiplies_by_the_number_of_tests_left() -> None:
    assert resampling.holm(np.array([0.01, 0.04, 0.03])) == pytest.approx([0.03, 0.06, 0.06])
    assert resampling.holm(np.array([0.6, 0.7])).tolist() == [1.0, 1.0]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(0, 1000))
def test_resampled_sums_are_sums_over_drawn_groups(numbers: list[int], seed: int) -> None:
    groups = np.unique(np.array(numbers), return_inverse=True)[1]
    cells: NDArray[np.int64] = np.random.default_rng(seed).integers(0, 3, len(groups))
    draws = resampling.draws(int(groups.max()) + 1, np.random.default_rng(seed), 5)
    sums = resampling.summed(draws, groups, cells, 3)
    for row, times in zip(sums, draws, strict=True):
        assert row.tolist() == np.bincount(np.repeat(cells, times[groups]), minlength=3).tolist()
    assert (draws.sum(axis=1) == draws.shape[1]).all()


def test_confusion_counts_texts() -> None:
    assert accuracy.confusion(scale("0011", "0111", values="01")).tolist() == [[1, 1], [0, 2]]
    counts = accuracy.confusion(themes(["a", "ab", ""], ["a", "b", "c"]))
    assert counts[:, 1, 1].tolist() == [1, 1, 0]
    assert counts.sum(axis=(1, 2)).tolist() == [3, 3, 3]
    assert counts[2].tolist() == [[2, 1], [0, 0]]


def test_reliability_and_automation_tell_of_every_text() -> None:
    coded = scale("0011", "0111", values="01")
    bins = accuracy.reliability(coded)
    assert bins[:, 0].sum() == 4
    assert bins[10].tolist() == [4, pytest.approx(0.7), 0.75]
    assert accuracy.automated(coded).tolist() == [[0.7, 1.0, 0.75]]
    assert found(coded, "ece") == pytest.approx(0.05)


def test_two_models_on_the_same_texts_are_compared_text_by_text() -> None:
    draws = resampling.draws(200, np.random.default_rng(0))
    gold = "01" * 100
    a = scale(gold, "01" * 85 + "10" * 15, values="01")
    b = scale(gold, "01" * 90 + "10" * 10, values="01")
    one, two = (accuracy.figures(coded, draws)["", "accuracy"] for coded in (a, b))
    gap = resampling.difference(two, one)
    assert gap.estimate == pytest.approx(0.05) and gap.low is not None and gap.low > 0.02
    apart = [resampling.measured(each) for each in (one, two)]
    assert apart[0].high is not None and apart[1].low is not None and apart[0].high > apart[1].low
    assert resampling.difference(one, one).method == "no_spread"
