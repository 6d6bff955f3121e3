"""What a run keeps of itself for run.json, so that it can be repeated and read by programs; and what is installed.

Takes what the stages found, gives facts for JSON. Decides nothing.
"""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from otklik import codebook as codebooks
from otklik import packs
from otklik._version import __version__
from otklik.domain import Codebook, Scale, Status, named
from otklik.errors import UserError
from otklik.measure import coders
from otklik.messages import interface
from otklik.responses import Responses

if TYPE_CHECKING:
    from otklik.attitudes import AttitudePack, Coded
    from otklik.results.run import Theme

_PACKAGES = ("numpy", "scipy", "pandas", "scikit-learn", "gensim", "pymorphy3", "pymorphy3-dicts-ru", "simplemma")
_DOORS = ("spacy", "pyarrow", "python-calamine", "xlsxwriter", "jinja2", "typer", "rich")
_OPTIONAL = ("ru_core_news_sm", "en_core_web_sm", "dawg")


def software() -> dict[str, Any]:
    """Return the versions of everything that numbers depend on."""
    return {
        "otklik": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def counts(responses: Responses, rows: int, needs_person: int) -> dict[str, int]:
    """Return how many rows have each status, how many texts differ, and how many need a person."""
    return {
        "rows": rows,
        **{status: int((responses.status == status).sum()) for status in get_args(Status)},
        "distinct_texts": responses.distinct,
        "distinct_coded": len(responses.texts),
        "needs_person": needs_person,
    }


def languages(responses: Responses) -> dict[str, int]:
    """Return how many of the coded answers are in each language."""
    labels, sizes = np.unique(responses.language[responses.coded].astype(str), return_counts=True)
    return dict(zip(labels.tolist(), sizes.tolist(), strict=True))


def of_pack(pack: AttitudePack | None, coding: Coded | None) -> dict[str, Any] | None:
    """Return which pack coded, how sure it must be, how well it suits, and how its coders agreed."""
    if pack is None or coding is None:
        return None
    agreed = coders.read(pack.meta.get("agreement"))
    return {
        "name": pack.name,
        "version": pack.meta.get("version"),
        "arrays_sha256": pack.digest,
        "automatic_accuracy": pack.meta.get("automatic_accuracy"),
        "thresholds": {name: round(pack.targets[name].threshold, 4) for name in coding.verdicts},
        "likeness": round(coding.likeness, 3),
        "suits": coding.suits,
        "agreement": agreed.facts if agreed else None,
    }


def of_scale(scale: Scale) -> dict[str, Any]:
    """Return a scale in the language of the interface."""
    spoken = interface()
    groups = [
        {"id": one.id, "name": named(one.name, spoken) or one.id, "define": named(one.define, spoken)}
        for one in scale.groups
    ]
    return {
        "id": scale.id,
        "name": named(scale.name, spoken) or scale.id,
        "asks": scale.asks,
        "none": scale.none,
        "silent": scale.silent,
        "values": list(scale.values),
        "groups": groups,
    }


def of_theme(theme: Theme, book: Codebook | None) -> dict[str, Any]:
    """Return a theme or topic, with the column of its probabilities."""
    parents = {code.id: code.parent for code in book.themes} if book else {}
    return {
        "id": theme.id,
        "kind": theme.kind,
        "name": theme.name,
        "define": theme.define,
        "parent": parents.get(theme.id),
        "column": theme.column,
        "named_from": round(theme.named_from, 6),
    }


def of_codebook(book: Codebook | None, name: str | Path | None) -> dict[str, Any] | None:
    """Return which codebook it was, to the byte, and the sources that its first lines name."""
    if book is None or name is None:
        return None
    written = codebooks.find(name).read_bytes()
    begin = takewhile(lambda line: line.startswith("#"), written.decode("utf-8-sig").splitlines())
    sources = " ".join(line.lstrip("# ") for line in begin)
    return {
        "id": book.id,
        "version": book.version,
        "sha256": hashlib.sha256(written).hexdigest(),
        "sources": sources,
        "themes": len(book.themes),
    }


def health() -> dict[str, Any]:
    """Return versions, shipped models and codebooks, and which optional parts are there."""
    installed: dict[str, str | None] = {}
    for name in (*_PACKAGES, *_DOORS):
        try:
            installed[name] = version(name)
        except PackageNotFoundError:
            installed[name] = None
    models: dict[str, Any] = {}
    for name in packs.names():
        try:
            models[name] = packs.load(name).meta.get("title", name)
        except UserError as error:
            models[name] = str(error)
    return {
        "otklik": __version__,
        "python": platform.python_version(),
        "packages": installed,
        "models": models,
        "codebooks": codebooks.names(),
        "optional": {name: find_spec(name) is not None for name in _OPTIONAL},
    }
