"""The coding sheet: texts to code, a list to choose from in every cell, and how each text came to be there.

Takes a frame and the values of each field, gives an .xlsx file. Its first sheet can be trained on as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.export.sheets import LETTERS, book, height, letters
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

_HIGHEST = 400


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to code: its values, a note on each, and how many columns it gets (several codes a text)."""

    id: str
    values: tuple[str, ...]
    notes: tuple[str, ...]
    columns: int

    @property
    def names(self) -> list[str]:
        """Return the names of its columns."""
        return [self.id] if self.columns == 1 else [f"{self.id} {at}" for at in range(1, self.columns + 1)]


def write(path: Path, frame: pd.DataFrame, fields: Sequence[Field], facts: Mapping[str, str]) -> Path:
    """Write the sheets ``coding`` (texts and empty cells with drop-downs), ``lists`` (values, notes) and ``about``.

    ``frame`` has the columns row, text, random, probability and times. Nothing becomes a formula. The bytes depend on
    the arguments alone. Raises `UserError` when the file can't be written.
    """
    with book(path) as made:
        bold = made.add_format({"bold": True, "valign": "top"})
        wrapped = made.add_format({"text_wrap": True, "valign": "top"})
        coding = made.add_worksheet("coding")
        _lists(made.add_worksheet("lists"), fields, bold, wrapped)
        _coding(coding, frame, fields, bold, wrapped)
        _about(made.add_worksheet("about"), facts, bold)
    return path


def _coding(sheet: Any, frame: pd.DataFrame, fields: Sequence[Field], bold: Any, wrapped: Any) -> None:
    empty = [name for field in fields for name in field.names]
    heads = ["row", "text", *empty, "random", "probability", "times"]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 1, 70, wrapped)
    if empty:
        sheet.set_column(2, 1 + len(empty), 22, wrapped)
    after = 2 + len(empty)
    sheet.set_column(after, after + 2, 12)
    for line, one in enumerate(frame.itertuples(index=False), start=1):
        sheet.set_row(line, height(one.text, _HIGHEST))
        sheet.write_number(line, 0, one.row, wrapped)
        sheet.write_string(line, 1, one.text[:LETTERS], wrapped)
        sheet.write_boolean(line, after, one.random)
        sheet.write_number(line, after + 1, one.probability)
        sheet.write_number(line, after + 2, one.times)
    column = 2
    for number, field in enumerate(fields):
        letter = letters(2 * number)
        source = f"=lists!${letter}$2:${letter}${1 + len(field.values)}"
        last = column + field.columns - 1
        sheet.data_validation(1, column, max(len(frame), 1), last, {"validate": "list", "source": source})
        column = last + 1


def _lists(sheet: Any, fields: Sequence[Field], bold: Any, wrapped: Any) -> None:
    for number, field in enumerate(fields):
        sheet.write_string(0, 2 * number, field.id, bold)
        sheet.set_column(2 * number, 2 * number, 28)
        sheet.set_column(2 * number + 1, 2 * number + 1, 60, wrapped)
        for line, (value, note) in enumerate(zip(field.values, field.notes, strict=True), start=1):
            sheet.write_string(line, 2 * number, value)
            sheet.write_string(line, 2 * number + 1, note, wrapped)


def _about(sheet: Any, facts: Mapping[str, str], bold: Any) -> None:
    sheet.set_column(0, 0, 44)
    sheet.write_string(0, 0, say("next_about"), bold)
    told = [say("next_about_random"), say("next_about_probability"), say("next_about_times")]
    for line, sentence in enumerate(told, start=1):
        sheet.write_string(line, 0, sentence)
    for line, (name, value) in enumerate(facts.items(), start=len(told) + 2):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, value)
