"""Several open questions of one survey in one run; personal data; mappings used again."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import otklik
from otklik import UserError, inspection, messages
from otklik.results.questions import Questions

FIRST = "Почему вы помогаете?"
SECOND = "Что мешает? <b>/../</b>"


def write(path: Path, names: dict[str, str] | None = None, more: str = "") -> Path:
    told = {"first": FIRST, "second": SECOND} | (names or {})
    rows = [
        ["id", "Ваше имя", told["first"], told["second"], "район"],
        ["01", "Анна Ким", "Хочу научиться новому и помочь больным", "нет времени, экзамены важнее", "север"],
        ["02", "Пётр", "Заставляют ради галочки", "-", "юг"],
        ["03", "Илья", "", "Нет времени, подработка каждый вечер" + more, "север"],
        ["04", "Мария", "Полезный опыт, друзья, общение", "Не знаю, куда пойти и с кем", "юг"],
        ["05", "Ольга", "To gain new skills and friends", "Exams and lectures leave no time", "юг"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    return write(tmp_path / "wave1.csv")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Questions, Path]:
    """Both questions, and the folder they were saved to."""
    messages.use("en")
    place = tmp_path_factory.mktemp("told")
    found = otklik.run_questions(write(place / "wave1.csv"), [FIRST, SECOND], by="район", seed=3)
    assert all(path.exists() for path in found.save(place / "out"))
    return found, place / "out"


def test_each_question_writes_what_a_run_of_it_alone_writes(
    wave: Path, told: tuple[Questions, Path], tmp_path: Path
) -> None:
    otklik.run(wave, SECOND, by="район", seed=3).save(tmp_path / "alone")
    alone = {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir()}
    assert alone == {path.name: path.read_bytes() for path in (told[1] / "question_2").iterdir()}


def test_a_respondent_is_one_row_with_the_codes_of_all_questions(told: tuple[Questions, Path]) -> None:
    found, place = told
    table = found.respondents
    assert table.columns[:2].tolist() == ["row", "район"]
    assert table["row"].tolist() == [2, 3, 4, 5, 6]
    assert table["q1_status"].tolist() == ["coded", "coded", "empty", "coded", "coded"]
    assert table["q2_status"].tolist() == ["coded", "non_answer", "coded", "coded", "coded"]
    for number, name in enumerate(found.results, start=1):
        coded = found.results[name].coded
        assert table[f"q{number}_themes"].tolist() == coded["themes"].tolist()
        assert table[f"q{number}_institution"].tolist() == coded["institution"].tolist()
    assert found.results[FIRST].coded["themes"].tolist() != found.results[SECOND].coded["themes"].tolist()
    with (place / "respondents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["q2_themes"] for row in csv.DictReader(file)] == table["q2_themes"].tolist()


def test_taken_names_do_not_swallow_a_covariate() -> None:
    frame = pd.DataFrame({"row": ["a", "b"], "q1_status": ["x", "y"], "t": ["no time at all", "new friends"]})
    table = otklik.run_questions(frame, ["t"], by=["row", "q1_status"], codebook="none").respondents
    assert table["row"].tolist() == ["a", "b"]
    assert table["q1_status"].tolist() == ["x", "y"]
    assert table["otklik_row"].tolist() == [1, 2]
    assert table["otklik_q1_status"].tolist() == ["coded", "coded"]


def test_folders_have_numbers_and_names_are_escaped(told: tuple[Questions, Path]) -> None:
    place = told[1]
    assert sorted(path.name for path in place.iterdir()) == [
        "index.html", "question_1", "question_2", "respondents.csv", "respondents.xlsx", "run.json",
    ]  # fmt: skip
    page = (place / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;/../&lt;/b&gt;" in page
    assert "<b>/../</b>" not in page
    assert re.findall(r'href="([^"]+)"', page) == ["question_1/report.html", "question_2/report.html"]
    facts = json.loads((place / "run.json").read_text(encoding="utf-8"))
    assert [one["text"] for one in facts["questions"]] == [FIRST, SECOND]
    assert facts["parameters"]["text"] == [FIRST, SECOND]


def test_all_files_appear_or_none(wave: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from otklik.report import questions as page

    found = otklik.run_questions(wave, [SECOND], codebook="none")

    def full(questions: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(page, "render", full)
    with pytest.raises(UserError, match="no space left"):
        found.save(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["wave1.csv"]


def test_an_older_run_leaves_nothing_that_looks_like_this_one(
    wave: Path, told: tuple[Questions, Path], tmp_path: Path
) -> None:
    place = shutil.copytree(told[1], tmp_path / "out")
    (place / "question_2" / "notes.txt").write_text("mine")
    found = otklik.run_questions(wave, [SECOND], codebook="none")
    with pytest.raises(UserError, match="already"):
        found.save(place)
    found.save(place, overwrite=True)
    assert [path.name for path in (place / "question_2").iterdir()] == ["notes.txt"]
    assert "question_2" not in (place / "index.html").read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".*part*"))


def test_personal_columns_are_left_out_of_what_is_written_and_named(wave: Path) -> None:
    result = otklik.run(wave, FIRST, codebook="none")
    assert "Ваше имя" not in result.coded.columns
    assert any("“Ваше имя”" in remark and "--personal" in remark for remark in result.remarks)
    assert "Ваше имя" in otklik.read(wave).frame.columns
    assert "Ваше имя" in otklik.run(wave, FIRST, codebook="none", personal=True).coded.columns
    assert "Ваше имя" in otklik.run(wave, FIRST, "Ваше имя", codebook="none").coded.columns


def test_a_frame_of_ones_own_keeps_its_columns(wave: Path) -> None:
    assert "Ваше имя" in otklik.run(otklik.read(wave).frame, FIRST, codebook="none").coded.columns


def test_addresses_are_no_answers_however_long(tmp_path: Path) -> None:
    rows = [f'"г. Москва, улица академика Королёва, дом {n}, корпус 2, квартира {n}",no time {n}' for n in range(9)]
    (tmp_path / "a.csv").write_text("\n".join(["Домашний адрес,why", *rows]), encoding="utf-8")
    assert otklik.run(tmp_path / "a.csv", codebook="none").text_columns == ("why",)


def kept(wave: Path, tmp_path: Path) -> Path:
    return inspection.inspect(wave).save(tmp_path / "survey.yaml")


def test_a_mapping_names_questions_and_covariates_of_the_next_wave(wave: Path, tmp_path: Path) -> None:
    mapping = kept(wave, tmp_path)
    text = (
        mapping.read_text(encoding="utf-8").replace("    use: no", "    use: yes", 1).replace("id: q2", "id: barriers")
    )
    mapping.write_text(text, encoding="utf-8")
    next_wave = write(tmp_path / "wave2.csv", more=", и дорога долгая")
    found = otklik.run_questions(next_wave, codebook="none", survey=mapping)
    assert list(found.results) == [FIRST, SECOND]
    assert found.respondents.columns[:3].tolist() == ["row", "id", "район"]
    assert "barriers_themes" in found.respondents.columns
    assert "Ваше имя" not in found.results[FIRST].coded.columns
    assert otklik.run(next_wave, codebook="none", survey=mapping).text_columns == (FIRST, SECOND)


def test_a_mapping_keeps_a_personal_column_that_is_used(wave: Path, tmp_path: Path) -> None:
    mapping = kept(wave, tmp_path)
    text = mapping.read_text(encoding="utf-8")
    head, personal = text.split("\npersonal:")
    mapping.write_text(head + "\npersonal:" + personal.replace("use: no", "use: yes"), encoding="utf-8")
    assert "Ваше имя" in otklik.run(wave, FIRST, codebook="none", survey=mapping).coded.columns


def test_a_question_that_moved_is_found_by_its_wording(tmp_path: Path) -> None:
    head = '"ResponseId","Q{}","Q{}","Finished"\n"Response ID","Why?","Why not?","Finished"\n'
    body = '"R_2YPOQ602ER1jkf1","to learn new things","no time at all","True"\n'
    ids = '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}",'
    ids += '"{""ImportId"":""finished""}"\n'
    for name, numbers in (("a.csv", (1, 2)), ("b.csv", (2, 1))):
        (tmp_path / name).write_text(head.format(*numbers) + ids + body, encoding="utf-8")
    mapping = kept(tmp_path / "a.csv", tmp_path)
    result = otklik.run_questions(tmp_path / "b.csv", codebook="none", survey=mapping)
    assert list(result.results) == ["Q2", "Q1"]
    assert any("“Why?”" in remark and "“Q2”" in remark for remark in result.remarks)


def test_a_question_that_is_gone_offers_the_nearest(wave: Path, tmp_path: Path) -> None:
    mapping = kept(wave, tmp_path)
    other = write(tmp_path / "wave2.csv", {"first": "Почему вы стали помогать?"})
    with pytest.raises(UserError, match="Почему вы помогаете") as caught:
        otklik.run(other, survey=mapping)
    assert "Почему вы стали помогать?" in caught.value.hint
    assert re.fullmatch(r"survey\.yaml, line \d+", caught.value.where)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("text: [a]\ntext: [b]\n", "twice"),
        ("texts: [a]\n", "“texts”"),
        ("text: a\n", "list"),
        ("text:\n  - name: a\n    use: maybe\n", "maybe"),
        ("text:\n  - use: yes\n", "neither"),
        ("text:\n  - {name: a, id: 'q 1'}\n", "q 1"),
        ("text:\n  - {name: a, id: q}\n  - {name: b, id: q}\n", "“q”"),
        ("- a\n", "Keys"),
        ("text: [a\n", "YAML"),
        ("text:\n  - {name: a, use: no}\n", "no question"),
        ("", "Keys"),
        ("? [&a [x, x], &b [*a, *a], [*b, *b]]\n: 1\n", "“[?]”"),  # aliases of aliases: endless once written out
    ],
)
def test_a_broken_mapping_is_a_sentence_with_its_place(text: str, told: str, wave: Path, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told) as caught:
        otklik.run(wave, survey=tmp_path / "m.yaml")
    assert caught.value.where.startswith("m.yaml")


def test_names_in_a_mapping_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("text: [no]\nby: [007]\n", encoding="utf-8")
    frame = pd.DataFrame({"no": ["no time at all"], "007": ["x"]})
    result = otklik.run(frame, survey=tmp_path / "m.yaml")
    assert (result.text_columns, result.by) == (("no",), ("007",))


def test_several_texts_are_several_questions_unless_they_are_one(
    otklik: Callable[..., object], wave: Path, tmp_path: Path
) -> None:
    done = otklik("run", wave, "--text", "3", "--text", "4", "-c", "none", "--out", "several", "--lang", "ru")
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    assert FIRST in done.stdout  # type: ignore[attr-defined]
    assert (tmp_path / "several" / "question_2" / "report.html").exists()
    assert (tmp_path / "several" / "index.html").read_text(encoding="utf-8").count("Тем не найдено.") == 2
    assert "Открытые вопросы" in (tmp_path / "several" / "index.html").read_text(encoding="utf-8")
    as_one = otklik("run", wave, "--text", "3", "--text", "4", "--as-one", "-c", "none", "--out", "one", "--json")
    assert json.loads(as_one.stdout)["parameters"]["text"] == [FIRST, SECOND]  # type: ignore[attr-defined]
    assert (tmp_path / "one" / "report.html").exists()
    assert not (tmp_path / "one" / "index.html").exists()


def test_what_is_said_of_every_question_is_said_once_and_what_is_said_of_one_with_its_name(
    otklik: Callable[..., object], wave: Path, tmp_path: Path
) -> None:
    done = otklik("run", wave, "--text", "3", "--text", "4", "--out", "several")
    printed: str = " ".join(done.stdout.split())  # type: ignore[attr-defined]
    for remarks in (printed, (tmp_path / "several" / "index.html").read_text(encoding="utf-8")):
        assert remarks.count("Personal data") + remarks.count("personal data") == 1
    facts = json.loads((tmp_path / "several" / "run.json").read_text(encoding="utf-8"))
    assert any("“Ваше имя”" in remark for remark in facts["remarks"])
    for number in (1, 2):
        own = json.loads((tmp_path / "several" / f"question_{number}" / "run.json").read_text(encoding="utf-8"))
        for remark in set(own["remarks"]) - set(facts["remarks"]):
            assert f"q{number}: {remark}" in printed
