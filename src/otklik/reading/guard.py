"""Cells that a spreadsheet would run as formulas: how a CSV file for Excel keeps them texts, and how they come back.

Takes a cell or a table, gives it guarded or as it was. A file without the marker is never changed.
"""

from __future__ import annotations

from otklik.reading.tables import Table

MARKER = "otklik_guard"
"""The empty last column of a file whose cells are guarded."""

_GUARD = "'"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet might run, and before an apostrophe, so that both come back.

    >>> guarded("=1+1"), guarded("'tis"), guarded("да")
    ("'=1+1", "''tis", 'да')
    """
    return _GUARD + cell if cell.startswith((*_FORMULA, _GUARD)) else cell


def lifted(table: Table) -> Table:
    """Take the guards off a table that has the marker as a column, and the marker with them."""
    if MARKER not in table.names:
        return table
    at = table.names.index(MARKER)
    table.names = [name.removeprefix(_GUARD) for name in table.names[:at] + table.names[at + 1 :]]
    table.rows = [[cell.removeprefix(_GUARD) for cell in row[:at] + row[at + 1 :]] for row in table.rows]
    return table
