"""A survey that was read once and is coded as often as it has questions: its rows, covariates, dates, what stays out.

Takes what a person names (files, columns, a mapping), gives an `Opened`. Never codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from otklik import reading
from otklik.errors import UserError
from otklik.messages import say
from otklik.responses import Responses, gather

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Opened:
    """A survey that was read once and is coded as often as it has questions.

    ``rows`` are the rows of the file as a spreadsheet counts them; ``mapped`` the questions that a mapping names, with
    their short ids; ``by`` the covariates, ``respondent`` the column of ids, ``time`` the column of ``dates``,
    ``left_out`` the columns that hold personal data.
    """

    survey: reading.Survey | None
    frame: pd.DataFrame
    rows: Sequence[int]
    mapped: dict[str, str]
    by: tuple[str, ...]
    respondent: str
    time: str | None
    dates: reading.Dates | None
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]

    def text_columns(self, wanted: str | int | Sequence[str | int] | None) -> list[str]:
        """Return the columns that are wanted, or those of the mapping, or the one with the most free text."""
        if wanted is None and self.mapped:
            return list(self.mapped)
        return text_columns(self.frame, wanted, self.survey, self.left_out)

    def found(self, wanted: str | int | Sequence[str | int] | None) -> list[str]:
        """Return a remark on the columns of answers when nobody named them."""
        if wanted is not None or self.mapped:
            return []
        names = ", ".join(say("quoted", text=reading.short(name)) for name in self.text_columns(None))
        return [say("text_column_found", names=names)]

    def without(self, text_columns: Sequence[str]) -> list[str]:
        """Return the columns that nothing is written of, unless they were asked for."""
        return [name for name in self.left_out if name not in {*text_columns, *self.by, self.time}]


def open_survey(
    source: pd.DataFrame | str | Path | Sequence[str | Path],
    by: str | Sequence[str] = (),
    *,
    time: str | int | None = None,
    personal: bool = False,
    survey: str | Path | None = None,
    format: str | None = None,
) -> Opened:
    """Read a survey that is to be coded, once for all of its questions (see `run` for the parameters)."""
    mapping = reading.mapping.load(survey) if survey is not None else None
    read, frame = frame_of(source, format or (mapping.format if mapping else None))
    matched = reading.mapping.match(mapping, frame, read.titles if read else {}) if mapping else None
    named = [by] if isinstance(by, str) else list(by)
    rows = read.rows if read else range(1, len(frame) + 1)
    titles = read.titles if read else {}
    column, dates, undated = _dates(frame, time, rows, titles)
    left_out = {one.name for one in read.questions if one.personal} if read and not personal else set()
    if matched and not personal:
        left_out = (left_out | set(matched.left_out)) - set(matched.kept)
    return Opened(
        survey=read,
        frame=frame,
        rows=rows,
        mapped=dict(zip(matched.text, matched.ids, strict=True)) if matched else {},
        by=tuple(
            reading.resolve(frame, named, "--by", _file(read), titles=titles) if named or not matched else matched.by
        ),
        respondent=(matched.respondent if matched else "") or (read.roles.get("respondent", "") if read else ""),
        time=column,
        dates=dates,
        left_out=tuple(name for name in frame.columns if name in left_out),
        remarks=(*(read.remarks if read else ()), *(matched.remarks if matched else ()), *undated),
    )


def gathered(source: Any, text: Any = None) -> tuple[Responses, Sequence[int]]:
    """Return the answers of a source, and the row of each as a spreadsheet counts it."""
    survey, frame = frame_of(source)
    responses = gather(frame, text_columns(frame, text, survey))
    return responses, survey.rows if survey else range(1, len(frame) + 1)


def frame_of(source: Any, format: str | None = None) -> tuple[reading.Survey | None, pd.DataFrame]:
    """Return the survey of files, which a frame has none of, and its frame."""
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        if source.empty:
            raise UserError(say("only_header"), hint=say("file_empty_hint"))
        frame = source.reset_index(drop=True)
        frame.columns = pd.Index([str(name) for name in frame.columns], dtype=object)
        return None, frame
    survey = reading.read(source, format)
    return survey, survey.frame


def _file(survey: reading.Survey | None) -> str:
    return survey.sources[0].name if survey else ""


def text_columns(
    frame: pd.DataFrame, wanted: Any, survey: reading.Survey | None, left_out: Sequence[str] = ()
) -> list[str]:
    """Return the columns of answers that are wanted, or of each file the one with the most free text.

    Raises `UserError` when there is no such column.
    """
    if wanted is not None:
        listed = [wanted] if isinstance(wanted, str | int) else list(wanted)
        titles = survey.titles if survey else {}
        return reading.resolve(frame, [str(one) for one in listed], "--text", _file(survey), titles=titles)
    if survey is None:
        answers = [reading.answers(frame.astype(object).where(frame.notna(), "").map(str))]
    else:
        # Files of one survey may call the question differently: each has its own column of answers.
        ends = np.cumsum([source.rows for source in survey.sources])
        parts = [frame.iloc[end - source.rows : end] for source, end in zip(survey.sources, ends, strict=True)]
        answers = [reading.answers(part.drop(columns=list(left_out))) for part in parts]
    found = list(dict.fromkeys(name for name in answers if name is not None))
    if not found:
        names = ", ".join(say("quoted", text=reading.short(name)) for name in list(frame.columns)[:12])
        raise UserError(say("no_text_column"), hint=say("no_text_column_hint", names=names), where=_file(survey))
    return found


def _dates(
    frame: pd.DataFrame, time: str | int | None, file_rows: Sequence[int], titles: dict[str, str]
) -> tuple[str | None, reading.Dates | None, list[str]]:
    """Return the column of dates, what was read of it, and what is to be said of the rest."""
    if time is None:
        return None, None, []
    column = reading.resolve(frame, [str(time)], "--time", titles=titles)[0]
    dates = reading.dates.read(frame[column])
    bad, name = dates.unreadable, reading.short(column)
    if len(bad) + dates.undated == len(frame):
        raise UserError(
            say("dates_ambiguous", column=name) if dates.ambiguous else say("dates_none", column=name),
            hint=say("dates_none_hint"),
        )
    remarks = []
    if bad:
        remarks.append(say("dates_unreadable", n=len(bad), column=name, row=file_rows[bad[0]]))
    if dates.ambiguous:
        remarks.append(say("dates_order", column=name))
    if dates.undated:
        remarks.append(say("dates_missing", n=dates.undated, column=name))
    return column, dates, remarks
