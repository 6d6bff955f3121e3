"""What letters the bytes stand for: every Russian encoding there and back, and files that hold two at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from otklik.reading.decoding import decode, without_mark

QUICK = settings(max_examples=40, deadline=None, derandomize=True)

WORDS = """
помогать людям нужно всегда опыт времени нет учёба экзамены ещё её всё мне нравится больница практика студенты
волонтёрство обязаловка объявления съёмка подъезд цифры щедрость эмпатия юность яркий хочу жду фонд чтобы это
бесплатная рабочая сила ради галочки и отчёта доброта общение друзья знакомства чувствую пользу от дела
Россия Москва Вуз Она Ещё МИЭТ СПбГУ
""".split()
ENDS = [".", "!", "?", "", ", а потом?", " (2 курс)", ": ok"]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A Russian sentence of five to twelve words, such as people write."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=5, max_size=12, unique=True))
    return " ".join([words[0].capitalize(), *words[1:]]) + draw(st.sampled_from(ENDS))


TEXTS = st.lists(sentences(), min_size=1, max_size=8).map("\n".join)
# Controls are left out: bytes 0 and 4 are what UTF-16 is known by.
ANY_LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"), min_size=1)


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866"])
@QUICK
@given(text=TEXTS)
def test_russian_sentences_in_a_code_page_come_back_letter_for_letter(page: str, text: str) -> None:
    assert decode(text.encode(page)) == (text, page, False)


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866"])
@QUICK
@given(text=TEXTS, rows=st.integers(1, 30))
def test_a_table_of_figures_with_few_russian_words_is_still_known_by_them(page: str, text: str, rows: int) -> None:
    table = "id,age,email,answer\n" + "17,21,name@example.org,\n" * rows + f'18,22,,"{text}"\n'
    assert decode(table.encode(page)) == (table, page, False)


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("shape", [str, str.upper, str.lower])
def test_capitals_alone_are_russian_too(page: str, shape: Callable[[str], str]) -> None:
    # Each page's capitals are another one's small letters.
    text = shape("Нет времени на это, учёба важнее\nПомогать людям нужно всегда\nЭто обязаловка")
    assert decode(text.encode(page)) == (text, page, False)


@pytest.mark.parametrize("text", ["Я хочу помогать", "Я за", "Яркий опыт", "Я и друзья"])
def test_a_capital_of_windows_is_not_taken_for_a_small_letter_of_the_mac(text: str) -> None:
    assert decode(text.encode("cp1251")) == (text, "cp1251", False)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@QUICK
@given(
    text=st.one_of(
        TEXTS, st.lists(st.sampled_from(["I have no time.", "ok", "2025", "друзья"]), min_size=1).map("\n".join)
    )
)
def test_utf_16_without_a_mark_is_known_by_its_high_bytes(order: str, text: str) -> None:
    assert decode(text.encode(order)) == (text, order, False)


@pytest.mark.parametrize(
    ("mark", "order", "name"),
    [
        (b"\xff\xfe", "utf-16-le", "utf-16"),
        (b"\xfe\xff", "utf-16-be", "utf-16"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32"),
        (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    ],
)
@QUICK
@given(text=ANY_LETTERS)
def test_a_byte_order_mark_decides_and_is_no_letter_of_the_text(mark: bytes, order: str, name: str, text: str) -> None:
    assert decode(mark + text.encode(order)) == (text, name, False)


@QUICK
@given(text=ANY_LETTERS.filter(lambda text: not text.startswith("\ufeff")))
@example("我喜欢帮助别人")
@example("👍🏽 ❤️")
def test_utf_8_comes_back_letter_for_letter_in_any_script(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", False)


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866"])
@QUICK
@given(first=TEXTS, second=TEXTS, swap=st.booleans())
def test_lines_of_two_encodings_in_one_file_are_each_read_in_their_own(
    page: str, first: str, second: str, swap: bool
) -> None:
    parts = [(first, "utf-8"), (second, page)][:: -1 if swap else 1]
    data = b"".join(f"{text}\n".encode(encoding) for text, encoding in parts)
    assert decode(data) == ("".join(f"{text}\n" for text, _ in parts), f"utf-8 + {page}", True)


@pytest.mark.parametrize(
    ("page", "line"), [("koi8-r", "её"), ("koi8-r", "моё"), ("cp866", "рад"), ("cp866", "сад"), ("cp1251", "ЕЁ"),
                       ("cp1251", "Её")],
)  # fmt: skip
def test_a_short_word_whose_bytes_happen_to_be_utf_8_does_not_split_the_file_in_two(page: str, line: str) -> None:
    text = f"Хорошо помогать людям\n{line}\nИ мне это нравится\n"
    assert decode(text.encode(page)) == (text, page, False)


@QUICK
@given(text=sentences(), after=TEXTS, cut=st.integers(0, 200))
def test_utf_8_cut_in_the_middle_of_a_letter_costs_that_letter_alone(text: str, after: str, cut: int) -> None:
    # A database that counts bytes cuts long answers so.
    start = "Мне нравится это: "
    letters = [at for at, letter in enumerate(text) if not letter.isascii()]
    at = letters[cut % len(letters)]
    data = (start + text[:at]).encode() + text[at].encode()[:1] + b"\n" + after.encode()
    assert decode(data) == (f"{start}{text[:at]}\ufffd\n{after}", "utf-8", False)


def test_western_letters_among_plain_ones_are_not_taken_for_russian() -> None:
    text = "Ein schönes Café für Studenten, naïve Idee\nDas wäre gut\n"
    assert decode(text.encode("cp1252")) == (text, "cp1252", False)


def test_quotation_marks_and_dashes_of_windows_come_back() -> None:
    text = "«Помощь» — это важно… №1, “всегда”"
    assert decode(text.encode("cp1251")) == (text, "cp1251", False)


@QUICK
@given(data=st.binary(max_size=300))
def test_whatever_the_bytes_no_plain_letter_and_no_line_is_lost(data: bytes) -> None:
    text, encoding, _ = decode(data)
    if not encoding.startswith("utf-16") and not encoding.startswith("utf-32"):
        plain = data.removeprefix(b"\xef\xbb\xbf")
        assert [ord(letter) for letter in text if letter.isascii()] == [byte for byte in plain if byte < 128]


@pytest.mark.parametrize("data", [b"", b"a", b"id", b"id,a\n1,\x00\n", b"id,answer\n1,help\x00people\n", "да".encode()])
def test_a_stray_nul_does_not_make_utf_16(data: bytes) -> None:
    assert without_mark(data) is None
