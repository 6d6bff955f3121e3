"""``otklik compare`` as a person types it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]
TEXTS = sorted((Path(__file__).parents[1] / "corpora" / "literature").glob("*_*.md"))
FILES = {
    "report.html", "themes_by_source.xlsx", "run.json", "sources.csv", "matrix.csv", "presence.csv", "quotes.csv",
    "keyness.csv", "agreement.csv", "sections.csv", "names.csv", "set_aside.csv",
}  # fmt: skip


def test_compare_writes_its_files_and_prints_the_matrix(otklik: Command, survey: Path, tmp_path: Path) -> None:
    done = otklik("compare", *TEXTS, "--answers", survey, "--text", "Ваше мнение", "--out", "results")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "results").iterdir()} == FILES
    assert "5 sources" in done.stdout
    assert "empathy and compassion" in done.stdout
    assert str(Path("results") / "report.html") in done.stdout


def test_a_report_alone_is_one_file(otklik: Command, tmp_path: Path) -> None:
    done = otklik("compare", *TEXTS, "--report", "r.html", "-q", lang="ru_RU.UTF-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]
    assert "О чём говорит литература" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_json_is_for_programs_and_the_folder_is_not_overwritten_unasked(otklik: Command) -> None:
    facts = json.loads(otklik("compare", *TEXTS, "--json").stdout)
    assert len(facts["sources"]) == 4
    assert len(facts["files"]) == len(FILES)
    again = otklik("compare", *TEXTS)
    assert again.returncode == 2
    assert "--overwrite" in again.stderr


@pytest.mark.parametrize("arguments", [["no.pdf"], ["bad.pdf"], ["empty.ris"], ["a.xyz"], ["a.txt", "--codebook", "x"],
                                       ["a.txt", "--answers", "no.csv"]])  # fmt: skip
def test_a_mistake_gives_two_lines_and_status_2(otklik: Command, tmp_path: Path, arguments: list[str]) -> None:
    for name, text in {
        "bad.pdf": "%PDF-1.4 x",
        "empty.ris": "",
        "a.xyz": "x",
        "a.txt": "Students help people.",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = otklik("compare", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2, done.stderr
    assert not (tmp_path / "otklik-compare").exists()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_help_is_in_both_languages(otklik: Command, lang: str) -> None:
    done = otklik("compare", "--help", "--lang", lang)
    assert done.returncode == 0
    assert ("Сравнить темы" in done.stdout) == (lang == "ru")
