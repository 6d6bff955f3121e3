"""Codings as researchers keep them: which texts a person has coded, how, and what is wrong with the sheet.

Takes a table and the columns that hold codes, gives texts, a label per scale, lists of codes, row numbers, and findings
with their place. Never trains, and never corrects a code by itself.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik import clean, reading
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.columns import resolve, short

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 10
"""Texts below which a class can hardly be learnt."""

SUB = "->"
"""Between a code and its sub-code: ``required_to_use->department``."""

_YES = frozenset({"1", "true", "yes", "y", "x", "х", "+", "✓", "✔", "да"})
_NO = frozenset({"0", "false", "no", "n", "-", "нет"})
_SEPARATORS = (";", "|", "\n", ",")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a sheet: its kind, a sentence, the next step, the place; ``rows`` of the file."""

    kind: str
    text: str
    hint: str = ""
    where: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Codings:
    """The coded texts of a sheet.

    ``labels[scale][i]`` is the label of text ``i``, ``None`` where that scale was not coded; ``codes[i]`` are its
    themes, sub-codes with the codes above them, ``None`` where themes were not coded (an empty tuple: coded, and none
    fits). ``rows[i]`` are the rows of the file that text ``i`` was read from, ``coders[i]`` who coded them. Texts of
    one number in ``groups`` are duplicates or of one respondent: they must not straddle folds. ``order[scale]`` lists
    labels highest first, empty where the scale has no order. ``aside`` gives the reason for each row left out.
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


@dataclass(slots=True)
class _Row:
    number: int
    text: str
    key: str
    coder: str
    respondent: str
    labels: dict[str, str | None]
    codes: tuple[str, ...] | None


def read(
    path: str | Path | reading.Survey,
    text: str | None = None,
    scales: Mapping[str, str] | None = None,
    themes: Sequence[str] = (),
    *,
    sheet: str | None = None,
    separator: str | None = None,
    coder: str | None = None,
    respondent: str | None = None,
    order: Mapping[str, Sequence[str]] | None = None,
    book: Codebook | None = None,
) -> Codings:
    """Read the codings of a sheet and check them.

    ``scales`` gives the column of each scale by its id. ``themes`` names columns, or a range of them
    (``"Code 1..Code 8"``); they hold codes, several in a cell with a ``separator`` (found by itself), or marks 0/1
    under the name of a code. With a column of coders one text may have several rows: a label stands when most coders
    gave it (the first of equals), a code when at least half did. ``book`` says which labels there are. A file that was
    `opened` before is not read again.

    Raises `UserError` when columns are missing or no text is coded.
    """
    survey = path if isinstance(path, reading.Survey) else opened(path, sheet)
    frame, name = survey.frame, survey.sources[0].name
    scales = dict(scales or {})
    if not scales and not themes:
        raise UserError(say("codings_no_columns"), hint=say("codings_no_columns_hint"), where=name)
    column_of = {scale: _column(frame, column, f"--scale {scale}", name) for scale, column in scales.items()}
    code_columns = _theme_columns(frame, themes, name)
    taken = {*column_of.values(), *code_columns}
    if text is None:
        text_column = reading.answers(frame[[column for column in frame.columns if column not in taken]])
        if text_column is None:
            raise UserError(
                say("no_text_column"),
                hint=say("no_text_column_hint", names=", ".join(short(str(column)) for column in frame.columns)),
                where=name,
            )
    else:
        text_column = _column(frame, text, "--text", name)
    findings = [Finding("remark", remark, where=name) for remark in survey.remarks]
    listed = _codes(frame, code_columns, separator)
    coder_column = _column(frame, coder, "--coder", name) if coder else None
    respondent_column = _column(frame, respondent, "--respondent", name) if respondent else None
    found: list[_Row] = []
    aside: dict[int, str] = {}
    for at, number in enumerate(survey.rows):
        words = str(frame[text_column].iloc[at])
        key = clean.whitespace(clean.text(words).text).casefold()
        labels = {scale: _label(str(frame[column].iloc[at])) for scale, column in column_of.items()}
        codes = listed[at] if code_columns else None
        if not key:
            aside[number] = say("aside_no_text")
        elif codes is None and not any(labels.values()):
            aside[number] = say("aside_no_code")
        else:
            found.append(
                _Row(
                    number, words, key, str(frame[coder_column].iloc[at]) if coder_column else "",
                    str(frame[respondent_column].iloc[at]) if respondent_column else "", labels, codes,
                )
            )  # fmt: skip
    for reason, count in Counter(aside.values()).items():
        numbers = tuple(number for number, why in aside.items() if why == reason)
        findings.append(
            Finding("aside", say("codings_aside", n=count, reason=reason, rows=_listed(numbers)), "", name, numbers)
        )
    known = {scale.id: scale for scale in book.scales} if book else {}
    orders: dict[str, tuple[str, ...]] = {}
    for scale, column in column_of.items():
        place = say("codings_place", file=name, column=short(column))
        told = tuple((order or {}).get(scale, ())) or (known[scale].values if scale in known else ())
        names = (
            {said.casefold(): group.id for group in known[scale].groups for said in group.name.values()}
            if scale in known
            else {}
        )
        orders[scale] = _labels(found, scale, told, names, place, findings)
    if code_columns:
        place = say("codings_place", file=name, column=short(", ".join(code_columns[:2])))
        _check_codes(found, {theme.id for theme in book.themes} if book else set(), place, findings)
    kept = [row for row in found if row.codes is not None or any(row.labels.values())]
    if not kept:
        unknown = [finding for finding in findings if finding.kind == "unknown"]
        raise UserError(
            unknown[0].text if unknown else say("codings_none"),
            hint=unknown[0].hint if unknown else say("codings_none_hint"),
            where=unknown[0].where if unknown else name,
        )
    findings += _coded_two_ways(kept, [*column_of], name) if coder is None else []
    merged, agreement = _merged(kept, [*column_of]) if coder else ([[row] for row in kept], {})
    return _built(
        survey, text_column, [*column_of], merged, orders, findings, aside, agreement, bool(code_columns), coder is None
    )


def opened(path: str | Path, sheet: str | None = None) -> reading.Survey:
    """Read a file, or one sheet of a spreadsheet by its name. Raises `UserError` when there is no such sheet."""
    survey = reading.read(path)
    if sheet is None or survey.sources[0].facts.get("sheet") == sheet:
        return survey
    import pandas as pd

    if survey.sources[0].facts["format"] != "workbook":
        raise UserError(say("codings_no_sheets"), hint=say("codings_no_sheets_hint"), where=survey.sources[0].name)
    with pd.ExcelFile(path, engine="calamine") as book:
        names = [str(name) for name in book.sheet_names]
        if sheet not in names:
            near = difflib.get_close_matches(sheet, names, n=3, cutoff=0.4) or names[:12]
            raise UserError(
                say("codings_sheet_unknown", name=sheet),
                hint=say("column_near", names=", ".join(say("quoted", text=one) for one in near)),
                where=survey.sources[0].name,
            )
        frame = pd.read_excel(book, sheet_name=sheet, dtype=str, keep_default_na=False, na_values=[])
    frame = frame.fillna("").astype(object)
    frame.columns = [str(column) for column in frame.columns]
    return reading.Survey(frame, survey.sources, tuple(range(2, len(frame) + 2)), ())


def _label(cell: str) -> str | None:
    """Return a label without stray spaces, ``None`` for an empty cell; a whole number is written without decimals."""
    found = " ".join(cell.split())
    return re.sub(r"^(-?\d+)[.,]0+$", r"\1", found) or None


def _column(frame: pd.DataFrame, column: str, option: str, name: str) -> str:
    """Return the column that a person means. Raises `UserError` with the file's name."""
    try:
        return resolve(frame, [column], option)[0]
    except UserError as error:
        raise UserError(error.message, hint=error.hint, where=name) from None


