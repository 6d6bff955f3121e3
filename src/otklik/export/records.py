"""Parquet and JSON Lines: every value with its type.

Takes a finished run and a path, gives one file; numbers are numbers, and what was not coded is null.
"""

from __future__ import annotations

import json
from pathlib import Path

from otklik.export.files import whole
from otklik.export.finished import Finished
from otklik.export.variables import table


def parquet(path: Path, finished: Finished) -> list[str]:
    """Write a run as Parquet; each field's metadata has its label, and the names of its values as JSON.

    Raises `UserError` when the file can't be written.
    """
    import pyarrow
    import pyarrow.parquet

    types = {"probability": pyarrow.float64(), "mark": pyarrow.int8(), "flag": pyarrow.int8()}
    fields, columns = [], []
    for one in table(finished):
        kind = types.get(one.kind, pyarrow.string())
        told = {"label": one.label}
        if one.values:
            told["values"] = json.dumps(one.values, ensure_ascii=False)
        fields.append(pyarrow.field(one.name, kind, metadata=told))
        columns.append(pyarrow.array(list(one.cells), kind))
    with whole(path) as part:
        pyarrow.parquet.write_table(pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields)), part)
    return []


def json_lines(path: Path, finished: Finished) -> list[str]:
    """Write a run as JSON Lines, an answer a line, in UTF-8. Raises `UserError` when the file can't be written."""
    variables = table(finished)
    names = [one.name for one in variables]
    with whole(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for row in zip(*(one.cells for one in variables), strict=True):
            file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
    return []
