"""Spreadsheets and Parquet: every cell a string, ids with their zeros, rows numbered as Excel numbers them."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from otklik import reading
from otklik.errors import UserError
from otklik.reading.workbooks import parquet, workbook


def sheet(*sheets: list[list[Any]]) -> bytes:
    """A workbook with one sheet for each list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        page = book.create_sheet(f"Лист{number}")
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_cells_come_as_a_person_sees_them() -> None:
    day = datetime.datetime(2025, 3, 1)
    rows = [
        ["id", "ответ", "n"],
        ["007", "первая строка\nвторая", 5],
        ["008", "=сумма", 0.5],
        [9, True, day],
        [None, None, day.replace(hour=9)],
    ]
    table = workbook(sheet(rows), "a.xlsx")
    assert table.names == ["id", "ответ", "n"]
    assert [table.rows[0], table.rows[2], table.rows[3]] == [
        ["007", "первая строка\nвторая", "5"], ["9", "TRUE", "2025-03-01"], ["", "", "2025-03-01 09:00:00"],
    ]  # fmt: skip
    assert table.rows[1][2] == "0.5"


def test_blank_rows_above_and_between_shift_no_row_number() -> None:
    book = openpyxl.Workbook()
    for at, row in {3: ["id", "ответ"], 4: ["1", "да"], 6: ["2", "нет"], 9: [None, "ещё"]}.items():
        for column, value in enumerate(row, start=2):
            book.active.cell(at, column, value)
    file = io.BytesIO()
    book.save(file)
    table = workbook(file.getvalue(), "a.xlsx")
    assert (table.names, table.rows) == (["id", "ответ"], [["1", "да"], ["2", "нет"], ["", "ещё"]])
    assert list(table.numbers) == [4, 6, 9]
    assert any("3 blank" in remark for remark in table.remarks)


def test_in_a_sheet_of_one_column_a_blank_cell_is_an_empty_answer() -> None:
    assert workbook(sheet([["ответ"], ["да"], [None], ["нет"]]), "a.xlsx").rows == [["да"], [""], ["нет"]]


def test_the_first_sheet_with_anything_in_it_is_read_and_the_others_are_named() -> None:
    table = workbook(sheet([], [["ответ"], ["да"]], [["другое"], ["1"]]), "a.xlsx")
    assert table.rows == [["да"]]
    assert table.facts["sheet"] == "Лист2"
    assert any("Лист2" in remark and "Лист3" in remark for remark in table.remarks)


def test_cells_beyond_the_header_get_a_column_and_are_kept() -> None:
    table = workbook(sheet([["id", "ответ"], ["1", "да", "и ещё"]]), "a.xlsx")
    assert (table.names, table.rows) == (["id", "ответ", "column_3"], [["1", "да", "и ещё"]])


def test_a_workbook_without_a_cell_is_an_empty_file() -> None:
    with pytest.raises(UserError, match="empty") as caught:
        workbook(sheet([], []), "a.xlsx")
    assert caught.value.where == "a.xlsx"


WHOLE = sheet([["id", "ответ"], ["1", "да"]])
CELLS = WHOLE.index(b"xl/worksheets/sheet1.xml") + 24


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "это не таблица".encode(),
        b"PK\x03\x04" + bytes(100),
        WHOLE[: len(WHOLE) // 2],
        WHOLE[:CELLS] + bytes(100) + WHOLE[CELLS + 100 :],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000,
    ],
    ids=["nothing", "text", "zip", "cut", "damaged", "old or protected", "panic"],
)
def test_a_spreadsheet_that_can_t_be_opened_is_an_error_for_people(data: bytes) -> None:
    with pytest.raises(UserError, match="can't be opened") as caught:
        workbook(data, "a.xlsx")
    assert caught.value.where == "a.xlsx"
    assert "save it again" in caught.value.hint


def test_a_workbook_is_known_by_its_content_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_bytes(WHOLE)
    survey = reading.read(path)
    assert survey.sources[0].facts["format"] == "xlsx"
    assert survey.frame["ответ"].tolist() == ["да"]


def test_parquet_comes_back_as_strings(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": ["001", "002"],
            "ответ": ["да\nконечно", None],
            "n": [1.0, None],
            "когда": [datetime.date(2025, 3, 1), None],
        }
    )
    path = tmp_path / "a.parquet"
    frame.to_parquet(path)
    survey = reading.read(path)
    assert survey.frame.to_numpy().tolist() == [["001", "да\nконечно", "1", "2025-03-01"], ["002", "", "", ""]]
    assert survey.rows == (1, 2)


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + bytes(100), b"PAR1" + bytes(50) + b"PAR1", b"text"])
def test_a_damaged_parquet_file_is_an_error_for_people(data: bytes) -> None:
    with pytest.raises(UserError, match="Parquet file can't be opened") as caught:
        parquet(data, "a.parquet")
    assert caught.value.where == "a.parquet"
    assert "\n" not in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("end", ["</table:tab", ""])
def test_an_ods_file_that_breaks_off_is_an_error_and_no_endless_reading(end: str) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">'
        f"<table:table-row><table:table-cell><text:p>ответ</text:p></table:table-cell></table:table-row>{end}"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    with pytest.raises(UserError, match="can't be opened"):
        workbook(file.getvalue(), "a.ods")
