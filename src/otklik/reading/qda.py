"""The codings of a QDA project in long form: who gave which code to which answer, and where in it.

Takes a project, gives a table that `otklik agree` reads. Never decides who is right, and takes no gap for a "no".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otklik.domain import Codebook
from otklik.reading import refi
from otklik.refi.model import Code, Project, flat, same

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["id", "coder", "variable", "value", "start", "stop", "passage", "text"]
THEMES = "themes"


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer: a source, or the passage of a source that belongs to a case."""

    id: str
    start: int
    stop: int
    text: str


def codings(project: Project) -> pd.DataFrame:
    """List all codings of a project: id of the answer, coder, variable, value, place in the answer, its words.

    A variable is a scale of the project's codebook, its values the groups, or ``themes``, its values all other codes.
    ``passage`` is empty where the code was given to the whole answer. An answer is a source or, where passages of one
    source belong to cases, such a passage; it is called by its name where no other one has it.

    Raises `UserError` when the project has no codes.
    """
    import pandas as pd

    values = _values(project.codes, refi.book(project, project.name))
    answers = _answers(project)
    lines = []
    for one in refi.codings(project):
        inside = [answer for answer in answers[one.source] if answer.start <= one.start and one.stop <= answer.stop]
        answer = min(inside, key=lambda found: found.stop - found.start)
        start, stop = one.start - answer.start, one.stop - answer.start
        whole = not (answer.text[:start].strip() or answer.text[stop:].strip())
        variable, value = values.get(one.code, (THEMES, one.code))
        passage = "" if whole else one.text
        lines.append((answer.id, one.coder, variable, value, start, stop, passage, answer.text))
    return pd.DataFrame(lines, columns=COLUMNS)


def _answers(project: Project) -> dict[str, list[_Answer]]:
    """Return the answers of each source, by its id; the source itself is the last."""
    of = {same(selection): case.name for case in project.cases for selection in case.selections}
    found: dict[str, list[_Answer]] = {}
    for source in project.sources:
        text = source.text or ""
        parts = [
            _Answer(of[same(one.guid)], one.start, one.stop, text[one.start : one.stop])
            for one in source.selections
            if same(one.guid) in of
        ]
        # Places in a text outside of the project are kept as they were found.
        end = max([len(text), *(one.stop for one in source.selections)])
        found[source.guid] = [*parts, _Answer(source.name, 0, end, text)]
    taken = Counter(answer.id for listed in found.values() for answer in listed)
    return {
        guid: [
            _Answer(one.id if one.id and taken[one.id] == 1 else f"{guid}:{one.start}", one.start, one.stop, one.text)
            for one in listed
        ]
        for guid, listed in found.items()
    }


def _values(codes: Sequence[Code], book: Codebook) -> dict[str, tuple[str, str]]:
    """Return variable and value of each code by its id; scales and themes stand in the book in the order of codes."""
    scales, themes = list(book.scales), list(book.themes)
    found: dict[str, tuple[str, str]] = {}
    for code in codes:
        below = flat(code.children)
        if scales and code.name in scales[0].name.values() and len(scales[0].groups) == len(below):
            scale = scales.pop(0)
            found |= {same(one.guid): (scale.id, group.id) for one, group in zip(below, scale.groups, strict=True)}
        else:
            found |= {same(one.guid): (THEMES, themes.pop(0).id) for one in flat((code,))}
    return found
