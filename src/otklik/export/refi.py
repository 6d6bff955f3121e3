"""A finished run as a project or a codebook of QDA programs (REFI-QDA), where the machine is a coder of its own.

Takes a finished run and a path, gives one ``.qdpx`` or ``.qdc`` file. The same run gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from otklik.domain import Codebook, named
from otklik.errors import UserError
from otklik.export import files
from otklik.messages import say
from otklik.refi import codebooks, written
from otklik.refi.codebooks import code_guid
from otklik.refi.model import (
    Case,
    Coding,
    Made,
    Project,
    Selection,
    Set,
    Source,
    User,
    Value,
    Variable,
    VariableKind,
    guid,
    plain,
)

if TYPE_CHECKING:
    from otklik.export.finished import Finished

Program = Literal["nvivo", "atlas", "maxqda", "qualcoder"]
Unit = Literal["answer", "question"]

_NO_DAY = "2000-01-01T00:00:00Z"
"""The time of everything for a program that can't do without; a run's results have no time."""
_NAME = 120
"""Letters of a passage's name."""
_BREAK = "\n\n"
_KINDS: tuple[tuple[VariableKind, re.Pattern[str]], ...] = (
    ("Integer", re.compile(r"0|-?[1-9]\d{0,17}", re.ASCII)),
    ("Float", re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?", re.ASCII)),
    ("Boolean", re.compile("true|false")),
    ("Date", re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])", re.ASCII)),
)


def write_project(
    path: Path, finished: Finished, program: Program | None = None, one_source: Unit = "answer"
) -> list[str]:
    """Write a run as a project; return remarks on what to know before it is opened elsewhere.

    Each answer is a source, or with ``one_source="question"`` a passage of one source for all of them; each row is a
    case with its covariates, and with the machine's probabilities. Groups and themes are codings of whole answers,
    exemplars codings of passages. Places count code points, for ``program="nvivo"`` UTF-16 units.

    *Read with care*: the machine's codings are no gold coding; answers that need a person are a set of their own.
    """
    if one_source not in get_args(Unit) or program not in {None, *get_args(Program)}:
        raise ValueError((program, one_source))
    made = _Maker(finished, program)
    project = made.project(one_source)
    files.write_bytes(path, written.project(project, "UTF-16" if program == "nvivo" else "code points"))
    return [*([] if project.codes else [say("refi_project_bare")]), *made.remarks(project)]


def write_codebook(path: Path, finished: Finished) -> list[str]:
    """Write the codes of a run as a codebook. Raises `UserError` when there are none."""
    system = codebooks.codes(_book(finished), finished.language, _ids(finished))
    if not system.codes:
        raise UserError(say("refi_no_codes_of_run"), where=str(finished.folder))
    files.write_bytes(path, written.codes(system))
    return []


def _book(finished: Finished) -> Codebook:
    told = finished.run.get("codebook") or {}
    question = {finished.language: finished.question} if finished.question else {}
    version = told.get("version", 1)
    return Codebook(str(told.get("id", "otklik")), int(version), question, finished.scales, finished.codes)


def _ids(finished: Finished) -> Callable[[str, str, str], str]:
    """Give ids as `code_guid` does; a new topic is another one in every survey, though it has the same number."""
    survey = guid("survey", *finished.texts)

    def own(book: str, scale: str, code: str) -> str:
        return code_guid(survey if not scale and code in finished.topics else book, scale, code)

    return own


