"""JSON Lines and JSON arrays: one object an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import reading
from otklik.errors import UserError
from otklik.reading.records import parse

QUICK = settings(max_examples=40, deadline=None, derandomize=True)

OBJECTS = st.lists(
    st.dictionaries(st.sampled_from(["id", "ответ", "район"]), st.text(st.characters(exclude_categories=("Cs",)))),
    min_size=1,
).filter(any)


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("lines", [True, False])
@QUICK
@given(objects=OBJECTS)
def test_objects_come_back_with_every_value_verbatim(
    lines: bool, ascii_only: bool, objects: list[dict[str, str]]
) -> None:
    if lines:
        text = "\n".join(json.dumps(one, ensure_ascii=ascii_only) for one in objects)
    else:
        text = json.dumps(objects, ensure_ascii=ascii_only, indent=1)
    table = parse(text, "a.jsonl")
    assert set(table.names) == {name for one in objects for name in one}
    assert table.rows == [[one.get(name, "") for name in table.names] for one in objects]


def test_columns_come_in_the_order_of_their_first_appearance() -> None:
    assert parse('{"b": "1"}\n{"a": "2", "b": "3"}\n', "a.jsonl").names == ["b", "a"]


def test_numbers_truth_and_lists_are_written_as_json_writes_them() -> None:
    table = parse('{"a": 7, "b": 0.5, "c": true, "d": null, "e": ["да", 1]}\n', "a.jsonl")
    assert table.rows == [["7", "0.5", "true", "", '["да", 1]']]


def test_bare_strings_are_answers() -> None:
    assert parse('["да", "нет"]', "a.json").rows == [["да"], ["нет"]]
    assert parse('"да"\n{"text": "нет"}\n', "a.jsonl").rows == [["да"], ["нет"]]


def test_blank_lines_lose_no_object_and_shift_no_row_number() -> None:
    table = parse('{"a": "1"}\r\n\r\n{"a": "2"}\r\n', "a.jsonl")
    assert (table.rows, list(table.numbers)) == ([["1"], ["2"]], [1, 3])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1}\n{"a": \n', 2),
        ('{"a": 1}\n\nда\n', 3),
        ('[{"a": 1},\n {"a": 2}\n', 3),
        ("[" * 100_000, 1),
        ('{"a": ' + "9" * 5000 + "}", 1),
    ],
)
def test_what_is_not_json_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UserError, match="not valid JSON") as caught:
        parse(text, "a.jsonl")
    assert caught.value.where == f"a.jsonl, line {line}"
    assert "\n" not in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", "\n \n", "[]"])
def test_no_object_at_all_is_an_empty_file(text: str) -> None:
    with pytest.raises(UserError, match="empty"):
        parse(text, "a.jsonl")


def test_half_a_character_is_shown_as_such_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": "да \\ud83d"}\n{"a": "\\ud83d\\ude00"}\n', encoding="utf-8")
    survey = reading.read(path)
    assert survey.frame["a"].tolist() == ["да \ufffd", "😀"]
    assert any("half a character" in remark for remark in survey.remarks)
