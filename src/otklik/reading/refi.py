"""Projects and codebooks of QDA programs (REFI-QDA), read from their files.

Takes a ``.qdpx`` or ``.qdc`` file, gives a project or a codebook with remarks; or a table with an answer a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.messages import interface, say
from otklik.reading.opening import content
from otklik.reading.tables import Table, tidy
from otklik.refi import codebooks, opened
from otklik.refi.archive import LARGEST, Archive
from otklik.refi.model import Case, CodeSystem, Coding, Project, Selection, Source, Value, flat, same
from otklik.refi.offsets import Counting


def read_project(path: str | Path, counting: Counting | None = None) -> tuple[Project, list[str]]:
    """Read a ``.qdpx`` project of any program, with remarks on how places were counted and what could not be kept.

    ``counting`` is how places count where that is known, and is found out otherwise. Raises `UserError` for what is no
    project, is damaged or dangerous, or whose places can be read in two ways.
    """
    return opened.project(_bytes(Path(path)), Path(path).name, counting)


def read_codebook(path: str | Path) -> tuple[Codebook, list[str]]:
    """Read a ``.qdc`` codebook, or the codes of a ``.qdpx`` project; `codebooks.as_yaml` writes it for Otklik.

    Raises `UserError` for what is neither.
    """
    path = Path(path)
    if path.suffix.lower() == ".qdpx":
        project, remarks = read_project(path)
        return book(project, path.stem), remarks
    system, remarks = opened.codes(_bytes(path), path.name)
    return codebooks.book(system, path.stem, interface()), remarks


def is_project(data: bytes) -> bool:
    """Tell whether a zip file is a project: it has a ``.qde`` file outside of folders."""
    if b".qde" not in data:
        return False
    try:
        return bool(opened.roots(Archive(data, "")))
    except UserError:
        return False


def book(project: Project, stem: str) -> Codebook:
    """Return the codebook of a project. Raises `UserError` when it has no codes."""
    if not project.codes:
        raise UserError(say("refi_no_codes"), hint=say("refi_again_hint"), where=stem)
    return codebooks.book(CodeSystem(project.codes, project.sets), stem, interface())


class Coded(NamedTuple):
    """A coding with what it was given to: the source's id and name, the passage, the coder's name, the code's id.

    ``whole`` tells that the code was given to all of the text.
    """

    source: str
    name: str
    text: str
    start: int
    stop: int
    whole: bool
    coder: str
    code: str


def codings(project: Project) -> list[Coded]:
    """List all codings of a project, in the order of its sources; a passage as long as its text counts as whole."""
    users = {same(user.guid): user.name or user.id or user.guid for user in project.users}
    found = []
    for source in project.sources:
        text = source.text or ""
        first, last = len(text) - len(text.lstrip()), len(text.rstrip())
        spans = [(0, len(text), coding) for coding in source.codings]
        spans += [(one.start, one.stop, coding) for one in source.selections for coding in one.codings]
        for start, stop, coding in spans:
            whole = source.text is not None and start <= first and last <= stop
            coder = users.get(same(coding.user), coding.user)
            found.append(
                Coded(source.guid, source.name, text[start:stop], start, stop, whole, coder, same(coding.code))
            )
    return found


def project(data: bytes, where: str) -> Table:
    """Read a project as a table: an answer a row, with the variables of its case and the codes of each coder.

    An answer is a source, or a passage that belongs to a case. Codes of one answer are joined by ``;``.
    """
    found, remarks = opened.project(data, where)
    if not found.sources and not found.cases:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    variables = {same(one.guid): one.name for one in found.variables}
    codes = {same(one.guid): one.name for one in flat(found.codes)}
    users = {same(one.guid): one.name or one.id or one.guid for one in found.users}
    rows = list(_rows(found))
    coders = list(dict.fromkeys(same(coding.user) for row in rows for coding in row.codings))
    heads = [f"codes ({users.get(coder, coder)})" if coder else "codes" for coder in coders]
    lines = []
    for row in rows:
        values = {same(value.variable): value.text for value in reversed(row.values)}
        given: dict[str, dict[str, None]] = defaultdict(dict)
        for coding in row.codings:
            given[same(coding.user)][codes.get(same(coding.code), coding.code)] = None
        lines.append(
            [row.name, row.text, *(values.get(one, "") for one in variables), *(";".join(given[one]) for one in coders)]
        )
    table = tidy(["name", "text", *variables.values(), *heads], lines, where)
    table.first_row = 1
    table.remarks += remarks
    return table


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    text: str
    values: tuple[Value, ...]
    codings: tuple[Coding, ...]


def _rows(found: Project) -> Iterator[_Row]:
    """Yield answers in the order of their cases, then sources that belong to no case."""
    sources = {same(source.guid): source for source in found.sources}
    passages = {same(one.guid): (source, one) for source in found.sources for one in source.selections}
    sorted_ = {source.guid: sorted(source.selections, key=lambda one: one.start) for source in found.sources}
    of: dict[str, list[Case]] = defaultdict(list)
    for case in found.cases:
        for name in case.sources:
            of[same(name)].append(case)
    shown: set[str] = set()
    for case in found.cases:
        own = [sources[same(name)] for name in case.sources if same(name) in sources]
        parts = [passages[same(name)] for name in case.selections if same(name) in passages]
        for source in own:
            if same(source.guid) not in shown:
                shown.add(same(source.guid))
                yield _answer(source, of[same(source.guid)])
        if parts and not own:
            shown |= {same(source.guid) for source, _ in parts}
            texts = [(source.text or "")[one.start : one.stop] for source, one in parts]
            inside = [coding for source, one in parts for coding in _within(sorted_[source.guid], one)]
            yield _Row(case.name, "\n".join(texts), case.values, tuple(inside))
        if not own and not parts:
            yield _Row(case.name, "", case.values, ())
    for key, source in sources.items():
        if key not in shown:
            yield _answer(source, [])


def _answer(source: Source, cases: Iterable[Case]) -> _Row:
    inside = [coding for one in source.selections for coding in one.codings]
    values = (*source.values, *(value for case in cases for value in case.values))
    return _Row(source.name, source.text or "", values, (*source.codings, *inside))


def _within(passages: Sequence[Selection], whole: Selection) -> Iterator[Coding]:
    """Yield the codings of passages, sorted by their start, that lie inside of one."""
    for at in range(bisect_left(passages, whole.start, key=lambda one: one.start), len(passages)):
        if passages[at].start > whole.stop:
            return
        if passages[at].stop <= whole.stop:
            yield from passages[at].codings


def _bytes(path: Path) -> bytes:
    data = content(path, {".qdpx", ".qdc"})
    if len(data) > LARGEST:
        raise UserError(say("refi_too_large"), hint=say("refi_too_large_hint"), where=path.name)
    return data
