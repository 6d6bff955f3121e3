"""A finished run, read back from its folder for other programs.

Takes the folder that a run wrote, gives its answers, codes and codings. Codes nothing anew, and never changes a text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.domain import Code, Group, Scale
from otklik.errors import UserError
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

csv.field_size_limit(2**31 - 1)
_QUOTES = 4
"""Exemplars that themes.csv has of each theme."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that shows a code, verbatim; ``row`` is its place in ``Finished.coded``, ``None`` if it was not found.

    ``file_row`` is the row of the file as a spreadsheet counts it.
    """

    code: str
    row: int | None
    file_row: int
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What a run found, as its folder holds it.

    ``run`` is run.json. ``coded`` has every input row and the added columns, strings alone. ``texts`` are the answers
    as they were coded, one a row (of several columns one text, line by line), ``rows`` their numbers in ``files``, as a
    spreadsheet counts them. ``scales`` and ``codes`` (themes and new topics) have names and definitions in the language
    of the run. ``columns`` gives the column of ``coded`` for a scale, a code (its probability) and each of the other
    added columns. ``groups[scale][i]`` is the group of row ``i``, ``given[i]`` its codes; both are ``None`` where the
    row was not coded. ``named_from`` is the least probability of each code that is given. ``coder`` is the name under
    which the machine codes.

    *Read with care*: all codings are a machine's; ``needs_person`` are those that it is not sure of.
    """

    folder: Path
    run: Mapping[str, Any]
    coded: pd.DataFrame
    files: tuple[str, ...]
    rows: tuple[int, ...]
    input_columns: tuple[str, ...]
    text_columns: tuple[str, ...]
    texts: tuple[str, ...]
    question: str
    titles: Mapping[str, str]
    scales: tuple[Scale, ...]
    codes: tuple[Code, ...]
    topics: frozenset[str]
    named_from: Mapping[str, float]
    columns: Mapping[str, str]
    groups: Mapping[str, tuple[str | None, ...]]
    given: tuple[tuple[str, ...] | None, ...]
    needs_person: tuple[bool, ...]
    quotes: tuple[Quote, ...]
    coder: str

    @property
    def language(self) -> str:
        """Return the language that names and definitions are in."""
        return str(self.run["parameters"]["interface"])

    @property
    def ids(self) -> tuple[str, ...]:
        """Return what people call each row: its number in the file, after the file's name where there are several."""
        if len(self.files) < 2:
            return tuple(map(str, self.rows))
        sizes = ((one["name"], one["rows"]) for one in self.run["sources"])
        of = [name for name, size in sizes for _ in range(size)]
        return tuple(f"{name}:{number}" for name, number in zip(of, self.rows, strict=True))


def read(folder: Path) -> Finished:
    """Read back what a run found.

    Raises `UserError` when the folder holds no results of this version.
    """
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return _finished(folder, run)
    except (OSError, ValueError, KeyError, TypeError, IndexError, csv.Error):
        raise no_results(folder) from None


def no_results(folder: Path) -> UserError:
    """Say what a folder is that holds no results of one question: the one above several, a comparison, or neither."""
    inside = [one.parent for one in folder.glob("question_*/run.json")]
    if inside:
        names = ", ".join(map(str, sorted(inside, key=lambda one: (len(one.name), one.name))))
        return UserError(say("results_several"), hint=say("results_several_hint", names=names), where=str(folder))
    if (folder / "themes_by_source.xlsx").is_file():
        return UserError(say("results_comparison"), hint=say("results_comparison_hint"), where=str(folder))
    return UserError(say("figure_no_results"), hint=say("figure_no_results_hint"), where=str(folder))


def table(path: Path) -> pd.DataFrame:
    """Read one of a run's tables, each cell the string that the file holds."""
    import pandas as pd

    # csv and not pandas, which takes NUL for the end of a cell.
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    return pd.DataFrame(lines[1:], columns=pd.Index(lines[0], dtype=object), dtype=object)


def _finished(folder: Path, run: dict[str, Any]) -> Finished:
    coded = table(folder / "coded.csv")
    spoken, columns = run["parameters"]["interface"], run["columns"]
    scales = tuple(
        Scale(
            one["id"], {spoken: one["name"]},
            tuple(Group(group["id"], {spoken: group["name"]}, {spoken: group["define"]}) for group in one["groups"]),
            asks=one["asks"], none=one["none"], silent=one["silent"],
        )
        for one in run["scales"]
    )  # fmt: skip
    codes = tuple(
        Code(one["id"], {spoken: one["name"]}, {spoken: one["define"]}, parent=one["parent"]) for one in run["themes"]
    )
    topics = frozenset(one["id"] for one in run["themes"] if one["kind"] == "topic")
    added = set(columns.values())
    rows = tuple(number for first, last in run["rows"] for number in range(first, last + 1))
    if len(rows) != len(coded):
        raise ValueError("rows")
    places = columns | {one["id"]: one["column"] for one in run["themes"]}
    named_from = {one["id"]: float(one["named_from"]) for one in run["themes"]}
    was_coded = [status == "coded" for status in coded[columns["status"]]]
    listed = [[name for name in cell.split(";") if name and name in named_from] for cell in coded[columns["themes"]]]
    for topic in (one.id for one in codes if one.id in topics):
        for names, cell in zip(listed, coded[places[topic]], strict=True):
            if cell and float(cell) >= named_from[topic]:
                names.append(topic)
    return Finished(
        folder=folder,
        run=run,
        coded=coded,
        files=tuple(one["name"] for one in run["sources"]),
        rows=rows,
        input_columns=tuple(name for name in coded.columns if name not in added),
        text_columns=tuple(run["parameters"]["text"]),
        texts=_texts(coded, run["parameters"]["text"]),
        question=run["question"],
        titles=run["titles"],
        scales=scales,
        codes=codes,
        topics=topics,
        named_from=named_from,
        columns=places,
        groups={scale.id: tuple(cell or None for cell in coded[columns[scale.id]]) for scale in scales},
        given=tuple(tuple(names) if coded_ else None for names, coded_ in zip(listed, was_coded, strict=True)),
        needs_person=tuple(cell == "true" for cell in coded[columns["needs_person"]]),
        quotes=_quotes(table(folder / "themes.csv"), rows),
        coder=_coder(run),
    )


def _texts(coded: pd.DataFrame, columns: list[str]) -> tuple[str, ...]:
    if len(columns) == 1:
        return tuple(coded[columns[0]])
    return tuple(
        "\n".join(part for part in row if part.strip()) for row in zip(*(coded[name] for name in columns), strict=True)
    )


def _quotes(themes: pd.DataFrame, rows: tuple[int, ...]) -> tuple[Quote, ...]:
    place = {number: at for at, number in reversed(list(enumerate(rows)))}
    once = len(place) == len(rows)  # of several files, a number alone does not tell the row
    found = []
    for line in themes.to_dict("records"):
        for number in range(1, _QUOTES + 1):
            text, told = line[f"exemplar_{number}"], line[f"exemplar_{number}_row"]
            if text and told:
                found.append(Quote(line["id"], place.get(int(told)) if once else None, int(told), text))
    return tuple(found)


def _coder(run: Mapping[str, Any]) -> str:
    made_by = run["pack"] or run["codebook"]
    if made_by is None:
        return "Otklik"
    return f"Otklik {made_by.get('name') or made_by.get('id')} {made_by['version']}"
