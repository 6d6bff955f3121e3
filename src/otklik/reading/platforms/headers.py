"""What the exports of all platforms share: named columns, rows that continue a header, questions of several columns.

Takes a table, reads its header and looks at its cells. Knows no platform.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from otklik.messages import say
from otklik.reading.tables import Table

MOMENT = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T ,]+\d{1,2}[:.]\d{2}.*)?|\d{5}[.,]\d+")
"""A day with or without a clock, in any order of its parts, or a day number of Excel with its fraction."""

_SAMPLE = 500
_CHOSEN = {"1", "1.0", "yes", "y", "да", "true", "checked", "selected", "истина", "x"}
_LEFT = {"0", "0.0", "no", "n", "нет", "false", "unchecked", "not selected", "ложь"}
_TAG = re.compile(r"</?(?:[abiu]|em|strong|p|br|span|div|font|h\d|[uo]l|li|su[bp]|img)\b[^<>]*>", re.IGNORECASE)
_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.DOTALL)


def folded(text: str) -> str:
    """Write a name so that case and white space do not matter.

    >>> folded(" Response\\xa0ID ")
    'response id'
    """
    return " ".join(text.split()).casefold()


def column(table: Table, *wanted: str) -> str | None:
    """Return the first of the wanted columns that is there; "Start Date" is also found as StartDate or start_date."""
    there = {_squeezed(name): name for name in reversed(table.names)}
    return next((there[_squeezed(name)] for name in wanted if _squeezed(name) in there), None)


def _squeezed(name: str) -> str:
    return re.sub(r"[\s_]+", "", name).casefold()


def cells(table: Table, name: str, skip: int = 0) -> list[str]:
    """Return the filled cells of a column among its first rows."""
    at = table.names.index(name)
    return [row[at].strip() for row in table.rows[skip : skip + _SAMPLE] if row[at].strip()]


def holds(table: Table, name: str | None, kind: re.Pattern[str], skip: int = 0) -> bool:
    """Tell whether nine of ten filled cells of a column are of a kind; a column without cells is of none."""
    found = cells(table, name, skip) if name is not None else []
    return bool(found) and sum(bool(kind.fullmatch(cell)) for cell in found) >= 0.9 * len(found)


def asked(text: str) -> str:
    """Write a question on one line without the marks of its layout, which some platforms export.

    >>> asked("<strong>Why</strong> do\\nyou&nbsp;help?<br />"), asked("n < 5")
    ('Why do you help?', 'n < 5')
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def blank(table: Table, at: int) -> bool:
    """Tell whether the header had nothing at this column."""
    return table.names[at] == f"column_{at + 1}"


def continue_header(table: Table, rows: Sequence[int], platform: str) -> None:
    """Take rows that continue the header out of the table, and say so; the others keep their numbers."""
    if not rows:
        return
    numbers = list(table.numbers or range(table.first_row, table.first_row + len(table.rows)))
    listed = ", ".join(str(numbers[at]) for at in rows)
    table.remarks.append(say("header_continues", rows=listed, platform=platform))
    table.rows = [row for at, row in enumerate(table.rows) if at not in rows]
    table.numbers = [number for at, number in enumerate(numbers) if at not in rows]


def bracketed(name: str) -> tuple[str, str]:
    """Part a question and the row or option that it asks about.

    >>> bracketed("How often? [At home]"), bracketed("Q2[SQ001]"), bracketed("Why?")
    (('How often?', 'At home'), ('Q2', 'SQ001'), ('Why?', ''))
    """
    match = _BRACKETED.fullmatch(name.strip())
    return (match[1], match[2]) if match else (name, "")


def find_sets(table: Table, part: Callable[[str], tuple[str, str]], called: Callable[[str], str] = str) -> None:
    """Find neighbouring columns that are the options of one question with several answers.

    ``part`` gives the question and the option of a column (an empty option: a column of its own), ``called`` the name
    of the question. An option's cells are yes and no, or its own words where it was chosen; columns that hold anything
    else (ratings, "Other: …") stay out, and one option alone makes no set.
    """
    split = [(at, *part(name)) for at, name in enumerate(table.names)]
    for question, group in groupby((one for one in split if one[2]), key=lambda one: one[1]):
        columns = list(group)
        marks = [_mark(table, at, option, place) for place, (at, _, option) in enumerate(columns, start=1)]
        found = [table.names[at] for (at, _, _), mark in zip(columns, marks, strict=True) if mark is not False]
        if len(found) > 1 and any(marks):
            name, copy = called(question), 2
            while name in table.sets:
                name, copy = f"{called(question)} ({copy})", copy + 1
            table.sets[name] = tuple(found)


def _mark(table: Table, at: int, option: str, place: int) -> bool | None:
    """Tell whether a column marks an option as chosen; ``None`` when nobody chose anything."""
    values: set[str] = set()
    for row in table.rows:
        if row[at]:
            values.add(folded(row[at]).rstrip("."))
            if len(values) > 2:
                return False
    values.discard("")
    if not values:
        return None
    own = {folded(option).rstrip("."), str(place)}
    return values <= _CHOSEN | _LEFT or (len(values) == 1 and values <= own) or values - own <= _LEFT < values | _LEFT


def give_roles(table: Table, roles: Iterable[tuple[str, str | None]]) -> None:
    """Note which columns tell of a response, as far as they are there."""
    table.roles |= {role: name for role, name in roles if name is not None}
