"""SPSS: variables with labels, value labels, levels of measurement, and codes as one multiple-response set.

Takes a finished run and a path, gives a .sav file. What SPSS can't hold is said in remarks, never cut in silence.
"""

from __future__ import annotations

import re
import shutil
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from otklik.domain import NOT_EXPRESSED
from otklik.errors import UserError
from otklik.export.files import whole
from otklik.export.finished import Finished
from otklik.export.variables import Variable, table
from otklik.messages import say

_BYTES = 32_767
_NAME, _LABEL, _VALUE_LABEL = 64, 255, 120
_TAKEN = frozenset("all and by eq ge gt le lt ne not or to with".split())
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{0,5}[1-9])?")
_CREATED = b"01 Jan 2600:00:00"
"""Date and time of creation in the file, the same each time: same results, same bytes."""

SET = "$codes"
"""The multiple-response set of all codes."""


@dataclass(slots=True)
class _Lost:
    """How many cells lost something."""

    cut: int = 0
    nul: int = 0
    spaces: int = 0
    labels: int = 0


@dataclass(slots=True)
class _Columns:
    cells: dict[str, list[Any]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[Any, str]] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    missing: dict[str, list[Any]] = field(default_factory=dict)


def write(path: Path, finished: Finished) -> list[str]:
    """Write a run as an SPSS file; return remarks on what SPSS can't hold.

    A scale is ordinal, its highest group has the highest number, and ``not_expressed`` is 0, declared missing: off the
    scale. Codes are 0/1 and make up the multiple-response set ``$codes``. An input column that holds numbers alone, as
    SPSS would write them, is a number; all others are strings.

    Raises `UserError` when the file can't be written.
    """
    import pandas as pd
    import pyreadstat

    lost = _Lost()
    variables = table(finished)
    names = spss_names([one.name for one in variables])
    columns = _Columns()
    for one, name in zip(variables, names, strict=True):
        _add(columns, one, name, lost)
    marks = [name for one, name in zip(variables, names, strict=True) if one.kind == "mark"]
    frame = pd.DataFrame({name: pd.Series(cells, dtype=_dtype(cells)) for name, cells in columns.cells.items()})
    with whole(path) as part:
        bare = part.with_suffix(".bare")
        try:
            pyreadstat.write_sav(
                frame, bare, column_labels=columns.labels, variable_value_labels=columns.values,
                variable_measure=columns.measures, variable_format=columns.formats, missing_ranges=columns.missing,
                row_compress=True,
            )  # fmt: skip
            # pyreadstat reads multiple-response sets but does not write them.
            question = _within(finished.question or say("export_label_themes"), _LABEL)
            _with_set(bare, part, question, marks if len(marks) > 1 else [])
        except pyreadstat.PyreadstatError as error:
            raise UserError(say("write_failed", cause=str(error)), where=str(path)) from None
        finally:
            bare.unlink(missing_ok=True)
    renamed = sum(one.name != name for one, name in zip(variables, names, strict=True))
    told = {
        "cut": lost.cut, "nul": lost.nul, "spaces": lost.spaces, "labels": lost.labels, "renamed": renamed,
    }  # fmt: skip
    return [say(f"export_sav_{what}", n=n) for what, n in told.items() if n]


