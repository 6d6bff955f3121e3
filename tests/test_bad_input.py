"""Whatever people bring: a clear error in two lines, or every row in its place and a note; never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import otklik
from otklik.study import Result

Bytes = bytes | Callable[[], bytes]
ON_WINDOWS = sys.platform == "win32"
ANSWERS = [
    "Помогать людям, конечно, нужно всегда",
    'Мне сказали "надо"\nи я пошёл;\r\nпотом понравилось',
    "-",
    "",
    "Нет времени: учёба, экзамены и подработка",
    "Good experience, I made friends",
    "не знаю",
    "Нет времени: учёба, экзамены и подработка",
]


def table(answers: Sequence[str], separator: str = ",", end: str = "\r\n") -> str:
    """A table with a number, an answer and a district for each row."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=end)
    writer.writerows(
        [["id", "answer", "district"], *([f"{n:03}", answer, "ЦФО"] for n, answer in enumerate(answers, 1))]
    )
    return file.getvalue()


def workbook(*rows: list[Any]) -> bytes:
    """An .xlsx file of some rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def command(
    folder: Path, *arguments: str, stdin: bytes = b"", before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the real command in a folder, in English; not measured for coverage where its files may not grow."""
    environment = {name: value for name, value in ENVIRONMENT.items() if before is None or "COVERAGE" not in name}
    return subprocess.run(
        [sys.executable, "-m", "otklik", *arguments], cwd=folder, env=environment, input=stdin, capture_output=True,
        check=False, preexec_fn=before, timeout=60,
    )  # fmt: skip


