"""Answers over time: dates as people write them, periods that suit the span, tables, the picture, the command."""

from __future__ import annotations

import csv
import datetime
import json
import re
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import otklik as library
from otklik import UserError, messages
from otklik.measure import trends
from otklik.reading import dates

Command = Callable[..., "subprocess.CompletedProcess[str]"]

DAY = "2023-12-31"


def days(*cells: object) -> list[str]:
    return dates.read(cells).days.astype(str).tolist()


@pytest.mark.parametrize(
    "cell",
    ["2023-12-31", "2023/12/31", "2023.12.31", "20231231", "2023-12-31T22:21:47+03:00", "2023-12-31 22:21:47",
     "2023/12/31 3:02:25 pm CET", "31.12.2023", "31.12.23", "31.12.2023, 14:05", " 31.12.2023 ", "12/31/2023",
     "12/31/2023 10:00 AM", "31/12/2023", "31-12-2023", "45291", "45291.75", "45291,75",
     pd.Timestamp("2023-12-31 22:21"), datetime.date(2023, 12, 31), np.datetime64("2023-12-31")],
)  # fmt: skip
def test_a_day_is_read_however_an_export_writes_it(cell: object) -> None:
    assert days(cell) == [DAY]


@pytest.mark.parametrize(
    "cell",
    ["soon", "31.13.2023", "30.02.2023", "2203-01-01", "0023-01-01", "12", "99999", "1.2.3", "2023-12-31 maybe",
     "2023-2024", "+7 912 345 67 89", "٣١٫١٢"],
)  # fmt: skip
def test_what_is_no_date_is_unreadable_and_not_guessed(cell: str) -> None:
    found = dates.read([cell, DAY])
    assert found.days.astype(str).tolist() == ["NaT", DAY]
    assert (found.unreadable, found.undated) == ([0], 0)


def test_empty_cells_are_undated_not_unreadable() -> None:
    found = dates.read(["", None, float("nan"), pd.NaT, pd.NA, "  ", DAY])
    assert (found.unreadable, found.undated) == ([], 6)


def test_of_day_and_month_the_order_is_taken_from_the_column_or_not_at_all() -> None:
    assert days("03/04/2023", "12/31/2023") == ["2023-03-04", "2023-12-31"]
    assert days("03/04/2023", "31/12/2023") == ["2023-04-03", "2023-12-31"]
    assert days("03/04/2023", "05/05/2023") == ["NaT", "2023-05-05"]
    assert days("03/04/2023", "12/31/2023", "31/12/2023") == ["NaT", "2023-12-31", "2023-12-31"]
    assert dates.read(["03/04/2023", "01/02/2023"]).ambiguous
    assert not dates.read(["03/04/2023", "12/31/2023", "13/13/2023"]).ambiguous


def test_a_column_goes_no_further_than_its_plainest_date() -> None:
    assert dates.read(["2023", "2021-05-06"]).finest == "year"
    assert dates.read(["2023-05", "2021-05-06"]).finest == "month"
    assert dates.read(["2023.0", 2021]).days.astype(str).tolist() == ["2023-01-01", "2021-01-01"]


@given(st.dates(datetime.date(1955, 1, 1), datetime.date(2060, 1, 1)))
def test_all_unambiguous_forms_of_a_day_are_the_same_day(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    assert set(days(day.isoformat(), day.strftime("%d.%m.%Y"), str(serial), f"{day} 23:59")) == {day.isoformat()}


def cut(first: str, last: str, finest: trends.Unit = "day") -> tuple[trends.Unit, list[str]]:
    unit, names, numbers = trends.periods(np.array([first, last], dtype="datetime64[D]"), finest)
    assert numbers.tolist() == [0, len(names) - 1]
    return unit, names


def test_periods_suit_the_span() -> None:
    assert cut("2019-05-01", "2022-01-01") == ("year", ["2019", "2020", "2021", "2022"])
    assert cut("2022-12-31", "2023-07-01") == ("quarter", ["2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3"])
    assert cut("2023-01-31", "2023-04-01") == ("month", ["2023-01", "2023-02", "2023-03", "2023-04"])
    # 2015 has 53 weeks; Monday 2016-01-04 begins the first of 2016.
    assert cut("2015-12-21", "2016-01-11") == ("week", ["2015-W52", "2015-W53", "2016-W01", "2016-W02"])
    assert cut("2024-02-28", "2024-03-02") == ("day", ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"])
    assert cut("2023-01-01", "2023-12-01", "year") == ("year", ["2023"])
    assert cut("1960-06-01", "1970-01-01")[1][0] == "1960"


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 1, 1)), st.integers(3, 24 * 365))
def test_there_are_4_to_24_periods_between_any_two_days(first: datetime.date, span: int) -> None:
    last = first + datetime.timedelta(days=span)
    _, names = cut(first.isoformat(), last.isoformat())
    assert 4 <= len(names) <= 25  # 24 years touch 25 calendar years
    assert len(set(names)) == len(names)


