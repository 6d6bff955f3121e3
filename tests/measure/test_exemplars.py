"""Which texts show a theme or a group: sure, readable, not alike."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from otklik import words
from otklik.measure.exemplars import choose

QUICK = settings(max_examples=200, deadline=None, derandomize=True)


def test_exemplars_are_the_surest_texts_of_readable_length() -> None:
    probability = np.array([0.6, 0.99, 0.95, 0.9, 0.4, 0.97])
    lengths = [10, 2, 40, 6, 20, 41]
    assert choose(probability, lengths) == [2, 3, 0]
    # Too few readable ones: then the surest of the others.
    assert choose(probability, lengths, n=5) == [2, 3, 0, 1, 5]
    assert choose(probability, lengths, n=9, least=0.9) == [2, 3, 1, 5]


def test_ties_go_to_the_earlier_text() -> None:
    assert choose(np.array([0.8, 0.9001, 0.9, 0.9004]), [10] * 4, n=3) == [1, 2, 3]


def test_near_duplicates_of_an_exemplar_are_passed_over() -> None:
    texts = ["we carry water to old people", "we carry water to the old people", "nurses taught me to listen"]
    presence = (words.count(texts).lemma_counts() > 0).astype(np.int64)
    probability = np.array([0.99, 0.98, 0.7])
    assert choose(probability, [6, 7, 5], n=2) == [0, 1]
    assert choose(probability, [6, 7, 5], n=2, presence=presence) == [0, 2]
    assert choose(probability[:2], [6, 7], n=2, presence=presence[:2]) == [0]


def test_texts_that_share_three_fifths_of_their_words_are_still_two_exemplars() -> None:
    presence = csr_array([[1, 1, 1, 1, 0], [1, 1, 1, 0, 1], [1, 1, 1, 1, 1]])  # 3 of 5 shared; then 4 of 5
    assert choose(np.array([0.9, 0.8, 0.7]), [6, 6, 6], presence=presence) == [0, 1]


def test_a_theme_that_no_text_shows_has_no_exemplars() -> None:
    assert choose(np.array([0.1, 0.49]), [10, 10]) == []
    assert choose(np.array([]), []) == []


@QUICK
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60)), max_size=12), st.integers(0, 5))
def test_exemplars_are_different_texts_that_name_the_theme(texts: list[tuple[float, int]], n: int) -> None:
    probability = np.array([p for p, _ in texts])
    chosen = choose(probability, [length for _, length in texts], n)
    able = [at for at, (p, _) in enumerate(texts) if p >= 0.5]
    assert len(chosen) == len(set(chosen)) == min(n, len(able))
    assert set(chosen) <= set(able)
    readable = [6 <= texts[at][1] <= 40 for at in chosen]
    assert readable == sorted(readable, reverse=True)
