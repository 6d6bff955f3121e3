"""The Excel workbook: one sheet per table, nothing in it ever a formula.

Takes frames, gives one .xlsx file whose bytes depend on the frames alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.export.sheets import COLUMNS, LETTERS, ROWS, book, fitting
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

_WIDE, _NARROW = 60, 14


def write(path: Path, sheets: dict[str, pd.DataFrame]) -> list[str]:
    """Write frames as sheets, header frozen and filtered; return remarks on whatever Excel could not hold.

    Texts longer than a cell (32,767 characters) are cut with a mark, and tables longer than a sheet go on in the next
    one. Raises `UserError` when the file can't be written.
    """
    remarks: list[str] = []
    cut = 0
    with book(path, in_turn=True) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, frame in sheets.items():
            if frame.shape[1] > COLUMNS:
                remarks.append(say("xlsx_columns", n=frame.shape[1]))
                continue
            for number, start in enumerate(range(0, max(len(frame), 1), ROWS), start=1):
                title = name if number == 1 else f"{name} {number}"
                cut += fill(made.add_worksheet(title), frame.iloc[start : start + ROWS], bold)
        if not made.worksheets():
            made.add_worksheet("-")
    if cut:
        remarks.append(say("xlsx_cut", n=cut))
    return remarks


def fill(sheet: Any, frame: pd.DataFrame, bold: Any) -> int:
    """Write a frame into a sheet of a workbook, its header ``bold``; return how many texts were cut."""
    cut = 0
    for at, name in enumerate(frame.columns):
        sheet.set_column(at, at, _width(frame.iloc[:200, at]))
        sheet.write_string(0, at, str(name)[:LETTERS], bold)
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    write_string, write_number, write_boolean = sheet.write_string, sheet.write_number, sheet.write_boolean
    for row, values in enumerate(
        zip(*(frame.iloc[:, at].tolist() for at in range(frame.shape[1])), strict=True), start=1
    ):
        for at, value in enumerate(values):
            if isinstance(value, str):
                if value:
                    cut += len(value) > LETTERS
                    write_string(row, at, fitting(value))
            elif isinstance(value, bool):
                write_boolean(row, at, value)
            elif isinstance(value, int | float):
                if value == value and abs(value) != float("inf"):
                    write_number(row, at, value)
            elif value is not None and str(value) not in {"<NA>", "NaT"}:
                write_string(row, at, str(value)[:LETTERS])
    return cut


def _width(sample: pd.Series[Any]) -> int:
    longest = max((len(value) for value in sample if isinstance(value, str)), default=0)
    return min(max(longest + 2, _NARROW), _WIDE)
