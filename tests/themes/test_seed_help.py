"""Further seeds are words that keep a theme's company; wrong seeds mark texts that read otherwise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from otklik import clean, codebook, shipped, words
from otklik.themes import seed_help, vocabulary
from otklik.themes.seeded import seeds_by_theme
from otklik.words.log_odds import weighted_log_odds

MONEY = "wage rent debt loan coin profit salary budget cheque income fee".split()
SEA = "ship wave harbour anchor gull sail shore boat island storm bank".split()
COMMON = "letter window button garden".split()


def survey(seed: int = 0, n: int = 600) -> list[str]:
    """A third speak of money, a third of the sea, a third of nothing; "bank" is a word of the sea here."""
    rng = np.random.default_rng(seed)
    texts = []
    for number in range(n):
        own = (MONEY, SEA, COMMON)[number % 3]
        texts.append(" ".join([*rng.choice(own, 4, replace=False), *rng.choice(COMMON, 2, replace=False)]))
    return texts


SEEDS = {"money": ["wage", "rent", "bank"], "sea": ["ship", "wave"]}


@pytest.fixture(scope="module")
def seen() -> seed_help.SeededTexts:
    return seed_help.see(words.count(survey()), SEEDS)


def test_words_of_a_theme_are_proposed_to_it_and_to_no_other() -> None:
    good = {"money": ["wage", "rent"], "sea": ["ship", "wave"]}
    found = seed_help.propose(seed_help.see(words.count(survey()), good), n=9)
    assert {one.word for one in found if one.theme == "money"} == set(MONEY) - {"wage", "rent"}
    assert {one.word for one in found if one.theme == "sea"} == set(SEA) - {"ship", "wave"}


def test_a_proposal_counts_its_texts_and_shows_one_that_it_would_add(seen: seed_help.SeededTexts) -> None:
    texts = [set(text.split()) for text in survey()]
    for one in seed_help.propose(seen):
        with_it = [number for number, text in enumerate(texts) if one.word in text]
        new = [number for number in with_it if not texts[number] & set(SEEDS[one.theme])]
        assert (one.texts, one.alone) == (len(with_it), len(new))
        assert one.example in new


def test_seeds_function_words_and_rare_words_are_not_proposed() -> None:
    texts = ["the wage with rent", "a wage with a coin"] * 40 + ["nice view"] * 80 + ["wage gold"] * 4
    found = seed_help.propose(seed_help.see(words.count(texts), {"money": ["wage"], "other": ["coin"]}), least=5, n=10)
    assert [one.word for one in found] == ["rent"]


def test_the_score_is_the_weighted_log_odds_on_presence() -> None:
    # In 30 and 10 texts, however often in one.
    texts = ["wage rent rent rent"] * 30 + ["wage loan"] * 20 + ["rent window"] * 10 + ["window"] * 40
    a, b = np.array([30.0, 20.0, 50.0, 0.0]), np.array([10.0, 0.0, 0.0, 50.0])  # rent, loan, wage, window
    z = dict(zip(["rent", "loan"], weighted_log_odds(a, b).round(2).tolist(), strict=False))
    found = seed_help.propose(seed_help.see(words.count(texts), {"money": ["wage"]}))
    assert {one.word: one.score for one in found} == {word: score for word, score in z.items() if score >= 1}


def test_texts_are_compared_within_their_language() -> None:
    texts = ["деньги зарплата"] * 30 + ["погода дождь"] * 30 + ["money salary"] * 30 + ["weather rain"] * 30
    seen = seed_help.see(words.count(texts), {"money": ["деньги", "money"]}, ["ru"] * 60 + ["en"] * 60)
    assert [(one.language, one.word) for one in seed_help.propose(seen)] == [("en", "salary"), ("ru", "зарплата")]


def test_a_seed_of_another_theme_is_suspect_and_good_seeds_are_not(seen: seed_help.SeededTexts) -> None:
    found = {(one.theme, one.word): one for one in seed_help.review(seen)}
    assert {key for key, one in found.items() if one.suspect} == {("money", "bank")}
    bank = found["money", "bank"]
    assert bank.likeness is not None and bank.likeness < 0.4
    texts = survey()
    assert bank.examples and all("bank" in texts[at] and not {"wage", "rent"} & set(texts[at].split())
                                 for at in bank.examples)  # fmt: skip


def test_random_seeds_are_seldom_suspect_where_nothing_but_seeds_tells_themes() -> None:
    rng = np.random.default_rng(3)
    lexicon = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(200)]
    alarms = judged = 0
    for _ in range(10):
        texts = [" ".join(rng.choice(lexicon, 8, replace=False)) for _ in range(300)]
        reviews = seed_help.review(seed_help.see(words.count(texts), {"a": lexicon[:20], "b": lexicon[20:40]}))
        alarms += sum(one.suspect for one in reviews)
        judged += sum(one.alone >= 5 for one in reviews)
    assert judged > 200
    assert alarms == 0


def test_few_lone_texts_leave_a_seed_unjudged() -> None:
    texts = [*survey(n=200), "gold coin", "gold letter"]
    reviews = seed_help.review(seed_help.see(words.count(texts), {"money": ["wage", "rent", "gold"]}))
    gold = next(one for one in reviews if one.word == "gold")
    assert (gold.texts, gold.alone, gold.likeness, gold.suspect) == (2, 2, None, False)


def test_seeds_without_texts_and_seeds_of_several_themes_are_told() -> None:
    seen = seed_help.see(words.count(survey(n=60)), {"money": ["wages", "euro"], "work": ["wage", "ship"]})
    assert [one.word for one in seed_help.review(seen) if not one.texts] == ["euro"]
    # "wages" and "wage" are one lemma.
    assert seed_help.shared(seen) == {"wage": ["money", "work"]}


def test_forms_of_one_lemma_are_one_seed() -> None:
    seen = seed_help.see(words.count(["we learned", "we learn"] * 3), {"skills": ["learn", "learned", "learnt"]})
    assert [(one.word, one.texts, one.alone) for one in seed_help.review(seen)] == [("learn", 6, 6)]


def test_no_texts_give_no_proposals_and_unseen_seeds() -> None:
    seen = seed_help.see(words.count([]), SEEDS, [])
    assert seed_help.propose(seen) == [] and seed_help.shared(seen) == {}
    assert [one.texts for one in seed_help.review(seen)] == [0] * 5


def test_read_and_accepted_proposals_help_a_young_codebook_on_the_constructed_corpus() -> None:
    corpus = pd.read_csv(shipped.folder("corpora") / "volunteering" / "answers.csv", dtype=str, keep_default_na=False)
    corpus = corpus[corpus["split"] == "train"].reset_index(drop=True)
    book = codebook.load("volunteering")
    counted = words.count(clean.text(text).text for text in corpus["text"])
    gold = np.array([[theme.id in listed.split(";") for theme in book.themes] for listed in corpus["themes"]])
    seeds = {name: listed[::8] for name, listed in seeds_by_theme(book).items()}
    seen = seed_help.see(counted, seeds, corpus["lang"].tolist())
    accepted = {name: list(listed) for name, listed in seeds.items()}
    matched = np.asarray(seen.presence @ seen.marked.T) > 0
    for one in seed_help.propose(seen, n=5):
        theme = list(seeds).index(one.theme)
        has = seen.presence[:, [seen.terms.numbers[one.word]]].toarray().ravel() > 0
        new = has & ~matched[:, theme]
        if new.any() and gold[new, theme].mean() >= 0.5:  # a person who reads what it adds would take it
            accepted[one.theme].append(one.word)
    assert sum(map(len, accepted.values())) > sum(map(len, seeds.values()))
    assert micro_f1(gold, counted, accepted) > micro_f1(gold, counted, seeds)


def micro_f1(gold: np.ndarray, counted: words.Words, seeds: dict[str, list[str]]) -> float:
    terms = vocabulary.learn(counted, vocabulary.normal_seeds(seeds))
    marked, _ = vocabulary.seed_matrix(terms, seeds)
    found = np.asarray(vocabulary.presences(counted, terms) @ marked.T) > 0
    return float(2 * (gold & found).sum() / (gold.sum() + found.sum()))
