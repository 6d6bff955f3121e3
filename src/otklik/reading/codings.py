"""Codings as researchers keep them: which texts a person has coded, how, and what is wrong with the sheet.

Takes a sheet and its layout, gives texts, a label per scale, lists of codes, row numbers, and findings with their
place. Never trains, and never corrects a code by itself.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import clean, reading
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.messages import say
from otklik.reading import cells, findings
from otklik.reading.columns import resolve, short
from otklik.reading.findings import Finding, Row
from otklik.reading.tables import listed


@dataclass(frozen=True, slots=True)
class Layout:
    """How a coded sheet is laid out.

    ``text`` is the column of texts (found by itself without a name), ``scales`` gives the column of each scale by its
    id. ``themes`` names columns, or a range of them (``"Code 1..Code 8"``); they hold codes, several in a cell with a
    ``separator`` (found by itself), or marks 0/1 under the name of a code. ``sheet`` is one of a spreadsheet. With a
    column of coders, ``coder``, one text may have several rows; ``respondent`` is a column that says who answered.
    ``order`` lists the labels of a scale by its id, highest first; ``book`` says which labels there are.
    """

    text: str | None = None
    scales: Mapping[str, str] = field(default_factory=dict)
    themes: Sequence[str] = ()
    sheet: str | None = None
    separator: str | None = None
    coder: str | None = None
    respondent: str | None = None
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    book: Codebook | None = None


@dataclass(frozen=True, slots=True)
class Codings:
    """The coded texts of a sheet.

    ``labels[scale][i]`` is the label of text ``i``, ``None`` where that scale was not coded; ``codes[i]`` are its
    themes, sub-codes with the codes above them, ``None`` where themes were not coded (an empty tuple: coded, and none
    fits). ``rows[i]`` are the rows of the file that text ``i`` was read from, ``coders[i]`` who coded them. Texts of
    one number in ``groups`` are duplicates or of one respondent: they must not straddle folds. ``order[scale]`` lists
    labels highest first, empty where the scale has no order. ``aside`` gives the reason for each row left out.
    ``given[scale]`` and, of codes, ``given[""]`` are (n_texts, n_coders): what each coder gave, ``None`` for a gap;
    empty without a column of coders.
    """

    name: str
    sha256: str
    text_column: str
    texts: tuple[str, ...]
    labels: Mapping[str, tuple[str | None, ...]]
    codes: tuple[tuple[str, ...] | None, ...]
    rows: tuple[tuple[int, ...], ...]
    coders: tuple[tuple[str, ...], ...]
    groups: NDArray[np.int64]
    order: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    aside: Mapping[int, str]
    agreement: Mapping[str, tuple[int, int]]
    given: Mapping[str, NDArray[np.object_]] = field(default_factory=dict)


def read(path: str | Path | reading.Survey, layout: Layout) -> Codings:
    """Read the codings of a sheet and check them.

    A label of several coders stands when most of them gave it (the first of equals), a code when at least half did. A
    file that was `opened` before is not read again.

    Raises `UserError` when columns are missing or no text is coded.
    """
    survey = path if isinstance(path, reading.Survey) else opened(path, layout.sheet)
    frame, name = survey.frame, survey.sources[0].name
    if not layout.scales and not layout.themes:
        raise UserError(say("codings_no_columns"), hint=say("codings_no_columns_hint"), where=name)
    column_of = {id: resolve(frame, [told], f"--scale {id}", name)[0] for id, told in layout.scales.items()}
    code_columns = cells.theme_columns(frame, layout.themes, name)
    text_column = _text_column(survey, layout.text, {*column_of.values(), *code_columns})
    found, aside = _rows(survey, layout, text_column, column_of, code_columns)
    told = [Finding("remark", remark, where=name) for remark in survey.remarks]
    for reason, count in Counter(aside.values()).items():
        numbers = tuple(number for number, why in aside.items() if why == reason)
        said = say("codings_aside", n=count, reason=reason, rows=listed(numbers))
        told.append(Finding("aside", said, "", name, numbers))
    known = {scale.id: scale for scale in layout.book.scales} if layout.book else {}
    orders: dict[str, tuple[str, ...]] = {}
    for scale, column in column_of.items():
        place = say("codings_place", file=name, column=short(column))
        order = tuple(layout.order.get(scale, ())) or (known[scale].values if scale in known else ())
        names = (
            {said.casefold(): group.id for group in known[scale].groups for said in group.name.values()}
            if scale in known
            else {}
        )
        orders[scale] = findings.labels(found, scale, order, names, place, told)
    if code_columns:
        place = say("codings_place", file=name, column=short(", ".join(code_columns[:2])))
        findings.codes(found, {theme.id for theme in layout.book.themes} if layout.book else set(), place, told)
    kept = [row for row in found if row.codes is not None or any(row.labels.values())]
    if not kept:
        unknown = [finding for finding in told if finding.kind == "unknown"]
        raise UserError(
            unknown[0].text if unknown else say("codings_none"),
            hint=unknown[0].hint if unknown else say("codings_none_hint"),
            where=unknown[0].where if unknown else name,
        )
    alone = layout.coder is None
    told += findings.two_ways(kept, [*column_of], name) if alone else []
    merged, agreement = ([[row] for row in kept], {}) if alone else _merged(kept, [*column_of])
    return Codings(
        name=name,
        sha256=survey.sources[0].sha256,
        text_column=text_column,
        texts=tuple(group[0].text for group in merged),
        labels={scale: tuple(_majority(group, scale) for group in merged) for scale in column_of},
        codes=tuple((group[0].codes if alone else _half(group)) if code_columns else None for group in merged),
        rows=tuple(tuple(row.number for row in group) for group in merged),
        coders=tuple(tuple(dict.fromkeys(row.coder for row in group if row.coder)) for group in merged),
        groups=_groups(merged),
        order=orders,
        findings=tuple(told),
        aside=aside,
        agreement=agreement,
        given={} if alone else _given(merged, [*column_of], bool(code_columns)),
    )


class NoSheetError(UserError):
    """A spreadsheet has no sheet of that name."""


def opened(path: str | Path, sheet: str | None = None) -> reading.Survey:
    """Read a file, or one sheet of a spreadsheet by its name. Raises `UserError` when there is no such sheet."""
    survey = reading.read(path)
    if sheet is None or survey.sources[0].facts.get("sheet") == sheet:
        return survey
    import pandas as pd

    if survey.sources[0].facts["container"] not in {"xlsx", "xls", "ods"}:
        raise UserError(say("codings_no_sheets"), hint=say("codings_no_sheets_hint"), where=survey.sources[0].name)
    with pd.ExcelFile(path, engine="calamine") as book:
        names = [str(name) for name in book.sheet_names]
        if sheet not in names:
            near = difflib.get_close_matches(sheet, names, n=3, cutoff=0.4) or names[:12]
            raise NoSheetError(
                say("codings_sheet_unknown", name=sheet),
                hint=say("column_near", names=", ".join(say("quoted", text=one) for one in near)),
                where=survey.sources[0].name,
            )
        frame = pd.read_excel(book, sheet_name=sheet, dtype=str, keep_default_na=False, na_values=[])
    frame = frame.fillna("").astype(object)
    frame.columns = [str(column) for column in frame.columns]
    return reading.Survey(frame, survey.sources, tuple(range(2, len(frame) + 2)), ())


def _text_column(survey: reading.Survey, named: str | None, taken: set[str]) -> str:
    """Return the column of texts: the one that was named, else that with the most free text."""
    frame, name = survey.frame, survey.sources[0].name
    if named is not None:
        return resolve(frame, [named], "--text", name)[0]
    found = reading.answers(frame[[column for column in frame.columns if column not in taken]])
    if found is None:
        hint = say("no_text_column_hint", names=", ".join(short(str(column)) for column in frame.columns))
        raise UserError(say("no_text_column"), hint=hint, where=name)
    return found


def _rows(
    survey: reading.Survey, layout: Layout, text_column: str, column_of: Mapping[str, str], code_columns: Sequence[str]
) -> tuple[list[Row], dict[int, str]]:
    """Return the rows that have a text and a code, and why each other one is left out."""
    frame, name, none = survey.frame, survey.sources[0].name, [""] * len(survey.frame)
    listed = cells.codes_by_row(frame, code_columns, layout.separator)
    coders = frame[resolve(frame, [layout.coder], "--coder", name)[0]].tolist() if layout.coder else none
    respondents = (
        frame[resolve(frame, [layout.respondent], "--respondent", name)[0]].tolist() if layout.respondent else none
    )
    found: list[Row] = []
    aside: dict[int, str] = {}
    for at, number in enumerate(survey.rows):
        text = str(frame[text_column].iloc[at])
        key = clean.key(text)
        labels = {scale: cells.label(str(frame[column].iloc[at])) for scale, column in column_of.items()}
        codes = listed[at] if code_columns else None
        if not key:
            aside[number] = say("aside_no_text")
        elif codes is None and not any(labels.values()):
            aside[number] = say("aside_no_code")
        else:
            found.append(Row(number, text, key, str(coders[at]), str(respondents[at]), labels, codes))
    return found, aside


def _merged(rows: list[Row], scales: list[str]) -> tuple[list[list[Row]], dict[str, tuple[int, int]]]:
    """Gather the rows of each text, and count for each scale on how many texts all of its coders agree."""
    same: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        same[row.respondent, row.key].append(row)
    agreement = {}
    for scale in scales:
        said = [{row.coder: row.labels[scale] for row in group if row.labels[scale]} for group in same.values()]
        double = [list(labels.values()) for labels in said if len(labels) > 1]
        agreement[scale] = (sum(len(set(labels)) == 1 for labels in double), len(double))
    return list(same.values()), agreement


def _given(merged: list[list[Row]], scales: list[str], themed: bool) -> dict[str, NDArray[np.object_]]:
    """Lay out what each coder gave each text; of a scale the first label, of codes all of a coder's rows."""
    coders = {
        name: at for at, name in enumerate(dict.fromkeys(row.coder for group in merged for row in group if row.coder))
    }
    found = {name: np.full((len(merged), len(coders)), None, dtype=object) for name in [*scales, *[""][:themed]]}
    for text, group in enumerate(merged):
        for row in [row for row in group if row.coder]:
            place = text, coders[row.coder]
            for scale in scales:
                found[scale][place] = found[scale][place] or row.labels[scale]
            if themed and row.codes is not None:
                found[""][place] = (found[""][place] or frozenset()) | frozenset(row.codes)
    return found


