"""What every theme model promises, whichever it is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from otklik import clean, codebook, words
from otklik.themes import GuidedThemes, LdaThemes, NmfThemes, TomotopyThemes

Make = Callable[..., Any]

SEEDS = {
    "money": ["деньги", "зарплата", "pay", "salary", "money"],
    "time": ["время", "расписани*", "time", "busy", "schedule"],
    "kindness": ["помогать", "забот*", "help", "kind"],
}
# Two lines of each theme in each language, and ordinary speech; each with company that recurs.
LINES = {
    "money": ["слишком мало денег, зарплата маленькая и премии нет", "they pay no salary and no money for bus tickets"],
    "time": ["совсем нет времени, расписание забито парами", "no time at all, busy schedule and many classes"],
    "kindness": [
        "хочется помогать старикам и заботиться о больных",
        "I like to help old people and be kind to patients",
    ],
    "": ["ну даже сказать особенно нечего", "well there is hardly anything to say"],
}
TEXTS = [line for listed in LINES.values() for line in listed] * 6
THEMES = [theme for theme, listed in LINES.items() for _ in listed] * 6


@pytest.fixture(params=["guided", "lda", "nmf", "tomotopy"])
def make(request: pytest.FixtureRequest) -> Make:
    def build(seeds: Any = SEEDS, n_topics: int = 0, random_state: int = 0) -> Any:
        if request.param == "guided":
            return GuidedThemes(seeds, n_topics, random_state)
        if request.param == "nmf":
            return NmfThemes(seeds, n_topics, random_state, passes=20)
        if request.param == "tomotopy":
            pytest.importorskip("tomotopy")
            return TomotopyThemes(seeds, n_topics, random_state, iterations=100)
        return LdaThemes(seeds, n_topics, random_state, passes=5)

    return build


def test_each_text_has_a_probability_of_each_theme(make: Make) -> None:
    for n_topics in (0, 2):
        model = make(n_topics=n_topics)
        probability = model.fit_transform(TEXTS)
        assert probability.shape == (len(TEXTS), len(model.theme_names_)) == (len(TEXTS), 3 + n_topics)
        assert probability.dtype == np.float64 and np.isfinite(probability).all()
        assert probability.min() >= 0 and probability.max() <= 1
        assert model.theme_names_ == [*SEEDS, "topic_1", "topic_2"][: 3 + n_topics]


def test_texts_get_the_theme_whose_words_they_use_in_either_language(make: Make) -> None:
    model = make()
    probability = model.fit_transform(TEXTS)
    for row, theme in enumerate(THEMES):
        if theme:
            assert model.theme_names_[probability[row].argmax()] == theme, TEXTS[row]


def test_a_text_may_have_several_themes_or_none(make: Make) -> None:
    model = make().fit(TEXTS)
    money, time, kindness = model.transform(["нет ни денег, ни времени", "ну и ладно"]).T
    assert money[0] > 0.3 and time[0] > 0.3 and kindness[0] < 0.2
    assert money[1] + time[1] + kindness[1] < 0.5


def test_the_same_seed_gives_the_same_numbers(make: Make) -> None:
    first, second = (make(n_topics=2, random_state=7).fit(TEXTS) for _ in range(2))
    assert np.array_equal(first.transform(TEXTS), second.transform(TEXTS))
    assert [first.top_words(k) for k in range(5)] == [second.top_words(k) for k in range(5)]


def test_asking_twice_gives_the_same_answer(make: Make) -> None:
    model = make(n_topics=1).fit(TEXTS)
    once = model.transform(TEXTS)
    assert np.array_equal(model.transform(TEXTS), once)
    assert np.array_equal(make(n_topics=1).fit_transform(TEXTS), once)


def test_what_a_text_gets_does_not_depend_on_its_neighbours(make: Make) -> None:
    model = make().fit(TEXTS)
    together = model.transform(TEXTS[:8])
    alone = np.vstack([model.transform([text]) for text in TEXTS[:8]])
    assert np.allclose(together, alone, atol=0.02)


def test_texts_tokens_and_counted_words_give_the_same(make: Make) -> None:
    as_tokens = [[token.text for token in words.tokens(text)] for text in TEXTS]
    as_counts = words.count(clean.text(text).text for text in TEXTS)
    expected = make().fit_transform(TEXTS)
    assert np.array_equal(make().fit_transform(as_tokens), expected)
    assert np.array_equal(make().fit_transform(as_counts), expected)
    assert np.allclose(make().fit(TEXTS).transform(as_counts), expected, atol=0.02)


def test_fitting_does_not_touch_what_it_was_given(make: Make) -> None:
    seeds, texts = copy.deepcopy(SEEDS), list(TEXTS)
    make(seeds).fit_transform(texts)
    assert seeds == SEEDS and texts == TEXTS


def test_seeds_that_no_text_has_are_reported(make: Make) -> None:
    model = make({**SEEDS, "sea": ["корабль", "кит*", "алые паруса"]}).fit(TEXTS)
    assert model.unseen_seeds_ == ["корабль", "кит*", "алые паруса"]
    assert make({"money": ["деньги"]}).fit(TEXTS).unseen_seeds_ == []


def test_a_theme_none_of_whose_seeds_occurs_is_hardly_found(make: Make) -> None:
    model = make({**SEEDS, "sea": ["корабль", "паруса"]})
    probability = model.fit_transform(TEXTS)
    assert (probability[:, model.theme_names_.index("sea")] > 0.5).mean() <= 0.05


def test_a_starred_seed_stands_for_all_words_that_begin_so(make: Make) -> None:
    model = make({"time": ["расписани*"], "money": ["зарпл*", "salar*"]}).fit(TEXTS)
    probability = model.transform(["забито расписание", "зарплата и salary"])
    assert probability[0].argmax() == 0 and probability[1].argmax() == 1
    assert model.unseen_seeds_ == []


def test_a_seed_phrase_counts_as_one_term(make: Make) -> None:
    texts = ["добрые люди рядом", "люди бывают разные", "добрые коты спят"] * 5
    model = make({"people": ["добрые люди"], "cats": ["кот"]}).fit(texts)
    assert "добрый человек" in model.terms_.numbers
    assert model.unseen_seeds_ == []


@pytest.mark.parametrize(
    "texts", [[], [""], ["", "", ""], ["деньги"], ["...", "👍"], ["совсем другое"], [[], ["деньги"]]]
)
@pytest.mark.parametrize("n_topics", [0, 2])
def test_few_and_empty_texts_do_not_crash(make: Make, texts: Any, n_topics: int) -> None:
    model = make(n_topics=n_topics)
    with np.errstate(all="raise", under="ignore"):
        probability = model.fit_transform(texts)
    assert probability.shape == (len(texts), len(model.theme_names_))
    assert np.isfinite(probability).all() and probability.min(initial=0) >= 0 and probability.max(initial=0) <= 1
    assert model.transform([]).shape == (0, len(model.theme_names_))
    assert all(isinstance(model.top_words(k), list) for k in range(len(model.theme_names_)))


def test_a_text_without_a_known_word_has_no_theme(make: Make) -> None:
    probability = make().fit(TEXTS).transform(["", "!!!", "квазистационарный", "xyzzy"])
    assert (probability == 0).all()


@pytest.mark.parametrize("seeds", [{}, {"money": []}, {"money": [" ", "*", ""]}])
def test_no_seeds_at_all_are_no_error(make: Make, seeds: Any) -> None:
    for n_topics in (0, 2):
        model = make(seeds, n_topics)
        assert model.fit_transform(TEXTS).shape == (len(TEXTS), len(seeds) + n_topics)


def test_a_codebook_brings_its_seeds_of_both_languages(make: Make) -> None:
    book = codebook.load("volunteering")
    model = make(book).fit(TEXTS)
    assert model.theme_names_ == [theme.id for theme in book.themes]
    by_hand = {theme.id: [*theme.seeds["ru"], *theme.seeds["en"]] for theme in book.themes}
    assert np.allclose(model.transform(TEXTS), make(by_hand).fit(TEXTS).transform(TEXTS), atol=0.02)


def test_top_words_are_forms_of_the_texts_and_top_terms_lemmas(make: Make) -> None:
    model = make().fit(TEXTS)
    shown, terms = model.top_words(0, 5), model.top_terms(0, 5)
    assert 1 <= len(shown) == len(terms) <= 5
    assert {"деньга", "зарплата", "pay"} & set(terms)
    assert all(form in " ".join(TEXTS).lower() for form in shown)
    assert words.lemmas(shown) == terms
    assert model.top_words(0, 0) == []


def test_rare_words_are_not_shown_unless_they_are_seeds(make: Make) -> None:
    rare = [*TEXTS, "денег нет, говорит Бегемотов", "денег нет, говорит Бегемотов", "премия в деньгах: оклад"]
    model = make({"money": ["деньги", "оклад"], "time": ["время"]}).fit(rare)
    terms = model.top_terms(0, 100)
    assert "бегемот" not in " ".join(terms) and "оклад" in terms


def test_the_share_of_texts_with_a_seed_is_counted(make: Make) -> None:
    model = make({"money": ["деньги", "pay"]}).fit(TEXTS)
    assert model.seeded_share(TEXTS) == 2 / 8
    assert model.seeded_share([]) == 0


def test_nothing_can_be_asked_before_fitting(make: Make) -> None:
    for ask in (lambda: make().transform(TEXTS), lambda: make().top_words(0), lambda: make().top_terms(0)):
        with pytest.raises(NotFittedError):
            ask()


def test_parameters_can_be_read_set_and_cloned(make: Make) -> None:
    model = make(n_topics=2, random_state=5)
    assert model.get_params()["n_topics"] == 2 and model.get_params()["seeds"] == SEEDS
    assert model.set_params(n_topics=1).n_topics == 1
    fitted = model.fit(TEXTS)
    again = clone(fitted)
    assert again.get_params() == model.get_params()
    with pytest.raises(NotFittedError):
        again.transform(TEXTS)
    assert np.array_equal(again.fit_transform(TEXTS), make(n_topics=1, random_state=5).fit_transform(TEXTS))


def test_fit_gives_the_model_and_fitting_again_forgets_the_first_texts(make: Make) -> None:
    model = make()
    assert model.fit(["корабли и паруса"] * 9) is model
    assert np.array_equal(model.fit(TEXTS).transform(TEXTS), make().fit(TEXTS).transform(TEXTS))


def test_dirty_texts_are_cleaned_on_the_way_in(make: Make) -> None:
    model = make().fit(TEXTS)
    dirty = model.transform(["нет&nbsp;<b>денег</b>, зар\u00adплата ма\u0301ленькая"])
    assert np.allclose(dirty, model.transform(["нет денег, зарплата маленькая"]), atol=0.02)