def _theme_columns(frame: pd.DataFrame, themes: Sequence[str], name: str) -> list[str]:
    """Turn names and ranges of columns into names; ``a..b`` are all columns from a to b as they stand in the file."""
    names = [str(name) for name in frame.columns]
    columns: list[str] = []
    for wanted in themes:
        first, dots, last = wanted.partition("..")
        if dots and " ".join(wanted.split()) not in names:
            ends = [names.index(_column(frame, end.strip(), "--themes", name)) for end in (first, last)]
            columns += names[min(ends) : max(ends) + 1]
        else:
            columns.append(_column(frame, wanted, "--themes", name))
    return list(dict.fromkeys(columns))


def _codes(frame: pd.DataFrame, columns: Sequence[str], separator: str | None) -> list[tuple[str, ...] | None]:
    """Return the codes of each row; ``None`` where every cell is blank."""
    cells = [[str(value).strip() for value in frame[column]] for column in columns]
    filled = {value.casefold() for column in cells for value in column if value}
    rows = list(zip(*cells, strict=True))
    if (filled <= _YES | _NO and len(columns) > 1) or (filled and filled <= {"0", "1"}):
        return [
            tuple(name for name, cell in zip(columns, row, strict=True) if cell.casefold() in _YES)
            if any(row)
            else None
            for row in rows
        ]
    if separator is None:
        separator = next(
            (sign for sign in _SEPARATORS if any(sign in value for column in cells for value in column)), ""
        )
        separator = "" if separator == "," and len(columns) > 1 else separator
    split = [
        [part for cell in row for part in (cell.split(separator) if separator else [cell]) if part.strip()]
        for row in rows
    ]
    return [_with_parents(parts) if parts else None for parts in split]