def test_a_period_in_which_nobody_answered_is_there_with_no_share() -> None:
    table = trends.over_time(np.full((60, 1), 0.5), np.repeat([0, 1, 3], 20), ["a", "b", "c", "d"])
    assert table["n"].tolist() == [20, 20, 0, 20]
    assert table["share"].isna().tolist() == [False, False, True, False]


BUSY, GLAD = "no time at all, exams and lectures come first", "made good friends in the team"


@pytest.fixture
def frame() -> pd.DataFrame:
    """Six months in which workload is named more and more: by 2 of 20 at first, by 17 at last."""
    rows = [
        (f"{day + 1:02}.{month + 1:02}.2023", f"{BUSY if day < 2 + 3 * month else GLAD}, week {day}")
        for month in range(6)
        for day in range(20)
    ]
    return pd.DataFrame([*rows, ("soon", BUSY), ("", GLAD)], columns=["when", "text"])


def test_a_theme_that_grows_rises(frame: pd.DataFrame) -> None:
    result = library.run(frame, text="text", time="when", topics=0)
    assert result.time is not None
    grown = result.time[result.time["theme"] == "time_load"]
    assert grown["period"].tolist() == [f"2023-0{month}" for month in range(1, 7)]
    assert grown["n"].tolist() == [20] * 6
    assert grown["share"].is_monotonic_increasing
    assert grown["slope"].iloc[0] > 0.3
    assert grown["p_adjusted"].iloc[0] < 0.001
    assert (grown["low"] <= grown["share"]).all() and (grown["share"] <= grown["high"]).all()
    assert result.run["parameters"]["time"] == "when"
    assert result.run["time_unit"] == "month"


def test_cells_that_are_no_dates_are_counted_with_a_row_and_without_their_words(frame: pd.DataFrame) -> None:
    remarks = library.run(frame, text="text", time="when", topics=0).remarks
    assert any("1 cell of the column “when”" in one and "row 121" in one for one in remarks)
    assert any("1 row has no date" in one for one in remarks)
    assert not any("soon" in one for one in remarks)


def test_a_column_without_dates_is_a_sentence(frame: pd.DataFrame) -> None:
    with pytest.raises(UserError, match="holds no dates"):
        library.run(frame, text="text", time="text")
    with pytest.raises(UserError, match="tells day from month"):
        library.run(frame.assign(when="03/04/2023"), text="text", time="when")
    with pytest.raises(UserError, match="no column"):
        library.run(frame, text="text", time="whem")


def test_dates_of_answers_that_are_not_coded_and_dates_alone_break_nothing() -> None:
    frame = pd.DataFrame({"text": ["-", "no time", ""], "when": ["2020", "", "2023"]})
    result = library.run(frame, text="text", time="when")
    assert result.time is not None
    assert (result.time["n"] == 0).all()
    assert result.time["share"].isna().all()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_report_draws_each_theme_and_names_those_that_rise(
    frame: pd.DataFrame, tmp_path: Path, lang: messages.Interface
) -> None:
    messages.use(lang)
    result = library.run(frame, text="text", time="when", topics=0)
    html = result.report(tmp_path / "r.html").read_text(encoding="utf-8")
    pictures = re.findall(r"<figure>.*?</figure>", html, re.DOTALL)
    assert len(pictures) == len(result.found)
    assert {"ru": "растёт", "en": "rises"}[lang] in "".join(pictures[:2])
    assert {"ru": "убывает", "en": "falls"}[lang] in "".join(pictures[:2])
    assert pictures[0].count("<circle") == 6
    assert pictures[0].count("<polyline") == 1
    assert not re.search(r"\bnan\b", "".join(pictures))


