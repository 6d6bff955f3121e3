"""Literature: articles, abstracts and lists of references, each text with its bibliographic fields.

Takes paths, gives a `Shelf`: sources in their order, and a list of what could not be used with cause, place and next
step. Never cuts a text and never looks for themes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from otklik import clean, language
from otklik.errors import UserError
from otklik.messages import cause, say
from otklik.reading import articles, documents, references
from otklik.reading.decoding import decode
from otklik.reading.references import Record, Reference

SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".html": "html", ".htm": "html", ".docx": "docx",
    ".pdf": "pdf", ".ris": "ris", ".bib": "bibtex", ".json": "csl",
}  # fmt: skip
_LISTS: dict[str, Callable[[str, str], list[Record]]] = {
    "ris": references.ris, "bibtex": references.bibtex, "csl": references.csl,
}  # fmt: skip
_LETTERS = 20
"""A text with fewer letters says nothing that could be compared."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the literature as it was read: ``text`` is what offsets of quotes count in.

    ``record`` is the whole record that a list of references had on it, empty for a document.
    """

    file: str
    place: str
    format: str
    sha256: str
    reference: Reference
    text: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What was not used: a whole file or record, or a note on a part of one (``whole`` false)."""

    file: str
    place: str
    title: str
    reason: str
    cause: str
    next_step: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources that can be compared, and what was set aside."""

    sources: tuple[Source, ...]
    aside: tuple[Aside, ...]


def read(paths: Sequence[str | Path]) -> Shelf:
    """Read files of literature; what can't be read is listed, and the others are read all the same.

    Raises `UserError` for a file that is not there, or when no source is left.
    """
    if not paths:
        raise UserError(say("no_literature"), hint=say("literature_kinds"))
    sources: list[Source] = []
    aside: list[Aside] = []
    for path in paths:
        name = Path(path).name if [Path(other).name for other in paths].count(Path(path).name) < 2 else str(path)
        data = _bytes(Path(path))
        try:
            found, notes = _file(data, name)
        except UserError as error:
            aside.append(Aside(name, error.where or name, "", "unreadable", error.message, error.hint))
            continue
        aside += notes
        sources += found
    if not sources:
        first = next(one for one in aside if one.whole)
        raise UserError(first.cause, hint=first.next_step, where=first.place)
    return Shelf(tuple(sources), tuple(aside))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(say("file_missing"), hint=say("file_missing_hint"), where=str(path)) from None
    except OSError as error:
        if path.is_dir():
            raise UserError(say("file_is_folder"), hint=say("file_is_folder_hint"), where=str(path)) from None
        raise UserError(
            say("file_unreadable", cause=cause(error)), hint=say("file_missing_hint"), where=str(path)
        ) from None


def _file(data: bytes, name: str) -> tuple[list[Source], list[Aside]]:
    kind = _recognise(data, name)
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(say("file_empty"), hint=say("literature_empty_hint"), where=name)
    notes: list[Aside] = []
    if kind in _LISTS:
        records = _LISTS[kind](decode(data)[0], name)
    else:
        records, notes = _document(data, kind, name)
    sources = []
    for record in records:
        reference = _completed(record, kind in _LISTS)
        source = Source(name, record.place, kind, digest, reference, record.text, record.written)
        cause = record.fault or ("" if _letters(record.text) >= _LETTERS else say("source_no_text"))
        if cause:
            reason = "unreadable" if record.fault else "no_text"
            hint = say("reference_hint") if record.fault else say("source_no_text_hint")
            notes.append(Aside(name, record.place, record.reference.title, reason, cause, hint))
        else:
            sources.append(source)
    return sources, notes


def _recognise(data: bytes, name: str) -> str:
    """Name the format: by content where that is certain, else by the file's ending."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = SUFFIXES.get(Path(name).suffix.lower(), "")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and suffix in {"", "docx"} and b"word/" in data:
        return "docx"
    if re.match(rb"TY {1,2}- ", head) and suffix in {"", "plain"}:
        return "ris"
    if suffix == "plain" and documents.has_front_matter(data):
        return "markdown"
    if not suffix:
        raise UserError(say("literature_unknown"), hint=say("literature_kinds"), where=name)
    return suffix


