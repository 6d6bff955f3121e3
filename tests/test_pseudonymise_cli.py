"""`otklik pseudonymise`: what goes in, what comes out, the way back, and what is said of bad input."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from otklik import pseudonymising, reading

Command = Callable[..., "subprocess.CompletedProcess[str]"]
CORPUS = Path(__file__).parents[1] / "corpora" / "personal"
ROWS = [
    ("id", "Ваше мнение", "Телефон", "ФИО", "when"),
    ("001", "Пишите на anna@example.com, [EMAIL7], =1+1", "9431112233", "Анна Иванова", "2024-01-02 10:00"),
    ("002", "Меня зовут Анна Иванова; тел +79431112233", "", "", "2024-01-03"),
    ("001", " две\r\nстроки, ANNA@example.com ", "8 (943) 111-22-33", "Ким", ""),
    ("", "Город большой, билет 10 000 рублей", "", "", ""),
]


def written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def cells(path: Path) -> list[tuple[str, ...]]:
    frame = reading.read(path).frame
    return [tuple(frame.columns), *(tuple(row) for row in frame.itertuples(index=False))]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return written(tmp_path / "answers.csv", ROWS)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_there_and_back(otklik: Command, answers: Path, tmp_path: Path, ending: str) -> None:
    out, back, key = tmp_path / f"out.{ending}", tmp_path / f"back.{ending}", tmp_path / "key.json"
    done = otklik("pseudonymise", answers, "--id", "id", "--key", key, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "Pseudonymised, not anonymous" in done.stdout and "rules of our own" in done.stdout
    assert (
        "4 rows: 8 pieces replaced" in done.stdout
        and "2 ids" in done.stdout
        and "marks such as [EMAIL3]" in done.stdout
    )
    head, first, second, third, fourth = cells(out)
    assert head == ROWS[0] and first[4] == ROWS[1][4]
    assert first[0] == third[0] != second[0] and first[0].startswith("R") and fourth[0] == ""
    assert first[1] == "Пишите на [EMAIL1], [LOOKALIKE1], =1+1" and "[EMAIL1b]" in third[1]
    assert {first[2], third[2]} == {"[PHONE1b]", "[PHONE1c]"} and third[3] == "[NAME2]"
    for said in ("anna", "Иванова", "943"):
        assert not any(said in cell for row in cells(out) for cell in row) and said not in done.stdout + done.stderr
    assert key.stat().st_mode & 0o777 == 0o600
    done = otklik("pseudonymise", out, "--restore", "--id", "id", "--key", key, "--out", back)
    assert done.returncode == 0 and "It holds personal data again" in done.stdout, done.stderr
    assert cells(back) == cells(answers)


def test_another_wave_with_the_same_key_has_the_same_pseudonyms(answers: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    first = pseudonymising.pseudonymise(answers, tmp_path / "1.csv", key, id_columns=["id"]).frame
    wave = written(tmp_path / "wave.csv", [ROWS[0], ("002", "Пишите на bob@example.com", "9431112233", "", "")])
    second = pseudonymising.pseudonymise(wave, tmp_path / "2.csv", key, id_columns=["id"]).frame
    assert second["id"][0] == first["id"][1] and second["Телефон"][0] == first["Телефон"][0]
    assert second["Ваше мнение"][0] == "Пишите на [EMAIL2]"
    other = pseudonymising.pseudonymise(wave, tmp_path / "3.csv", tmp_path / "other.json", id_columns=["id"]).frame
    assert other["id"][0] != second["id"][0]


def test_the_review_sheet_is_honoured(otklik: Command, answers: Path, tmp_path: Path) -> None:
    review = tmp_path / "review.xlsx"
    call = ("pseudonymise", answers, "--key", "key.json", "--out", "out.csv", "--review", review)
    done = otklik(*call, lang="ru_RU.UTF-8")
    assert done.returncode == 0 and "не передавайте" in done.stdout, done.stderr
    assert review.stat().st_mode & 0o777 == 0o600
    book = openpyxl.load_workbook(review)
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert sheet.data_validations.dataValidation[0].formula1 == '"yes,no"'
    lines = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    email = next(at for at, line in enumerate(lines) if line["found"] == "anna@example.com")
    assert lines[email]["left"] == "Пишите на" and lines[email]["mark"] == "[EMAIL1]" and lines[email]["row"] == 2
    sheet.cell(row=email + 2, column=len(heads), value="no")
    book.save(review)
    assert otklik(*call).returncode == 2  # out.csv is there
    done = otklik(*call, "--overwrite")
    assert done.returncode == 0 and "by the review sheet: 1" in done.stdout, done.stderr
    assert "anna@example.com" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    other = written(tmp_path / "other.csv", [ROWS[0], ROWS[2]])
    refused = otklik("pseudonymise", other, "--key", "key.json", "--out", "2.csv", "--review", review)
    assert refused.returncode == 2 and "another file" in refused.stderr and not (tmp_path / "2.csv").exists()


def test_columns_are_chosen_and_left_out(answers: Path, tmp_path: Path) -> None:
    done = pseudonymising.pseudonymise(
        answers, tmp_path / "out.csv", tmp_path / "key.json", text=["2"], drop=["ФИО", "Телефон"]
    )
    assert list(done.frame.columns) == ["id", "Ваше мнение", "when"]
    assert done.frame["id"][0] == "001" and done.ids == 0
    assert done.found == {"EMAIL": 2, "PHONE": 1, "NAME": 1} and done.facts["out"].endswith("out.csv")


def test_json_tells_counts_alone(otklik: Command, answers: Path) -> None:
    done = otklik("pseudonymise", answers, "--key", "key.json", "--out", "out.csv", "--json")
    told = json.loads(done.stdout)
    assert told["rows"] == 4 and told["replaced"]["EMAIL"] == {"n": 2, "doubtful": 0} and told["names_by"] == ["rules"]
    assert "anna" not in done.stdout.lower() and "not anonymous" in told["note"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--id", "nobody"], "nobody"), (["--text", "nothing"], "nothing"), (["--drop", "9"], "--drop"),
     (["--key", "answers.csv"], "twice"), (["--key", "damaged.json"], "damaged"),
     (["--key", "other.json"], "no key file"), (["--key", "bytes.json"], "no key file"),
     (["--out", "out.sav"], ".csv or .xlsx"),
     (["--review", "r.csv"], ".xlsx"), (["--restore"], "no key file"),
     (["--restore", "--drop", "ФИО"], "--restore"),
     (["--names-en", "no_such"], "no_such"), (["--names-ru", "no_such"], "no_such")],
)  # fmt: skip
def test_bad_input_is_said_in_two_lines(
    otklik: Command, answers: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "damaged.json").write_text('{"kind": ', encoding="utf-8")
    (tmp_path / "other.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00\x01")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    done = otklik("pseudonymise", answers, "--key", "key.json", "--out", "out.csv", *arguments)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_none_of_the_planted_pieces_is_read_in_the_output(tmp_path: Path) -> None:
    rows = list(csv.DictReader((CORPUS / "gold.csv").open(encoding="utf-8", newline="")))
    planted = {row["part"] for row in rows if row["type"] != "NAME"}
    assert len(planted) > 350
    review = tmp_path / "review.xlsx"
    done = pseudonymising.pseudonymise(
        CORPUS / "answers.csv", tmp_path / "out.csv", tmp_path / "key.json", id_columns=["id"], review=review
    )
    assert len(done.frame) == 626
    out = (tmp_path / "out.csv").read_text(encoding="utf-8")
    left = {piece for piece in planted if piece in out}
    assert len(left) <= 0.01 * len(planted), left
    assert not [piece for piece in planted if piece in json.dumps(done.facts, ensure_ascii=False)]
    sheet = reading.read(review).frame
    for name in ("row", "column", "place", "type", "mark", "rule", "sure", "personal"):
        assert not set(sheet[name]) & planted, name
    back = pseudonymising.restore(tmp_path / "out.csv", tmp_path / "back.csv", tmp_path / "key.json", id_columns=["id"])
    assert (back.unknown, cells(tmp_path / "back.csv")) == (0, cells(CORPUS / "answers.csv"))
