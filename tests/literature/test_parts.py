"""What is text and what is wrapping: nothing is lost, and every piece has its place in the original."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik import codebook
from otklik.literature import names
from otklik.literature.segments import take_apart

ARTICLE = """\
UDC 61:37

Lee A. B., Orlov C. D.

Department of Wards, University of Westmarch, Westmarch, UK

Received 12 May 2020; accepted 1 June 2020

## 1. Introduction

Students meet patients. They learn
to listen to them.

2. Results

1. **Empathy**: They grow kinder. Patients notice.
2. **Skills**: They learn to suture.

In summary, it is worth the time.

Acknowledgements

We thank everybody.

Список литературы

1. Lee A. B. Wards. 2019; 4 (2): 3–9.
2. Kim Who reaches the ward
"""


def kinds(text: str) -> list[str]:
    return [one.kind for one in take_apart(text).left]


def test_an_article_is_its_sentences_under_its_headings() -> None:
    article = take_apart(ARTICLE)
    found = [(article.sections[one.section].heading, one.text) for one in article.sentences]
    assert found == [
        ("Introduction", "Students meet patients."),
        ("Introduction", "They learn to listen to them."),
        ("Empathy", "1. **Empathy**: They grow kinder."),
        ("Empathy", "Patients notice."),
        ("Skills", "2. **Skills**: They learn to suture."),
        ("Results", "In summary, it is worth the time."),
    ]


def test_the_wrapping_of_an_article_is_set_aside_by_its_name() -> None:
    assert kinds(ARTICLE) == [
        "identifiers", "authors", "affiliation", "history", "heading", "heading", "acknowledgements",
        "acknowledgements", "references", "references", "references",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Funding. The study had no sponsor support.", "funding"),
        ("**Финансирование**: отсутствует.", "funding"),
        ("Ключевые слова: волонтёрство; врач", "keywords"),
        ("Конфликт интересов. Авторы заявляют о его отсутствии.", "interests"),
        ("Для цитирования: Иванов И.И. Руки врача. Журнал. 2020; 1: 3.", "citation"),
        ("Иванов Иван, доцент, кафедра хирургии, 603000, Россия, ivanov@example.org", "affiliation"),
        ("© The Authors 2020", "licence"),
        ("doi: 10.1000/abc", "identifiers"),
        ("***", "no_words"),
    ],
)
def test_wrapping_is_known_by_its_looks_in_both_languages(line: str, kind: str) -> None:
    assert kinds(f"Students help people.\n\n{line}\n\nThey like it.") == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "Funding for volunteers is scarce, and students pay for the bus.",
        "Literature on volunteering keeps growing.",
        "Our university has a hospital in Moscow, and students like it.",
        "Благодарности больных важнее грамот.",
        "In 2023 we asked 819 students.",
        "Published studies of 2020 say little of it.",
    ],
)
def test_sentences_about_such_things_stay_text(line: str) -> None:
    assert [one.text for one in take_apart(line).sentences] == [line]


PIECES = st.sampled_from(
    ["Students help.", "# Heading", "Funding. None.", "References", "1. Lee A. B. 2020; 3 (1): 2–4.", "**A**: b", "",
     "&nbsp;", "&mdash; да&shy;льше", "***", "ёжик 😀 Э́то оооочень!", "\\n", "<b>жирно</b>. И ещё", "  ", "\u200b"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=30), max_size=12))
def test_every_visible_letter_is_in_one_sentence_or_set_aside_and_places_are_true(lines: list[str]) -> None:
    text = "\n".join(lines)
    article = take_apart(text)
    spans = sorted([(one.start, one.stop) for one in (*article.sentences, *article.left)])
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {at for start, stop in spans for at in range(start, stop)}
    plain = "<" not in text and "&" not in text and "\\" not in text
    assert not plain or {at for at, letter in enumerate(text) if letter.isalpha()} <= covered


@given(st.lists(st.text("абвгд ", min_size=1, max_size=20), min_size=1, max_size=6))
def test_plain_sentences_are_quoted_as_they_stand(words: list[str]) -> None:
    text = "\n\n".join(f"Вот {word.strip()} и всё." for word in words)
    assert [text[one.start : one.stop] for one in take_apart(text).sentences] == text.split("\n\n")


def test_groups_are_found_by_name_where_they_are_listed_and_not_where_a_word_is_used() -> None:
    book = codebook.load("volunteering")
    listed = "Выделены группы: уверенные, согласные, сомневающиеся и отрицающие."
    assert [one.code for one in names.find([listed], book)] == ["confident", "agreeing", "doubting", "denying"]
    assert names.find(["The effect was positive.", "Студенты были уверены в себе."], book) == []
    trend = "Волонтёрство рассматривается как функция вуза."
    assert [one.code for one in names.find([trend], book)] == ["institution"]
