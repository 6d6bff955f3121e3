"""Qualtrics: names, labels and {"ImportId": …} as three header rows; V1… and two header rows in legacy exports.

Takes a table whose header was the first row. People delete the third row, sometimes the second: both are known by what
stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from otklik.reading.platforms import headers
from otklik.reading.tables import Table

_IMPORT_ID = re.compile(r"\s*\{\s*[\"'\u201c]*\s*ImportId\b.*", re.DOTALL)
_RESPONSE = re.compile(r"R_\w{8,}")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_LEGACY = re.compile(r"V\d{1,2}")
# What stands in these columns is never a label, in any language.
_KINDS = {
    "responseid": _RESPONSE, "response id": _RESPONSE, "startdate": headers.MOMENT, "enddate": headers.MOMENT,
    "recordeddate": headers.MOMENT, "start date": headers.MOMENT, "end date": headers.MOMENT,
    "recorded date": headers.MOMENT, "progress": _NUMBER, "duration (in seconds)": _NUMBER,
    "ipaddress": re.compile(r"[\d.:a-f*x]+", re.IGNORECASE), "locationlatitude": _NUMBER, "locationlongitude": _NUMBER,
}  # fmt: skip
_OWN = {"responseid", "startdate", "enddate", "recordeddate", "distributionchannel", "userlanguage", "ipaddress",
        "duration (in seconds)", "externalreference", "externaldatareference", "responseset", "recipientemail",
        "locationlatitude", "locationlongitude", "finished", "progress", "status"}  # fmt: skip
_OPTION = re.compile(r"(.*\w)_\d+")


def recognised(table: Table) -> bool:
    """Tell by ImportIds, by response ids (R_…), by labels over its own columns, or by five of these columns."""
    own = _OWN & {headers.folded(name) for name in table.names}
    response = headers.column(table, "ResponseId", "Response ID")
    return (
        any(_is_import(row) for row in table.rows[:3])
        or (response is not None and headers.holds(table, response, _RESPONSE, skip=1))
        or _legacy(table)
        or _labelled(table)
        or (len(own) >= 5 and bool({"responseid", "recordeddate", "distributionchannel"} & own))
    )


def shape(table: Table) -> None:
    """Take the labels as titles, find the options of a question and the columns on the response."""
    extra = [at for at, row in enumerate(table.rows[:3]) if _is_import(row)]
    labels = 0 if table.rows and 0 not in extra and (extra or _is_label(table)) else None
    if labels is not None:
        for name, label in zip(table.names, table.rows[labels], strict=True):
            if label.strip():
                table.titles[name] = headers.asked(label)
        extra.insert(0, labels)
    headers.continue_header(table, sorted(set(extra)), "Qualtrics")
    headers.find_sets(table, lambda name: _part(table, name), lambda base: _question(table, base))
    named = {headers.folded(table.titles.get(name, name)): name for name in reversed(table.names)} | {
        headers.folded(name): name for name in reversed(table.names)
    }
    own = {role: next((named[one] for one in wanted if one in named), None) for role, wanted in _ROLES.items()}
    headers.give_roles(table, own.items())


_ROLES = {
    "respondent": ("responseid", "response id"),
    "submitted": ("recordeddate", "recorded date", "enddate", "end date"),
    "status": ("status", "response type", "distributionchannel"),
    "finished": ("finished",),
    "language": ("userlanguage", "user language", "q_language"),
}


def _is_import(row: list[str]) -> bool:
    full = [cell for cell in row if cell.strip()]
    return bool(full) and sum(bool(_IMPORT_ID.match(cell)) for cell in full) > len(full) / 2


def _legacy(table: Table) -> bool:
    numbered = sum(bool(_LEGACY.fullmatch(name)) for name in table.names)
    return numbered >= 3 and bool(table.rows) and len(_OWN & {headers.folded(cell) for cell in table.rows[0]}) >= 3


def _labelled(table: Table) -> bool:
    """Tell whether the first row writes two of Qualtrics' names as its English labels do: StartDate, "Start Date"."""
    pairs = zip(table.names, table.rows[0] if table.rows else (), strict=False)
    same = [name for name, cell in pairs if name.casefold() in _OWN and cell != name == cell.replace(" ", "")]
    return len(same) >= 2 and _is_label(table)


def _is_label(table: Table) -> bool:
    """Tell whether the first row labels the columns: it alone holds no dates, ids and numbers where they belong."""
    if _legacy(table):
        return True
    votes = list(_votes(table))
    return bool(votes) and not any(votes)


def _votes(table: Table) -> Iterator[bool]:
    for at, name in enumerate(table.names):
        kind = _KINDS.get(headers.folded(name))
        first = table.rows[0][at].strip()
        if kind and first and headers.holds(table, name, kind, skip=1):
            yield bool(kind.fullmatch(first))


def _part(table: Table, name: str) -> tuple[str, str]:
    """Part Q3_2 by its name, its option by the end of its label: "Which? - Selected Choice - Python"."""
    match = _OPTION.fullmatch(name)
    return (match[1], table.titles.get(name, "").rpartition(" - ")[2] or name) if match else (name, "")


def _question(table: Table, base: str) -> str:
    labels = [table.titles.get(name, "") for name in table.names if _part(table, name)[0] == base != name]
    label = next((one.rpartition(" - ")[0] for one in labels if " - " in one), "")
    return label.removesuffix(" - Selected Choice") or base