def _document(data: bytes, kind: str, name: str) -> tuple[list[Record], list[Aside]]:
    notes: list[str] = []
    if kind in {"docx", "pdf"}:
        article = (articles.docx if kind == "docx" else articles.pdf)(data, name)
    elif kind == "html":
        article = articles.html(decode(data)[0], name)
    elif kind == "markdown":
        article = _markdown(decode(data)[0], name)
    else:
        article = articles.Article(decode(data)[0].lstrip("\ufeff"))
    notes += article.left
    record = Record(name, references.reference(article.fields), article.text)
    listed = [Aside(name, name, record.reference.title, "left_out", note, "", whole=False) for note in notes]
    return [record], listed


def _markdown(text: str, name: str) -> articles.Article:
    """Find the text of a document: its body or, when that says nothing, the longest field of its front matter."""
    table = documents.markdown(text.lstrip("\ufeff"), name)
    fields = dict(zip(table.names, table.rows[0], strict=True))
    body = fields.pop(table.names[-1])
    place = ""
    if _letters(body) < _LETTERS:
        plain = [key for key in fields if not fields[key].startswith(("{", "["))]
        place = max(plain, key=lambda key: _letters(fields[key]), default="")
        body = fields.pop(place) if place else body
    opened = {key: _opened(value) for key, value in fields.items()}
    nested = {
        key: value for one in opened.values() if isinstance(one, dict) for key, value in one.items()
        if str(key).lower() in references.USED - {"title", "type", "id"}
    }  # fmt: skip
    unused = [key for key in fields if key.lower() not in references.USED and not isinstance(opened[key], dict)]
    unused += [key for key, value in opened.items() if isinstance(value, dict) and not nested.keys() & value.keys()]
    notes = [say("left_fields", fields=", ".join(unused))] if unused else []
    if place:
        notes.append(say("text_from_field", field=place))
    return articles.Article(body, {**nested, **opened}, notes)


def _opened(value: str) -> Any:
    if value.startswith(("{", "[")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _completed(record: Record, listed: bool) -> Reference:
    found = record.reference
    heading = re.match(r"\s*#\s+(.+)", record.text)
    title = found.title or (heading[1].strip("*# ") if heading else "") or (record.place if listed else "")
    spoken = found.language or language.detect(clean.text(record.text[:5000]).text)
    return replace(found, title=title, language=spoken)


def once(sources: Sequence[Source]) -> tuple[list[Source], list[Aside]]:
    """Keep one source of each title; a title with another year or DOI is another source.

    The longer text is kept, and its empty fields are filled from the other.
    """
    kept: list[Source] = []
    aside: list[Aside] = []
    for source in sources:
        at = next((at for at, other in enumerate(kept) if _same(source, other)), None)
        if at is None:
            kept.append(source)
            continue
        longer, shorter = sorted((kept[at], source), key=lambda one: -_letters(one.text))
        kept[at] = replace(longer, reference=_merged(longer.reference, shorter.reference))
        aside.append(
            Aside(shorter.file, shorter.place, shorter.reference.title, "same_title",
                  say("source_twice", place=longer.place), say("source_twice_hint"))
        )  # fmt: skip
    return kept, aside


def _same(one: Source, other: Source) -> bool:
    titles = [re.sub(r"\W+", " ", source.reference.title).strip().casefold() for source in (one, other)]
    differ = any(
        getattr(one.reference, name) and getattr(other.reference, name)
        and getattr(one.reference, name) != getattr(other.reference, name)
        for name in ("year", "doi")
    )  # fmt: skip
    return titles[0] == titles[1] and bool(titles[0]) and not differ


def _merged(longer: Reference, shorter: Reference) -> Reference:
    filled = {name: getattr(shorter, name) for name in Reference.__slots__ if not getattr(longer, name)}
    return replace(longer, **filled)


def _letters(text: str) -> int:
    return sum(map(len, re.findall(r"[^\W\d_]+", clean.text(text).text)))
