"""CSV for other programs, and for Excel in Russian or in English.

Takes a finished run and a path, gives one file. Texts come back as they were; for Excel no cell begins as a formula.
"""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

from otklik.export.files import whole
from otklik.export.finished import Finished
from otklik.export.sheets import LETTERS
from otklik.export.variables import Variable, table
from otklik.messages import say
from otklik.reading import guard

Excel = Literal["ru", "en"]


def write(path: Path, finished: Finished, excel: Excel | None = None) -> list[str]:
    """Write a run as CSV: UTF-8, comma and LF; return remarks.

    For ``excel`` there are a byte order mark and CRLF, in Russian ``;`` and decimal commas too, and an apostrophe
    before whatever would be a formula; the empty last column ``otklik_guard`` says so, and reading takes both away.
    Raises `UserError` when the file can't be written.
    """
    variables = table(finished)
    keep = guard.guarded if excel else str
    columns = [[_cell(cell, keep, excel == "ru") for cell in one.cells] for one in variables]
    head = [keep(one.name) for one in variables]
    if excel:
        head.append(guard.MARKER)
        columns.append([""] * len(finished.coded))
    end = "\r\n" if excel else "\n"
    with whole(path) as part, part.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        # The writer quotes a lone CR only if its own line ends hold one.
        lines = SimpleNamespace(write=lambda line: file.write(line[:-2] + end))
        writer = csv.writer(lines, delimiter=";" if excel == "ru" else ",", lineterminator="\r\n")
        writer.writerow(head)
        writer.writerows(zip(*columns, strict=True))
    return _remarks(variables) if excel else []


def _cell(cell: Any, keep: Any, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return str(keep(cell))
    written = f"{cell:.10g}"
    return written.replace(".", ",") if comma else written


def _remarks(variables: list[Variable]) -> list[str]:
    texts = [cell for one in variables if one.kind == "input" for cell in one.cells]
    told = {"long": sum(len(cell) > LETTERS for cell in texts), "nul": sum("\0" in cell for cell in texts)}
    return [say(f"export_for_excel_{what}", n=n) for what, n in told.items() if n]
