"""Finding personal data: lines that hold text and answer, places that are exact, time that grows as the text does."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik import personal

CORPUS = Path(__file__).parents[2] / "corpora" / "personal"


def told(text: str, heading: str = "") -> list[tuple[str, str]]:
    return [(span.type, text[span.start : span.stop]) for span in personal.find(text, heading)]


# What is found stands between ‹ ›, with its type before it.
LINES = """\
Пишите EMAIL‹anna.k+1@example.com›.
Маша (EMAIL‹почта@пример.рф›), до пяти
тел PHONE‹8 (943) 123–45–67› вечером
PHONE‹89431234567›
PHONE‹+7\u00a0943\u00a0123‑45‑67›!
звоните PHONE‹12-34-56›
call PHONE‹+44 7700 900123› or PHONE‹212-555-0123›
сайт URL‹https://example.com/a_(b)›, там
(см. URL‹www.example.org/x›).
HANDLE‹@vasya_p› и HANDLE‹https://t.me/vasya_p›
СНИЛС SNILS‹112-233-445 95›
снилс: SNILS‹11223344595›
мой SNILS‹112—233—445 95› верный
ИНН INN‹500100732259› и INN‹7707083893›
паспорт PASSPORT‹06 13 123456›
паспорт серия PASSPORT‹0613 № 123456›
загранпаспорт PASSPORT‹72 №1234567›
passport no. PASSPORT‹531234567›
CARD‹4111 1111 1111 1111› списали
card CARD‹4111-1111-1111-1111›
родилась BIRTHDATE‹14.03.2002›
BIRTHDATE‹23.11.1961› г.р.
born on BIRTHDATE‹March 9, 1965›
ip IP‹192.0.2.17›, IP‹2001:db8::1:7›
меня зовут NAME‹Анна Иванова›
Спасибо NAME‹Ивановой Е. В.› и NAME‹Петру Ильичу›
My name is NAME‹Emma Wilson›, ask Dr. NAME‹Whitfield›
"""
PLAIN = """\
В 2019 году 10 000 – 15 000 рублей, 75–80 процентов
Заказ 4512330987, индекс 634050, ОГРН 1027700132195
8 900 рублей, 8 943 123 45 67 руб.
Версия 2.0.1.14, пункт 3.2.1, до 10.0.19045
с 12.03.2020 по 30.06.2020, акция 5 декабря 2022 года
Отряд родился 5 марта прошлого года
Карта маршрута 4111 и паспорт здоровья
112-233-445 96, 4111 1111 1111 1112, 500100732258
node.js, otchet.docx, т.е. и т.д., 2 шт @ 5 руб
ISBN 978-3-16-148410-0, at 12:30:45, ratio 1:12
Вуз имени Сеченова, улица Ленина, Дед Мороз, клятва Гиппократа
My name is not important. Call me old fashioned. May was hot, Grace too.
Надежда умирает последней. Слава богу! Вера в людей.
"""


@pytest.mark.parametrize("line", LINES.splitlines())
def test_a_line_holds_what_is_marked_in_it_and_nothing_else(line: str) -> None:
    pieces, text, at = [], "", 0
    while (mark := line.find("‹", at)) >= 0:
        begin = mark
        while begin > at and line[begin - 1].isupper() and line[begin - 1].isascii():
            begin -= 1
        stop = line.index("›", mark)
        pieces.append((line[begin:mark], line[mark + 1 : stop]))
        text += line[at:begin] + line[mark + 1 : stop]
        at = stop + 1
    assert told(text + line[at:]) == pieces


@pytest.mark.parametrize("line", PLAIN.splitlines())
def test_look_alikes_are_left(line: str) -> None:
    assert told(line) == []


def test_the_name_of_a_column_says_what_a_bare_cell_is() -> None:
    assert told("9431234567", "Телефон") == [("PHONE", "9431234567")] and told("9431234567", "Код заявки") == []
    assert told("12.03.1999", "Дата рождения") == [("BIRTHDATE", "12.03.1999")] and told("12.03.1999", "when") == []
    assert told(" Хо Ши Мин ", "ФИО") == [("NAME", "Хо Ши Мин")]
    assert told("112-233-445 95", "text") == [("SNILS", "112-233-445 95")] and told("9431234567", "text") == []
    assert told("7707083893", "ИНН") == [("INN", "7707083893")] and told("500100732259", "respondent") == []


def test_a_wrong_check_digit_beside_its_word_is_doubtful_and_alone_is_nothing() -> None:
    (span,) = personal.find("СНИЛС 112-233-445 96")
    assert (span.type, span.sure) == ("SNILS", False)
    assert personal.find("номер 112-233-445 96") == []


def test_gold_and_answers_of_the_corpus_agree() -> None:
    texts = {row["id"]: row["text"] for row in rows("answers.csv")}
    gold = rows("gold.csv")
    assert len(gold) == 500 and len({row["id"] for row in rows("answers.csv") if row["kind"] == "plain"}) >= 200
    assert {row["type"] for row in gold} == set(personal.TYPES)
    assert all(texts[row["id"]][int(row["start"]) : int(row["stop"])] == row["part"] for row in gold)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_of_what_has_a_form_95_of_100_are_found_and_right(split: str) -> None:
    texts = {row["id"]: row["text"] for row in rows("answers.csv") if row["split"] == split}
    gold = {
        (row["id"], int(row["start"]), int(row["stop"]), row["type"]) for row in rows("gold.csv") if row["id"] in texts
    }
    found = {(id, one.start, one.stop, one.type) for id, text in texts.items() for one in personal.find(text)}
    names = [{one for one in places if one[3] == "NAME"} for places in (gold, found)]
    gold, found = gold - names[0], found - names[1]
    assert len(gold) > 150
    assert len(gold & found) / len(gold) >= 0.95 and len(gold & found) / len(found) >= 0.95
    assert len(names[0] & names[1]) / len(names[0]) >= 0.85  # a floor, not a promise


def rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PIECES = st.sampled_from(
    ["8 (943) ", "123-45-67", "@", "a", ".", "example.com", "112-233-445 95", "Анна ", "Иванова", "[EMAIL1]",
     "родилась ", "1 ", "http://", "И. ", "\u00a0", "ё", "\U0001f44d\U0001f3fd", "\u0301", "Dr. ", "Emma", "+", "\n",
     "паспорт "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_spans_are_in_order_apart_and_inside(text: str) -> None:
    end = 0
    for span in personal.find(text):
        assert end <= span.start < span.stop <= len(text)
        end = span.stop


HARD = (
    "1", "1 ", "8 9", "+7 ", "+", "a@", "a", "a.", "ab.", "@", ".", "http://", "www.", "://", ":", "abcd:", "А.Б.",
    "Анна ", "Иванов-", "1.1.1.1 ", "1.1.", "A. ", "родилась ", "1 января ", "t.me/", "[EMAIL", "\n", "меня зовут ",
    "1\u200b",
    "тел. ", "8 (912) ", "инн 1 ", "отряд ", "a (at) ", "1(", "ник ", "собака ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_a_hundred_thousand_signs_of_one_kind_take_less_than_a_second(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    personal.find(text[:1000])
    begun = time.process_time()  # the processor's own time: what else the machine does is no matter
    personal.find(text)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "text", ["http://" + "(" * 99_993, "http://a" + ")" * 99_992, "x" * 50_000 + "@" + "y." * 25_000]
)
def test_and_so_do_those_that_only_begin_well(text: str) -> None:
    begun = time.process_time()
    personal.find(text)
    assert time.process_time() - begun < 1
