"""Neighbours choose between the readings of a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from otklik import words

RUSSIAN = """\
я его понимаю|его|он
его работа важна|его|его
на их взгляд это нужно|их|их
их здесь много|их|он
все люди разные|все|весь
все хотят жить|все|все
в этом деле нужен опыт|этом|этот
я об этом думал|этом|это
у него есть время|есть|быть
мы хотим есть|есть|есть
сколько стоит проезд|стоит|стоить
он стоит у двери|стоит|стоять
мы сидим дома|дома|дома
около нашего дома нет парка|дома|дом
она начала помогать|начала|начать
с самого начала|начала|начало
в том числе студентам|том|тот
о том , что важно|том|то
в XXI в. мир другой|в.|век
она привезла еду|еду|еда
я еду в больницу|еду|ехать"""

ENGLISH = """\
her work matters|her|her
I helped her .|her|she
please help us .|us|we
it 's great|'s|be
my friend 's car|'s|'s
it 's been hard|'s|have
let 's go|'s|we
the meeting was long|meeting|meeting
we are meeting tomorrow|meeting|meet
at 7 am we start|am|a.m.
I am tired|am|be
that means nothing|means|mean
lack of thought .|thought|thought
I thought about it|thought|think"""


def rows(listed: str) -> list[tuple[str, str, str]]:
    return [(text, form, lemma) for text, form, lemma in (line.split("|") for line in listed.splitlines())]


@pytest.mark.parametrize(("text", "form", "lemma"), [*rows(RUSSIAN.replace("|он\nвсе", "|они\nвсе")), *rows(ENGLISH)])
def test_the_reading_is_the_one_that_neighbours_ask_for(text: str, form: str, lemma: str) -> None:
    tokens = text.split()
    assert words.lemmas(tokens)[tokens.index(form)] == lemma


def test_counting_gives_every_reading_a_type_of_its_own() -> None:
    counted = words.count(["я его вижу", "его дом", "его"])
    lemmas = [counted.lemmas[at] for at, form in zip(counted.lemma_of, counted.types, strict=True) if form == "его"]
    assert sorted(lemmas) == ["его", "он"]
    assert dict(zip(counted.lemmas, counted.lemma_counts().sum(axis=0).tolist(), strict=True))["его"] == 1


def test_a_text_ends_where_it_ends() -> None:
    # "его" at the end of one text is no possessive of the first word of the next.
    apart = words.count(["я вижу его", "дом"])
    assert "его" not in apart.lemmas and "он" in apart.lemmas


def test_a_reading_that_no_token_has_leaves_no_lemma_behind() -> None:
    assert words.count(["HER"]).lemmas == ["she"]


def test_pronouns_in_capitals_are_no_country_but_the_country_is() -> None:
    assert words.lemmas(["in", "the", "US"])[2] == "us"
    assert words.lemmas(["tell", "us"])[1] == "we"


CORPUS = Path(__file__).parents[2] / "corpora" / "words" / "lemmas.tsv"


@pytest.mark.parametrize(("lang", "least"), [("ru", 0.93), ("en", 0.95)])
def test_survey_sentences_dense_in_ambiguous_forms_get_their_lemmas(lang: str, least: float) -> None:
    lines = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines()[1:]]
    right = total = 0
    for part, language, text, gold in lines:
        if part == "dev" and language == lang:
            found = words.lemmas(text.split(" "), language)  # type: ignore[arg-type]
            right += sum(a == b for a, b in zip(found, gold.split(" "), strict=True))
            total += len(found)
    assert total > 400 and right / total >= least
