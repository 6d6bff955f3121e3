"""`otklik inspect`: what a file holds, told to people and to programs."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from otklik import inspection

Command = Callable[..., "subprocess.CompletedProcess[str]"]

EXPORT = """\
Response ID,Status,E-mail,Why did you join?,How often?,District
7,Complete,anna@example.org,To learn something new,Often,north
8,Partial,petr@example.org,,Never,south
9,Complete,ilya@example.org,My friends asked me,Sometimes,north
9,Test,ilya@example.org,It looks good on paper,Often,south
10,Spam,x@example.org,buy now and here,Often,south
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="cp1251")
    return path


def test_a_table_fits_eighty_columns_and_shows_no_personal_data(otklik: Command, export: Path) -> None:
    for lang, word in (("en", "open"), ("ru", "открытый")):
        done = otklik("inspect", export, "--lang", lang)
        assert done.returncode == 0, done.stderr
        assert word in done.stdout
        assert "To learn something" in done.stdout
        assert "@example.org" not in done.stdout
        table = done.stdout.split("\n\n")[0].splitlines()[2:9]
        assert max(map(len, table)) <= 80


def test_json_tells_everything_to_programs(otklik: Command, export: Path) -> None:
    done = otklik("inspect", export, "--json")
    facts = json.loads(done.stdout)
    assert (facts["container"], facts["encoding"], facts["rows"]) == ("csv", "utf-8", 5)
    assert facts["format"]
    told = {one["name"]: one for one in facts["questions"]}
    assert told["Why did you join?"]["kind"] == "open"
    assert told["Why did you join?"]["filled"] == 4
    assert told["Why did you join?"]["share"] == 0.8
    assert len(told["Why did you join?"]["examples"]) == 2
    assert told["How often?"]["kind"] == "scale"
    assert told["E-mail"]["personal"] == "email"
    assert told["E-mail"]["examples"] == []
    assert facts["partial"] == {"count": 1, "rows": [3]}
    assert facts["tests"] == {"count": 2, "rows": [5, 6]}
    assert facts["duplicates"] == {"count": 1, "rows": [5]}


def test_examples_can_be_left_out(otklik: Command, export: Path) -> None:
    facts = json.loads(otklik("inspect", export, "--json", "--examples", "0").stdout)
    assert all(one["examples"] == [] for one in facts["questions"])
    assert "To learn" not in otklik("inspect", export, "--examples", "0").stdout


def test_several_files_are_one_survey(otklik: Command, export: Path, survey: Path) -> None:
    facts = json.loads(otklik("inspect", export, survey, "--json").stdout)
    assert [one["name"] for one in facts["files"]] == ["export.csv", "ответы.csv"]
    assert [one["rows"] for one in facts["files"]] == [5, 10]
    assert facts["rows"] == 15
    assert {"file", "Why did you join?", "Ваше мнение"} <= {one["name"] for one in facts["questions"]}


def test_a_mapping_is_kept_and_used_and_never_overwritten_unasked(
    otklik: Command, export: Path, tmp_path: Path
) -> None:
    assert otklik("inspect", export, "--save", "survey.yaml", "--lang", "ru").returncode == 0
    text = (tmp_path / "survey.yaml").read_text(encoding="utf-8")
    assert re.search(r"# .*[а-я]{4}", text)
    assert "To learn" not in text
    assert "@example" not in text
    again = otklik("inspect", export, "--save", "survey.yaml")
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    assert otklik("inspect", export, "--save", "survey.yaml", "--overwrite").returncode == 0
    done = otklik("run", export, "--survey", "survey.yaml", "--out", "out", "--json")
    facts = json.loads(done.stdout)
    assert facts["parameters"]["text"] == ["Why did you join?"]
    assert "anna@" not in (tmp_path / "out" / "coded.csv").read_text(encoding="utf-8")
    kept = otklik("run", export, "--survey", "survey.yaml", "--personal", "--out", "all", "-q")
    assert kept.returncode == 0
    assert "anna@" in (tmp_path / "all" / "coded.csv").read_text(encoding="utf-8")


def test_a_file_that_is_not_there_gives_two_lines(otklik: Command) -> None:
    done = otklik("inspect", "no.csv")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_help_speaks_both_languages(otklik: Command, lang: str) -> None:
    done = otklik("inspect", "--help", lang="ru_RU.UTF-8" if lang == "ru" else "C.UTF-8")
    assert done.returncode == 0
    assert bool(re.search("[а-я]{4}", done.stdout.split("\n", 2)[2])) == (lang == "ru")


