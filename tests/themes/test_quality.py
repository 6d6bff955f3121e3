"""How far the words of a theme hang together, and which texts show it."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import words
from otklik.themes import coherence, quality
from otklik.themes.quality import exemplars

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


def test_exemplars_are_the_surest_texts_of_readable_length() -> None:
    probability = np.array([0.6, 0.99, 0.95, 0.9, 0.4, 0.97])
    lengths = [10, 2, 40, 6, 20, 41]
    assert exemplars(probability, lengths) == [2, 3, 0]
    # Too few readable ones: then the surest of the others.
    assert exemplars(probability, lengths, n=5) == [2, 3, 0, 1, 5]
    assert exemplars(probability, lengths, n=9, least=0.9) == [2, 3, 1, 5]


def test_ties_go_to_the_earlier_text() -> None:
    assert exemplars(np.array([0.8, 0.9001, 0.9, 0.9004]), [10] * 4, n=3) == [1, 2, 3]


def test_a_theme_that_no_text_shows_has_no_exemplars() -> None:
    assert exemplars(np.array([0.1, 0.49]), [10, 10]) == []
    assert exemplars(np.array([]), []) == []


@QUICK
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60)), max_size=12), st.integers(0, 5))
def test_exemplars_are_different_texts_that_name_the_theme(texts: list[tuple[float, int]], n: int) -> None:
    probability = np.array([p for p, _ in texts])
    chosen = exemplars(probability, [length for _, length in texts], n)
    able = [at for at, (p, _) in enumerate(texts) if p >= 0.5]
    assert len(chosen) == len(set(chosen)) == min(n, len(able))
    assert set(chosen) <= set(able)
    readable = [6 <= texts[at][1] <= 40 for at in chosen]
    assert readable == sorted(readable, reverse=True)
