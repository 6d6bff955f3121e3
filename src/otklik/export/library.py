"""Lists of references with the themes found written among their keywords: BibTeX, RIS, CSL-JSON.

Takes the folder of a comparison and a path, gives one file for a reference manager. All other fields stay as they were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from otklik.errors import UserError
from otklik.export import files
from otklik.export.finished import table
from otklik.messages import say

FORMATS: dict[str, str] = {"bib": "bibtex", "ris": "ris", "csl": "csl"}
"""The kinds of file, and what sources.csv calls the format of records that can be kept in them as they are."""

_COLUMNS = ("source", "label", "title", "authors", "year", "journal", "doi", "language", "keywords", "format", "text",
            "record")  # fmt: skip


def write(path: Path, folder: Path, kind: str) -> list[str]:
    """Write the sources of a comparison, each with the themes that it speaks of as keywords; return remarks.

    A record that was read in the same format keeps every field; of others the fields that were read are written.
    Keywords that are there stay as they are, a theme that is one of them already is not added.

    Raises `UserError` when the folder holds no comparison of this version, or the file can't be written.
    """
    try:
        sources, matrix = (table(folder / f"{name}.csv") for name in ("sources", "matrix"))
        listed = sources[[*_COLUMNS]].to_dict("records")
        found = matrix[matrix["presence"] == "present"]
        themes = {one["source"]: found["name"][found["source"] == one["source"]].tolist() for one in listed}
    except (OSError, ValueError, KeyError, IndexError):
        raise UserError(say("export_no_comparison"), hint=say("export_no_comparison_hint"), where=str(folder)) from None
    texts = [one for one in listed if one["format"] != "survey"]
    kept = sum(one["format"] == FORMATS[kind] for one in texts)
    writers: dict[str, Callable[[Sequence[Mapping[str, Any]], Mapping[str, list[str]]], str]] = {
        "bib": _bibtex, "ris": _ris, "csl": _csl,
    }  # fmt: skip
    files.write_text(path, writers[kind](texts, themes))
    added = sum(len(themes[one["source"]]) for one in texts)
    remarks = [say("export_library", n=len(texts), added=added)]
    if kept < len(texts):
        remarks.append(say("export_library_new", n=len(texts) - kept))
    return remarks


def _bibtex(texts: Sequence[Mapping[str, Any]], themes: Mapping[str, list[str]]) -> str:
    import bibtexparser
    from bibtexparser.model import Entry, Field

    written, taken = [], set()
    for one in texts:
        if one["format"] == "bibtex":
            entry = bibtexparser.parse_string(one["record"]).entries[0]
        else:
            values = {
                "title": one["title"], "author": one["authors"].replace("; ", " and "), "year": one["year"],
                "journal": one["journal"], "doi": one["doi"], "langid": one["language"], "keywords": one["keywords"],
                "abstract": _abstract(one),
            }  # fmt: skip
            fields = [Field(name, re.sub(r"[{}]", "", value)) for name, value in values.items() if value]
            entry = Entry("article" if one["journal"] else "misc", re.sub(r"\W+", "", one["label"]), fields)
        key, copy = entry.key, 2
        while entry.key.casefold() in taken:
            entry.key, copy = f"{key}_{copy}", copy + 1
        taken.add(entry.key.casefold())
        field = next((field for field in entry.fields if field.key.lower() == "keywords"), None)
        if field is None:
            field = Field("keywords", "")
            entry.set_field(field)
        names = [re.sub(r"[{}]", "", name) for name in themes[one["source"]]]
        field.value = _joined(str(field.value), names)
        if not field.value:
            entry.pop(field.key)
        written.append(bibtexparser.write_string(bibtexparser.Library([entry])))
    return "\n".join(written)


def _ris(texts: Sequence[Mapping[str, Any]], themes: Mapping[str, list[str]]) -> str:
    import rispy

    written = []
    for one in texts:
        if one["format"] == "ris":
            lines = one["record"].splitlines()
        else:
            values = {
                "type_of_reference": "JOUR" if one["journal"] else "GEN", "title": one["title"],
                "authors": one["authors"].split("; "), "year": one["year"], "journal_name": one["journal"],
                "doi": one["doi"], "language": one["language"], "keywords": _listed(one["keywords"]),
                "abstract": " ".join(_abstract(one).split()),
            }  # fmt: skip
            said = rispy.dumps([{name: value for name, value in values.items() if value and value != [""]}])
            lines = [line for line in said.splitlines()[1:] if line.strip() and not line.startswith("ER  -")]
        there = {line[6:].strip().casefold() for line in lines if re.match(r"KW {1,2}-", line)}
        new = [f"KW  - {name}" for name in themes[one["source"]] if name.casefold() not in there]
        written.append("\n".join([*lines, *new, "ER  - ", ""]))
    return "\n".join(written)


def _csl(texts: Sequence[Mapping[str, Any]], themes: Mapping[str, list[str]]) -> str:
    written = []
    for one in texts:
        if one["format"] == "csl":
            record = json.loads(one["record"])
        else:
            record = {
                "id": one["source"], "type": "article-journal" if one["journal"] else "document",
                "title": one["title"], "author": [_person(name) for name in one["authors"].split("; ") if name],
                "issued": {"date-parts": [[int(one["year"])]]} if one["year"].isdecimal() else None,
                "container-title": one["journal"], "DOI": one["doi"], "language": one["language"],
                "abstract": _abstract(one), "keyword": one["keywords"],
            }  # fmt: skip
            record = {name: value for name, value in record.items() if value}
        names = themes[one["source"]]
        name = next((key for key in ("keyword", "keywords") if key in record), "keyword")
        if isinstance(record.get(name), list):
            there = {str(word).casefold() for word in record[name]}
            record[name] = [*record[name], *(theme for theme in names if theme.casefold() not in there)]
        elif names or name in record:
            record[name] = _joined(str(record.get(name) or ""), names)
        written.append(record)
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _joined(there: str, names: Sequence[str]) -> str:
    """Add keywords to those that are there, with the sign that parts them.

    >>> _joined("volunteers; students", ["empathy", "Students"]), _joined("", ["risk, strain", "pay"])
    ('volunteers; students; empathy', 'risk, strain; pay')
    """
    known = {word.casefold() for word in _listed(there)}
    new = [name for name in names if name.casefold() not in known]
    comma = "," in there and ";" not in there
    if comma:  # a comma within a name would part it
        new = [name.replace(",", "") for name in new]
    sign = ", " if comma else "; "
    return sign.join([*([there] if there.strip() else []), *new])


def _listed(keywords: str) -> list[str]:
    return [word for part in re.split(r"[;\n]" if ";" in keywords else r"[,\n]", keywords) if (word := part.strip())]


def _abstract(one: Mapping[str, Any]) -> str:
    """Return the abstract of a record; the text of an article is no abstract."""
    return str(one["text"]) if one["format"] in FORMATS.values() else ""


def _person(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}
