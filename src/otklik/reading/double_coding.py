"""Texts that several people coded: who gave what to which text, from any of the tables researchers keep it in.

Takes files and the names of columns, gives for each variable a table texts x coders with gaps. Never measures, never
decides who is right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik import reading
from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.cells import codes_by_row, label, theme_columns
from otklik.reading.columns import resolve, short

if TYPE_CHECKING:
    import pandas as pd

_LONG = {"id": ("id", "text_id", "text id"), "coder": ("coder",), "variable": ("variable",), "value": ("value", "code")}
_CODE_COLUMN = re.compile(r"(code|код)[ _]?\d+", re.IGNORECASE)
_SEVERAL = re.compile(r"[;|]")
_MARKS = frozenset({"0", "1", "0.0", "1.0", ""})


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that was coded. ``given`` (texts, coders) holds codings, ``None`` for gaps.

    Of a scale a coding is a value; of themes (``many``) a frozenset of codes, empty when none fits. ``marks`` (texts,
    coders, values) is 1 where a code was given, 0 where not, -1 for gaps.
    """

    id: str
    values: tuple[str, ...]
    given: NDArray[np.object_]
    marks: NDArray[np.int8]
    many: bool


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """Texts by several coders: ``ids`` and ``texts`` (empty where unknown) in one order with every variable's rows.

    ``reasons`` are those that coders wrote down, by (variable, id, coder).
    """

    sources: tuple[reading.Source, ...]
    coders: tuple[str, ...]
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    variables: tuple[Variable, ...]
    remarks: tuple[str, ...]
    reasons: Mapping[tuple[str, str, str], str] = field(default_factory=dict)


def read(
    paths: Sequence[str | Path],
    *,
    coders: Sequence[str] = (),
    themes: Sequence[str] = (),
    id_column: str | None = None,
    text: str | None = None,
    texts: str | Path | None = None,
    separator: str | None = None,
) -> DoubleCoding:
    """Read codings by several coders.

    Several ``paths``: a file of each coder, joined by ``id_column``. One path: either long (columns id, coder,
    variable, value; ``coders`` chooses among them), or a column of each of ``coders``, or columns named
    ``<coder>_<variable>``. ``themes`` names what may hold several codes: variables of a long table, columns of files.
    ``texts`` is a file that has the texts by the same ids.

    Raises `UserError` when no shape fits, ids are doubled, or a coder gave one text two values.
    """
    coders = tuple(dict.fromkeys(coders))
    if len(paths) > 1:
        found = _by_file(paths, coders, themes, id_column, text, separator)
    else:
        survey = reading.read(paths[0])
        if _long_columns(survey.frame) is not None:
            found = _long(survey, coders, themes, text, separator)
        elif coders:
            found = _wide(survey, coders, themes, id_column, text, separator)
        else:
            raise UserError(say("double_shape"), hint=say("double_shape_hint"), where=survey.sources[0].name)
    if len(found.coders) < 2:
        hint = say("double_one_coder_hint", coders=", ".join(found.coders))
        raise UserError(say("double_one_coder"), hint=hint, where=found.sources[0].name)
    return _with_texts(found, texts, id_column, text) if texts is not None else found


