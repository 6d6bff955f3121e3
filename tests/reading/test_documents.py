"""Plain text and Markdown: a text a line, or front matter and body."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import reading
from otklik.errors import UserError
from otklik.reading.documents import has_front_matter, markdown, plain

QUICK = settings(max_examples=40, deadline=None, derandomize=True)

LINES = st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=30), min_size=1)


def only_row(text: str) -> dict[str, str]:
    """The one row of a document, by column."""
    table = markdown(text, "a.md")
    assert len(table.rows) == 1
    return dict(zip(table.names, table.rows[0], strict=True))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@QUICK
@given(lines=LINES.filter(lambda lines: any(line.strip() for line in lines)))
def test_every_line_of_a_text_is_a_row_in_its_place(end: str, lines: list[str]) -> None:
    table = plain("".join(line + end for line in lines), "a.txt")
    assert table.rows == [[line] for line in lines]
    assert table.first_row == 1


def test_a_last_line_without_an_end_is_a_row_like_the_others() -> None:
    assert plain("да\nнет", "a.txt").rows == [["да"], ["нет"]]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n"])
@pytest.mark.parametrize("parse", [plain, markdown])
def test_a_text_of_blanks_is_empty_and_says_so(parse: object, text: str) -> None:
    with pytest.raises(UserError, match="empty") as caught:
        parse(text, "a.txt")  # type: ignore[operator]
    assert caught.value.where == "a.txt"


def test_front_matter_becomes_columns_whose_values_stay_as_written() -> None:
    row = only_row(
        "---\nid: 007\ndate: 2025-03-01\nagree: no\nanswer: |\n  Раз\n  Два\ntags: [а, б]\n---\n\nТело\n\nписьма\n"
    )
    assert row == {
        "id": "007", "date": "2025-03-01", "agree": "no", "answer": "Раз\nДва\n", "tags": '["а", "б"]',
        "text": "Тело\n\nписьма",
    }  # fmt: skip


def test_a_document_without_front_matter_is_one_text() -> None:
    assert only_row("# Заголовок\n\nТекст: с двоеточием\n\n---\n\nещё\n") == {
        "text": "# Заголовок\n\nТекст: с двоеточием\n\n---\n\nещё"
    }


def test_a_text_between_two_rules_is_text_and_is_not_lost() -> None:
    assert only_row("---\nПервый ответ\n---\nВторой ответ\n")["text"] == "---\nПервый ответ\n---\nВторой ответ"


def test_a_field_named_text_and_the_body_are_both_kept() -> None:
    assert only_row("---\ntext: из поля\n---\nиз тела\n") == {"text": "из поля", "text (2)": "из тела"}


@pytest.mark.parametrize(
    ("front", "line"), [("a: b: c", 2), ("id: 1\nanswer: [да", 3), ("a: &a [*a]", None), ("id: 1\nx: \0", None)]
)
def test_broken_front_matter_is_one_sentence_with_its_line(front: str, line: int | None) -> None:
    with pytest.raises(UserError, match="front matter") as caught:
        markdown(f"---\n{front}\n---\nтекст\n", "a.md")
    assert "\n" not in caught.value.message
    assert caught.value.hint
    assert caught.value.where.startswith("a.md")
    if line:
        assert caught.value.where == f"a.md, line {line}"


def test_a_field_that_stands_twice_is_refused_rather_than_lost() -> None:
    with pytest.raises(UserError, match="“answer” stands twice"):
        markdown("---\nanswer: да\nanswer: нет\n---\n", "a.md")


def test_a_txt_with_front_matter_is_read_as_the_document_it_is(tmp_path: Path) -> None:
    path = tmp_path / "003.txt"
    path.write_text("---\nsource: письмо\nanswer: Мне нравится помогать\n---\n\n&nbsp;\n", encoding="utf-8")
    survey = reading.read(path)
    assert survey.frame.to_dict("records") == [
        {"source": "письмо", "answer": "Мне нравится помогать", "text": "&nbsp;"}
    ]
    assert reading.answers(survey.frame) == "answer"


def test_a_txt_of_answers_that_begins_with_dashes_stays_a_row_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\nнет времени\n---\nопыт\n", encoding="utf-8")
    assert reading.read(path).frame["text"].tolist() == ["---", "нет времени", "---", "опыт"]


@pytest.mark.parametrize(
    ("data", "document"),
    [
        ("---\nid: 1\n---\nтекст".encode(), True),
        ("\ufeff---\r\nОтвет: да\r\n---\r\n".encode(), True),
        ("---\nда\n---\nнет".encode(), False),
        ("---\nid: 1\nтекст".encode(), False),
        ("да\n---\nid: 1\n---\n".encode(), False),
        (b"", False),
    ],
)
def test_front_matter_is_keys_between_two_rules_at_the_top(data: bytes, document: bool) -> None:
    assert has_front_matter(data) is document
