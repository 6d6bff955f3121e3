"""The folder of a run: every file of it, or none.

Takes a result and a path, writes into a hidden folder beside it and renames that at the end.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from otklik.errors import UserError
from otklik.export import files, workbook
from otklik.messages import say
from otklik.report import document, methods, page

if TYPE_CHECKING:
    from otklik.results.run import Result

NAMES = (
    "report.html", "report.docx", "methods.txt", "coded.xlsx", "coded.csv", "themes.csv", "groups.csv", "profiles.csv",
    "crosses.csv", "telling.csv", "effects.csv", "time.csv", "run.json",
)  # fmt: skip
"""All files of a run; profiles.csv and telling.csv only when a scale was coded, crosses.csv when two were, time.csv for
a column of dates, report.docx when it was asked for."""

LONGEST_SHEET = 20_000
"""Rows from which on a table of shares has no sheet in the workbook: a covariate of thousands of values."""


def refuse_existing(path: Path, overwrite: bool) -> None:
    """Raise `UserError` when a result may not, or cannot, be written to ``path``. Ask before any work is done."""
    try:
        if path.exists() and not path.is_dir():
            raise UserError(say("out_is_file"), hint=say("other_folder_hint"), where=str(path))
        if path.is_dir() and any(path.iterdir()) and not overwrite:
            raise UserError(say("out_exists"), hint=say("out_exists_hint"), where=str(path))
        above = next(one for one in path.absolute().parents if one.exists())
        for place in (above, path) if path.is_dir() else (above,):
            Path(tempfile.mkdtemp(prefix=".otklik.", suffix=".part", dir=place)).rmdir()
    except OSError as error:
        raise files.unwritable(path, error) from None


def save(result: Result, path: Path, *, overwrite: bool = False, docx: bool = False) -> list[Path]:
    """Write all files of a result, the Word document only with ``docx``; return their paths, the report first."""
    with whole(path, NAMES, overwrite=overwrite) as hidden:
        tables = {
            "coded": result.coded,
            "themes": result.themes,
            "groups": result.groups,
            "profiles": result.profiles,
            "crosses": result.crosses,
            "telling": result.telling,
            "effects": result.effects,
            "time": result.time,
        }
        sheets = {name: table for name, table in tables.items() if table is not None}
        for name, table in sheets.items():
            files.write_csv(hidden / f"{name}.csv", table)
        long = [name for name, table in sheets.items() if name != "coded" and len(table) > LONGEST_SHEET]
        remarks = workbook.write(hidden / "coded.xlsx", {name: sheets[name] for name in sheets if name not in long})
        remarks += [say("xlsx_left_out", name=name, n=len(sheets[name])) for name in long]
        result = replace(result, remarks=(*result.remarks, *remarks))
        facts = {**result.run, "remarks": list(result.remarks)}
        files.write_text(hidden / "run.json", json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        files.write_text(hidden / "methods.txt", methods.plain(result))
        files.write_text(hidden / "report.html", page.render(result))
        if docx:
            files.write_bytes(hidden / "report.docx", document.render(result))
        written = [name for name in NAMES if (hidden / name).exists()]
    return [path / name for name in written]


@contextmanager
def whole(path: Path, names: Sequence[str], *, overwrite: bool) -> Iterator[Path]:
    """Give a hidden folder to write files to, of ``names`` alone; all of them at once become the folder ``path``.

    Of an older run in the same place, files of ``names`` that are not written now are taken away.
    """
    refuse_existing(path, overwrite)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent))
    except OSError as error:
        raise files.unwritable(path, error) from None
    try:
        yield hidden
        _into_place(hidden, path, names)
    except OSError as error:
        raise files.unwritable(path, error) from None
    except UserError as error:  # the place is the one that the user named, not the hidden folder
        raise UserError(error.message, hint=error.hint, where=str(path)) from None
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _into_place(hidden: Path, path: Path, names: Sequence[str]) -> None:
    if not path.exists():
        hidden.chmod(0o777 & ~files.umask())
        hidden.rename(path)
        return
    # Only the files of a run are replaced; what else lies in the folder is not ours. All are, or none.
    old = Path(tempfile.mkdtemp(prefix="old.", dir=hidden))
    moved: list[str] = []
    try:
        for name in names:
            if (path / name).exists():
                (old / name).parent.mkdir(parents=True, exist_ok=True)
                (path / name).replace(old / name)
            moved.append(name)
            if (hidden / name).exists():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                (hidden / name).replace(path / name)
    except OSError:
        for name in moved:
            if (old / name).exists():
                (old / name).replace(path / name)
            else:
                (path / name).unlink(missing_ok=True)
        raise