def spss_names(names: Sequence[str]) -> list[str]:
    """Return names that SPSS allows: letters, digits and ``_``, a letter first, 64 bytes, none twice in any case.

    >>> spss_names(["Ваше мнение?", "ваше мнение!", "2nd", "ALL", "=1+1"])
    ['Ваше_мнение', 'ваше_мнение_2', 'v_2nd', 'v_ALL', 'v_1_1']
    """
    found: list[str] = []
    taken: set[str] = set()
    for raw in names:
        base = re.sub(r"[^\w]+", "_", raw).strip("_")
        if not base[:1].isalpha() or base.casefold() in _TAKEN:
            base = f"v_{base}" if base else "v"
        name, copy = _within(base, _NAME), 2
        while name.casefold() in taken:
            name, copy = _within(base, _NAME - 1 - len(str(copy))) + f"_{copy}", copy + 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _add(columns: _Columns, one: Variable, name: str, lost: _Lost) -> None:
    cells: list[Any]
    columns.labels[name] = _within(one.label.replace("\0", "\ufffd"), _LABEL)
    if one.kind == "group":
        # SPSS counts up: the highest group gets the highest number.
        steps = [value for value in one.values if value != NOT_EXPRESSED]
        numbers = {value: len(steps) - at for at, value in enumerate(steps)} | {NOT_EXPRESSED: 0}
        cells = [None if cell is None else float(numbers[cell]) for cell in one.cells]
        columns.values[name] = {float(numbers[value]): said for value, said in one.values.items()}
        columns.measures[name], columns.formats[name] = "ordinal", "F4.0"
        if NOT_EXPRESSED in one.values:
            columns.missing[name] = [0.0]
    elif one.kind in {"mark", "flag"}:
        cells = [None if cell is None else float(cell) for cell in one.cells]
        columns.values[name] = {float(value): said for value, said in one.values.items()}
        columns.measures[name], columns.formats[name] = "nominal", "F1.0"
    elif one.kind == "probability":
        cells = list(one.cells)
        columns.measures[name], columns.formats[name] = "scale", "F6.4"
    elif any(one.cells) and all(not cell or _NUMBER.fullmatch(cell) for cell in one.cells):
        cells = [float(cell) if cell else None for cell in one.cells]
        decimals = max(len(cell.partition(".")[2]) for cell in one.cells)
        width = max(8, *(len(cell) for cell in one.cells))
        columns.measures[name], columns.formats[name] = "scale", f"F{width}.{decimals}"
    else:
        cells = [_text(cell, lost) for cell in one.cells]
        columns.measures[name] = "nominal"
    columns.cells[name] = cells
    if name in columns.values:
        short = {value: _within(said, _VALUE_LABEL) for value, said in columns.values[name].items()}
        lost.labels += sum(short[value] != said for value, said in columns.values[name].items())
        columns.values[name] = short
    lost.labels += columns.labels[name] != one.label


def _text(cell: str, lost: _Lost) -> str:
    if "\0" in cell:
        lost.nul += 1
        cell = cell.replace("\0", "\ufffd")
    short = _within(cell, _BYTES)
    lost.cut += short != cell
    lost.spaces += short.endswith(" ")
    return short


def _within(text: str, n_bytes: int) -> str:
    """Cut a text to so many bytes of UTF-8, never inside a character."""
    return text.encode("utf-8")[:n_bytes].decode("utf-8", "ignore")


def _dtype(cells: Sequence[Any]) -> Any:
    return object if any(isinstance(cell, str) for cell in cells) else float


def _with_set(bare: Path, path: Path, label: str, marks: Sequence[str]) -> None:
    """Copy an SPSS file with a multiple-response set of dichotomies put at the end of its dictionary.

    The record (type 7, subtype 7) is as PSPP's description of the format has it: name, ``D``, the counted value and the
    label each after its length in bytes, then the variables by their short names.
    """
    with bare.open("rb") as file, path.open("wb") as out:
        end, short = _dictionary(file)
        file.seek(0)
        head = bytearray(file.read(end))
        head[92:109] = _CREATED
        out.write(head)
        if marks:
            listed = " ".join(short[name.casefold()].lower() for name in marks)
            said = f"{SET}=D1 1 {len(label.encode())} {label} {listed}\n".encode()
            out.write(struct.pack("<4i", 7, 7, 1, len(said)) + said)
        shutil.copyfileobj(file, out)


def _dictionary(file: IO[bytes]) -> tuple[int, dict[str, str]]:
    """Return where the dictionary's last record begins, and the short name of each variable by its long one."""
    short: dict[str, str] = {}
    file.seek(176)
    while True:
        (kind,) = struct.unpack("<i", file.read(4))
        if kind == 2:
            _, labelled, missing, _, _, _ = struct.unpack("<5i8s", file.read(28))
            if labelled:
                (size,) = struct.unpack("<i", file.read(4))
                file.seek(-(-size // 4) * 4, 1)
            file.seek(8 * abs(missing), 1)
        elif kind == 3:
            (n,) = struct.unpack("<i", file.read(4))
            for _ in range(n):
                file.seek(8, 1)
                size = file.read(1)[0]
                file.seek(-(-(size + 1) // 8) * 8 - 1, 1)
        elif kind == 4:
            (n,) = struct.unpack("<i", file.read(4))
            file.seek(4 * n, 1)
        elif kind == 6:
            (n,) = struct.unpack("<i", file.read(4))
            file.seek(80 * n, 1)
        elif kind == 7:
            subtype, size, n = struct.unpack("<3i", file.read(12))
            content = file.read(size * n)
            if subtype == 13:  # SHORT=long, parted by TAB
                pairs = (one.partition("=") for one in content.decode("utf-8").rstrip("\0").split("\t"))
                short = {name.casefold(): code for code, _, name in pairs}
        else:
            return file.tell() - 4, short
