"""Zip files that would unpack to too much are refused before they do, whatever they say of themselves."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

import otklik
from otklik import archives
from otklik.errors import UserError

LARGE = 1 << 30


def packed(members: dict[str, bytes], level: int = 9) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def saying(data: bytes, size: int) -> bytes:
    """Let every member say that it has ``size`` bytes, in both of its places."""
    told = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = told.find(mark)
        while at >= 0:
            told[at + place : at + place + 4] = struct.pack("<I", size)
            at = told.find(mark, at + 4)
    return bytes(told)


def workbook() -> dict[str, bytes]:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["answer"])
    for at in range(500):
        book.active.append([f"answer number {at}, which is like no other"])
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SHEET = "xl/worksheets/sheet1.xml"
BLANKS = b" " * (200 << 20)
BOMBS = {
    "blanks in the sheet": packed({**workbook(), SHEET: workbook()[SHEET][:200] + BLANKS}),
    "blanks beside it": packed({**workbook(), "media/a.bin": BLANKS}),
    "a sheet that lies": saying(packed({**workbook(), SHEET: workbook()[SHEET][:200] + BLANKS}), 1_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_swells_is_refused_without_being_unpacked(name: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_bytes(BOMBS[name])
    tracemalloc.start()
    with pytest.raises(UserError, match="unpack to too much"):
        otklik.read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 << 20


def test_an_ordinary_workbook_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_bytes(packed(workbook()))
    assert len(otklik.read(path).frame) == 500


def test_more_than_allowed_is_more_whoever_holds_it() -> None:
    many = packed({f"{at}.txt": bytes(str(at), "ascii") * 100 for at in range(100)})
    assert archives.swells(many, 1_000) and not archives.swells(many, LARGE)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"answer;yes\n", BOMBS["blanks beside it"][:-100]])
def test_what_is_no_zip_file_is_told_by_python(data: bytes) -> None:
    with pytest.raises(archives.DAMAGED):
        archives.swells(data, LARGE)
