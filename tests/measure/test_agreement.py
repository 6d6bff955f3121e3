"""Agreement: published worked examples, what must hold of any codings, intervals that cover, gaps, undefined values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from otklik.errors import UserError
from otklik.measure import adjudication, agreement, confusions

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C; a row is a coder, "." a gap.
KRIPPENDORFF = [
    [None if sign == "." else int(sign) for sign in coder]
    for coder in ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
]
# Fleiss (1971), 30 patients by 6 psychiatrists: how many chose each of five diagnoses.
FLEISS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
            00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""
# Wikipedia, "Fleiss' kappa": 10 subjects, 14 raters, five categories.
TEN_SUBJECTS = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip
# README of kgwet/irrCAC, cont3x3abstractors: two abstractors, three categories.
GWET = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
# Fleiss, Levin and Paik (2003), weighted kappa; statsmodels and scikit-learn give the same figures.
WEIGHTED = [[44, 5, 1], [7, 20, 3], [9, 5, 6]]
# stats.stackexchange.com/questions/407453: eleven items, sets of labels by two coders.
SETS = ["12 1", "12 12", "1 1", "3 3", "3 13", "4 4", "2 4", "12 1", "12 123", "1 1", "1 1"]


def units(rows: list[tuple[int, ...]]) -> list[list[int]]:
    """Counts of each value by unit as codings."""
    return [[value for value, n in enumerate(row) for _ in range(n)] for row in rows]


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)]


def krippendorff() -> NDArray[np.object_]:
    return np.array(KRIPPENDORFF, dtype=object).T


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)]
)
def test_alpha_of_four_coders_is_the_published_one_at_every_level(level: agreement.Level, published: float) -> None:
    found = agreement.alpha(krippendorff(), level=level)
    assert found.estimate == pytest.approx(published, abs=1e-6)
    assert found.n == 11


def test_alpha_of_two_coders_is_the_published_one() -> None:
    # Krippendorff (2011), sections A and B.
    assert float(agreement.alpha(list(zip("0100000010", "1110010000", strict=True)), level="nominal")) == pytest.approx(
        0.0952381
    )
    lettered = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert float(agreement.alpha(lettered, level="nominal")) == pytest.approx(0.6919643)


def test_gwet_fleiss_and_percent_of_four_coders_are_the_published_ones() -> None:
    codings = krippendorff()
    assert float(agreement.percent(codings)) == pytest.approx(0.8181818)
    assert float(agreement.gwet_ac(codings)) == pytest.approx(0.77544, abs=5e-6)
    assert float(agreement.fleiss_kappa(codings)) == pytest.approx(0.76117, abs=5e-6)
    weighted = {"quadratic": 0.91400, "linear": 0.85874, "ordinal": 0.89894}
    for weights, published in weighted.items():
        found = agreement.gwet_ac(codings, weights)  # type: ignore[arg-type]  # a str, where names of weights are literals
        assert float(found) == pytest.approx(published, abs=5e-6)


def test_fleiss_kappa_of_fleiss_is_the_published_one() -> None:
    codings = units([tuple(map(int, row)) for row in FLEISS.split()])
    assert float(agreement.fleiss_kappa(codings)) == pytest.approx(0.430245, abs=1e-6)
    assert float(agreement.alpha(codings, level="nominal")) == pytest.approx(0.4334098)
    assert float(agreement.gwet_ac(codings[:15], values=range(5))) == pytest.approx(0.4448007)
    assert float(agreement.fleiss_kappa(codings[:15])) == pytest.approx(0.4139265)
    assert float(agreement.fleiss_kappa(units(TEN_SUBJECTS))) == pytest.approx(0.2099307)


def test_a_table_of_two_coders_gives_the_published_figures() -> None:
    codings = pairs(GWET)
    a, b = zip(*codings, strict=True)
    assert float(agreement.cohen_kappa(a, b)) == pytest.approx(0.7964094)
    assert float(agreement.fleiss_kappa(codings)) == pytest.approx(0.7962397)  # Scott's pi
    assert float(agreement.gwet_ac(codings)) == pytest.approx(0.8493305)
    assert float(agreement.alpha(codings, level="nominal")) == pytest.approx(0.7972585)
    assert float(agreement.percent(codings)) == pytest.approx(0.89)


def test_weighted_kappa_is_the_published_one() -> None:
    a, b = zip(*pairs(WEIGHTED), strict=True)
    assert float(agreement.cohen_kappa(a, b)) == pytest.approx(0.4915254)
    assert float(agreement.cohen_kappa(a, b, "linear")) == pytest.approx(0.4736842)
    assert float(agreement.cohen_kappa(a, b, "quadratic")) == pytest.approx(0.4545455)
    words = np.array(["high", "some", "none"], dtype=object)
    again = agreement.cohen_kappa(words[list(a)], words[list(b)], "linear", values=("high", "some", "none"))
    assert float(again) == pytest.approx(0.4736842)


def test_alpha_of_sets_by_masi_is_the_published_one() -> None:
    codings = [[frozenset(side) for side in pair.split()] for pair in SETS]
    assert float(agreement.alpha(codings, level="masi")) == pytest.approx(0.5403557)


def test_masi_distances() -> None:
    assert agreement.masi({"a"}, {"a", "b"}) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert agreement.masi({"a", "c"}, {"a", "b"}) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert agreement.masi({"a"}, {"b"}) == 1 == agreement.masi(set(), {"b"})
    assert agreement.masi(set(), set()) == 0


coded = arrays(np.int64, st.tuples(st.integers(2, 12), st.integers(2, 5)), elements=st.integers(-1, 4))


def with_gaps(codes: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(codes < 0, np.nan, codes)


@given(coded, st.randoms(use_true_random=False), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_order_of_units_and_coders_and_empty_coders_change_nothing(codes: Any, random: Any, level: Any) -> None:
    table = with_gaps(codes)
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    mixed = np.column_stack([table[rows][:, columns], np.full(len(table), np.nan)])
    for statistic in (lambda one: agreement.alpha(one, level=level), agreement.gwet_ac, agreement.fleiss_kappa,
                      agreement.percent):  # fmt: skip
        first, second = statistic(table), statistic(mixed)
        assert float(first) == pytest.approx(float(second), abs=1e-9, nan_ok=True)
        assert (first.n, first.method) == (second.n, second.method)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_where_nobody_gave_anything_alpha_is_undefined(level: Any) -> None:
    found = agreement.alpha([[None, None], [None, None]], level=level)
    assert (found.estimate, found.n, found.method) == (None, 0, "no_pairs")


@given(st.lists(st.integers(0, 5), min_size=2, max_size=20).filter(lambda one: len(set(one)) > 1), st.integers(2, 4))
def test_perfect_agreement_is_one_by_every_statistic(values: list[int], coders: int) -> None:
    codings = np.column_stack([values] * coders)
    found = [agreement.alpha(codings, level=level) for level in ("nominal", "ordinal", "interval", "ratio")]
    found += [agreement.gwet_ac(codings), agreement.gwet_ac(codings, "quadratic"), agreement.fleiss_kappa(codings),
              agreement.cohen_kappa(values, values), agreement.percent(codings)]  # fmt: skip
    sets = [[frozenset(f"c{code}" for code in range(value))] * coders for value in values]
    found.append(agreement.alpha(sets, level="masi"))
    assert [float(one) for one in found] == pytest.approx([1.0] * len(found))


@given(coded)
def test_alpha_is_what_its_definition_counts(codes: NDArray[np.int64]) -> None:
    # Pair by pair, without patterns: observed and expected squared differences.
    table = with_gaps(codes)
    kept = [row[~np.isnan(row)] for row in table if (~np.isnan(row)).sum() > 1]
    found = agreement.alpha(table, level="interval")
    whole = np.concatenate(kept) if kept else np.array([])
    expected = ((whole[:, None] - whole) ** 2).sum()
    if expected == 0:
        assert found.estimate is None
    else:
        seen = sum(((row[:, None] - row) ** 2).sum() / (len(row) - 1) for row in kept)
        assert float(found) == pytest.approx(1 - (len(whole) - 1) * seen / expected)


def test_all_kinds_of_gaps_and_tables_are_the_same() -> None:
    listed = [["a", "a"], ["a", None], ["b", "a"], ["b", "b"]]
    frame = pd.DataFrame({"anna": ["a", "a", "b", "b"], "boris": ["a", pd.NA, "a", "b"]})
    empty = np.array([["a", "a"], ["a", ""], ["b", "a"], ["b", "b"]])
    figures = {float(agreement.alpha(one, level="nominal")) for one in (listed, frame, empty)}
    assert len(figures) == 1
    assert listed[1][1] is None and frame.isna().sum().sum() == 1, "the table itself is not changed"
    numbers = [["1", "2"], ["2", "10"], ["10", "10"]]  # numbers as text are ordered as numbers
    again = [[1, 2], [2, 10], [10, 10]]
    assert float(agreement.alpha(numbers, level="ordinal")) == float(agreement.alpha(again, level="ordinal"))


def test_what_is_undefined_is_explained_and_not_zero() -> None:
    alike = agreement.alpha([["a", "a"], ["a", "a"]], level="nominal")
    assert alike.estimate is None and "only one value" in alike.reason and np.isnan(float(alike))
    lonely = agreement.fleiss_kappa([["a", None], [None, "b"]])
    assert lonely.estimate is None and lonely.n == 0 and "two coders" in lonely.reason
    assert agreement.cohen_kappa(["a", "a"], ["a", "a"]).method == "one_value"
    assert agreement.gwet_ac([["a", "a"]]).method == "one_value"
    assert float(agreement.gwet_ac([["a", "a"]], values=("a", "b"))) == 1, "another value could have been given"
    assert float(agreement.cohen_kappa(["a", "a"], ["b", "b"])) == 0, "defined: they never agree"


def test_mistakes_are_errors_for_people() -> None:
    with pytest.raises(UserError, match="no level"):
        agreement.alpha([["a", "b"]], level="metric")  # type: ignore[arg-type]  # that is what is tested
    with pytest.raises(UserError, match="order of these values"):
        agreement.alpha([["low", "high"]], level="ordinal")
    with pytest.raises(UserError, match="needs numbers"):
        agreement.alpha([["low", "high"]], level="interval")
    with pytest.raises(UserError, match="from 0 up"):
        agreement.alpha([[-1, 1]], level="ratio")
    with pytest.raises(UserError, match="needs sets"):
        agreement.alpha([["a", "b"]], level="masi")
    with pytest.raises(UserError, match="not among"):
        agreement.gwet_ac([["a", "b"]], values=("a",))
    with pytest.raises(UserError, match="no weights"):
        agreement.gwet_ac([[1, 2]], "cubic")  # type: ignore[arg-type]  # that is what is tested
    with pytest.raises(UserError, match="has 1 units, the other 2"):
        agreement.cohen_kappa(["a"], ["a", "b"])
    for shape in (["ab", "ab"], [["a"], ["a", "b"]], np.array([1, 2])):
        with pytest.raises(UserError, match="must be a table"):
            agreement.percent(shape)
    with pytest.raises(TypeError):
        agreement.alpha([["a", "b"]])  # type: ignore[call-arg]  # that is what is tested


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    # Two coders name the true value with probability .8, else any of three: alpha of the population is .64.
    rng = np.random.default_rng(7)
    trials, n, hits = 300, 150, 0
    for _ in range(trials):
        truth = rng.integers(0, 3, (n, 1))
        codings = np.where(rng.random((n, 2)) < 0.8, truth, rng.integers(0, 3, (n, 2)))
        found = agreement.alpha(codings, level="nominal", draws=400, rng=rng)
        hits += found.low <= 0.64 <= found.high  # type: ignore[operator]  # limits were drawn
    # 95% of 300 with three standard errors (1.26 points) and a point and a half for percentiles of small samples.
    assert 0.90 <= hits / trials <= 0.99


def test_both_ways_of_drawing_give_the_same_limits_and_the_seed_fixes_them() -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 40, (300, 1))
    many = np.where(rng.random((300, 3)) < 0.7, truth, rng.integers(0, 40, (300, 3)))  # a pattern for nearly every unit
    few = many // 20
    for codings in (many, few):
        one, same, other = (agreement.alpha(codings, level="nominal", draws=1000, rng=np.random.default_rng(seed))
                            for seed in (3, 3, 4))  # fmt: skip
        assert (one.low, one.high) == (same.low, same.high)
        assert one.low == pytest.approx(other.low, abs=0.02) and one.high == pytest.approx(other.high, abs=0.02)
        assert one.low < one.estimate < one.high  # type: ignore[operator]  # none is undefined


def marks(*texts: tuple[str, str]) -> NDArray[np.int8]:
    return np.array([[[int(code in coder) for code in "xyz"] for coder in text] for text in texts], dtype=np.int8)


def test_codes_that_stand_for_one_another_are_found_with_their_texts() -> None:
    found = confusions.mixed(marks(("x", "y"), ("y", "x"), ("x", "x"), ("xz", "yz"), ("z", "z"), ("x", "z")))
    assert [(one.a, one.b, one.mixed, one.cases) for one in found] == [(0, 1, 3, 4)]
    assert found[0].where == ((0, 0, 1), (1, 1, 0), (3, 0, 1))
    table = confusions.table(marks(("x", "y"), ("xz", "yz")), 0, 1)
    assert table.tolist() == [[0, 2, 0], [0, 0, 0], [0, 0, 1]]


def test_a_gap_is_no_confusion() -> None:
    gaps = marks(("x", "y"), ("x", "y"), ("x", "y"))
    gaps[1:, 1] = -1
    assert confusions.mixed(gaps) == [] and confusions.table(gaps, 0, 1).sum() == 1


def test_a_majority_decides_and_a_tie_stays_open() -> None:
    found = adjudication.majority({"a": "yes", "b": "no", "c": "yes"})
    assert found is not None
    assert (found.value, found.how, found.by, found.reason) == ("yes", "majority", "a, c", "majority: yes 2/3, no 1/3")
    tie = adjudication.majority({"a": "yes", "b": "no", "c": None})
    assert tie is not None and (tie.value, tie.how, tie.open) == (None, "open", ("no", "yes"))
    assert adjudication.majority({"a": None, "b": None}) is None
    codes = adjudication.majority({"a": frozenset("xy"), "b": frozenset("xz"), "c": frozenset("x")})
    assert codes is not None and (codes.value, codes.how) == (frozenset("x"), "majority")


def test_an_expert_decides_where_they_coded_and_only_there() -> None:
    settled = adjudication.expert({"a": "yes", "b": "no"}, "head", "no", "says so in the last line")
    assert settled is not None and (settled.how, settled.by, settled.reason) == (
        "expert", "head", "says so in the last line",
    )  # fmt: skip
    silent = adjudication.expert({"a": "yes", "b": "no"}, "head", None)
    assert silent is not None and (silent.value, silent.how) == (None, "open")
    alike = adjudication.from_file({"a": "yes", "b": "yes"}, None)
    assert alike is not None and alike.how == "agreed"
