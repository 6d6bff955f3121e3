"""Figures from a folder of results, and as files for papers.

Takes the folder that a run wrote, gives what figures are drawn from; takes a chart, writes SVG, PNG or PDF.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.errors import UserError
from otklik.export import files, finished
from otklik.messages import say
from otklik.report import drawing, figures

if TYPE_CHECKING:
    import pandas as pd

FORMATS = (".svg", ".png", ".pdf")
_DOTS = 300
_WORDS = frozenset(
    ("by", "value", "variable", "code", "name", "method", "scale", "group", "group_name", "other_scale", "other_group",
     "other_group_name")
)  # fmt: skip
"""Columns of words; all others hold numbers."""


def read(folder: Path) -> figures.Drawn:
    """Return what the figures of a finished run are drawn from.

    Raises `UserError` when the folder holds no results of this version.
    """
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        scales = tuple((str(scale["id"]), str(scale["name"])) for scale in run["scales"])
        groups = _table(folder / "groups.csv")
        crosses = _table(folder / "crosses.csv") if (folder / "crosses.csv").is_file() else None
        by = tuple(dict.fromkeys(name for name in groups["by"] if name))
    except (OSError, ValueError, KeyError, TypeError):
        raise finished.no_results(folder) from None
    return figures.Drawn(groups, crosses, scales, by)


def write(path: Path, chart: Any) -> Path:
    """Write a chart in the format that the name of the file asks for, PNG with 300 dots an inch; return the path.

    Raises `UserError` for another format, or when the file can't be written.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise UserError(say("figure_format", name=path.name), hint=", ".join(FORMATS))
    return files.write_bytes(path, drawing.picture(chart, kind, _DOTS))


def _table(path: Path) -> pd.DataFrame:
    import pandas as pd

    head = pd.read_csv(path, nrows=0, encoding="utf-8").columns
    words = {name: str for name in head if name in _WORDS}
    empty = {name: [""] for name in head if name not in words}
    return pd.read_csv(path, dtype=words, keep_default_na=False, na_values=empty, encoding="utf-8")
