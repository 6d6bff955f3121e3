"""The zip file that a project is: opened with care, and written so that the same content is the same bytes.

Takes bytes, gives members by name; nothing is ever extracted to a disk. Knows nothing of what members mean.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

from otklik import archives
from otklik.errors import UserError
from otklik.messages import say

LARGEST = 512 << 20
"""Bytes of all members together."""
LARGEST_PART = 128 << 20
"""Bytes of one member; a text of a million pages has fewer."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class Archive:
    """A project's zip file; ``names`` are its files, folders left out.

    Raises `UserError` for what is damaged, has a password, or would become too large.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        try:
            if archives.swells(data, LARGEST):
                raise UserError(say("refi_too_large"), hint=say("refi_too_large_hint"), where=where)
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except archives.DAMAGED:
            raise UserError(say("refi_not_zip"), hint=say("refi_again_hint"), where=where) from None
        files = [member for member in self._zip.infolist() if not member.filename.endswith("/")]
        if any(member.file_size > LARGEST_PART for member in files):
            raise UserError(say("refi_too_large"), hint=say("refi_too_large_hint"), where=where)
        if any(member.flag_bits & 0x1 for member in files):
            raise UserError(say("refi_password"), hint=say("refi_password_hint"), where=where)
        unsafe = next((one.filename for one in self._zip.infolist() if not safe(one.filename) or _link(one)), None)
        if unsafe is not None:
            raise UserError(say("refi_unsafe", name=unsafe[:80]), hint=say("refi_again_hint"), where=where)
        self._members = {member.filename.replace("\\", "/"): member for member in files}
        if len(self._members) < len(files):
            raise UserError(say("refi_member_twice"), hint=say("refi_again_hint"), where=where)
        self._lower = {name.lower(): name for name in self._members}

    @property
    def names(self) -> list[str]:
        """Return the names of all files in it, as they are written."""
        return list(self._members)

    def find(self, name: str) -> str | None:
        """Return a file's name as it is written, letters large or small; ``None`` where there is none."""
        return name if name in self._members else self._lower.get(name.lower())

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        member = self._members[name]
        # Only these two can't unpack to more than what a member says of itself.
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UserError(say("refi_not_zip"), hint=say("refi_again_hint"), where=f"{self._where}: {name}")
        try:
            with self._zip.open(member) as file:
                return file.read(member.file_size)  # without a number, a member that lies on its size is unpacked whole
        except archives.DAMAGED:
            raise UserError(say("refi_not_zip"), hint=say("refi_again_hint"), where=f"{self._where}: {name}") from None


def safe(name: str) -> bool:
    """Tell whether a name stays inside of the archive for any program that extracts it.

    >>> [safe(name) for name in ("sources/a.txt", "../a.txt", "/etc/passwd", "C:/a.txt", "")]
    [True, False, False, False, False]
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not parts[0].startswith("/") and ".." not in parts and parts[0][1:2] != ":"


def written(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file; the same members in the same order give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)
