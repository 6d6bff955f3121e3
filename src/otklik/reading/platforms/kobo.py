"""KoboToolbox and ODK: "/" between groups, a select_multiple as a list and as 0/1 columns.

Takes a table whose header was the first row; a second row of HXL tags (#date) is no response.
"""

from __future__ import annotations

import re

from otklik.reading.platforms import headers
from otklik.reading.tables import Table

_KOBO = {"_id", "_uuid", "_submission_time", "_validation_status", "_submitted_by", "__version__"}
_ODK = {"submissiondate", "key", "meta-instanceid", "meta/instanceid", "meta:instanceid", "instanceid", "submitterid",
        "submittername", "attachmentspresent", "reviewstate"}  # fmt: skip
_TAG = re.compile(r"#[a-z][\w+ ]*", re.IGNORECASE)
_SEPARATORS = ("/", ":", ".", "-", "__")


def recognised(table: Table) -> bool:
    """Tell by two of Kobo's own columns, or by three of ODK Central's."""
    names = {headers.folded(name) for name in table.names}
    kobo = names & _KOBO
    return (len(kobo) >= 2 and bool(kobo & {"_uuid", "_submission_time"})) or len(names & _ODK) >= 3


def shape(table: Table) -> None:
    """Take a row of HXL tags out, find the options of a question and the columns on the response."""
    first = [cell.strip() for cell in table.rows[0] if cell.strip()] if table.rows else []
    if first and all(_TAG.fullmatch(cell) for cell in first):
        headers.continue_header(table, [0], "Kobo")
    known = set(table.names)
    headers.find_sets(table, lambda name: _part(name, known))
    headers.give_roles(
        table,
        [
            ("respondent", headers.column(table, "_uuid", "meta/rootUuid", "KEY", "meta-instanceID", "_id")),
            ("submitted", headers.column(table, "_submission_time", "SubmissionDate", "end")),
        ],
    )


def _part(name: str, known: set[str]) -> tuple[str, str]:
    """Part an option from the question whose list of options is a column too; without the list only "/" parts them.

    >>> _part("g/tools/r", {"g/tools", "g/tools/r"}), _part("g-tools", {"g-tools"})
    (('g/tools', 'r'), ('g-tools', ''))
    """
    for separator in _SEPARATORS:
        question, found, option = name.rpartition(separator)
        if found and question and option and question in known:
            return question, option
    question, _, option = name.rpartition("/")
    return (question, option) if question and option else (name, "")
