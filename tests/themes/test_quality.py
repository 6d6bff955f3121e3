"""How far the words of a theme hang together, and which texts show it."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from otklik import words
from otklik.themes import GuidedThemes, LdaThemes, coherence, exclusivity, frex, npmi, quality
from otklik.themes.quality import word_shares

QUICK = settings(max_examples=200, deadline=None, derandomize=True)

# sea words keep company, land words keep company, odd words are strewn evenly.
TEXTS = [
    *["sailor ship wave harbour"] * 10,
    *["tree forest mushroom deer"] * 10,
    *[f"{odd} {company}" for odd in ("letter", "window", "button") for company in ("sailor", "tree", "ship", "deer")],
]
WORDS = words.count(TEXTS)


@pytest.mark.parametrize(("measure", "lowest", "highest"), [("c_v", 0, 1), ("c_npmi", -1, 1)])
def test_words_that_keep_company_are_more_coherent_than_strewn_ones(
    measure: str, lowest: float, highest: float
) -> None:
    sea, land, odd = coherence(
        WORDS, [["sailor", "ship", "wave"], ["tree", "forest", "deer"], ["letter", "window", "button"]], measure
    )
    assert sea is not None and land is not None and odd is not None
    assert lowest <= odd < min(sea, land) <= max(sea, land) <= highest


def test_npmi_is_that_of_bouma_2009_on_whole_texts() -> None:
    # Texts shorter than gensim's window of ten are one window each.
    listed = ["sailor", "ship", "wave"]
    sets = [set(text.split()) for text in TEXTS]
    n = len(sets)

    def npmi(a: str, b: str) -> float:
        both = sum({a, b} <= text for text in sets) / n
        alone = [sum(word in text for text in sets) / n for word in (a, b)]
        return math.log(both / (alone[0] * alone[1])) / -math.log(both)

    expected = np.mean([npmi(a, b) for a, b in combinations(listed, 2)])
    (found,) = coherence(WORDS, [listed], "c_npmi")
    assert found == pytest.approx(expected, abs=1e-3)


def presences(texts: list[str]) -> tuple[csr_array, list[str]]:
    terms = sorted({word for text in texts for word in text.split()})
    return csr_array([[float(term in text.split()) for term in terms] for text in texts]), terms


def test_npmi_of_a_worked_example() -> None:
    # ab in 2 of 5 texts, a and b in 3: log(.4 / .36) / -log(.4) = .115; ac and bc: log(.2 / .24) / -log(.2) = -.113.
    presence, terms = presences(["a b", "a b", "a c", "b c", "d e"])
    numbers = [terms.index(word) for word in "abc"]
    assert npmi(presence, [numbers]) == [pytest.approx(-0.0372, abs=1e-4)]


def test_npmi_is_that_of_gensim_where_texts_are_short_and_words_meet() -> None:
    presence, terms = presences(TEXTS)
    listed = [["sailor", "ship", "wave"], ["sailor", "letter", "ship"]]
    expected = coherence(WORDS, listed, "c_npmi")
    found = npmi(presence, [[terms.index(word) for word in words] for words in listed])
    assert found == [pytest.approx(value, abs=1e-3) for value in expected]


def test_npmi_is_1_for_words_always_together_0_by_chance_and_minus_1_for_words_never_together() -> None:
    presence, terms = presences(["a b", "a b", "c d", "c e", "f d", "f e"])
    at = terms.index
    assert npmi(presence, [[at("a"), at("b")], [at("a"), at("c")]]) == [1.0, -1.0]
    assert npmi(csr_array([[1, 1], [1, 0], [0, 1], [0, 0]]), [[0, 1]])[0] != 0  # the empty text is not counted
    assert npmi(csr_array([[1, 1, 0], [1, 0, 1], [0, 1, 1], [0, 0, 1]]), [[0, 1]]) == [0.0]
    assert npmi(csr_array([[1, 1], [1, 1]]), [[0, 1]]) == [1.0]


def test_npmi_pairs_words_of_one_language_within_the_texts_of_it() -> None:
    russian, english = ["a b", "a b", "c d", "c d"], ["x y", "x y", "z z", "z z", "z z", "z z"]
    presence, terms = presences(russian + english)
    numbers = [terms.index(word) for word in "abxy"]
    scripts = np.array([int(word in "abcd") for word in terms])
    assert npmi(presence, [numbers], scripts) == [1.0]
    (mixed,) = npmi(presence, [numbers])
    assert mixed is not None and mixed < 0
    only, names = presences(russian)
    assert npmi(presence, [[terms.index("a"), terms.index("c"), terms.index("x")]], scripts) == npmi(
        only, [[names.index("a"), names.index("c")]]
    )


def test_npmi_is_none_without_a_pair_in_the_texts() -> None:
    assert npmi(csr_array([[1, 0], [1, 0]]), [[], [0], [0, 1]]) == [None] * 3
    assert npmi(csr_array((0, 2)), [[0, 1]]) == [None]


@QUICK
@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=12))
def test_npmi_lies_between_minus_1_and_1_and_asks_for_no_order(rows: list[list[bool]]) -> None:
    presence = csr_array(np.array(rows, dtype=np.float64))
    value, turned = npmi(presence, [[0, 1, 2, 3], [3, 1, 0, 2]])
    assert value == turned
    assert value is None or -1 <= value <= 1


def test_exclusivity_is_the_part_of_the_words_that_no_other_theme_has() -> None:
    shares = np.array([[0.5, 0.5, 0.0, 0.0], [0.0, 0.5, 0.5, 0.0]])
    assert exclusivity(shares, [[0], [1, 2]]) == [1.0, 0.75]
    assert exclusivity(np.full((4, 3), 1 / 3), [[0, 1, 2]] * 4) == [0.25] * 4
    assert exclusivity(shares, [[], [3]]) == [None, 0.0]


@pytest.mark.parametrize("make", [GuidedThemes, LdaThemes])
def test_frex_prefers_words_that_are_frequent_and_the_themes_own(make: type) -> None:
    texts = [*["sailor ship shore"] * 6, *["tree forest shore"] * 6, *["sailor wave"] * 6, "sailor pearl"]
    model = make({"sea": ["sailor"], "land": ["tree"]}).fit(texts)
    listed = frex(model, 0, 9)
    assert listed[0] == "sailor"
    assert "pearl" not in listed, "a word of one text may point at one respondent"
    assert listed.index("wave") < listed.index("shore")
    assert frex(model, 0, 1) == listed[:1]
    assert set(frex(model, 1, 2)) == {"tree", "forest"}


def test_frex_with_all_weight_on_frequency_is_the_order_of_shares() -> None:
    texts = [*["sailor ship shore"] * 9, *["sailor shore"] * 8, *["tree forest shore"] * 30]
    model = GuidedThemes({"sea": ["sailor"], "land": ["tree"]}).fit(texts)
    shares = word_shares(model)[0]
    ordered = frex(model, 0, 3, weight=1.0)
    values = [shares[model.terms_.numbers[word]] for word in ordered]
    assert values == sorted(values, reverse=True)


def test_fewer_than_two_known_words_have_no_coherence() -> None:
    found = coherence(WORDS, [[], ["ship"], ["nowhere", "ship"], ["nowhere", "never"], ["ship", "wave"]])
    assert found[:4] == [None] * 4 and found[4] is not None


def test_no_texts_and_no_lists_have_no_coherence() -> None:
    assert coherence(words.count([]), [["ship", "wave"]]) == [None]
    assert coherence(words.count(["", "..."]), [["ship", "wave"]]) == [None]
    assert coherence(WORDS, []) == []


def test_words_that_no_text_has_do_not_change_the_coherence_of_the_rest() -> None:
    assert coherence(WORDS, [["ship", "nowhere", "wave"]]) == coherence(WORDS, [["ship", "wave"]])


def test_of_many_texts_every_so_manieth_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "_COHERENCE_TEXTS", 16)
    assert coherence(WORDS, [["sailor", "ship", "wave"]]) == coherence(
        words.count(TEXTS[::2]), [["sailor", "ship", "wave"]]
    )
