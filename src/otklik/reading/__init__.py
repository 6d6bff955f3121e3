"""Reading: a file as researchers have it, as one frame of strings.

Takes paths (or "-" for standard input), gives a `Survey`: every row and column in its order, which file and row each
came from, and remarks on whatever had to be mended. Never cleans, never guesses a language.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading import (
    comments,
    dates,
    delimited,
    documents,
    guard,
    mapping,
    platforms,
    records,
    refi,
    statistical,
    workbooks,
)
from otklik.reading import questions as asked
from otklik.reading.columns import answers, resolve, short
from otklik.reading.dates import Dates
from otklik.reading.decoding import decode, without_mark
from otklik.reading.opening import content
from otklik.reading.questions import Question
from otklik.reading.tables import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMATS",
    "Dates",
    "Question",
    "Source",
    "Survey",
    "answers",
    "dates",
    "mapping",
    "read",
    "resolve",
    "short",
]

_TEXT_FORMATS: dict[str, Callable[[str, str], Table]] = {
    "csv": delimited.parse,
    "tsv": delimited.parse,
    "text": documents.plain,
    "markdown": documents.markdown,
    "json": records.parse,
    "jsonl": records.parse,
    "comments": comments.parse,
}
_BYTE_FORMATS: dict[str, Callable[[bytes, str], Table]] = {
    "xlsx": workbooks.workbook,
    "xls": workbooks.workbook,
    "ods": workbooks.workbook,
    "parquet": workbooks.parquet,
    "sav": statistical.spss,
    "dta": statistical.stata,
    "qdpx": refi.project,
}
_FROM_PLATFORMS = {"csv", "tsv", "xlsx", "xls", "ods"}
"""Formats in which platforms give their tables."""

FORMATS = (*_TEXT_FORMATS, *_BYTE_FORMATS, *platforms.NAMES, "plain")
"""What ``format`` may name; "plain" is a table of any format that comes from no platform."""

_BY_SUFFIX = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "text", ".md": "markdown", ".markdown": "markdown",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls",
    ".ods": "ods", ".parquet": "parquet", ".sav": "sav", ".zsav": "sav", ".dta": "dta",
    ".qdpx": "qdpx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: its name, SHA-256, rows, and what was recognised.

    ``facts`` hold the format (a survey platform, else csv, xlsx, …), the container (csv, xlsx, …), and the encoding and
    separator or the sheet.
    """

    name: str
    sha256: str
    rows: int
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read: ``frame`` holds strings alone; ``rows[i]`` is the row of the file as a spreadsheet counts it.

    ``titles`` are the questions as they were asked, by column, where a file tells them apart from the columns' names;
    ``sets`` the columns of one question with several answers; ``roles`` (respondent, submitted, status, finished,
    language) the columns that tell of a response; ``labels`` the codes of cells that a file keeps as codes and shows as
    labels (column -> code -> cell).
    """

    frame: pd.DataFrame
    sources: tuple[Source, ...]
    rows: tuple[int, ...]
    remarks: tuple[str, ...]
    titles: dict[str, str] = field(default_factory=dict)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What each column asks, judged anew whenever it is asked for."""
        return asked.of(self)


