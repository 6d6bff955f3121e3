"""Reading: a file as researchers have it, as one frame of strings.

Takes paths (or "-" for standard input), gives a `Survey`: every row and column in its order, which file and row each
came from, and remarks on whatever had to be mended. Never cleans, never guesses a language.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading import dates, delimited, documents, records, workbooks
from otklik.reading.columns import answers, resolve, short
from otklik.reading.dates import Dates
from otklik.reading.decoding import decode, without_mark
from otklik.reading.tables import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Dates", "Source", "Survey", "answers", "dates", "read", "resolve", "short"]

_TEXT_FORMATS: dict[str, Callable[[str, str], Table]] = {
    "delimited": delimited.parse,
    "plain": documents.plain,
    "markdown": documents.markdown,
    "json": records.parse,
}
_BYTE_FORMATS: dict[str, Callable[[bytes, str], Table]] = {
    "workbook": workbooks.workbook,
    "parquet": workbooks.parquet,
}
_BY_SUFFIX = {
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited", ".txt": "plain", ".md": "markdown",
    ".markdown": "markdown", ".jsonl": "json", ".ndjson": "json", ".json": "json", ".xlsx": "workbook",
    ".xlsm": "workbook", ".xls": "workbook", ".ods": "workbook", ".parquet": "parquet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: its name, SHA-256, rows, and what was recognised (format, encoding, separator, sheet)."""

    name: str
    sha256: str
    rows: int
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read: ``frame`` holds strings alone; ``rows[i]`` is the row of the file as a spreadsheet counts it.

    ``titles`` are the questions as they were asked, by column, where a file tells them apart from the columns' names.
    """

    frame: pd.DataFrame
    sources: tuple[Source, ...]
    rows: tuple[int, ...]
    remarks: tuple[str, ...]
    titles: dict[str, str] = field(default_factory=dict)


def read(paths: str | Path | Sequence[str | Path]) -> Survey:
    """Read one or several files into one frame, in their order; several get a column that names the file.

    Raises `UserError` with file, row and the next step for what can't be read.
    """
    import pandas as pd

    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    if not listed:
        raise UserError(say("no_files"), hint=say("no_files_hint"))
    tables = [_table(path) for path in listed]
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
        rows += table.numbers or range(table.first_row, table.first_row + len(frame))
        remarks += [f"{name}: {remark}" if len(tables) > 1 else remark for remark in table.remarks]
    whole = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True).fillna("").astype(object)
    whole.columns = pd.Index(list(whole.columns), dtype=object)
    return Survey(whole, tuple(sources), tuple(rows), tuple(remarks), titles)


def _table(path: str | Path) -> tuple[Table, str, str]:
    name = "-" if str(path) == "-" else Path(path).name
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=name)
    kind = _recognise(name, data)
    broken = 0
    if kind in _BYTE_FORMATS:
        table = _BYTE_FORMATS[kind](data, name)
    else:
        text, encoding, mixed = decode(data)
        table = _TEXT_FORMATS[kind](text, name)
        table.facts["encoding"] = encoding
        if mixed:
            table.remarks.append(say("encodings_mixed", encodings=encoding))
        if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
            broken = sum(any("\ufffd" in cell for cell in row) for row in table.rows)
    table.facts["format"] = kind
    broken += sum(_mend_surrogates(row) for row in table.rows)
    if broken:
        table.remarks.append(say("surrogates", n=broken))
    return table, name, digest


def _bytes(path: str | Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    file = Path(path)
    try:
        return file.read_bytes()
    except FileNotFoundError:
        there = sorted(other.name for other in file.parent.glob("*") if other.suffix.lower() in _BY_SUFFIX)
        near = difflib.get_close_matches(file.name, there, n=5, cutoff=0.4) or there[:5]
        hint = say("file_missing_near", names=", ".join(near)) if near else say("file_missing_hint")
        raise UserError(say("file_missing"), hint=hint, where=str(path)) from None
    except IsADirectoryError:
        raise UserError(say("file_is_folder"), hint=say("file_is_folder_hint"), where=str(path)) from None
    except OSError as error:
        if file.is_dir():  # Windows says "permission denied"
            raise UserError(say("file_is_folder"), hint=say("file_is_folder_hint"), where=str(path)) from None
        cause = error.strerror or str(error)
        raise UserError(say("file_unreadable", cause=cause), hint=say("file_missing_hint"), where=str(path)) from None


def _recognise(name: str, data: bytes) -> str:
    """Name the format: by content where that is certain, by the file's ending where it is known, else by a look."""
    if data.startswith(b"PAR1"):
        return "parquet"
    suffix = Path(name).suffix.lower()
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return "workbook"
    known = _BY_SUFFIX.get(suffix)
    if known == "plain" and documents.has_front_matter(data):
        return "markdown"
    if known:
        return known
    head = data[:4000]
    if head.lstrip()[:1] in {b"{", b"["}:
        return "json"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not without_mark(head):
        raise UserError(say("format_unknown"), hint=say("format_unknown_hint"), where=name)
    return "delimited"


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