ENVIRONMENT = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def names_in(folder: Path) -> list[str]:
    """Every file and folder inside, hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# ---------------------------------------------------------------------------------------------------------------------
# What can't be read: two lines


@dataclass(frozen=True)
class Bad:
    """Files by name, what is asked of `run`, and what the error must say."""

    files: dict[str, bytes]
    message: str
    hint: str
    where: str = "ответы.csv"
    read: tuple[str, ...] = ("ответы.csv",)
    asked: dict[str, Any] = field(default_factory=dict)
    command: bool = False
    unread: bool = True
    """Whether `read` fails too, or only `run`."""


FINE = table(ANSWERS).encode()
THEME = "  - {{id: {id}, name: {{ru: а, en: a}}, seeds: {{ru: [слово], en: [word]}}{more}}}\n"
GROUP = "{id: for, name: {ru: за, en: for}}"
BOOKS = {
    "cycle of parents": (
        "version: 1\nthemes:\n"
        + THEME.format(id="one", more=", parent: two")
        + THEME.format(id="two", more=", parent: one"),
        "goes round in a circle: one → two → one",
        3,
    ),
    "cycle of YAML": (
        "version: 1\nthemes: &themes\n  - id: one\n    examples: *themes\n",
        "goes round in a circle",
        None,
    ),
    "scale without groups": (
        "scales:\n  - id: mood\n    name: {ru: а, en: a}\n",
        "“mood” needs at least two groups",
        2,
    ),
    "scale with one group": (f"scales:\n  - id: mood\n    groups: [{GROUP}]\n", "“mood” needs at least two groups", 2),
    "theme that stands twice": (
        "themes:\n" + 2 * THEME.format(id="one", more=""),
        "“one” of a theme stands already in line 2",
        3,
    ),
    "parent that is not there": (
        "themes:\n" + THEME.format(id="one", more=", parent: no"),
        "“no” of “one” is not a theme",
        2,
    ),
    "nothing in it": ("version: 1\n", "neither themes nor scales", 1),
    "a list": ("- a\n- b\n", "version, question, scales, themes", 1),
    "not YAML": ("themes: [a, b\nscales: {", "not valid YAML", None),
    "a control character": ("themes: \x01\n", "not valid YAML", None),
}

BAD: dict[str, Bad] = {
    "missing file": Bad(
        {"ответы.csv": FINE},
        "There is no such file.",
        "In that folder there are: ответы.csv.",
        "овтеты.csv",
        ("овтеты.csv",),
        command=True,
    ),
    "missing folder": Bad({}, "There is no such file.", "Check the path", "нет/ответы.csv", ("нет/ответы.csv",)),
    "directory": Bad(
        {"папка/a.csv": FINE}, "This is a folder", "Name the files in it", "папка", ("папка",), command=True
    ),
    "empty file": Bad({"ответы.csv": b""}, "The file is empty.", "Export the answers again", command=True),
    "blank lines alone": Bad({"ответы.csv": b"\r\n \t\r\n\r\n"}, "The file is empty.", "Export the answers again"),
    "a mark and nothing else": Bad({"ответы.csv": b"\xff\xfe"}, "The file is empty.", "Export the answers again"),
    "zeros": Bad({"ответы.csv": bytes(5000)}, "The file is empty.", "Export the answers again"),
    "empty text": Bad({"a.txt": b"\xef\xbb\xbf\n"}, "The file is empty.", "Export", "a.txt", ("a.txt",)),
    "empty workbook": Bad({"a.xlsx": workbook()}, "The file is empty.", "Export", "a.xlsx", ("a.xlsx",)),
    "empty JSON": Bad({"a.json": b"[]"}, "The file is empty.", "Export", "a.json", ("a.json",)),
    "header only": Bad(
        {"ответы.csv": b"id,answer\n"},
        "There is a row of column names and nothing below it.",
        "Export the answers again",
        command=True,
    ),
    "header only in a workbook": Bad(
        {"a.xlsx": workbook(["id", "answer"])}, "nothing below it", "Export", "a.xlsx", ("a.xlsx",)
    ),
    "no text column": Bad(
        {"ответы.csv": b"id;age\n1;20\n2;21\n"},
        "No column holds free text.",
        "--text; the columns are: “id”, “age”",
        unread=False,
        command=True,
    ),
    "no text column, names of several lines": Bad(
        {"ответы.csv": '"номер\nанкеты";возраст\n1;20\n2;21\n'.encode()},
        "No column holds free text.",
        "--text",
        unread=False,
    ),
    "unknown text column": Bad(
        {"ответы.csv": FINE},
        "There is no column “anwser” (--text).",
        "Did you mean “answer”?",
        "ответы.csv",
        asked={"text": "anwser"},
        unread=False,
        command=True,
    ),
    "unknown covariate": Bad(
        {"ответы.csv": FINE},
        "There is no column “distrikt” (--by).",
        "Did you mean “district”?",
        "ответы.csv",
        asked={"by": "distrikt"},
        unread=False,
    ),
    "a header of 300,000 columns": Bad(
        {"ответы.csv": b"id,answer" + b",x" * 299_998 + b"\n1,good\n"},
        "The first row has 300\u202f000 columns.",
        "16 384 columns are the most",
        command=True,
    ),
    "unreadable XLSX": Bad(
        {"a.xlsx": workbook(["answer"], ["да"])[:2000]},
        "The spreadsheet can't be opened",
        "save it again as .xlsx or .csv",
        "a.xlsx",
        ("a.xlsx",),
        command=True,
    ),
    "a ZIP that is no spreadsheet": Bad(
        {"a.csv": b"PK\x03\x04" + bytes(300)}, "The spreadsheet can't be opened", "save it again", "a.csv", ("a.csv",)
    ),
    "unreadable Parquet": Bad(
        {"a.parquet": b"PAR1" + bytes(100)},
        "The Parquet file can't be opened",
        "Save it again",
        "a.parquet",
        ("a.parquet",),
    ),
    "broken JSON": Bad(
        {"a.jsonl": b'{"a": "b"}\n{"a": \n'},
        "This is not valid JSON",
        "Every line must be one object",
        "a.jsonl, line 2",
        ("a.jsonl",),
    ),
    "broken front matter": Bad(
        {"a.md": b"---\na: b: c\n---\ntext\n"},
        "The front matter is not valid YAML",
        "Mend the lines",
        "a.md, line 2",
        ("a.md",),
    ),
    "a picture without an ending": Bad(
        {"скан": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + os.urandom(4) * 100},
        "This is no format that Otklik reads.",
        "Save the table as CSV or XLSX",
        "скан",
        ("скан",),
    ),
    "one bad file of two": Bad(
        {"ответы.csv": FINE, "b.csv": b"id,answer\n"}, "nothing below it", "Export", "b.csv", ("ответы.csv", "b.csv")
    ),
    "unknown codebook": Bad(
        {"ответы.csv": FINE},
        "There is no codebook “volontering”.",
        "one of: volunteering, none",
        "",
        asked={"codebook": "volontering"},
        unread=False,
        command=True,
    ),
    "codebook in another encoding": Bad(
        {"ответы.csv": FINE, "книга.yaml": "themes: темы".encode("cp1251")},
        "save it as UTF-8",
        "otklik codebook check",
        "книга.yaml, line 1",
        asked={"codebook": "книга.yaml"},
        unread=False,
    ),
    **{
        f"codebook: {name}": Bad(
            {"ответы.csv": FINE, "книга.yaml": text.encode()},
            message,
            "otklik codebook check книга.yaml",
            f"книга.yaml, line {line}" if line else "книга.yaml, line ",
            asked={"codebook": "книга.yaml"},
            unread=False,
            command=name.startswith("cycle"),
        )
        for name, (text, message, line) in BOOKS.items()
    },
}


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("bad", [pytest.param(bad, id=name) for name, bad in BAD.items()])
def test_bad_input_is_one_error_with_cause_place_and_next_step(
    bad: Bad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, bad.files)
    before = names_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    doors: list[Callable[[], object]] = [lambda: otklik.run(list(bad.read), **bad.asked)]
    if bad.unread:
        doors.append(lambda: otklik.read(list(bad.read)))
    for door in doors:
        with pytest.raises(otklik.UserError) as caught:
            door()
        error = caught.value
        assert bad.message in error.message
        assert bad.hint in error.hint
        assert error.where == bad.where or (bad.where.endswith("line ") and error.where.startswith(bad.where))
        assert not any("\n" in part for part in (error.message, error.hint, error.where))
    assert names_in(tmp_path) == before


@pytest.mark.parametrize("bad", [pytest.param(bad, id=name) for name, bad in BAD.items() if bad.command])
def test_the_command_says_it_in_two_lines_and_writes_nothing(bad: Bad, tmp_path: Path) -> None:
    put(tmp_path, bad.files)
    before = names_in(tmp_path)
    options = [part for name, value in bad.asked.items() for part in (f"--{name}", value)]
    done = command(tmp_path, "run", *bad.read, *options, "--quiet", "--out", "results")
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 2), done.stderr.decode()
    assert lines[0].startswith("Error: ")
    assert bad.message in lines[0]
    assert bad.where in lines[0]
    assert lines[1].startswith("What to do: ")
    assert bad.hint in lines[1]
    assert "Traceback" not in done.stderr.decode()
    assert names_in(tmp_path) == before


# ---------------------------------------------------------------------------------------------------------------------
# What can be read: every row in its place


def rows_of(path: Path) -> list[dict[str, str]]:
    """A written table as any other program reads it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(path: Path, answers: Sequence[str], **asked: Any) -> Result:
    """Run, save, and see that no row is lost: one for each answer, in their order, verbatim, in frame and file."""
    result = otklik.run(path, **asked)
    column = result.text_columns[0]
    assert result.coded[column].tolist() == list(answers)
    assert result.run["counts"]["rows"] == len(answers)
    result.save(path.parent / "results")
    written = rows_of(path.parent / "results" / "coded.csv")
    assert [row[column] for row in written] == list(answers)
    assert [row["status"] for row in written] == result.coded["status"].tolist()
    return result


