"""Opens and writes model packs: ``card.md``, ``meta.json`` and ``arrays.npz`` in one folder.

Takes a name or a folder, gives numbers and their description. Every size, type and hash is checked before an array is
read, and nothing in a pack is ever executed: pickle and joblib files are refused. Knows no statistics.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import tokenize
import zipfile
import zlib
from collections.abc import Mapping
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
_KINDS = frozenset("biufUS")
"""Truth values, numbers and strings (NumPy's letters); objects would need pickle."""
# What zipfile, zlib and NumPy say of bytes that they cannot read; RuntimeError: a password, an unknown compression.
_UNREADABLE = (
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    tokenize.TokenError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


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
        found = str(meta.get("schema")) if isinstance(meta, dict) else "—"
        raise _damaged(folder, say("pack_schema", found=found if len(found) < 9 else "—", known=SCHEMA))
    if "meta_sha256" in meta and meta["meta_sha256"] != _hash(meta):  # older packs have none
        raise _damaged(folder, say("pack_meta_hash"))
    digest = hashlib.sha256(data).hexdigest()
    if digest != meta.get("arrays_sha256"):
        raise _damaged(folder, say("pack_hash"))
    try:
        arrays = _arrays(data)
    except _UNREADABLE as error:
        raise _damaged(folder, str(error) or type(error).__name__) from None
    return Pack(folder.name, meta, arrays, digest)


def save(folder: Path, meta: dict[str, Any], arrays: dict[str, NDArray[Any]], card: str) -> None:
    """Write a pack; the same numbers always give the same bytes.

    Raises ``ValueError`` for arrays of anything but numbers, truth values and strings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            array = np.asarray(arrays[name], order="C")
            if array.dtype.kind not in _KINDS:
                raise ValueError(f"{name}: a pack holds numbers and strings, not {array.dtype}")
            member = io.BytesIO()
            np.lib.format.write_array(member, array, allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, member.getvalue())
    data = buffer.getvalue()
    whole = {"schema": SCHEMA, **meta, "arrays_sha256": hashlib.sha256(data).hexdigest()}
    whole["meta_sha256"] = _hash(whole)
    (folder / "arrays.npz").write_bytes(data)
    _write(folder / "meta.json", json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    _write(folder / "card.md", card)


def _hash(meta: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a description but for its own hash, however the file is laid out."""
    told = {key: value for key, value in meta.items() if key != "meta_sha256"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


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
            if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise ValueError(say("pack_array", name=member.filename))
            with archive.open(member) as file:
                version = np.lib.format.read_magic(file)
                if version != (1, 0):
                    raise ValueError(say("pack_array", name=member.filename))
                shape, _, dtype = np.lib.format.read_array_header_1_0(file)
                # The header must promise no more than the member holds, and nothing but plain numbers and strings.
                promised = int(np.prod(shape, dtype=object)) * max(dtype.itemsize, 1)
                if dtype.kind not in _KINDS or not 0 <= promised <= member.file_size:
                    raise ValueError(say("pack_array", name=member.filename))
            with archive.open(member) as file:
                arrays[member.filename.removesuffix(".npy")] = np.lib.format.read_array(file, allow_pickle=False)
    return arrays


def _damaged(folder: Path, cause: str) -> UserError:
    return UserError(say("pack_damaged", cause=cause), hint=say("pack_damaged_hint"), where=str(folder))
