"""The result of a comparison: sources × themes, quotes, keyness, agreement, and what was set aside, as tables.

Takes sources taken apart and the themes of their sentences, gives pandas frames and a `Comparison` that can save
itself. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik import words
from otklik.domain import Code, Codebook, named
from otklik.explore import keyness
from otklik.literature.names import Named
from otklik.literature.segments import Section
from otklik.measure import lengths, profiles, shares
from otklik.messages import interface
from otklik.reading.references import Reference

if TYPE_CHECKING:
    import pandas as pd

METHOD = "machine count, Wilson 95% on effective sentences"
_LEAST = 3
"""A word is compared when so many sentences have it: fewer show an author's habit or a chance."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a source: its span in the original and its words there, the cleaned text, language and section.

    ``row`` is the row of the survey file for an answer, ``None`` in literature.
    """

    start: int
    stop: int
    quote: str
    text: str
    language: str
    section: int = 0
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of a comparison. ``voices`` is how many independent people speak in it (answers of a survey alone).

    ``record`` is the whole record of a list of references, empty for other sources.
    """

    id: str
    label: str
    reference: Reference
    file: str
    place: str
    format: str
    sha256: str
    original: str
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    voices: int | None = None
    record: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found.

    ``sources``, ``matrix`` (a line for each source and theme), ``presence`` (who speaks of a theme and who does not),
    ``quotes``, ``keyness``, ``agreement``, ``sections``, ``names`` and ``set_aside`` are pandas frames; ``run`` is what
    is needed to repeat it; ``entries`` and ``themes`` are what was compared; ``remarks`` are for the reader.

    *Read with care*: shares are a machine's counts of sentences. Their intervals know how little a short text says,
    not how often the machine errs, and not which texts were left out of the comparison.
    """

    sources: pd.DataFrame
    matrix: pd.DataFrame
    presence: pd.DataFrame
    quotes: pd.DataFrame
    keyness: pd.DataFrame
    agreement: pd.DataFrame
    sections: pd.DataFrame
    names: pd.DataFrame
    set_aside: pd.DataFrame
    run: dict[str, Any]
    entries: tuple[Entry, ...]
    themes: tuple[Code, ...]
    remarks: tuple[str, ...]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by the names of their files."""
        names = ("sources", "matrix", "presence", "quotes", "keyness", "agreement", "sections", "names", "set_aside")
        return {name: getattr(self, name) for name in names}

    def save(self, path: str | Path, overwrite: bool = False) -> list[Path]:
        """Write all files to a folder that is not there yet and return their paths.

        Raises `UserError` when the folder exists (unless ``overwrite``) or can't be written; nothing is left then.
        """
        from otklik.export import comparison

        return comparison.save(self, Path(path), overwrite=overwrite)

    def report(self, path: str | Path) -> Path:
        """Write the report alone, as one HTML file that opens offline, and return its path."""
        from otklik.export import files
        from otklik.report import comparison

        return files.write_text(Path(path), comparison.render(self))


def sources_table(entries: Sequence[Entry], repeated: float) -> pd.DataFrame:
    """List the sources with their fields, sizes and texts; offsets of quotes count in ``text``."""
    import pandas as pd

    lines = [
        {
            "source": one.id, "label": one.label, "title": one.reference.title,
            "authors": "; ".join(one.reference.authors), "year": one.reference.year,
            "journal": one.reference.journal, "doi": one.reference.doi, "language": one.reference.language,
            "keywords": "; ".join(one.reference.keywords), "kind": one.reference.kind, "file": one.file,
            "place": one.place, "format": one.format, "sha256": one.sha256, "sentences": len(one.lines),
            "effective_sentences": round(_effective(one, repeated), 1), "text": one.original,
            "record": one.record,
        }
        for one in entries
    ]  # fmt: skip
    return pd.DataFrame(lines)