def _long(
    survey: reading.Survey, wanted: Sequence[str], themes: Sequence[str], text: str | None, separator: str | None
) -> DoubleCoding:
    frame, name = survey.frame, survey.sources[0].name
    columns = _long_columns(frame) or {}
    units, who_gave, variables_of = (
        [value.strip() for value in frame[columns[part]]] for part in ("id", "coder", "variable")
    )
    known = list(dict.fromkeys(filter(None, who_gave)))
    _check_known(wanted, known, "double_coder_unknown", name)
    coders = tuple(wanted) or tuple(known)
    ids = tuple(dict.fromkeys(filter(None, units)))
    at, who = {one: place for place, one in enumerate(ids)}, {one: place for place, one in enumerate(coders)}
    cells: dict[str, dict[tuple[int, int], list[tuple[int, str]]]] = {}
    blank = []
    lines = zip(survey.rows, units, who_gave, variables_of, frame[columns["value"]], strict=True)
    for row, unit, coder, variable, value in lines:
        if not (unit and coder and variable):
            blank.append(row)
        elif coder in who:
            cells.setdefault(variable, {}).setdefault((at[unit], who[coder]), []).append((row, value))
    _check_known(themes, list(cells), "double_variable_unknown", name)
    variables = []
    for variable, given in cells.items():
        many = variable in themes or any(_SEVERAL.search(value) for said in given.values() for _, value in said)
        table = np.full((len(ids), len(coders)), None, dtype=object)
        for (unit_at, coder_at), said in given.items():
            if many:
                table[unit_at, coder_at] = _set([value for _, value in said], separator)
            else:
                place = say("codings_place", file=name, column=short(columns["value"]))
                table[unit_at, coder_at] = _one(said, variable, coders[coder_at], ids[unit_at], place)
        variables.append(_variable(variable, table, many))
    reasons = {}
    if "reason" in frame:
        keys = zip(variables_of, units, who_gave, strict=True)
        reasons = {key: why for key, why in zip(keys, frame["reason"], strict=True) if why.strip()}
    column = resolve(frame, [text], "--text", name)[0] if text else next((one for one in frame if one == "text"), None)
    words = dict(zip(units, frame[column], strict=True)) if column else {}
    remarks = [*survey.remarks]
    if blank:
        remarks.append(say("double_blank_rows", n=len(blank), rows=", ".join(map(str, blank[:5]))))
    return DoubleCoding(
        survey.sources, coders, ids, tuple(words.get(one, "") for one in ids), tuple(variables), tuple(remarks), reasons
    )


def _one(said: Sequence[tuple[int, str]], variable: str, coder: str, unit: str, place: str) -> str | None:
    """Return the one label among rows of a coder, a text and a variable. Raises `UserError` when there are two."""
    different = {found for _, value in said if (found := label(value))}
    if len(different) > 1:
        rows = ", ".join(str(row) for row, _ in said[:5])
        raise UserError(
            say("double_two_values", coder=coder, id=unit, variable=variable, rows=rows),
            hint=say("double_two_values_hint", variable=variable),
            where=place,
        )
    return next(iter(different), None)


def _check_known(
    wanted: Sequence[str],
    known: Sequence[str],
    message: Literal["double_coder_unknown", "double_variable_unknown"],
    name: str,
) -> None:
    for one in wanted:
        if one not in known:
            said = (
                say("double_coder_unknown", coder=one)
                if message == "double_coder_unknown"
                else say("double_variable_unknown", id=one)
            )
            raise UserError(said, hint=say("double_known", names=", ".join(known)), where=name)


def _wide(
    survey: reading.Survey, coders: Sequence[str], themes: Sequence[str], id_column: str | None, text: str | None,
    separator: str | None,
) -> DoubleCoding:  # fmt: skip
    frame, name = survey.frame, survey.sources[0].name
    names = [str(column) for column in frame.columns]
    ends = [{one[len(coder) + 1 :]: one for one in names if one.startswith(f"{coder}_")} for coder in coders]
    shared = [end for end in ends[0] if all(end in other for other in ends)]
    if all(coder in names for coder in coders) or not shared:
        columns = [resolve(frame, [coder], "--coders", name)[0] for coder in coders]
        cells = np.array([[str(value) for value in frame[column]] for column in columns], dtype=object).T
        many = bool(themes) or any(_SEVERAL.search(value) for value in cells.ravel())
        variables = [_variable("code", _labels(cells, many, separator), many)]
        taken = set(columns)
    else:
        cells = np.array([[frame[end[part]].tolist() for part in shared] for end in ends], dtype=object)
        taken = {end[part] for end in ends for part in shared}
        if {value.strip() for value in cells.ravel()} <= _MARKS:  # the columns are codes
            variables = [_marked("codes", shared, cells.transpose(2, 0, 1))]
        else:
            variables = [_variable(part, _labels(cells[:, at].T, False, separator), False) for at, part in
                         enumerate(shared)]  # fmt: skip
    ids = _ids(frame, id_column, name, survey.rows)
    words = _words(frame, name, text, taken)
    return DoubleCoding(survey.sources, tuple(coders), ids, words, tuple(variables), survey.remarks)


