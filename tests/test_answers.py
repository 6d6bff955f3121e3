"""Which responses answer, and what the others are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import answers, clean, language
from otklik.domain import Status

QUICK = settings(max_examples=200, deadline=None, derandomize=True)


def status(text: str) -> Status:
    cleaned = clean.text(text).text
    return answers.status(cleaned, language.detect(cleaned))


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u200b\ufeff", "&nbsp;", "<br>"])
def test_nothing_to_read_is_empty(text: str) -> None:
    assert status(text) == "empty"


NON_ANSWERS = """\
-
—
...
???
/
нет
Нет.
НЕТ!!!
не знаю
Не знаю…
незнаю
я не знаю)
Затрудняюсь ответить
затрудняюсь ответить.
Трудно сказать
хз
без понятия
Отказ
нечего сказать
нет ответа
не задумывалась
n/a
N/A
na
none
None.
nothing
no
Don't know
don’t know
I DON'T KNOW!!!
idk
not sure
No comment.
no idea
Not applicable
«не знаю»
(нет)
нет   ответа
нету"""


@pytest.mark.parametrize("text", NON_ANSWERS.splitlines())
def test_these_do_not_answer(text: str) -> None:
    assert status(text) == "non_answer"


@pytest.mark.parametrize("text", ["12", "5/5", "100%", "👍", "❤️❤️", "👍 10", ":) 5", "№5"])
def test_figures_and_pictures_have_no_words(text: str) -> None:
    assert status(text) == "no_words"


@pytest.mark.parametrize("text", ["Ich habe keine Zeit", "Немає часу, але хочу спробувати", "我喜欢帮助别人"])
def test_other_languages_are_set_aside(text: str) -> None:
    assert status(text) == "other_language"


@pytest.mark.parametrize(
    "text",
    [
        "Нет времени",
        "нет, это не для меня",
        "Не знаю, но хочу попробовать",
        "No money",
        "nothing but good",
        "да",
        "ok",
        "Тест на эмпатию",
        "хз, наверное опыт",
        "1) опыт",
    ],
)
def test_short_answers_are_answers(text: str) -> None:
    assert status(text) == "coded"


@QUICK
@given(st.sampled_from(NON_ANSWERS.splitlines()[5:]), st.sampled_from(["", ".", "!", "…", " )", "?!"]), st.booleans())
def test_case_and_stops_do_not_make_an_answer(text: str, end: str, loud: bool) -> None:
    assert status((text.upper() if loud else text) + end) == "non_answer"


@QUICK
@given(st.text())
def test_every_text_has_one_status_and_only_letters_are_coded(text: str) -> None:
    found = status(text)
    assert found in {"coded", "empty", "non_answer", "no_words", "other_language"}
    assert found != "coded" or any(map(str.isalnum, clean.text(text).text))


def test_a_long_row_of_signs_costs_no_more_than_its_length() -> None:
    started = time.perf_counter()
    answers.status("!" * 200_000 + "x" + "!" * 200_000 + "x", "unknown")
    assert time.perf_counter() - started < 60
