"""A project and a codebook, written as the standard REFI-QDA 1.0 wants them.

Takes the nouns of `otklik.refi.model`, gives bytes: the same content, the same bytes. Decides nothing about codings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from otklik._version import __version__
from otklik.refi import archive
from otklik.refi.model import (
    Case,
    Code,
    CodeSystem,
    Coding,
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
)
from otklik.refi.offsets import Units, utf16
from otklik.refi.xml import tag, writable

ORIGIN = "Otklik "
"""What the origin of a project begins with that was written here."""
UTF16_MARK = "UTF-16"
"""What the project's origin ends with when its places are UTF-16 units."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_PROJECT = {"xmlns": "urn:QDA-XML:project:1.0"}
_CODEBOOK = {"xmlns": "urn:QDA-XML:codebook:1.0"}
_FOLDER = "sources/"


def project(found: Project, units: Units = "code points") -> bytes:
    """Return a project as the bytes of a ``.qdpx`` file; ``units`` are what the places of passages count."""
    members: list[tuple[str, bytes]] = []
    paths = _Paths(found.members)
    sources = [_source("TextSource", one, units, paths, members) for one in found.sources]
    notes = [_source("Note", one, "code points", paths, members, inline=True) for one in found.notes]
    head = {
        **_PROJECT,
        "name": found.name,
        **_some(
            origin=_origin(units),
            creatingUserGUID=found.made.user,
            creationDateTime=found.made.time,
            modifyingUserGUID=found.made.modifier,
            modifiedDateTime=found.made.modified,
            basePath=found.base_path,
        ),
    }
    parts = [
        *_group("Users", map(_user, found.users)),
        *_group("CodeBook", _group("Codes", map(_code, found.codes))),
        *_group("Variables", map(_variable, found.variables)),
        *_group("Cases", map(_case, found.cases)),
        *_group("Sources", [*sources, *found.others]),
        *_group("Notes", notes),
        *_group("Links", map(_link, found.links)),
        *_group("Sets", map(_set, found.sets)),
        *_group("Graphs", found.graphs),
        *_description(found.description),
        *_refs("NoteRef", found.note_refs),
    ]
    written = _HEAD + tag("Project", head, parts) + "\n"
    kept = [(_FOLDER + member.name, member.content) for member in found.members]
    return archive.written([("project.qde", written.encode()), *members, *kept])


def codes(found: CodeSystem) -> bytes:
    """Return codes as the bytes of a ``.qdc`` file, which has no place for notes."""
    parts = [
        tag("Codes", inside=[_code(code, noted=False) for code in found.codes]),
        *_group("Sets", (_set(one, "guid") for one in found.sets)),
    ]
    return (_HEAD + tag("CodeBook", {**_CODEBOOK, "origin": _origin()}, parts) + "\n").encode()


