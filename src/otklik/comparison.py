"""Themes across the sources of a literature, and beside them the answers of a survey.

Takes files and a codebook, conducts reading, taking apart, themes and measures in their order, gives a `Comparison`.
Decides nothing about texts itself and knows no screens.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from otklik import clean, reading, words
from otklik import codebook as codebooks
from otklik._version import __version__
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.literature import names
from otklik.literature.segments import Article, Section, take_apart
from otklik.measure import lengths
from otklik.messages import interface, say
from otklik.reading import literature
from otklik.reading.literature import Aside, Source
from otklik.reading.references import Reference, reference
from otklik.responses import gather
from otklik.results import comparison as compared
from otklik.results.comparison import Comparison, Entry, Line
from otklik.results.run import NAMED_FROM

if TYPE_CHECKING:
    import pandas as pd

Stage = Literal["read", "clean", "words", "themes", "measure", "write"]
STAGES: tuple[Stage, ...] = get_args(Stage)

_PACKAGES = ("numpy", "scipy", "pandas", "pymorphy3", "simplemma", "pypdf", "python-docx", "rispy", "bibtexparser")


def compare(
    paths: str | Path | Sequence[str | Path],
    codebook: str | Path = "volunteering",
    *,
    answers: str | Path | Sequence[str | Path] | None = None,
    text: str | None = None,
    seed: int = 0,
    progress: Callable[[Stage], None] = lambda stage: None,
) -> Comparison:
    """Compare what the sources of a literature speak of: files in, a matrix of sources and themes out.

    ``paths`` are articles (Markdown, text, HTML, DOCX, PDF) and lists of references with abstracts (RIS, BibTeX,
    CSL-JSON); ``answers`` is a survey to set beside them as one more source, ``text`` its column. The unit is the
    sentence. The same files and ``seed`` give the same tables.

    Raises `UserError` for input that a person must mend; what can be passed over is in ``set_aside``.
    """
    progress("read")
    book = codebooks.load(codebook)
    if not book.themes:
        raise UserError(say("compare_no_themes", codebook=book.id), hint=say("compare_no_themes_hint"))
    shelf = literature.read([paths] if isinstance(paths, str | Path) else list(paths))
    progress("clean")
    entries, aside = _entries(shelf)
    if answers is not None:
        entry, left = _answers(answers, text, f"s{len(entries) + 1}")
        entries.append(entry)
        aside += left
    progress("words")
    of = np.repeat(np.arange(len(entries)), [len(one.lines) for one in entries])
    counted = words.count(line.text for one in entries for line in one.lines)
    progress("themes")
    probability, of_headings = _themes(counted, entries, book, seed)
    has = probability >= NAMED_FROM
    progress("measure")
    repeated = lengths.persistence([has[of == at] for at, one in enumerate(entries) if one.voices is None])
    matrix = compared.matrix_table(entries, book.themes, has, of, repeated)
    named = [names.find([line.text for line in one.lines] if one.voices is None else [], book) for one in entries]
    remarks = _remarks(entries)
    return Comparison(
        sources=compared.sources_table(entries, repeated),
        matrix=matrix,
        presence=compared.presence_table(matrix, book.themes),
        quotes=compared.quotes_table(entries, book.themes, probability, NAMED_FROM),
        keyness=compared.keyness_table(entries, book.themes, has, of, counted),
        agreement=compared.agreement_table(entries, matrix),
        sections=compared.sections_table(entries, book.themes, has, of_headings),
        names=compared.names_table(entries, book, named),
        set_aside=aside_table(aside),
        run=_facts(entries, book, codebook, repeated, seed, remarks),
        entries=tuple(entries),
        themes=book.themes,
        remarks=tuple(remarks),
    )


def _entries(shelf: literature.Shelf) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Take the sources apart; those of one title are one source, those without a sentence are set aside."""
    apart = {source.text: take_apart(source.text) for source in shelf.sources}
    told = [_told(source, apart[source.text]) for source in shelf.sources]
    kept, twins = literature.once(told)
    readable: list[Source] = []
    unread: list[Aside] = []
    for source in kept:
        spoken = source.reference.language in {"ru", "en", "mixed", "unknown"}
        if spoken and apart[source.text].sentences:
            readable.append(source)
            continue
        reason = "no_text" if spoken else "other_language"
        cause = say("source_no_sentences") if spoken else say("source_other_language")
        hint = say("source_no_text_hint") if spoken else say("source_other_language_hint")
        unread.append(Aside(source.file, source.place, source.reference.title, reason, cause, hint))
    if not readable:
        raise UserError(unread[0].cause, hint=unread[0].next_step, where=unread[0].place)
    labels = _labels([source.reference for source in readable])
    entries, aside = [], [_whole(one) for one in (*shelf.aside, *twins, *unread)]
    for number, (source, label) in enumerate(zip(readable, labels, strict=True), start=1):
        article = apart[source.text]
        lines = tuple(
            Line(
                one.start, one.stop, source.text[one.start : one.stop], one.text, source.reference.language, one.section
            )
            for one in article.sentences
        )
        entries.append(
            Entry(f"s{number}", label, source.reference, source.file, source.place, source.format, source.sha256,
                  source.text, article.sections, lines, record=source.record)
        )  # fmt: skip
        aside += [
            {"source": f"s{number}", "file": source.file, "place": source.place, "title": source.reference.title,
             "reason": one.kind, "cause": say(f"left_{one.kind}"), "start": one.start, "stop": one.stop,
             "text": source.text[one.start : one.stop]}
            for one in article.left
        ]  # fmt: skip
    return entries, aside


