"""A covariate of thousands of values makes long files, not a workbook that takes minutes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import otklik
from otklik import messages
from otklik.export import folder


def test_a_table_too_long_for_a_sheet_is_a_file_alone(tmp_path: Path) -> None:
    texts = [f"нет времени на учёбу {at}" if at % 2 else "made friends there" for at in range(900)]
    result = otklik.run(pd.DataFrame({"text": texts, "who": range(900)}), text="text", by="who")
    assert len(result.groups) > folder.LONGEST_SHEET > len(result.coded)
    result.save(tmp_path / "out")
    sheets = pd.ExcelFile(tmp_path / "out" / "coded.xlsx", engine="calamine").sheet_names
    assert "groups" not in sheets and {"coded", "themes"} <= set(sheets)
    lines = (tmp_path / "out" / "groups.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(result.groups)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert messages.say("xlsx_left_out", name="groups", n=len(result.groups)) in page
