"""Real exports, where they are: what is recognised, how many rows and columns, and which questions are open.

OTKLIK_EXPORTS=FOLDER pytest tests/reading/test_real_exports.py

The numbers were counted with Python's csv module and openpyxl and by looking at the files, not by Otklik.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from otklik import reading
from otklik.errors import UserError

FOLDER = os.environ.get("OTKLIK_EXPORTS")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FOLDER, reason="OTKLIK_EXPORTS names no folder")]

EXPORTS = [
    ("survey_exports/csv_synthetic/cs_excel_ru_cp1251.csv", "csv", 59, 4, 1),
    ("survey_exports/csv_synthetic/cs_excel_unicode_tab.csv", "tsv", 59, 4, 1),
    ("survey_exports/csv_synthetic/cs_sep_line.csv", "csv", 59, 4, 1),
    ("survey_exports/csv_synthetic/cs_gforms.csv", "google_forms", 60, 3, 1),
    ("survey_exports/csv_synthetic/cs_one_col.csv", "csv", 60, 1, 1),
    ("survey_exports/csv_synthetic/cs_phones_ids.csv", "csv", 60, 4, 0),
    ("survey_exports/qualtrics/sample.csv", "qualtrics", 1, 20, 1),
    ("survey_exports/qualtrics/sample_legacy.csv", "qualtrics", 1, 16, 1),
    ("survey_exports/spss/sample.sav", "sav", 5, 7, 0),
    ("survey_exports/spss/sample.zsav", "sav", 5, 7, 0),
    ("survey_exports/spss/simple_alltypes.sav", "sav", 6, 12, 0),
    ("survey_exports/spss/sample.dta", "dta", 5, 7, 0),
    ("gadarian/gadarian.csv", "csv", 341, 4, 1),
    ("jupyter_survey/export_2015_surveygizmo.csv", "surveygizmo", 1706, 37, 28),
    ("jupyter_survey/export_2020_surveymonkey.csv", "surveymonkey", 1135, 216, 0),
    ("limesurvey_sealuzh/results-survey.csv", "limesurvey", 70, 146, 16),
    ("mybinder_survey/export_google_forms_2020.csv", "google_forms", 346, 4, 1),
    ("proctoring_survey/Qualitative_Responses_N2_N3_N4.xlsx", "qualtrics", 99, 5, 3),
    ("qualtrics_hausladen/qualtrics_text_scrubbed.csv", "qualtrics", 156, 195, 1),
    ("stacks_survey/results.csv", "csv", 69, 53, 11),
    ("stacks_survey/results.xlsx", "xlsx", 69, 53, 11),
]


@pytest.mark.parametrize(("name", "kind", "rows", "columns", "open_questions"), EXPORTS)
def test_a_real_export_is_read_whole(name: str, kind: str, rows: int, columns: int, open_questions: int) -> None:
    assert FOLDER
    survey = reading.read(Path(FOLDER) / name)
    assert survey.sources[0].facts["format"] == kind
    assert survey.frame.shape == (rows, columns)
    assert sum(question.kind == "open" for question in survey.questions) == open_questions


def test_a_damaged_file_is_a_sentence() -> None:
    assert FOLDER
    damaged = sorted((Path(FOLDER) / "survey_exports" / "spss" / "crash").glob("*.sav"))
    assert len(damaged) == 4
    for path in damaged:
        with pytest.raises(UserError, match="can't be opened"):
            reading.read(path)