def _told(source: Source, article: Article) -> Source:
    """Fill the empty fields of a source with what its text says of itself, its title at last with the file's name."""
    found = reference(article.told)
    known = {one.name: getattr(source.reference, one.name) or getattr(found, one.name) for one in fields(Reference)}
    return replace(source, reference=Reference(**known | {"title": known["title"] or Path(source.file).stem}))


def _answers(
    paths: str | Path | Sequence[str | Path], text: str | None, number: str
) -> tuple[Entry, list[dict[str, Any]]]:
    """Read the answers of a survey as one more source: each sentence of each coded answer."""
    survey = reading.read(paths)
    where = survey.sources[0].name
    column = (
        reading.resolve(survey.frame, [text], "--text", where)[0] if text is not None else reading.answers(survey.frame)
    )
    if column is None:
        listed = ", ".join(say("quoted", text=reading.short(name)) for name in list(survey.frame.columns)[:12])
        raise UserError(say("no_text_column"), hint=say("no_text_column_hint", names=listed), where=where)
    responses = gather(survey.frame, [column])
    lines = []
    for at in np.flatnonzero(responses.coded):
        original = responses.originals[at]
        cleaned = clean.text(original)
        for one in words.sentences(cleaned.text):
            start, stop = cleaned.span(one.start, one.stop)
            lines.append(
                Line(
                    start,
                    stop,
                    original[start:stop],
                    cleaned.text[one.start : one.stop],
                    str(responses.language[at]),
                    row=survey.rows[at],
                )
            )
    if not lines:
        raise UserError(say("nothing_coded"), hint=say("file_empty_hint"), where=where)
    spoken = Counter(responses.language[responses.coded].tolist()).most_common(1)[0][0]
    title = say("answers_title", column=reading.short(column), file=where)
    entry = Entry(
        number, say("answers_label"), Reference(title=title, language=spoken, kind="answers"), where,
        say("answers_column", column=reading.short(column)), "survey", survey.sources[0].sha256, "",
        (Section("", ""),), tuple(lines), int(responses.coded.sum()),
    )  # fmt: skip
    counts = Counter(responses.status[~responses.coded].tolist())
    aside = [
        {"source": number, "file": where, "place": column, "title": title, "reason": status,
         "cause": say("answers_aside", n=n, why=say(f"status_{status}"))}
        for status, n in sorted(counts.items())
    ]  # fmt: skip
    return entry, aside


def _themes(
    counted: words.Words, entries: Sequence[Entry], book: Codebook, seed: int
) -> tuple[NDArray[np.float64], list[NDArray[np.bool_]]]:
    """Fit the themes on all sentences; return their probabilities, and the themes that headings name."""
    from otklik.themes import GuidedThemes

    model = GuidedThemes(book, random_state=seed).fit(counted)
    headings = model.transform(words.count(section.heading for one in entries for section in one.sections))
    ends = np.cumsum([len(one.sections) for one in entries])[:-1]
    return model.transform(counted), np.split(headings >= NAMED_FROM, ends)


def aside_table(lines: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """List what was set aside, file by file: cause, place and next step; for a piece of a text its span and words."""
    import pandas as pd

    columns = ["source", "file", "place", "title", "reason", "cause", "next_step", "start", "stop", "text"]
    blank = dict.fromkeys(columns, "") | {"start": None, "stop": None}
    return pd.DataFrame([blank | line for line in lines], columns=columns).astype({"start": "Int64", "stop": "Int64"})


def _whole(one: Aside) -> dict[str, Any]:
    return {"file": one.file, "place": one.place, "title": one.title, "reason": one.reason, "cause": one.cause,
            "next_step": one.next_step}  # fmt: skip


def _labels(references: Sequence[Reference]) -> list[str]:
    """Call each source by its first author and year, or by its title; a letter tells those of one name apart."""
    bare = [_label(one) for one in references]
    taken: Counter[str] = Counter()
    labels = []
    for label in bare:
        taken[label] += 1
        number = taken[label]
        letter = chr(96 + number) if number <= 26 and label[-1:].isdigit() else f" ({number})"
        labels.append(label + letter if bare.count(label) > 1 else label)
    return labels


def _label(one: Reference) -> str:
    if not one.authors:
        short = one.title if len(one.title) <= 28 else one.title[:27].rsplit(" ", 1)[0] + "…"
        return f"{short} {one.year}".strip()
    first = one.authors[0]
    if "," in first:
        surname = first.partition(",")[0]
    else:
        parts = first.split()
        surname = parts[0] if len(parts) == 1 or re.fullmatch(r"(?:\w\.[ -]?)+", parts[1]) else parts[-1]
    return f"{surname} {one.year}".strip()


def _remarks(entries: Sequence[Entry]) -> list[str]:
    remarks = []
    if len(entries) == 1:
        remarks.append(say("compare_one_source"))
    texts = [one for one in entries if one.voices is None]
    spoken = Counter(one.reference.language for one in texts)
    alone = [one.label for one in texts if spoken[one.reference.language] == 1]
    if alone and len(entries) > 1:
        remarks.append(say("compare_alone_in_language", labels=", ".join(alone)))
    return remarks


def _facts(
    entries: Sequence[Entry], book: Codebook, codebook: str | Path, repeated: float, seed: int, remarks: list[str]
) -> dict[str, Any]:
    return {
        "otklik": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "sources": [{"source": one.id, "file": one.file, "sha256": one.sha256} for one in entries],
        "parameters": {
            "codebook": str(codebook), "seed": seed, "interface": interface(), "theme_named_from": NAMED_FROM,
        },
        "codebook": {
            "id": book.id, "version": book.version,
            "sha256": hashlib.sha256(codebooks.find(codebook).read_bytes()).hexdigest(),
        },
        "sentences": sum(len(one.lines) for one in entries),
        "repeated": repeated,
        "remarks": remarks,
    }  # fmt: skip
