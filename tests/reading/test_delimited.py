"""CSV and its relatives: rows in, rows out, cells verbatim; what is mended is said."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.errors import UserError
from otklik.reading.delimited import parse

QUICK = settings(max_examples=40, deadline=None, derandomize=True)

SEPARATORS = pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
HEADER = ["id", "ответ", "район", "курс"]
ANY_CELL = st.text(
    st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from(list(",;\t|\"'\n\r\0 ёя"))), max_size=12
)
PLAIN_CELL = st.text("абвгдеёжз ABC012.-", min_size=1, max_size=12)


def tables(cells: st.SearchStrategy[str], least: int = 2) -> st.SearchStrategy[list[list[str]]]:
    """Rows of equal width, none or one wider than ``HEADER``."""
    return st.integers(least, len(HEADER)).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=12)
    )


def written(rows: list[list[str]], separator: str, **how: object) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, **how).writerows(rows)  # type: ignore[arg-type]
    return file.getvalue()


@SEPARATORS
@QUICK
@given(rows=tables(ANY_CELL))
def test_any_cells_come_back_verbatim_whatever_the_separator(separator: str, rows: list[list[str]]) -> None:
    header = HEADER[: len(rows[0])]
    table = parse(written([header, *rows], separator), "a.csv")
    assert (table.names, table.rows) == (header, rows)
    assert table.remarks == []
    assert table.facts["separator"] == {"\t": "TAB"}.get(separator, separator)


@SEPARATORS
@QUICK
@given(rows=tables(ANY_CELL))
def test_a_file_that_quotes_everything_comes_back_verbatim_too(separator: str, rows: list[list[str]]) -> None:
    text = written([HEADER[: len(rows[0])], *rows], separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    assert parse(text, "a.csv").rows == rows


# U+001F is left out: it is ASCII's own separator of cells.
@QUICK
@given(rows=st.lists(st.lists(ANY_CELL.filter(lambda cell: "\x1f" not in cell), min_size=1, max_size=1), min_size=1))
def test_one_column_needs_no_separator_and_keeps_every_cell(rows: list[list[str]]) -> None:
    table = parse(written([["ответ"], *rows], ","), "a.csv")
    assert (table.names, table.rows) == (["ответ"], rows)


@QUICK
@given(lines=st.lists(st.sampled_from(["нет времени", "да, конечно", "", "опыт; друзья"]), min_size=1, max_size=8))
def test_in_a_file_of_one_column_an_empty_line_is_an_empty_answer_even_at_the_end(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in ["Ваше мнение", *lines])
    assert parse(text, "a.csv").rows == [[line] for line in lines]


@SEPARATORS
@QUICK
@given(data=st.data())
def test_ragged_rows_lose_no_cell(separator: str, data: st.DataObject) -> None:
    regular = data.draw(st.lists(st.lists(PLAIN_CELL, min_size=3, max_size=3), min_size=4, max_size=8))
    ragged = data.draw(st.lists(st.lists(PLAIN_CELL, min_size=2, max_size=9), min_size=1, max_size=4))
    rows = data.draw(st.permutations(regular + ragged))
    table = parse(written([HEADER[:3], *rows], separator), "a.csv")
    assert len(table.rows) == len(rows)
    for row, found in zip(rows, table.rows, strict=True):
        kept = found[:3] + (found[3].split("\t") if len(found) > 3 else [])
        assert kept[: len(row)] == row
        assert not any(kept[len(row) :])
    long, short = sum(len(row) > 3 for row in rows), sum(len(row) < 3 for row in rows)
    said = "\n".join(table.remarks)
    assert (f"{long} row" in said and "beyond_the_last_column" in said) == bool(long)
    assert (f"{short} row" in said and "fewer cells" in said) == bool(short)


@SEPARATORS
@QUICK
@given(rows=tables(PLAIN_CELL), blank=st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_blank_lines_between_rows_lose_no_row_and_shift_no_row_number(
    separator: str, rows: list[list[str]], blank: list[int]
) -> None:
    lines = written([HEADER[: len(rows[0])], *rows], separator).splitlines(keepends=True)
    for at in blank:
        lines.insert(min(at, len(lines)), "\r\n")
    table = parse("".join(lines), "a.csv")
    assert table.rows == rows
    assert list(table.numbers) == [at for at, line in enumerate(lines, start=1) if line.strip("\r\n")][1:]
    last = max(at for at, line in enumerate(lines) if line.strip("\r\n"))
    first = min(at for at, line in enumerate(lines) if line.strip("\r\n"))
    between = sum(line == "\r\n" for line in lines[first:last])
    assert [f"{between} blank" in remark for remark in table.remarks] == ([True] if between else [])


@SEPARATORS
@QUICK
@given(rows=tables(st.sampled_from(["нет времени", "опыт", "7", "да и нет"])), data=st.data())
def test_forgotten_quotes_lose_no_row_and_stay_in_their_cells(
    separator: str, rows: list[list[str]], data: st.DataObject
) -> None:
    # Some cells begin with a quotation mark that nobody closed; some rows are quoted as they should be.
    forgotten = data.draw(
        st.sets(st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows[0]) - 1)), max_size=3)
    )
    quoted = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    expected = [
        [f'"{cell}' if (at, column) in forgotten else cell for column, cell in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    lines = [separator.join(HEADER[: len(rows[0])])]
    for at, row in enumerate(expected):
        close = at in quoted and not any(where == at for where, _ in forgotten)
        lines.append(separator.join(f'"{cell}"' if close else cell for cell in row))
    table = parse("\n".join(lines) + "\n", "a.csv")
    assert len(table.rows) == len(rows)
    assert table.rows == expected


def test_a_quote_that_a_later_quote_seems_to_close_swallows_no_row() -> None:
    text = 'id,answer\n1,"we help people now\n2,we help people always\n3,"no time, for it"\n4,good\n'
    table = parse(text, "a.csv")
    assert table.rows == [
        ["1", '"we help people now'], ["2", "we help people always"], ["3", "no time, for it"], ["4", "good"],
    ]  # fmt: skip
    assert table.remarks == ["1 quotation mark was never closed (row 2); taken as plain characters."]


def test_a_thousand_forgotten_quotes_are_read_as_fast_as_none() -> None:
    lines = [f'{number};"ответ номер {number};ЦФО' for number in range(1000)]
    table = parse("id;ответ;район\n" + "\n".join(lines), "a.csv")
    assert table.rows == [[str(number), f'"ответ номер {number}', "ЦФО"] for number in range(1000)]


def test_a_long_answer_of_lines_that_look_like_rows_stays_one_cell() -> None:
    answer = "\n".join(f"{number}, причина" for number in range(1, 31))
    rows = [["1", answer], ["2", "нет"]]
    table = parse(written([HEADER[:2], *rows], ","), "a.csv")
    assert table.rows == rows
    assert table.remarks == []


def test_quotes_that_nobody_doubled_inside_an_answer_of_several_lines_lose_no_word() -> None:
    table = parse('id,answer\n1,"first line\nthen "hi" there\nlast"\n2,no\n', "a.csv")
    kept = " ".join(cell for row in table.rows for cell in row)
    assert [word for word in ("1", "first line", "then", "hi", "there", "last") if word not in kept] == []
    assert table.rows[-1] == ["2", "no"]


def test_line_breaks_and_doubled_quotes_inside_a_cell_are_the_answer_s_own() -> None:
    table = parse('id;ответ\r\n1;"раз\r\nдва\nтри"\r\n2;"он сказал ""да"""\r\n', "a.csv")
    assert table.rows == [["1", "раз\r\nдва\nтри"], ["2", 'он сказал "да"']]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("id;Что, по-вашему, важно;район\n1;да, конечно, важно;ЦФО\n2;нет;СФО\n", ";"),
        ("id\tЧто, по-вашему; важно\n1\tда, нет; может быть\n2\tнет\n", "TAB"),
        ("id|ответ\n1|да, нет\n2|нет; да\n", "|"),
        ("sep=;\nid;ответ\n1;да, нет\n", ";"),
        ("id,ответ\n1,да; нет\n", ","),
        ("Что вы думаете, и почему?\nнет времени\nда, опыт, друзья\nне знаю\nважно, это нужно\n", "—"),
        ("id,answer\n1,helps,,\n2,helps too,,\n3,no,,\n4,yes,,\n5,well,,\n", ","),
    ],
)
def test_the_separator_is_the_one_that_cuts_rows_like_the_header(text: str, separator: str) -> None:
    assert parse(text, "a.csv").facts["separator"] == separator


