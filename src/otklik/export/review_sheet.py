"""The review sheet: every replacement in its context, with a list to choose from where it is no personal data.

Takes lines, gives an .xlsx file that only its owner may read: it holds the personal data as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otklik.export.sheets import LETTERS, book

COLUMNS = ("row", "column", "place", "type", "left", "found", "right", "mark", "rule", "sure", "personal")
_WIDTHS = (7, 18, 7, 11, 44, 30, 44, 13, 16, 7, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """One replacement: where it was (``place`` counts code points from 0), what stood there, and what does now."""

    row: int
    column: str
    place: int
    type: str
    left: str
    found: str
    right: str
    mark: str
    rule: str
    sure: bool


def write(path: Path, lines: Sequence[Line]) -> Path:
    """Write the sheet, doubtful ones first; ``personal`` is yes until a person says no.

    Raises `UserError` when the file can't be written.
    """
    with book(path, mode=0o600) as made:
        bold = made.add_format({"bold": True, "valign": "top"})
        right = made.add_format({"align": "right"})
        sheet = made.add_worksheet("review")
        for at, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.write_string(0, at, name, bold)
            sheet.set_column(at, at, width, right if name == "left" else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(COLUMNS) - 1)
        for number, line in enumerate(sorted(lines, key=lambda line: line.sure), start=1):
            _line(sheet, number, line)
        last = len(COLUMNS) - 1
        sheet.data_validation(1, last, max(len(lines), 1), last, {"validate": "list", "source": ["yes", "no"]})
    return path


def _line(sheet: Any, number: int, line: Line) -> None:
    told = (line.type, line.left, line.found, line.right, line.mark, line.rule, "yes" if line.sure else "no", "yes")
    sheet.write_number(number, 0, line.row)
    sheet.write_string(number, 1, line.column[:LETTERS])
    sheet.write_number(number, 2, line.place)
    for at, value in enumerate(told, start=3):
        sheet.write_string(number, at, value[:LETTERS])