class _Maker:
    """Builds the project of a run."""

    def __init__(self, finished: Finished, program: Program | None) -> None:
        self._finished = finished
        self._program = program
        self._book = _book(finished)
        self._code = _ids(finished)
        self._time = _NO_DAY if program == "qualcoder" else ""
        self._user = guid("user", finished.coder)
        self._ids = finished.ids
        self._texts = [plain(text) for text in finished.texts]
        # The same row with the same answer has the same id in every export.
        self._answers = [guid("answer", name, text) for name, text in zip(self._ids, self._texts, strict=True)]
        self._lost_quotes = 0

    def project(self, one_source: Unit) -> Project:
        finished, made = self._finished, Made(self._user, self._time)
        system = codebooks.codes(self._book, finished.language, self._code)
        variables = list(self._variables())
        cases = [self._case(at, variables) for at in range(len(self._texts))]
        quotes = self._quotes()
        there = [at for at, text in enumerate(self._texts) if text.strip()]
        doubted = {at for at in there if finished.needs_person[at]}
        notes = [self._note(at) for at in sorted(doubted)]
        if one_source == "answer":
            sources = [self._answer(at, quotes.get(at, []), cases[at], at in doubted) for at in there]
            cases = [
                replace(case, sources=(self._answers[at],) if self._texts[at].strip() else ())
                for at, case in enumerate(cases)
            ]
        else:
            sources = [self._question(there, quotes, doubted)] if there else []
            cases = [
                replace(case, selections=(self._answers[at],) if self._texts[at].strip() else ())
                for at, case in enumerate(cases)
            ]
        doubts = Set(
            guid("set", "needs_person"), say("export_label_needs_person"), say("refi_doubts"),
            sources=tuple(self._answers[at] for at in sorted(doubted)) if one_source == "answer" else (),
            notes=tuple(note.guid for note in notes),
        )  # fmt: skip
        return Project(
            name=finished.question[:_NAME] or finished.folder.resolve().name,
            users=(User(self._user, finished.coder, finished.coder),),
            codes=system.codes,
            variables=tuple(variable for variable, _ in variables),
            cases=tuple(cases),
            sources=tuple(replace(source, made=made) for source in sources),
            notes=tuple(notes),
            sets=(*system.sets, *([doubts] if doubted else [])),
            description=say("refi_project", version=finished.run["otklik"], coder=finished.coder),
            made=made,
        )

    def remarks(self, project: Project) -> list[str]:
        """Say what a person should know before opening the file elsewhere."""
        found = []
        astral = sum(max(text, default="") > "\uffff" for text in self._texts)
        if astral and self._program not in {"nvivo", "qualcoder"}:  # QualCoder counts code points
            found.append(say("refi_astral", n=astral))
        if self._lost_quotes:
            found.append(say("refi_quotes_lost", n=self._lost_quotes))
        changed = sum(text != plain(text) for text in self._finished.texts)
        if changed:
            found.append(say("refi_line_ends", n=changed))
        if self._program == "qualcoder":
            found.append(say("refi_no_day", day=_NO_DAY[:10]))
        return found

    def _codings(self, at: int) -> tuple[Coding, ...]:
        """Return the machine's codings of a whole answer: its group on each scale, then its themes."""
        groups = [
            self._code(self._book.id, scale.id, group)
            for scale in self._finished.scales
            if (group := self._finished.groups[scale.id][at]) in {one.id for one in scale.groups} and group
        ]
        themes = [self._code(self._book.id, "", code) for code in self._finished.given[at] or ()]
        return tuple(self._coding(self._answers[at], code) for code in (*groups, *themes))

    def _coding(self, what: str, code: str) -> Coding:
        return Coding(guid("coding", what, code, self._user), code, self._user, self._time)

    def _answer(self, at: int, quotes: Sequence[Selection], case: Case, doubted: bool) -> Source:
        whole, text = self._codings(at), self._texts[at]
        if self._program == "qualcoder" and whole:  # it reads codings of passages alone
            quotes = [self._selection(guid("whole", self._answers[at]), 0, len(text), text, whole), *quotes]
            whole = ()
        return Source(
            self._answers[at], self._ids[at], text, tuple(quotes), whole,
            notes=(self._note_guid(at),) if doubted else (),
            values=case.values if self._program == "maxqda" else (),  # its variables belong to documents
        )  # fmt: skip

    def _question(self, there: Sequence[int], quotes: Mapping[int, list[Selection]], doubted: set[int]) -> Source:
        """Return all answers as one text, each one a passage with its codings."""
        selections, start = [], 0
        for at in there:
            text = self._texts[at]
            notes = (self._note_guid(at),) if at in doubted else ()
            answer = self._selection(self._answers[at], start, start + len(text), text, self._codings(at))
            selections.append(replace(answer, notes=notes))
            selections += [
                replace(quote, start=quote.start + start, stop=quote.stop + start) for quote in quotes.get(at, ())
            ]
            start += len(text) + len(_BREAK)
        name = ", ".join(self._finished.titles.get(name) or name for name in self._finished.text_columns)
        whole = _BREAK.join(self._texts[at] for at in there)
        return Source(guid("question", *(self._answers[at] for at in there)), name[:_NAME], whole, tuple(selections))

    def _quotes(self) -> dict[int, list[Selection]]:
        """Return the exemplars of each row as passages, but for those that are a whole answer with that very code."""
        found: dict[int, list[Selection]] = {}
        known = {code.id for code in self._finished.codes}
        for quote in self._finished.quotes:
            passage = plain(quote.text)
            start = self._texts[quote.row].find(passage) if quote.row is not None and passage else -1
            if quote.row is None or start < 0 or quote.code not in known:
                self._lost_quotes += 1
                continue
            at, stop = quote.row, start + len(passage)
            if passage == self._texts[at] and quote.code in (self._finished.given[at] or ()):
                continue
            own = guid("quote", self._answers[at], start, stop, quote.code)
            coding = self._coding(own, self._code(self._book.id, "", quote.code))
            found.setdefault(at, []).append(self._selection(own, start, stop, passage, (coding,)))
        return found

    def _selection(self, own: str, start: int, stop: int, passage: str, codings: tuple[Coding, ...]) -> Selection:
        name = passage if len(passage) <= _NAME else passage[:_NAME] + "…"
        return Selection(own, start, stop, name, codings, made=Made(self._user, self._time))

    def _case(self, at: int, variables: Sequence[tuple[Variable, Sequence[str]]]) -> Case:
        values = tuple(Value(variable.guid, variable.kind, cells[at]) for variable, cells in variables if cells[at])
        return Case(guid("case", self._answers[at]), self._ids[at], values=values)

    def _variables(self) -> Iterator[tuple[Variable, Sequence[str]]]:
        """Yield the covariates of the run, then what the machine says of its own sureness, each with its cells."""
        finished = self._finished
        named_ones = dict.fromkeys([*finished.run["parameters"]["by"], finished.run["parameters"]["time"]])
        for name in (one for one in named_ones if one is not None):
            cells = [cell.strip() for cell in finished.coded[name]]
            title = finished.titles.get(name) or name
            yield Variable(guid("variable", name), title, _kind(cells)), cells
        for scale in finished.scales:
            column = finished.columns[f"{scale.id}_p"]
            title = say("export_label_p", name=named(scale.name, finished.language))
            yield Variable(guid("variable", "machine", column), title, "Float"), finished.coded[column].tolist()
        title = say("export_label_needs_person")
        needed = ["true" if one else "false" for one in finished.needs_person]
        yield Variable(guid("variable", "machine", "needs_person"), title, "Boolean"), needed

    def _note_guid(self, at: int) -> str:
        return guid("note", self._answers[at])

    def _note(self, at: int) -> Source:
        """Return the note on an answer that needs a person: what the machine would say, and how sure it is."""
        finished = self._finished
        lines = [say("refi_doubt")]
        for scale in finished.scales:
            group, sure = finished.groups[scale.id][at], finished.coded[finished.columns[f"{scale.id}_p"]].iloc[at]
            if group and sure:
                names = {one.id: named(one.name, finished.language) for one in scale.groups}
                value = names.get(group) or say("not_expressed")
                lines.append(f"{named(scale.name, finished.language)}: {value} (p = {sure})")
        return Source(
            self._note_guid(at), f"{say('export_label_needs_person')}: {self._ids[at]}", "\n".join(lines),
            made=Made(self._user, self._time),
        )  # fmt: skip


def _kind(cells: Sequence[str]) -> VariableKind:
    """Return what kind of values a covariate has.

    >>> _kind(["2", "", "10"]), _kind(["007"]), _kind(["1.5", "2"]), _kind(["2023-09-01"]), _kind([""])
    ('Integer', 'Text', 'Float', 'Date', 'Text')
    """
    given = [cell for cell in cells if cell]
    if not given:
        return "Text"
    return next((kind for kind, form in _KINDS if all(map(form.fullmatch, given))), "Text")