class _Paths:
    """Names of members that nobody else has."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._taken = {member.name.lower() for member in members}

    def new(self, guid: str) -> str:
        base = guid.strip("{}")
        name, copy = f"{base}.txt", 2
        while name.lower() in self._taken:
            name, copy = f"{base}-{copy}.txt", copy + 1
        self._taken.add(name.lower())
        return name


def _source(
    name: str, one: Source, units: Units, paths: _Paths, members: list[tuple[str, bytes]], *, inline: bool = False
) -> str:
    path, content = one.path, []
    if inline and one.text is not None and one.text == writable(one.text):
        content = [tag("PlainTextContent", inside=one.text)] if one.text else []
    elif one.text is not None:
        file = paths.new(one.guid)
        path = f"internal://{file}"
        members.append((_FOLDER + file, one.text.encode(errors="replace")))
    head = {"guid": one.guid, **_some(name=one.name, richTextPath=one.rich, plainTextPath=path), **_made(one.made)}
    parts = [
        *_description(one.description),
        *content,
        *_selections(one, units),
        *map(_coding, one.codings),
        *_refs("NoteRef", one.notes),
        *map(_value, one.values),
    ]
    return tag(name, head, parts)


def _selections(one: Source, units: Units) -> Iterator[str]:
    starts: Sequence[int] = [selection.start for selection in one.selections]
    stops: Sequence[int] = [selection.stop for selection in one.selections]
    if units == "UTF-16" and one.text is not None:
        starts, stops = utf16(one.text, starts), utf16(one.text, stops)
    for selection, start, stop in zip(one.selections, starts, stops, strict=True):
        yield _selection(selection, start, stop)


def _selection(one: Selection, start: int, stop: int) -> str:
    head = {
        "guid": one.guid, **_some(name=one.name), "startPosition": str(start), "endPosition": str(stop),
        **_made(one.made),
    }  # fmt: skip
    parts = [*_description(one.description), *map(_coding, one.codings), *_refs("NoteRef", one.notes)]
    return tag("PlainTextSelection", head, parts)


def _coding(one: Coding) -> str:
    head = {"guid": one.guid, **_some(creatingUser=one.user, creationDateTime=one.time)}
    return tag("Coding", head, [*_refs("CodeRef", [one.code]), *_refs("NoteRef", one.notes)])


def _user(one: User) -> str:
    return tag("User", {"guid": one.guid, **_some(name=one.name, id=one.id)})


def _code(one: Code, *, noted: bool = True) -> str:
    head = {"guid": one.guid, "name": one.name, "isCodable": _truth(one.codable), **_some(color=one.colour)}
    notes = _refs("NoteRef", one.notes) if noted else []
    below = [_code(child, noted=noted) for child in one.children]
    return tag("Code", head, [*_description(one.description), *notes, *below])


def _variable(one: Variable) -> str:
    head = {"guid": one.guid, "name": one.name, "typeOfVariable": one.kind}
    return tag("Variable", head, _description(one.description))


def _value(one: Value) -> str:
    value = [tag(f"{one.kind}Value", inside=one.text)] if one.kind else []
    return tag("VariableValue", inside=[*_refs("VariableRef", [one.variable]), *value])


def _case(one: Case) -> str:
    parts = [
        *_description(one.description),
        *_refs("CodeRef", one.codes),
        *map(_value, one.values),
        *_refs("SourceRef", one.sources),
        *_refs("SelectionRef", one.selections),
    ]
    return tag("Case", {"guid": one.guid, **_some(name=one.name)}, parts)


def _set(one: Set, member: str = "targetGUID") -> str:
    parts = [
        *_description(one.description),
        *(tag("MemberCode", {member: code}) for code in one.codes),
        *_refs("MemberSource", one.sources),
        *_refs("MemberNote", one.notes),
    ]
    return tag("Set", {"guid": one.guid, "name": one.name}, parts)


def _link(one: Link) -> str:
    head = {
        "guid": one.guid,
        **_some(name=one.name, direction=one.direction, color=one.colour, originGUID=one.origin, targetGUID=one.target),
    }
    return tag("Link", head, _refs("NoteRef", one.notes))


def _origin(units: Units = "code points") -> str:
    """Name who wrote the file, and how places count in it unless it is as the standard says."""
    return f"{ORIGIN}{__version__}" + (f" {UTF16_MARK}" if units == "UTF-16" else "")


def _group(name: str, inside: Iterable[str]) -> list[str]:
    """Return an element with its children, or nothing where there are none: the standard wants at least one."""
    listed = list(inside)
    return [tag(name, inside=listed)] if listed else []


def _description(text: str) -> list[str]:
    return [tag("Description", inside=text)] if text else []


def _refs(name: str, guids: Iterable[str]) -> list[str]:
    return [tag(name, {"targetGUID": guid}) for guid in guids]


def _made(made: Made) -> dict[str, str]:
    return _some(
        creatingUser=made.user,
        creationDateTime=made.time,
        modifyingUser=made.modifier,
        modifiedDateTime=made.modified,
    )


def _some(**attributes: str) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if writable(value)}


def _truth(value: bool) -> str:
    return "true" if value else "false"
