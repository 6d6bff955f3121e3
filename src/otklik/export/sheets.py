"""What all workbooks share: nothing in them runs, the same content is the same bytes, and a full disk is told plainly.

Takes a path, gives a workbook to fill; names columns and measures rows. Never knows what a sheet is about.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from otklik.export.files import whole

ROWS, COLUMNS, LETTERS = 1_048_575, 16_384, 32_767
"""Rows below the header that a sheet holds, columns, and letters that a cell holds."""
LINE = 15
"""The height of a line, in points."""
_IN_A_LINE = 64
"""Letters that fit into a line of a column of texts."""


@contextmanager
def book(path: Path, mode: int = 0o666, *, in_turn: bool = False) -> Iterator[Any]:
    """Give a workbook to fill, which stands at ``path`` when it is full; ``mode`` are its rights as `files.whole` does.

    With ``in_turn`` rows are written one after another, and none is kept in memory. Raises `UserError` when the file
    can't be written.
    """
    import xlsxwriter

    options = {
        "constant_memory": in_turn,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
        "tmpdir": str(path.parent),
    }
    with whole(path, mode) as part:
        made = xlsxwriter.Workbook(str(part), options)
        made.set_properties({"created": datetime.datetime(2000, 1, 1)})
        try:
            yield made
        finally:
            _close(made)


def fitting(text: str) -> str:
    """Cut a text that is longer than a cell, and mark the cut."""
    return text if len(text) <= LETTERS else text[: LETTERS - 2] + " …"


def height(text: str, most: int) -> int:
    """Return the height of a row in points, since not every program makes a row as high as its text.

    >>> height("да", 300), height("да\\nнет", 300), height("а" * 10_000, 300)
    (15, 30, 300)
    """
    lines = sum(-(-max(len(part), 1) // _IN_A_LINE) for part in text[:LETTERS].split("\n"))
    return min(LINE * lines, most)


def letters(at: int) -> str:
    """Name a column as a spreadsheet does.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    at += 1
    while at:
        at, left = divmod(at - 1, 26)
        name = chr(65 + left) + name
    return name


def _close(made: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        made.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from None