def test_rows_of_empty_cells_are_rows_of_empty_answers_even_at_the_end() -> None:
    assert parse("id,answer\n1,yes\n,\n2,no\n,\n,\n", "a.csv").rows == [
        ["1", "yes"],
        ["", ""],
        ["2", "no"],
        ["", ""],
        ["", ""],
    ]


def test_columns_without_a_name_or_with_the_same_one_get_a_name_of_their_own() -> None:
    table = parse("id,,answer,answer,answer (2)\n1,2,3,4,5\n", "a.csv")
    assert table.names == ["id", "column_2", "answer", "answer (2)", "answer (2) (2)"]
    assert table.rows == [["1", "2", "3", "4", "5"]]


def test_nul_is_a_character_like_any_other() -> None:
    assert parse("id,answer\n1,he\0lp\n2,\0\n", "a.csv").rows == [["1", "he\0lp"], ["2", "\0"]]


@pytest.mark.parametrize("text", ["", "\n\n\n", "  \n \t\n", ",,,\n,,,\n", ";;\n", "sep=;\n"])
def test_a_file_without_a_letter_is_empty_and_says_so(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse(text, "ответы.csv")
    assert (caught.value.message, caught.value.where) == ("The file is empty.", "ответы.csv")


def test_a_header_wider_than_a_spreadsheet_is_refused_with_its_width() -> None:
    with pytest.raises(UserError, match=r"300.000 columns") as caught:
        parse(",".join(["x"] * 300_000) + "\n1,2\n", "a.csv")
    assert "separator" in caught.value.hint
    assert caught.value.where == "a.csv"
