"""Exports of survey platforms are recognised by content, and shaped without losing a response."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from otklik import reading, study
from otklik.errors import UserError
from otklik.reading import platforms
from otklik.reading.tables import tidy

Rows = list[list[str]]

QUALTRICS: Rows = [
    ["StartDate", "EndDate", "Status", "Finished", "ResponseId", "UserLanguage", "Q1", "Q2_1", "Q2_2", "Q2_3_TEXT"],
    [
        "Start Date", "End Date", "Response Type", "Finished", "Response ID", "User Language", "Why do you\nhelp?",
        "What did you do? - Selected Choice - Shelter", "What did you do? - Selected Choice - School",
        "What did you do? - Other - Text",
    ],
    ['{"ImportId":"startDate","timeZone":"UTC"}', '{"ImportId":"endDate","timeZone":"UTC"}', '{"ImportId":"status"}',
     '{"ImportId":"finished"}', '{"ImportId":"_recordId"}', '{"ImportId":"userLanguage"}', '{"ImportId":"QID1_TEXT"}',
     '{"ImportId":"QID2_1"}', '{"ImportId":"QID2_2"}', '{"ImportId":"QID2_3_TEXT"}'],
    ["2024-03-01 10:00:00", "2024-03-01 10:05:00", "IP Address", "True", "R_1aBcDeFgHiJkLm1", "EN", "To help; why not?",
     "Shelter", "", ""],
    ["2024-03-01 11:00:00", "2024-03-01 11:05:00", "Survey Preview", "False", "R_1aBcDeFgHiJkLm2", "RU", "Помогать",
     "", "School", "a museum"],
    ["2024-03-01 12:00:00", "2024-03-01 12:05:00", "IP Address", "True", "R_1aBcDeFgHiJkLm3", "RU", "", "Shelter",
     "School", ""],
]  # fmt: skip
SURVEYMONKEY: Rows = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "Custom Data 1", "What do you like?", "Where?", "", "",
     "How old are you?"],
    ["", "", "", "", "", "Open-Ended Response", "At home", "At work", "Other (please specify)", "Response"],
    ["12390574951", "398", "01/29/2024 10:00:00", "01/29/2024 10:05:00", "", "The people, mostly", "At home", "", "",
     "18-24"],
    ["12390574952", "398", "01/29/2024 11:00:00", "01/29/2024 11:05:00", "", "Ничего", "", "At work", "a train",
     "25-34"],
]  # fmt: skip
LIMESURVEY: Rows = [
    ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language",
     "Q1. Почему вы помогаете?", "Q2[SQ001]. Чем вы занимались? [Приют]", "Q2[SQ002]. Чем вы занимались? [Школа]",
     "Q2[other]. Чем вы занимались? [Другое]"],
    ["1", "2024-03-01 10:00:00", "3", "ru", "Хочу помогать.\nИ всё", "Да", "Нет", ""],
    ["2", "", "1", "ru", "", "Нет", "Да", "в музее"],
]  # fmt: skip
SURVEYGIZMO: Rows = [
    ["Response ID", "Time Started", "Date Submitted", "Status", "Language", "Why: in short", "Python:Which tools?",
     "R:Which tools?", "Other - Write In:Which tools?"],
    ["1", "2015-12-21 22:21:47", "2015-12-21 22:25:47", "Complete", "English", "It is fun", "Python", "", ""],
    ["2", "2015-12-22 22:21:47", "2015-12-22 22:25:47", "Partial", "English", "", "Python", "R", "Julia, sometimes"],
]  # fmt: skip
REDCAP: Rows = [
    ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "survey_timestamp", "why", "tools___1",
     "tools___2", "dose", "survey_complete"],
    ["1", "", "", "2024-03-01 10:00:00", "Помочь близким", "1", "0", "", "2"],
    ["1", "visits", "1", "", "", "", "", "1,5", ""],
    ["2", "", "", "[not completed]", "", "0", "1", "", "0"],
]  # fmt: skip
KOBO: Rows = [
    ["start", "about/why", "about/tools", "about/tools/shelter", "about/tools/school", "_id", "_uuid",
     "_submission_time", "_index"],
    ["2024-03-01T10:00:00.000+03:00", "Просто так", "shelter school", "1", "1", "61", "48583952-1892",
     "2024-03-01T10:01", "1"],
    ["2024-03-01T11:00:00.000+03:00", "", "school", "0", "1", "62", "317ba7b7-bea4", "2024-03-01T11:01", "2"],
]  # fmt: skip
YANDEX: Rows = [
    ["ID", "Время создания", "Почему вы помогаете?"],
    ["1901", "2024-03-01 10:00:00", "Хочется быть полезным"],
    ["1902", "2024-03-01 11:00:00", ""],
]
GOOGLE: Rows = [
    ["Отметка времени", "Чем вы занимались?", "Почему?"],
    ["19.09.2023 18:07:33", "Приют;Школа", "Помогать людям; это важно"],
    ["20.09.2023 8:07:33", "", "Не знаю"],
]
EXPORTS = {
    "qualtrics": (QUALTRICS, 3), "surveymonkey": (SURVEYMONKEY, 2), "limesurvey": (LIMESURVEY, 1),
    "surveygizmo": (SURVEYGIZMO, 1), "redcap": (REDCAP, 1), "kobo": (KOBO, 1), "yandex_forms": (YANDEX, 1),
    "google_forms": (GOOGLE, 1),
}  # fmt: skip


def write(path: Path, rows: Sequence[Sequence[str]], separator: str = ",", encoding: str = "utf-8") -> Path:
    if path.suffix == ".xlsx":
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Ответы")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
        book.close()
    else:
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def read(folder: Path, rows: Rows, format: str | None = None) -> reading.Survey:
    return reading.read(write(folder / "answers.csv", rows), format)


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize(
    ("file", "separator", "encoding", "container"),
    [
        ("a.csv", ",", "utf-8-sig", "csv"),
        ("a.csv", ";", "cp1251", "csv"),
        ("a.tsv", "\t", "utf-16", "tsv"),
        ("a.xlsx", "", "", "xlsx"),
    ],
)
def test_every_platform_is_told_by_content_and_keeps_its_responses(
    tmp_path: Path, name: str, file: str, separator: str, encoding: str, container: str
) -> None:
    rows, header = EXPORTS[name]
    survey = reading.read(write(tmp_path / file, rows, separator, encoding))
    assert (survey.sources[0].facts["format"], survey.sources[0].facts["container"]) == (name, container)
    assert survey.frame.to_numpy().tolist() == rows[header:]
    assert survey.rows == tuple(range(header + 1, len(rows) + 1))
    assert len(survey.frame.columns) == len(set(survey.frame.columns)) == len(rows[0])
    assert set(survey.titles) | set(survey.roles.values()) <= set(survey.frame.columns)
    assert {column for columns in survey.sets.values() for column in columns} <= set(survey.frame.columns)


def test_qualtrics_has_its_labels_as_titles_and_its_roles(tmp_path: Path) -> None:
    survey = read(tmp_path, QUALTRICS)
    assert list(survey.frame.columns) == QUALTRICS[0]
    assert survey.titles["Q1"] == "Why do you help?"
    assert survey.roles == {
        "respondent": "ResponseId", "submitted": "EndDate", "status": "Status", "finished": "Finished",
        "language": "UserLanguage",
    }  # fmt: skip
    assert survey.sets == {"What did you do?": ("Q2_1", "Q2_2")}
    assert any("(2, 3)" in remark and "Qualtrics" in remark for remark in survey.remarks)


@pytest.mark.parametrize("gone", [{2}, {1}, {1, 2}], ids=["no JSON", "no labels", "neither"])
def test_header_rows_of_qualtrics_that_a_person_deleted_take_no_response_along(tmp_path: Path, gone: set[int]) -> None:
    rows = [row for at, row in enumerate(QUALTRICS) if at not in gone]
    survey = read(tmp_path, rows)
    assert survey.sources[0].facts["format"] == "qualtrics"
    assert survey.frame["ResponseId"].tolist() == [row[4] for row in QUALTRICS[3:]]
    assert (survey.titles.get("Q1") == "Why do you help?") == (1 not in gone)


def test_a_few_columns_of_qualtrics_are_enough_if_ids_tell_the_labels(tmp_path: Path) -> None:
    survey = read(tmp_path, [[row[4], row[6]] for at, row in enumerate(QUALTRICS) if at != 2])
    assert survey.titles == {"ResponseId": "Response ID", "Q1": "Why do you help?"}
    assert survey.rows == (3, 4, 5)


def test_qualtrics_without_ids_is_told_by_its_english_labels(tmp_path: Path) -> None:
    survey = read(tmp_path, [[row[0], row[1], row[6]] for at, row in enumerate(QUALTRICS) if at != 2])
    assert survey.sources[0].facts["format"] == "qualtrics"
    assert survey.rows == (3, 4, 5)


def test_legacy_qualtrics_has_two_header_rows_and_roles_by_label(tmp_path: Path) -> None:
    rows = [
        ["V1", "V7", "V8", "V9", "V10", "Q1"],
        ["ResponseID", "Status", "StartDate", "EndDate", "Finished", "Почему?"],
        ["R_2YPOQ602ER1jkf1", "0", "2017-07-18 08:28:09", "2017-07-18 08:28:48", "1", "Хочу помогать"],
    ]
    survey = reading.read(write(tmp_path / "a.csv", rows, encoding="utf-8-sig"))
    assert survey.frame.to_numpy().tolist() == rows[2:]
    assert survey.titles["Q1"] == "Почему?"
    assert survey.roles == {"respondent": "V1", "status": "V7", "submitted": "V9", "finished": "V10"}


def test_surveymonkey_composes_question_and_option(tmp_path: Path) -> None:
    survey = read(tmp_path, SURVEYMONKEY)
    assert list(survey.frame.columns)[5:] == [
        "What do you like?", "Where? [At home]", "Where? [At work]", "Where? [Other (please specify)]",
        "How old are you?",
    ]  # fmt: skip
    assert survey.titles["What do you like?"] == "What do you like?"
    assert survey.sets == {"Where?": ("Where? [At home]", "Where? [At work]")}
    assert survey.roles == {"respondent": "Respondent ID", "submitted": "End Date"}


def test_a_second_row_of_surveymonkey_that_is_a_response_stays_one(tmp_path: Path) -> None:
    rows = [["Respondent ID", "3. Python.", "3. R.", "4. Why?"], ["12390574951", "Python.", "", "Response"],
            ["12390574952", "Python.", "R.", "because"]]  # fmt: skip
    survey = read(tmp_path, rows)
    assert survey.sources[0].facts["format"] == "surveymonkey"
    assert survey.frame.to_numpy().tolist() == rows[1:]
    assert survey.sets == {"3": ("3. Python.", "3. R.")}


def test_a_respondent_of_surveymonkey_without_an_id_is_no_header(tmp_path: Path) -> None:
    rows = [["Respondent ID", "why"], ["", "To help"], ["12390574951", "For fun"], ["12390574952", "It is fun"]]
    survey = read(tmp_path, rows)
    assert survey.sources[0].facts["format"] == "surveymonkey"
    assert survey.frame.to_numpy().tolist() == rows[1:]


def test_surveymonkey_of_the_names_of_its_interface(tmp_path: Path) -> None:
    rows = [["respondent_id", "collector_id", "date_created", "date_modified", "Why?", ""],
            ["", "", "", "", "Fun", "Duty"],
            ["118052219061", "446111201", "2022-06-10 07:48", "2022-06-10 08:09", "Fun", ""],
            ["118052219062", "446111201", "2022-06-10 07:49", "2022-06-10 08:10", "", "Duty"]]  # fmt: skip
    survey = read(tmp_path, rows)
    assert survey.sets == {"Why?": ("Why? [Fun]", "Why? [Duty]")}
    assert survey.roles == {"respondent": "respondent_id", "submitted": "date_modified"}


def test_surveymonkey_without_its_own_columns_is_told_by_the_second_row(tmp_path: Path) -> None:
    survey = read(tmp_path, [row[5:9] for row in SURVEYMONKEY])
    assert survey.sources[0].facts["format"] == "surveymonkey"
    assert survey.rows == (3, 4)
    assert survey.frame.columns[0] == "What do you like?"


def test_limesurvey_parts_codes_from_questions(tmp_path: Path) -> None:
    survey = read(tmp_path, LIMESURVEY)
    assert list(survey.frame.columns)[3:] == ["startlanguage", "Q1", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]"]
    assert survey.titles["Q1"] == "Почему вы помогаете?"
    assert survey.titles["Q2[SQ001]"] == "Чем вы занимались? [Приют]"
    assert survey.sets == {"Чем вы занимались?": ("Q2[SQ001]", "Q2[SQ002]")}
    assert survey.roles == {
        "respondent": "id", "submitted": "submitdate", "finished": "submitdate", "language": "startlanguage"
    }  # fmt: skip


def test_limesurvey_of_codes_alone_and_in_another_language(tmp_path: Path) -> None:
    codes = [[name.partition(". ")[0] for name in LIMESURVEY[0]], *LIMESURVEY[1:]]
    assert read(tmp_path, codes).sets == {"Q2": ("Q2[SQ001]", "Q2[SQ002]")}
    german = [["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Warum?"],
              *([*row[:3], "de-informal", row[4]] for row in LIMESURVEY[1:])]  # fmt: skip
    survey = read(tmp_path, german)
    assert survey.sources[0].facts["format"] == "limesurvey"
    assert survey.roles["submitted"] == "Datum Abgeschickt"


def test_1980_is_no_date_of_limesurvey(tmp_path: Path) -> None:
    rows = [["Response ID", "Date submitted", "Last page", "Start language", "Born"],
            ["1", "1980-01-01 00:00:00", "3", "en", "1980-01-01"]]  # fmt: skip
    survey = read(tmp_path, rows)
    assert survey.frame.iloc[0].tolist() == ["1", "", "3", "en", "1980-01-01"]
    assert "submitted" not in survey.roles and survey.roles["finished"] == "Last page"
    assert any("1980-01-01: 1" in remark for remark in survey.remarks)


def test_surveygizmo_titles_name_the_question_first(tmp_path: Path) -> None:
    survey = read(tmp_path, SURVEYGIZMO)
    assert survey.titles["R:Which tools?"] == "Which tools? [R]"
    assert "Why: in short" not in survey.titles
    assert survey.sets == {"Which tools?": ("Python:Which tools?", "R:Which tools?")}
    assert survey.roles["status"] == "Status"


def test_redcap_keeps_rows_of_repeating_instruments_and_says_so(tmp_path: Path) -> None:
    survey = read(tmp_path, REDCAP)
    assert survey.sets == {"tools": ("tools___1", "tools___2")}
    assert survey.roles == {"respondent": "record_id", "submitted": "survey_timestamp", "finished": "survey_complete"}
    assert any("redcap_repeat_instrument" in remark and ": 1." in remark for remark in survey.remarks)
    assert survey.frame["dose"].tolist() == ["", "1,5", ""]


def test_redcap_with_labels_has_choices(tmp_path: Path) -> None:
    rows = [["Record ID", "Why?", "Tools? (choice=R)", "Tools? (choice=Python)", "Complete?"],
            ["1", "Fun", "Checked", "Unchecked", "Complete"]]  # fmt: skip
    survey = read(tmp_path, rows)
    assert survey.sources[0].facts["format"] == "redcap"
    assert survey.sets == {"Tools?": ("Tools? (choice=R)", "Tools? (choice=Python)")}


def test_kobo_keeps_the_list_of_options_beside_their_columns(tmp_path: Path) -> None:
    survey = read(tmp_path, KOBO)
    assert survey.sets == {"about/tools": ("about/tools/shelter", "about/tools/school")}
    assert survey.roles == {"respondent": "_uuid", "submitted": "_submission_time"}


def test_a_row_of_hxl_tags_is_no_response(tmp_path: Path) -> None:
    tags = ["", "#why", "#tools", "", "", "", "", "", ""]
    survey = read(tmp_path, [KOBO[0], tags, *KOBO[1:]])
    assert survey.rows == (3, 4)


def test_odk_central_is_told_by_its_own_columns(tmp_path: Path) -> None:
    rows = [["SubmissionDate", "about-why", "meta-instanceID", "KEY", "SubmitterName"],
            ["2018-04-26T08:58:20.525Z", "Hola", "uuid:39f3", "uuid:39f3", "a"]]  # fmt: skip
    survey = read(tmp_path, rows)
    assert survey.sources[0].facts["format"] == "kobo"
    assert survey.roles == {"respondent": "KEY", "submitted": "SubmissionDate"}


def test_yandex_forms_says_that_it_was_not_tried(tmp_path: Path) -> None:
    assert any("Yandex" in remark for remark in read(tmp_path, YANDEX).remarks)


@pytest.mark.parametrize(
    "moment",
    [
        "2020/01/29 3:02:25 pm CET",
        "12/15/2025 10:18:29 GMT+7",
        "19.09.2023 18:07:33",
        "01/02/2025 10:18",
        "43290.53487",
    ],
)
def test_google_forms_is_told_by_any_of_its_dates(tmp_path: Path, moment: str) -> None:
    survey = read(tmp_path, [["Timestamp", "Why?"], [moment, "To help"]])
    assert survey.sources[0].facts["format"] == "google_forms"
    assert survey.roles == {"submitted": "Timestamp"}


PLAIN = {
    "a timestamp that holds none": [["Timestamp", "why"], ["morning", "To help"], ["evening", "For fun"]],
    "an id and a creation": [["ID", "Создан", "why"], ["1", "мной", "To help"]],
    "a status of one's own": [["Response ID", "Date Submitted", "Status", "why"], ["1", "2024-01-01", "student", "x"]],
    "people who answer Response": [["kind", "why"], ["Response", "To help"], ["Response", "For fun"]],
    "a first row that says Response": [["kind", "why"], ["Response", "To help"], ["Comment", "For fun"]],
    "blank names": [["id", "", ""], ["1", "To help", "x"], ["2", "For fun", "y"]],
    "a respondent without an id": [["Respondent", "why"], ["", "To help"], ["12390574951", "For fun"]],
    "short respondents' ids": [["Respondent ID", "why"], ["", "To help"], ["2", "For fun"]],
    "dates of Qualtrics' names": [
        ["StartDate", "EndDate", "why"],
        ["", "", "To help"],
        ["2024-01-01", "2024-01-02", "x"],
    ],
    "brackets in JSON": [["id", "why"], ["1", '{"a": 1}'], ["2", "For fun"]],
    "keys and complete": [["key", "work_complete", "why"], ["1", "yes", "To help"]],
    "a number, a day, a number, a word": [["n", "day", "m", "word", "why"], ["1", "2024-01-01", "5", "Yes", "x"]],
}


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN)
def test_a_plain_table_that_resembles_a_platform_stays_plain(tmp_path: Path, rows: Rows) -> None:
    survey = read(tmp_path, rows)
    assert survey.sources[0].facts["format"] == "csv"
    assert survey.frame.to_numpy().tolist() == rows[1:]
    assert survey.rows == tuple(range(2, len(rows) + 1))
    assert (survey.titles, survey.sets, survey.roles) == ({}, {}, {})


def test_ratings_are_no_set(tmp_path: Path) -> None:
    header = [*LIMESURVEY[0][:4], "R[1]. How good? [Food]", "R[2]. How good? [Staff]"]
    survey = read(tmp_path, [header, ["1", "", "3", "en", "good", "bad"], ["2", "", "3", "en", "bad", "poor"]])
    assert survey.sets == {}


NAMES = st.sampled_from(
    [*(name for rows, _ in EXPORTS.values() for name in rows[0]), "why", "id", "столбец", "Q1", "V1", "V2", "V3"]
)
CELLS = st.one_of(
    st.sampled_from(["", "Response", "1", "2024-03-01", "да", "12390574951"]), st.text("аб в;1,", max_size=6)
)


@given(names=st.lists(NAMES, min_size=1, max_size=8), data=st.data())
def test_no_table_without_signs_of_a_second_header_row_loses_a_row(names: list[str], data: st.DataObject) -> None:
    width = len(names)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6))
    table = tidy(names, [list(row) for row in rows], "a.csv")
    name = platforms.recognise(table)
    if name:
        platforms.shape(table, name)
    taken = len(rows) - len(table.rows)
    # SurveyMonkey alone may take a row here: one that is blank where ids are, or says "Response" as no other does.
    assert taken <= (name == "surveymonkey")
    ids = {"Respondent ID", "Collector ID", "Start Date", "End Date"}
    assert (
        not taken
        or "Response" in rows[0]
        or "" in {cell for name, cell in zip(names, rows[0], strict=True) if name in ids}
    )
    dates = {at for at, one in enumerate(table.names) if one in {"submitdate", "Date submitted"}}
    for before, after in zip(rows[taken:], table.rows, strict=True):
        assert [cell for at, cell in enumerate(before) if at not in dates] == [
            cell for at, cell in enumerate(after) if at not in dates
        ]


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), min_size=1, max_size=8))
def test_rows_of_a_plain_table_go_in_and_come_out(rows: Rows) -> None:
    table = tidy(["id", "why", "what"], [list(row) for row in rows], "a.csv")
    assert platforms.recognise(table) is None
    assert table.rows == rows


def test_the_recognised_platform_can_be_overruled(tmp_path: Path) -> None:
    survey = read(tmp_path, QUALTRICS, "plain")
    assert survey.sources[0].facts["format"] == "csv"
    assert survey.frame.to_numpy().tolist() == QUALTRICS[1:]
    named = read(tmp_path, [["Q1", "Q2"], ["Why?", "How?"], ["To help", "Gladly"]], "Google-Forms")
    assert named.sources[0].facts["format"] == "google_forms"
    assert named.rows == (2, 3)


def test_a_container_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_text("id;why\n1;To help\n", encoding="utf-8")
    assert list(reading.read(path).frame.columns) == ["text"]
    assert list(reading.read(path, format="csv").frame.columns) == ["id", "why"]


def test_an_unknown_format_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="formstack") as caught:
        read(tmp_path, GOOGLE, "formstack")
    assert all(name in caught.value.hint for name in ("csv", "xlsx", "jsonl", "qualtrics", "yandex_forms", "plain"))


def test_a_workbook_is_no_csv_whatever_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no csv"):
        reading.read(write(tmp_path / "a.xlsx", GOOGLE), format="csv")


def test_header_rows_without_a_response_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing below it"):
        read(tmp_path, QUALTRICS[:3])


def test_a_question_can_be_named_as_it_was_asked(tmp_path: Path) -> None:
    survey = read(tmp_path, QUALTRICS)
    found = reading.resolve(survey.frame, ["why do  you help?", "Q2_1"], "--text", titles=survey.titles)
    assert found == ["Q1", "Q2_1"]
    with pytest.raises(UserError) as caught:
        reading.resolve(survey.frame, ["why do you help me?"], "--text", titles=survey.titles)
    assert "Q1" in caught.value.hint and "Why do you help?" in caught.value.hint


def test_a_run_takes_questions_by_title_and_formats_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "answers.txt", QUALTRICS)
    found = study.run(path, "Why do you help?", "User Language", codebook="none", format="qualtrics")
    assert (found.text_columns, found.by) == (("Q1",), ("UserLanguage",))
    assert found.coded["Q1"].tolist() == [row[6] for row in QUALTRICS[3:]]


def test_a_title_that_two_columns_share_names_neither(tmp_path: Path) -> None:
    survey = read(
        tmp_path, [["ResponseId", "Q1", "Q2"], ["Response ID", "Why?", "Why?"], ["R_1aBcDeFgHiJkLm1", "a", "b"]]
    )
    with pytest.raises(UserError, match="Several columns") as caught:
        reading.resolve(survey.frame, ["Why?"], "--text", titles=survey.titles)
    assert "Q1" in caught.value.hint and "Q2" in caught.value.hint


def test_formulas_without_a_stored_value_are_said(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["n", "twice", "why"])  # type: ignore[union-attr]
    book.active.append([1, "=A2*2", "To help"])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    survey = reading.read(tmp_path / "a.xlsx")
    assert survey.frame.iloc[0].tolist() == ["1", "", "To help"]
    assert any("without a stored value: 1;" in remark for remark in survey.remarks)
    stored = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = stored.add_worksheet()
    sheet.write_row(0, 0, ["n", "twice"])
    sheet.write_formula(1, 0, "=1", None, 1)
    sheet.write_formula(1, 1, '="a"', None, "a")
    stored.close()
    assert reading.read(tmp_path / "b.xlsx").remarks == ()
