"""What a survey's columns are, kept in a file that people edit and use again on the next wave.

Takes a survey and its questions and gives YAML; takes such a file and the columns of another wave, gives which of
them are meant: by title, or by name where there is none. Every value stays a string ("no", "007").
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping as Titles
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from otklik.errors import UserError
from otklik.messages import cause, say
from otklik.reading.columns import short
from otklik.reading.questions import Question

if TYPE_CHECKING:
    import pandas as pd

    from otklik.reading import Survey

_KEYS = {"version", "format", "text", "by", "id", "personal"}
_ENTRY = {"id", "name", "title", "kind", "use"}
_ID = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")
_YES, _NO = {"yes", "да", "true", "on"}, {"no", "нет", "false", "off"}
_VALUES = 30
"""A column with more values is no covariate that anyone would compare by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One column that a mapping names: its name and title, a short id of a question, whether it is used, its line."""

    name: str
    title: str
    id: str
    use: bool
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping as it is kept: ``respondent`` is the column of ids, ``personal`` those with personal data."""

    where: str
    format: str | None
    text: tuple[Entry, ...]
    by: tuple[Entry, ...]
    respondent: str
    personal: tuple[Entry, ...]

    @property
    def questions(self) -> tuple[Entry, ...]:
        """The open questions that are to be coded."""
        return tuple(entry for entry in self.text if entry.use)


@dataclass(frozen=True, slots=True)
class Matched:
    """The columns of a frame that a mapping means: ``kept`` and ``left_out`` are those with personal data.

    ``ids`` are the short ids of ``text``; ``respondent`` is the column of ids, "" where there is none.
    """

    text: tuple[str, ...]
    ids: tuple[str, ...]
    by: tuple[str, ...]
    respondent: str
    kept: tuple[str, ...]
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]


def written(survey: Survey, questions: Sequence[Question]) -> str:
    """Return the mapping of a survey as YAML with comments in the reader's language.

    Open questions are to be coded, covariates are suggested with ``use: no``, personal data is left out.
    """
    formats = {source.facts.get("format", "") for source in survey.sources}
    respondent = survey.roles.get("respondent") or next((one.name for one in questions if _numbered(one)), "")
    aside = {survey.roles.get(role) for role in ("status", "finished")}
    covariates = [
        one for one in questions
        if one.kind in {"choice", "scale"} and one.name not in aside and not one.personal and not one.columns
        and 2 <= survey.frame[one.name].nunique() <= _VALUES
    ]  # fmt: skip
    texts = [one for one in questions if one.kind == "open"]
    lines = [_comment(say("mapping_head")), "version: 1"]
    if len(formats) == 1:
        lines += [_comment(say("mapping_format")), f"format: {_quoted(formats.pop())}"]
    lines += ["", _comment(say("mapping_text")), "text:" if texts else "text: []"]
    for number, one in enumerate(texts, start=1):
        lines += [f"  - id: q{number}", *_named(one), "    use: yes"]
    lines += ["", _comment(say("mapping_by")), "by:" if covariates else "by: []"]
    for one in covariates:
        lines += _entry(one, "no")
    lines += ["", _comment(say("mapping_id")), f"id: {_quoted(respondent)}"]
    told = [one for one in questions if one.personal]
    lines += ["", _comment(say("mapping_personal")), "personal:" if told else "personal: []"]
    for one in told:
        lines += [*_entry(one, "no"), f"    kind: {one.personal}"]
    return "\n".join(lines) + "\n"


def _numbered(one: Question) -> bool:
    return one.kind == "id" and not one.personal and not one.examples[0].startswith("http")


def _comment(said: str) -> str:
    return "\n".join(f"# {line}" for line in said.split("\n"))


def _entry(one: Question, use: str) -> list[str]:
    first, *others = _named(one)
    return [f"  - {first.strip()}", *others, f"    use: {use}"]


def _named(one: Question) -> list[str]:
    title = [f"    title: {_quoted(one.title)}"] if one.title != one.name else []
    return [f"    name: {_quoted(one.name)}", *title]


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=2**31)).strip()


def load(path: str | Path) -> Mapping:
    """Read a mapping. Raises `UserError` with file and line for whatever a person must mend."""
    file = Path(path)
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        missing = (
            say("file_missing") if isinstance(error, FileNotFoundError) else say("file_unreadable", cause=cause(error))
        )
        raise UserError(missing, hint=say("mapping_missing_hint"), where=str(file)) from None
    except UnicodeDecodeError:
        raise UserError(say("mapping_not_utf8"), hint=say("mapping_hint"), where=file.name) from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise _fault(say("codebook_not_yaml", cause=why), file.name, mark.line + 1 if mark else 1) from None
    tree = _map(node, file.name, _KEYS)
    texts = _entries(tree.get("text"), file.name)
    ids = [entry.id for entry in texts if entry.id]
    for entry in texts:
        if entry.id and (not _ID.fullmatch(entry.id) or ids.count(entry.id) > 1):
            raise _fault(say("mapping_bad_id", id=entry.id), file.name, entry.line)
    return Mapping(
        where=file.name,
        format=_scalar(tree.get("format"), file.name) or None,
        text=texts,
        by=_entries(tree.get("by"), file.name),
        respondent=_scalar(tree.get("id"), file.name),
        personal=_entries(tree.get("personal"), file.name),
    )


def _fault(message: str, name: str, line: int) -> UserError:
    return UserError(message, hint=say("mapping_hint"), where=say("place_line", file=name, line=line))