MIXED = b"".join(
    line.encode("cp1251" if at in {2, 5} else "utf-8")
    for at, line in enumerate(
        table([answer.replace("\r\n", " ").replace("\n", " ") for answer in ANSWERS]).splitlines(True)
    )
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_any_encoding_gives_the_same_rows_and_is_named_in_the_run(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_bytes(table(ANSWERS).encode(encoding))
    result = coded(path, ANSWERS)
    assert result.run["sources"][0]["encoding"] == encoding
    assert result.coded["id"].tolist()[0] == "001"
    assert result.coded["status"].tolist()[2:4] == ["non_answer", "empty"]


def test_mixed_encodings_are_each_read_in_their_own_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_bytes(MIXED)
    result = coded(path, [answer.replace("\r\n", " ").replace("\n", " ") for answer in ANSWERS])
    assert any("utf-8 + cp1251" in remark for remark in result.remarks)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_separator_and_line_end_gives_the_same_rows(separator: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text(table(ANSWERS, separator, end), encoding="utf-8", newline="")
    result = coded(path, ANSWERS)
    assert list(result.coded.columns[:3]) == ["id", "answer", "district"]


def test_a_lone_carriage_return_inside_an_answer_survives_reading_and_writing(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    answers = ["Помогать людям\rнужно всегда", "Нет времени"]
    path.write_text(table(answers), encoding="utf-8", newline="")
    coded(path, answers)


def test_ragged_rows_keep_every_cell_and_are_noted_in_run_and_report(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text(
        "id,answer,x\n1,Нет времени совсем\n2,Помогать людям нужно,a,b,c\n3,Хороший опыт,d\n", encoding="utf-8"
    )
    result = coded(path, ["Нет времени совсем", "Помогать людям нужно", "Хороший опыт"])
    assert result.coded["beyond_the_last_column"].tolist() == ["", "b\tc", ""]
    assert result.coded["x"].tolist() == ["", "a", "d"]
    page = (tmp_path / "results" / "report.html").read_text(encoding="utf-8")
    noted = json.loads((tmp_path / "results" / "run.json").read_text(encoding="utf-8"))["remarks"]
    for said in ("1 row has more cells than the header (row 3)", "1 row has fewer cells than the header (row 2)"):
        assert any(said in remark for remark in result.remarks)
        assert any(said in remark for remark in noted)
        assert said in page


def test_blank_lines_are_noted_and_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text("\nid,answer\n1,Нет времени\n\n\n2,Хороший опыт\n,\n", encoding="utf-8")
    assert otklik.read(path).rows == (3, 6, 7)
    result = coded(path, ["Нет времени", "Хороший опыт", ""])
    assert any("2 blank lines" in remark for remark in result.remarks)


def test_forgotten_quotes_keep_every_row_and_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text('id,answer\n1,"Нет времени\n2,Опыт и друзья\n3,"Да, конечно"\n4,Нет\n', encoding="utf-8")
    result = coded(path, ['"Нет времени', "Опыт и друзья", "Да, конечно", "Нет"])
    assert any("1 quotation mark was never closed (row 2)" in remark for remark in result.remarks)


def test_nul_is_kept_in_the_answer_and_ignored_in_its_coding(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    answers = ["Нет\0 времени", "\0", "Нет времени"]
    path.write_text(table(answers), encoding="utf-8", newline="")
    result = coded(path, answers)
    assert result.coded["status"].tolist() == ["coded", "empty", "coded"]
    assert result.run["counts"]["distinct_coded"] == 1


def test_a_cell_of_ten_megabytes_is_whole_in_csv_and_cut_with_a_note_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    answers = ["Нет времени, вот файл: " + "QkFTRTY0" * 1_300_000, "Нет времени"]
    assert len(answers[0]) > 10_000_000
    path.write_text(table(answers), encoding="utf-8", newline="")
    result = coded(path, answers)
    assert result.coded["status"].tolist() == ["coded", "coded"]
    noted = json.loads((tmp_path / "results" / "run.json").read_text(encoding="utf-8"))["remarks"]
    assert any("longer than a spreadsheet cell holds" in remark for remark in noted)
    assert (tmp_path / "results" / "report.html").stat().st_size < 1_000_000


@pytest.mark.parametrize("answer", ["Помогать", "Помогать людям", "no time", "Я", "-", "👍 супер"])
def test_one_row_is_a_survey(answer: str, tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text(table([answer]), encoding="utf-8", newline="")
    coded(path, [answer], text="answer", by="district")


def test_equal_answers_are_counted_once_and_coded_alike(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    answers = ["Нет времени, учёба и экзамены"] * 60
    path.write_text(table(answers), encoding="utf-8", newline="")
    result = coded(path, answers)
    assert (result.run["counts"]["coded"], result.run["counts"]["distinct_coded"]) == (60, 1)
    assert len(result.coded.drop(columns="id").drop_duplicates()) == 1


NOTHING = {
    "non-answers in Russian": (["нет", "не знаю", "Затрудняюсь ответить.", "-", "..."], "non_answer"),
    "non-answers in English": (["n/a", "no", "I don't know", "none", "."], "non_answer"),
    "emoji": (["👍", "😀😀", "❤️ 👩‍👩‍👧", "🇷🇺", "👍🏽!"], "no_words"),
    "German": (["Ich habe keine Zeit und das ist nicht gut", "Wir helfen den Menschen sehr gern"], "other_language"),
    "Kazakh": (["Мен адамдарға көмектесу үшін бардым және бұл өте жақсы"], "other_language"),
    "Chinese": (["我喜欢帮助别人", "我没有时间"], "other_language"),
}


@pytest.mark.parametrize(("answers", "status"), NOTHING.values(), ids=NOTHING)
def test_where_nothing_can_be_coded_every_row_is_there_and_the_report_says_so(
    answers: list[str], status: str, tmp_path: Path
) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text(table(answers), encoding="utf-8", newline="")
    result = coded(path, answers, text="answer", by="district")
    assert set(result.coded["status"]) == {status}
    assert any("No answer could be coded" in remark for remark in result.remarks)
    assert "No answer could be coded" in (tmp_path / "results" / "report.html").read_text(encoding="utf-8")
    assert set(result.groups["count"]) <= {0}
    assert set(result.coded["needs_person"]) == {status in {"no_words", "other_language"}}


@pytest.mark.parametrize(
    ("answers", "language"),
    [
        (["I have no time for that because of my exams", "Helping people is a good experience"], "en"),
        (["У меня нет на это времени из-за экзаменов", "Помогать людям — это хороший опыт"], "ru"),
    ],
)
def test_one_script_alone_is_enough(answers: list[str], language: str, tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text(table(answers), encoding="utf-8", newline="")
    result = coded(path, answers)
    assert result.coded[["language", "status"]].to_numpy().tolist() == [[language, "coded"]] * 2


def test_a_row_of_300_000_columns_costs_no_cell_and_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    path.write_text("id,answer\n1,Нет времени" + ",x" * 299_998 + "\n2,Хороший опыт\n", encoding="utf-8")
    result = coded(path, ["Нет времени", "Хороший опыт"], text="answer")
    assert result.coded["beyond_the_last_column"].tolist() == ["\t".join("x" * 299_998), ""]
    assert any("1 row has more cells" in remark for remark in result.remarks)


def test_a_covariate_of_5_000_values_is_counted_whole_and_shown_in_part(tmp_path: Path) -> None:
    path = tmp_path / "ответы.csv"
    rows = [f"{n},Нет времени из-за учёбы,вуз {n}\n" for n in range(5000)]
    path.write_text("id,answer,вуз\n" + "".join(rows), encoding="utf-8")
    result = otklik.run(path, by="вуз")
    assert len(result.coded) == 5000
    by = result.groups[(result.groups["by"] == "вуз") & (result.groups["code"] == "time_load")]
    assert (len(by), int(by["n"].sum()), by["value"].nunique()) == (5000, 5000, 5000)
    page = result.report(tmp_path / "report.html").read_text(encoding="utf-8")
    assert "more values: see groups.csv." in page
    assert len(page) < 1_000_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the many files of one property."""
    return tmp_path_factory.mktemp("many")


LETTERS = st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from(list("абв abc ,;\t\"'\n\r-.👍")))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(answers=st.lists(st.one_of(st.sampled_from(ANSWERS), st.text(LETTERS, max_size=30)), min_size=1, max_size=12))
def test_no_answer_whatever_its_characters_is_lost_or_changed(place: Path, answers: list[str]) -> None:
    path = place / "ответы.csv"
    path.write_text(table(answers), encoding="utf-8", newline="")
    result = otklik.run(path, text="answer")
    assert result.coded["answer"].tolist() == answers
    assert result.coded["id"].tolist() == [f"{n:03}" for n in range(1, len(answers) + 1)]
    assert sum(result.run["counts"][status] for status in set(result.coded["status"])) == len(answers)


# ---------------------------------------------------------------------------------------------------------------------
# Codebooks that can be used in part


def test_a_codebook_without_scales_gives_themes_alone(tmp_path: Path) -> None:
    path, book = tmp_path / "ответы.csv", tmp_path / "книга.yaml"
    path.write_text(table(ANSWERS), encoding="utf-8", newline="")
    book.write_text(
        "themes:\n  - {id: time, name: {ru: время, en: time}, seeds: {ru: [время], en: [time]}}\n", encoding="utf-8"
    )
    result = coded(path, ANSWERS, codebook=book)
    assert result.coded["theme_time"].tolist()[4] > 0.5
    assert result.scales == ()


def test_a_scale_that_the_model_does_not_know_is_noted_and_themes_are_coded(tmp_path: Path) -> None:
    path, book = tmp_path / "ответы.csv", tmp_path / "volunteering.yaml"
    path.write_text(table(ANSWERS), encoding="utf-8", newline="")
    book.write_text(
        "scales:\n  - id: institution\n    name: {ru: а, en: a}\n    groups:\n"
        "      - {id: high, name: {ru: а, en: a}}\n      - {id: low, name: {ru: б, en: b}}\n"
        "themes:\n  - {id: time, name: {ru: время, en: time}, seeds: {ru: [время], en: [time]}}\n",
        encoding="utf-8",
    )
    result = coded(path, ANSWERS, codebook=book)
    assert any("has other scales than this codebook" in remark for remark in result.remarks)
    assert "institution" not in result.coded
    assert "theme_time" in result.coded


# ---------------------------------------------------------------------------------------------------------------------
# Several files, standard input


def test_several_files_follow_each_other_and_say_where_each_row_came_from(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a.csv", tmp_path / "b.xlsx", tmp_path / "c.txt"
    first.write_bytes(table(["Нет времени", "Хороший опыт"], ";").encode("cp1251"))
    second.write_bytes(workbook(["answer", "курс"], ["Помогать людям нужно", 3]))
    third.write_text("I made friends there\n\n", encoding="utf-8")
    survey = otklik.read([first, second, third])
    assert survey.frame["file"].tolist() == ["a.csv", "a.csv", "b.xlsx", "c.txt", "c.txt"]
    assert survey.rows == (2, 3, 2, 1, 2)
    result = otklik.run([first, second, third], text=["answer", "text"], by="file")
    assert result.coded["answer"].tolist() == ["Нет времени", "Хороший опыт", "Помогать людям нужно", "", ""]
    assert result.coded["text"].tolist() == ["", "", "", "I made friends there", ""]
    assert result.coded["курс"].tolist() == ["", "", "3", "", ""]
    assert result.coded["status"].tolist() == ["coded"] * 4 + ["empty"]


def test_files_that_have_a_column_named_file_keep_it(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("file,answer\nсвой,Нет времени\n", encoding="utf-8")
    survey = otklik.read([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert survey.frame["file"].tolist() == ["свой", "свой"]
    assert survey.frame["otklik_file"].tolist() == ["a.csv", "b.csv"]


def test_standard_input_is_read_like_a_file(tmp_path: Path) -> None:
    done = command(tmp_path, "run", "-", "--quiet", "--out", "results", stdin=table(ANSWERS, ";").encode("cp1251"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert [row["answer"] for row in rows_of(tmp_path / "results" / "coded.csv")] == ANSWERS
    facts = json.loads((tmp_path / "results" / "run.json").read_text(encoding="utf-8"))
    assert (facts["sources"][0]["name"], facts["sources"][0]["encoding"]) == ("-", "cp1251")


def test_standard_input_with_nothing_in_it_is_an_empty_file(tmp_path: Path) -> None:
    done = command(tmp_path, "run", "-", "--quiet")
    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (2, "Error: -: The file is empty.")
    assert names_in(tmp_path) == []


# ---------------------------------------------------------------------------------------------------------------------
# Places that can't be written to


def test_an_existing_folder_is_never_overwritten_unasked(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": FINE, "results/coded.csv": b"mine", "results/notes.txt": b"mine"})
    before = names_in(tmp_path)
    done = command(tmp_path, "run", "a.csv", "--quiet", "--out", "results")
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 2), done.stderr.decode()
    assert lines[0] == "Error: results: The folder is there already and holds files."
    assert "--overwrite" in lines[1]
    assert names_in(tmp_path) == before
    assert (tmp_path / "results" / "coded.csv").read_bytes() == b"mine"


def test_overwriting_asked_for_replaces_results_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": FINE, "results/coded.csv": b"mine", "results/notes.txt": b"mine"})
    result = otklik.run(tmp_path / "a.csv")
    with pytest.raises(otklik.UserError, match="holds files"):
        result.save(tmp_path / "results")
    assert (tmp_path / "results" / "coded.csv").read_bytes() == b"mine"
    result.save(tmp_path / "results", overwrite=True)
    assert [row["answer"] for row in rows_of(tmp_path / "results" / "coded.csv")] == ANSWERS
    assert (tmp_path / "results" / "notes.txt").read_bytes() == b"mine"
    assert not [name for name in names_in(tmp_path) if name.endswith(".part")]


def test_a_file_is_no_folder_for_results(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": FINE, "results": b"mine"})
    done = command(tmp_path, "run", "a.csv", "--quiet", "--out", "results", "--overwrite")
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 2), done.stderr.decode()
    assert lines[0] == "Error: results: There is a file of that name."
    assert names_in(tmp_path) == ["a.csv", "results"]
    assert (tmp_path / "results").read_bytes() == b"mine"


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no limit on the size of files (RLIMIT_FSIZE)")
@pytest.mark.parametrize(("room", "full"), [(1000, "coded.csv"), (6000, "coded.xlsx")])
def test_a_full_disk_is_two_lines_and_leaves_nothing_behind(room: int, full: str, tmp_path: Path) -> None:
    import resource

    put(tmp_path, {"a.csv": FINE})
    done = command(
        tmp_path, "run", "a.csv", "--quiet", "--out", "results",
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 2), done.stderr.decode()
    assert "The results can't be written: File too large." in lines[0]
    assert "--out" in lines[1]
    assert names_in(tmp_path) == ["a.csv"]
    # The place is the one that the user named, not a hidden folder that is gone by now.
    assert lines[0].startswith("Error: results"), lines[0]
    assert ".part" not in lines[0], full


@pytest.mark.skipif(ON_WINDOWS, reason="Windows sends Ctrl-C to the whole console, the tests too")
def test_a_folder_that_may_not_be_written_to_is_two_lines(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        # For root no folder is closed; one below a file can't be made by anybody.
        put(tmp_path, {"a.csv": FINE, "closed": b""})
        out = tmp_path / "closed" / "results"
    else:
        put(tmp_path, {"a.csv": FINE})
        (tmp_path / "closed").mkdir(mode=0o500)
        out = tmp_path / "closed" / "results"
    result = otklik.run(tmp_path / "a.csv")
    with pytest.raises(otklik.UserError, match="can't be written") as caught:
        result.save(out)
    assert caught.value.where == str(out)
    assert caught.value.hint
    assert names_in(tmp_path) == ["a.csv", "closed"]


# ---------------------------------------------------------------------------------------------------------------------
# Ctrl-C


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the real command so that Ctrl-C reaches it, whatever the shell of the tests did with it.

    Not measured for coverage: a signal that strikes inside coverage's own lock would stop the process for ever.
    """
    environment = {name: value for name, value in ENVIRONMENT.items() if "COVERAGE" not in name}
    return subprocess.Popen(
        [sys.executable, "-m", "otklik", *arguments], cwd=folder, env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # noqa: PLW1509
    )  # fmt: skip


def stopped(process: subprocess.Popen[bytes], folder: Path, files: list[str]) -> None:
    """See that Ctrl-C ended a process as it should and that the folder holds these files alone."""
    process.send_signal(signal.SIGINT)
    try:
        out, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    said = errors.decode()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert names_in(folder) == files
    assert out == b""
    assert said.splitlines() == ["Stopped; nothing was left behind."]


@pytest.mark.skipif(ON_WINDOWS, reason="Windows sends Ctrl-C to the whole console, the tests too")
def test_ctrl_c_while_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    process = started(tmp_path, "run", "-", "--quiet", "--out", "results")
    assert process.stdin is not None
    # A pipe holds less than this: when all is written, the command has begun to read.
    process.stdin.write(b"id,answer\n" + b"1,I have no time for that\n" * 40_000)
    process.stdin.flush()
    time.sleep(0.5)
    stopped(process, tmp_path, [])


@pytest.mark.skipif(ON_WINDOWS, reason="Windows sends Ctrl-C to the whole console, the tests too")
def test_ctrl_c_while_writing_leaves_neither_folder_nor_part_behind(tmp_path: Path) -> None:
    rows = "".join(f"{n},нет времени из-за учёбы {n % 50}" + ",некоторое значение" * 60 + "\n" for n in range(8000))
    (tmp_path / "a.csv").write_text("id,answer" + ",x" * 60 + "\n" + rows, encoding="utf-8")
    process = started(tmp_path, "run", "a.csv", "--text", "answer", "--quiet", "--out", "results")
    until = time.monotonic() + 40
    while not any(".part/" in name for name in names_in(tmp_path)):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, "nothing was written"
        time.sleep(0.01)
    time.sleep(0.2)
    assert process.poll() is None
    assert names_in(tmp_path) != ["a.csv"]
    stopped(process, tmp_path, ["a.csv"])


def test_a_frame_without_rows_is_bad_input_too() -> None:
    with pytest.raises(otklik.UserError, match="nothing below it"):
        otklik.run(pd.DataFrame({"answer": []}))
