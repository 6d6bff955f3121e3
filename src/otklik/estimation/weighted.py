"""The answers of a survey as they are estimated from: which can be coded, what each weighs, which domains it is in.

Takes files and names of columns, gives a `Survey`. Never codes and never estimates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from otklik import reading, responses
from otklik.errors import UserError
from otklik.measure import weights
from otklik.messages import say
from otklik.responses import Responses

NO_VALUE = "—"
_MOST_VALUES = 50


@dataclass(frozen=True, slots=True, eq=False)
class Domains:
    """Domains of one covariate: all answers, each value, and for each value all others; a column of ``weights`` each.

    ``weights`` is (n_units, 1 + 2 n_values): what a text or an answer weighs in each; ``squares`` are sums of squared
    weights of single answers, ``answers`` their numbers.
    """

    by: str
    values: list[str]
    weights: NDArray[np.float64]
    squares: NDArray[np.float64]
    answers: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The answers that can be coded: domains of each, survey weights, and which texts they are."""

    frame: pd.DataFrame
    gathered: Responses
    columns: Mapping[str, NDArray[Any]]
    weight: NDArray[np.float64]
    population: int | None
    sources: tuple[reading.Source, ...]

    @property
    def answers(self) -> int:
        """Return the number of answers."""
        return len(self.weight)

    @property
    def text_of(self) -> NDArray[np.int64]:
        """Return the number of the text of each answer."""
        return self.gathered.text_of[self.gathered.coded]

    def domains(self, by_text: bool) -> list[Domains]:
        """Return the whole survey and the domains of each covariate, with weights of texts or of answers."""
        unit = self.text_of if by_text else np.arange(self.answers)
        units = len(self.gathered.texts) if by_text else self.answers
        found = []
        for by, column in {"": None, **self.columns}.items():
            everyone = np.ones(self.answers, dtype=bool)
            values = [] if column is None else sorted(set(column.tolist()))
            inside = [everyone, *(column == value for value in values)]
            inside += [~here for here in inside[1:]]
            mass = [np.bincount(unit, self.weight * here, units) for here in inside]
            squares = np.array([float((self.weight[here] ** 2).sum()) for here in inside])
            sizes = np.array([int(here.sum()) for here in inside])
            found.append(Domains(by, values, np.column_stack(mass), squares, sizes))
        return found


def read(
    files: str | Path | Sequence[str | Path], text: Sequence[str] | None, by: Sequence[str], weight: str | None,
    rake: str | Path | None, population: int | Literal["survey"] | None,
) -> Survey:  # fmt: skip
    """Read answers, their covariates and their weights; ``population`` counts all answers, ``"survey"``: these are all.

    ``rake`` is a table variable, value, share. Raises `UserError` for columns that are missing, weights that are no
    positive numbers, and targets that no weights can reach.
    """
    survey = reading.read(files)
    found, name = reading.answers(survey.frame), survey.sources[0].name
    columns = reading.resolve(survey.frame, text, "--text", name) if text else [found] if found else []
    if not columns:
        hint = say("no_text_column_hint", names=", ".join(map(reading.short, survey.frame.columns)))
        raise UserError(say("no_text_column"), hint=hint, where=name)
    gathered = responses.gather(survey.frame, columns)
    if not gathered.texts:
        raise UserError(say("next_none"), hint=say("file_empty_hint"), where=name)
    coded = gathered.coded
    covariates: dict[str, NDArray[Any]] = {}
    for column in reading.resolve(survey.frame, by, "--by", name):
        covariates[column] = values = _values(survey.frame, column)[coded]
        if len(set(values.tolist())) > _MOST_VALUES:
            raise UserError(
                say("evaluate_many_parts", column=reading.short(column), n=len(set(values.tolist()))),
                hint=say("evaluate_many_parts_hint", most=_MOST_VALUES), where=name,
            )  # fmt: skip
    own = np.ones(int(coded.sum()))
    if weight is not None:
        own = _weights(survey, reading.resolve(survey.frame, [weight], "--weights", name)[0])[coded]
        own = own / own.mean()
    if rake is not None:
        own = _raked(survey, rake, coded, own)
    if isinstance(population, int) and population < len(own):
        raise UserError(
            say("estimate_population", n=population, answers=len(own)), hint=say("estimate_population_hint")
        )
    everyone = len(own) if population == "survey" else population
    return Survey(survey.frame, gathered, covariates, own, everyone, survey.sources)


def _values(frame: pd.DataFrame, column: str) -> NDArray[Any]:
    return np.array([" ".join(str(cell).split()) or NO_VALUE for cell in frame[column]], dtype=object)


def _weights(survey: reading.Survey, column: str) -> NDArray[np.float64]:
    found = np.ones(len(survey.frame))
    for at, cell in enumerate(survey.frame[column]):
        try:
            found[at] = float(str(cell).replace(",", "."))
        except ValueError:
            found[at] = np.nan
        if not (np.isfinite(found[at]) and found[at] > 0):
            raise UserError(
                say("estimate_weight", value=reading.short(str(cell))), hint=say("estimate_weight_hint"),
                where=say("place_line", file=survey.sources[0].name, line=survey.rows[at]),
            )  # fmt: skip
    return found


def _raked(
    survey: reading.Survey, path: str | Path, coded: NDArray[np.bool_], own: NDArray[np.float64]
) -> NDArray[np.float64]:
    table = reading.read(path)
    place = table.sources[0].name
    wanted = reading.resolve(table.frame, ["variable", "value", "share"], "--rake", place)
    targets: dict[str, dict[str, float]] = {}
    try:
        for variable, value, part in table.frame[wanted].itertuples(index=False):
            column = reading.resolve(survey.frame, [variable], "--rake", survey.sources[0].name)[0]
            targets.setdefault(column, {})[" ".join(str(value).split())] = float(
                str(part).replace(",", ".").rstrip("%")
            )
    except ValueError:
        raise UserError(say("rake_table"), hint=say("rake_table_hint"), where=place) from None
    values = {column: _values(survey.frame, column)[coded].astype(str) for column in targets}
    for column, shares in targets.items():
        present, told = set(values[column].tolist()), {value for value, part in shares.items() if part > 0}
        if present != told:
            odd = ", ".join(sorted(present ^ told)[:5])
            raise UserError(say("rake_values", column=column, values=odd), hint=say("rake_values_hint"), where=place)
    try:
        return weights.rake(values, targets, own)
    except ValueError:
        raise UserError(say("rake_failed"), hint=say("rake_failed_hint"), where=place) from None
