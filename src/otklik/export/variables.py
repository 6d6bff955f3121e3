"""The table that every statistics program gets: each input column, each scale, and a 0/1 column for each code.

Takes a finished run, gives variables in their order, each with its label, values and cells. One query, several writers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from otklik.domain import NOT_EXPRESSED, Scale, named
from otklik.export.finished import Finished
from otklik.messages import say

Kind = Literal["input", "told", "group", "probability", "mark", "flag"]

HAS = "has_"
"""Before the id of a code in the name of its 0/1 column."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One column for other programs.

    ``kind``: "input" (verbatim), "told" (language, status and the list of themes), "group" of a scale, "probability",
    "mark" (0/1: whether a text has a code) or "flag" (0/1 on the answer itself). ``of`` is the id of its scale or code;
    ``values`` name what its cells can be. A cell is a string, a number, or ``None`` where the answer was not coded.
    """

    name: str
    label: str
    kind: Kind
    cells: Sequence[Any]
    of: str = ""
    values: Mapping[str | int, str] = field(default_factory=dict)


def table(finished: Finished) -> list[Variable]:
    """Return all variables of a run, those of the input first.

    The 0/1 columns are named ``has_<code>``, with the prefix ``otklik_`` where the input has one of their names.
    """
    spoken, coded, columns = finished.language, finished.coded, finished.columns
    found = [
        Variable(name, finished.titles.get(name) or name, "input", coded[name].tolist())
        for name in finished.input_columns
    ]
    for name in ("language", "status", "themes"):
        found.append(Variable(columns[name], say(f"export_label_{name}"), "told", coded[columns[name]].tolist()))
    for scale in finished.scales:
        names = group_names(scale, spoken)
        title = named(scale.name, spoken)
        found.append(Variable(columns[scale.id], title, "group", finished.groups[scale.id], scale.id, names))
        sure = columns[f"{scale.id}_p"]
        label = say("export_label_p", name=title)
        found.append(Variable(sure, label, "probability", _numbers(coded[sure]), scale.id))
    person = [int(flag) for flag in finished.needs_person]
    found.append(Variable(columns["needs_person"], say("export_label_needs_person"), "flag", person, values=yes_no()))
    marks = mark_names(finished)
    for code in finished.codes:
        has = [None if given is None else int(code.id in given) for given in finished.given]
        title = named(code.name, spoken) or code.id
        found.append(Variable(marks[code.id], title, "mark", has, code.id, yes_no()))
    for code in finished.codes:
        title = named(code.name, spoken) or code.id
        cells = _numbers(coded[columns[code.id]])
        found.append(Variable(columns[code.id], say("export_label_p", name=title), "probability", cells, code.id))
    return found


def mark_names(finished: Finished) -> dict[str, str]:
    """Return the name of each code's 0/1 column."""
    prefix = HAS
    while any(prefix + code.id in finished.coded.columns for code in finished.codes):
        prefix = f"otklik_{prefix}"
    return {code.id: prefix + code.id for code in finished.codes}


def group_names(scale: Scale, language: str) -> dict[str | int, str]:
    """Return the name of each value of a scale, highest first."""
    names: dict[str | int, str] = {group.id: named(group.name, language) or group.id for group in scale.groups}
    return names | ({NOT_EXPRESSED: say("not_expressed")} if scale.silent else {})


def yes_no() -> dict[str | int, str]:
    """Return the names of 0 and 1."""
    return {0: say("export_no"), 1: say("export_yes")}


def _numbers(cells: Sequence[str]) -> list[float | None]:
    return [float(cell) if cell else None for cell in cells]
