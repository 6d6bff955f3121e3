"""SPSS and Stata: labels for codes, nothing for what the file calls missing, and a damaged file ends nothing."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from otklik import messages, reading
from otklik.errors import UserError
from otklik.reading import statistical

ANSWERS = ["Помогать людям, конечно, нужно всегда", "", 'Мне сказали "надо"\nи я пошёл', "👍 good", "нет " * 700 + "!"]


def table_of(**columns: list[Any]) -> pd.DataFrame:
    """A frame to be written."""
    return pd.DataFrame(columns)


def sav(path: Path, frame: pd.DataFrame, **how: Any) -> reading.Survey:
    """Write a frame as SPSS has it and read it."""
    pyreadstat.write_sav(frame, path, **how)
    return reading.read(path)


@pytest.mark.parametrize("compress", [False, True])
def test_texts_come_back_whole_in_any_alphabet_and_length(compress: bool, tmp_path: Path) -> None:
    survey = sav(tmp_path / "a.sav", table_of(ид=["001", "002", "003", "004", "005"], ответ=ANSWERS), compress=compress)
    assert list(survey.frame.columns) == ["ид", "ответ"]
    assert survey.frame["ответ"].tolist() == ANSWERS
    assert survey.frame["ид"].tolist()[0] == "001"
    assert survey.rows == (1, 2, 3, 4, 5)
    assert survey.sources[0].facts["format"] == "sav"
    assert survey.remarks == ()


@pytest.mark.parametrize("version", [15, 14, 13])
def test_stata_texts_come_back_whole_and_in_their_alphabet(version: int, tmp_path: Path) -> None:
    # Before version 14 a file says nothing of its encoding.
    answers = [*ANSWERS[:4], "x" * 5000 if version > 12 else "x"]
    pyreadstat.write_dta(table_of(answer=answers), tmp_path / "a.dta", version=version)
    survey = reading.read(tmp_path / "a.dta")
    assert survey.frame["answer"].tolist() == answers
    assert survey.sources[0].facts["format"] == "dta"


def test_old_stata_is_known_by_its_first_bytes_and_russian_windows_by_its_letters(tmp_path: Path) -> None:
    answer = "Нет времени, учёба важнее"
    pyreadstat.write_dta(table_of(answer=["x" * len(answer)]), tmp_path / "a.dta", version=12)
    data = (tmp_path / "a.dta").read_bytes().replace(b"x" * len(answer), answer.encode("cp1251"))
    (tmp_path / "без_окончания").write_bytes(data)
    survey = reading.read(tmp_path / "без_окончания")
    assert survey.frame["answer"].tolist() == [answer]
    assert survey.sources[0].facts == {"encoding": "cp1251", "format": "dta", "container": "dta"}


def test_spss_that_says_western_and_holds_russian_is_read_as_russian(tmp_path: Path) -> None:
    answer, title = "Нет времени, учёба важнее", "Почему вы не пошли туда?"
    pyreadstat.write_sav(
        table_of(answer=["x" * len(answer)]), tmp_path / "a.sav", column_labels={"answer": "y" * len(title)}
    )
    data = (tmp_path / "a.sav").read_bytes().replace(b"x" * len(answer), answer.encode("cp1251"))
    data = data.replace(b"y" * len(title), title.encode("cp1251")).replace(b"UTF-8", b"ASCII")
    (tmp_path / "a.sav").write_bytes(data.replace(struct.pack("<i", 65001), struct.pack("<i", 1252)))
    survey = reading.read(tmp_path / "a.sav")
    assert survey.frame["answer"].tolist() == [answer]
    assert survey.titles == {"answer": title}
    assert survey.sources[0].facts["encoding"] == "cp1251"


def test_half_a_letter_costs_that_letter_alone_and_is_said(tmp_path: Path) -> None:
    pyreadstat.write_sav(table_of(answer=["Нет времени", "Да"]), tmp_path / "a.sav")
    data = (tmp_path / "a.sav").read_bytes()
    (tmp_path / "a.sav").write_bytes(data.replace("времени".encode(), "времен".encode() + b"\xd0."))
    survey = reading.read(tmp_path / "a.sav")
    assert survey.frame["answer"].tolist() == ["Нет времен\ufffd.", "Да"]
    assert any("half a character" in remark for remark in survey.remarks)


def test_labels_stand_for_codes_and_codes_are_not_lost(tmp_path: Path) -> None:
    survey = sav(
        tmp_path / "a.sav",
        table_of(mood=[1.0, 2.0, 3.0, None], group=["a", "b", "a", ""]),
        variable_value_labels={"mood": {1: "Плохо", 2: "Хорошо"}, "group": {"a": "первая"}},
        column_labels={"mood": "Как вам опыт?"},
    )
    assert survey.frame["mood"].tolist() == ["Плохо", "Хорошо", "3", ""]
    assert survey.frame["group"].tolist() == ["первая", "b", "первая", ""]
    assert survey.labels == {"mood": {"1": "Плохо", "2": "Хорошо"}, "group": {"a": "первая"}}
    assert survey.titles == {"mood": "Как вам опыт?"}


def test_codes_with_the_same_label_stay_apart_and_it_is_said(tmp_path: Path) -> None:
    survey = sav(
        tmp_path / "a.sav",
        table_of(sex=[1.0, 2.0, 3.0], score=[1.0, 5.0, 5.0]),
        variable_value_labels={"sex": {1: "да", 2: "да", 3: "нет"}, "score": {1: "5"}},
    )
    assert survey.frame["sex"].tolist() == ["да (1)", "да (2)", "нет"]
    assert survey.frame["score"].tolist() == ["5 (1)", "5", "5"]
    assert survey.labels["sex"] == {"1": "да (1)", "2": "да (2)", "3": "нет"}
    assert any("sex, score" in remark for remark in survey.remarks)


def test_what_the_file_calls_missing_is_empty_and_counted_by_value(tmp_path: Path) -> None:
    survey = sav(
        tmp_path / "a.sav",
        table_of(a=[1.0, 99.0, 99.0, 2.5], b=[-5.0, -1.0, 7.0, None], c=["x", "НЕТ", "y", ""]),
        missing_ranges={"a": [99], "b": [{"lo": -9, "hi": -1}], "c": ["НЕТ"]},
        variable_value_labels={"a": {99: "отказ"}},
    )
    assert survey.frame.to_numpy().tolist() == [["1", "", "x"], ["", "", ""], ["", "7", "y"], ["2.5", "", ""]]
    (said,) = survey.remarks
    assert said.startswith("5 values in 3 columns are missing")
    for value in ("99 “отказ” × 2", "-5 × 1", "-1 × 1", "НЕТ × 1"):
        assert value in said
    assert survey.labels == {"a": {"99": "отказ"}}


def test_missing_marks_of_stata_are_empty_and_counted(tmp_path: Path) -> None:
    pyreadstat.write_dta(
        table_of(a=[1, "a", "b", "a"]), tmp_path / "a.dta", missing_user_values={"a": ["a", "b"]},
        variable_value_labels={"a": {"a": "refused"}},
    )  # fmt: skip
    survey = reading.read(tmp_path / "a.dta")
    assert survey.frame["a"].tolist() == ["1", "", "", ""]
    assert any(".a “refused” × 2, .b × 1" in remark for remark in survey.remarks)


def test_numbers_and_dates_are_written_as_people_write_them(tmp_path: Path) -> None:
    days = [0.0, 13741747200.0, 1e300, None]
    survey = sav(
        tmp_path / "a.sav",
        table_of(n=[1.0, -0.5, 1e20, 0.1], day=days, both=days, time=[90061.0, 0.0, -1.5, None]),
        variable_format={"day": "EDATE10", "both": "DATETIME20", "time": "TIME8"},
    )
    assert survey.frame["n"].tolist() == ["1", "-0.5", "1e+20", "0.1"]
    # A date beyond every calendar stays the number that it is.
    assert survey.frame["day"].tolist() == ["1582-10-14", "2018-03-30", "1e+300", ""]
    assert survey.frame["both"].tolist() == ["1582-10-14 00:00:00", "2018-03-30 00:00:00", "1e+300", ""]
    assert survey.frame["time"].tolist() == ["25:01:01", "00:00:00", "-00:00:01.5", ""]


def test_stata_numbers_of_single_precision_have_no_tail_and_months_are_months(tmp_path: Path) -> None:
    frame = table_of(month=[700, 0], day=[21279, -1])
    pyreadstat.write_dta(frame, tmp_path / "a.dta", variable_format={"month": "%tm", "day": "%td"})
    table_of(a=[1.1, 0.3]).astype("float32").to_stata(tmp_path / "b.dta", write_index=False)
    assert reading.read(tmp_path / "a.dta").frame.to_numpy().tolist() == [
        ["2018-05", "2018-04-05"], ["1960-01", "1959-12-31"],
    ]  # fmt: skip
    assert reading.read(tmp_path / "b.dta").frame["a"].tolist() == ["1.1", "0.3"]


def with_sets(data: bytes, said: bytes) -> bytes:
    """Put multiple-response sets into an SPSS file; the library that writes the others can't."""
    record = struct.pack("<iiii", 7, 7, 1, len(said)) + said
    end = data.index(struct.pack("<ii", 999, 0))
    return data[:end] + record + data[end:]


