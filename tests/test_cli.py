"""The commands as a person types them; what matters of a process is shown in one of its own."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]
FILES = {
    "report.html", "methods.txt", "coded.xlsx", "coded.csv", "themes.csv", "groups.csv", "profiles.csv", "crosses.csv",
    "telling.csv", "effects.csv", "run.json",
}  # fmt: skip


def test_run_writes_its_files_and_prints_a_table_with_their_paths(
    process: Command, survey: Path, tmp_path: Path
) -> None:
    done = process("run", survey, "--by", "район", "--out", "results")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "results").iterdir()} == FILES
    assert "10 rows: 6 coded" in done.stdout
    assert "time and workload" in done.stdout
    assert str(Path("results") / "report.html") in done.stdout
    assert not list(tmp_path.glob(".*part*"))


def test_the_locale_chooses_the_language_and_an_option_overrules_it(
    process: Command, survey: Path, tmp_path: Path
) -> None:
    russian = process("run", survey, "--out", "a", lang="ru_RU.UTF-8")
    assert "10 строк: закодировано 6" in russian.stdout
    assert "время и нагрузка" in (tmp_path / "a" / "report.html").read_text(encoding="utf-8")
    english = process("run", survey, "--out", "b", "--lang", "en", lang="ru_RU.UTF-8")
    assert "6 coded" in english.stdout


def test_quiet_prints_nothing(process: Command, survey: Path) -> None:
    done = process("run", survey, "--out", "q", "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_json_is_for_programs(process: Command, survey: Path) -> None:
    done = process("run", survey, "--out", "j", "--json")
    facts = json.loads(done.stdout)
    assert facts["counts"]["coded"] == 6
    assert len(facts["files"]) == len(FILES)


def test_standard_input_is_a_file_too(process: Command, tmp_path: Path) -> None:
    done = process("run", "-", "--out", "s", "--quiet", stdin="text\nнет времени совсем\n")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "s" / "coded.csv").open(encoding="utf-8", newline="") as file:
        assert [row["themes"] for row in csv.DictReader(file)] == ["time_load"]


def test_without_out_the_folder_is_named_after_the_file(process: Command, survey: Path, tmp_path: Path) -> None:
    assert process("run", survey, "-q").returncode == 0
    assert (tmp_path / "otklik-ответы" / "report.html").exists()
    again = process("run", survey, "-q")
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    assert process("run", survey, "-q", "--overwrite").returncode == 0


def test_a_mistake_gives_two_lines_and_status_2(process: Command, survey: Path) -> None:
    for arguments in (["run", "no.csv"], ["run", survey, "--text", "Ваше мнени"], ["run", survey, "--nosuch"],
                      ["run", survey, "--codebook", "nosuch"], ["codebook", "show", "nosuch"]):  # fmt: skip
        done = process(*arguments)
        assert done.returncode == 2, arguments
        assert len(done.stderr.strip().splitlines()) == 2, done.stderr
        assert "Traceback" not in done.stderr


def test_an_unknown_column_offers_the_nearest_name(otklik: Command, survey: Path) -> None:
    done = otklik("run", survey, "--by", "рйон")
    assert "“район”" in done.stderr


def test_demo_runs_on_the_shipped_corpus_and_says_that_it_is_constructed(process: Command, tmp_path: Path) -> None:
    done = process("demo")
    assert done.returncode == 0, done.stderr
    assert "constructed" in done.stdout
    assert {path.name for path in (tmp_path / "otklik-demo").iterdir()} == FILES
    assert process("demo", "-q").returncode == 0


def test_codebook_show_prints_groups_and_seed_words(otklik: Command) -> None:
    done = otklik("codebook", "show", "--lang", "ru")
    assert done.returncode == 0
    assert "сомневающиеся" in done.stdout
    assert "эмпати*" in done.stdout


def test_a_new_codebook_passes_its_own_check(otklik: Command, tmp_path: Path) -> None:
    assert otklik("codebook", "new", "mine.yaml").returncode == 0
    checked = otklik("codebook", "check", "mine.yaml")
    assert checked.returncode == 0
    assert "nothing to mend" in checked.stdout
    assert otklik("codebook", "new", "mine.yaml").returncode == 2


def test_check_names_every_problem_with_its_line(otklik: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("themes:\n  - id: a\n    name: {ru: а, en: a}\n  - id: a\n", encoding="utf-8")
    done = otklik("codebook", "check", "bad.yaml")
    assert done.returncode == 2
    assert re.search(r"bad\.yaml, line 4: .*“a”", done.stdout)


def test_doctor_finds_nothing_missing(process: Command) -> None:
    done = process("doctor", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert "volunteering" in found["models"]
    assert all(found["packages"].values())
    assert "volunteering" in process("doctor").stdout


def test_version_is_one_line(process: Command) -> None:
    assert re.fullmatch(r"otklik \d+\.\d+\.\d+\n", process("--version").stdout)


@pytest.mark.parametrize("command", [[], ["run"], ["demo"], ["codebook"], ["codebook", "show"], ["codebook", "check"],
                                     ["codebook", "new"], ["doctor"]])  # fmt: skip
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_command_has_help_in_both_languages(otklik: Command, command: list[str], lang: str) -> None:
    done = otklik(*command, "--help", lang="ru_RU.UTF-8" if lang == "ru" else "C.UTF-8")
    assert done.returncode == 0
    body = done.stdout.split("\n", 2)[2]
    assert bool(re.search("[а-я]{4}", body)) == (lang == "ru")


def test_importing_otklik_and_asking_for_help_load_nothing_heavy() -> None:
    heavy = "{'spacy', 'gensim', 'sklearn', 'pandas', 'scipy', 'numpy', 'pymorphy3', 'simplemma'}"
    for code in ("import otklik", "import otklik.cli.app"):
        done = subprocess.run([sys.executable, "-c", f"{code}; import sys; print({heavy} & set(sys.modules))"],
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert done.stdout.strip() == "set()", code