@pytest.mark.parametrize(
    ("column", "cells", "rows"),
    [
        ("Finished", ["True", "False", "True"], (3,)),
        ("Завершено", ["Да", "Нет", ""], (3, 4)),
        ("Finished", ["2", "1", "2"], (3,)),  # REDCap: 2 complete, 1 unverified
        ("Finished", ["2024-05-01 10:00:00", "", "2024-05-02 11:00:00"], (3,)),
        ("Статус", ["Завершена", "Не завершена", "Частично"], (3, 4)),
        ("District", ["0", "1", "0"], ()),
    ],
)
def test_unfinished_responses_are_counted_with_their_rows(
    column: str, cells: list[str], rows: tuple[int, ...], tmp_path: Path
) -> None:
    text = "\n".join([f"why,{column}", *(f"some words {at},{cell}" for at, cell in enumerate(cells))])
    (tmp_path / "a.csv").write_text(text + "\n", encoding="utf-8")
    found = inspection.inspect(tmp_path / "a.csv")
    assert (found.partial.count, found.partial.rows) == (len(rows), rows)


def test_tests_of_qualtrics_are_told_by_their_number(tmp_path: Path) -> None:
    head = "ResponseId,Status,Finished,Q1\nResponse ID,Response Type,Finished,Why?\n"
    head += '"{""ImportId"":""_recordId""}","{""ImportId"":""status""}","{""ImportId"":""finished""}",'
    head += '"{""ImportId"":""QID1_TEXT""}"\n'
    rows = [f"R_{at:015},{status},1,because of {at}" for at, status in enumerate((0, 1, 4, 8, 16))]
    (tmp_path / "q.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    found = inspection.inspect(tmp_path / "q.csv")
    assert found.survey.sources[0].facts["format"] == "qualtrics"
    assert found.tests.rows == (5, 7)
    assert found.partial.count == 0


def test_a_question_has_the_number_that_run_takes(otklik: Command, tmp_path: Path) -> None:
    head = "record_id,tools___1,tools___2,opinion,survey_complete\n"
    rows = [f"{at},1,0,long and own words number {at},2\n" for at in range(1, 12)]
    (tmp_path / "a.csv").write_text(head + "".join(rows), encoding="utf-8")
    lines = otklik("inspect", "a.csv").stdout.splitlines()
    numbers = {line.split()[1]: line.split()[0] for line in lines if re.match(r" *\d+ +\S", line)}
    assert {name: numbers[name] for name in ("tools", "opinion", "survey_complete")} == {
        "tools": "2", "opinion": "4", "survey_complete": "5",
    }  # fmt: skip
    assert "--text 4" in lines[-1]


def test_a_title_is_shortened_before_its_last_part(otklik: Command, tmp_path: Path) -> None:
    asked = "In your opinion, how much do you agree with each of these many statements that people make"
    cells = "".join(f"{'yes' if at % 2 else 'no'},{'no' if at % 3 else 'yes'}\n" for at in range(9))
    (tmp_path / "a.csv").write_text(f'"{asked} [bread]","{asked} [wine]"\n{cells}', encoding="utf-8")
    told = otklik("inspect", "a.csv").stdout
    assert "[bread]" in told
    assert "[wine]" in told


def test_who_comments_twice_repeats_nothing(tmp_path: Path) -> None:
    one = {"from_id": 7, "date": 1709280000, "post_id": 5, "likes": {"count": 0}, "thread": {"items": []}}
    items = [{**one, "id": at, "text": f"some words {at}"} for at in (1, 2, 3, 3)]
    (tmp_path / "vk.json").write_text(json.dumps({"response": {"count": 4, "items": items}}), encoding="utf-8")
    found = inspection.inspect(tmp_path / "vk.json")
    assert found.survey.sources[0].facts["format"] == "comments"
    assert found.duplicates.count == 1


def test_a_mapping_does_not_take_the_place_of_a_folder(otklik: Command, export: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for more in ((), ("--overwrite",)):
        done = otklik("inspect", export, "--save", "folder", *more)
        assert (done.returncode, "--overwrite" in done.stderr, "folder" in done.stderr) == (2, False, True)
