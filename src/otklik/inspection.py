"""What a file of answers holds, before anything is coded.

Takes files, gives their formats, their questions with kinds and fill rates, and the responses to look at twice:
partial ones, tests and previews, those whose id was there before. Drops nothing and codes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik import reading
from otklik.errors import UserError
from otklik.export import files
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 5

_PARTIAL = re.compile(
    r"partial|incomplete|in progress|not complete|unfinished|abandon|disqualif|screened|"
    r"неполн|частичн|не ?заверш|прерван|в процессе|черновик|не окончен",
    re.IGNORECASE,
)
_TEST = re.compile(r"\btest\b|preview|spam|\bтест|предпросмотр|предварительный просмотр|спам", re.IGNORECASE)
_QUALTRICS_TESTS = 0b1011
"""Bits of Qualtrics's numeric status: 1 preview, 2 test, 8 spam (4 imported and 16 offline are answers)."""
_UNFINISHED = {"", "0", "0.0", "false", "no", "нет", "ложь", "falsch", "nein", "incomplete"}

# For tables that come from no platform that is known.
_STATUS = {"status", "статус", "response status", "response type", "статус ответа", "тип ответа", "статус анкеты"}
_FINISHED = {"finished", "completed", "is_complete", "завершено", "завершен", "завершён", "анкета завершена"}
_RESPONDENT = {
    "id", "_id", "response id", "responseid", "response_id", "respondent id", "respondentid", "respondent_id",
    "id респондента", "id анкеты", "id ответа", "номер анкеты", "номер респондента",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to look at twice: how many, and the first five as a spreadsheet counts them."""

    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What files hold: the survey as it was read, its questions, and rows to look at twice.

    ``duplicates`` are rows whose id stood in an earlier row.
    """

    survey: reading.Survey
    questions: tuple[reading.Question, ...]
    partial: Rows
    tests: Rows
    duplicates: Rows

    def facts(self, examples: int = 3) -> dict[str, Any]:
        """Return everything as plain values, with up to ``examples`` answers a question: respondents' own words."""
        sources: list[dict[str, Any]] = [
            {
                "name": one.name,
                **{key: one.facts.get(key, "") for key in _FACTS},
                "rows": one.rows,
                "sha256": one.sha256,
            }
            for one in self.survey.sources
        ]
        return {
            **{key: _common(one[key] for one in sources) for key in _FACTS},
            "rows": len(self.survey.frame),
            **({"files": sources} if len(sources) > 1 else {}),
            "questions": [
                {
                    "name": one.name,
                    "title": one.title,
                    "kind": one.kind,
                    "filled": one.filled,
                    "share": round(one.share, 4),
                    "examples": list(one.examples[:examples]),
                    "personal": one.personal,
                    "columns": list(one.columns),
                }
                for one in self.questions
            ],
            **{
                name: {"count": rows.count, "rows": list(rows.rows)}
                for name, rows in (("partial", self.partial), ("tests", self.tests), ("duplicates", self.duplicates))
            },
            "remarks": list(self.survey.remarks),
        }

    def save(self, path: str | Path, overwrite: bool = False) -> Path:
        """Keep the mapping of columns as YAML, to be edited and used on the next wave; return its path.

        Raises `UserError` when the file is there already (unless ``overwrite``) or can't be written.
        """
        place = Path(path)
        refuse_existing(place, overwrite)
        return files.write_text(place, reading.mapping.written(self.survey, self.questions))


_FACTS = ("format", "container", "encoding")


def inspect(paths: str | Path | Sequence[str | Path], format: str | None = None) -> Inspection:
    """Read files and look at what they hold; several are one survey.

    Raises `UserError` as `otklik.reading.read` does.
    """
    survey = reading.read(paths, format)
    frame, rows = survey.frame, survey.rows
    status, finished = _column(survey, "status", _STATUS), _column(survey, "finished", _FINISHED)
    unfinished = _unfinished(frame[finished].tolist()) if finished else [False] * len(frame)
    statuses = frame[status].tolist() if status else [""] * len(frame)
    coded = any(source.facts.get("format") == "qualtrics" for source in survey.sources)
    tests = [bool(_TEST.search(cell)) or (coded and _tried(cell)) for cell in statuses]
    partial = [bool(_PARTIAL.search(cell)) or bare for cell, bare in zip(statuses, unfinished, strict=True)]
    return Inspection(
        survey=survey,
        questions=survey.questions,
        partial=_rows(rows, partial),
        tests=_rows(rows, tests),
        duplicates=_rows(rows, _repeated(frame, _identity(survey))),
    )


def refuse_existing(path: Path, overwrite: bool) -> None:
    """Raise `UserError` when a mapping may not be written to ``path``."""
    if path.is_dir():
        raise UserError(say("file_is_folder"), hint=say("other_name_hint"), where=str(path))
    if path.exists() and not overwrite:
        raise UserError(say("out_is_file"), hint=say("mapping_exists_hint"), where=str(path))


def _common(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, values)))


def _rows(numbers: Sequence[int], chosen: Sequence[bool]) -> Rows:
    found = [number for number, one in zip(numbers, chosen, strict=True) if one]
    return Rows(len(found), tuple(found[:_SHOWN]))


def _column(survey: reading.Survey, role: str, names: set[str]) -> str | None:
    told = survey.roles.get(role)
    if told in survey.frame.columns:
        return told
    return next((name for name in survey.frame.columns if " ".join(name.split()).casefold() in names), None)


def _identity(survey: reading.Survey) -> str | None:
    """Return the column in which nothing is to stand twice: who comments may do so as often as they like."""
    if all(source.facts.get("format") == "comments" for source in survey.sources):
        return "id"
    return _column(survey, "respondent", _RESPONDENT)


def _unfinished(cells: Sequence[str]) -> list[bool]:
    """Tell which responses were not finished: by yes and no, by a missing date, by the last page that was seen."""
    cells = [cell.strip().casefold() for cell in cells]
    pages = [float(cell) for cell in cells if re.fullmatch(r"\d{1,4}(?:\.0+)?", cell)]
    if pages and len(pages) == sum(map(bool, cells)) and max(pages) > 1:  # page 23 of 24; REDCap: 1 of 2
        return [not cell or float(cell) < max(pages) for cell in cells]
    return [cell in _UNFINISHED or bool(_PARTIAL.search(cell)) for cell in cells]


def _tried(cell: str) -> bool:
    return cell.strip().isdecimal() and bool(int(cell) & _QUALTRICS_TESTS)


def _repeated(frame: pd.DataFrame, column: str | None) -> list[bool]:
    if column is None:
        return [False] * len(frame)
    ids = frame[column].str.strip()
    return [bool(one) for one in ids.duplicated() & (ids != "")]
