"""SurveyGizmo, now Alchemer: one header row; "Option:Question" names the columns of a question.

Takes a table whose header was the first row.
"""

from __future__ import annotations

import re

from otklik.reading.platforms import headers
from otklik.reading.tables import Table

_OWN = ("Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "Legacy Comments", "SessionID")
_STATUS = re.compile(r"(?:in)?complete|partial|disqualified|deleted|quota.*|abandoned|voice|test.*", re.IGNORECASE)


def recognised(table: Table) -> bool:
    """Tell by a column Status of its own words, beside two more of its columns."""
    there = [name for name in _OWN if headers.column(table, name)]
    return (
        len(there) >= 3 and "Date Submitted" in there and headers.holds(table, headers.column(table, "Status"), _STATUS)
    )


def shape(table: Table) -> None:
    """Title "Option:Question" the other way round, find the options of a question and the columns on the response."""
    for name in table.names:
        question, option = _part(table, name)
        if option:
            table.titles[name] = headers.asked(f"{question} [{option}]")
    headers.find_sets(table, lambda name: _part(table, name))
    headers.give_roles(
        table,
        [
            ("respondent", headers.column(table, "Response ID")),
            ("submitted", headers.column(table, "Date Submitted")),
            ("status", headers.column(table, "Status")),
            ("language", headers.column(table, "Language")),
        ],
    )


def _part(table: Table, name: str) -> tuple[str, str]:
    """Part "Other word(s)::Which words?"; a colon inside a question parts nothing unless another column shares its end.

    >>> table = Table(["R:Which?", "Python:Which?", "Note: why?"], [])
    >>> _part(table, "R:Which?"), _part(table, "Note: why?")
    (('Which?', 'R'), ('Note: why?', ''))
    """
    for match in re.finditer(r":(?=\S)", name):
        option, question = name[: match.start()].rstrip(" :"), name[match.end() :]
        others = (other for other in table.names if other != name)
        if option and question and any(other.endswith(f":{question}") or other == question for other in others):
            return " ".join(question.split()), " ".join(option.split())
    return name, ""
