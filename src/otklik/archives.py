"""Zip files of strangers, looked at before they are opened: workbooks, Word documents, QDA projects.

Takes bytes, tells whether they would unpack to too much. Never unpacks to a disk; knows nothing of what members mean.
"""

from __future__ import annotations

import copy
import io
import zipfile
import zlib

MOST_MEMBERS = 200_000
TIGHTEST = 250
"""No text, and nothing already packed, is packed so many times smaller."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What Python's own module raises for a zip file that is none, or broken, or of a kind that it can't read."""
_SMALL = 1 << 20
"""Below so many bytes it does not matter how tightly a member is packed."""
_HARMLESS = 128 << 10
"""Packed bytes that can't become more than 128 MiB: deflate packs at most 1,032 times smaller."""


def swells(data: bytes, largest: int) -> bool:
    """Tell whether a zip file unpacks to more than ``largest`` bytes, far more than its kind can, or than it says.

    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
    ...     archive.writestr("a.txt", bytes(2_000_000))
    >>> swells(packed.getvalue(), 1 << 30)
    True

    Raises one of `DAMAGED` for what is no zip file.
    """
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:  # before the list of members takes up memory
        return True
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        if sum(member.file_size for member in members) > largest or any(map(_tight, members)):
            return True
        return len(data) > _HARMLESS and any(_lies(archive, member) for member in members)


def _tight(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > TIGHTEST * max(member.compress_size, 1)


def _lies(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell whether a member holds more than it says; other readers than Python's believe what comes out."""
    if member.compress_type != zipfile.ZIP_DEFLATED or member.compress_size <= _HARMLESS or member.flag_bits & 0x1:
        return False
    longer = copy.copy(member)
    longer.file_size += 1 << 40  # read on past what it says
    over = member.file_size + 1
    with archive.open(longer) as part:
        while over and (piece := part.read(min(_SMALL, over))):
            over -= len(piece)
    return not over
