"""Whether a theme would look the same had others answered."""

from __future__ import annotations

import numpy as np
import pytest

from otklik import words
from otklik.themes import GuidedThemes, LdaThemes, stability
from otklik.themes.stability import half, matched, taken

SEA = ["sailor", "ship", "wave", "harbour", "island"]
LAND = ["tree", "forest", "mushroom", "deer", "meadow"]
STREWN = [
    f"{a}{b}ish" for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r") for b in ("ark", "olt", "ump", "ent")
]


def lines(vocabulary: list[str], n: int, seed: int, size: int = 4) -> list[str]:
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(vocabulary, size=size, replace=False)) for _ in range(n)]


CLEAR = words.count([*lines(SEA, 60, 1), *lines(LAND, 60, 2)])
SEEDS = {"sea": ["sailor"], "land": ["tree"]}


def test_themes_that_every_half_of_the_texts_shows_are_stable() -> None:
    model = GuidedThemes(SEEDS).fit(CLEAR)
    for value in stability(model, CLEAR, n=5):
        assert value is not None and value > 0.95


def test_a_theme_whose_company_is_chance_is_less_stable_than_one_of_words_that_keep_company() -> None:
    mixed = words.count([*lines(SEA, 60, 1), *(f"tree {line}" for line in lines(STREWN, 60, 2))])
    model = GuidedThemes(SEEDS).fit(mixed)
    sea, land = stability(model, mixed, n=5)
    assert sea is not None and land is not None
    assert land < 0.7
    assert sea > 0.9


def test_topics_are_matched_whatever_their_order() -> None:
    model = GuidedThemes({}, n_topics=2).fit(CLEAR)
    assert [len(set(model.top_terms(k, 5)) & set(SEA)) for k in (0, 1)] in ([0, 5], [5, 0])
    for value in stability(model, CLEAR, n=5):
        assert value is not None and value > 0.9


def test_the_match_is_the_best_for_all_and_seeded_themes_keep_their_places() -> None:
    first, second = [{"a", "b"}, {"c", "d"}], [{"c", "d"}, {"a", "x"}]
    assert matched(first, second).tolist() == [0.5, 1.0]
    assert matched(first, second, guided=2).tolist() == [0.0, 0.0]
    # The first comer would take {a, c} and leave nothing to {c, e}.
    assert matched([{"a", "b"}, {"c", "e"}], [{"a", "c"}, {"b", "d"}]).tolist() == [0.5, 0.5]


def test_words_in_common_count_against_the_longer_list_and_a_lost_topic_is_nothing() -> None:
    assert matched([{"a"}], [{"a", "b", "c", "d"}]).tolist() == [0.25]
    assert matched([{"a"}, {"b"}], [{"b"}]).tolist() == [0.0, 1.0]
    assert matched([set()], [set()]).tolist() == [0.0]


@pytest.mark.parametrize("make", [GuidedThemes, LdaThemes])
def test_stability_is_a_share_and_the_same_each_time(make: type) -> None:
    model = make(SEEDS, 1, 3).fit(CLEAR)
    found = stability(model, CLEAR, refits=3)
    assert found == stability(model, CLEAR, refits=3)
    assert len(found) == 3
    assert all(value is None or 0 <= value <= 1 for value in found)


def test_the_model_is_left_as_it_was() -> None:
    model = GuidedThemes(SEEDS, 1).fit(CLEAR)
    before = model.transform(CLEAR)
    stability(model, CLEAR, refits=2)
    assert np.array_equal(model.transform(CLEAR), before)


def test_too_few_texts_and_themes_without_words_have_no_stability() -> None:
    few = words.count(lines(SEA, 39, 1))
    assert stability(GuidedThemes(SEEDS).fit(few), few) == [None, None]
    model = GuidedThemes({**SEEDS, "sky": ["comet"]}).fit(CLEAR)
    assert stability(model, CLEAR, refits=1)[2] is None
    nothing = words.count([""] * 50)
    assert stability(GuidedThemes(SEEDS).fit(nothing), nothing) == [None, None]


def test_a_new_fit_never_sees_more_than_half_of_two_thousand_texts() -> None:
    assert [half(n) for n in (0, 39, 40, 41, 1999, 2000, 10**6)] == [0, 0, 20, 20, 999, 1000, 1000]


def test_taken_texts_are_those_that_would_be_counted_alone() -> None:
    texts = ["Помогать людям, 5 раз!", "", "people help :)", "людям помогают", "his dog"]
    rows = np.array([0, 1, 3])
    found, alone = taken(words.count(texts), rows), words.count([texts[row] for row in rows])
    assert [[found.types[at] for at in found.ids[found.starts[row] : found.starts[row + 1]]] for row in range(3)] == [
        [alone.types[at] for at in alone.ids[alone.starts[row] : alone.starts[row + 1]]] for row in range(3)
    ]
    assert sorted(found.lemmas) == sorted(alone.lemmas)
    counts = [dict(zip(part.lemmas, part.lemma_counts().sum(axis=0).tolist(), strict=True)) for part in (found, alone)]
    assert counts[0] == counts[1]
    assert len(taken(found, np.array([], dtype=np.int64))) == 0
