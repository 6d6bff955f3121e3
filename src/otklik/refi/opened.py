"""A project and a codebook, opened from the bytes of a file that any QDA program may have written.

Takes bytes, gives the nouns of `otklik.refi.model` and remarks on what was not kept. Never looks outside the bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar, cast, get_args

from otklik.errors import UserError
from otklik.messages import say
from otklik.refi.archive import Archive
from otklik.refi.model import (
    VARIABLE_KINDS,
    Case,
    Code,
    CodeSystem,
    Coding,
    Direction,
    Link,
    Made,
    Member,
    Project,
    Selection,
    Set,
    Source,
    User,
    Value,
    Variable,
    VariableKind,
    flat,
    guid,
    same,
)
from otklik.refi.offsets import STANDARD, Counted, Counting, Passage, choose
from otklik.refi.written import ORIGIN, UTF16_MARK
from otklik.refi.xml import Element, parse, verbatim

_T = TypeVar("_T")
_GUID = re.compile(
    r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}"
)
_COLOUR = re.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_TIME = re.compile(r"\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_PLACE = re.compile(r"\s*[+-]?[0-9]{1,12}\s*")
_OTHERS = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")
_FOLDER = "sources/"


def project(data: bytes, where: str, counting: Counting | None = None) -> tuple[Project, list[str]]:
    """Open a ``.qdpx`` file: all that it holds, and what is to be said of it.

    ``counting`` is how places of passages count where that is known; else it is found out. Raises `UserError` for what
    is no project, is damaged or dangerous, or can be read in two ways.
    """
    archive = Archive(data, where)
    found = roots(archive)
    if len(found) != 1:
        raise UserError(say("refi_roots", n=len(found)), hint=say("refi_again_hint"), where=where)
    root = parse(archive.read(found[0]), f"{where}: {found[0]}")
    if root.tag != "Project":
        raise UserError(
            say("refi_root", found=root.tag[:40], wanted="Project"), hint=say("refi_again_hint"), where=where
        )
    return _Reader(where, archive, counting).project(root, found[0])


def roots(archive: Archive) -> list[str]:
    """Return the names of the project files in an archive; a project has one."""
    return [name for name in archive.names if name.lower().endswith(".qde") and "/" not in name]


def codes(data: bytes, where: str) -> tuple[CodeSystem, list[str]]:
    """Open a ``.qdc`` file. Raises `UserError` for what is no codebook."""
    root = parse(data, where)
    if root.tag != "CodeBook":
        raise UserError(
            say("refi_root", found=root.tag[:40], wanted="CodeBook"), hint=say("refi_again_hint"), where=where
        )
    reader = _Reader(where, None, None)
    found = CodeSystem(
        tuple(reader.code(one) for one in _all(root, "Codes", "Code")),
        tuple(reader.set(one) for one in _all(root, "Sets", "Set")),
        root.get("origin", ""),
    )
    if not found.codes:
        raise UserError(say("refi_no_codes"), hint=say("refi_again_hint"), where=where)
    return found, reader.remarks()


class _Reader:
    """Turns elements into nouns and counts what it had to change."""

    def __init__(self, where: str, archive: Archive | None, counting: Counting | None) -> None:
        self._where = where
        self._archive = archive
        self._counting = counting
        self._used: set[str] = set()
        self._counts: Counter[str] = Counter()

    def project(self, root: Element, name: str) -> tuple[Project, list[str]]:
        read: list[tuple[Source, Counted]] = [self._text(one) for one in _all(root, "Sources", "TextSource")]
        notes = tuple(self._text(one)[0] for one in _all(root, "Notes", "Note"))
        origin = root.get("origin", "")
        told = self._counting or _told(origin)
        placed = [
            (text, [Passage(one.start, one.stop, one.name) for one in source.selections])
            for source, text in read
            if source.text is not None
        ]
        counting = choose(placed, self._where, told)
        sources = tuple(self._place(source, text, counting or STANDARD) for source, text in read)
        others = tuple(verbatim(one) for kind in _OTHERS for one in _all(root, "Sources", kind))
        found = Project(
            name=root.get("name") or PurePosixPath(name).stem,
            origin=origin,
            users=self._each(root, "Users", "User", self._user),
            codes=tuple(self.code(one) for codes in _all(root, "CodeBook", "Codes") for one in codes.findall("Code")),
            variables=self._each(root, "Variables", "Variable", self._variable),
            cases=self._each(root, "Cases", "Case", self._case),
            sources=sources,
            others=others,
            notes=notes,
            links=self._each(root, "Links", "Link", self._link),
            sets=self._each(root, "Sets", "Set", self.set),
            graphs=tuple(verbatim(one) for one in _all(root, "Graphs", "Graph")),
            description=_description(root),
            note_refs=self._refs(root, "NoteRef"),
            base_path=root.get("basePath", ""),
            made=Made(
                self._id(root.get("creatingUserGUID")), self._time(root.get("creationDateTime")),
                self._id(root.get("modifyingUserGUID")), self._time(root.get("modifiedDateTime")),
            ),
            members=self._members(name),
        )  # fmt: skip
        remarks = self.remarks()
        if counting:
            remarks.insert(0, say("refi_counted", counting=counting))
        if others:
            remarks.append(say("refi_others", n=len(others)))
        known = {same(code.guid) for code in flat(found.codes)}
        given = [one.code for source in sources for one in _codings(source)]
        loose = sum(same(code) not in known for code in given)
        if loose:
            remarks.append(say("refi_loose", n=loose))
        return found, remarks

    def remarks(self) -> list[str]:
        """Say what was counted."""
        counts = self._counts
        told = {
            "odd": say("refi_odd", n=counts["odd"]),
            "outside": say("refi_outside", n=counts["outside"]),
            "missing": say("refi_missing", n=counts["missing"]),
            "bytes": say("refi_bytes", n=counts["bytes"]),
            "left": say("refi_left", n=counts["left"]),
        }
        return [sentence for name, sentence in told.items() if counts[name]]

    def code(self, one: Element) -> Code:
        colour = one.get("color", "").strip()
        if colour and not _COLOUR.fullmatch(colour):
            self._counts["odd"] += 1
            colour = ""
        return Code(
            self._guid(one), one.get("name", ""), one.get("isCodable", "true").strip().lower() in {"true", "1"}, colour,
            _description(one), self._refs(one, "NoteRef"), tuple(self.code(below) for below in one.findall("Code")),
        )  # fmt: skip

    def set(self, one: Element) -> Set:
        return Set(
            self._guid(one), one.get("name", ""), _description(one), self._refs(one, "MemberCode"),
            self._refs(one, "MemberSource"), self._refs(one, "MemberNote"),
        )  # fmt: skip

    def _each(self, root: Element, group: str, name: str, read: Callable[[Element], _T]) -> tuple[_T, ...]:
        return tuple(read(one) for one in _all(root, group, name))

    def _user(self, one: Element) -> User:
        return User(self._guid(one), one.get("name", ""), one.get("id", ""))

    def _variable(self, one: Element) -> Variable:
        kind = one.get("typeOfVariable", "")
        if kind not in VARIABLE_KINDS:
            self._counts["odd"] += 1
            kind = "Text"
        return Variable(self._guid(one), one.get("name", ""), cast(VariableKind, kind), _description(one))

    def _value(self, one: Element) -> Value:
        variable = next(iter(self._refs(one, "VariableRef")), "")
        for kind in VARIABLE_KINDS:
            value = one.find(f"{kind}Value")
            if value is not None:
                return Value(variable, kind, value.text or "")
        return Value(variable)

    def _values(self, one: Element) -> tuple[Value, ...]:
        return tuple(value for value in map(self._value, one.findall("VariableValue")) if value.variable)

    def _case(self, one: Element) -> Case:
        return Case(
            self._guid(one), one.get("name", ""), _description(one), self._refs(one, "CodeRef"), self._values(one),
            self._refs(one, "SourceRef"), self._refs(one, "SelectionRef"),
        )  # fmt: skip

    def _link(self, one: Element) -> Link:
        direction, colour = one.get("direction", ""), one.get("color", "").strip()
        return Link(
            self._guid(one), one.get("name", ""),
            cast(Direction, direction) if direction in get_args(Direction) else "",
            colour if _COLOUR.fullmatch(colour) else "",
            self._id(one.get("originGUID")), self._id(one.get("targetGUID")), self._refs(one, "NoteRef"),
        )  # fmt: skip

    def _coding(self, one: Element) -> Coding | None:
        code = next(iter(self._refs(one, "CodeRef")), None)
        if code is None:
            self._counts["odd"] += 1
            return None
        return Coding(
            self._guid(one), code, self._id(one.get("creatingUser")), self._time(one.get("creationDateTime")),
            self._refs(one, "NoteRef"),
        )  # fmt: skip

    def _all_codings(self, one: Element) -> tuple[Coding, ...]:
        return tuple(coding for coding in map(self._coding, one.findall("Coding")) if coding)

    def _selection(self, one: Element) -> Selection | None:
        start, stop = one.get("startPosition", ""), one.get("endPosition", "")
        if not _PLACE.fullmatch(start) or not _PLACE.fullmatch(stop):
            self._counts["outside"] += 1
            return None
        return Selection(
            self._guid(one), int(start), int(stop), one.get("name", ""), self._all_codings(one), _description(one),
            self._refs(one, "NoteRef"), self._made(one),
        )  # fmt: skip

    def _text(self, one: Element) -> tuple[Source, Counted]:
        """Return a text with its passages as they were counted."""
        content, path = one.find("PlainTextContent"), one.get("plainTextPath", "")
        raw = (content.text or "") if content is not None else self._member(path)
        if raw is None and one.tag == "Note" and not path:
            raw = ""
        self._counts["missing"] += raw is None
        counted = Counted(raw or "")
        selections = (self._selection(inside) for inside in one.findall("PlainTextSelection"))
        source = Source(
            self._guid(one),
            one.get("name", ""),
            None if raw is None else counted.text,
            tuple(selection for selection in selections if selection),
            self._all_codings(one),
            _description(one),
            self._refs(one, "NoteRef"),
            self._values(one),
            path if raw is None else "",
            one.get("richTextPath", ""),
            self._made(one),
        )
        return source, counted

    def _place(self, source: Source, text: Counted, counting: Counting) -> Source:
        """Put the passages of a source where they are in its text; leave out those that are nowhere in it."""
        if source.text is None:
            return source
        kept = []
        for one in source.selections:
            start, stop = text.place(one.start, counting), text.place(one.stop, counting)
            if start is None or stop is None or start > stop:
                self._counts["outside"] += 1
            else:
                kept.append(replace(one, start=start, stop=stop))
        return replace(source, selections=tuple(kept))

    def _member(self, path: str) -> str | None:
        """Return the text of a path, which is looked for in the project alone."""
        kind, divider, rest = path.replace("\\", "/").partition("://")
        rest = (rest if divider else kind).lstrip("/")
        if self._archive is None or not rest or kind == "absolute":
            return None
        tries = (f"{_FOLDER}{rest}", rest, f"{_FOLDER}{PurePosixPath(rest).name}")
        name = next(filter(None, map(self._archive.find, tries)), None)
        if name is None:
            return None
        self._used.add(name)
        data = self._archive.read(name)
        try:
            return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
        except UnicodeDecodeError:
            self._counts["bytes"] += 1
            return data.decode("utf-8", errors="replace")

    def _members(self, root: str) -> tuple[Member, ...]:
        """Return the files of the project that are no plain text of a source."""
        assert self._archive is not None
        found = []
        for name in self._archive.names:
            if name in self._used or name == root:
                continue
            if name.lower().startswith(_FOLDER):
                found.append(Member(name[len(_FOLDER) :], self._archive.read(name)))
            else:
                self._counts["left"] += 1
        return tuple(found)

    def _guid(self, one: Element) -> str:
        found = one.get("guid")
        if not found:
            raise UserError(
                say("refi_no_guid", element=one.tag, name=one.get("name", "")[:40]), hint=say("refi_again_hint"),
                where=self._where,
            )  # fmt: skip
        return self._id(found)

    def _id(self, found: str | None) -> str:
        """Return an id as it is, or one that follows from it where the standard does not allow it."""
        found = (found or "").strip()
        if not found or _GUID.fullmatch(found):
            return found
        self._counts["odd"] += 1
        return guid("foreign", found)

    def _time(self, found: str | None) -> str:
        found = (found or "").strip()
        if not found or _TIME.fullmatch(found):
            return found
        self._counts["odd"] += 1
        return ""

    def _refs(self, one: Element, name: str) -> tuple[str, ...]:
        listed = (self._id(ref.get("targetGUID") or ref.get("guid")) for ref in one.findall(name))
        return tuple(filter(None, listed))

    def _made(self, one: Element) -> Made:
        return Made(
            self._id(one.get("creatingUser")), self._time(one.get("creationDateTime")),
            self._id(one.get("modifyingUser")), self._time(one.get("modifiedDateTime")),
        )  # fmt: skip


def _told(origin: str) -> Counting | None:
    """Return how Otklik counted, which says so itself; no other program does."""
    if not origin.startswith(ORIGIN):
        return None
    return Counting("UTF-16") if origin.endswith(UTF16_MARK) else STANDARD


def _all(root: Element, group: str, name: str) -> list[Element]:
    return [one for inside in root.findall(group) for one in inside.findall(name)]


def _description(one: Element) -> str:
    found = one.find("Description")
    return (found.text or "") if found is not None else ""


def _codings(source: Source) -> Iterable[Coding]:
    yield from source.codings
    for selection in source.selections:
        yield from selection.codings
