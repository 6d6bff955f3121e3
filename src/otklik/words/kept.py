"""Forms kept between runs: a file in the user's cache folder that only saves time.

Takes forms and gives what earlier runs found of them. Only forms that a dictionary has are kept: no name and no slip of
a respondent stays behind. The file's name holds the version of everything an analysis depends on, so that no stale
answer is read; a file that cannot be read or written is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

MOST = 500_000
"""So many forms are kept at most, a few megabytes."""


class Form(NamedTuple):
    """One form: its usual lemma (None for a sign, a number or a link), its class, and whether neighbours decide."""

    lemma: str | None
    word_class: str
    ambiguous: bool


def folder() -> Path | None:
    """Return where forms are kept: the folder OTKLIK_CACHE, or the user's cache; None if OTKLIK_CACHE is "off"."""
    given = os.environ.get("OTKLIK_CACHE")
    if given:
        return None if given == "off" else Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("otklik", appauthor=False)


def find(forms: Sequence[str], lang: str | None) -> list[Form | None]:
    """Return what is kept of each form, None where nothing is."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import feather

    nothing: list[Form | None] = [None] * len(forms)
    path = _path(lang)
    if path is None or not path.is_file():
        return nothing
    try:
        table = feather.read_table(path)
        rows = table.take(pc.index_in(pa.array(forms), value_set=table["form"]))
        columns = [rows[name].to_pylist() for name in Form._fields]
    except (OSError, pa.ArrowException, KeyError):
        return nothing
    return [None if row[1] is None else Form(*row) for row in zip(*columns, strict=True)]


def add(found: Mapping[str, Form], lang: str | None) -> None:
    """Keep forms beside those that are kept already, up to `MOST`."""
    import pyarrow as pa
    from pyarrow import feather

    path = _path(lang)
    if path is None or not found:
        return
    new = pa.table(
        {"form": list(found)} | {name: [form[at] for form in found.values()] for at, name in enumerate(Form._fields)}
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = pa.concat_tables([feather.read_table(path), new]) if path.is_file() else new
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        feather.write_feather(whole.slice(0, MOST), unfinished)
        unfinished.replace(path)
    except (OSError, pa.ArrowException):
        return


def _path(lang: str | None) -> Path | None:
    there = folder()
    return None if there is None else there / f"forms-{lang or 'any'}-{_version()}.arrow"


@cache
def _version() -> str:
    """Return a name for everything that the analysis of a form depends on."""
    from hashlib import sha256
    from importlib.metadata import version

    digest = sha256()
    for library in ("pymorphy3", "pymorphy3-dicts-ru", "simplemma"):
        digest.update(f"{library} {version(library)}\n".encode())
    here = Path(__file__).parent
    for path in sorted([*here.glob("*.py"), *here.glob("lists/*.txt")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
