"""The dictionary form of a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import clean, words
from otklik.words.lemmatizer import is_function_word

QUICK = settings(max_examples=200, deadline=None, derandomize=True)
GOLDEN = (Path(__file__).parents[1] / "golden" / "lemmas.txt").read_text(encoding="utf-8").splitlines()

RUSSIAN_FORMS = """\
больницами больница, больных больной, вижу видеть, видели видеть, внимания внимание, врачами врач, врачей врач
времени время, деревню деревня, детей ребенок, добрые добрый, друзей друг, друзья друг, душой душа
жизнью жизнь, зарплату зарплата, знаний знание, знаю знать, идут идти, шли идти, ищут искать, книги книга
лечат лечить, лет год, матери мать, мешает мешать, могут мочь, молодёжь молодежь, научился научиться, ночей ночь
нужны нужный, обязаны обязать, опыта опыт, отчётов отчет, ошибки ошибка, пациентов пациент, пенсионерам пенсионер
платят платить, плохие плохой, пожилым пожилой, полезного полезный, помогаю помогать, помогли помочь
помощи помощь, поняла понять, практику практика, приходят приходить, работающих работать, ребятам ребята, рук рука
семьёй семья, сказали сказать, смен смена, студентке студентка, умею уметь, устал устать, учёбой учеба, хотят хотеть
часами час, чувствуешь чувствовать, школьникам школьник, экзамены экзамен, эмоций эмоция, языка язык, пошли пойти
рада рад, уверена уверенный, мыл мыть, вузе вуз, баллы балл, волонтёрам волонтер, соцсетях соцсеть, онлайне онлайн"""

ENGLISH_FORMS = """\
hospitals hospital, people people, children child, men man, women woman, feet foot, lives life, studies study
helped help, helping help, helps help, gave give, given give, went go, gone go, was be, were be, been be, is be
taught teach, thought think, thinking think, playing play, paid pay, lying lie, worse bad, better good, best good
happier happy, wanted want, stopped stop, tried try, tries try, made make, making make, hours hour, nurses nurse
communities community, stories story, families family, knew know, known know, wrote write, written write, felt feel
met meet, slept sleep, spoke speak, spoken speak, took take, taken take, told tell, boxes box, buses bus, jobs job
organised organise, volunteers volunteer, universities university, doctors doctor, nights night, mixed mix"""


def pairs(listed: str) -> list[tuple[str, str]]:
    found = [tuple(pair.split()) for pair in listed.replace("\n", ", ").split(", ")]
    return [(form, lemma) for form, lemma in found]


@pytest.mark.parametrize("line", GOLDEN)
def test_survey_lines_have_these_lemmas(line: str) -> None:
    text, expected = line.split("\t")
    tokens = words.tokens(text)
    lemmas = words.lemmas([token.text for token in tokens])
    assert " ".join(lemma for token, lemma in zip(tokens, lemmas, strict=True) if token.kind == "word") == expected


def test_at_least_forty_lines_are_golden() -> None:
    assert len(GOLDEN) >= 40


@pytest.mark.parametrize(("listed", "least"), [(RUSSIAN_FORMS, 70), (ENGLISH_FORMS, 60)])
def test_ninety_six_of_a_hundred_common_forms_get_the_lemma_of_a_dictionary(listed: str, least: int) -> None:
    checked = pairs(listed)
    wrong = [(form, words.lemma(form), lemma) for form, lemma in checked if words.lemma(form) != lemma]
    assert len(checked) >= least
    assert len(wrong) <= 0.04 * len(checked), wrong


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("ёлка", "елка"),
        ("Ещё", "еще"),
        ("ВОЛОНТЁРАМИ", "волонтер"),
        ("нашёл", "найти"),
        ("нашел", "найти"),
    ],
)
def test_lemmas_are_in_small_letters_without_yo(form: str, lemma: str) -> None:
    assert words.lemma(form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("оочень", "очень"),
        ("Ооочень", "очень"),
        ("спасиибо", "спасибо"),
        ("soo", "so"),
        ("goood", "good"),
        ("looove", "love"),
    ],
)
def test_drawn_out_words_are_shortened_to_a_known_one(form: str, lemma: str) -> None:
    assert words.lemma(form) == lemma


@pytest.mark.parametrize("form", ["ссора", "длинный", "касса", "группа", "good", "need", "class", "happy"])
def test_double_letters_of_a_dictionary_stay(form: str) -> None:
    assert words.lemma(form) == form


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("n't", "not"), ("n’t", "not"), ("'m", "be"), ("’ll", "will"), ("ca", "can"), ("wo", "will"), ("'s", "'s")],
)
def test_english_clitics_become_words(form: str, lemma: str) -> None:
    assert words.lemma(form) == lemma


@pytest.mark.parametrize(
    ("typed", "lemma"),
    [
        ("Э\u0301то", "это"),
        ("ин<b>фор</b>мацию", "информация"),
        ("людь&shy;ми", "человек"),
        ("п̶л̶о̶х̶о̶", "плохо"),
        ("Даааа", "да"),
    ],
)
def test_a_form_as_typed_has_the_lemma_of_the_clean_form(typed: str, lemma: str) -> None:
    assert words.lemma(typed) == words.lemma(clean.text(typed).text) == lemma


@pytest.mark.parametrize("form", ["волонтёрили", "хайповый", "кринжово", "debriefs", "zoomed"])
def test_a_word_of_no_dictionary_is_guessed_in_small_letters(form: str) -> None:
    assert words.lemma(form)[:3] == form[:3].replace("ё", "е")


def test_the_script_decides_unless_a_language_is_given() -> None:
    assert words.lemma("стали") == words.lemma("стали", "ru") == "стать"
    assert words.lemma("met") == words.lemma("met", "en") == "meet"


def test_one_lemma_for_each_token() -> None:
    assert words.lemmas(["студенты", "помогают", ",", "12:30", "👍", ""]) == [
        "студент",
        "помогать",
        ",",
        "12:30",
        "👍",
        "",
    ]


@QUICK
@given(st.text(st.characters(codec=None), max_size=30))
def test_any_form_has_a_lemma_and_always_the_same(form: str) -> None:
    found = words.lemma(form)
    assert found == words.lemma(form) == found.lower()
    assert found or not any(map(str.isalpha, clean.text(form).text))


@QUICK
@given(st.sampled_from(pairs(RUSSIAN_FORMS) + pairs(ENGLISH_FORMS)))
def test_case_and_yo_do_not_matter(pair: tuple[str, str]) -> None:
    form = pair[0]
    assert words.lemma(form) == words.lemma(form.upper()) == words.lemma(form.title())
    assert words.lemma(form.replace("ё", "е")) == words.lemma(form)


@pytest.mark.parametrize(
    "form", "и не на потому очень это который свой кто быть было ну бы the and is don't n't 's about really я a".split()
)
def test_function_words_carry_no_theme(form: str) -> None:
    assert all(is_function_word(token.text) for token in words.tokens(form))


@pytest.mark.parametrize(
    "form", "больница опыт помогать деньги добрый скучно вуз hospital help money kind boring time work".split()
)
def test_content_words_can_carry_a_theme(form: str) -> None:
    assert not is_function_word(form)