def _map(node: yaml.Node | None, name: str, known: set[str]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _fault(
            say("mapping_not_map", keys=", ".join(sorted(known))), name, node.start_mark.line + 1 if node else 1
        )
    found: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        line = key_node.start_mark.line + 1
        # A list of lists of aliases may be a short key, and longer than memory once it is written out.
        key = short(str(key_node.value)) if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in found:
            raise _fault(say("codebook_key_twice", key=key), name, line)
        if key not in known:
            raise _fault(say("mapping_unknown_key", key=key, keys=", ".join(sorted(known))), name, line)
        found[key] = value
    return found


def _scalar(node: yaml.Node | None, name: str) -> str:
    if node is None:
        return ""
    if not isinstance(node, yaml.ScalarNode):
        raise _fault(say("mapping_not_text"), name, node.start_mark.line + 1)
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _entries(node: yaml.Node | None, name: str) -> tuple[Entry, ...]:
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise _fault(say("mapping_not_list"), name, node.start_mark.line + 1)
    return tuple(_one(item, name) for item in node.value)


def _one(node: yaml.Node, name: str) -> Entry:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):  # by: [district, year]
        return Entry(str(node.value), "", "", True, line)
    fields = {key: _scalar(value, name) for key, value in _map(node, name, _ENTRY).items()}
    use = fields.get("use", "yes").strip().casefold()
    if use not in _YES | _NO:
        raise _fault(say("mapping_use", value=fields["use"]), name, line)
    if not fields.get("name", "").strip() and not fields.get("title", "").strip():
        raise _fault(say("mapping_no_name"), name, line)
    return Entry(fields.get("name", ""), fields.get("title", ""), fields.get("id", ""), use in _YES, line)


def match(mapping: Mapping, frame: pd.DataFrame, titles: Titles[str, str]) -> Matched:
    """Find the columns that a mapping means in another wave.

    Raises `UserError` with the nearest names for a question or covariate that is not there, and for a mapping without
    a question.
    """
    if not mapping.questions:
        raise UserError(say("mapping_no_text"), hint=say("mapping_no_text_hint"), where=mapping.where)
    columns = _Columns([str(name) for name in frame.columns], titles, mapping.where)
    texts: dict[str, str] = {}
    for entry in mapping.questions:
        texts.setdefault(columns.find(entry), entry.id)
    by = [columns.find(entry) for entry in mapping.by if entry.use]
    personal: dict[bool, list[str]] = {True: [], False: []}
    for entry in mapping.personal:
        if name := columns.known(entry)[0]:
            personal[entry.use].append(name)
    return Matched(
        text=tuple(texts),
        ids=short_ids(list(texts.values())),
        by=tuple(dict.fromkeys(by)),
        respondent=columns.by_name.get(_folded(mapping.respondent), ""),
        kept=tuple(personal[True]),
        left_out=tuple(personal[False]),
        remarks=tuple(columns.remarks),
    )


def short_ids(given: Sequence[str]) -> tuple[str, ...]:
    """Give every question a short id: its own, or the first of q1, q2, … that is free.

    >>> short_ids(["", "why", "q1", ""])
    ('q2', 'why', 'q1', 'q3')
    """
    free = (name for name in map("q{}".format, count(1)) if name not in given)
    return tuple(one or next(free) for one in given)


class _Columns:
    """The columns of a wave, by name and by title."""

    def __init__(self, names: Sequence[str], titles: Titles[str, str], where: str) -> None:
        self.where = where
        self.remarks: list[str] = []
        self.titles = {name: titles.get(name) or name for name in names}
        self.by_name = {_folded(name): name for name in reversed(names)}
        self.by_title: dict[str, list[str]] = {}
        for name, title in self.titles.items():
            self.by_title.setdefault(_folded(title), []).append(name)

    def known(self, entry: Entry) -> tuple[str, list[str]]:
        """Return the column of an entry ("" for none), and all that bear its title."""
        asked = entry.title or entry.name
        same = self.by_name.get(_folded(entry.name), "")
        titled = self.by_title.get(_folded(asked), [])
        # Numbers of questions shift between waves, their wording seldom does.
        if len(titled) == 1 and (not same or entry.title):
            return titled[0], titled
        return same, titled

    def find(self, entry: Entry) -> str:
        name, titled = self.known(entry)
        if not name:
            raise self._missing(entry, titled)
        asked = entry.title or entry.name
        if entry.name and _folded(name) != _folded(entry.name):
            self.remarks.append(say("mapping_moved", title=short(asked), name=short(name), old=short(entry.name)))
        elif entry.title and _folded(self.titles[name]) != _folded(entry.title):
            self.remarks.append(
                say("mapping_reworded", name=short(name), old=short(entry.title), new=short(self.titles[name]))
            )
        return name

    def _missing(self, entry: Entry, titled: Sequence[str]) -> UserError:
        asked = entry.title or entry.name
        told = {**self.by_name, **{title: names[0] for title, names in self.by_title.items()}}
        sought = [_folded(one) for one in dict.fromkeys((asked, entry.name)) if one]
        close = [found for one in sought for found in difflib.get_close_matches(one, told, n=3, cutoff=0.5)]
        near = list(titled) or list(dict.fromkeys(told[one] for one in close))
        shown = near[:3] or list(self.titles)[:12]
        listed = ", ".join(say("quoted", text=short(name)) for name in shown)
        return UserError(
            say("mapping_question_missing", name=short(asked)),
            hint=say("column_near", names=listed) if near else say("column_list", names=listed),
            where=say("place_line", file=self.where, line=entry.line),
        )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
