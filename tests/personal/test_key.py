"""The key: what is put in comes out again, the same piece has the same mark, and a broken key is said to be broken."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik import personal
from otklik.errors import UserError
from otklik.personal import Key, Span
from otklik.words import tokenizer

SECRET = bytes(range(32))
PIECES = st.sampled_from(
    ["anna@example.com", "ANNA@example.com", "8 943 123-45-67", "+79431234567", "[EMAIL1]", "[EMAIL1b]",
     "[LOOKALIKE1]", "[", "EMAIL2]", "[PHONE", "1]", " ", "Анна Иванова", "Анны Ивановой", "112-233-445 95",
     "\r\n", "\U0001f44d", "я"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join)


def through(key: Key, text: str) -> str:
    return key.replace(text, personal.find(text))


@given(st.lists(TEXTS, max_size=5))
def test_what_was_replaced_comes_back_exactly(texts: list[str]) -> None:
    key = Key(SECRET)
    marked = [through(key, text) for text in texts]
    opened = Key.load(key.dump(), "key.json")
    assert [opened.restore(one)[0] for one in marked] == texts


@given(TEXTS)
def test_nothing_outside_the_spans_changes(text: str) -> None:
    spans = personal.find(text)
    starts, stops = [0, *(one.stop for one in spans)], [*(one.start for one in spans), len(text)]
    outside = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    marks = [f"[{Key(SECRET).mark(one.type, text[one.start : one.stop])}]" for one in spans[:1]]
    marked = through(Key(SECRET), text)
    assert marked.startswith("".join([outside[0], *marks])) and marked.endswith(outside[-1])
    at = 0
    for part in outside:
        at = marked.index(part, at) + len(part)


def test_one_piece_has_one_number_and_a_letter_for_each_way_of_writing_it() -> None:
    key = Key(SECRET)
    phones = ("8 943 123-45-67", "+79431234567", "8 943 123-45-68", "+79431234567")
    assert [key.mark("PHONE", one) for one in phones] == ["PHONE1", "PHONE1b", "PHONE2", "PHONE1b"]
    assert key.mark("NAME", "Анна Иванова") == "NAME1" and key.mark("NAME", "Ивановой Анне") == "NAME1b"
    assert key.mark("EMAIL", "a@example.com") == "EMAIL1" and key.mark("EMAIL", "A@example.com") == "EMAIL1b"


def test_the_next_wave_goes_on_where_this_one_ended() -> None:
    first = Key(SECRET)
    first.mark("EMAIL", "a@example.com"), first.mark("EMAIL", "b@example.com"), first.mark("PHONE", "89431234567")
    later = Key.load(first.dump(), "key.json")
    assert [later.mark("EMAIL", one) for one in ("b@example.com", "c@example.com", "B@example.com")] == [
        "EMAIL2", "EMAIL3", "EMAIL2b",
    ]  # fmt: skip
    assert later.pseudonym("001") == first.pseudonym("001") != Key(b"1" * 32).pseudonym("001")


def test_a_pseudonym_is_64_bits_of_hmac_sha256() -> None:
    key = Key(SECRET)
    expected = hmac.new(SECRET, "кто".encode(), hashlib.sha256).hexdigest()[:16]
    assert key.pseudonym("кто") == f"R{expected}" and key.original_id(f"R{expected}") == "кто"
    assert key.pseudonym("") == "" and key.original_id("R0") is None


def test_a_mark_is_one_token_and_ascii() -> None:
    mark = Key(SECRET).mark("BIRTHDATE", "14.03.2002")
    assert mark.isascii() and [token.text for token in tokenizer.tokens(f"я [{mark}].")] == ["я", "[", mark, "]", "."]


def test_marks_that_the_key_does_not_have_stay_and_are_counted() -> None:
    key = Key(SECRET)
    text = key.replace("a@example.com", [Span(0, 13, "EMAIL", "email")])
    assert key.restore(f"{text} [EMAIL9] [ЕMAIL1]") == ("a@example.com [EMAIL9] [ЕMAIL1]", 1, 1)


GOOD = json.loads(Key(SECRET).dump())


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "damaged"), ("{", "damaged"), ("[" * 100_000, "damaged"), ("[]", "no key file"),
     ('{"kind": "x"}', "no key file"), ('{"secret": "00"}', "no key file"),
     (json.dumps({**GOOD, "version": 2}), "newer"),
     (json.dumps({**GOOD, "secret": "zz"}), "secret"), (json.dumps({**GOOD, "secret": None}), "secret"),
     (json.dumps({**GOOD, "marks": []}), "marks"), (json.dumps({**GOOD, "marks": {"EMAIL1": 5}}), "marks"),
     (json.dumps({**GOOD, "marks": {"=1+1": "x"}}), "marks"), (json.dumps({**GOOD, "ids": None}), "ids")],
)  # fmt: skip
def test_a_key_that_is_none_is_refused(content: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        Key.load(content, "key.json")
    assert said in refused.value.message and refused.value.hint and refused.value.where == "key.json"
