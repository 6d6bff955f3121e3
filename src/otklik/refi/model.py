"""The nouns of a QDA project, as the standard REFI-QDA 1.0 has them.

Frozen, slotted dataclasses. ``guid`` and all references are kept as they were written; places are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, get_args
from uuid import UUID, uuid5

VariableKind = Literal["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
VARIABLE_KINDS: tuple[VariableKind, ...] = get_args(VariableKind)
Direction = Literal["", "Associative", "OneWay", "Bidirectional"]

_HALF = re.compile("[\ud800-\udfff]")
_SPACE = UUID("5a1c2f0e-3f52-5a55-9d0b-7a6f0f6b3c11")


def guid(*names: object) -> str:
    """Return an id that follows from names alone: the same names, the same id.

    >>> guid("code", "empathy"), guid("code", "empathy") == guid("code", "money")
    ('3BEBC777-6338-5B66-B8E7-69101F083774', False)
    """
    return str(uuid5(_SPACE, plain("\x1f".join(map(str, names))))).upper()


@dataclass(frozen=True, slots=True)
class Made:
    """Who made something and changed it, and when (as XML writes times); empty where unknown."""

    user: str = ""
    time: str = ""
    modifier: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class User:
    """A coder: a person or a program."""

    guid: str
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code and those below it; ``colour`` is ``#RRGGBB``, ``notes`` are ids of notes."""

    guid: str
    name: str
    codable: bool = True
    colour: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    children: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """The fact that a user gave a code; what it was given to is what holds it."""

    guid: str
    code: str
    user: str = ""
    time: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage: ``text[start:stop]`` of its source, in code points; ``name`` is mostly the passage itself."""

    guid: str
    start: int
    stop: int
    name: str = ""
    codings: tuple[Coding, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a variable, as XML writes it; ``kind`` is ``None`` where there is no value."""

    variable: str
    kind: VariableKind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its passages; ``codings`` are those of the whole text. A note has the same shape.

    ``text`` has LF line ends. It is ``None`` where the text lies outside of the project, at ``path``; the places of
    passages are then as they were found. ``rich`` is the path of the same text with its layout.
    """

    guid: str
    name: str = ""
    text: str | None = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    path: str = ""
    rich: str = ""
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class Case:
    """A respondent: values of variables, and the sources, passages and codes that belong to it."""

    guid: str
    name: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A covariate and what kind of values it has."""

    guid: str
    name: str
    kind: VariableKind = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """Codes, sources and notes that were put together."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one thing to another."""

    guid: str
    name: str = ""
    direction: Direction = ""
    colour: str = ""
    origin: str = ""
    target: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the project that is no plain text of a source: a picture, a text with its layout."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Project:
    """All of a project; ``origin`` is the program that wrote it.

    ``others`` (pictures, PDF, sound, film) and ``graphs`` are XML, kept as it was, and ``members`` their files.
    """

    name: str
    origin: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    sets: tuple[Set, ...] = ()
    graphs: tuple[str, ...] = ()
    description: str = ""
    note_refs: tuple[str, ...] = ()
    base_path: str = ""
    made: Made = Made()
    members: tuple[Member, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """What a ``.qdc`` file holds: codes, and sets of them."""

    codes: tuple[Code, ...]
    sets: tuple[Set, ...] = ()
    origin: str = ""


def plain(text: str) -> str:
    r"""Return a text as a project holds it: LF line ends, no byte order mark, U+FFFD for half a character.

    >>> plain("\ufeffда\r\nнет")
    'да\nнет'
    """
    return _HALF.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))


def flat(codes: tuple[Code, ...]) -> list[Code]:
    """List codes with all below them, each before its children.

    >>> [code.name for code in flat((Code("1", "a", children=(Code("2", "b"),)), Code("3", "c")))]
    ['a', 'b', 'c']
    """
    found: list[Code] = []
    waiting = list(reversed(codes))
    while waiting:
        code = waiting.pop()
        found.append(code)
        waiting += reversed(code.children)
    return found


def same(one: str) -> str:
    """Return the form of an id by which two are compared: letters large, no braces.

    >>> same("{4fadd17f-a38a-5672-a15a-94cbd0b6cb9c}")
    '4FADD17F-A38A-5672-A15A-94CBD0B6CB9C'
    """
    return one.strip().strip("{}").upper()
