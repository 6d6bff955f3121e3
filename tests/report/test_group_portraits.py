"""Portraits of groups on the page: every word as it was written, marked, and nothing of it alive."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import otklik
from otklik import messages
from otklik.attitudes import Part
from otklik.attitudes.portraits import TellingWord
from otklik.report import page
from otklik.results.run import Exemplar, GroupPortrait, Result

SAID = ("Вуз обязан всё это организовать", "The school must organise all of it", "Вузу нечего лезть, это рабство")
TEXTS = [
    f"{begin} {end}"
    for begin in SAID
    for end in ("для нас", "и точка", "every year", "на каждом курсе", "at last")
]  # fmt: skip
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img onerror=x src=y>',
            "</strong></p>",
            "{{ 7*7 }}",
            "&lt;b&gt;",
            "'",
            "\u202e",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
)


@pytest.fixture(scope="module")
def result() -> Result:
    return otklik.run(pd.DataFrame({"text": TEXTS}), text="text")


class Quotes(HTMLParser):
    """Reads the quotes of portraits: their whole text, and what is marked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.marked: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self._inside: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(given)
        self._inside.append((tag, given.get("class", ""), given.get("title", "")))
        if tag == "bdi":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _, _ in self._inside]
        if "bdi" in tags:
            self.texts[-1] += data
            tag, spoke, weight = self._inside[-1]
            if tag != "bdi":
                self.marked.append((data, spoke, weight))
        elif ("p", "words", "") in self._inside:
            self.words += [word.strip() for word in data.split(" · ")]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(HOSTILE, min_size=1, max_size=6), HOSTILE)
def test_whatever_people_wrote_is_shown_as_they_wrote_it_and_does_nothing(
    result: Result, pieces: list[str], word: str
) -> None:
    text, parts = "", []
    for at, piece in enumerate(pieces):
        parts.append(Part(len(text), len(text) + len(piece), 2.0 if at % 2 == 0 else -1.0))
        text += piece + " "
    scale = result.scales[0]
    group = scale.groups[0].id
    told = TellingWord(word, "ru", 0.5, 3, 10)
    portrait = GroupPortrait(scale.id, group, (told,), (Exemplar(2, "ru", text, tuple(parts)),))
    shown = replace(result, portraits=(portrait,), found=(), held=(), crosses=None)
    found = Quotes(page.render(shown))
    assert found.tags <= set(
        "html head meta title style body main p h1 h2 h3 h4 div b span table thead tbody tr th td details summary dl "
        "dt dd article strong em small blockquote bdi footer i ul li br code nav a".split()
    )
    assert not {name for name in found.attributes if name.startswith("on") or name == "src"}
    assert text in found.texts
    wanted = [(piece, "against" if at % 2 else "for", "−1.0" if at % 2 else "+2.0") for at, piece in enumerate(pieces)]
    assert found.marked == wanted


def test_weak_words_are_not_marked_and_a_cut_quote_marks_nothing_beyond_its_end(result: Result) -> None:
    parts = (Part(0, 2, 2.0), Part(3, 5, 0.49), Part(6, 8, -0.5), Part(700, 702, 9.0 / 5))
    assert page._marked(Exemplar(2, "ru", "да но не" + "." * 700, parts)) == [
        ("да", "for", "+2.0"),
        (" но ", "", ""),
        ("не", "against", "−0.5"),
        ("." * 591 + "…", "", ""),
    ]
    assert page._marked(Exemplar(2, "ru", "да", ())) == [("да", "", "")]


@pytest.mark.parametrize(
    ("lang", "title", "legend", "words", "others"),
    [
        ("ru", "Что говорило за каждую группу", "говорило против", "русские ответы", "Все остальные"),
        ("en", "What spoke for each group", "spoke against it", "Russian answers", "All others"),
    ],
)
def test_groups_are_shown_with_words_quotes_and_a_legend_in_both_languages(
    result: Result, lang: messages.Interface, title: str, legend: str, words: str, others: str
) -> None:
    messages.use(lang)
    html = page.render(result)
    groups = result.groups[(result.groups["by"] == "") & (result.groups["count"] > 0)]
    cards = groups["variable"].isin(["institution", "socialization"]) & (groups["code"] != "not_expressed")
    assert html.count(f"<h3>{title}</h3>") == groups.loc[cards, "variable"].nunique()
    assert html.count('class="theme portrait"') == cards.sum() == html.count(f">{others}</th>")
    assert f'<em class="against">{legend}</em>' in html and words in html
    assert re.search(r'<strong class="for" title="\+\d\.\d">обязан</strong>', html)


def test_marks_differ_without_colour(result: Result) -> None:
    style = page.render(result).partition("<style>")[2].partition("</style>")[0]
    spoke_for, against = (re.search(rf"\.{name} {{([^}}]*)}}", style) for name in ("for", "against"))
    assert spoke_for and "font-weight:700" in spoke_for[1] and "dotted" not in spoke_for[1]
    assert against and "dotted" in against[1] and "font-weight" not in against[1]


def test_quotes_of_portraits_are_cut_from_the_original_and_their_parts_are_its_words(result: Result) -> None:
    shown = [quote for portrait in result.portraits for quote in portrait.exemplars]
    assert shown
    for quote in shown:
        assert quote.text == TEXTS[quote.row - 1]
        assert [quote.text[part.start : part.stop] for part in quote.parts] == [
            token.text for token in otklik.words.tokens(quote.text)
        ]


def test_markup_that_an_answer_brought_along_keeps_its_place(tmp_path: Path) -> None:
    texts = [f"<b>Вуз</b> о&shy;бязан {text}" for text in TEXTS]
    found = otklik.run(pd.DataFrame({"text": texts}), text="text")
    quotes = [quote for portrait in found.portraits for quote in portrait.exemplars]
    assert {quote.text for quote in quotes} <= set(texts)
    words = {quote.text[part.start : part.stop] for quote in quotes for part in quote.parts}
    assert "о&shy;бязан" in words


def test_the_table_of_telling_words_is_written_where_a_scale_was_coded(result: Result, tmp_path: Path) -> None:
    paths = result.save(tmp_path / "with")
    table = pd.read_csv(tmp_path / "with" / "telling.csv")
    assert table.columns.tolist() == ["scale", "group", "language", "word", "contribution", "texts", "n"]
    assert "обязан" in table.loc[(table["group"] == "confident") & (table["language"] == "ru"), "word"].tolist()
    assert (tmp_path / "with" / "telling.csv") in paths
    plain = otklik.run(pd.DataFrame({"text": TEXTS}), text="text", codebook="none")
    assert plain.telling is None and plain.portraits == ()
    assert "telling.csv" not in {path.name for path in plain.save(tmp_path / "without")}