def _majority(group: list[Row], scale: str) -> str | None:
    given = Counter(label for row in group if (label := row.labels[scale]))
    return given.most_common(1)[0][0] if given else None


def _half(group: list[Row]) -> tuple[str, ...] | None:
    """Return the codes that at least half of the coders gave; a coder's codes may stand in several rows."""
    by_coder: dict[str, set[str]] = defaultdict(set)
    for row in group:
        if row.codes is not None:
            by_coder[row.coder].update(row.codes)
    votes = Counter(code for codes in by_coder.values() for code in sorted(codes))
    return tuple(code for code, n in votes.items() if 2 * n >= len(by_coder)) if by_coder else None


def _groups(merged: list[list[Row]]) -> NDArray[np.int64]:
    """Number the parts of the graph whose edges are a common text and a common respondent."""
    from scipy import sparse

    numbers: dict[tuple[str, str], int] = {}
    pairs: list[tuple[int, int]] = []
    for at, group in enumerate(merged):
        for row in group:
            pairs.append((at, numbers.setdefault(("text", row.key), len(numbers))))
            if row.respondent:
                pairs.append((at, numbers.setdefault(("respondent", row.respondent), len(numbers))))
    edges = np.array(pairs)
    n = len(merged) + len(numbers)
    graph = sparse.coo_array((np.ones(len(edges)), (edges[:, 0], len(merged) + edges[:, 1])), shape=(n, n))
    found: NDArray[Any] = sparse.csgraph.connected_components(graph.tocsr(), directed=False)[1]
    return found[: len(merged)].astype(np.int64)
