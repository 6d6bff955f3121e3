"""Personal data out of a file of answers, and in again: ids by keyed hashes, pieces of texts by placeholders.

Takes a file and a key, writes a file of the same rows and columns, the key, and a sheet to review. Never says a word of
a respondent. What comes out is pseudonymised: the key, or knowing the story, leads back to the person.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik import personal, reading
from otklik._version import __version__
from otklik.errors import UserError
from otklik.export import files, review_sheet, workbook
from otklik.export.review_sheet import Line
from otklik.messages import say
from otklik.personal import Key, Span

if TYPE_CHECKING:
    import pandas as pd

_CONTEXT = 40
_NO = frozenset({"no", "n", "нет", "н", "false", "0"})
_Place = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """What was written, and how much was replaced: ``found`` and ``doubtful`` count pieces by type.

    ``different`` counts pieces that differ, ``ids`` respondents' ids, ``kept`` pieces that a review sheet said are not
    personal, ``lookalikes`` the file's own texts in the form of a placeholder. ``review`` is ``None`` where none was
    asked for; ``reviewed`` says that it was there already and was read.
    """

    frame: pd.DataFrame
    out: Path
    key: Path
    review: Path | None
    reviewed: bool
    found: Mapping[str, int]
    doubtful: Mapping[str, int]
    different: int
    ids: int
    kept: int
    lookalikes: int
    names_by: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the counts and paths as JSON holds them; no word of any text."""
        types = {name: {"n": n, "doubtful": self.doubtful.get(name, 0)} for name, n in self.found.items()}
        return {
            "otklik": __version__, "rows": len(self.frame), "replaced": types, "different": self.different,
            "ids": self.ids, "kept": self.kept, "lookalikes": self.lookalikes, "names_by": list(self.names_by),
            "out": str(self.out),
            "key": str(self.key), "review": str(self.review) if self.review else None, "remarks": list(self.remarks),
            "note": say("pseudonymise_honest"),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restored:
    """What was written: how many marks and ids are originals again, and how many the key does not have."""

    frame: pd.DataFrame
    out: Path
    marks: int
    ids: int
    unknown: int
    remarks: tuple[str, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the counts and the path as JSON holds them."""
        return {
            "otklik": __version__, "rows": len(self.frame), "marks": self.marks, "ids": self.ids,
            "unknown": self.unknown, "out": str(self.out), "remarks": list(self.remarks),
        }  # fmt: skip


def pseudonymise(
    file: str | Path,
    out: str | Path,
    key: str | Path,
    *,
    text: Sequence[str] = (),
    id_columns: Sequence[str] = (),
    drop: Sequence[str] = (),
    review: str | Path | None = None,
    names_ru: str | None = None,
    names_en: str | None = None,
    overwrite: bool = False,
    secret: bytes | None = None,
) -> Pseudonymised:
    """Write ``out`` (.csv or .xlsx): every row and column of ``file`` but those of ``drop``, without personal data.

    Ids of ``id_columns`` become keyed hashes; in the columns of ``text`` (by default all others) what `personal.find`
    finds becomes placeholders. ``key`` is made with ``secret`` (32 bytes, by default random), or used and added to when
    it is there. ``review`` is a sheet of all replacements; when it is there already, pieces that a person marked "no"
    are left as they are.

    Raises `UserError` when a file, a column, the key or the review sheet can't be used.

    *Read with care*: pseudonymised is not anonymous. Some names stay, stories tell who tells them, and rare
    combinations of covariates point to one person.
    """
    place, key_path = Path(out), Path(key)
    sheet = Path(review) if review is not None else None
    _check_paths(file, place, key_path, sheet, overwrite)
    finders = personal.finders(names_ru, names_en)
    known = _open(key_path) if key_path.exists() else Key(secret or secrets.token_bytes(32))
    survey = reading.read(file)
    frame = survey.frame
    dropped = reading.resolve(frame, drop, "--drop")
    hashed = [name for name in reading.resolve(frame, id_columns, "--id") if name not in dropped]
    searched = reading.resolve(frame, text, "--text") if text else [str(name) for name in frame.columns]
    searched = [name for name in searched if name not in {*dropped, *hashed}]
    reviewed = sheet is not None and sheet.exists()
    left_alone = _decisions(sheet, survey) if sheet is not None and reviewed else frozenset[_Place]()
    done = frame.drop(columns=dropped).copy()
    tally = _Tally()
    for name in searched:
        done[name] = [
            _cell(cell, name, row, known, finders, left_alone, tally)
            for row, cell in zip(survey.rows, frame[name], strict=True)
        ]
    for name in hashed:
        done[name] = [known.pseudonym(id) for id in frame[name]]
    files.write_text(key_path, known.dump(), mode=0o600)  # first: no output that nothing leads back from
    remarks = [*survey.remarks, *_write(place, done)]
    if sheet is not None and not reviewed:
        review_sheet.write(sheet, tally.lines)
    ids = {id for name in hashed for id in frame[name] if id.strip()}
    lines = tally.lines
    return Pseudonymised(
        frame=done, out=place, key=key_path, review=sheet, reviewed=reviewed,
        found={one: n for one in personal.TYPES if (n := sum(line.type == one for line in lines))},
        doubtful=Counter(line.type for line in lines if not line.sure),
        different=len({line.mark for line in lines}), ids=len(ids), kept=tally.kept, lookalikes=tally.lookalikes,
        names_by=("rules", *(["slovnet"] if names_ru else []), *(["spacy"] if names_en else [])),
        remarks=tuple(remarks),
    )  # fmt: skip


def restore(
    file: str | Path, out: str | Path, key: str | Path, *, id_columns: Sequence[str] = (), overwrite: bool = False
) -> Restored:
    """Write ``out`` with the originals of all marks that the key has, and of the pseudonyms in ``id_columns``.

    Raises `UserError` when a file, a column or the key can't be used.
    """
    place, key_path = Path(out), Path(key)
    _check_paths(file, place, key_path, None, overwrite)
    if not key_path.exists():
        raise UserError(say("key_missing"), hint=say("key_missing_hint"), where=str(key))
    known = _open(key_path)
    survey = reading.read(file)
    frame = survey.frame.copy()
    hashed = reading.resolve(frame, id_columns, "--id")
    marks = ids = unknown = 0
    for name in frame.columns:
        cells = []
        for cell in frame[name]:
            if name in hashed:
                found = known.original_id(cell)
                ids, unknown = ids + (found is not None), unknown + (found is None and bool(cell.strip()))
                cells.append(cell if found is None else found)
            else:
                whole, put, strange = known.restore(cell)
                marks, unknown = marks + put, unknown + strange
                cells.append(whole)
        frame[name] = cells
    remarks = [*survey.remarks, *_write(place, frame)]
    return Restored(frame, place, marks, ids, unknown, tuple(remarks))


class _Tally:
    """What was done so far."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.kept = 0
        self.lookalikes = 0
        self.known: dict[tuple[str, str], list[Span]] = {}


def _cell(
    cell: str, name: str, row: int, key: Key, finders: Sequence[personal.NameFinder], left_alone: frozenset[_Place],
    tally: _Tally,
) -> str:  # fmt: skip
    if not cell:
        return cell
    spans = tally.known.get((name, cell))
    if spans is None:
        spans = tally.known[name, cell] = personal.find(cell, name, finders)
    spans = [span for span in spans if (row, name, span.start) not in left_alone] if left_alone else spans
    tally.kept += len(tally.known[name, cell]) - len(spans)
    for span in spans:
        mark = key.mark(span.type, cell[span.start : span.stop])
        if span.type == "LOOKALIKE":
            tally.lookalikes += 1
        else:
            tally.lines.append(_line(cell, span, name, row, mark))
    return key.replace(cell, spans)


def _line(cell: str, span: Span, name: str, row: int, mark: str) -> Line:
    left, right = cell[max(span.start - _CONTEXT, 0) : span.start], cell[span.stop : span.stop + _CONTEXT]
    found = cell[span.start : span.stop]
    return Line(row, name, span.start, span.type, _flat(left), found, _flat(right), f"[{mark}]", span.rule, span.sure)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _decisions(sheet: Path, survey: reading.Survey) -> frozenset[_Place]:
    """Return the places that a person marked as not personal. Raises `UserError` when the sheet is of other answers."""
    told = reading.read(sheet).frame
    lacking = [name for name in ("row", "column", "place", "found", "personal") if name not in told]
    if lacking:
        raise UserError(say("review_unusable", columns=", ".join(lacking)), hint=say("review_hint"), where=str(sheet))
    at = {row: index for index, row in enumerate(survey.rows)}
    places = set()
    for row, column, place, found, answer in zip(
        told["row"], told["column"], told["place"], told["found"], told["personal"], strict=True
    ):
        index, start = at.get(_number(row), -1), _number(place)
        if index < 0 or start < 0 or column not in survey.frame:
            raise UserError(say("review_other", row=row), hint=say("review_hint"), where=str(sheet))
        there = str(survey.frame[column].iloc[index])[start : start + len(found) + 8]
        if not _flat(there).startswith(_flat(found)):
            raise UserError(say("review_other", row=row), hint=say("review_hint"), where=str(sheet))
        if answer.strip().lower() in _NO:
            places.add((_number(row), column, start))
    return frozenset(places)


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() else -1


def _open(path: Path) -> Key:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UserError(say("key_other"), hint=say("key_other_hint"), where=str(path)) from None
    except OSError as error:
        raise UserError(
            say("key_damaged", cause=error.strerror), hint=say("key_damaged_hint"), where=str(path)
        ) from None
    return Key.load(text, str(path))


def _check_paths(file: str | Path, out: Path, key: Path, review: Path | None, overwrite: bool) -> None:
    if out.suffix.lower() not in {".csv", ".xlsx"}:
        raise UserError(say("pseudonymise_bad_out"), hint=say("pseudonymise_bad_hint"), where=str(out))
    if review is not None and review.suffix.lower() != ".xlsx":
        raise UserError(say("pseudonymise_bad_review"), hint=say("pseudonymise_bad_hint"), where=str(review))
    seen = set()
    for path in (Path(file), out, key, review):
        if path is None or str(path) == "-":
            continue
        if path.resolve() in seen:
            raise UserError(say("same_file", path=path), hint=say("same_file_hint"))
        seen.add(path.resolve())
    files.refuse_existing(out, overwrite)


def _write(path: Path, frame: pd.DataFrame) -> list[str]:
    if path.suffix.lower() == ".xlsx":
        return workbook.write(path, {"answers": frame})
    files.write_csv(path, frame)
    return []
