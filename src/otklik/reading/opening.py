"""The bytes of a file that a person named, or what is wrong with that name.

Takes a path (or "-" for standard input), gives all of the file. Never knows what is in it.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Container
from pathlib import Path

from otklik.errors import UserError
from otklik.messages import cause, say


def content(path: str | Path, endings: Container[str]) -> bytes:
    """Return the bytes of a file.

    Raises `UserError` when there is none, with the nearest names of those that have one of the ``endings``.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read()
    file = Path(path)
    try:
        return file.read_bytes()
    except FileNotFoundError:
        there = sorted(other.name for other in file.parent.glob("*") if other.suffix.lower() in endings)
        near = difflib.get_close_matches(file.name, there, n=5, cutoff=0.4) or there[:5]
        hint = say("file_missing_near", names=", ".join(near)) if near else say("file_missing_hint")
        raise UserError(say("file_missing"), hint=hint, where=str(path)) from None
    except IsADirectoryError:
        raise UserError(say("file_is_folder"), hint=say("file_is_folder_hint"), where=str(path)) from None
    except OSError as error:
        if file.is_dir():  # Windows says "permission denied"
            raise UserError(say("file_is_folder"), hint=say("file_is_folder_hint"), where=str(path)) from None
        raise UserError(
            say("file_unreadable", cause=cause(error)), hint=say("file_missing_hint"), where=str(path)
        ) from None
