"""The folder of a comparison: every file of it, or none.

Takes a comparison and a path; writes as `otklik.export.folder` does for a run.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from otklik.export import files, folder, workbook
from otklik.report import comparison as page

if TYPE_CHECKING:
    from otklik.results.comparison import Comparison

_TABLES = ("matrix", "quotes", "sources", "presence", "keyness", "agreement", "sections", "names", "set_aside")
NAMES = ("report.html", "themes_by_source.xlsx", *(f"{name}.csv" for name in _TABLES), "run.json")


def save(comparison: Comparison, path: Path, *, overwrite: bool = False) -> list[Path]:
    """Write all files of a comparison and return their paths, the report first."""
    with folder.whole(path, NAMES, overwrite=overwrite) as hidden:
        tables = {name: getattr(comparison, name) for name in _TABLES}
        for name, table in tables.items():
            files.write_csv(hidden / f"{name}.csv", table)
        # A whole article is longer than a cell holds; sources.csv has it.
        short = tables["sources"].drop(columns=["text", "record"])
        workbook.write(hidden / "themes_by_source.xlsx", tables | {"sources": short})
        files.write_text(hidden / "run.json", json.dumps(comparison.run, ensure_ascii=False, indent=2) + "\n")
        files.write_text(hidden / "report.html", page.render(comparison))
    return [path / name for name in NAMES]