def _by_file(
    paths: Sequence[str | Path], coders: Sequence[str], themes: Sequence[str], id_column: str | None, text: str | None,
    separator: str | None,
) -> DoubleCoding:  # fmt: skip
    surveys = [reading.read(path) for path in paths]
    if coders and len(coders) != len(paths):
        raise UserError(say("double_coders_files", coders=len(coders), files=len(paths)), hint=say("double_files_hint"))
    names = tuple(coders) or _different([Path(path).stem for path in paths])
    units: list[dict[str, int]] = []
    given: list[list[Any]] = []
    words: dict[str, str] = {}
    for survey in surveys:
        frame, name = survey.frame, survey.sources[0].name
        columns = (
            theme_columns(frame, themes, name)
            if themes
            else [str(one) for one in frame if _CODE_COLUMN.fullmatch(str(one))]
        )
        if not columns:
            raise UserError(say("codings_no_columns"), hint=say("codings_no_columns_hint"), where=name)
        ids = _ids(frame, id_column, name, survey.rows)
        units.append({one: at for at, one in enumerate(ids)})
        codes = codes_by_row(frame, columns, separator)
        given.append([None if one is None else frozenset(one) for one in codes])
        for one, said in zip(ids, _words(frame, name, text, set(columns)), strict=True):
            words[one] = words.get(one) or said
    ids = tuple(words)
    table = np.full((len(ids), len(names)), None, dtype=object)
    for who, (at, codes) in enumerate(zip(units, given, strict=True)):
        for place, one in enumerate(ids):
            table[place, who] = codes[at[one]] if one in at else None
    remarks = [remark for survey in surveys for remark in survey.remarks]
    for name, at in zip(names, units, strict=True):
        if len(at) < len(ids):
            remarks.append(say("double_ids_missing", coder=name, n=len(ids) - len(at)))
    if set.intersection(*(set(at) for at in units)) == set():
        raise UserError(say("double_no_common"), hint=say("double_no_common_hint"), where=surveys[-1].sources[0].name)
    sources = tuple(survey.sources[0] for survey in surveys)
    variable = _variable("codes", table, True)
    return DoubleCoding(sources, names, ids, tuple(words.values()), (variable,), tuple(remarks))


def _with_texts(found: DoubleCoding, path: str | Path, id_column: str | None, text: str | None) -> DoubleCoding:
    survey = reading.read(path)
    ids = _ids(survey.frame, id_column, survey.sources[0].name, survey.rows)
    words = dict(zip(ids, _words(survey.frame, survey.sources[0].name, text, set()), strict=True))
    missing = sum(one not in words for one in found.ids)
    if missing == len(found.ids):
        raise UserError(say("double_no_common"), hint=say("double_no_common_hint"), where=survey.sources[0].name)
    remarks = (*found.remarks, say("double_texts_missing", n=missing)) if missing else found.remarks
    return DoubleCoding(
        (*found.sources, *survey.sources), found.coders, found.ids, tuple(words.get(one, "") for one in found.ids),
        found.variables, remarks, found.reasons,
    )  # fmt: skip


def codes(cell: str, separator: str | None = None) -> frozenset[str]:
    """Return the codes of a cell, joined by ``;`` or ``|`` unless a ``separator`` is given.

    >>> sorted(codes("help; pay"))
    ['help', 'pay']
    """
    return _set([cell], separator)


