"""REDCap: variables as the header, or labels; checkboxes as field___code or "Label (choice=Option)".

Takes a table whose header was the first row. A respondent has several rows where instruments or events repeat.
"""

from __future__ import annotations

import re

from otklik.messages import say
from otklik.reading.platforms import headers
from otklik.reading.tables import Table

_OWN = {"redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_survey_identifier",
        "redcap_data_access_group"}  # fmt: skip
_LABELS = {"repeat instrument", "repeat instance", "event name", "survey identifier", "data access group", "complete?"}
_DONE = re.compile(r"[012]|Incomplete|Unverified|Complete", re.IGNORECASE)
_CHECKBOX = re.compile(r"(\w+?)___(\w+)")
_CHOICE = re.compile(r"(.*\S)\s*\(choice=(.*)\)", re.DOTALL)


def recognised(table: Table) -> bool:
    """Tell by REDCap's own columns, by "(choice=…)", or by instruments that are complete (0, 1, 2) and checkboxes."""
    names = {headers.folded(name) for name in table.names}
    boxes = any(_CHECKBOX.fullmatch(name) for name in table.names)
    choices = any(_CHOICE.fullmatch(name) for name in table.names)
    done = _done(table)
    identified = headers.folded(table.names[0]) in {"record_id", "record id"}
    return (
        bool(names & _OWN)
        or (choices and ("complete?" in names or bool(names & _LABELS) or identified))
        or (identified and (boxes or bool(done) or len(names & _LABELS) >= 1))
        or (bool(done) and (boxes or len(done) > 1 or any(name.endswith("_timestamp") for name in names)))
    )


def shape(table: Table) -> None:
    """Find checkboxes and the columns on the response; say how many rows are of repeating instruments."""
    headers.find_sets(table, _part)
    repeated = headers.column(table, "redcap_repeat_instrument", "Repeat Instrument")
    if repeated is not None:
        at = table.names.index(repeated)
        n = sum(bool(row[at].strip()) for row in table.rows)
        if n:
            table.remarks.append(say("rows_repeat", n=n, column=repeated))
    stamps = [name for name in table.names if name.endswith("_timestamp") or headers.folded(name) == "survey timestamp"]
    done = _done(table)
    headers.give_roles(
        table,
        [
            ("respondent", table.names[0]),
            ("submitted", stamps[0] if stamps else None),
            ("finished", done[0] if len(done) == 1 else None),
        ],
    )


def _done(table: Table) -> list[str]:
    """Return the columns that say whether an instrument is complete; of several none stands for the whole response."""
    named = [name for name in table.names if name.endswith("_complete") or name.startswith("Complete?")]
    return [name for name in named if headers.holds(table, name, _DONE)]


def _part(name: str) -> tuple[str, str]:
    """Part a checkbox.

    >>> _part("tools___2"), _part("Tools? (choice=R)")
    (('tools', '2'), ('Tools?', 'R'))
    """
    match = _CHECKBOX.fullmatch(name) or _CHOICE.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")
