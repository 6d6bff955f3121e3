"""JSON Lines and JSON arrays: one object an answer.

Takes the text of a file, gives a table whose columns are the keys in the order of their first appearance.
"""

from __future__ import annotations

import json
from typing import Any

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.tables import Table, tidy


def parse(text: str, where: str) -> Table:
    """Parse JSON Lines, or one JSON array of objects. Raises `UserError` with the line that is not JSON.

    >>> table = parse('{"id": 1, "text": "да"}\\n{"text": "нет"}\\n', "a.jsonl")
    >>> table.names, table.rows
    (['id', 'text'], [['1', 'да'], ['', 'нет']])
    """
    records: list[Any] = []
    numbers: list[int] = []
    if text.lstrip().startswith("["):
        records = load(text, where, 1)
    else:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                records.append(load(line, where, number))
                numbers.append(number)
    if not records:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    names: dict[str, None] = {}
    for record in records:
        names.update(dict.fromkeys(record if isinstance(record, dict) else ["text"]))
    rows = [
        [cell(record.get(name)) for name in names]
        if isinstance(record, dict)
        else [cell(record) if name == "text" else "" for name in names]
        for record in records
    ]
    table = tidy(list(names), rows, where, numbers)
    table.first_row = 1
    return table


def load(text: str, where: str, line: int) -> Any:
    """Return what a text that begins in some line of a file holds; a `UserError` names the line that is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line += getattr(error, "lineno", 1) - 1
        raise UserError(
            say("not_json", cause=_cause(error)),
            hint=say("not_json_hint"),
            where=say("place_line", file=where, line=line),
        ) from None


def cell(value: Any) -> str:
    """Write a value as a cell: a text as it is, nothing as nothing, all else as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cause(error: Exception) -> str:
    return say("json_deep") if isinstance(error, RecursionError) else getattr(error, "msg", str(error))
