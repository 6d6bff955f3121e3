"""The main job from Python: what comes in, what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import otklik
from otklik import UserError

ADDED = ["language", "status", "themes", "theme_empathy", "institution", "institution_p", "socialization",
         "socialization_p", "needs_person"]  # fmt: skip


@pytest.fixture
def result(survey: Path) -> otklik.Result:
    return otklik.run(survey, by=["район"])


def test_every_row_and_column_is_kept_in_the_input_order(result: otklik.Result) -> None:
    assert result.coded["id"].tolist() == [f"{n:03}" for n in range(1, 11)]
    assert result.coded.columns[:4].tolist() == ["id", "Ваше мнение", "район", "курс"]
    assert set(ADDED) <= set(result.coded.columns)


def test_the_answers_are_found_by_themselves_and_named_aloud(result: otklik.Result) -> None:
    assert result.text_columns == ("Ваше мнение",)
    assert any("Ваше мнение" in remark for remark in result.remarks)


def test_every_row_has_a_status(result: otklik.Result) -> None:
    expected = [
        "coded",
        "coded",
        "non_answer",
        "empty",
        "coded",
        "coded",
        "coded",
        "no_words",
        "other_language",
        "coded",
    ]
    assert result.coded["status"].tolist() == expected
    counts = result.run["counts"]
    assert (
        counts["rows"] == 10 == sum(counts[s] for s in ("coded", "empty", "non_answer", "no_words", "other_language"))
    )


def test_identical_answers_are_coded_once_and_alike(result: otklik.Result) -> None:
    assert result.run["counts"]["distinct_coded"] == 5
    first, last = result.coded.iloc[1], result.coded.iloc[9]
    assert first.drop("id").equals(last.drop("id"))


def test_one_codebook_finds_its_themes_in_both_languages(result: otklik.Result) -> None:
    themes = result.coded["themes"].str.split(";")
    assert "skills" in themes[0]
    assert "time_load" in themes[1]
    assert "coercion" in themes[5]
    assert "skills" in themes[6]
    assert "networking" in themes[6]


def test_rows_that_are_not_coded_have_no_groups_and_no_probabilities(result: otklik.Result) -> None:
    aside = result.coded[result.coded["status"] != "coded"]
    assert (aside["institution"] == "").all()
    assert (aside["themes"] == "").all()
    assert aside["institution_p"].isna().all()
    assert aside["theme_empathy"].isna().all()


def test_what_a_machine_cannot_read_is_left_to_a_person(result: otklik.Result) -> None:
    needs = dict(zip(result.coded["status"], result.coded["needs_person"], strict=True))
    assert needs["other_language"]
    assert needs["no_words"]
    assert not needs["empty"]
    assert not needs["non_answer"]


def test_groups_are_values_of_the_scale_and_probabilities_lie_between_0_and_1(result: otklik.Result) -> None:
    coded = result.coded[result.coded["status"] == "coded"]
    assert set(coded["institution"]) <= {"confident", "agreeing", "doubting", "denying", "not_expressed"}
    assert coded["institution_p"].between(0.2, 1).all()


def test_shares_of_a_scale_add_up_to_one_in_every_domain(result: otklik.Result) -> None:
    scale = result.groups[result.groups["variable"] == "institution"]
    totals = scale.groupby(["by", "value"])[["count", "share"]].sum()
    assert set(totals.index) == {("", ""), ("район", "ЦФО"), ("район", "СФО"), ("район", "ДФО")}
    assert np.allclose(totals["share"], 1, atol=1e-3)
    assert (scale["low"] <= scale["share"]).all()
    assert (scale["share"] <= scale["high"]).all()


def test_counts_of_the_domains_add_up_to_the_whole(result: otklik.Result) -> None:
    table = result.groups.groupby(["by", "variable", "code"])["count"].sum().unstack("by")
    assert (table[""] == table["район"]).all()


def test_counts_agree_with_the_coded_rows(result: otklik.Result) -> None:
    whole = result.groups[result.groups["by"] == ""].set_index("code")
    themes = result.coded["themes"].str.split(";").explode().value_counts()
    for code in ("skills", "time_load", "coercion"):
        assert whole.at[code, "count"] == themes[code]


def test_the_same_input_and_seed_give_the_same_bytes(survey: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        otklik.run(survey, by=["район"], seed=3).save(tmp_path / name)
    for file in (
        "coded.csv",
        "themes.csv",
        "groups.csv",
        "telling.csv",
        "effects.csv",
        "coded.xlsx",
        "report.html",
        "run.json",
    ):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_run_json_is_enough_to_repeat_the_run(result: otklik.Result) -> None:
    facts = json.loads(json.dumps(result.run))
    again = otklik.run.__kwdefaults__ | {"by": facts["parameters"]["by"], "text": facts["parameters"]["text"]}
    assert again["by"] == ["район"]
    assert facts["sources"][0]["name"] == "ответы.csv"
    assert len(facts["sources"][0]["sha256"]) == 64
    assert facts["packages"]["pymorphy3"]
    assert facts["codebook"]["version"] == 2
    assert len(facts["pack"]["arrays_sha256"]) == 64


def test_a_frame_keeps_its_types_and_its_missing_values() -> None:
    frame = pd.DataFrame(
        {"n": [1, 2, 3], "text": ["Полезно для навыков", None, "no time"], "when": pd.NaT}, index=[7, 8, 9]
    )
    result = otklik.run(frame, text="text", by="n")
    assert result.coded["n"].tolist() == [1, 2, 3]
    assert result.coded["status"].tolist() == ["coded", "empty", "coded"]
    assert result.coded["when"].isna().all()
    assert frame.columns.tolist() == ["n", "text", "when"]


def test_taken_names_give_every_added_column_a_prefix() -> None:
    frame = pd.DataFrame({"text": ["нет времени на учёбу"], "status": ["Complete"]})
    result = otklik.run(frame, text="text")
    assert result.coded["status"].tolist() == ["Complete"]
    assert result.coded["otklik_status"].tolist() == ["coded"]
    assert "otklik_themes" in result.coded.columns
    assert "themes" not in result.coded.columns


def test_a_coded_file_can_be_coded_again(survey: Path, tmp_path: Path) -> None:
    otklik.run(survey).save(tmp_path / "once")
    again = otklik.run(tmp_path / "once" / "coded.csv", text="Ваше мнение")
    assert again.coded["otklik_status"].tolist() == again.coded["status"].tolist()


def test_several_text_columns_are_one_answer() -> None:
    answers = {"a": ["не хватает времени на учёбу", ""], "b": ["и заставляют для галочки", "полезные навыки"]}
    frame = pd.DataFrame(answers)
    result = otklik.run(frame, text=["a", 2])
    assert set(result.coded["themes"][0].split(";")) >= {"time_load", "coercion"}
    assert result.coded["status"].tolist() == ["coded", "coded"]


def test_several_files_are_one_survey_with_a_column_for_the_file(tmp_path: Path) -> None:
    for name, text in (
        ("a.csv", "id,text\n1,нет времени на это\n"),
        ("b.csv", "text,year\nmade new friends there,2\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = otklik.run([tmp_path / "a.csv", tmp_path / "b.csv"], text="text", by="file")
    assert result.coded["file"].tolist() == ["a.csv", "b.csv"]
    assert result.coded["year"].tolist() == ["", "2"]
    assert set(result.groups["value"]) == {"", "a.csv", "b.csv"}


def test_without_a_codebook_only_new_topics_are_sought() -> None:
    texts = [f"{a} {b} {c}" for a in ("slow", "fast", "broken") for b in ("printer", "scanner") for c in range(20)]
    texts += [f"{a} {b} {c}" for a in ("tasty", "cold", "hot") for b in ("soup", "lunch") for c in range(20)]
    result = otklik.run(pd.DataFrame({"text": texts}), text="text", codebook="none", topics=2)
    assert result.scales == ()
    assert {theme.kind for theme in result.found} == {"topic"}
    top = [set(theme.words) for theme in result.found]
    assert any({"printer", "scanner"} <= words for words in top)
    assert any({"soup", "lunch"} <= words for words in top)


def test_a_codebook_of_ones_own_codes_its_themes_and_says_that_no_model_is_trained(tmp_path: Path) -> None:
    book = tmp_path / "mine.yaml"
    book.write_text(
        "version: 2\nthemes:\n  - id: food\n    name: {ru: еда, en: food}\n    "
        "seeds: {ru: [еда, суп*], en: [food, soup]}\n"
        "scales:\n  - id: mood\n    name: {ru: а, en: a}\n    "
        "groups: [{id: good, name: {en: g}}, {id: bad, name: {en: b}}]\n",
        encoding="utf-8",
    )
    result = otklik.run(
        pd.DataFrame({"text": ["вкусный супчик", "cold food", "ничего такого нет"]}), "text", codebook=book
    )
    assert result.coded["themes"].tolist() == ["food", "food", ""]
    assert result.scales == ()
    assert any("no trained model" in remark for remark in result.remarks)


def test_answers_to_another_question_are_all_left_to_a_person() -> None:
    nouns = ("kernel", "server", "browser", "notebook", "memory", "launch", "session", "container", "file", "package")
    texts = [
        f"The {noun} takes {n} minutes before the {other} crashes" for n, noun in enumerate(nouns) for other in nouns
    ]
    result = otklik.run(pd.DataFrame({"text": texts}), text="text")
    assert not result.run["pack"]["suits"]
    assert result.coded["needs_person"].all()
    assert any("something else" in remark for remark in result.remarks)


def test_the_shipped_corpus_suits_its_model() -> None:
    from otklik import shipped

    corpus = pd.read_csv(shipped.folder("corpora") / "volunteering" / "answers.csv").query("split == 'test'")
    result = otklik.run(corpus, text="text")
    assert result.run["pack"]["suits"]


def test_lda_stands_behind_the_same_door(survey: Path) -> None:
    result = otklik.run(survey, theme_model="lda")
    assert result.run["parameters"]["theme_model"] == "lda"
    assert result.coded.filter(like="theme_").iloc[0].between(0, 1).all()


def test_exemplars_are_verbatim_and_name_their_row(result: otklik.Result) -> None:
    originals = dict(zip(range(2, 12), result.coded["Ваше мнение"], strict=True))
    quotes = [quote for theme in result.found for quote in theme.exemplars]
    assert quotes
    assert all(originals[quote.row] == quote.text for quote in quotes)


def test_tables_and_facts_hold_the_same_quality_of_each_theme(result: otklik.Result) -> None:
    facts = result.run["theme_trust"]
    assert list(facts["themes"]) == result.themes["id"].tolist()
    for line in result.themes.to_dict("records"):
        one = facts["themes"][line["id"]]
        for name in ("coherence_c_v", "npmi", "exclusivity", "stability", "share_ru", "share_en"):
            assert one[name] == line[name] or (one[name] is None and pd.isna(line[name]))
        assert line["frex_words"] == "; ".join(one["frex_words"])
    coded = result.coded[result.coded["status"] == "coded"]
    assert facts["unassigned"] == pytest.approx((coded["themes"] == "").mean(), abs=1e-4)
    assert result.themes["npmi"].notna().any()


def test_of_a_long_text_the_most_telling_sentence_is_quoted_verbatim() -> None:
    filler = "The weather report for the coast was read aloud twice that morning. " * 8
    text = f"{filler}\\n\\n2. **Work**: Exams and lectures leave <b>no time</b> for sleep. {filler}"
    result = otklik.run(pd.DataFrame({"text": [text]}), text="text")
    quote = next(theme for theme in result.found if theme.id == "time_load").exemplars[0].text
    assert quote in text
    assert "<b>no time</b>" in quote
    assert len(quote) < 100


def test_an_existing_folder_is_never_overwritten_unasked(result: otklik.Result, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(UserError):
        result.save(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.txt"]
    result.save(tmp_path / "out", overwrite=True)
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "out" / "coded.csv").exists()


def test_stages_are_told_in_their_order(survey: Path) -> None:
    told: list[str] = []
    otklik.run(survey, progress=told.append)
    assert told == ["read", "clean", "words", "themes", "attitudes", "measure"]


def test_files_that_name_their_question_differently_keep_all_their_answers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,Why not?\n1,no time for it\n2,exams come first\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,Почему?\n1,нет времени на это\n", encoding="utf-8")
    result = otklik.run([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert result.coded["status"].tolist() == ["coded"] * 3
    assert result.text_columns == ("Why not?", "Почему?")


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for year in ("2022", "2023"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "results.csv").write_text("id,text\n1,no time for it\n", encoding="utf-8")
    result = otklik.run([tmp_path / "2022" / "results.csv", tmp_path / "2023" / "results.csv"], by="file")
    assert result.coded["file"].nunique() == 2


def test_of_a_few_answers_nobody_can_tell_whether_the_model_suits(result: otklik.Result) -> None:
    assert result.run["pack"]["suits"] is None
    assert result.coded.loc[result.coded["status"] == "coded", "needs_person"].all()
    assert any("too few" in remark for remark in result.remarks)


def test_an_unknown_theme_model_is_a_sentence() -> None:
    with pytest.raises(UserError, match="no theme model"):
        otklik.run(pd.DataFrame({"text": ["no time"]}), text="text", theme_model="x")  # type: ignore[arg-type]


def test_tables_are_the_same_in_both_languages_but_for_names(survey: Path, tmp_path: Path) -> None:
    from otklik import messages

    tables = {}
    for lang in ("ru", "en"):
        messages.use(lang)
        result = otklik.run(survey, by="район")
        assert result.run["parameters"]["interface"] == lang
        tables[lang] = (result.coded, result.groups.drop(columns="name"))
    pd.testing.assert_frame_equal(tables["ru"][0], tables["en"][0])
    pd.testing.assert_frame_equal(tables["ru"][1], tables["en"][1])


def test_that_nothing_was_found_is_said(survey: Path) -> None:
    assert any("No new topics" in remark for remark in otklik.run(survey, codebook="none").remarks)
    assert not any("No new topics" in remark for remark in otklik.run(survey).remarks)
