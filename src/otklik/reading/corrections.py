"""The workbook of a run after people have corrected it: what they coded, and what the machine had said.

Takes the path of an .xlsx file that `otklik export` wrote, gives each row that a person has read. Never guesses what
was meant, and never takes an unread row for a coded one.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.codings import NoSheetError, opened
from otklik.reading.columns import short

if TYPE_CHECKING:
    from otklik.reading import Survey

ANSWERS, CODEBOOK, MACHINE = "answers", "codebook", "machine"
ROW, CORRECTED, CHECKED, YES = "row", " corrected", "checked", "yes"
CODEBOOK_HEADS = ("column", "kind", "id", "value", "name", "definition")

_MARKS = {"0": False, "1": True, "0.0": False, "1.0": True, "": None, "false": False, "true": True}
_READ = frozenset({"yes", "да", "1", "true", "x", "х", "+", "✓", "✔"})
_UNREAD = frozenset({"", "no", "нет", "0", "false", "-"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row that a person has read, in whole (``checked``) or as far as it was corrected.

    ``labels`` and ``codes`` are the person's, ``None`` for what was not looked at; ``machine_labels`` and
    ``machine_codes`` the machine's, ``None`` where it did not code. ``number`` is the row of the workbook; ``changed``
    names what differs.
    """

    id: str
    number: int
    text: str
    checked: bool
    labels: Mapping[str, str | None]
    codes: frozenset[str] | None
    machine_labels: Mapping[str, str | None]
    machine_codes: frozenset[str] | None
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected workbook: ids of scales and codes, who coded before (``machine``), and the rows a person has read."""

    name: str
    machine: str
    scales: tuple[str, ...]
    codes: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Sheet:
    """What the columns of the answers are: by the id of a scale its column, that of its correction, and each value by
    how it may be written (itself, or its name); by the id of a code its 0/1 column.
    """

    file: str
    row: str = ROW
    checked: str = CHECKED
    texts: list[str] = field(default_factory=list)
    machine: str = ""
    scales: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)


def read(path: str | Path) -> Corrected:
    """Read the rows that a person has corrected or checked.

    A correction stands in the column beside its scale, or in the place of the machine's own value; a 0/1 column of a
    code is changed in its place. A row that is ``checked`` counts as coded in whole; any other one only as far as it
    was changed: its scale, or all of its codes.

    Raises `UserError` when the file is no export of a run, or for a value that the codebook does not have, with its
    row, its column and the nearest value.
    """
    try:
        answers = opened(path, ANSWERS)
        sheet = _described(opened(path, CODEBOOK), answers)
        machine = opened(path, MACHINE).frame
    except NoSheetError as error:
        raise UserError(error.message, hint=say("import_no_export_hint"), where=error.where) from None
    before = {one[sheet.row]: one for one in machine.to_dict("records")} if sheet.row in machine else {}
    taken: set[str] = set()
    lines = []
    for number, row in zip(answers.rows, answers.frame.to_dict("records"), strict=True):
        name = row[sheet.row].strip()
        if name not in before or name in taken:
            said = say("import_row_twice", row=name) if name in taken else say("import_row_unknown", row=name)
            raise UserError(said, hint=say("import_row_hint"), where=_place(sheet.file, number, sheet.row))
        taken.add(name)
        line = _line(row, number, name, before[name], sheet)
        if line is not None:
            lines.append(line)
    if not lines:
        raise UserError(say("import_nothing"), hint=say("import_nothing_hint"), where=sheet.file)
    return Corrected(sheet.file, sheet.machine, tuple(sheet.scales), tuple(sheet.codes), tuple(lines))


def _described(codebook: Survey, answers: Survey) -> _Sheet:
    """Learn from the sheet of the codebook what the columns of the answers are."""
    found, frame = _Sheet(answers.sources[0].name), codebook.frame
    if not {*CODEBOOK_HEADS} <= {*frame.columns}:
        raise UserError(say("import_no_export"), hint=say("import_no_export_hint"), where=found.file)
    for line in frame[list(CODEBOOK_HEADS)].to_dict("records"):
        column, kind, code = line["column"], line["kind"], line["id"]
        if kind == "row":
            found.row = column
        elif kind == "checked":
            found.checked = column
        elif kind == "text":
            found.texts.append(column)
        elif kind == "coder":
            found.machine = code
        elif kind == "scale":
            found.scales[code] = column
        elif kind == "correction":
            found.beside[code] = column
        elif kind == "group":
            spellings = found.values.setdefault(code, {})
            spellings.setdefault(line["name"].casefold(), line["value"])
            spellings[line["value"].casefold()] = line["value"]
        elif kind in {"theme", "topic"}:
            found.codes[code] = column
    wanted = (found.row, *found.texts, *found.scales.values(), *found.beside.values(), *found.codes.values())
    gone = [name for name in wanted if name not in answers.frame]
    if gone:
        said = say("import_columns_gone", names=", ".join(short(name) for name in gone[:5]))
        raise UserError(said, hint=say("import_columns_gone_hint"), where=found.file)
    return found


def _line(
    row: Mapping[Hashable, str], number: int, name: str, machine: Mapping[Hashable, str], sheet: _Sheet
) -> Line | None:
    said = row.get(sheet.checked, "").strip().casefold()
    if said not in _READ | _UNREAD:
        raise UserError(
            say("import_value", value=said), hint=say("import_near", value=YES),
            where=_place(sheet.file, number, sheet.checked),
        )  # fmt: skip
    checked = said in _READ
    labels: dict[str, str | None] = {}
    before: dict[str, str | None] = {}
    changed = []
    for scale, column in sheet.scales.items():
        before[scale] = machine.get(column) or None
        beside = sheet.beside[scale]
        given = _value(row[beside], scale, sheet, number, beside)
        found = given or _value(row[column], scale, sheet, number, column)
        if found != before[scale] and found:
            changed.append(scale)
        labels[scale] = found if checked or given or scale in changed else None
    marks = {code: _mark(row[column], sheet.file, number, column) for code, column in sheet.codes.items()}
    old = {code: _mark(machine.get(column, ""), sheet.file, number, column) for code, column in sheet.codes.items()}
    differ = [code for code in sheet.codes if marks[code] != old[code] and marks[code] is not None]
    changed += differ
    coded = any(mark is not None for mark in marks.values())
    codes = frozenset(code for code, mark in marks.items() if mark) if differ or (checked and coded) else None
    if not checked and codes is None and not any(labels.values()):
        return None
    was_coded = any(mark is not None for mark in old.values())
    text = "\n".join(part for one in sheet.texts if (part := row[one]).strip() or len(sheet.texts) == 1)
    return Line(
        name, number, text, checked, labels, codes, before,
        frozenset(code for code, mark in old.items() if mark) if was_coded else None, tuple(changed),
    )  # fmt: skip


def _value(cell: str, scale: str, sheet: _Sheet, number: int, column: str) -> str | None:
    written = " ".join(cell.split())
    if not written:
        return None
    known = sheet.values[scale]
    if written.casefold() in known:
        return known[written.casefold()]
    values = tuple(dict.fromkeys(known.values()))
    near = difflib.get_close_matches(written.casefold(), known, n=1, cutoff=0.5)
    hint = say("import_near", value=known[near[0]]) if near else say("import_known", values=", ".join(values))
    raise UserError(say("import_value", value=short(written)), hint=hint, where=_place(sheet.file, number, column))


def _mark(cell: str, file: str, number: int, column: str) -> bool | None:
    written = cell.strip().casefold()
    if written in _MARKS:
        return _MARKS[written]
    hint = say("import_known", values="0, 1")
    raise UserError(say("import_value", value=short(cell)), hint=hint, where=_place(file, number, column))


def _place(file: str, number: int, column: str) -> str:
    return say("import_place", file=file, row=number, column=short(column))


def with_texts(found: Corrected, texts: Mapping[str, str], folder: str) -> Corrected:
    """Take the texts of rows from the results themselves, where none is cut or changed.

    Raises `UserError` when the results have no such row.
    """
    for line in found.lines:
        if line.id not in texts:
            raise UserError(
                say("import_row_unknown", row=line.id), hint=say("import_results_hint", folder=folder),
                where=_place(found.name, line.number, ROW),
            )  # fmt: skip
    return replace(found, lines=tuple(replace(line, text=texts[line.id]) for line in found.lines))