def matrix_table(
    entries: Sequence[Entry], themes: Sequence[Code], has: NDArray[np.bool_], of: NDArray[np.int64], repeated: float
) -> pd.DataFrame:
    """Count for each source and theme the sentences that speak of it.

    ``has`` is (n_sentences, n_themes), ``of[i]`` the source of sentence ``i``. ``rest_share`` is the mean share of the
    other sources, each with one voice. ``presence`` is "present", "absent" (no sentence, although the source is long
    enough for the others' share to show), "too_short" (no sentence, but the others' share lies inside the interval) or
    "nowhere".
    """
    import pandas as pd

    n = np.bincount(of, minlength=len(entries))
    counts = np.stack([np.bincount(of, weights=has[:, at], minlength=len(n)) for at in range(has.shape[1])], axis=1)
    effective = np.array([_effective(one, repeated) for one in entries])
    share = counts / n[:, None]
    low, high = shares.wilson(share * effective[:, None], effective[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = (share.sum(axis=0) - share) / (len(entries) - 1)
    lines = []
    for source, one in enumerate(entries):
        for at, theme in enumerate(themes):
            lines.append(
                {
                    "source": one.id, "label": one.label, "theme": theme.id, "name": named(theme.name, interface()),
                    "count": int(counts[source, at]), "n": int(n[source]),
                    "n_effective": round(float(effective[source]), 1), "share": round(float(share[source, at]), 4),
                    "low": round(float(low[source, at]), 4), "high": round(float(high[source, at]), 4),
                    "rest_share": round(float(rest[source, at]), 4),
                    "presence": _presence(counts[source, at], high[source, at], rest[source, at]), "method": METHOD,
                }
            )  # fmt: skip
    return pd.DataFrame(lines)


def _effective(one: Entry, repeated: float) -> float:
    # Sentences of one respondent go together; respondents are independent of each other.
    return float(one.voices if one.voices is not None else lengths.effective(len(one.lines), repeated))


def _presence(count: float, high: float, rest: float) -> str:
    if count:
        return "present"
    if not rest > 0:
        return "nowhere"
    return "absent" if high < rest else "too_short"


def presence_table(matrix: pd.DataFrame, themes: Sequence[Code]) -> pd.DataFrame:
    """List for each theme the sources that speak of it, those that do not, and those too short to tell."""
    import pandas as pd

    lines = []
    for theme in themes:
        mine = matrix[matrix["theme"] == theme.id]
        where = {
            kind: "; ".join(mine["label"][mine["presence"] == kind]) for kind in ("present", "absent", "too_short")
        }
        lines.append({"theme": theme.id, "name": named(theme.name, interface())} | where)
    return pd.DataFrame(lines)


def quotes_table(
    entries: Sequence[Entry], themes: Sequence[Code], probability: NDArray[np.float64], least: float
) -> pd.DataFrame:
    """List every sentence that speaks of a theme, verbatim, with its place in the original."""
    import pandas as pd

    columns = ["source", "label", "theme", "name", "text", "start", "stop", "row", "section", "probability"]
    lines = []
    begun = 0
    for one in entries:
        mine = probability[begun : begun + len(one.lines)]
        begun += len(one.lines)
        for at, theme in enumerate(themes):
            for number in np.flatnonzero(mine[:, at] >= least):
                line = one.lines[number]
                lines.append(
                    (one.id, one.label, theme.id, named(theme.name, interface()), line.quote, line.start, line.stop,
                     line.row, one.sections[line.section].heading, round(float(mine[number, at]), 4))
                )  # fmt: skip
    return pd.DataFrame(lines, columns=columns).astype({"row": "Int64"})


def keyness_table(
    entries: Sequence[Entry],
    themes: Sequence[Code],
    has: NDArray[np.bool_],
    of: NDArray[np.int64],
    counted: words.Words,
) -> pd.DataFrame:
    """Compare each source with the rest of the literature: its themes with all, its words with those of its language.

    A survey is compared with the literature and is no part of any rest, where it would drown the articles. Each source,
    kind and language is one family of tests (Benjamini–Hochberg) on the number of sentences.
    """
    import pandas as pd
    from scipy import sparse

    languages = np.array([line.language for one in entries for line in one.lines], dtype=object)
    content = np.flatnonzero(counted.content_lemmas())
    lemmas = counted.lemma_counts()[:, content]
    names = [counted.lemmas[at] for at in content]
    themes_of = sparse.csr_array(has.astype(np.int64))
    survey = np.isin(of, [at for at, one in enumerate(entries) if one.voices is not None])
    tables = []
    for source, one in enumerate(entries):
        mine = of == source
        compared_with = mine | (~survey if (~survey & ~mine).any() else ~mine)
        kinds = [("theme", themes_of, [theme.id for theme in themes], compared_with, 1)]
        kinds += [("word", lemmas, names, compared_with & (languages == spoken), _LEAST) for spoken in ("ru", "en")]
        for kind, counts, items, chosen, least in kinds:
            target = mine[chosen]
            if target.any() and not target.all():
                table = keyness.compare(counts[np.flatnonzero(chosen)], items, target, least)
                table = table.rename(columns={"word": "item"})
                for at, (name, value) in enumerate((("source", one.id), ("label", one.label), ("kind", kind))):
                    table.insert(at, name, value)
                tables.append(table)
    columns = ["source", "label", "kind", "item", "target", "target_share", "reference", "reference_share",
               "difference", "log_ratio", "g2", "p", "p_adjusted", "z"]  # fmt: skip
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def agreement_table(entries: Sequence[Entry], matrix: pd.DataFrame) -> pd.DataFrame:
    """Compare the theme profiles of each pair of sources."""
    shares_of = matrix["share"].to_numpy().reshape(len(entries), -1)
    table = profiles.pairs(shares_of)
    for column in ("b", "a"):
        at = table[column].to_numpy(dtype=int)
        table.insert(0, f"label_{column}", [entries[number].label for number in at])
        table[column] = [entries[number].id for number in at]
    return table[["a", "label_a", "b", "label_b", "spearman", "likeness", "both"]]


def sections_table(
    entries: Sequence[Entry], themes: Sequence[Code], has: NDArray[np.bool_], headings: Sequence[NDArray[np.bool_]]
) -> pd.DataFrame:
    """List the sections of each source with the theme that sets each apart from the others.

    The theme is the one whose sentences overlap most with those of the section (Dice 1945: twice the sentences with
    both, divided by the sentences with either, both counted); a heading counts as a sentence. ``headings[i]`` is
    (n_sections, n_themes) of source ``i``.
    """
    import pandas as pd

    columns = ["source", "label", "number", "heading", "sentences", "theme", "name", "overlap", "also"]
    lines = []
    begun = 0
    for one, of_heading in zip(entries, headings, strict=True):
        section = np.array([line.section for line in one.lines] + [*range(len(one.sections))])
        mine = np.vstack([has[begun : begun + len(one.lines)], of_heading])
        begun += len(one.lines)
        for at, found in enumerate(one.sections):
            here = section == at
            size = int(here.sum()) - 1
            if at == 0 or not size:
                continue
            both = mine[here].sum(axis=0)
            overlap = 2 * both / (mine.sum(axis=0) + here.sum())
            best = int(overlap.argmax())
            also = [
                themes[k].id for k in np.argsort(-overlap, kind="stable") if k != best and 2 * both[k] >= here.sum()
            ]
            told = both[best] > 0
            lines.append(
                (one.id, one.label, found.number, found.heading, size, themes[best].id if told else "",
                 named(themes[best].name, interface()) if told else "",
                 round(float(overlap[best]), 4) if told else None, "; ".join(also))
            )  # fmt: skip
    return pd.DataFrame(lines, columns=columns).astype({"overlap": float})


def names_table(entries: Sequence[Entry], book: Codebook, found: Sequence[Sequence[Named]]) -> pd.DataFrame:
    """List the scales and groups that each source calls by name, each with the first sentence that does."""
    import pandas as pd

    columns = ["source", "label", "scale", "code", "kind", "name", "sentences", "text", "start", "stop"]
    lines = []
    for one, listed in zip(entries, found, strict=True):
        for scale in book.scales:
            for code, kind, names in (
                (scale.id, "scale", scale.name), *((group.id, "group", group.name) for group in scale.groups),
            ):  # fmt: skip
                where = [hit.sentence for hit in listed if (hit.scale, hit.code) == (scale.id, code)]
                if where:
                    line = one.lines[where[0]]
                    lines.append((one.id, one.label, scale.id, code, kind, named(names, interface()), len(where),
                                  line.quote, line.start, line.stop))  # fmt: skip
    return pd.DataFrame(lines, columns=columns)
