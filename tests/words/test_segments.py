"""Where sentences and clauses begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import words

QUICK = settings(max_examples=200, deadline=None, derandomize=True)

PIECES = "Да нет но, ,а but если . ! ?! … ) )) :) ; « » — - А. т.д. г. п. \n 3.5 Пушкин so 👍 ".split(" ")
any_text = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*PIECES, " ", "\n", "\u200b"]), max_size=15).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Это полезно! Я бы пошла\nнет времени", ["Это полезно!", "Я бы пошла", "нет времени"]),
        ("Что?! Не может быть… Да", ["Что?!", "Не может быть…", "Да"]),
        ("Круто)) Я рада)", ["Круто))", "Я рада)"]),
        ("Он сказал: «Нет.» И ушёл.", ["Он сказал: «Нет.»", "И ушёл."]),
        ("Плюсы:\n- опыт\n\n- друзья", ["Плюсы:", "- опыт", "- друзья"]),
        ("много дел; нет времени", ["много дел;", "нет времени"]),
        ("Помогли и т.д. Потом ушли", ["Помогли и т.д.", "Потом ушли"]),
        ("нет.нет времени и сил", ["нет.", "нет времени и сил"]),
        ("Плюсы: 1. опыт 2. друзья", ["Плюсы:", "1. опыт", "2. друзья"]),
        ("устала очень( хочу спать", ["устала очень(", "хочу спать"]),
        ("Спасибо! :) Приду ещё", ["Спасибо! :)", "Приду ещё"]),
        # Not every stop ends a sentence.
        ("Живу на ул. Ленина, нет 3-го корпуса", ["Живу на ул. Ленина, нет 3-го корпуса"]),
        ("ну... не знаю", ["ну... не знаю"]),
        ("Пишите на a.b@site.ru или site.ru/x", ["Пишите на a.b@site.ru или site.ru/x"]),
        ("«Зачем?» — спросила она", ["«Зачем?» — спросила она"]),
        ("А. С. Пушкин помогал. Я тоже.", ["А. С. Пушкин помогал.", "Я тоже."]),
        ("A. Smith helps. They don't.", ["A. Smith helps.", "They don't."]),
        ("Работал в г. Москва и т. е. везде", ["Работал в г. Москва и т. е. везде"]),
        ("нет. да. ну. и что", ["нет.", "да.", "ну.", "и что"]),
        ("Цена 3.5 тысячи, 10.05.2020", ["Цена 3.5 тысячи, 10.05.2020"]),
        ("Да", ["Да"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert [text[part.start : part.stop] for part in words.sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Идея хорошая, но времени нет", ["Идея хорошая,", "но времени нет"]),
        ("I like it but there is no time", ["I like it", "but there is no time"]),
        ("Устал,  но доволен", ["Устал,", "но доволен"]),
        ("МОГУ, НО НЕ ХОЧУ", ["МОГУ,", "НО НЕ ХОЧУ"]),
        ("Хотела помочь — не пустили", ["Хотела помочь —", "не пустили"]),
        ("Если платят, пойду", ["Если платят,", "пойду"]),
        ("Не иду, т. к. учусь", ["Не иду,", "т. к. учусь"]),
        # One thought, one clause.
        ("Опыт — это важно", ["Опыт — это важно"]),
        ("Сложная, но интересная работа", ["Сложная, но интересная работа"]),
        ("Good idea but no time", ["Good idea but no time"]),
        ("I would go, if they paid. Never", ["I would go,", "if they paid.", "Never"]),
        # но is a word here, not the beginning of one.
        ("нет, нормально", ["нет, нормально"]),
        ("butter and what-not", ["butter and what-not"]),
        ("", []),
    ],
)
def test_clauses_end_where_the_thought_turns(text: str, expected: list[str]) -> None:
    assert [text[part.start : part.stop] for part in words.clauses(text)] == expected


@QUICK
@given(any_text)
def test_segments_lie_in_order_and_leave_out_only_white_space(text: str) -> None:
    for parts in (words.sentences(text), words.clauses(text)):
        at = 0
        for part in parts:
            piece = text[part.start : part.stop]
            assert at <= part.start < part.stop <= len(text)
            assert text[at : part.start].strip() == "" and piece == piece.strip() != ""
            at = part.stop
        assert text[at:].strip() == ""


@QUICK
@given(any_text)
def test_every_clause_lies_in_one_sentence(text: str) -> None:
    whole = words.sentences(text)
    assert all(any(big.start <= part.start and part.stop <= big.stop for big in whole) for part in words.clauses(text))


def test_a_long_row_of_stops_or_spaces_costs_no_more_than_its_length() -> None:
    started = time.perf_counter()
    for text in ("!" * 100_000 + "x", "." + " " * 100_000 + "x", ("," + " " * 50_000) * 2 + "x", ")" * 100_000 + "x"):
        words.clauses(text)
    assert time.perf_counter() - started < 60  # square growth would take many minutes
