"""Spreadsheets and Parquet files.

Takes the bytes of a file, gives a table of strings: whole numbers without ".0", dates in ISO form.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.tables import Table, tidy


def workbook(data: bytes, where: str) -> Table:
    """Read the first sheet that is not empty; a remark names the others. Raises `UserError` if it can't be opened."""
    import python_calamine

    try:
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
    if len(full) > 1:
        others = ", ".join(other for other, _, _ in full[1:])
        table.remarks.append(say("other_sheets", sheet=name, others=others))
    return table


def parquet(data: bytes, where: str) -> Table:
    """Read a Parquet file. Raises `UserError` if it can't be opened."""
    import pyarrow
    import pyarrow.parquet

    try:
        found = pyarrow.parquet.read_table(pyarrow.BufferReader(data))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UserError(
            say("parquet_unreadable", cause=str(error).split("\n")[0][:200]), hint=say("resave_hint"), where=where
        ) from None
    columns = [[_cell(value) for value in column.to_pylist()] for column in found.columns]
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