def _variable(name: str, given: NDArray[np.object_], many: bool) -> Variable:
    values = sorted({code for cell in given.ravel() if cell is not None for code in (cell if many else [cell])})
    if not many:
        with suppress(ValueError):
            values.sort(key=float)
    place = {value: at for at, value in enumerate(values)}
    marks = np.full((*given.shape, len(values)), -1, dtype=np.int8)
    for at, cell in np.ndenumerate(given):
        if cell is not None:
            marks[at] = 0
            marks[at][[place[code] for code in (cell if many else [cell])]] = 1
    return Variable(name, tuple(values), given, marks, many)


def _marked(name: str, codes: Sequence[str], cells: NDArray[np.object_]) -> Variable:
    """Make a variable of marks 0/1 (texts, coders, codes); a text with a gap among them has no whole coding."""
    kinds = {"": -1, "0": 0, "0.0": 0, "1": 1, "1.0": 1}
    marks = np.array([kinds[value.strip()] for value in cells.ravel()], dtype=np.int8).reshape(cells.shape)
    given = np.full(cells.shape[:2], None, dtype=object)
    for at in zip(*np.nonzero((marks >= 0).all(axis=2)), strict=True):
        given[at] = frozenset(codes[code] for code in np.flatnonzero(marks[at]).tolist())
    return Variable(name, tuple(codes), given, marks, True)


def _labels(cells: NDArray[np.object_], many: bool, separator: str | None) -> NDArray[np.object_]:
    table = np.full(cells.shape, None, dtype=object)
    for at, cell in np.ndenumerate(cells):
        table[at] = (_set([cell], separator) if str(cell).strip() else None) if many else label(str(cell))
    return table


def _set(cells: Sequence[str], separator: str | None) -> frozenset[str]:
    parts = [part for cell in cells for part in (cell.split(separator) if separator else _SEVERAL.split(cell))]
    return frozenset(" ".join(part.split()) for part in parts if part.strip())


def _long_columns(frame: pd.DataFrame) -> dict[str, str] | None:
    names = {" ".join(str(name).split()).casefold(): str(name) for name in frame.columns}
    found = {part: next((names[one] for one in known if one in names), "") for part, known in _LONG.items()}
    return found if all(found.values()) else None


def _ids(frame: pd.DataFrame, column: str | None, name: str, rows: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of texts: a column that was named, or the first column when all its values differ, or rows."""
    if column is None:
        first = [str(value).strip() for value in frame.iloc[:, 0]]
        whole = len(set(first)) == len(first) and all(first) and not any(" " in one for one in first)
        return tuple(first) if whole else tuple(map(str, rows))
    named = resolve(frame, [column], "--id", name)[0]
    ids = [str(value).strip() for value in frame[named]]
    seen: dict[str, int] = {}
    for one, row in zip(ids, rows, strict=True):
        if one in seen or not one:
            said = say("double_id_twice", id=one, rows=f"{seen[one]}, {row}") if one else say("double_id_none", row=row)
            place = say("codings_place", file=name, column=short(named))
            raise UserError(said, hint=say("double_id_hint"), where=place)
        seen[one] = row
    return tuple(ids)


def _words(frame: pd.DataFrame, name: str, text: str | None, taken: set[str]) -> tuple[str, ...]:
    if text is not None:
        column: str | None = resolve(frame, [text], "--text", name)[0]
    else:
        column = reading.answers(frame[[one for one in frame.columns if one not in taken]])
    return tuple(str(value) for value in frame[column]) if column else ("",) * len(frame)


def _different(names: Sequence[str]) -> tuple[str, ...]:
    """Name coders by the words in which the names of their files differ.

    >>> _different(["N3 (primary)", "N3 (secondary)"])
    ('primary', 'secondary')
    """
    words = [re.findall(r"\w+", name) for name in names]
    shared = set.intersection(*map(set, words))
    own = tuple(" ".join(word for word in listed if word not in shared) for listed in words)
    if all(own) and len(set(own)) == len(own):
        return own
    return (
        tuple(names) if len(set(names)) == len(names) else tuple(f"{name} ({at})" for at, name in enumerate(names, 1))
    )
