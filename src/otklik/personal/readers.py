"""Names by trained models that the user has: slovnet for Russian, a spaCy pipeline for English.

Takes where they lie, gives finders of names. Fetches nothing; without them our own rules stand alone.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

from otklik.errors import UserError
from otklik.messages import say
from otklik.personal import names
from otklik.personal.detect import NameFinder
from otklik.personal.spans import Span

SHIPPED_BY = "natasha"
"""The package that brings slovnet's model of names and the word vectors that go with it."""

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_LEFT_OUT = ("tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer")


def finders(russian: str | None = None, english: str | None = None) -> tuple[NameFinder, ...]:
    """Return the finders of names to use: our own rules, and the models that are given.

    ``russian`` is a folder with the files slovnet_ner*.tar and navec*.tar, or ``natasha`` for those that come with that
    package; ``english`` an installed spaCy pipeline with a part named ner, or its folder. Raises `UserError` when one
    can't be used.
    """
    found: list[NameFinder] = [names.find]
    if russian is not None:
        found.append(slovnet(russian))
    if english is not None:
        found.append(spacy(english))
    return tuple(found)


def slovnet(place: str) -> NameFinder:
    """Open slovnet's model of names (Kukushkin 2020), which learnt from news."""
    model, vectors = _file(place, "slovnet_ner*.tar", "model"), _file(place, "navec*.tar", "emb")
    try:
        from navec import Navec
        from slovnet import NER
    except ImportError:
        raise UserError(say("names_not_installed", name="slovnet"), hint='pip install "otklik[names]"') from None
    try:
        reader = NER.load(model)
        reader.navec(Navec.load(vectors))
        reader("Иван")  # the model and the vectors must be of one kind
    except Exception as error:  # the readers check nothing: any error may come of another file
        raise UserError(say("names_unreadable"), hint=say("names_ru_hint"), where=f"{place} ({error})") from None

    def find(text: str) -> list[Span]:
        if not _CYRILLIC.search(text):
            return []
        spans = reader(text).spans
        return [Span(span.start, span.stop, "NAME", "slovnet", False) for span in spans if span.type == "PER"]

    return find


def spacy(name: str) -> NameFinder:
    """Open a spaCy pipeline that is on this machine; of what it finds, persons count."""
    import spacy

    try:
        nlp: Any = spacy.load(name, disable=_LEFT_OUT)
    except (OSError, ValueError, ImportError) as error:
        told = str(error).split("\n")[0][:200]
        raise UserError(say("names_unreadable"), hint=say("names_en_hint"), where=f"{name} ({told})") from None
    if "ner" not in nlp.pipe_names:
        raise UserError(say("names_no_ner"), hint=say("names_en_hint"), where=name)

    def find(text: str) -> list[Span]:
        if len(_LATIN.findall(text)) <= len(_CYRILLIC.findall(text)):
            return []
        ents = nlp(text[: nlp.max_length]).ents
        return [
            Span(ent.start_char, ent.end_char, "NAME", "spacy", False)
            for ent in ents
            if ent.label_ in {"PERSON", "PER"}
        ]

    return find


def _file(place: str, pattern: str, inside: str) -> Path:
    folders = [Path(place)]
    if place == SHIPPED_BY:
        package = importlib.util.find_spec(SHIPPED_BY)
        folders = [Path(one, "data", inside) for one in package.submodule_search_locations or ()] if package else []
    files = [file for folder in folders for file in sorted(folder.glob(pattern))]
    if not files:
        raise UserError(say("names_no_file", pattern=pattern), hint=say("names_ru_hint"), where=place)
    return files[0]
