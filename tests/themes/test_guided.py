"""The guided theme model on texts whose themes are known, since they were drawn from them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from otklik.themes import GuidedThemes, admixture

THEMES, OWN, SEEDED, ORDINARY, LENGTH = 4, 20, 4, 80, 9
"""Themes; words of each, of which some are seeds; words of ordinary speech; words of a text."""
SEEDS = {f"theme{k}": [f"theme{k}w{word}" for word in range(SEEDED)] for k in range(THEMES)}


class Corpus(NamedTuple):
    texts: list[list[str]]
    themes: NDArray[np.bool_]
    """(n_texts, THEMES): what each text was drawn from."""


def draw(n: int, seed: int, themes: int = THEMES) -> Corpus:
    """Draw texts of one theme, of two, or of none; two thirds of their words are ordinary speech."""
    rng = np.random.default_rng(seed)
    common = 1 / np.arange(1, ORDINARY + 1)
    own = 1 / np.arange(1, OWN + 1) ** 0.5
    texts, truth = [], np.zeros((n, themes), dtype=bool)
    for row in range(n):
        chosen = rng.choice(themes, size=rng.choice([0, 1, 2], p=[0.2, 0.6, 0.2]), replace=False)
        truth[row, chosen] = True
        words = [f"plain{word}" for word in rng.choice(ORDINARY, LENGTH - 3, p=common / common.sum())]
        for theme in chosen:
            drawn = rng.choice(OWN, 3, p=own / own.sum())
            # Seeds are the commoner half here and the rarer half there: no matter.
            words += [f"theme{theme}w{word}" for word in drawn]
        texts.append([str(word) for word in rng.permutation(words)])
    return Corpus(texts, truth)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return draw(1500, 0)


@pytest.fixture(scope="module")
def model(corpus: Corpus) -> GuidedThemes:
    return GuidedThemes(SEEDS).fit(corpus.texts)


def accuracy(probability: NDArray[np.float64], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Return precision and recall at one half."""
    named = probability > 0.5
    return float((named & truth).sum() / named.sum()), float((named & truth).sum() / truth.sum())


def test_planted_themes_are_found_again(corpus: Corpus, model: GuidedThemes) -> None:
    precision, recall = accuracy(model.transform(corpus.texts), corpus.themes)
    assert precision > 0.95 and recall > 0.9


def test_they_are_found_in_texts_that_were_not_learnt_from(model: GuidedThemes) -> None:
    new = draw(1000, 1)
    precision, recall = accuracy(model.transform(new.texts), new.themes)
    assert precision > 0.95 and recall > 0.9


def test_words_that_keep_company_with_seeds_name_the_theme_too(corpus: Corpus, model: GuidedThemes) -> None:
    # In these texts no seed stands: a dictionary of seeds finds none of them.
    seeds = {seed for listed in SEEDS.values() for seed in listed}
    silent = [row for row, text in enumerate(corpus.texts) if corpus.themes[row].any() and not seeds & set(text)]
    assert len(silent) > 100
    texts, truth = [corpus.texts[row] for row in silent], corpus.themes[silent]
    precision, recall = accuracy(model.transform(texts), truth)
    assert precision > 0.9 and recall > 0.75


def test_ordinary_speech_names_no_theme(model: GuidedThemes) -> None:
    plain = [[f"plain{word}" for word in range(start, start + 8)] for start in range(0, 64, 8)]
    assert model.transform(plain).max() < 0.5


def test_top_words_are_the_themes_own(model: GuidedThemes) -> None:
    for theme in range(THEMES):
        top = model.top_words(theme, 10)
        assert len(top) == 10
        assert all(word.startswith(f"theme{theme}w") for word in top)
        assert len(set(top) - set(SEEDS[f"theme{theme}"])) >= 4  # not the seeds alone


def test_word_shares_are_distributions_with_the_background_last(corpus: Corpus, model: GuidedThemes) -> None:
    terms = model.terms_.names
    assert model.word_shares_.shape == (THEMES + 1, len(terms))
    assert np.allclose(model.word_shares_[:-1].sum(axis=1), 1)
    assert (model.word_shares_ >= 0).all()
    background = model.word_shares_[-1]
    plain = np.array([term.startswith("plain") for term in terms])
    assert background[plain].sum() > 0.6


def test_frequencies_and_explained_words_are_counts_of_texts(corpus: Corpus, model: GuidedThemes) -> None:
    in_texts = [sum(term in text for text in map(set, corpus.texts)) for term in model.terms_.names if " " not in term]
    single = [at for at, term in enumerate(model.terms_.names) if " " not in term]
    assert model.frequency_[single].tolist() == in_texts
    assert model.word_counts_.shape == (THEMES, len(model.terms_.names))
    assert (model.word_counts_.sum(axis=0) <= model.frequency_ + 1e-6).all()


