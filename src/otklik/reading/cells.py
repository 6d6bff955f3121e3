"""What the cells of a coded sheet say: a label, codes, marks; and which columns hold them.

Takes a frame of strings and the columns that a person named, gives labels and codes as they were typed. Never knows
which labels there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from otklik.reading.columns import resolve

if TYPE_CHECKING:
    import pandas as pd

SUB = "->"
"""Between a code and its sub-code: ``required_to_use->department``."""

_YES = frozenset({"1", "true", "yes", "y", "x", "х", "+", "✓", "✔", "да"})
_NO = frozenset({"0", "false", "no", "n", "-", "нет"})
_SEPARATORS = (";", "|", "\n", ",")


def label(cell: str) -> str | None:
    """Return a label without stray spaces, ``None`` for an empty cell; a whole number is written without decimals.

    >>> label(" very  good "), label("2,0"), label(" ")
    ('very good', '2', None)
    """
    found = " ".join(cell.split())
    return re.sub(r"^(-?\d+)[.,]0+$", r"\1", found) or None


def spelling(label: str) -> str:
    """Return what two spellings of one label share.

    >>> spelling("За") == spelling("за"), spelling("1") == spelling("1.0")
    (True, True)
    """
    try:
        return f"{float(label):g}"
    except ValueError:
        return label.casefold()


def codes_by_row(frame: pd.DataFrame, columns: Sequence[str], separator: str | None) -> list[tuple[str, ...] | None]:
    """Return the codes of each row; ``None`` where every cell is blank."""
    cells = [[str(value).strip() for value in frame[column]] for column in columns]
    filled = {value.casefold() for column in cells for value in column if value}
    rows = list(zip(*cells, strict=True))
    if (filled <= _YES | _NO and len(columns) > 1) or (filled and filled <= {"0", "1"}):
        return [
            tuple(name for name, cell in zip(columns, row, strict=True) if cell.casefold() in _YES)
            if any(row)
            else None
            for row in rows
        ]
    if separator is None:
        separator = next(
            (sign for sign in _SEPARATORS if any(sign in value for column in cells for value in column)), ""
        )
        separator = "" if separator == "," and len(columns) > 1 else separator
    split = [
        [part for cell in row for part in (cell.split(separator) if separator else [cell]) if part.strip()]
        for row in rows
    ]
    return [with_parents(parts) if parts else None for parts in split]


def with_parents(parts: Sequence[str]) -> tuple[str, ...]:
    """Return codes with every code above them: ``a->b`` is also ``a``.

    >>> with_parents(["a -> b", "c", "a"])
    ('a', 'a->b', 'c')
    """
    codes: dict[str, None] = {}
    for part in parts:
        steps = [" ".join(step.split()) for step in part.split(SUB)]
        for depth in range(1, len(steps) + 1):
            codes[SUB.join(steps[:depth])] = None
    return tuple(codes)


def theme_columns(frame: pd.DataFrame, themes: Sequence[str], name: str) -> list[str]:
    """Turn names and ranges of columns into names; ``a..b`` are all columns from a to b as they stand in the file."""
    names = [str(name) for name in frame.columns]
    columns: list[str] = []
    for wanted in themes:
        first, dots, last = wanted.partition("..")
        if dots and " ".join(wanted.split()) not in names:
            ends = [names.index(resolve(frame, [end.strip()], "--themes", name)[0]) for end in (first, last)]
            columns += names[min(ends) : max(ends) + 1]
        else:
            columns += resolve(frame, [wanted], "--themes", name)
    return list(dict.fromkeys(columns))