def read(paths: str | Path | Sequence[str | Path], format: str | None = None) -> Survey:
    """Read one or several files into one frame, in their order; several get a column that names the file.

    What kind of file each one is, and from which survey platform, is recognised by content; ``format`` overrules that:
    a container (csv, xlsx, …), a platform (qualtrics, limesurvey, …), or "plain" for a table from no platform. Raises
    `UserError` with file, row and the next step for what can't be read, and for an unknown format.
    """
    import pandas as pd

    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    if not listed:
        raise UserError(say("no_files"), hint=say("no_files_hint"))
    wanted = None if format is None else format.lower().replace("-", "_")
    if wanted is not None and wanted not in FORMATS:
        raise UserError(say("format_name_unknown", name=format), hint=", ".join(FORMATS))
    with _without_collecting():
        tables = [_table(path, wanted) for path in listed]
    names = [name for _, name, _ in tables]
    if len(set(names)) < len(names):  # 2022/results.csv and 2023/results.csv
        tables = [
            (table, Path(path).as_posix(), digest) for path, (table, _, digest) in zip(listed, tables, strict=True)
        ]
    frames: list[pd.DataFrame] = []
    sources: list[Source] = []
    rows: list[int] = []
    remarks: list[str] = []
    titles: dict[str, str] = {}
    sets: dict[str, tuple[str, ...]] = {}
    roles: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    file_column = "file"
    while len(tables) > 1 and any(file_column in table.names for table, _, _ in tables):
        file_column = f"otklik_{file_column}"
    for table, name, digest in tables:
        if not table.rows:
            raise UserError(say("only_header"), hint=say("file_empty_hint"), where=name)
        frame = pd.DataFrame(table.rows, columns=table.names, dtype=object)
        if len(tables) > 1:
            frame.insert(0, file_column, name)
        frames.append(frame)
        sources.append(Source(name, digest, len(frame), table.facts))
        titles |= table.titles
        sets |= table.sets
        roles |= table.roles
        labels |= {column: labels.get(column, {}) | codes for column, codes in table.labels.items()}
        rows += table.numbers or range(table.first_row, table.first_row + len(frame))
        remarks += [f"{name}: {remark}" if len(tables) > 1 else remark for remark in table.remarks]
    whole = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True).fillna("").astype(object)
    whole.columns = pd.Index(list(whole.columns), dtype=object)
    return Survey(whole, tuple(sources), tuple(rows), tuple(remarks), titles, sets, roles, labels)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no cycles among millions of new rows, which make none: the search takes half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _table(path: str | Path, wanted: str | None) -> tuple[Table, str, str]:
    name = "-" if str(path) == "-" else Path(path).name
    data = content(path, _BY_SUFFIX)
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=name)
    kind = _container(name, data, wanted)
    broken = 0
    if kind in _BYTE_FORMATS:
        table = _BYTE_FORMATS[kind](data, name)
    else:
        text, encoding, mixed = decode(data)
        unreadable = "\ufffd" in text and b"\xef\xbf\xbd" not in data
        if kind in {"json", "jsonl"}:
            kind = "json" if text[:1000].lstrip().startswith("[") else "jsonl"
            if wanted is None and comments.is_comments(text):
                kind = "comments"
        decoded = [text]
        del data, text  # a large file is in memory once: as bytes, as text, as lines, as cells
        table = _TEXT_FORMATS[kind](decoded.pop(), name)
        table.facts["encoding"] = encoding
        if mixed:
            table.remarks.append(say("encodings_mixed", encodings=encoding))
        if unreadable:
            broken = sum(any("\ufffd" in cell for cell in row) for row in table.rows)
        if kind in {"csv", "tsv"}:
            kind = "tsv" if table.facts["separator"] == "TAB" else "csv"
    table = guard.lifted(table)
    _shape(table, kind, wanted)
    if kind not in {"csv", "tsv", "text"}:  # bytes that were decoded make no half characters
        broken += sum(_mend_surrogates(row) for row in table.rows)
    if broken:
        table.remarks.append(say("surrogates", n=broken))
    return table, name, digest


def _shape(table: Table, kind: str, wanted: str | None) -> None:
    """Shape a table as the platform that is wanted or recognised means it, and note what it is."""
    platform = wanted if wanted in platforms.NAMES else None
    if wanted is None and kind in _FROM_PLATFORMS:
        platform = platforms.recognise(table)
    if platform:
        platforms.shape(table, platform)
    table.facts |= {"format": platform or kind, "container": kind}


def _container(name: str, data: bytes, wanted: str | None) -> str:
    """Name the format of a file, as it is wanted or else as it is recognised."""
    if wanted in _TEXT_FORMATS and _binary(data):
        raise UserError(say("format_not_of_bytes", name=wanted), hint=say("format_left_out"), where=name)
    if wanted in _TEXT_FORMATS or wanted in _BYTE_FORMATS:
        return wanted
    kind = _recognise(name, data)
    # Platforms give tables, also under the name .txt.
    return "csv" if wanted in platforms.NAMES and kind in {"text", "markdown"} else kind


def _recognise(name: str, data: bytes) -> str:
    """Name the format: by content where that is certain, by the file's ending where it is known, else by a look."""
    suffix = Path(name).suffix.lower()
    known = _BY_SUFFIX.get(suffix)
    if known == "qdpx":  # also a damaged one
        return known
    if binary := _binary(data):
        return binary
    if known == "text" and documents.has_front_matter(data):
        return "markdown"
    if known:
        return known
    head = data[:4000]
    if head.lstrip()[:1] in {b"{", b"["}:
        return "jsonl"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not without_mark(head):
        raise UserError(say("format_unknown"), hint=say("format_unknown_hint"), where=name)
    return "csv"


def _binary(data: bytes) -> str | None:
    """Name the format of bytes that tell it themselves."""
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"
    if data.startswith(b"PK\x03\x04"):
        book = "ods" if b"opendocument.spreadsheet" in data[:200] else "xlsx"
        return "qdpx" if refi.is_project(data) else book
    return "sav" if statistical.is_spss(data) else "dta" if statistical.is_stata(data) else None


def _mend_surrogates(row: list[str]) -> int:
    """Put U+FFFD for half a character (JSON can hold one, no file of text can); return how many cells had any."""
    broken = 0
    for at, cell in enumerate(row):
        if not cell.isascii():
            try:
                cell.encode("utf-8")
            except UnicodeEncodeError:
                row[at] = cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                broken += 1
    return broken
