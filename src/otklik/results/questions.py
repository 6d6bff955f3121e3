"""The results of several questions of one survey: one result a question, and one row a respondent across them.

Takes results, gives a `Questions` that can save itself. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.reading.mapping import short_ids

if TYPE_CHECKING:
    import pandas as pd

    from otklik.results.run import Result


@dataclass(frozen=True, slots=True)
class Questions:
    """What a run of several questions found.

    ``results`` hold a `Result` for each column of answers; ``respondents`` has one row a respondent: its row in the
    file, covariates, and for each question its status, themes and groups under a prefix; ``prefixes`` and ``titles``
    are those of the questions; ``run``: everything needed to repeat the run; ``remarks`` concern the whole survey,
    those of one question are in its result.
    """

    results: dict[str, Result]
    respondents: pd.DataFrame
    prefixes: dict[str, str]
    titles: dict[str, str]
    run: dict[str, Any]
    remarks: tuple[str, ...]

    def save(self, path: str | Path, overwrite: bool = False, docx: bool = False) -> list[Path]:
        """Write a folder a question and the files of all of them; return their paths, the page first.

        Folders have numbers (question_1, question_2, …), since names of questions are no names of files. Raises
        `UserError` when the folder exists (unless ``overwrite``) or can't be written; nothing is left then.
        """
        from otklik.export import questions

        return questions.save(self, Path(path), overwrite=overwrite, docx=docx)


def joined(
    results: dict[str, Result],
    told: Mapping[str, Any],
    prefixes: Sequence[str],
    titles: Mapping[str, str],
) -> Questions:
    """Join the results of one survey by its rows; ``told`` are the columns that stand first.

    A question without a prefix gets q1, q2, … by its number. Remarks that are made of every question are the survey's.
    """
    import pandas as pd

    named = dict(zip(results, short_ids(prefixes), strict=True))
    columns = dict(told)
    for name, result in results.items():
        for column, values in _coded(result).items():
            key = f"{named[name]}_{column}"
            while key in columns:
                key = f"otklik_{key}"
            columns[key] = values
    found = list(results.values())
    first = found[0].run
    shared = tuple(remark for remark in found[0].remarks if all(remark in one.remarks for one in found))
    run = {
        **{key: first[key] for key in ("otklik", "python", "packages", "sources", "codebook")},
        "parameters": {**first["parameters"], "text": list(results)},
        "questions": [
            {
                "folder": folder(number),
                "text": name,
                "title": titles.get(name, name),
                "prefix": named[name],
                "counts": result.run["counts"],
                "languages": result.run["languages"],
            }
            for number, (name, result) in enumerate(results.items(), start=1)
        ],
        "remarks": list(shared),
    }
    shown = {name: titles.get(name) or name for name in results}
    return Questions(results, pd.DataFrame(columns), named, shown, run, shared)


def folder(number: int) -> str:
    """Return the folder of a question, by its number from 1.

    >>> folder(2)
    'question_2'
    """
    return f"question_{number}"


def _coded(result: Result) -> dict[str, Any]:
    """Return the columns that coding added, without probabilities; new topics are listed as themes are."""
    coded, columns = result.coded, result.columns
    found = {name: coded[columns[name]].to_numpy() for name in ("status", "themes")}
    topics = [theme for theme in result.found if theme.kind == "topic"]
    if topics:
        has = [(theme.id, (coded[theme.column] >= theme.named_from).tolist()) for theme in topics]
        found["topics"] = [";".join(name for name, rows in has if rows[at]) for at in range(len(coded))]
    found |= {scale.id: coded[columns[scale.id]].to_numpy() for scale in result.scales}
    return found | {"needs_person": coded[columns["needs_person"]].to_numpy()}
