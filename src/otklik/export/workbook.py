"""The Excel workbook: one sheet per table, nothing in it ever a formula.

Takes frames, gives one .xlsx file whose bytes depend on the frames alone.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.export.files import whole
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

_ROWS, _COLUMNS, _LETTERS = 1_048_575, 16_384, 32_767
_WIDE, _NARROW = 60, 14


def write(path: Path, sheets: dict[str, pd.DataFrame]) -> list[str]:
    """Write frames as sheets, header frozen and filtered; return remarks on whatever Excel could not hold.

    Texts longer than a cell (32,767 characters) are cut with a mark, and tables longer than a sheet go on in the next
    one. Raises `UserError` when the file can't be written.
    """
    import xlsxwriter

    remarks: list[str] = []
    cut = 0
    with whole(path) as part:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
            "tmpdir": str(path.parent),
        }
        book = xlsxwriter.Workbook(str(part), options)
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        try:
            for name, frame in sheets.items():
                if frame.shape[1] > _COLUMNS:
                    remarks.append(say("xlsx_columns", n=frame.shape[1]))
                    continue
                for number, start in enumerate(range(0, max(len(frame), 1), _ROWS), start=1):
                    title = name if number == 1 else f"{name} {number}"
                    cut += _sheet(book.add_worksheet(title), frame.iloc[start : start + _ROWS], bold)
            if not book.worksheets():
                book.add_worksheet("-")
        finally:
            _close(book)
    if cut:
        remarks.append(say("xlsx_cut", n=cut))
    return remarks


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from None


def _sheet(sheet: Any, frame: pd.DataFrame, bold: Any) -> int:
    cut = 0
    for at, name in enumerate(frame.columns):
        sheet.set_column(at, at, _width(frame.iloc[:200, at]))
        sheet.write_string(0, at, str(name)[:_LETTERS], bold)
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    write_string, write_number, write_boolean = sheet.write_string, sheet.write_number, sheet.write_boolean
    for row, values in enumerate(
        zip(*(frame.iloc[:, at].tolist() for at in range(frame.shape[1])), strict=True), start=1
    ):
        for at, value in enumerate(values):
            if isinstance(value, str):
                if len(value) > _LETTERS:
                    cut += 1
                    write_string(row, at, value[: _LETTERS - 2] + " …")
                elif value:
                    write_string(row, at, value)
            elif isinstance(value, bool):
                write_boolean(row, at, value)
            elif isinstance(value, int | float):
                if value == value and abs(value) != float("inf"):
                    write_number(row, at, value)
            elif value is not None and str(value) not in {"<NA>", "NaT"}:
                write_string(row, at, str(value)[:_LETTERS])
    return cut


def _width(sample: pd.Series[Any]) -> int:
    longest = max((len(value) for value in sample if isinstance(value, str)), default=0)
    return min(max(longest + 2, _NARROW), _WIDE)
