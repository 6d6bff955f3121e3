"""`otklik evaluate` and `otklik model compare`: what a researcher types, and what comes back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]

ROWS = """\
answer;institution;year
Every medical school should make volunteering part of training, it teaches compassion;confident;1
Вуз обязан включить волонтёрство в программу, это часть профессии;confident;1
We are used as free labour in the wards and nobody thanks us;denying;2
Заставляют ради галочки и отчёта, бесплатная рабочая сила;denying;2
I loved every shift, made friends and learned to talk to patients;not_expressed;1
Очень полезный опыт, научилась разговаривать с больными и не бояться;not_expressed;2
Нет времени, учёба и подработка, экзамены важнее;keen;1
;confident;2
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_figures_tables_and_paths_are_printed(otklik: Command, gold: Path, tmp_path: Path) -> None:
    done = otklik("evaluate", gold, "--model", "volunteering", "--by", "year", "--out", "out")
    assert done.returncode == 0, done.stderr
    for told in ("6", "macro-F1", "quadratic kappa", "calibration error", "coded automatically", "year=2", "keen (1)",
                 "without a text", "language=ru", "precision"):  # fmt: skip
        assert told in done.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "evaluation.csv", "confusion.csv", "reliability.csv", "automation.csv", "coded.csv",
    }  # fmt: skip
    again = otklik("evaluate", gold, "--model", "volunteering", "--out", "out")
    assert again.returncode == 2 and "--overwrite" in again.stderr


def test_russian_is_spoken_throughout(otklik: Command, gold: Path) -> None:
    done = otklik("evaluate", gold, "--model", "volunteering", "--lang", "ru")
    assert done.returncode == 0, done.stderr
    for told in ("макро-F1", "нет текста", "этих меток модель не знает", "человек ↓ модель →", "закодировано"):
        assert told in done.stdout


def test_json_is_json(otklik: Command, gold: Path) -> None:
    done = otklik("evaluate", gold, "--model", "volunteering", "--json")
    told = json.loads(done.stdout)
    assert told["targets"]["institution"]["unknown_labels"] == {"keen": 1}
    assert {one["metric"] for one in told["figures"]} >= {"accuracy", "macro_f1", "mae", "macro_mae", "ece"}
    assert "NaN" not in done.stdout
    compared = json.loads(otklik("model", "compare", "volunteering", "volunteering", gold, "--json").stdout)
    assert compared["models"] == ["volunteering", "volunteering"]
    assert "NaN" not in json.dumps(compared)


def test_standard_input_is_read_once(otklik: Command) -> None:
    done = otklik("evaluate", "-", "--model", "volunteering", stdin=ROWS)
    assert done.returncode == 0, done.stderr
    assert "institution" in done.stdout


def test_two_models_are_compared_in_a_table_and_a_sentence(otklik: Command, gold: Path) -> None:
    done = otklik("model", "compare", "volunteering", "volunteering", gold)
    assert done.returncode == 0, done.stderr
    assert "second − first" in done.stdout and "can't be told" in done.stdout


@pytest.mark.parametrize(
    ("content", "arguments", "english", "russian"),
    [
        ("", [], "empty", "пуст"),
        ("answer;institution\n", [], "nothing below", "под ней"),
        ("answer;view\nI like to help people;good\n", [], "No column is named", "Нет столбца"),
        ("answer;institution\nI like to help people;good\n", [], "good (1)", "good (1)"),
        (ROWS, ["--text", "texts"], "no column “texts”", "Столбца «texts» нет"),
        (ROWS, ["--scale", "view=institution"], "no scale “view”", "нет шкалы «view»"),
        (ROWS, ["--scale", "institution"], "--scale", "--scale"),
        (ROWS, ["--by", "sex"], "no column “sex”", "Столбца «sex» нет"),
    ],
)
def test_mistakes_are_told_in_two_lines_of_the_readers_language(
    otklik: Command, tmp_path: Path, content: str, arguments: list[str], english: str, russian: str
) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(content, encoding="utf-8")
    for lang, told in (("en", english), ("ru", russian)):
        done = otklik("evaluate", path, "--model", "volunteering", "--lang", lang, *arguments)
        assert done.returncode == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 2
