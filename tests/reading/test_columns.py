"""Which column holds the answers, and which column a person means."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.errors import UserError
from otklik.reading.columns import answers, resolve

QUICK = settings(max_examples=40, deadline=None, derandomize=True)

ANSWERS = ["Нет времени, учёба и подработка", "Хороший опыт", "", "I made friends there"]


@pytest.mark.parametrize(
    "other",
    [
        ["001", "002", "003", "004"],
        ["a.long.address.of.somebody@example.org", "b.another.address@example.org", "c@d.ru", "e@f.ru"],
        ["https://example.org/very/long/address/of/nothing", "https://example.org/b", "", "https://example.org/c"],
        ["2025/03/01 10:00:00 AM GMT+3", "2025/03/02 10:00:00 AM GMT+3", "2025/03/03", "2025/03/04"],
        ["Скорее полностью согласен, чем не согласен, если подумать"] * 4,
        ["R_2rP9xQZVbRtYuIo", "R_1aBcDeFgHiJkLmN", "R_3zYxWvUtSrQpOnM", "R_2qWeRtYuIoPaSdF"],
        ["ТомскийГосударственныйУниверситетСистемУправленияИРадиоэлектроники", "МГУ", "СПбГУ", "НГУ"],
        ["👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍", "😀", "🎉", "❤️"],
    ],
    ids=["ids", "mail", "links", "dates", "choice", "keys", "one word", "emoji"],
)
def test_free_text_wins_over(other: list[str]) -> None:
    assert answers(pd.DataFrame({"other": other, "why": ANSWERS})) == "why"
    assert answers(pd.DataFrame({"why": ANSWERS, "other": other})) == "why"


def test_of_two_free_texts_the_one_with_more_to_read_is_taken() -> None:
    frame = pd.DataFrame({"short": ["да, нет", "не так", "", "всё так"], "long": ANSWERS})
    assert answers(frame) == "long"


def test_single_words_and_emoji_are_taken_where_there_is_nothing_else() -> None:
    assert answers(pd.DataFrame({"n": ["1", "2"], "word": ["опыт", "друзья"]})) == "word"
    assert answers(pd.DataFrame({"n": ["1", "2"], "signs": ["👍", "🎉🎉"]})) == "signs"


@pytest.mark.parametrize("values", [["1", "2.5"], ["", ""], ["2025-03-01", "10:00"], ["-", "..."]])
def test_figures_and_dashes_are_no_free_text(values: list[str]) -> None:
    assert answers(pd.DataFrame({"a": values, "b": ["3", "4"]})) is None


def test_answers_far_down_in_a_long_file_are_found() -> None:
    frame = pd.DataFrame(
        {"n": [str(n) for n in range(50_000)], "why": [""] * 25_000 + [f"ответ {n} такой" for n in range(25_000)]}
    )
    assert answers(frame) == "why"


@QUICK
@given(
    names=st.lists(
        st.sampled_from(["Ваше мнение", "район", "курс", "Q1. Why?", "ПОЛ", "a b"]), min_size=1, unique=True
    ),
    data=st.data(),
)
def test_every_column_is_found_by_its_name_in_any_case_and_spacing_and_by_its_number(
    names: list[str], data: st.DataObject
) -> None:
    frame = pd.DataFrame([[""] * len(names)], columns=names)
    at = data.draw(st.integers(0, len(names) - 1))
    wanted = data.draw(
        st.sampled_from(
            [names[at], names[at].upper(), names[at].lower(), f"  {names[at].replace(' ', '  ')} ", str(at + 1)]
        )
    )
    assert resolve(frame, [wanted], "--by") == [names[at]]


def test_a_column_named_by_a_figure_comes_before_the_column_of_that_number() -> None:
    frame = pd.DataFrame([["a", "b"]], columns=["2", "other"])
    assert resolve(frame, ["2"], "--by") == ["2"]
    assert resolve(frame, ["1"], "--by") == ["2"]


def test_the_same_column_asked_for_twice_is_one_column() -> None:
    assert resolve(pd.DataFrame([["", ""]], columns=["район", "курс"]), ["курс", "КУРС", "2", "район"], "--by") == [
        "курс",
        "район",
    ]


@pytest.mark.parametrize("wanted", ["рйон", "Районн", "райо"])
def test_an_unknown_column_offers_the_nearest_name_and_names_the_option(wanted: str) -> None:
    with pytest.raises(UserError) as caught:
        resolve(pd.DataFrame([["", ""]], columns=["район", "Ваше мнение"]), [wanted], "--by")
    assert caught.value.message == f"There is no column “{wanted}” (--by)."
    assert caught.value.hint == "Did you mean “район”?"


@pytest.mark.parametrize("wanted", ["0", "3", "-1", "", "zzzz"])
def test_where_no_name_is_near_the_columns_are_listed(wanted: str) -> None:
    with pytest.raises(UserError) as caught:
        resolve(pd.DataFrame([["", ""]], columns=["район", "курс"]), [wanted], "--text")
    assert caught.value.hint == "The columns are: “район”, “курс”."


@pytest.mark.parametrize("wanted", ["Ваше мнени", "zzzz"])
def test_the_hint_is_one_line_though_names_of_columns_have_several(wanted: str) -> None:
    frame = pd.DataFrame([["", ""]], columns=["Ваше\nмнение", "x" * 500])
    with pytest.raises(UserError) as caught:
        resolve(frame, [wanted], "--text")
    assert "\n" not in caught.value.hint
    assert "“Ваше мнение”" in caught.value.hint
    assert len(caught.value.hint) < 200
