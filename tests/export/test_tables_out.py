"""What other programs open is what the run found: every text, value and label, and never a formula."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import openpyxl
import pyarrow.parquet
import pyreadstat
import pytest

from otklik import reading
from otklik.errors import UserError
from otklik.export import corrections, delimited, figure, finished, records, spss, variables
from otklik.export.finished import Finished

FORMULA = tuple("=+-@\t\r\n＝")


def test_a_finished_run_is_read_back_as_it_was(hostile: Finished) -> None:
    assert sum(text.startswith(FORMULA) for text in hostile.texts) >= 200
    assert hostile.coder == "Otklik volunteering 1.0.0"
    assert [scale.id for scale in hostile.scales] == ["institution", "socialization"]
    assert {code.id: code.name["en"] for code in hostile.codes}["skills"] == "-2+3"
    assert {code.id: code.define["en"] for code in hostile.codes}["time_load"] == "@SUM(A1)"
    assert hostile.rows[:2] == (1, 2)
    assert hostile.input_columns == ("=group", "@answer", "row", "n")
    for at, given in enumerate(hostile.given):
        was_coded = hostile.coded["status"][at] == "coded"
        assert (given is not None) == was_coded
        assert all((groups[at] is not None) == was_coded for groups in hostile.groups.values())
        if given:
            assert ";".join(code for code in given if code not in hostile.topics) == hostile.coded["themes"][at]
    for quote in hostile.quotes:
        assert quote.row is not None
        assert quote.text in hostile.texts[quote.row]


def test_a_folder_without_results_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="no folder of finished results"):
        finished.read(tmp_path)


@pytest.mark.parametrize("read", [finished.read, figure.read])
def test_the_folder_above_several_questions_names_theirs(read: Callable[[Path], object], tmp_path: Path) -> None:
    for number in (10, 2):
        (tmp_path / f"question_{number}").mkdir()
        (tmp_path / f"question_{number}" / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="several questions") as caught:
        read(tmp_path)
    assert f"{tmp_path / 'question_2'}, {tmp_path / 'question_10'}" in caught.value.hint


def test_the_folder_of_a_comparison_is_told_from_a_run(tmp_path: Path) -> None:
    for name in ("run.json", "themes_by_source.xlsx"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="sources, not answers"):
        finished.read(tmp_path)


@pytest.mark.parametrize("excel", ["ru", "en"])
def test_csv_for_excel_has_no_cell_that_begins_as_a_formula_and_gives_every_text_back(
    hostile: Finished, tmp_path: Path, excel: Any
) -> None:
    path = tmp_path / "a.csv"
    remarks = delimited.write(path, hostile, excel)
    assert len(remarks) == 2  # one text too long for a cell, one with NUL
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";" if excel == "ru" else ","))
    assert len(rows) == len(hostile.texts) + 1
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA)] == []
    sure = rows[0].index("institution_p")
    assert ("," if excel == "ru" else ".") in rows[-1][sure]
    survey = reading.read(path)
    assert tuple(survey.frame["@answer"]) == hostile.texts
    assert survey.frame["=group"].tolist() == hostile.coded["=group"].tolist()
    assert "otklik_guard" not in survey.frame


def test_plain_csv_holds_every_cell_as_it_is(hostile: Finished, tmp_path: Path) -> None:
    assert delimited.write(tmp_path / "a.csv", hostile) == []
    survey = reading.read(tmp_path / "a.csv")
    for name in hostile.coded:
        if not name.endswith("_p") and not name.startswith(("theme_", "topic_", "needs_")):
            assert survey.frame[name].tolist() == hostile.coded[name].tolist(), name


def test_an_apostrophe_in_a_file_without_the_marker_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,answer\n1,'=tis\n2,yes\n", encoding="utf-8")
    assert reading.read(tmp_path / "a.csv").frame["answer"].tolist() == ["'=tis", "yes"]


def test_parquet_and_json_lines_keep_texts_numbers_and_what_is_not_known(hostile: Finished, tmp_path: Path) -> None:
    records.parquet(tmp_path / "a.parquet", hostile)
    records.json_lines(tmp_path / "a.jsonl", hostile)
    table = pyarrow.parquet.read_table(tmp_path / "a.parquet")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").split("\n")
    listed = [json.loads(line) for line in lines if line]
    expected = variables.table(hostile)
    assert table.column_names == [one.name for one in expected] == list(listed[0])
    for one in expected:
        assert table[one.name].to_pylist() == list(one.cells)
        assert [line[one.name] for line in listed] == list(one.cells)
    metadata = table.schema.field("has_skills").metadata
    assert metadata[b"label"].decode() == "-2+3"
    assert json.loads(metadata[b"values"]) == {"0": "no", "1": "yes"}


def test_spss_gets_values_labels_levels_and_one_set_of_codes(hostile: Finished, tmp_path: Path) -> None:
    remarks = spss.write(tmp_path / "a.sav", hostile)
    frame, meta = pyreadstat.read_sav(tmp_path / "a.sav", user_missing=True)
    expected = variables.table(hostile)
    names = spss.spss_names([one.name for one in expected])
    assert list(frame.columns) == names
    for one, name in zip(expected, names, strict=True):
        assert meta.column_names_to_labels[name] == one.label
        got = [None if value != value else value for value in frame[name].tolist()]
        if one.kind == "group":
            numbers = {label: value for value, label in meta.variable_value_labels[name].items()}
            assert got == [None if cell is None else numbers[one.values[cell]] for cell in one.cells]
            assert meta.variable_measure[name] == "ordinal"
            assert meta.missing_ranges[name] == [{"lo": 0.0, "hi": 0.0}]
            assert list(meta.variable_value_labels[name]) == [4, 3, 2, 1, 0]
        elif one.kind in {"mark", "flag"}:
            assert got == list(one.cells)
            assert meta.variable_measure[name] == "nominal"
            assert meta.variable_value_labels[name] == {0: "no", 1: "yes"}
        elif one.kind == "probability":
            assert got == list(one.cells)
            assert meta.variable_measure[name] == "scale"
        elif one.name == "n":
            assert got == [1.5] * len(one.cells)
        else:
            kept = [cell.replace("\0", "\ufffd").encode()[:32_767].decode("utf-8", "ignore") for cell in one.cells]
            assert got == [cell.rstrip(" ") for cell in kept]
            assert meta.variable_measure[name] == "nominal"
    marks = [name for one, name in zip(expected, names, strict=True) if one.kind == "mark"]
    assert meta.mr_sets["codes"]["variable_list"] == marks
    assert meta.mr_sets["codes"]["counted_value"] == 1
    assert [word for word in ("cut", "NUL", "spaces", "named unlike") if any(word in one for one in remarks)] == [
        "cut", "NUL", "spaces", "named unlike",
    ]  # fmt: skip


def test_the_same_run_gives_the_same_spss_file(hostile: Finished, tmp_path: Path) -> None:
    spss.write(tmp_path / "a.sav", hostile)
    spss.write(tmp_path / "b.sav", hostile)
    assert (tmp_path / "a.sav").read_bytes() == (tmp_path / "b.sav").read_bytes()


def test_russian_names_of_variables_are_short_enough_and_differ(hostile: Finished, tmp_path: Path) -> None:
    names = spss.spss_names(["Что вы думаете об участии студентов в волонтёрстве? " + end for end in "абв"])
    assert len({name.casefold() for name in names}) == 3
    assert max(len(name.encode()) for name in names) <= 64
    long = "Участие студентов в волонтёрской деятельности: что вы о ней думаете? " * 3
    renamed = hostile.coded.rename(columns={"row": long, "n": long + "!"})
    changed = replace(hostile, coded=renamed, input_columns=("=group", "@answer", long, long + "!"))
    assert any("label" in remark for remark in spss.write(tmp_path / "a.sav", changed))
    frame, meta = pyreadstat.read_sav(tmp_path / "a.sav")
    assert len(frame.columns) == len(variables.table(changed))
    assert long.startswith(meta.column_labels[2])


def test_the_workbook_has_no_formula_and_gives_every_text_back(hostile: Finished, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert len(corrections.write(path, hostile)) == 1  # the text longer than a cell
    book = openpyxl.load_workbook(path)
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    frame = reading.read(path).frame
    for got, text in zip(frame["@answer"], hostile.texts, strict=True):
        assert got == text if len(text) <= 32_767 else got.endswith(" …")
    assert frame["=group"].tolist() == hostile.coded["=group"].tolist()


def test_the_workbook_is_made_for_people(hostile: Finished, tmp_path: Path) -> None:
    corrections.write(tmp_path / "a.xlsx", hostile)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:4] == ["answers", "about", "codebook", "machine"]
    assert {"themes", "groups"} <= set(book.sheetnames)
    answers = book["answers"]
    heads = [cell.value for cell in answers[1]]
    assert heads[:4] == ["otklik_row", "@answer", "institution", "institution corrected"]  # the input has a "row"
    assert answers.freeze_panes == "C2"
    assert answers.auto_filter.ref is not None
    lists = {str(one.sqref).split(":")[0]: one.formula1 for one in answers.data_validations.dataValidation}
    assert lists["D2"] == "codebook!$H$2:$H$6"
    assert [cell.value for cell in book["codebook"]["H"]][:6] == ["institution", *hostile.scales[0].values]
    has = openpyxl.utils.get_column_letter(heads.index("has_skills") + 1)
    assert lists[f"{has}2"] == '"0,1"'


def test_a_column_of_a_code_does_not_take_the_name_of_an_input_column(hostile: Finished) -> None:
    taken = replace(hostile, coded=hostile.coded.rename(columns={"n": "has_skills"}))
    assert variables.mark_names(taken)["skills"] == "otklik_has_skills"


Call = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "sav", "parquet", "jsonl", "qdpx", "qdc"])
def test_every_kind_of_file_is_written_whole_and_not_over_another(
    hostile: Finished, otklik: Call, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"made.{kind}"
    done = otklik("export", hostile.folder, "--to", kind, "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(out)
    first = out.read_bytes()
    again = otklik("export", hostile.folder, "--to", kind, "--out", out)
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    assert otklik("export", hostile.folder, "--to", kind, "--out", out, "--overwrite").returncode == 0
    assert out.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_bad_places_and_options_are_told(hostile: Finished, otklik: Call, tmp_path: Path) -> None:
    for arguments, said in (
        (("--to", "sav", "--out", tmp_path), "folder"),
        (("--to", "sav", "--out", "/proc/none/a.sav"), "can't be written"),
        (("--to", "sav", "--out", "a.sav", "--excel", "ru"), "--excel"),
        (("--to", "csv", "--out", "a.csv", "--for", "nvivo"), "--for"),
        (("--to", "bib", "--out", "a.bib"), "comparison"),
        (("--to", "csv", "--out", "a.sav"), "a.csv"),
        (("--to", "xls", "--out", "a.xls"), "there are qdpx, qdc, sav, xlsx"),
    ):
        done = otklik("export", hostile.folder, *arguments)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert otklik("export", tmp_path, "--to", "csv", "--out", "a.csv").returncode == 2
