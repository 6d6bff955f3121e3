"""Every number of the themes' quality in one place."""

from __future__ import annotations

import numpy as np
import pytest

from otklik import words
from otklik.themes import GuidedThemes, LdaThemes
from otklik.themes.trust import Trust, languages, measure

RUSSIAN = [
    "деньги и зарплата маленькая",
    "нет времени, пары и экзамены",
    "помогать людям и заботиться",
    "сказать нечего",
]
ENGLISH = ["no money and no salary", "no time, exams and classes", "help people and care", "nothing to say"]
TEXTS = (RUSSIAN + ENGLISH) * 12
LANGUAGE = np.array((["ru"] * 4 + ["en"] * 4) * 12, dtype=object)
SEEDS = {"money": ["деньги", "money"], "time": ["время", "time"], "help": ["помогать", "help"]}
KEPT = ["money", "time", "help"]


def trust(make: type = GuidedThemes, texts: list[str] = TEXTS, seeds: dict[str, list[str]] = SEEDS) -> Trust:
    counted = words.count(texts)
    model = make(seeds).fit(counted)
    named = model.transform(counted) >= 0.5
    return measure(model, counted, list(seeds), len(seeds), named, LANGUAGE[: len(texts)])


def test_each_theme_has_all_its_numbers() -> None:
    found = trust()
    assert list(found.themes) == KEPT
    for one in found.themes.values():
        assert one.coherence_c_v is not None and one.npmi is not None
        assert one.exclusivity is not None and one.stability is not None
        assert 0.5 < one.npmi <= 1 and 0.5 < one.exclusivity <= 1 and 0.5 < one.stability <= 1
        assert (one.share_ru, one.share_en) == (0.25, 0.25)
    assert {"деньги", "money"} <= set(found.themes["money"].frex_words)
    assert (found.refits, found.refit_texts) == (10, 48)


def test_answers_without_any_theme_are_counted() -> None:
    assert trust().unassigned == 0.25


def test_the_context_accuracy_is_the_models_and_lda_has_none() -> None:
    accuracy = GuidedThemes(SEEDS).fit(TEXTS).context_accuracy_
    assert accuracy > 0
    assert trust().context_accuracy == round(accuracy, 4)
    assert trust(LdaThemes).context_accuracy is None


def test_no_answers_have_no_numbers() -> None:
    found = trust(texts=[])
    one = found.themes["money"]
    assert (found.unassigned, found.refits, found.languages.profile) == (None, 0, None)
    assert {one.coherence_c_v, one.npmi, one.exclusivity, one.stability, one.share_ru, one.share_en} == {None}


def test_languages_with_the_same_order_of_themes_agree_wholly_whatever_their_shares() -> None:
    ru = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0], [1, 1, 0]] * 4, dtype=bool)
    en = np.array([[1, 0, 0], [1, 1, 1], [0, 0, 0], [0, 0, 0], [1, 1, 0]] * 4, dtype=bool)
    found = languages(np.vstack([ru, en]), np.array(["ru"] * 20 + ["en"] * 20, dtype=object))
    assert (found.ru, found.en, found.themes, found.profile) == (20, 20, 3, 1.0)
    turned = languages(np.vstack([ru, en[:, ::-1]]), np.array(["ru"] * 20 + ["en"] * 20, dtype=object))
    assert turned.profile == -1.0


def test_the_same_themes_together_correlate_by_their_phi() -> None:
    part = np.random.default_rng(0).random((30, 4)) < [[0.5, 0.4, 0.3, 0.2]]
    label = np.array(["ru"] * 30 + ["en"] * 30, dtype=object)
    assert languages(np.vstack([part, part]), label).together == pytest.approx(1)
    phi = [np.corrcoef(one, rowvar=False)[np.triu_indices(4, 1)] for one in (part, part[:, [3, 0, 2, 1]])]
    expected = np.corrcoef(phi)[0, 1]
    assert languages(np.vstack([part, part[:, [3, 0, 2, 1]]]), label).together == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("ru", "en", "themes"), [(19, 40, 4), (40, 19, 4), (40, 0, 4), (40, 40, 2), (40, 40, 0)])
def test_too_few_answers_or_themes_are_not_compared(ru: int, en: int, themes: int) -> None:
    named = np.random.default_rng(0).random((ru + en, themes)) < 0.5
    found = languages(named, np.array(["ru"] * ru + ["en"] * en, dtype=object))
    assert (found.ru, found.en, found.profile, found.together) == (ru, en, None, None)


def test_themes_that_do_not_differ_have_no_correlation() -> None:
    named = np.ones((40, 3), dtype=bool)
    found = languages(named, np.array(["ru"] * 20 + ["en"] * 20, dtype=object))
    assert (found.profile, found.together) == (None, None)
