"""Spreadsheets and Parquet files.

Takes the bytes of a file, gives a table of strings: whole numbers without ".0", dates in ISO form.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import posixpath
import re
import zipfile
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from otklik import archives
from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.tables import Table, tidy

_LARGEST = 4 << 30
"""Bytes that a workbook may unpack to; a full sheet of 20 columns has less than two thirds of them."""

_UNPACKED = 300_000_000
"""A sheet that is larger than this is not looked through for formulas."""

_BARE_FORMULA = re.compile(
    rb"<c\b(?![^>]*\bt=\"str\")[^>]*>\s*<f\b(?:[^>]*/>|[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


def workbook(data: bytes, where: str) -> Table:
    """Read the first sheet that is not empty; a remark names the others. Raises `UserError` if it can't be opened."""
    import python_calamine

    _refuse_bomb(data, where)
    try:
        _check_ends(data)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        opened = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        sheets = [
            (name, (sheet.start or (0, 0))[0] + 1, sheet.to_python(skip_empty_area=True)) for name, sheet in opened
        ]
    except BaseException as error:
        # A damaged file may end in a panic of the Rust library, which is no ordinary exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise UserError(say("workbook_unreadable"), hint=say("workbook_unreadable_hint"), where=where) from None
    full = [(name, top, rows) for name, top, rows in sheets if any(any(cell != "" for cell in row) for row in rows)]
    if not full:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    name, top, rows = full[0]
    texts = [[_cell(value) for value in row] for row in rows]
    while texts and not any(texts[-1]):
        texts.pop()
    width = max(len(row) for row in texts)
    header = next(at for at, row in enumerate(texts) if any(cell.strip() for cell in row))
    body = {top + at: row for at, row in enumerate(texts) if at > header and (any(row) or width == 1)}
    table = tidy(texts[header] + [""] * (width - len(texts[header])), body.values(), where, list(body))
    table.facts["sheet"] = name
    blank = len(texts) - header - 1 - len(body)
    if blank:
        table.remarks.append(say("blank_lines", n=blank))
    uncounted = _formulas_without_value(data, name)
    if uncounted:
        table.remarks.append(say("formulas_not_counted", n=uncounted))
    if len(full) > 1:
        others = ", ".join(other for other, _, _ in full[1:])
        table.remarks.append(say("other_sheets", sheet=name, others=others))
    return table


def _refuse_bomb(data: bytes, where: str) -> None:
    with contextlib.suppress(*archives.DAMAGED):  # the library says what is wrong with it
        if data.startswith(b"PK") and archives.swells(data, _LARGEST):
            raise UserError(say("archive_swells"), hint=say("workbook_unreadable_hint"), where=where)


def _check_ends(data: bytes) -> None:
    """Raise an error for an ODS file whose XML breaks off: the library would wait for its end for ever."""
    with contextlib.suppress(zipfile.BadZipFile), _archive(data) as archive:
        if "content.xml" in archive.namelist():
            with archive.open("content.xml") as part:
                expat.ParserCreate().ParseFile(part)


def _formulas_without_value(data: bytes, sheet: str) -> int:
    """Count the formulas of a sheet that were stored without a value; 0 where the file does not tell."""
    if not data.startswith(b"PK"):
        return 0
    with contextlib.suppress(zipfile.BadZipFile, KeyError, ElementTree.ParseError), _archive(data) as archive:
        member = _member(archive, sheet)
        if archive.getinfo(member).file_size < _UNPACKED:
            return len(_BARE_FORMULA.findall(archive.read(member)))
    return 0


def _archive(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def _member(archive: zipfile.ZipFile, sheet: str) -> str:
    """Find the part of a workbook that holds a sheet; raises ``KeyError`` when there is none, as in ODS files."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    ids = {one.get("name"): value for one in book.iter() for key, value in one.items() if key.endswith("}id")}
    parts = {one.get("Id"): one.get("Target", "") for one in links}
    return posixpath.normpath(posixpath.join("/xl", parts[ids[sheet]])).lstrip("/")


def parquet(data: bytes, where: str) -> Table:
    """Read a Parquet file. Raises `UserError` if it can't be opened."""
    import pyarrow
    import pyarrow.parquet

    try:
        found = pyarrow.parquet.read_table(pyarrow.BufferReader(data))
        columns = [[_cell(value) for value in column.to_pylist()] for column in found.columns]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UserError(
            say("parquet_unreadable", cause=str(error).split("\n")[0][:200]), hint=say("resave_hint"), where=where
        ) from None
    table = tidy(found.column_names, [list(row) for row in zip(*columns, strict=True)], where)
    table.first_row = 1
    return table


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time() and value.tzinfo is None:
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat(sep=" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return str(value)
