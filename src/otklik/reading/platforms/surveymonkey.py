"""SurveyMonkey: the second row holds "Response" or the options, and a blank header cell belongs to the question before.

Takes a table whose header was the first row. Condensed exports have one header row and an option in each cell.
"""

from __future__ import annotations

import re

from otklik.reading.platforms import headers
from otklik.reading.tables import Table, unique

_RESPONDENT = ("Respondent ID", "ID респондента")
_EVERY = ("Collector ID", "Start Date", "End Date", "Date Created", "Date Modified")
"""Every response has these, beside the respondent's id."""
_META = (*_RESPONDENT, *_EVERY, "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1", "custom_1")
_ID = re.compile(r"\d{8,13}(?:\.0)?|\d(?:[.,]\d+)?E\+\d+")
_RESPONSE = {"response", "open-ended response", "ответ", "открытый ответ", "свободный ответ"}
_NUMBERED = re.compile(r"(\d+)\.\s*(\S.*)", re.DOTALL)


def recognised(table: Table) -> bool:
    """Tell by respondents' ids of eight digits and more, or by a second row that continues the header."""
    respondent = headers.column(table, *_RESPONDENT)
    by_id = respondent is not None and headers.holds(table, respondent, _ID, skip=1)
    return by_id or (headers.column(table, "Collector ID") is not None and _continued(table)) or _says_response(table)


def shape(table: Table) -> None:
    """Compose question and option, find the options of a question and the columns on the response."""
    parts: dict[str, tuple[str, str]] = {}
    if _continued(table) or _says_response(table):
        second = table.rows[0]
        names, parted = _composed(table, second)
        table.names = unique(names)
        parts = dict(zip(table.names, parted, strict=True))
        table.titles |= {
            name: headers.asked(_with(question, "" if headers.folded(option) in _RESPONSE else option))
            for name, (question, option) in parts.items()
            if option
        }
        headers.continue_header(table, [0], "SurveyMonkey")
        headers.find_sets(table, lambda name: parts[name])
    else:
        headers.find_sets(table, _numbered)
    headers.give_roles(
        table,
        [
            ("respondent", headers.column(table, *_RESPONDENT)),
            ("submitted", headers.column(table, "End Date", "Date Modified", "Start Date", "Date Created")),
        ],
    )


def _continued(table: Table) -> bool:
    """Tell whether the first row has nothing where every response has its id and its dates.

    One blank cell alone may be a response's own: then header cells must be blank too, or the row says "Response".
    """
    there = [name for name in (headers.column(table, one) for one in (*_RESPONDENT, *_EVERY)) if name is not None]
    after = len(table.rows[1:501])
    full = [name for name in there if 0 < 0.9 * after <= len(headers.cells(table, name, skip=1))]
    first = dict(zip(table.names, table.rows[0], strict=True)) if table.rows else {}
    sure = len(full) > 1 or any(
        headers.folded(cell) in _RESPONSE or (headers.blank(table, at) and cell.strip())
        for at, cell in enumerate(first.values())
    )
    return sure and bool(full) and not any(first[name].strip() for name in there)


def _says_response(table: Table) -> bool:
    """Tell whether the first row says "Response" under questions, beside blank header cells or twice, and no other."""
    first = table.rows[0] if table.rows else []
    said = [at for at, cell in enumerate(first) if headers.folded(cell) in _RESPONSE]
    blank = any(headers.blank(table, at) and cell.strip() for at, cell in enumerate(first))
    again = any(headers.folded(row[at]) in _RESPONSE for row in table.rows[1:200] for at in said)
    own = {headers.column(table, one) for one in _META}
    meta = any(cell.strip() for name, cell in zip(table.names, first, strict=False) if name in own)
    return bool(said) and (blank or len(said) > 1) and not again and not meta


def _composed(table: Table, second: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Name the columns by question and option; return their two parts as well."""
    names: list[str] = []
    parts: list[tuple[str, str]] = []
    question = ""
    for at, (name, cell) in enumerate(zip(table.names, second, strict=True)):
        option = " ".join(cell.split())
        inherits = headers.blank(table, at) and bool(option)
        question = question if inherits and question else name
        alone = at + 1 == len(second) or not (headers.blank(table, at + 1) and second[at + 1].strip())
        own = (alone and not inherits) or headers.folded(option) in _RESPONSE
        names.append(question if own else _with(question, option))
        parts.append((question, option))
    return names, parts


def _with(question: str, option: str) -> str:
    return f"{question} [{option}]" if option else question


def _numbered(name: str) -> tuple[str, str]:
    """Part the header of a condensed export.

    >>> _numbered("3. Python.")
    ('3', 'Python.')
    """
    match = _NUMBERED.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")
