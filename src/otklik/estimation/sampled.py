"""Which answers of a survey a person has coded, and with what chance each of them was chosen.

Takes a survey's texts and a coded sheet, gives for every coded text its unit of sampling and its chance. Refuses a
sheet that is no random sample. Never estimates.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik import clean, reading
from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.codings import Codings

if TYPE_CHECKING:
    import pandas as pd

    from otklik.estimation.weighted import Survey

FEWEST = 30
"""Texts drawn at random below which nothing is estimated."""

_YES = frozenset({"1", "1.0", "true", "yes", "да", "истина", "x", "х", "+"})
_SHORT = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The hand-coded part of a survey.

    Sampling was of distinct texts (``by_text``) or of single answers. Of each hand-coded unit ``coding`` is its place
    among the codings, ``unit`` the number of its text or of its answer among those that can be coded, ``random``
    whether it was drawn by chance, ``stratum`` which were drawn together, and ``chance`` the chance of each, before
    gaps in the coding.
    """

    by_text: bool
    coding: NDArray[np.int64]
    unit: NDArray[np.int64]
    random: NDArray[np.bool_]
    chance: NDArray[np.float64]
    stratum: NDArray[np.int64]
    drawn: NDArray[np.int64]
    remarks: tuple[str, ...]

    def chances(self, told: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the chance of each of the ``told`` units, where the others of the sample have not been coded.

        What is left uncoded counts as left out by luck.
        """
        coded = np.bincount(self.stratum[told], minlength=len(self.drawn))
        return np.asarray((self.chance * coded[self.stratum] / self.drawn[self.stratum])[told])


def match(
    survey: Survey,
    sheet: reading.Survey,
    codings: Codings,
    *,
    random: bool = False,
    id_column: str | None = None,
    seed: int = 0,
) -> Sample:
    """Find the coded texts of a sheet in a survey.

    By the column ``id_column``, which both files have, or by the text itself. A sheet of `otklik next` says with what
    chance each text came into it; of any other one the caller must say that its texts were drawn at ``random``. Of
    answers that read alike, which one was drawn does not matter but for covariates: one is taken by lot.

    Raises `UserError` when the sheet is no random sample, holds less than 30 texts of it, or has no text of the survey.
    """
    frame, name, gathered = sheet.frame, sheet.sources[0].name, survey.gathered
    columns = {" ".join(str(column).split()).casefold(): str(column) for column in frame.columns}
    place = {number: at for at, number in enumerate(sheet.rows)}
    rows = np.array([place[numbers[0]] for numbers in codings.rows], dtype=np.int64)
    if "random" in columns:
        drawn = np.array([str(cell).strip().casefold() in _YES for cell in frame[columns["random"]]], dtype=bool)
    elif random:
        drawn = np.ones(len(frame), dtype=bool)
    else:
        raise UserError(say("sample_not_random"), hint=say("sample_not_random_hint", fewest=FEWEST), where=name)
    planned = "random" in columns and "probability" in columns
    by_text = planned and id_column is None
    unit = _units(survey, sheet, rows, codings, by_text, id_column, seed)
    chance = _chances(frame[columns["probability"]], name, sheet.rows) if planned else np.ones(len(frame))
    found = (unit >= 0) & (drawn[rows] | planned)
    remarks = []
    if (unit < 0).any():
        remarks.append(say("sample_unmatched", n=int((unit < 0).sum()), of=len(unit), file=name))
    if not planned and (~drawn[rows]).any():
        remarks.append(say("sample_not_drawn", n=int((~drawn[rows]).sum())))
    if found.any() and (drawn[rows] & found).sum() < FEWEST:
        n = int((drawn[rows] & found).sum())
        raise UserError(say("sample_small", n=n), hint=say("sample_small_hint", more=FEWEST - n), where=name)
    if not found.any():
        hint = say("sample_no_match_hint")
        raise UserError(say("sample_no_match", n=len(unit)), hint=hint, where=name)
    if not planned:
        units = len(gathered.texts) if by_text else int(gathered.coded.sum())
        chance = np.full(len(frame), min(found.sum() / units, 1.0))
    strata, stratum = np.unique(chance.round(12), return_inverse=True)
    if planned:
        filled = np.array([bool(clean.text(str(cell)).text.strip()) for cell in frame[codings.text_column]])
        filled[rows[unit < 0]] = False
        in_each = np.bincount(stratum[filled], minlength=len(strata))
        stands_for = float((1 / chance[filled]).sum())
        if stands_for < _SHORT * len(gathered.texts):
            remarks.append(say("sample_part", n=round(stands_for), of=len(gathered.texts)))
    else:
        in_each = np.bincount(stratum[rows[found]], minlength=len(strata))
    kept = np.flatnonzero(found)
    return Sample(
        by_text, kept, unit[kept], drawn[rows][kept], chance[rows][kept], stratum[rows][kept], in_each, tuple(remarks)
    )  # fmt: skip


def _units(
    survey: Survey, sheet: reading.Survey, rows: NDArray[np.int64], codings: Codings, by_text: bool,
    id_column: str | None, seed: int,
) -> NDArray[np.int64]:  # fmt: skip
    """Return the unit of each coded text, -1 where there is none left: a text or an answer is matched once."""
    gathered = survey.gathered
    coded = np.flatnonzero(gathered.coded)
    left: dict[str, list[int]] = defaultdict(list)
    keys = [clean.key(text) for text in gathered.texts]
    if id_column is not None:
        own, other = (
            reading.resolve(one.frame, [id_column], "--id", one.sources[0].name)[0] for one in (survey, sheet)
        )
        for at, value in enumerate(survey.frame[own].iloc[coded]):
            left[_same(value)].append(at)
        wanted = [_same(sheet.frame[other].iloc[row]) for row in rows]
    else:
        wanted = [clean.key(text) for text in codings.texts]
        if by_text:
            for at, one in enumerate(keys):
                left[one].append(at)
        else:
            # By lot, for answers that read alike may be of different districts.
            for at in np.random.default_rng(seed).permutation(len(coded)).tolist():
                left[keys[gathered.text_of[coded[at]]]].append(at)
    return np.array([left[one].pop() if left.get(one) else -1 for one in wanted], dtype=np.int64)


def _same(value: Any) -> str:
    """Return an id as it reads, whatever a spreadsheet made of it.

    >>> _same(" 17.0"), _same("a-17")
    ('17', 'a-17')
    """
    written = str(value).strip()
    whole, dot, rest = written.partition(".")
    return whole if dot and whole.isdigit() and not rest.strip("0") else written.casefold()


def _chances(cells: pd.Series[Any], name: str, numbers: tuple[int, ...]) -> NDArray[np.float64]:
    found = np.ones(len(cells))
    for at, cell in enumerate(cells):
        try:
            found[at] = float(str(cell).replace(",", ".") or "nan")
        except ValueError:
            found[at] = np.nan
        if not 0 < found[at] <= 1:
            where = say("place_line", file=name, line=numbers[at])
            value = reading.short(str(cell))
            raise UserError(say("sample_bad_chance", value=value), hint=say("sample_bad_chance_hint"), where=where)
    return found
