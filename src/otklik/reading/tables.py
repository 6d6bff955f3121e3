"""A table as it comes out of any file: names of columns, rows of text, and remarks on what had to be mended.

The frame that leaves this room holds strings alone, so that ids keep their leading zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from otklik.errors import UserError
from otklik.messages import say

WIDEST = 16_384
"""Columns that a spreadsheet can hold; a wider first row is a sign of the wrong separator."""

_SHOWN = 5
"""So many rows are named, the others counted."""

EXTRA = "beyond_the_last_column"
"""The column that keeps cells beyond the header's last one; the same in every language, as tables are."""


@dataclass(slots=True)
class Table:
    """One file's rows, all as wide as ``names``; ``first_row`` numbers the first one as a spreadsheet does.

    ``numbers`` are those of all rows where blank ones were passed over; ``titles`` are the questions as they were
    asked, by column, where a file tells them apart from the columns' names. ``sets`` hold the columns that make up one
    question with several answers (question -> columns); ``roles`` name the columns that tell of a response rather than
    of an opinion (respondent, submitted, status, finished, language -> column); ``labels`` the codes that stood behind
    labelled values (column -> code -> cell).
    """

    names: list[str]
    rows: list[list[str]]
    first_row: int = 2
    remarks: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    numbers: Sequence[int] = ()
    titles: dict[str, str] = field(default_factory=dict)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


def tidy(header: Sequence[str], rows: Iterable[list[str]], where: str, numbers: Sequence[int] = ()) -> Table:
    """Give every column a name of its own and every row the same width.

    A short row is filled up, cells beyond the last column are kept in one extra column, joined by TAB. Raises
    `UserError` for a header wider than a spreadsheet.
    """
    if len(header) > WIDEST:
        raise UserError(say("too_many_columns", n=len(header)), hint=say("too_many_columns_hint"), where=where)
    table = Table(unique(header), [], numbers=numbers)
    width = len(table.names)
    short, long = [], []
    for number, row in zip(numbers or count(2), rows, strict=False):
        if len(row) < width:
            short.append(number)
            row.extend([""] * (width - len(row)))
        elif len(row) > width:
            long.append(number)
            row[width:] = ["\t".join(row[width:])]
        table.rows.append(row)
    if long:
        extra = unique([*table.names, EXTRA])[-1]
        table.names.append(extra)
        for row in table.rows:
            row.extend([""] * (width + 1 - len(row)))
        table.remarks.append(say("rows_long", n=len(long), rows=listed(long), column=extra))
    if short:
        table.remarks.append(say("rows_short", n=len(short), rows=listed(short)))
    return table


def listed(rows: Sequence[object]) -> str:
    """Write the first of some rows, by their numbers or names.

    >>> listed(range(1, 9))
    '1, 2, 3, 4, 5…'
    """
    return ", ".join(map(str, rows[:_SHOWN])) + ("…" if len(rows) > _SHOWN else "")


def unique(header: Sequence[str]) -> list[str]:
    """Give every column a name of its own: a number behind a name that was there already, its place where it has none.

    >>> unique(["a", "a", " "])
    ['a', 'a (2)', 'column_3']
    """
    taken: set[str] = set()
    names = []
    for position, raw in enumerate(header, start=1):
        base = raw if raw.strip() else f"column_{position}"
        name, copy = base, 2
        while name in taken:
            name, copy = f"{base} ({copy})", copy + 1
        taken.add(name)
        names.append(name)
    return names