def test_questions_with_several_answers_name_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(table_of(why_1=[1.0, 0.0], why_2=[0.0, 1.0], other=["x", "y"]), path)
    title = "Почему вы здесь?".encode()
    said = b"$why=D1 1 " + str(len(title)).encode() + b" " + title + b" why_1 why_2\n$bad=C 3 Bad why_1 nowhere\n"
    path.write_bytes(with_sets(path.read_bytes(), said))
    survey = reading.read(path)
    assert survey.sets == {"Почему вы здесь?": ("why_1", "why_2")}
    assert any("Bad" in remark for remark in survey.remarks)


def test_a_file_that_was_cut_off_is_an_error_and_no_shorter_survey(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(table_of(a=[f"ответ {n}" for n in range(200)]), path)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(UserError, match="expected number of rows") as caught:
        reading.read(path)
    assert caught.value.where == "a.sav"
    assert "save it again" in caught.value.hint


def test_whatever_is_damaged_the_program_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(
        table_of(mood=[1.0, 2.0] * 20, ответ=ANSWERS[:2] * 20), path, variable_value_labels={"mood": {1: "да"}}
    )
    whole = path.read_bytes()
    chance = random.Random(3)
    errors = 0
    for _ in range(6):
        data = bytearray(whole)
        for _ in range(30):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            reading.read(path)
        except UserError as error:
            errors += bool(error.message and error.hint and error.where == "a.sav")
    assert errors > 1


def test_a_script_without_a_guard_and_a_worker_of_a_pool_can_read(tmp_path: Path) -> None:
    path, script = tmp_path / "a.sav", tmp_path / "script.py"
    pyreadstat.write_sav(table_of(a=["да"]), path)
    script.write_text(
        "import multiprocessing, otklik, sys\n"
        "def rows(path): return otklik.read(path).frame['a'].tolist()\n"
        "found = rows(sys.argv[1])\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(ascii([found, *pool.map(rows, sys.argv[1:])]))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script), str(path)], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [ascii([["да"], ["да"]])], done.stderr


def test_what_is_no_statistical_file_is_not_taken_for_one() -> None:
    assert statistical.is_spss(b"$FL2@(#)")
    assert statistical.is_stata(b"<stata_dta><header>")
    assert not statistical.is_stata(b"sms,answer\n")
    assert not statistical.is_stata("имя;ответ\n".encode("cp1251"))


def test_a_table_that_is_called_sav_is_told_in_the_readers_language(tmp_path: Path) -> None:
    path = tmp_path / "answers.sav"
    path.write_text("id;answer\n1;yes\n", encoding="utf-8")
    messages.use("ru")
    with pytest.raises(UserError, match="это не файл SPSS, или он повреждён"):
        reading.read(path)