def _with_parents(parts: Sequence[str]) -> tuple[str, ...]:
    """Return codes with every code above them: ``a->b`` is also ``a``.

    >>> _with_parents(["a -> b", "c", "a"])
    ('a', 'a->b', 'c')
    """
    codes: dict[str, None] = {}
    for part in parts:
        steps = [" ".join(step.split()) for step in part.split(SUB)]
        for depth in range(1, len(steps) + 1):
            codes[SUB.join(steps[:depth])] = None
    return tuple(codes)


def _labels(
    found: list[_Row], scale: str, told: Sequence[str], names: Mapping[str, str], place: str, findings: list[Finding]
) -> tuple[str, ...]:
    """Bring labels to one spelling, look for unknown, misspelt, empty and small classes; return their order."""
    spellings = {label.casefold(): label for label in told} | dict(names)
    counts: Counter[str] = Counter()
    for row in found:
        label = row.labels[scale]
        if label:
            row.labels[scale] = label = spellings.setdefault(label.casefold(), label)
            counts[label] += 1
    if told:
        known = [spelling for spelling, label in spellings.items() if label in told]
        for label in [label for label in counts if label not in told]:
            near = [] if _is_number(label) else difflib.get_close_matches(label.casefold(), known, n=1, cutoff=0.6)
            hint = (
                say("codings_near", label=spellings[near[0]]) if near else say("codings_known", labels=", ".join(told))
            )
            rows = _rows_of(found, scale, label)
            findings.append(
                Finding("unknown", say("codings_unknown", label=label, rows=_listed(rows)), hint, place, rows)
            )
            for row in found:
                if row.labels[scale] == label:
                    row.labels[scale] = None
            del counts[label]
        empty = [label for label in told if not counts[label]]
        if empty:
            findings.append(Finding("empty", say("codings_empty", labels=", ".join(empty)), "", place))
    else:
        for label, close in _misspelt(counts).items():
            rows = _rows_of(found, scale, label)
            said, hint = say("codings_misspelt", label=label, rows=_listed(rows)), say("codings_near", label=close)
            findings.append(Finding("misspelt", said, hint, place, rows))
    _small(counts, place, findings)
    if told:
        return tuple(told)
    numeric = sorted((label for label in counts if _is_number(label)), key=float, reverse=True)
    return tuple(numeric) if len(numeric) == len(counts) > 2 else ()


def _check_codes(found: list[_Row], known: set[str], place: str, findings: list[Finding]) -> None:
    counts = Counter(code for row in found for code in row.codes or ())
    if known:
        suspects = {
            code: next(iter(difflib.get_close_matches(code, known, n=1, cutoff=0.6)), "")
            for code in counts
            if code.split(SUB)[0] not in known
        }
        empty = sorted(known - counts.keys())
        if empty:
            findings.append(Finding("empty", say("codings_empty", labels=", ".join(empty)), "", place))
    else:
        suspects = _misspelt(counts)
    for code, near in suspects.items():
        rows = tuple(row.number for row in found if code in (row.codes or ()))
        listed = _listed(rows)
        said = (
            say("codings_unknown", label=code, rows=listed)
            if known
            else say("codings_misspelt", label=code, rows=listed)
        )
        hint = say("codings_near", label=near) if near else say("codings_known", labels=", ".join(sorted(known)))
        findings.append(Finding("unknown" if known else "misspelt", said, hint, place, rows))
    _small(counts, place, findings)


