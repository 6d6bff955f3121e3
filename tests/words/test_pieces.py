"""A column is cut into the same forms as its texts one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import clean
from otklik.words import tokenizer
from otklik.words.pieces import Column

PARTS = """оочень Ооочень нееет 1 000 12 500,5 COVID-19 500 007 слово, слово. т.к. т. к. don't n't 's I'm
<b>жирный</b> &nbsp; \\n :) ))) ( https://a.ru/я. a@b.ru #тег 12:30 50% п̶л̶о̶х̶о̶ Э́то 👩‍👩‍👧‍👦 сoвет СССР ООО »«""".split()
texts = st.one_of(
    st.text(),
    st.text(st.sampled_from("аооы1 0.,-'\n\u00a0\u200b\u0301<>&;b)")),
    st.lists(st.sampled_from([*PARTS, "1", "000", " ", "\n", "\u3000"]), max_size=12).map(" ".join),
)


def one_by_one(column: list[str]) -> list[list[str]]:
    return [tokenizer.forms(clean.text(text).text) for text in column]


def at_once(column: list[str]) -> list[list[str]]:
    reader = Column()
    ids, sizes = reader.read(column, typed=True)
    forms = reader.forms
    ends = np.cumsum(sizes).tolist()
    return [[forms[number] for number in ids[end - size : end]] for end, size in zip(ends, sizes.tolist(), strict=True)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(texts, max_size=6))
def test_a_column_has_the_forms_of_its_texts(column: list[str]) -> None:
    assert at_once(column) == one_by_one(column)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, derandomize=True)
@given(st.lists(texts, max_size=3))
def test_twenty_thousand_columns_have_the_forms_of_their_texts(column: list[str]) -> None:
    assert at_once(column) == one_by_one(column)


def test_forms_keep_their_numbers_from_part_to_part() -> None:
    reader = Column()
    first, _ = reader.read(["да нет"], typed=True)
    second, _ = reader.read(["нет, может"], typed=True)
    assert [reader.forms[at] for at in (*first, *second)] == ["да", "нет", "нет", ",", "может"]


def test_an_empty_column_has_no_forms() -> None:
    assert at_once([]) == [] and at_once(["", " \n"]) == [[], []]


def test_numbers_with_blanks_stay_whole() -> None:
    assert at_once(["дали 1 000 000 рублей и 5 000,5"]) == [["дали", "1 000 000", "рублей", "и", "5 000,5"]]