def test_a_line_is_broken_where_nobody_answered(frame: pd.DataFrame, tmp_path: Path) -> None:
    gap = frame[~frame["when"].str.contains(".03.", regex=False)]
    html = library.run(gap, text="text", time="when", topics=0).report(tmp_path / "r.html").read_text(encoding="utf-8")
    picture = re.findall(r"<figure>.*?</figure>", html, re.DOTALL)[0]
    assert (picture.count("<polyline"), picture.count("<polygon"), picture.count("<circle")) == (2, 2, 5)


def test_names_of_columns_and_periods_are_escaped(frame: pd.DataFrame, tmp_path: Path) -> None:
    named = frame.rename(columns={"when": "<script>x"})
    html = library.run(named, text="text", time="<script>x", topics=0).report(tmp_path / "r.html").read_text("utf-8")
    assert "<script>" not in html
    assert "&lt;script&gt;x" in html


def test_effects_stand_beside_the_counts_and_are_folded_in_the_report(survey: Path, tmp_path: Path) -> None:
    result = library.run(survey, by="район")
    table = result.effects
    assert table.columns.tolist() == [
        "theme", "covariate", "group", "n", "share", "low", "high", "difference", "p_adjusted"
    ]  # fmt: skip
    assert set(zip(table["covariate"], table["group"], strict=True)) == {
        ("", ""), ("район", "ЦФО"), ("район", "СФО"), ("район", "ДФО")
    }  # fmt: skip
    assert set(table["theme"]) == {theme.id for theme in result.found}
    counted = result.groups[result.groups["variable"] == "theme"].groupby(["by", "value"])["n"].first()
    assert table.groupby(["covariate", "group"])["n"].first().tolist() == counted.tolist()
    html = unescape(result.report(tmp_path / "r.html").read_text(encoding="utf-8"))
    assert html.count("with the model's doubt in the intervals</summary>") == 1
    assert result.time is None
    assert "Themes over time" not in html


def test_the_command_writes_a_table_and_a_sheet(otklik: Command, frame: pd.DataFrame, tmp_path: Path) -> None:
    frame.to_csv(tmp_path / "a.csv", index=False)
    done = otklik("run", "a.csv", "--text", "text", "--time", "WHEN", "--topics", "0", "--out", "r")
    assert done.returncode == 0, done.stderr
    assert "row 122" in done.stdout
    assert str(Path("r") / "time.csv") in done.stdout
    with (tmp_path / "r" / "time.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["period"] for line in lines if line["theme"] == "time_load"] == [f"2023-0{at}" for at in range(1, 7)]
    assert openpyxl.load_workbook(tmp_path / "r" / "coded.xlsx").sheetnames[-2:] == ["effects", "time"]
    assert json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))["parameters"]["time"] == "when"
    # The next run without dates takes the table of this one away.
    again = otklik("run", "a.csv", "--text", "text", "--topics", "0", "--out", "r", "--overwrite")
    assert again.returncode == 0, again.stderr
    assert "time.csv" not in again.stdout
    assert not (tmp_path / "r" / "time.csv").exists()
    assert (tmp_path / "r" / "effects.csv").exists()


def test_a_mistaken_column_is_two_lines_and_status_2(otklik: Command, frame: pd.DataFrame, tmp_path: Path) -> None:
    frame.to_csv(tmp_path / "a.csv", index=False)
    done = otklik("run", "a.csv", "--text", "text", "--time", "text")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2
    assert not list(tmp_path.glob("otklik-*"))


def test_dates_of_a_spreadsheet_are_dates(otklik: Command, frame: pd.DataFrame, tmp_path: Path) -> None:
    whole = frame.iloc[:120].assign(when=lambda one: pd.to_datetime(one["when"], dayfirst=True))
    whole.to_excel(tmp_path / "a.xlsx", index=False)
    done = otklik("run", "a.xlsx", "--text", "text", "--time", "when", "--topics", "0", "--out", "r", "-q")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "r" / "time.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["period"] == "2023-01"