def _misspelt(counts: Counter[str]) -> dict[str, str]:
    """Find labels used once or twice that look like one used ten times as often.

    >>> _misspelt(Counter({"fairness": 40, "fairnes": 1, "cost": 20}))
    {'fairnes': 'fairness'}
    """
    found = {}
    common = [label for label, n in counts.items() if n >= FEWEST]
    for label, n in counts.items():
        if n <= 2 and len(label) > 3:
            rivals = [other for other in common if counts[other] >= 10 * n and label.count(SUB) == other.count(SUB)]
            near = difflib.get_close_matches(label, rivals, n=1, cutoff=0.85)
            if near:
                found[label] = near[0]
    return found


def _small(counts: Counter[str], place: str, findings: list[Finding]) -> None:
    small = [(label, n) for label, n in counts.most_common() if n < FEWEST]
    if small:
        listed = ", ".join(f"{label} ({n})" for label, n in small[:_SHOWN]) + ("…" if len(small) > _SHOWN else "")
        findings.append(
            Finding(
                "small",
                say("codings_small", n=len(small), fewest=FEWEST, labels=listed),
                say("codings_small_hint"),
                place,
            )
        )


def _rows_of(found: list[_Row], scale: str, label: str) -> tuple[int, ...]:
    return tuple(row.number for row in found if row.labels[scale] == label)


def _coded_two_ways(rows: list[_Row], scales: list[str], name: str) -> list[Finding]:
    same: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        same[row.key].append(row)
    several = [group for group in same.values() if len(group) > 1]
    findings = []
    if several:
        numbers = tuple(row.number for group in several for row in group)
        findings.append(
            Finding("duplicates", say("codings_duplicates", n=len(several), rows=_listed(numbers)), "", name, numbers)
        )
    for group in several:
        ways = {(*(row.labels[scale] for scale in scales), frozenset(row.codes or ())) for row in group}
        if len(ways) > 1:
            numbers = tuple(row.number for row in group)
            findings.append(
                Finding("two_ways", say("codings_two_ways", rows=_listed(numbers)), say("codings_two_ways_hint"), name,
                        numbers)
            )  # fmt: skip
    return findings


def _merged(rows: list[_Row], scales: list[str]) -> tuple[list[list[_Row]], dict[str, tuple[int, int]]]:
    """Gather the rows of each text, and count for each scale on how many texts all of its coders agree."""
    same: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        same[row.respondent, row.key].append(row)
    agreement = {}
    for scale in scales:
        said = [{row.coder: row.labels[scale] for row in group if row.labels[scale]} for group in same.values()]
        double = [list(labels.values()) for labels in said if len(labels) > 1]
        agreement[scale] = (sum(len(set(labels)) == 1 for labels in double), len(double))
    return list(same.values()), agreement


def _built(
    survey: reading.Survey, text_column: str, scales: list[str], merged: list[list[_Row]],
    orders: dict[str, tuple[str, ...]], findings: list[Finding], aside: dict[int, str],
    agreement: dict[str, tuple[int, int]], themed: bool, alone: bool,
) -> Codings:  # fmt: skip
    labels = {scale: tuple(_majority(group, scale) for group in merged) for scale in scales}
    return Codings(
        name=survey.sources[0].name,
        sha256=survey.sources[0].sha256,
        text_column=text_column,
        texts=tuple(group[0].text for group in merged),
        labels=labels,
        codes=tuple((group[0].codes if alone else _half(group)) if themed else None for group in merged),
        rows=tuple(tuple(row.number for row in group) for group in merged),
        coders=tuple(tuple(dict.fromkeys(row.coder for row in group if row.coder)) for group in merged),
        groups=_groups(merged),
        order=orders,
        findings=tuple(findings),
        aside=aside,
        agreement=agreement,
    )


def _majority(group: list[_Row], scale: str) -> str | None:
    given = Counter(label for row in group if (label := row.labels[scale]))
    return given.most_common(1)[0][0] if given else None


def _half(group: list[_Row]) -> tuple[str, ...] | None:
    """Return the codes that at least half of the coders gave; a coder's codes may stand in several rows."""
    by_coder: dict[str, set[str]] = defaultdict(set)
    for row in group:
        if row.codes is not None:
            by_coder[row.coder].update(row.codes)
    votes = Counter(code for codes in by_coder.values() for code in sorted(codes))
    return tuple(code for code, n in votes.items() if 2 * n >= len(by_coder)) if by_coder else None


def _groups(merged: list[list[_Row]]) -> NDArray[np.int64]:
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


def _is_number(label: str) -> bool:
    try:
        float(label)
    except ValueError:
        return False
    return True


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_SHOWN])) + ("…" if len(numbers) > _SHOWN else "")
