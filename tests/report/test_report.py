"""The page: everything on it is escaped, nothing on it runs, and it says what it counts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import otklik
from otklik import messages

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style><script>x</script>", "\"><svg onload=x>",
    "<a href='javascript:x'>нет времени</a>", "{{ 7*7 }}", "{% raw %}", "<iframe src=//x>",
    "&lt;script&gt;", "</blockquote><b>",
]  # fmt: skip


LINES = [
    ("нет времени, учёба и экзамены каждый день", "no time, exams and classes every day"),
    ("получаешь навыки и практику в клинике", "we gain skills and practice at the ward"),
    ("платят баллами для ординатуры", "it earns credit for my cv"),
    ("сказать об этом просто нечего", "there is hardly anything to say"),
]
TWO_LANGUAGES = [f"{line} {at}" for at in range(60) for line in LINES[at % 9 % 4]]


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def page(tmp_path: Path) -> Page:
    texts = [f"нет времени, учёба и экзамены {payload} ещё слова здесь" for payload in PAYLOADS] + PAYLOADS
    frame = pd.DataFrame({"text": texts, "<b>by</b>": PAYLOADS * 2})
    path = otklik.run(frame, text="text", by="<b>by</b>").report(tmp_path / "r.html")
    return Page(path.read_text(encoding="utf-8"))


def test_nothing_that_people_wrote_becomes_part_of_the_page(page: Page) -> None:
    assert not {"script", "img", "iframe", "object", "embed", "form", "link", "foreignobject", "use"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    links = {value for name, value in page.attributes if name in {"href", "src", "xlink:href"}}
    assert links and all(re.fullmatch("#[a-z]+[0-9]*", value or "") for value in links)
    assert "49" not in page.text.split("{{")[0][:50]
    assert "{{ 7*7 }}" in page.text


def test_the_page_asks_nothing_of_the_network(page: Page) -> None:
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in page.attributes


def test_the_page_says_that_its_shares_are_a_machine_count(survey: Path, tmp_path: Path) -> None:
    html = otklik.run(survey).report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Machine count, not an estimate." in html


@pytest.mark.parametrize(("lang", "title"), [("ru", "Что ответили люди"), ("en", "What people answered")])
def test_the_page_speaks_the_language_of_the_interface(
    survey: Path, tmp_path: Path, lang: messages.Interface, title: str
) -> None:
    messages.use(lang)
    html = otklik.run(survey, by="район").report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in html
    assert title in html


def test_the_page_shows_groups_themes_covariates_and_what_was_set_aside(survey: Path, tmp_path: Path) -> None:
    result = otklik.run(survey, by="район")
    page = Page(result.report(tmp_path / "r.html").read_text(encoding="utf-8"))
    for shown in ("confident", "time and workload", "By район", "ЦФО", "neither Russian nor English", "“-”", "“👍”"):
        assert shown in page.text, shown


@pytest.mark.parametrize(
    ("lang", "title", "cannot"),
    [("ru", "Насколько этим темам можно верить", "Не говорит"), ("en", "How far these themes", "It cannot")],
)
def test_the_page_says_how_far_themes_can_be_trusted_and_what_no_number_says(
    tmp_path: Path, lang: messages.Interface, title: str, cannot: str
) -> None:
    messages.use(lang)
    result = otklik.run(pd.DataFrame({"text": TWO_LANGUAGES}), text="text")
    page = Page(result.report(tmp_path / "r.html").read_text(encoding="utf-8"))
    section = page.text[page.text.index(title) :]
    assert section.count(cannot) >= 4
    assert all(messages.say(f"trust_{name}") in section for name in ("npmi", "exclusivity", "stability", "share_en"))
    trust = next(theme.trust for theme in result.found if theme.id == "time_load")
    assert trust.stability is not None and trust.npmi is not None
    assert f"{trust.stability:.2f}" in section
    assert messages.say("quotes_rule") in page.text
    alike = result.run["theme_trust"]["languages"]
    assert f"{alike['profile']:.2f}" in section and messages.say("trust_no_languages") not in section


def test_what_a_small_survey_cannot_tell_of_its_themes_is_said(survey: Path, tmp_path: Path) -> None:
    page = Page(otklik.run(survey).report(tmp_path / "r.html").read_text(encoding="utf-8"))
    for sentence in (messages.say("trust_no_stability", least=40), messages.say("trust_no_languages")):
        assert sentence in page.text
    assert "0 times" not in page.text


def test_groups_of_answers_to_another_question_are_folded_away_under_a_warning(tmp_path: Path) -> None:
    nouns = ("kernel", "server", "browser", "notebook", "memory", "launch", "session", "container", "file", "package")
    texts = [f"The {noun} takes long before the {other} crashes" for noun in nouns for other in nouns]
    html = (
        otklik.run(pd.DataFrame({"text": texts}), text="text").report(tmp_path / "r.html").read_text(encoding="utf-8")
    )
    warning, folded, groups = (html.index(part) for part in ('alarm">', "all the same</summary>", ">confident</th>"))
    assert warning < folded < groups


def test_five_thousand_values_are_not_five_thousand_rows_of_the_page(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"text": ["нет времени на учёбу", "made friends"] * 2500, "who": [f"v{n}" for n in range(5000)]}
    )
    result = otklik.run(frame, text="text", by="who")
    assert result.groups["value"].nunique() == 5001
    html = result.report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert len(html) < 1_000_000
    assert "4\u202f970 more values" in html


def test_a_survey_in_which_nothing_could_be_coded_still_has_a_page(tmp_path: Path) -> None:
    result = otklik.run(pd.DataFrame({"text": ["-", "", "n/a"]}), text="text", by="text")
    html = result.report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert "No answer could be coded" in html
