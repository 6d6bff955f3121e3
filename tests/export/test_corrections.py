"""What people correct in the workbook comes back as codings, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pandas as pd
import pytest

from otklik import reading
from otklik.errors import UserError
from otklik.export import codings, corrections
from otklik.export.finished import Finished
from otklik.reading import corrections as sheets
from otklik.reading import double_coding

Call = Callable[..., CompletedProcess[str]]
ROW = "otklik_row"
"""The input of this run has a column "row" of its own."""


def corrected(hostile: Finished, path: Path, changes: Sequence[tuple[int, str, object]]) -> Path:
    """Write the workbook, and put values into cells named by the row of the answer and the column."""
    corrections.write(path, hostile)
    book = openpyxl.load_workbook(path)
    sheet = book["answers"]
    column = {cell.value: cell.column for cell in sheet[1]}
    for row, head, value in changes:
        sheet.cell(row + 1, column[head]).value = value
    book.save(path)
    return path


def places(hostile: Finished) -> list[int]:
    """Return rows that were coded, as numbers from 1."""
    return [at + 1 for at, given in enumerate(hostile.given) if given is not None]


def test_a_correction_comes_back_and_what_nobody_read_does_not(hostile: Finished, tmp_path: Path) -> None:
    scale, theme, checked = places(hostile)[:3]
    old = hostile.groups["institution"][scale - 1]
    new = next(value for value in hostile.scales[0].values if value != old)
    has = "skills" in (hostile.given[theme - 1] or ())
    path = corrected(
        hostile, tmp_path / "a.xlsx",
        [(scale, "institution corrected", new), (theme, "has_skills", int(not has)), (checked, "checked", "yes")],
    )  # fmt: skip
    found = sheets.read(path)
    assert found.machine == hostile.coder
    assert [line.id for line in found.lines] == [str(scale), str(theme), str(checked)]
    first, second, third = found.lines
    assert first.labels == {"institution": new, "socialization": None}
    assert first.machine_labels["institution"] == old
    assert first.codes is None
    assert first.changed == ("institution",)
    assert second.labels == {"institution": None, "socialization": None}
    assert second.codes is not None
    assert ("skills" in second.codes) is not has
    assert second.machine_codes == frozenset(hostile.given[theme - 1] or ())
    assert third.checked
    assert third.labels == {one.id: hostile.groups[one.id][checked - 1] for one in hostile.scales}
    assert third.codes == third.machine_codes
    assert third.changed == ()


def test_sorted_and_deleted_rows_and_a_value_written_over_are_understood(hostile: Finished, tmp_path: Path) -> None:
    first, second, third = places(hostile)[:3]
    new = next(value for value in hostile.scales[1].values if value != hostile.groups["socialization"][second - 1])
    path = corrected(hostile, tmp_path / "a.xlsx", [(second, "socialization", new), (first, "checked", "да")])
    book = openpyxl.load_workbook(path)
    sheet = book["answers"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    rows = [row for row in reversed(rows) if str(row[0]) != str(third)]
    sheet.delete_rows(2, sheet.max_row)
    for row in rows:
        sheet.append(row)
    book.save(path)
    assert [(line.id, line.changed) for line in sheets.read(path).lines] == [
        (str(second), ("socialization",)), (str(first), ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "value", "said", "hint"),
    [
        ("institution corrected", "agreing", "agreing", "“agreeing”"),
        ("institution corrected", "xyz", "xyz", "confident, agreeing"),
        ("has_skills", "yes!", "yes!", "0, 1"),
        ("checked", "maybe", "maybe", "“yes”"),
    ],
)
def test_a_value_that_the_codebook_does_not_have_is_told_with_its_place(
    hostile: Finished, tmp_path: Path, head: str, value: str, said: str, hint: str
) -> None:
    path = corrected(hostile, tmp_path / "a.xlsx", [(3, head, value)])
    with pytest.raises(UserError) as error:
        sheets.read(path)
    assert said in error.value.message
    assert hint in error.value.hint
    assert error.value.where == f"a.xlsx, row 4, column “{head}”"


def test_a_row_that_is_not_of_the_run_is_told(hostile: Finished, tmp_path: Path) -> None:
    for value, said in ((9999, "no row “9999”"), (1, "twice")):
        with pytest.raises(UserError, match=said):
            sheets.read(corrected(hostile, tmp_path / "a.xlsx", [(4, ROW, value), (1, "checked", "yes")]))


def test_a_workbook_that_nobody_touched_or_of_another_kind_is_told(hostile: Finished, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Nothing is corrected"):
        sheets.read(corrected(hostile, tmp_path / "a.xlsx", []))
    pd.DataFrame({"answer": ["yes of course"]}).to_excel(tmp_path / "b.xlsx", index=False)
    with pytest.raises(UserError):
        sheets.read(tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["answers"].delete_cols(3)
    book.save(tmp_path / "c.xlsx")
    with pytest.raises(UserError, match="institution"):
        sheets.read(tmp_path / "c.xlsx")


def test_codings_hold_the_person_alone_and_the_second_file_both(hostile: Finished, tmp_path: Path) -> None:
    some = places(hostile)[:30]
    new = next(value for value in hostile.scales[0].values if value != hostile.groups["institution"][some[0] - 1])
    changes = [(row, "checked", "yes") for row in some]
    path = corrected(hostile, tmp_path / "a.xlsx", [*changes, (some[0], "institution corrected", new)])
    found = sheets.with_texts(sheets.read(path), dict(zip(hostile.ids, hostile.texts, strict=True)), "run")
    out, both = codings.write(tmp_path / "codings.csv", found, "Ann")
    frame = reading.read(out).frame
    assert frame["id"].tolist() == [str(row) for row in some]
    assert frame["text"].tolist() == [hostile.texts[row - 1] for row in some]
    assert set(frame["coder"]) == {"Ann"}
    assert frame["institution"].iloc[0] == new
    for code in hostile.codes:
        assert frame[code.id].tolist() == [str(int(code.id in (hostile.given[row - 1] or ()))) for row in some]
    double = double_coding.read([both], themes=["themes"])
    assert double.coders == ("Ann", hostile.coder)
    given = {one.id: one.given for one in double.variables}
    assert given["institution"][0].tolist() == [new, hostile.groups["institution"][some[0] - 1]]
    assert (given["institution"][1:, 0] == given["institution"][1:, 1]).all()
    assert (given["themes"][:, 0] == given["themes"][:, 1]).all()
    assert given["themes"][0, 0] == frozenset(hostile.given[some[0] - 1] or ())


def test_the_command_says_what_was_corrected_and_what_to_do_next(
    hostile: Finished, otklik: Call, tmp_path: Path
) -> None:
    some = places(hostile)[:12]
    changes = [(row, "checked", "yes") for row in some]
    value = next(one for one in hostile.scales[0].values if one != hostile.groups["institution"][some[0] - 1])
    corrected(hostile, tmp_path / "a.xlsx", [*changes, (some[0], "institution corrected", value)])
    done = otklik("import-codes", "a.xlsx", "--results", hostile.folder, "--out", "c.csv", "--coder", "Ann")
    assert done.returncode == 0, done.stderr
    assert "12 rows: 12 read in whole (checked), 1 corrected" in done.stdout
    assert f'--themes "{hostile.codes[0].id}..{hostile.codes[-1].id}"' in done.stdout
    assert done.stdout.split()[-2:] == ["c.csv", "c_agree.csv"]
    again = otklik("import-codes", "a.xlsx", "--out", "c.csv")
    assert again.returncode == 2
    agreed = otklik("agree", "c_agree.csv", "--themes", "themes")
    assert agreed.returncode == 0, agreed.stderr
    assert f"12 texts, coders Ann, {hostile.coder}" in agreed.stdout
    assert otklik("import-codes", "a.csv", "--out", "d.csv").returncode == 2
    bare = otklik("import-codes", "a.xlsx", "--results", hostile.folder, "--out", "codings")
    assert bare.stdout.split()[-2:] == ["codings.csv", "codings_agree.csv"]


def test_a_workbook_of_another_kind_is_told_where_the_right_one_comes_from(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["a"]}).to_excel(tmp_path / "other.xlsx", index=False)
    with pytest.raises(UserError, match="answers") as caught:
        sheets.read(tmp_path / "other.xlsx")
    assert "otklik export RESULTS --to xlsx" in caught.value.hint


def test_a_project_comes_back_in_long_form_and_a_codebook_that_can_be_checked(
    hostile: Finished, otklik: Call, tmp_path: Path
) -> None:
    for unit in ("answer", "question"):
        name = f"{unit}.qdpx"
        made = otklik("export", hostile.folder, "--to", "qdpx", "--one-source", unit, "--out", name)
        assert made.returncode == 0, made.stderr
        done = otklik("import-codes", name, "--out", f"{unit}.csv", "--codebook-out", f"{unit}.yaml")
        assert done.returncode == 0, done.stderr
        assert f"{hostile.coder}: " in done.stdout
        frame = reading.read(tmp_path / f"{unit}.csv").frame
        assert set(frame["coder"]) == {hostile.coder}
        whole = frame[frame["passage"] == ""]
        given = {(row, value) for row, value in zip(whole["id"], whole["value"], strict=True)}
        expected = {(hostile.ids[at], code) for at, codes in enumerate(hostile.given) for code in codes or ()}
        groups = {
            (hostile.ids[at], group)
            for listed in hostile.groups.values()
            for at, group in enumerate(listed)
            if group not in {None, "not_expressed"}
        }
        assert given == expected | groups
        for line in frame[frame["passage"] != ""].itertuples():
            assert line.text[int(line.start) : int(line.stop)] == line.passage
        assert otklik("codebook", "check", f"{unit}.yaml").returncode == 0
    assert otklik("export", hostile.folder, "--to", "qdc", "--out", "a.qdc").returncode == 0
    assert otklik("import-codes", "a.qdc", "--out", "a.yaml").returncode == 0
    assert otklik("codebook", "check", "a.yaml").returncode == 0


def test_a_project_without_codes_says_so_when_it_leaves_and_when_it_comes_back(
    otklik: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("answer\nI like to help people\nNo time for that at all\n", encoding="utf-8")
    assert otklik("run", "a.csv", "-t", "answer", "-c", "none", "-o", "bare", "-q").returncode == 0
    out = otklik("export", "bare", "--to", "qdpx", "--out", "p.qdpx")
    assert out.returncode == 0 and "no codes" in out.stdout + out.stderr, out.stdout + out.stderr
    back = otklik("import-codes", "p.qdpx", "--out", "codings")
    assert back.returncode == 2 and "p.qdpx: The codebook has no codes." in back.stderr
    assert "Code the answers in your program" in back.stderr
