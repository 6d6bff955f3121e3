"""Literature compared from Python: the right themes in the right sources, and every number with its evidence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import otklik
from otklik import UserError
from otklik.results.comparison import Comparison

CORPUS = Path(__file__).parents[1] / "corpora" / "literature"
TEXTS = sorted(CORPUS.glob("*_*.md"))

ABSTRACT = """\
Two trends have been identified. The first sees volunteering as a function of a university, the second sees volunteering
as an element of socialization. In the first trend four groups were found: confident, agreeing, doubting and denying, in
the second: enthusiastic, positive, neutral and negative.

Keywords: volunteering; doctor

Funding. None.

For citation: Iudin A.A., Zolin I.E. Volunteering in medical school. Medical Education. 2024; 15 (3): 83–99.
"""
SECTIONS = {
    "Meeting other cultures": ("diversity", "They meet migrants and people of every culture and background."),
    "Causes of illness": ("determinants", "Poverty and poor housing keep the homeless from access to care."),
    "Compassion": ("empathy", "They learn compassion and kindness at the bed of a suffering patient."),
    "Clinical skills": ("skills", "Suturing and blood pressure are practised with real patients."),
    "Joy": ("fulfilment", "They come home happy and call it meaningful and rewarding."),
    "Mentors": ("networking", "Friends and mentors come out of it, and a network of colleagues."),
    "Resilience": ("growth", "They become mature and cope with stress."),
    "Reflection": ("reflection", "They reflect on their vocation and choice of profession."),
}


@pytest.fixture
def abstract(tmp_path: Path) -> Path:
    path = tmp_path / "abstract.txt"
    path.write_text(ABSTRACT, encoding="utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    listed = [f"{n}. **{head}**: {text}" for n, (head, (_, text)) in enumerate(SECTIONS.items(), start=1)]
    body = "Service changes students.\\n\\n" + "\\n\\n".join(listed)
    path = tmp_path / "article.md"
    path.write_text(f"---\ntitle: Service\nauthor: Lee\ndate: 2025-02-08\nanswer: >-\n  {body}\n---\n\n&nbsp;\n",
                    encoding="utf-8")  # fmt: skip
    return path


@pytest.fixture(scope="module")
def corpus() -> Comparison:
    return otklik.compare(TEXTS)


def leading(comparison: Comparison, file: str, n: int) -> set[str]:
    source = comparison.sources.set_index("file")["source"][file]
    mine = comparison.matrix[comparison.matrix["source"] == source]
    return set(mine.nlargest(n, "share")["theme"])


def test_each_numbered_section_is_found_with_its_own_theme(article: Path, abstract: Path) -> None:
    sections = otklik.compare([abstract, article]).sections
    assert sections["number"].tolist() == [str(n) for n in range(1, 9)]
    assert dict(zip(sections["heading"], sections["theme"], strict=True)) == {
        head: theme for head, (theme, _) in SECTIONS.items()
    }


def test_trends_and_groups_are_found_by_name_with_their_quotes(abstract: Path) -> None:
    comparison = otklik.compare(abstract)
    names = comparison.names
    assert names["code"][names["kind"] == "scale"].tolist() == ["institution", "socialization"]
    assert names["code"][names["kind"] == "group"].tolist() == [
        "confident", "agreeing", "doubting", "denying", "enthusiastic", "positive", "neutral", "negative",
    ]  # fmt: skip
    text = comparison.sources["text"][0]
    assert all(text[one.start : one.stop] == one.text for one in names.itertuples())


def test_what_a_text_says_of_itself_becomes_its_fields(abstract: Path) -> None:
    line = otklik.compare(abstract).sources.iloc[0]
    assert line["title"] == "Volunteering in medical school"
    assert line["authors"] == "Iudin A.A.; Zolin I.E."
    assert (line["year"], line["journal"], line["label"]) == ("2024", "Medical Education", "Iudin 2024")
    assert line["keywords"] == "volunteering; doctor"


def test_the_constructed_texts_lead_with_the_themes_they_were_written_for(corpus: Comparison) -> None:
    assert {"coercion", "time_load"} <= leading(corpus, "ru_abstract_formality.md", 3)
    assert {"empathy", "risk"} <= leading(corpus, "ru_article_hospice.md", 3)
    assert {"skills", "career"} <= leading(corpus, "en_abstract_clinic.md", 3)
    assert {"determinants", "exploitation"} <= leading(corpus, "en_article_rural.md", 4)


def test_a_theme_loud_in_one_literature_is_key_for_it_alone(corpus: Comparison) -> None:
    keys = corpus.keyness[(corpus.keyness["kind"] == "theme") & (corpus.keyness["p_adjusted"] < 0.05)]
    loud = keys[keys["difference"] > 0].groupby("label")["item"].agg(set).to_dict()
    assert "coercion" in loud["Ключарёва 2022"]
    assert "empathy" in loud["Верещагина 2023"]
    assert not loud["Ключарёва 2022"] & loud["Верещагина 2023"]


def test_quotes_are_cut_from_the_original_and_match_the_counts(corpus: Comparison) -> None:
    texts = corpus.sources.set_index("source")["text"]
    assert all(texts[one.source][one.start : one.stop] == one.text for one in corpus.quotes.itertuples())
    counted = corpus.quotes.groupby(["source", "theme"]).size()
    for one in corpus.matrix[corpus.matrix["count"] > 0].itertuples():
        assert counted[one.source, one.theme] == one.count


def test_references_and_thanks_speak_of_no_theme(corpus: Comparison) -> None:
    aside = corpus.set_aside.groupby("reason").size()
    assert {"references", "funding", "acknowledgements", "interests", "affiliation", "keywords"} <= set(aside.index)
    assert not corpus.quotes["text"].str.contains("Westmarch: Invented Press|Лукошкин").any()


def test_short_sources_have_wide_intervals(corpus: Comparison) -> None:
    width = (corpus.matrix["high"] - corpus.matrix["low"]).groupby(corpus.matrix["n"]).mean()
    assert width.is_monotonic_decreasing
    assert (corpus.matrix["n_effective"] <= corpus.matrix["n"]).all()


def test_silence_is_told_from_shortness(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("Friends are good. So is a team.", encoding="utf-8")
    loud = " ".join(f"They felt compassion for patient {n}." for n in range(40))
    (tmp_path / "loud.txt").write_text(loud, encoding="utf-8")
    silent = " ".join(f"They practised a suture on patient {n}." for n in range(40))
    (tmp_path / "silent.txt").write_text(silent, encoding="utf-8")
    matrix = otklik.compare(sorted(tmp_path.glob("*.txt"))).matrix.set_index(["label", "theme"])["presence"]
    assert matrix["loud", "empathy"] == "present"
    assert matrix["silent", "empathy"] == "absent"
    assert matrix["short", "empathy"] == "too_short"
    assert matrix["short", "risk"] == "nowhere"


def test_answers_of_a_survey_are_one_more_source(survey: Path) -> None:
    comparison = otklik.compare(TEXTS, answers=survey, text="Ваше мнение")
    line = comparison.sources.iloc[-1]
    assert (line["kind"], line["effective_sentences"]) == ("answers", 6)
    mine = comparison.quotes[comparison.quotes["source"] == line["source"]]
    rows = pd.read_csv(survey, sep=";", dtype=str).loc[mine["row"] - 2, "Ваше мнение"]
    pairs = zip(rows, mine.itertuples(), strict=True)
    assert all(answer[one.start : one.stop] == one.text for answer, one in pairs)
    assert {"empty", "non_answer", "other_language"} <= set(comparison.set_aside["reason"])


def test_the_order_of_files_changes_no_share() -> None:
    there, back = otklik.compare(TEXTS).matrix, otklik.compare(TEXTS[::-1]).matrix
    keys = ["label", "theme"]
    columns = [*keys, "count", "n", "n_effective", "share", "presence"]
    pd.testing.assert_frame_equal(there[columns].sort_values(keys, ignore_index=True),
                                  back[columns].sort_values(keys, ignore_index=True))  # fmt: skip


def test_same_input_same_bytes(tmp_path: Path) -> None:
    first = otklik.compare(TEXTS).save(tmp_path / "a")
    second = otklik.compare(TEXTS).save(tmp_path / "b")
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name
    book = openpyxl.load_workbook(tmp_path / "a" / "themes_by_source.xlsx")
    assert {"sources", "matrix", "quotes", "keyness", "agreement", "set_aside"} <= set(book.sheetnames)


def test_text_that_looks_like_markup_stays_text_on_the_page(tmp_path: Path) -> None:
    evil = "---\ntitle: <script>alert(1)</script>\n---\nCompassion <img src=x onerror=y> for {{ 7*7 }} patients.\n"
    (tmp_path / "evil.md").write_text(evil, encoding="utf-8")
    html = otklik.compare(tmp_path / "evil.md").report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7*7 }}" in html


def test_each_filled_cell_of_the_page_opens_its_quotes(corpus: Comparison, tmp_path: Path) -> None:
    html = corpus.report(tmp_path / "r.html").read_text(encoding="utf-8")
    filled = corpus.matrix[corpus.matrix["count"] > 0]
    assert html.count('class="panel"') == html.count('class="cell" href="#q-') == len(filled)


@pytest.mark.parametrize(
    ("text", "cause"),
    [("References\n\n1. Lee A. B. Wards. 2019; 4 (2): 3–9.", "Nothing but"), ("Das ist sehr gut für die Studenten und "
     "für alle anderen Menschen in der Stadt.", "neither Russian nor English")],
)  # fmt: skip
def test_a_source_with_nothing_to_compare_is_told(tmp_path: Path, text: str, cause: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=cause):
        otklik.compare(tmp_path / "a.txt")
    aside = otklik.compare([tmp_path / "a.txt", *TEXTS]).set_aside
    assert aside["cause"].str.contains(cause).sum() == 1
