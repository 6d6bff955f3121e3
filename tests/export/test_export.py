"""What is written can be read back, whole, and is never a formula."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import otklik
from otklik.errors import UserError
from otklik.export import files, folder, workbook

PAYLOADS = [
    head + tail
    for head in ("=", "+", "-", "@", "\t=", "\r=")
    for tail in ("1+1", "cmd|' /C calc'!A0", "SUM(A1)", "A1", '"x"')
]
PAYLOADS += ['=HYPERLINK("http://x","y")', "{=1+1}", "https://example.org", "12", "007", "TRUE", "1e5"]


def test_no_cell_of_the_workbook_is_a_formula_a_link_or_a_guessed_number(tmp_path: Path) -> None:
    frame = pd.DataFrame({"=1+1": PAYLOADS, "text": PAYLOADS})
    workbook.write(tmp_path / "a.xlsx", {"coded": frame})
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["coded"].iter_rows(values_only=True))
    assert rows[0] == ("=1+1", "text")
    assert [row[0] for row in rows[1:]] == [payload.replace("\r", "_x000D_") for payload in PAYLOADS]
    assert all(isinstance(row[0], str) for row in rows[1:])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_csv_keeps_every_text_verbatim(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    files.write_csv(path, pd.DataFrame({"n": range(len(texts)), "text": pd.Series(texts, dtype=object)}))
    with path.open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == texts


def test_csv_writes_truth_numbers_and_nothing_as_programs_expect(tmp_path: Path) -> None:
    frame = pd.DataFrame({"b": [True, False], "p": [0.1234, float("nan")], "t": ["x", None],
                          "n": pd.array([1, None], dtype="Int64")})  # fmt: skip
    files.write_csv(tmp_path / "a.csv", frame)
    assert (tmp_path / "a.csv").read_text() == "b,p,t,n\ntrue,0.1234,x,1\nfalse,,,\n"


def test_a_text_longer_than_a_cell_is_cut_aloud(tmp_path: Path) -> None:
    remarks = workbook.write(tmp_path / "a.xlsx", {"coded": pd.DataFrame({"t": ["а" * 40_000]})})
    assert len(remarks) == 1
    value = openpyxl.load_workbook(tmp_path / "a.xlsx")["coded"]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_a_table_wider_than_a_sheet_is_left_out_aloud(tmp_path: Path) -> None:
    wide = pd.DataFrame([["x"] * 16_385])
    remarks = workbook.write(tmp_path / "a.xlsx", {"coded": wide, "themes": pd.DataFrame({"a": ["b"]})})
    assert "16" in remarks[0]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["themes"]


def test_control_characters_survive_in_csv_and_do_not_break_the_workbook(tmp_path: Path) -> None:
    frame = pd.DataFrame({"t": ["a\x00b", "c\x0bd", "\ufffe", "e\u202ef"]})
    files.write_csv(tmp_path / "a.csv", frame)
    assert "a\x00b" in (tmp_path / "a.csv").read_text(encoding="utf-8")
    workbook.write(tmp_path / "a.xlsx", {"coded": frame})
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["coded"].max_row == 5


def test_a_failure_leaves_the_old_file_and_no_part_of_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), files.whole(path) as part:
        part.write_text("half")
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError) as caught:
        files.write_text(tmp_path / "file" / "below" / "a.txt", "x")
    assert caught.value.hint
    assert "there is a file where a folder should be" in caught.value.message


def test_what_overwriting_would_not_mend_is_not_to_be_mended_by_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", encoding="utf-8")
    for refuse, place in ((files.refuse_existing, tmp_path), (folder.refuse_existing, tmp_path / "file")):
        with pytest.raises(UserError) as caught:
            refuse(place, True)
        assert "--overwrite" not in caught.value.hint


def test_the_workbook_holds_the_tables(survey: Path, tmp_path: Path) -> None:
    result = otklik.run(survey)
    result.save(tmp_path / "r")
    book = openpyxl.load_workbook(tmp_path / "r" / "coded.xlsx")
    assert book.sheetnames == ["coded", "themes", "groups", "profiles", "crosses", "telling", "effects"]
    sheet = book["coded"]
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 11
    assert sheet["A2"].value == "001"
    header = [cell.value for cell in sheet[1]]
    assert isinstance(sheet.cell(2, header.index("institution_p") + 1).value, float)
    assert sheet.cell(2, header.index("needs_person") + 1).value in {True, False}


def test_nothing_but_letters_digits_and_dots_is_in_the_names_of_files(survey: Path, tmp_path: Path) -> None:
    paths = otklik.run(survey).save(tmp_path / "r")
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+", path.name) and path.is_file() for path in paths)


def test_a_folder_is_overwritten_whole_or_not_at_all(survey: Path, tmp_path: Path) -> None:
    result = otklik.run(survey)
    result.save(tmp_path / "r")
    (tmp_path / "r" / "coded.csv").write_text("old")
    (tmp_path / "r" / "run.json").unlink()
    (tmp_path / "r" / "run.json" / "in the way").mkdir(parents=True)
    before = {path.name: path.read_bytes() for path in (tmp_path / "r").iterdir() if path.is_file()}
    # A folder where a file belongs moves aside like a file; what can't be moved is the hidden folder's own file.
    blocked = tmp_path / "r" / "groups.csv"
    blocked.unlink()
    blocked.mkdir()
    (blocked / "inside").write_text("x")
    result.save(tmp_path / "r", overwrite=True)
    assert blocked.is_file()
    assert (tmp_path / "r" / "coded.csv").read_bytes() != before["coded.csv"]
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_remark_made_while_writing_is_in_the_report_and_said_once(tmp_path: Path) -> None:
    result = otklik.run(pd.DataFrame({"text": ["нет времени " * 4000]}), text="text")
    for name in ("one", "two"):
        result.save(tmp_path / name)
        assert "coded.csv has all of it" in (tmp_path / name / "report.html").read_text(encoding="utf-8")
        assert (tmp_path / name / "run.json").read_text(encoding="utf-8").count("coded.csv has all of it") == 1


def test_a_place_that_cannot_be_written_to_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", encoding="utf-8")
    for place in (tmp_path / "file" / "results", tmp_path / "file" / "deep" / "results"):
        with pytest.raises(UserError, match="can't be written"):
            folder.refuse_existing(place, overwrite=False)
    folder.refuse_existing(tmp_path / "new" / "results", overwrite=False)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