def test_the_order_of_texts_does_not_matter(corpus: Corpus, model: GuidedThemes) -> None:
    order = np.random.default_rng(0).permutation(len(corpus.texts))
    turned = GuidedThemes(SEEDS).fit([corpus.texts[row] for row in order])
    assert np.allclose(turned.transform(corpus.texts), model.transform(corpus.texts), atol=1e-6)


def test_working_in_chunks_changes_nothing(
    corpus: Corpus, model: GuidedThemes, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = model.transform(corpus.texts)
    monkeypatch.setattr(admixture, "_CHUNK", 37)
    assert np.allclose(GuidedThemes(SEEDS).fit(corpus.texts).transform(corpus.texts), expected, atol=1e-6)


def test_one_misleading_seed_does_not_spoil_a_theme(corpus: Corpus) -> None:
    misled = {**SEEDS, "theme0": [*SEEDS["theme0"], "theme1w10"]}
    model = GuidedThemes(misled).fit(corpus.texts)
    precision, recall = accuracy(model.transform(corpus.texts), corpus.themes)
    assert precision > 0.85 and recall > 0.85


def test_a_seed_of_two_themes_is_no_error_and_goes_by_its_company(corpus: Corpus) -> None:
    shared = {**SEEDS, "theme0": [*SEEDS["theme0"], "theme1w0"]}
    probability = GuidedThemes(shared).fit(corpus.texts).transform([["theme1w0", "theme1w5", "theme1w6", "plain1"]])[0]
    assert probability[1] > probability[0]


@pytest.mark.parametrize("seed", range(5))
def test_themes_without_seeds_are_found_beside_well_seeded_ones(seed: int) -> None:
    # Two of four themes have no seeds: two topics are to find them.
    corpus = draw(1500, 100 + seed)
    known = {f"theme{k}": [f"theme{k}w{word}" for word in range(OWN // 2)] for k in (0, 1)}
    model = GuidedThemes(known, n_topics=2, random_state=seed).fit(corpus.texts)
    assert model.theme_names_ == ["theme0", "theme1", "topic_1", "topic_2"]
    beside = [{word.split("w")[0] for word in model.top_words(k, 6)} for k in (2, 3)]
    assert sorted(map(sorted, beside)) == [["theme2"], ["theme3"]]
    precision, recall = accuracy(model.transform(corpus.texts)[:, :2], corpus.themes[:, :2])
    assert precision > 0.9 and recall > 0.8


def test_there_are_no_more_topics_than_texts() -> None:
    model = GuidedThemes({}, n_topics=9).fit([["alpha1", "beta1"], ["alpha1", "gamma1"]])
    assert model.theme_names_ == ["topic_1", "topic_2"]


def test_more_topics_than_the_texts_hold_do_not_disturb_well_seeded_themes(corpus: Corpus) -> None:
    known = {f"theme{k}": [f"theme{k}w{word}" for word in range(OWN // 2)] for k in range(THEMES)}
    model = GuidedThemes(known, n_topics=5).fit(corpus.texts)
    precision, recall = accuracy(model.transform(corpus.texts)[:, :THEMES], corpus.themes)
    assert precision > 0.9 and recall > 0.85


def test_words_of_single_texts_enter_no_vocabulary(corpus: Corpus) -> None:
    model = GuidedThemes(SEEDS).fit([*corpus.texts, ["theme0w1", "secretname1"]])
    assert "secretname1" not in model.terms_.numbers


def test_five_thousand_texts_take_no_more_than_seconds() -> None:
    import time

    corpus = draw(5000, 3)
    started = time.perf_counter()
    GuidedThemes(SEEDS, n_topics=3).fit_transform(corpus.texts)
    assert time.perf_counter() - started < 60


def clustered(n: int, seed: int, length: int = 8) -> Corpus:
    """Draw texts of exactly one theme each, all of whose words are the theme's or shared ones."""
    rng = np.random.default_rng(seed)
    texts, truth = [], np.zeros((n, THEMES), dtype=bool)
    for row in range(n):
        theme = int(rng.integers(THEMES))
        truth[row, theme] = True
        own = [f"theme{theme}w{word}" for word in rng.choice(OWN, length // 2, replace=False)]
        texts.append([*own, *(f"plain{word}" for word in rng.choice(ORDINARY, length // 2))])
    return Corpus(texts, truth)


def test_where_other_words_find_what_seeds_name_the_model_trusts_them() -> None:
    corpus = clustered(800, 0)
    model = GuidedThemes({name: listed[:2] for name, listed in SEEDS.items()}).fit(corpus.texts)
    assert model.context_accuracy_ > 0.5
    probability = model.transform(corpus.texts)
    assert (probability.argmax(axis=1) == corpus.themes.argmax(axis=1)).mean() > 0.97


def test_where_other_words_say_nothing_only_seeds_count() -> None:
    rng = np.random.default_rng(0)
    texts = [
        [f"theme{rng.integers(THEMES)}w{rng.integers(SEEDED)}", *(f"plain{word}" for word in rng.choice(ORDINARY, 6))]
        for _ in range(600)
    ]
    model = GuidedThemes(SEEDS).fit(texts)
    assert model.context_accuracy_ < 0.15
    seeded = np.array([[any(word in text for word in listed) for listed in SEEDS.values()] for text in texts])
    assert ((model.transform(texts) > 0.5) == seeded).mean() > 0.99


def test_clusters_are_found_without_any_seed_and_restarts_agree() -> None:
    corpus = clustered(800, 1)
    model = GuidedThemes({}, n_topics=THEMES).fit(corpus.texts)
    found = model.transform(corpus.texts).argmax(axis=1)
    table = np.array([[((found == k) & corpus.themes[:, t]).sum() for t in range(THEMES)] for k in range(THEMES)])
    assert table.max(axis=1).sum() / len(found) > 0.97
    assert model.agreement_ > 0.95


def test_the_probability_of_no_theme_is_high_for_ordinary_speech_alone(model: GuidedThemes) -> None:
    plain, named = model.no_theme([["plain1", "plain2", "plain3"], ["theme0w0", "theme0w1", "plain3"]])
    assert plain > 0.4 and named < 0.05


def test_further_texts_of_a_stream_move_the_themes(corpus: Corpus) -> None:
    model = GuidedThemes(SEEDS).fit(corpus.texts[:300])
    before, frequency = model.word_shares_.copy(), model.frequency_.sum()
    recall_before = accuracy(model.transform(corpus.texts[900:]), corpus.themes[900:])[1]
    model.partial_fit(corpus.texts[300:900])
    assert model.frequency_.sum() > frequency
    assert not np.allclose(model.word_shares_, before)
    assert np.allclose(model.word_shares_.sum(axis=1), 1)
    precision, recall = accuracy(model.transform(corpus.texts[900:]), corpus.themes[900:])
    assert precision > 0.9 and recall >= recall_before - 0.01


def test_a_stream_may_begin_with_partial_fit(corpus: Corpus) -> None:
    begun = GuidedThemes(SEEDS).partial_fit(corpus.texts[:300])
    assert np.array_equal(
        begun.transform(corpus.texts[:9]), GuidedThemes(SEEDS).fit(corpus.texts[:300]).transform(corpus.texts[:9])
    )


@pytest.mark.parametrize("first", [[], ["...", ""]])
def test_a_stream_that_begins_with_texts_without_words_is_learnt_from_the_next(
    corpus: Corpus, first: list[str]
) -> None:
    expected = GuidedThemes(SEEDS).fit(corpus.texts[:300]).transform(corpus.texts[:9])
    for begun in (GuidedThemes(SEEDS).partial_fit(first), GuidedThemes(SEEDS).fit(corpus.texts[300:]).fit(first)):
        assert np.array_equal(begun.partial_fit(corpus.texts[:300]).transform(corpus.texts[:9]), expected)


def test_codings_of_the_first_texts_of_a_stream_calibrate_it(corpus: Corpus) -> None:
    begun = GuidedThemes(SEEDS).partial_fit(corpus.texts, corpus.themes)
    whole = GuidedThemes(SEEDS).fit(corpus.texts, corpus.themes)
    assert whole.calibration_ and begun.calibration_ == whole.calibration_


def test_codings_calibrate_the_probabilities_of_the_themes_they_were_given_for(corpus: Corpus) -> None:
    # Coders call theme0 rarer than its words suggest: half of its texts.
    rng = np.random.default_rng(0)
    coded = corpus.themes.astype(float)
    coded[:, 0] *= rng.random(len(coded)) < 0.5
    coded[:, 1:] = np.nan
    plain = GuidedThemes(SEEDS).fit(corpus.texts)
    taught = GuidedThemes(SEEDS).fit(corpus.texts, coded)
    before, after = plain.transform(corpus.texts), taught.transform(corpus.texts)
    assert abs(after[:, 0].mean() - coded[:, 0].mean()) < 0.02 < abs(before[:, 0].mean() - coded[:, 0].mean())
    assert np.array_equal(before[:, 1:], after[:, 1:])


def test_codings_of_another_shape_are_refused(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match=r"\(1500, 3\), not \(1500, 4\)"):
        GuidedThemes(SEEDS).fit(corpus.texts, corpus.themes[:, :3])


def test_a_fitted_model_shows_its_themes_by_texts_and_numbers(corpus: Corpus, model: GuidedThemes) -> None:
    for theme in range(THEMES):
        rows = model.exemplars(theme, 3)
        assert len(rows) == 3 and corpus.themes[rows, theme].all()
    assert len(model.quality_["npmi"]) == len(model.quality_["exclusivity"]) == THEMES
    assert min(model.quality_["exclusivity"]) > 0.7
    unnamed = (model.transform(corpus.texts).max(axis=1) < 0.5).mean()
    assert model.quality_["unassigned"] == unnamed
    assert model.quality_["context_accuracy"] == model.context_accuracy_
