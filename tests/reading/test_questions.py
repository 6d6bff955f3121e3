"""What each column asks, judged by what people answered."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import otklik
from otklik.reading import Survey, questions
from otklik.reading.questions import kind_of

OPEN = [
    "Не хватает времени, учёба и подработка", "Живу далеко, автобус ходит два раза в день", "Ничто не мешает",
    "Родители против, боятся, что заражусь", "не знаю, с чего начать", "Лень, если честно", "Нет компании",
    "I never heard of any project near us", "Exams come first", "Заставляют ради отчёта", "Усталость", "Болею",
]  # fmt: skip


def survey(**columns: list[str]) -> Survey:
    return Survey(pd.DataFrame(columns, dtype=object), (), (), ())


def cycle(*labels: str, n: int = 40) -> list[str]:
    return [labels[at % len(labels)] for at in range(n)]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (OPEN, "open"),
        (OPEN + ["нет"] * 40, "open"),  # most have nothing to say
        (OPEN[:3], "open"),
        (["concise", "clear", "fast", "documented", "small", "green", "isolated", "readable", "stable"], "open"),
        (cycle("Да", "Нет", "Не знаю"), "choice"),
        ([*cycle("Сайт", "Друзья", "Деканат", n=60), "от соседа", "в автобусе", "мама сказала"], "choice"),
        (cycle("Москва", "Казань", "Омск", "Уфа", "Пермь"), "choice"),
        (cycle("I voted as I thought best", "I followed the others, since they know better"), "choice"),
        (cycle("Полностью согласен", "Скорее согласен", "Скорее не согласен", "Затрудняюсь ответить"), "scale"),
        (cycle("strongly agree", "somewhat agree", "neutral", "somewhat disagree"), "scale"),
        (cycle("Ежедневно", "Раз в неделю", "Реже", "Никогда"), "scale"),
        (cycle("(0) Not a problem", "(1) Minor", "(2) Critical", "N/A - skip"), "scale"),
        (cycle("5 — отлично", "4 — хорошо", "3 — удовлетворительно"), "scale"),
        (cycle("very good", "not applicable", "poor", n=4), "scale"),
        (cycle("1", "2", "3", "4", "5"), "scale"),
        (cycle("0", "1"), "choice"),
        ([str(18 + at * 7 % 43) for at in range(40)], "number"),
        (["1,5", "2,25", "10", "3,5", "8", "9,75"], "number"),
        (["0.5", "1 200", "3000+", "12", "15", "18"], "number"),
        ([f"{at + 1:02}.09.2023 {at % 24:02}:07" for at in range(28)], "date"),
        (["2020/01/29 3:02:25 pm CET", "2020/01/30 11:02:25 am CET"], "date"),
        (["12/15/2025 10:18:29 GMT+7", "12/16/2025 10:18:29 GMT+7"], "date"),
        (["5 января 2024", "17 мая 2024 г."], "date"),
        ([f"R_{at:015}" for at in range(20)], "id"),
        ([f"{at:03}" for at in range(1, 30)], "id"),
        ([f"https://disk.example.org/d/{at}" for at in range(20)], "id"),
        (["Парки;Школы", "Школы;Дороги", "Парки;Дороги", "Парки"], "choices"),
        (cycle("Друзья, Сайт вуза", "Друзья, Телеграм", "Телеграм, Сайт вуза", "Друзья"), "choices"),
        (cycle("Cloud (AWS, GCP), Local", "Local, Paper", "Paper, Cloud (AWS, GCP)", "Local"), "choices"),
        (cycle("yellow,black", "green,yellow", "black,green", "black"), "choices"),
        (cycle("Yes, but later", "Yes, at once", "No, never", "Not sure"), "choice"),
        ([], "empty"),
    ],
)
def test_a_kind_is_told_by_answers(cells: list[str], kind: str) -> None:
    assert kind_of(cells) == kind


def test_a_thousand_answers_are_still_open_though_short_ones_come_back() -> None:
    cells = [f"{text} {'и ещё раз' * (at % 3)} {at % 97}" for at, text in enumerate(OPEN * 100)] + OPEN * 50
    assert kind_of(cells) == "open"


@pytest.mark.parametrize("header", ["Other (please specify)", "Другое (укажите)", "Q4_other", "Источник [Other]"])
def test_what_was_asked_beside_a_choice_is_open_however_often_it_repeats(header: str) -> None:
    assert kind_of(cycle("радио", "газета", n=30), header) == "open"
    assert kind_of(cycle("радио", "газета", n=30), "Источник") == "choice"


def test_codes_of_a_survey_of_ten_rows_are_no_scale_and_its_answers_no_choice(survey: Path) -> None:  # type: ignore[no-redef]
    kinds = {one.name: one.kind for one in otklik.read(survey).questions}
    assert kinds == {"id": "id", "Ваше мнение": "open", "район": "choice", "курс": "scale"}


PERSONAL = {
    "ФИО": ("name", ["Иванова Анна Петровна", "Смирнов Илья Олегович", "Ким А. В."]),
    "Как вас зовут?": ("name", ["Анна", "Пётр", "Мария-Луиза"]),
    "RecipientFirstName": ("name", ["Anna", "John", "Mary Ann"]),
    "Кто вы?": ("name", ["Анна Петровна Ким", "Илья Олегович Дым", "Олег Ильич"]),
    "Контакты": ("phone", ["+7 (916) 000-00-00", "8 916 000 00 01", "89160000002"]),
    "Телефон": ("phone", ["916 000 00 00", "4950000000", "212-55-66"]),
    "С кем связаться": ("email", ["a@mail.ru", "b.c@example.org", "нет"]),
    "IPAddress": ("ip", ["192.0.2.1", "2001:db8::1", "198.51.100.7"]),
    "Адрес проживания": ("address", ["г. Омск, ул. Мира, 5, кв. 3", "Казань, Баумана 7", "Уфа, 450000"]),
    "Home address": ("address", ["12 Baker Street", "5 Long Road, Leeds", "Flat 3, 7 Elm Ave"]),
    "LocationLatitude": ("coordinates", ["55.75", "47.115097", "-33.9"]),
    "Долгота": ("coordinates", ["37,61", "7,23", "151,2"]),
    "Точка": ("coordinates", ["55.7558, 37.6173", "47.1150 7.2315 0 0", "(51.5074, -0.1278)"]),
    "snils": ("document", ["112-233-445 00", "112-233-446 01", "112-233-447 02"]),
    "author": ("name", ["Анна Ким", "Пётр", "Ilya Orlov"]),
    "Ваш Telegram": ("account", ["@anna", "@petr_k", "t.me/ilya"]),
}


@pytest.mark.parametrize("header", PERSONAL)
def test_personal_data_is_named_and_gives_no_examples(header: str) -> None:
    kind, cells = PERSONAL[header]
    (one,) = questions.of(survey(**{header: cells}))
    assert one.personal == kind
    assert one.examples == ()
    assert one.kind in {"id", "number"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Как долго вы живёте здесь?", ["5", "10", "2"]),
        ("How long have you been a member?", ["5", "10", "2"]),
        ("Название проекта", ["Дари добро", "Чистый берег", "Помощь рядом"]),
        ("What is the main problem of your phone?", ["battery dies", "too slow for maps", "none"]),
        ("Откуда вы узнали?", ["Telegram", "ВКонтакте", "Telegram"]),
        ("Telegram", ["Да", "Нет", "Да"]),
        ("author", ["10024", "10077", "-55"]),
        ("Respondent ID", ["12390574951", "12390517687", "12390416984"]),
        ("Version", ["79.0.3945.147", "91.0.4472.164", "92.0.4515.115"]),
        ("Где нужен ремонт?", ["На Мира яма", "ул. Ленина вся в ямах, и Садовая тоже", "везде"]),
        ("Адрес электронной почты", ["не скажу", "нет", "зачем вам"]),
    ],
)
def test_what_only_sounds_personal_is_kept(header: str, cells: list[str]) -> None:
    assert questions.of(survey(**{header: cells}))[0].personal == ""


def test_columns_of_one_question_are_one_question_and_its_free_answer_is_another() -> None:
    frame = pd.DataFrame(
        {"q_a": ["1", "0", "1"], "q_b": ["0", "0", "1"], "q_other": ["", "по радио", "на остановке"], "why": OPEN[:3]}
    )
    found = questions.of(
        Survey(frame, (), (), (), titles={"q": "Откуда?", "q_a": "сайт"}, sets={"q": ("q_a", "q_b", "q_other")})
    )
    assert [(one.name, one.kind) for one in found] == [("q", "choices"), ("q_other", "open"), ("why", "open")]
    assert found[0].title == "Откуда?"
    assert found[0].columns == ("q_a", "q_b")
    assert found[0].examples[0] == "сайт"
    assert found[0].filled == 3


def test_fill_rates_count_what_is_not_blank() -> None:
    (one,) = questions.of(survey(why=["Нет времени на это", " ", "", "Далеко ехать"]))
    assert (one.filled, one.share) == (2, 0.5)


def test_examples_are_different_and_say_something() -> None:
    (one,) = questions.of(survey(why=["-", "нет", "нет", *OPEN]))
    assert one.examples == tuple(OPEN[:3])


def test_roles_of_the_export_go_before_looks() -> None:
    frame = pd.DataFrame({"a": ["5", "6", "5"], "b": ["0", "1", "0"]})
    found = questions.of(Survey(frame, (), (), (), roles={"respondent": "a", "finished": "b"}))
    assert [one.kind for one in found] == ["id", "choice"]
