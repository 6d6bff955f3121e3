"""`otklik estimate`: what a researcher types, and what comes back."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from otklik import coding_plan, estimation, responses
from otklik.errors import UserError
from otklik.results.estimates import Estimates

pytestmark = pytest.mark.slow

Command = Callable[..., "subprocess.CompletedProcess[str]"]
CORPUS = Path(__file__).parent.parent / "corpora" / "volunteering" / "answers.csv"
CODES = ["institution", "socialization"]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    frame = pd.read_csv(CORPUS, dtype=str, keep_default_na=False)
    frame = frame[frame["split"] == "train"].reset_index(drop=True)
    return frame[responses.gather(frame, ["text"]).coded].sample(300, random_state=0)


@pytest.fixture
def answers(rows: pd.DataFrame, tmp_path: Path) -> Path:
    frame = rows[["id", "text", "gender", "year"]].assign(weight=[1 + at % 3 for at in range(len(rows))])
    frame.to_csv(tmp_path / "answers.csv", index=False)
    return tmp_path / "answers.csv"


@pytest.fixture
def sample(rows: pd.DataFrame, tmp_path: Path) -> Path:
    rows.iloc[:90][["id", "text", *CODES]].to_csv(tmp_path / "sample.csv", index=False)
    return tmp_path / "sample.csv"


def estimated(answers: Path, sample: Path | None, **told: object) -> Estimates:
    wanted = {"random": True, "refit": False, "text": ["text"], **told}
    return estimation.estimate([answers], "volunteering", codings=sample, **wanted)  # type: ignore[arg-type]


def shares(found: Estimates, target: str = "institution", value: str = "") -> pd.DataFrame:
    table = found.estimates
    own = (table["target"] == target) & (table["value"] == value) & (table["kind"] == "share")
    return table[own].set_index("class")


def test_shares_differences_and_files_come_back(otklik: Command, answers: Path, sample: Path, tmp_path: Path) -> None:
    done = otklik("estimate", answers, "--model", "volunteering", "--codings", sample, "--random", "--no-refit",
                  "--by", "gender", "--text", "text", "--population", "survey", "--within", "1",
                  "--out", "out")  # fmt: skip
    assert done.returncode == 0, done.stderr
    for told in ("90 texts coded by hand", "300 answers", "institution · gender", "≥ agreeing", "Cramér's V", "Code ",
                 "more at random for ± 1 points", "effective n"):  # fmt: skip
        assert told in done.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "report.html", "methods.txt", "estimates.csv", "differences.csv", "crosstabs.csv", "estimate.json",
    }  # fmt: skip
    lines = list(csv.DictReader((tmp_path / "out" / "estimates.csv").open(encoding="utf-8")))
    whole = [one for one in lines if one["target"] == "institution" and not one["by"] and one["kind"] == "share"]
    assert sum(float(one["share"]) for one in whole) == pytest.approx(1, abs=0.001)
    assert all(float(one["low"]) <= float(one["share"]) <= float(one["high"]) for one in whole)
    assert {one["n"] for one in whole} == {"90"} and "GREG" in whole[0]["method"]
    assert sum(float(one["machine"]) for one in whole) == pytest.approx(1, abs=0.001)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Volunteering as a function of the university" in page and 'class="machine"' not in page
    again = otklik("estimate", answers, "--model", "volunteering", "--out", "out")
    assert again.returncode == 2 and "--overwrite" in again.stderr


def test_json_is_json_and_without_codings_it_is_a_machine_count(otklik: Command, answers: Path) -> None:
    done = otklik("estimate", answers, "--model", "volunteering", "--text", "text", "--json")
    told = json.loads(done.stdout)
    assert "NaN" not in done.stdout
    assert {one["method"] for one in told["estimates"]} == {"machine count, not an estimate"}
    assert all(one["low"] is None and one["n"] == 0 for one in told["estimates"])
    assert all(one["machine"] == one["share"] for one in told["estimates"])
    assert told["codings"] is None and told["differences"] == []
    russian = otklik("estimate", answers, "--model", "volunteering", "--text", "text", "--lang", "ru")
    assert "машинный подсчёт, не оценка" in russian.stdout


@pytest.mark.parametrize(
    ("keep", "arguments", "english", "russian"),
    [
        (90, [], "random sample", "случайная выборка"),
        (20, ["--random"], "Only 20 texts", "только 20"),
        (90, ["--random", "--by", "sex"], "no column “sex”", "Столбца «sex» нет"),
        (90, ["--random", "--population", "some"], "--population", "--population"),
        (90, ["--random", "--population", "10"], "300 were read", "прочитано 300"),
        (90, ["--random", "--weights", "gender"], "no weight", "не вес"),
        (90, ["--random", "--scale", "view=institution"], "no scale “view”", "нет шкалы «view»"),
    ],
)
def test_refusals_say_why_and_what_to_do(
    otklik: Command, answers: Path, sample: Path, keep: int, arguments: Sequence[str], english: str, russian: str
) -> None:
    pd.read_csv(sample, dtype=str).head(keep).to_csv(sample, index=False)
    for lang, told in (("en", english), ("ru", russian)):
        done = otklik("estimate", answers, "--model", "volunteering", "--codings", sample, "--text", "text",
                      "--no-refit", "--lang", lang, *arguments)  # fmt: skip
        assert done.returncode == 2, done.stdout
        assert told in done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 2


def test_texts_that_are_not_among_the_answers_are_refused(answers: Path, sample: Path) -> None:
    frame = pd.read_csv(sample, dtype=str)
    frame.assign(text=[f"Совсем другой ответ {at}" for at in range(90)]).to_csv(sample, index=False)
    with pytest.raises(UserError, match="None of the 90"):
        estimated(answers, sample)
    found = estimated(answers, sample, id_column="id")
    assert found.facts["hand_coded"] == 90


def test_the_survey_as_its_own_population_leaves_only_the_texts_not_coded(
    rows: pd.DataFrame, answers: Path, sample: Path
) -> None:
    part, whole = shares(estimated(answers, sample)), shares(estimated(answers, sample, population="survey"))
    assert ((whole["high"] - whole["low"]) < (part["high"] - part["low"])).all()
    rows[["text", *CODES]].to_csv(sample, index=False)
    census = shares(estimated(answers, sample, population="survey"))
    truth = rows["institution"].value_counts(normalize=True)
    assert (census["high"] - census["low"]).max() == 0
    assert census["share"].to_dict() == pytest.approx(truth.to_dict(), abs=1e-4)


def test_a_sheet_of_otklik_next_brings_its_chances(rows: pd.DataFrame, answers: Path, tmp_path: Path) -> None:
    plan = coding_plan.write([answers], "volunteering", tmp_path / "sheet.xlsx", n=100, text=["text"])
    coded = plan.frame.merge(rows[["text", *CODES]], on="text", validate="one_to_one")
    coded.to_csv(tmp_path / "sheet.csv", index=False)
    found = estimated(answers, tmp_path / "sheet.csv", random=False)
    assert (found.facts["hand_coded"], found.facts["hand_coded_at_random"]) == (100, 50)
    assert found.facts["sampled"] == "texts" and not found.remarks
    assert shares(found)["n"].tolist() == [100] * 5
    coded.assign(probability="often").to_csv(tmp_path / "sheet.csv", index=False)
    with pytest.raises(UserError, match="often"):
        estimated(answers, tmp_path / "sheet.csv", random=False)


def test_answers_that_read_alike_count_as_often_as_they_were_given(rows: pd.DataFrame, tmp_path: Path) -> None:
    texts = rows.iloc[:120]
    many = pd.concat([texts, *[texts.iloc[:1]] * 80])
    many[["text", "gender"]].to_csv(tmp_path / "answers.csv", index=False)
    sheet = texts[["text", *CODES]].assign(random="true", probability="1", times="1")
    sheet.to_csv(tmp_path / "sheet.csv", index=False)
    found = shares(estimated(tmp_path / "answers.csv", tmp_path / "sheet.csv", random=False))
    truth = many["institution"].value_counts(normalize=True)
    assert found["share"].to_dict() == pytest.approx(truth.to_dict(), abs=1e-4)
    assert found["answers"].tolist() == [200] * 5


def test_weights_and_raking_move_the_shares_and_cost_exactness(answers: Path, sample: Path, tmp_path: Path) -> None:
    plain, weighted = estimated(answers, sample), estimated(answers, sample, weight="weight")
    assert plain.facts["effective_answers"] == 300 > weighted.facts["effective_answers"]
    (tmp_path / "margins.csv").write_text("variable,value,share\ngender,f,50\ngender,m,50\n", encoding="utf-8")
    raked = estimated(answers, sample, rake=tmp_path / "margins.csv", by=["gender"])
    halves = shares(raked, value="f")["share"] / 2 + shares(raked, value="m")["share"] / 2
    assert halves.to_numpy() == pytest.approx(shares(raked)["share"].to_numpy(), abs=0.08)
    (tmp_path / "margins.csv").write_text("variable,value,share\ngender,f,50\ngender,x,50\n", encoding="utf-8")
    with pytest.raises(UserError, match="m, x"):
        estimated(answers, sample, rake=tmp_path / "margins.csv")


def test_domains_are_compared_and_small_cells_are_marked(answers: Path, sample: Path) -> None:
    found = estimated(answers, sample, by=["year"])
    few = found.estimates[found.estimates["by"] == "year"]
    assert few.loc[few["n"] < 30, "small"].all()
    told = found.differences.dropna(subset="p")
    assert (told["p_adjusted"] >= told["p"] - 1e-9).all()
    assert {"share", "at_least", "log_odds"} >= set(found.differences["kind"]) >= {"share", "at_least"}
    assert {"residual", "cramers_v_corrected"} <= set(found.crosstabs.columns)


def test_a_label_that_the_model_does_not_know_is_estimated_from_hand_codes(answers: Path, sample: Path) -> None:
    frame = pd.read_csv(sample, dtype=str)
    frame.loc[:14, "institution"] = "ironic"
    frame.to_csv(sample, index=False)
    found = estimated(answers, sample)
    assert any("ironic" in remark for remark in found.remarks)
    assert shares(found).loc["ironic", "share"] == pytest.approx(15 / 90, abs=0.06)


def test_a_model_that_remembers_the_sample_gives_way_to_models_that_do_not(answers: Path, sample: Path) -> None:
    # The shipped model was trained on these texts.
    frame = pd.read_csv(sample, dtype=str).drop(columns="socialization")
    frame.to_csv(sample, index=False)
    found, naive = estimated(answers, sample, refit=None), estimated(answers, sample)
    assert found.facts["cross_fitted"] and any("--no-refit" in remark for remark in found.remarks)
    assert "cross-fitted" in shares(found)["method"].iloc[0]
    widths = [float((table["high"] - table["low"]).mean()) for table in (shares(found), shares(naive))]
    assert widths[0] > widths[1]


def test_codings_of_another_scale_are_no_shares_of_this_one(answers: Path, rows: pd.DataFrame, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    rows.iloc[:90][["text"]].assign(institution=["yes", "no"] * 45).to_csv(other, index=False)
    with pytest.raises(UserError, match="no text has a label that the model knows"):
        estimated(answers, other)
