"""Cleaned texts: what goes, what stays, and the way back to the original."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import clean

QUICK = settings(max_examples=200, deadline=None, derandomize=True)
MANY = settings(max_examples=20_000, deadline=None, derandomize=True)

PIECES = """<b> </b> <br/> <p class="x"> <!-- --> < > &amp; & amp; &lt;b&gt; &amp;lt; &nbsp; &shy; &#1072;
&#x301; &#xD800; &nGt; &fjlig; \\n \\t \\r\\n Привет, Ёлка ёж аааа Ооочень XXXIII www
sooo don't т.е. :) . e i""".split()
ODD = [
    *("\u0301", "\u0300", "\u0308", "\u0306", "\u0303", "\u0344", "\u0341"),
    *("\u200b", "\u200d", "\ufe0f", "\ufeff", "\xad", "\x00", "\x08", "\x85", "\u2028"),
    *("\ud83d", "\udc4d", "👩\u200d👩\u200d👧", "👍🏽", "🇷🇺", " ", "\n"),
    *("\u1100\u1161", "\u0958", "\u212b", "\ufb2c", "ﬁ", "İ"),
]
messy = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),  # lone surrogates as well
    st.lists(st.sampled_from(PIECES + ODD), max_size=10).map("".join),
)
PLAIN = "Помощь людям — это важно , да ! Ёж ещё it is good , don't (so) 12:30 50% № 5 «да»".split()
plain = st.lists(st.sampled_from(PLAIN))


@pytest.mark.parametrize(
    ("original", "cleaned"),
    [
        ("Нет <b>времени</b>", "Нет времени"),
        ('Да<br/>Нет<p class="x">Может', "Да\nНет\nМожет"),
        ("раз<!-- note -->два", "раздва"),
        ("a < b и c > d, <3", "a < b и c > d, <3"),
        ("честь &amp; долг&nbsp;— да", "честь & долг — да"),
        ("&#1076;&#x430;", "да"),
        ("AT&T &nosuch; &;", "AT&T &nosuch; &;"),
        ("опыт\\nдрузья\\r\\n- и всё\\tтак", "опыт\\nдрузья\n- и всё\\tтак"),
        ("опыт\\n2. друзья\\n", "опыт\n2. друзья\n"),
        ("о\xadчень\u200b ра\u2060да\ufeff", "очень рада"),
        ("a\u00a0b\u2003c\u3000d", "a b c d"),
        ("Э\u0301то во\u0300да", "Это вода"),
        ("и\u0306од, е\u0308ж, и\u0301\u0306", "йод, ёж, й"),
        ("cafe\u0301", "café"),
        ("ооооочень sooooo", "оочень soo"),
        ("Ооочень НЕЕЕЕТ", "Оочень НЕЕТ"),
        ("XXXIII съезд, www.who.int", "XXXIII съезд, www.who.int"),
        ("good, длинный, 1000000, ...!!!", "good, длинный, 1000000, ...!!!"),
        ("да\x00\x08\x7f", "да"),
        ("👩\u200d⚕\ufe0f ок", "👩\u200d⚕\ufe0f ок"),
        ("полслова \ud83d", "полслова \ufffd"),
        ("&amp;lt;b&amp;gt;жирно&amp;lt;/b&amp;gt;", "жирно"),
        ("&amp;amp;nbsp;", " "),
        ("", ""),
    ],
)
def test_wrapping_goes_and_words_stay(original: str, cleaned: str) -> None:
    assert clean.text(original).text == cleaned


@QUICK
@given(plain)
def test_plain_texts_are_left_alone(words: list[str]) -> None:
    original = " ".join(words)
    cleaned = clean.text(original)
    assert cleaned == clean.Clean(original)
    assert cleaned.span(0, len(original)) == (0, len(original))


@QUICK
@given(messy)
def test_what_is_clean_stays_as_it_is(original: str) -> None:
    once = clean.text(original).text
    assert clean.text(once).text == once


@QUICK
@given(messy)
def test_clean_texts_are_composed(original: str) -> None:
    assert unicodedata.is_normalized("NFC", clean.text(original).text)


@QUICK
@given(messy)
def test_half_characters_and_controls_never_remain(original: str) -> None:
    cleaned = clean.text(original).text
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in cleaned)


@QUICK
@given(messy)
def test_every_clean_span_lies_in_the_original(original: str) -> None:
    assert_map_holds(original)


@pytest.mark.slow
@MANY
@given(messy)
def test_cleaning_holds_on_many_texts(original: str) -> None:
    once = clean.text(original).text
    assert clean.text(once).text == once
    assert unicodedata.is_normalized("NFC", once)
    assert_map_holds(original)


def assert_map_holds(original: str) -> None:
    cleaned = clean.text(original)
    spans = [cleaned.span(at, at + 1) for at in range(len(cleaned.text))]
    assert all(0 <= start < stop <= len(original) for start, stop in spans)
    # Monotone: what comes later in the clean text does not come earlier in the original.
    assert all(a <= c and b <= d for (a, b), (c, d) in pairwise(spans))
    for at in range(len(cleaned.text) + 1):
        start, stop = cleaned.span(at, at)
        assert 0 <= start == stop <= len(original)
        if at < len(spans):
            assert cleaned.span(at, len(spans)) == (spans[at][0], spans[-1][1])


@QUICK
@given(messy)
def test_an_untouched_character_points_at_itself(original: str) -> None:
    cleaned = clean.text(original)
    for at, sign in enumerate(cleaned.text):
        start, stop = cleaned.span(at, at + 1)
        # One character for one: it may only have become another kind of the same (a space, a composed form).
        if stop - start == 1 and original[start] != sign:
            assert sign in " \ufffd" or unicodedata.normalize("NFC", original[start]).find(sign) >= 0


def test_a_quote_is_cut_from_the_original_with_its_markup() -> None:
    original = "Это <i>о&shy;чень</i> важно"
    cleaned = clean.text(original)
    at = cleaned.text.index("очень")
    start, stop = cleaned.span(at, at + 5)
    assert original[start:stop] == "о&shy;чень"


def test_nesting_deeper_than_anybody_wraps_still_ends() -> None:
    assert clean.text("&" + "amp;" * 15 + "lt;").text == "<"
    started = time.perf_counter()
    clean.text("<" * 20_000 + "b>" * 20_000)
    clean.text("&" + "amp;" * 50_000)
    clean.text("<!--" * 50_000)
    clean.text("а" + "\u0301\u0308" * 50_000)
    assert time.perf_counter() - started < 60


@pytest.mark.parametrize(("value", "folded"), [("  a \n\t b ", "a b"), ("", ""), ("\u00a0да\u2003", "да")])
def test_whitespace_folds_runs_into_one_space(value: str, folded: str) -> None:
    assert clean.whitespace(value) == folded
