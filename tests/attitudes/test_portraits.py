"""Portraits of groups: their words are those that told, their exemplars are sure, readable and not alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from otklik import language, words
from otklik.attitudes import AttitudeClassifier, AttitudePack, Target, portraits

FILLER = {
    "ru": "работа больница смена студент вечер автобус люди район осень дорога".split(),
    "en": "work hospital shift student evening bus people district autumn road".split(),
}
TELLS = {"for": {"ru": "отлично", "en": "great"}, "against": {"ru": "ужасно", "en": "awful"}}


def answers(n: int) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(0)
    texts, labels = [], []
    for at in range(n):
        spoken = "ru" if at % 2 else "en"
        label = "for" if rng.random() < 0.5 else "against"
        said = [TELLS[label][spoken], "и" if at % 2 else "the", *rng.choice(FILLER[spoken], 6, replace=False)]
        texts.append(" ".join(rng.permutation(said)))
        labels.append(label)
    return texts, labels


TEXTS, LABELS = answers(240)
RARE = next(at for at, label in enumerate(LABELS) if at % 2 and label == "for")
TEXTS[RARE] += " неповторимо-отлично"  # a word of one respondent
COUNTED = words.of(TEXTS)
SPOKEN = np.array(language.detect_all(TEXTS), dtype=object)
MODEL = AttitudeClassifier(["for", "against"], C=1.5).fit(TEXTS, LABELS)
PACK = AttitudePack(
    "toy", {}, "", "", {"stance": Target("stance", "scale", ("for", "against"), True, 0.9)}, {"stance": MODEL}, 0.0
)
VERDICTS = PACK.code(COUNTED).verdicts
GROUPS = {"stance": ["for", "against"]}


def drawn(seed: int = 0, verdicts: Any = VERDICTS) -> list[portraits.Portrait]:
    return portraits.draw(PACK, verdicts, GROUPS, TEXTS, COUNTED, SPOKEN, seed)["stance"]


def test_the_first_word_of_a_group_is_the_one_that_makes_it_in_each_language() -> None:
    for portrait in drawn():
        for spoken in ("ru", "en"):
            assert next(one.word for one in portrait.words if one.language == spoken) == TELLS[portrait.group][spoken]


def test_what_a_word_told_is_the_mean_of_what_it_added_to_every_text_coded_so() -> None:
    for portrait in drawn():
        coded = (VERDICTS["stance"].group == portrait.group) & (SPOKEN == "ru")
        rows = np.flatnonzero(coded).tolist()
        added: dict[str, float] = defaultdict(float)
        for row, why in zip(rows, MODEL.explain([TEXTS[row] for row in rows], portrait.group), strict=True):
            for part in why.parts:
                added[TEXTS[row][part.start : part.stop]] += part.weight
        found = {one.word: one for one in portrait.words if one.language == "ru"}
        assert len(found) > 3
        for word, one in found.items():
            assert one.n == len(rows) and one.texts == sum(word in TEXTS[row].split() for row in rows)
            assert one.contribution == pytest.approx(added[word] / len(rows))


def test_function_words_and_words_of_few_texts_are_not_shown() -> None:
    shown = {one.word for portrait in drawn() for one in portrait.words}
    assert not shown & {"и", "the", "неповторимо-отлично"}
    assert all(one.texts >= 3 and one.contribution > 0 for portrait in drawn() for one in portrait.words)


def test_exemplars_are_two_a_language_coded_so_and_not_alike() -> None:
    for portrait in drawn():
        texts = [text for text, _, _ in portrait.exemplars]
        assert [SPOKEN[text] for text in texts] == ["ru", "ru", "en", "en"]
        assert all(VERDICTS["stance"].group[text] == portrait.group for text in texts)
        first, second = (set(TEXTS[text].split()) for text in texts[:2])
        assert len(first & second) <= 0.6 * len(first | second)
        assert all(why.label == portrait.group and why.score > 0 for _, _, why in portrait.exemplars)


def test_exemplars_need_no_person_where_there_are_such() -> None:
    verdict = VERDICTS["stance"]
    alone = np.zeros(len(TEXTS), dtype=bool)
    for group in GROUPS["stance"]:  # the least sure ones of each group
        own = np.flatnonzero((verdict.group == group) & (SPOKEN == "en"))
        alone[own[np.argsort(verdict.probability[own])[:2]]] = True
    found = drawn(verdicts={"stance": replace(verdict, needs_person=~alone)})
    for portrait in found:
        english = [text for text, _, _ in portrait.exemplars if SPOKEN[text] == "en"]
        assert alone[english[0]]
        assert len([text for text, _, _ in portrait.exemplars if SPOKEN[text] == "ru"]) == 2


def test_a_long_text_is_shown_by_the_sentence_that_speaks_most_for_its_group() -> None:
    long = " ".join([f"{' '.join(FILLER['en'])}."] * 7 + ["It is great work.", f"{' '.join(FILLER['en'])}."])
    counted = words.of([long])
    found = portraits.draw(
        PACK, PACK.code(counted).verdicts, {"stance": ["for"]}, [long], counted, np.array(["en"], dtype=object)
    )
    ((text, span, _),) = found["stance"][0].exemplars
    assert text == 0 and long[span.start : span.stop] == "It is great work."


def test_of_many_texts_some_are_weighed_and_the_seed_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drawn()
    monkeypatch.setattr(portraits, "_WEIGHED", 100)
    some = drawn(1)
    assert all(one.n <= 50 for portrait in some for one in portrait.words)
    assert some == drawn(1) != drawn(2)
    for part, all_of_it in zip(some, whole, strict=True):
        assert part.words[0].word == all_of_it.words[0].word
        assert part.exemplars == all_of_it.exemplars


def test_a_group_that_no_text_has_is_drawn_empty() -> None:
    counted = words.of(["great work"])
    found = portraits.draw(
        PACK, PACK.code(counted).verdicts, GROUPS, ["great work"], counted, np.array(["en"], dtype=object)
    )
    assert found["stance"][1] == portraits.Portrait("against", (), ())
    nothing = words.of([])
    empty = portraits.draw(PACK, PACK.code(nothing).verdicts, GROUPS, [], nothing, np.array([], dtype=object))
    assert empty["stance"] == [portraits.Portrait(group, (), ()) for group in GROUPS["stance"]]
