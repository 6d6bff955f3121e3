"""Opens and writes model packs: ``card.md``, ``meta.json`` and ``arrays.npz`` in one folder.

Takes a name or a folder, gives numbers and their description. Every size, type and hash is checked before an array is
read, and nothing in a pack is ever executed: pickle and joblib files are refused. Knows no statistics.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import shipped
from otklik.errors import UserError
from otklik.messages import say

SCHEMA = 1
_LARGEST = 2_000_000_000
"""Bytes that all arrays of a pack may take together."""


@dataclass(frozen=True, slots=True)
class Pack:
    """An opened pack: ``meta`` describes it, ``arrays`` are its numbers, ``digest`` is the SHA-256 of their file."""

    name: str
    meta: dict[str, Any]
    arrays: dict[str, NDArray[Any]]
    digest: str


def names() -> list[str]:
    """Return the names of the shipped packs."""
    return sorted(path.parent.name for path in shipped.folder("models").glob("*/meta.json"))


def find(name: str | Path) -> Path | None:
    """Return the folder of a pack given by name or path, ``None`` when there is none."""
    for folder in (Path(name), shipped.folder("models") / str(name)):
        if (folder / "meta.json").is_file():
            return folder
    return None


def load(name: str | Path) -> Pack:
    """Open a pack after checking its schema, hash and the size of every array.

    Raises `UserError` when the pack is missing, damaged, of another schema, or asks for something unsafe.
    """
    folder = find(name)
    if folder is None:
        raise UserError(say("pack_missing", name=str(name)), hint=say("pack_missing_hint", names=", ".join(names())))
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        data = (folder / "arrays.npz").read_bytes()
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(folder, str(error)) from None
    if not isinstance(meta, dict) or meta.get("schema") != SCHEMA:
        found = meta.get("schema") if isinstance(meta, dict) else None
        raise _damaged(folder, say("pack_schema", found=found, known=SCHEMA))
    digest = hashlib.sha256(data).hexdigest()
    if digest != meta.get("arrays_sha256"):
        raise _damaged(folder, say("pack_hash"))
    try:
        arrays = _arrays(data)
    except (ValueError, OSError, zipfile.BadZipFile, KeyError, EOFError, SyntaxError, MemoryError) as error:
        raise _damaged(folder, str(error)) from None
    return Pack(folder.name, meta, arrays, digest)


def save(folder: Path, meta: dict[str, Any], arrays: dict[str, NDArray[Any]], card: str) -> None:
    """Write a pack; the same numbers always give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, member.getvalue())
    data = buffer.getvalue()
    whole = {"schema": SCHEMA, **meta, "arrays_sha256": hashlib.sha256(data).hexdigest()}
    (folder / "arrays.npz").write_bytes(data)
    _write(folder / "meta.json", json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    _write(folder / "card.md", card)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _arrays(data: bytes) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > _LARGEST:
            raise ValueError(say("pack_too_large"))
        for member in members:
            with archive.open(member) as file:
                version = np.lib.format.read_magic(file)
                if version != (1, 0):
                    raise ValueError(say("pack_array", name=member.filename))
                shape, _, dtype = np.lib.format.read_array_header_1_0(file)
                # The header must promise just what the member holds; object arrays would need pickle.
                if dtype.hasobject or int(np.prod(shape, dtype=object)) * dtype.itemsize > member.file_size:
                    raise ValueError(say("pack_array", name=member.filename))
            with archive.open(member) as file:
                arrays[member.filename.removesuffix(".npy")] = np.lib.format.read_array(file, allow_pickle=False)
    return arrays


def _damaged(folder: Path, cause: str) -> UserError:
    return UserError(say("pack_damaged", cause=cause), hint=say("pack_damaged_hint"), where=str(folder))
