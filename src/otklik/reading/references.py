"""Lists of references: RIS, BibTeX and CSL-JSON, a record a source.

Takes the text of a file, gives each record's bibliographic fields and its abstract, and the records that could not be
read with their lines. Never looks for full texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from otklik.errors import UserError
from otklik.messages import say


@dataclass(frozen=True, slots=True)
class Reference:
    """The bibliographic fields of a source; what is unknown is empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    journal: str = ""
    doi: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it stands in its file, its fields, its abstract, and why it can't be used (else empty).

    ``written`` is the record itself as its format writes it, with all of its fields.
    """

    place: str
    reference: Reference
    text: str
    fault: str = ""
    written: str = ""


# The names that formats and people give to the same field, the likeliest first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "article_title", "primary_title", "citation_title", "dc.title", "название", "заголовок"),
    "authors": ("authors", "author", "first_authors", "citation_author", "dc.creator", "авторы", "автор"),
    "year": ("year", "publication_year", "issued", "date", "citation_publication_date", "citation_date", "dc.date",
             "год", "дата"),
    "journal": ("journal", "journaltitle", "journal_name", "container-title", "secondary_title", "booktitle",
                "alternate_title3", "publication", "citation_journal_title", "журнал"),
    "doi": ("doi", "citation_doi", "dc.identifier"),
    "language": ("language", "lang", "langid", "citation_language", "dc.language", "язык"),
    "keywords": ("keywords", "keyword", "page_keywords", "tags", "citation_keywords", "ключевые слова"),
    "kind": ("kind", "type", "type_of_reference", "вид"),
}  # fmt: skip
USED = frozenset(name for names in _NAMES.values() for name in names)
_LANGUAGES = {"russian": "ru", "русский": "ru", "rus": "ru", "english": "en", "английский": "en", "eng": "en"}


def reference(fields: Mapping[str, Any]) -> Reference:
    """Find the bibliographic fields among fields of any of the formats.

    >>> found = reference({"title": "A", "author": "Iudin, A. and Zolin, I.", "date": "2024-03-01", "lang": "rus"})
    >>> found.authors, found.year, found.language
    (('Iudin, A.', 'Zolin, I.'), '2024', 'ru')
    """
    known = {str(key).strip().lower(): value for key, value in fields.items() if value not in (None, "", [], {})}

    def first(field: str) -> Any:
        return next((known[name] for name in _NAMES[field] if name in known), "")

    year = re.search(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", json.dumps(first("year"), ensure_ascii=False))
    doi = re.search(r"10\.\d{4,9}/[^\s\"<>]+", _line(first("doi")))
    language = _line(first("language")).lower()
    return Reference(
        title=_line(first("title")),
        authors=_people(first("authors")),
        year=year[0] if year else "",
        journal=_line(first("journal")),
        doi=doi[0].rstrip(".,;").lower() if doi else "",
        language=_LANGUAGES.get(language, language[:2] if re.match(r"[a-z]{2}(?:$|[-_])", language) else ""),
        keywords=_keywords(first("keywords")),
        kind=_line(first("kind")).lower(),
    )


def ris(text: str, where: str) -> list[Record]:
    """Read RIS; a record that was never closed is closed where the next one begins.

    >>> [(one.reference.title, one.text) for one in ris("TY  - JOUR\\nTI  - A\\nAB  - B\\nTY  - JOUR\\nTI  - C", "a")]
    [('A', 'B'), ('C', '')]

    Raises `UserError` when there is no record at all.
    """
    import rispy

    lines = text.lstrip("\ufeff").splitlines()
    starts = [at for at, line in enumerate(lines) if re.match(r"TY {1,2}-", line)]
    records = []
    for start, stop in pairwise([*starts, len(lines)]):
        place = say("place_line", file=where, line=start + 1)
        body = [re.sub(r"^([A-Z][A-Z0-9]) {1,2}- ?", r"\1  - ", line) for line in lines[start:stop]]
        body = [line for line in body if line.strip() and not line.startswith("ER  -")]
        try:
            found = rispy.loads("\n".join([*body, "ER  - ", ""]))[0]
        except Exception as error:  # the library raises what its parts raise
            records.append(Record(place, Reference(), "", say("reference_unreadable", cause=_line(str(error))[:120])))
            continue
        records.append(Record(place, reference(found), _abstract(found), written="\n".join(body)))
    if not records:
        raise UserError(say("references_none", format="RIS"), hint=say("references_none_hint"), where=where)
    return records


def bibtex(text: str, where: str) -> list[Record]:
    """Read BibTeX, LaTeX's accents turned into letters.

    >>> bibtex('@article{a, title={{Na\\\\"ive} doctors}, abstract={Text.}}', "a.bib")[0].reference.title
    'Naïve doctors'

    Raises `UserError` when there is no record at all.
    """
    import logging

    import bibtexparser
    from bibtexparser.middlewares import LatexDecodingMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what fails is told in the list of what was set aside
    found = bibtexparser.parse_string(text.lstrip("\ufeff"), append_middleware=[LatexDecodingMiddleware()])
    as_written = {entry.start_line: entry for entry in bibtexparser.parse_string(text.lstrip("\ufeff")).entries}
    records = []
    for entry in found.entries:
        fields = {key.lower(): re.sub(r"[{}]", "", str(field.value)) for key, field in entry.fields_dict.items()}
        fields.setdefault("kind", entry.entry_type)
        place = say("place_line", file=where, line=(entry.start_line or 0) + 1)
        written = bibtexparser.write_string(bibtexparser.Library([as_written.get(entry.start_line, entry)]))
        records.append(Record(place, reference(fields), fields.get("abstract", ""), written=written))
    for block in found.failed_blocks:
        place = say("place_line", file=where, line=(block.start_line or 0) + 1)
        cause = _line(str(block.error)).partition(". ")[0][:160]
        records.append(Record(place, Reference(), "", say("reference_unreadable", cause=cause)))
    if not records:
        raise UserError(say("references_none", format="BibTeX"), hint=say("references_none_hint"), where=where)
    return records


def csl(text: str, where: str) -> list[Record]:
    """Read CSL-JSON: a list of records, or one record.

    >>> csl('[{"title": "A", "abstract": "<jats:p>B</jats:p>"}]', "a.json")[0].text
    'B'

    Raises `UserError` for what is no JSON or holds no record.
    """
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        cause = str(error).partition("\n")[0]
        raise UserError(say("not_json", cause=cause), hint=say("references_none_hint"), where=where) from None
    listed = found.get("items", [found]) if isinstance(found, dict) else found
    records = []
    for number, one in enumerate(listed if isinstance(listed, list) else [], start=1):
        place = say("place_record", file=where, n=number)
        if isinstance(one, dict) and ("title" in one or "abstract" in one):
            abstract = re.sub(r"</?jats:[^>]{0,200}>", "\n", str(one.get("abstract") or "")).strip()
            records.append(Record(place, reference(one), abstract, written=json.dumps(one, ensure_ascii=False)))
        else:
            records.append(Record(place, Reference(), "", say("reference_unreadable", cause="title, abstract: —")))
    if not records:
        raise UserError(say("references_none", format="CSL-JSON"), hint=say("references_none_hint"), where=where)
    return records


def _abstract(found: Mapping[str, Any]) -> str:
    return str(found.get("abstract") or found.get("notes_abstract") or "").strip()


def _people(value: Any) -> tuple[str, ...]:
    return tuple(name for name in _names(value) if name)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):  # CSL: {"family": …, "given": …}; front matter: {"name": …}
        family, given = _line(value.get("family", "")), _line(value.get("given", ""))
        yield ", ".join(filter(None, (family, given))) or _line(value.get("literal") or value.get("name", ""))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _names(one)
    else:
        # Semicolons part names; so does BibTeX's "and"; commas do only where initials or forenames do not follow them.
        parts = re.split(r"\s*;\s*|\s+and\s+|\n", str(value))
        if len(parts) == 1 and re.fullmatch(r"(?:[^\s,]+ (?:\w\. ?){1,3}(?:, |$))+", parts[0]):
            parts = parts[0].split(", ")
        yield from (_line(part) for part in parts)


def _keywords(value: Any) -> tuple[str, ...]:
    listed = (
        value if isinstance(value, list | tuple) else re.split(r"[;\n]" if ";" in str(value) else r"[,\n]", str(value))
    )
    return tuple(filter(None, (_line(one).strip(" .") for one in listed)))


def _line(value: Any) -> str:
    return " ".join(str(value[0] if isinstance(value, list) and value else value).split())
