"""Intrusion items hold one intruder each, hide it, and are scored as Chang et al. (2009) do."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.themes import intrusion
from otklik.themes.labels import label

RU = ["цена плата долг счёт рубль касса сдача".split(), "море волна якорь чайка парус берег катер".split()]
EN = ["price wage debt bill coin rent bank".split(), "sea wave anchor gull sail shore boat".split()]
BOTH = [[word for pair in zip(ru, en, strict=True) for word in pair] for ru, en in zip(RU, EN, strict=True)]
NAMES = ["money", "sea"]


def test_five_words_are_the_themes_and_the_intruder_is_anothers() -> None:
    for item in intrusion.word_items(BOTH, NAMES, np.random.default_rng(1), each=20):
        own, other = (BOTH[0], BOTH[1]) if item.theme == "money" else (BOTH[1], BOTH[0])
        belong = [word for at, word in enumerate(item.options) if at != item.intruder]
        assert len(set(item.options)) == 6
        assert set(belong) <= set(own)
        assert item.options[item.intruder] in set(other) - set(own)


def test_all_words_of_an_item_are_of_one_alphabet_and_both_alphabets_are_asked() -> None:
    items = intrusion.word_items(BOTH, NAMES, np.random.default_rng(0), each=2)
    alphabets = [{word.isascii() for word in item.options} for item in items]
    assert alphabets == [{False}, {True}] * 2


def test_no_phrase_and_no_word_of_both_themes_is_offered() -> None:
    words = [["bank", "pay day", "wage", "rent", "debt", "bill"], ["sea", "bank", "low tide", "wave", "gull", "sail"]]
    for item in intrusion.word_items(words, NAMES, np.random.default_rng(2), each=30):
        assert not any(" " in option for option in item.options)
        assert item.options[item.intruder] != "bank"


def test_the_intruder_stands_in_every_place_equally_often() -> None:
    items = intrusion.word_items(EN, NAMES, np.random.default_rng(5), each=600)
    places = np.bincount([item.intruder for item in items], minlength=6)
    # Six places, n trials: four standard errors.
    assert np.abs(places / len(items) - 1 / 6).max() < 4 * math.sqrt(5 / 36 / len(items))


@pytest.mark.parametrize("words", [[[], []], [["a", "b", "c", "d"], ["e", "f", "g", "h", "i"]], [["a"] * 6, []]])
def test_themes_with_too_few_words_have_no_items(words: list[list[str]]) -> None:
    items = intrusion.word_items(words, NAMES, np.random.default_rng(0))
    assert {item.theme for item in items} <= {"sea"}


PROBABILITY = np.array([[0.9, 0.8, 0.7, 0.01, 0.6], [0.9, 0.8, 0.1, 0.0, 0.0], [0.9, 0.9, 0.9, 0.9, 0.9]])
THEMES = list("abcde")


def test_a_text_is_offered_its_three_surest_themes_and_one_that_it_has_not() -> None:
    (item,) = intrusion.theme_items(PROBABILITY, THEMES, THEMES, [10, 10, 10], np.random.default_rng(0))
    assert item.text == 0
    assert set(item.options) == {"a", "b", "c", "d"}
    assert item.options[item.intruder] == item.theme == "d"
    assert [PROBABILITY[0, THEMES.index(option)] for option in item.options] == list(item.probability)


@pytest.mark.parametrize("size", [5, 61])
def test_texts_too_short_or_long_to_read_are_not_offered(size: int) -> None:
    assert intrusion.theme_items(PROBABILITY, THEMES, THEMES, [size] * 3, np.random.default_rng(0)) == []


def test_the_same_seed_gives_the_same_items_and_another_gives_others() -> None:
    one, same, other = (intrusion.word_items(EN, NAMES, np.random.default_rng(seed), each=5) for seed in (1, 1, 2))
    assert one == same != other


def test_topic_log_odds_are_those_of_chang_2009() -> None:
    item = intrusion.Item("themes", "d", tuple("abcd"), 3, 0, (0.5, 0.3, 0.2, 0.05))
    assert intrusion.log_odds(item, 3) == 0
    assert intrusion.log_odds(item, 0) == pytest.approx(math.log(0.05 / 0.5))
    zero = intrusion.Item("themes", "d", tuple("abcd"), 3, 0, (0.5, 0.3, 0.2, 0.0))
    assert intrusion.log_odds(zero, 0) == pytest.approx(math.log(0.001 / 0.5))


def test_a_key_opens_to_its_items_and_shows_none_of_them() -> None:
    items = [*intrusion.word_items(BOTH, NAMES, np.random.default_rng(0)),
             *intrusion.theme_items(PROBABILITY, THEMES, THEMES, [9] * 3, np.random.default_rng(0))]  # fmt: skip
    key = intrusion.seal(items, {"money": "Деньги"})
    assert intrusion.unseal(key) == (items, {"money": "Деньги"}, intrusion.digest([item.options for item in items]))
    assert "money" not in key and "intruder" not in key


@pytest.mark.parametrize("spoil", [
    lambda key: "", lambda key: "[]", lambda key: "{}", lambda key: key.replace('"sealed": "', '"sealed": "A'),
    lambda key: json.dumps({**json.loads(key), "sha256": "0" * 64}),
])  # fmt: skip
def test_a_key_that_was_changed_does_not_open(spoil: object) -> None:
    key = intrusion.seal(intrusion.word_items(EN, NAMES, np.random.default_rng(0)), {})
    with pytest.raises(ValueError):
        intrusion.unseal(spoil(key))  # type: ignore[operator]


@given(st.text(max_size=8))
def test_an_answer_is_an_option_or_nothing(answer: str) -> None:
    item = intrusion.Item("words", "money", tuple(EN[0][:6]), 0)
    found = intrusion.chosen(item, answer)
    assert found is None or 0 <= found < 6


@pytest.mark.parametrize(("top", "expected"), [
    (["клиника", "клинику", "врач", "долгая очередь", "очередь", "запись"], "клиника, врач, долгая очередь"),
    (["pay"], "pay"), ([], ""), (["Practice", "practical", "skill"], "Practice, skill"),
])  # fmt: skip
def test_a_label_repeats_no_word_in_another_form(top: list[str], expected: str) -> None:
    assert label(top) == expected
