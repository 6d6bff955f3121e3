"""`otklik train`, `model` and `next`: what a researcher types, and what comes back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    good, bad = "хорошая полезная нужная добрая".split(), "плохая вредная ужасная злая".split()
    lines = [f"{word} затея номер{n} для студентов;{view}" for n in range(10) for view, words in
             (("за", good), ("против", bad)) for word in words[:3]]  # fmt: skip
    path = tmp_path / "кодировки.csv"
    path.write_text("ответ;мнение\n" + "\n".join(lines) + "\n;за\nбез кода;\n", encoding="utf-8")
    return path


@pytest.mark.slow
def test_train_prints_findings_figures_and_paths_in_russian(otklik: Command, coded: Path, tmp_path: Path) -> None:
    done = otklik("train", coded, "--text", "ответ", "--scale", "view=мнение", "--out", "моя", "--lang", "ru")
    assert done.returncode == 0, done.stderr
    assert "нет текста" in done.stdout and "нет ни одного кода" in done.stdout
    assert "макро-F1" in done.stdout
    assert {file.name for file in (tmp_path / "моя").iterdir()} == {"card.md", "meta.json", "arrays.npz", "curves.svg"}
    shown = otklik("model", "show", "моя")
    assert "Пределы" in shown.stdout and "кодировки.csv" in shown.stdout
    assert "whole and safe" in otklik("model", "check", "моя").stdout


def test_vectors_that_are_not_there_are_a_fault_with_a_next_step(otklik: Command, coded: Path) -> None:
    pytest.importorskip("navec")
    done = otklik("train", coded, "--text", "ответ", "--scale", "view=мнение", "--out", "m", "--vectors", "no.tar")
    assert done.returncode == 2
    assert "no.tar" in done.stderr and "navec" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_least_likely_codings_are_shown_and_the_others_counted(otklik: Command, coded: Path) -> None:
    lines = coded.read_text(encoding="utf-8").splitlines()
    for at in range(1, 61, 5):
        text, view = lines[at].split(";")
        lines[at] = f"{text};{'против' if view == 'за' else 'за'}"
    coded.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = otklik("train", coded, "--text", "ответ", "--scale", "view=мнение", "--out", "m", "--lang", "ru")
    assert done.returncode == 0, done.stderr
    shown = [line for line in done.stdout.splitlines() if line.startswith("  строка ")]
    assert 0 < len(shown) <= 10
    assert all("view" in line and "а похоже на" in line and "затея" in line for line in shown)
    listed = (coded.parent / "m-suspects.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert f"{len(listed)} кодиров" in done.stdout
    assert ("Ещё" in done.stdout) == (len(listed) > 10)


@pytest.mark.slow
def test_next_writes_a_sheet_with_drop_downs_and_probabilities(otklik: Command, coded: Path, tmp_path: Path) -> None:
    otklik("train", coded, "--text", "ответ", "--scale", "view=мнение", "--out", "m")
    done = otklik("next", coded, "--text", "ответ", "--model", "m", "--n", "10", "--out", "sheet.xlsx")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    lines = list(book["coding"].iter_rows(values_only=True))
    assert lines[0] == ("row", "text", "view", "random", "probability", "times")
    assert sum(line[3] for line in lines[1:]) == 5
    assert {line[4] for line in lines[1:] if not line[3]} == {1}
    assert len({line[4] for line in lines[1:] if line[3]}) == 1
    (choice,) = book["coding"].data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("C2:C11", "lists!$A$2:$A$3")
    assert [cell.value for cell in book["lists"]["A"][:3]] == ["view", "за", "против"]
    before = (tmp_path / "sheet.xlsx").read_bytes()
    otklik("next", coded, "--text", "ответ", "--model", "m", "--n", "10", "--out", "sheet.xlsx")
    assert (tmp_path / "sheet.xlsx").read_bytes() == before


def test_a_formula_in_an_answer_stays_a_text(otklik: Command, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text('text\n"=HYPERLINK(""http://x"",""click me"")"\n"I like to help people"\n', encoding="utf-8")
    done = otklik("next", path, "--text", "text", "--model", "volunteering", "--n", "2", "--out", "s.xlsx")
    assert done.returncode == 0, done.stderr
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "s.xlsx")["coding"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--scale", "мнение"], "--scale"),
        ([], "No column of codes"),
        (["--scale", "view=мнения"], "мнение"),
        (["--scale", "view=мнения"], "кодировки.csv"),
        (["--scale", "../x=мнение"], "../x"),
        (["--scale", "themes=мнение"], "themes"),
        (["--scale", "view=мнение", "--out", "кодировки.csv/m"], "can't be written"),
        (["--scale", "view=мнение", "--nosuch"], "otklik train --help"),
    ],
)
def test_mistakes_are_told_in_two_lines(otklik: Command, coded: Path, arguments: list[str], told: str) -> None:
    done = otklik("train", coded, "--text", "ответ", "--out", "m", *arguments)
    assert done.returncode == 2
    assert told in done.stderr and "Traceback" not in done.stderr
