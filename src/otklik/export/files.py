"""Files that appear whole or not at all.

Takes bytes, texts or frames and a path; writes beside the path first and renames when all of it is on the disk.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from otklik.errors import UserError
from otklik.messages import cause, say
from otklik.responses import missing

if TYPE_CHECKING:
    import pandas as pd


@contextmanager
def whole(path: Path, mode: int = 0o666) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; rename it to ``path`` at the end, delete it on any failure.

    ``mode`` are the rights of the file, less those that the user takes away: 0o600 for what nobody else may read.
    Raises `UserError` when the disk is full or the place can't be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise unwritable(path, error) from None
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.chmod(mode & ~umask())
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        part.unlink(missing_ok=True)


def refuse_existing(path: Path, overwrite: bool) -> None:
    """Raise `UserError` when a file may not be written to ``path``."""
    if path.is_dir():
        raise UserError(say("file_is_folder"), hint=say("other_name_hint"), where=str(path))
    if path.exists() and not overwrite:
        raise UserError(say("out_is_file"), hint=say("file_out_exists_hint"), where=str(path))


def umask() -> int:
    """Return which rights the user takes away from new files (there is no way to read them but to set them)."""
    current = os.umask(0o077)
    os.umask(current)
    return current


def unwritable(path: Path, error: OSError) -> UserError:
    """Turn a failure of the disk into a sentence."""
    return UserError(say("write_failed", cause=cause(error)), hint=say("write_failed_hint"), where=str(path))


def write_bytes(path: Path, content: bytes, mode: int = 0o666) -> Path:
    """Write bytes."""
    with whole(path, mode) as part:
        part.write_bytes(content)
    return path


def write_text(path: Path, text: str, mode: int = 0o666) -> Path:
    """Write a text as UTF-8 with LF line ends."""
    return write_bytes(path, text.encode("utf-8", errors="replace"), mode)


def write_csv(path: Path, frame: pd.DataFrame) -> Path:
    """Write a frame as CSV: UTF-8, comma, LF; texts verbatim, true/false, at most four decimals, empty for missing.

    >>> import pandas as pd
    >>> from tempfile import mkdtemp
    >>> path = write_csv(Path(mkdtemp()) / "a.csv", pd.DataFrame({"a": ["да"], "p": [0.25], "n": [True]}))
    >>> path.read_text(encoding="utf-8")
    'a,p,n\\nда,0.25,true\\n'
    """
    with whole(path) as part, part.open("w", encoding="utf-8", errors="replace", newline="") as file:
        # The writer quotes a lone CR only if its own line ends hold one; each row reaches `write` in one piece.
        lines = SimpleNamespace(write=lambda line: file.write(line[:-2] + "\n"))
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(frame.columns)
        writer.writerows(zip(*(cells(frame.iloc[:, at]) for at in range(frame.shape[1])), strict=True))
    return path


def cells(column: pd.Series[Any]) -> list[Any]:
    """Return a column as strings for CSV; numbers in their shortest form."""
    kind = column.dtype.kind
    if kind == "b":
        return ["true" if value else "false" for value in column]
    if kind == "f":
        return ["" if value != value else f"{value:.10g}" for value in column.tolist()]
    return ["" if missing(value) else value for value in column.tolist()]
