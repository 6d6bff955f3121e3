"""Where words begin and end."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import clean, words
from otklik.words.tokenizer import forms, kind

QUICK = settings(max_examples=200, deadline=None, derandomize=True)
MANY = settings(max_examples=20_000, deadline=None, derandomize=True)
GOLDEN = (Path(__file__).parents[1] / "golden" / "tokens.txt").read_text(encoding="utf-8").splitlines()

PIECES = """Привет Ёлка ёлка Ооочень неееет don't can’t it's врач-терапевт кое-что т.е. т.к. COVID-19 3D O'Neill Э́то
п̶л̶о̶х̶о̶ ин<b>фор</b>мация ста&shy;ло &nbsp; &lt;b&gt; <br/> &nGt; &fjlig; &#1072; :) ))) <3 👩‍👩‍👧‍👦 👍🏽 🇷🇺 #тег @друг
https://a.ru/я a@b.ru 12:30 1 000 50% , . ! — - ' \\n \\r\\n ½ м² ß İ""".split()
ODD = [*"\u0301\u0308\u0306\u0336\u200d\ufe0f\u200b\xad\ud83d\u0958\u212b \n"]
any_text = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.text(st.sampled_from("абёйЁ́̆̈ abI'’-.,1 \n👍🏽‍️<>&;")),
    st.lists(st.sampled_from(PIECES + ODD), max_size=10).map("".join),
    st.lists(st.sampled_from(PIECES + ODD), max_size=10).map(" ".join),
)
unmarked = any_text.filter(lambda text: not set("<&\\") & set(text))


@pytest.mark.parametrize("line", GOLDEN)
def test_survey_lines_fall_into_these_tokens(line: str) -> None:
    text, expected = line.split("\t")
    assert " | ".join(token.text for token in words.tokens(text)) == expected


def test_at_least_forty_lines_are_golden() -> None:
    assert len(GOLDEN) >= 40


@QUICK
@given(any_text)
def test_a_token_is_a_piece_of_the_text_as_typed(text: str) -> None:
    assert all(text[token.start : token.stop] == token.text != "" for token in words.tokens(text))


@QUICK
@given(any_text)
def test_tokens_never_overlap(text: str) -> None:
    found = words.tokens(text)
    assert all(left.stop <= right.start for left, right in pairwise(found))


@QUICK
@given(unmarked)
def test_tokens_cover_every_letter_and_figure(text: str) -> None:
    assert_covered(text)


@pytest.mark.slow
@MANY
@given(any_text)
def test_places_hold_on_many_texts(text: str) -> None:
    found = words.tokens(text)
    assert all(text[token.start : token.stop] == token.text != "" for token in found)
    assert all(left.stop <= right.start for left, right in pairwise(found))
    if not set("<&\\") & set(text):
        assert_covered(text)


def assert_covered(text: str) -> None:
    covered = {at for token in words.tokens(text) for at in range(token.start, token.stop)}
    assert [sign for at, sign in enumerate(text) if sign.isalnum() and at not in covered] == []


@QUICK
@given(any_text)
def test_a_token_alone_is_what_it_is_in_its_text(text: str) -> None:
    # The counting face analyses each form once, without its neighbours.
    for token in words.tokens(text):
        assert kind(clean.text(token.text).text or token.text) == token.kind


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        *[(word, "word") for word in ("волонтёр", "врач-терапевт", "т.е.", "U.S.", "COVID-19", "3D", "n't", "’s")],
        *[(number, "number") for number in ("5", "12:30", "1 000,5", "50%", "01.09.2020", "24/7")],
        *[(link, "url") for link in ("https://добро.рф/a?b=1", "www.who.int")],
        *[(sign, "punct") for sign in ("...", "?!", "—", "«", "№", "'", "--")],
        *[(face, "emoticon") for face in (":)", ":-D", ";(", ")))", "<3", "^_^")],
        *[(picture, "emoji") for picture in ("👍", "👍🏽", "👩‍⚕️", "🇷🇺", "👨‍👩‍👧‍👦", "❤️", "🏳️‍🌈")],
        *[("a.b@c.ru", "email"), ("#мывместе", "hashtag"), ("@anna_k", "mention"), ("€", "symbol"), ("→", "symbol")],
    ],
)
def test_each_kind_is_known_by_its_form_and_stays_whole(token: str, expected: str) -> None:
    assert kind(token) == expected
    if token not in {"n't", "’s"}:  # these two only after a verb or a noun
        assert [found.text for found in words.tokens(f"да {token} да")] == ["да", token, "да"]


@pytest.mark.parametrize("family", ["👨‍👩‍👧‍👦", "👩‍❤️‍💋‍👨", "👩🏽‍⚕️", "👁️‍🗨️", "🇷🇺", "☀️"])
def test_an_emoji_of_several_code_points_is_one_token(family: str) -> None:
    assert [token.text for token in words.tokens(f"семья{family}!")] == ["семья", family, "!"]


def test_markup_inside_a_word_belongs_to_it_and_outside_to_none() -> None:
    text = "<p>Он ин<b>фор</b>мирован</p> и&nbsp;рад"
    assert [token.text for token in words.tokens(text)] == ["Он", "ин<b>фор</b>мирован", "и", "рад"]


def test_a_drawn_out_word_is_one_token_to_its_last_letter() -> None:
    assert [token.text for token in words.tokens("Даааа, sooooo!")] == ["Даааа", ",", "sooooo", "!"]


@QUICK
@given(any_text)
def test_forms_are_the_tokens_of_the_cleaned_text(text: str) -> None:
    cleaned = clean.text(text).text
    assert forms(cleaned) == [token.text for token in words.tokens(cleaned)]


def test_no_text_has_no_tokens() -> None:
    assert words.tokens("") == words.tokens("  \n\u200b") == words.tokens("<br/>") == []


def test_a_long_unbroken_answer_costs_no_more_than_its_length() -> None:
    started = time.perf_counter()
    for text in ("+." * 50_000, "a-" * 50_000, "a" * 100_000, "1a" * 50_000, "1-" * 50_000, "'" * 100_000):
        words.tokens(text)
    assert time.perf_counter() - started < 30
