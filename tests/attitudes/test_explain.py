"""Explanations add up: what words and the rest say together is the score, and each word stands where it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.exceptions import NotFittedError

from otklik import words
from otklik.attitudes import AttitudeClassifier, ThemeClassifier
from otklik.attitudes.base import read
from otklik.attitudes.explain import TakenApart
from otklik.attitudes.features import TextFeatures
from otklik.attitudes.recipes import BLOCK_CHOICES, Recipe
from otklik.attitudes.word_classes import WordClasses

QUICK = settings(max_examples=150, deadline=None, derandomize=True)

CLASSES = "SCHOOL: вуз* school*\nMUST: долж* must has_to\nNOT: не not no\nGOOD: хорош* полезн* good"
SAID = {
    "for": ["вуз должен помогать, это хорошо", "school must help", "the school has to be good", "полезно. вуз, да"],
    "unsure": ["не знаю, должен ли вуз", "not sure the school must", "может быть и хорошо", "who knows"],
    "against": ["вуз не должен", "no, school must not", "не хорошо, а плохо", "not good at all, no no"],
}
TEXTS = [text + tail for texts in SAID.values() for text in texts for tail in ("", "!", " ещё раз", " again")]
LABELS = [label for label in SAID for _ in range(16)]
CODES = [[label, "long"] if len(text) > 20 else [label] for text, label in zip(TEXTS, LABELS, strict=True)]


def learnt(recipe: Recipe, ordered: Any = tuple(SAID)) -> AttitudeClassifier:
    kin = np.arange(len(TEXTS)) // 4
    made = AttitudeClassifier(ordered, word_classes=CLASSES)
    return made.learn(read(words.of(TEXTS), CLASSES), LABELS, kin, recipe=recipe)


MODELS = [
    learnt(Recipe()),
    learnt(Recipe(blocks=BLOCK_CHOICES[1])),
    learnt(Recipe(blocks=("form", "lemma", "letters"), stepwise=True)),
]
THEMES = ThemeClassifier(word_classes=CLASSES, C=1.5).fit(TEXTS, CODES)

TYPED = st.lists(
    st.one_of(
        st.sampled_from(
            "вуз Вуз не должен, хорошо. good school must not has to ещё ещё п̶л̶о̶х̶о̶ no! 👍 1 000 <b>да</b> &amp; &nGt; "
            "оооочень don't ... 'll &lt;i&gt; \n И́ли".split(" ")
        ),
        st.text(max_size=6),
    ),
    max_size=14,
).map(" ".join)


def centred_logits(model: AttitudeClassifier, texts: list[str]) -> Any:
    scores = model.scores(model.features_.transform(words.of(texts)))
    logits = scores @ model.calibration_[:, :-1].T + model.calibration_[:, -1]
    return logits - logits.mean(axis=1, keepdims=True)


@QUICK
@given(st.lists(TYPED, max_size=4))
def test_words_and_rest_sum_to_the_centred_logit_of_every_group(texts: list[str]) -> None:
    for model in MODELS:
        logits = centred_logits(model, texts)
        for at, label in enumerate(model.classes_):
            found = [one.score for one in model.explain(texts, label)]
            assert np.allclose(found, logits[:, at], rtol=0, atol=1e-9)


@QUICK
@given(st.lists(TYPED, max_size=4))
def test_words_and_rest_sum_to_the_logit_of_a_code(texts: list[str]) -> None:
    probability = THEMES.predict_proba(texts)
    for at, code in enumerate(THEMES.classes_):
        found = np.array([one.score for one in THEMES.explain(texts, code)])
        assert np.allclose(1 / (1 + np.exp(-found)), probability[:, at], rtol=0, atol=1e-9)


@QUICK
@given(TYPED)
def test_parts_stand_where_the_words_are_in_the_text_as_typed(text: str) -> None:
    (found,) = MODELS[0].explain([text], "for")
    ends = [0, *(end for part in found.parts for end in (part.start, part.stop))]
    assert ends == sorted(ends) and ends[-1] <= len(text)
    assert all(part.start < part.stop for part in found.parts)
    assert [(part.start, part.stop) for part in found.parts] == [(t.start, t.stop) for t in words.tokens(text)]


def test_a_text_is_explained_as_if_it_were_alone() -> None:
    together = MODELS[1].explain(TEXTS, "for")
    for text, one in zip(TEXTS[::7], together[::7], strict=True):
        (alone,) = MODELS[1].explain([text], "for")
        assert np.allclose([part.weight for part in one.parts], [part.weight for part in alone.parts])


def shared(text: str, block: str, feature: str, classes: str = CLASSES) -> tuple[list[float], float]:
    """Return how the words of a text share one feature of weight 1, and the rest."""
    counted = words.of([text])
    features = TextFeatures(WordClasses(classes), BLOCK_CHOICES[1]).fit(words.of([text] * 3))
    weights = np.zeros((1, features.width))
    weights[0, features.columns(block).start + features.vocabulary_[block].index(feature)] = 1
    value = features.transform(counted)[:, features.columns(block)].toarray()
    tokens, rest = TakenApart(features, counted).contributions((weights, np.zeros(1)), np.zeros(1, dtype=np.int64))
    whole = value[0, features.vocabulary_[block].index(feature)]
    return (tokens / whole).round(9).tolist(), float(rest[0] / whole)


@pytest.mark.parametrize(
    ("block", "feature", "shares"),
    [
        ("form", "хорошо", [0.5, 0, 0, 0, 0.5, 0, 0, 0]),
        ("lemma", "вуз", [0, 0, 0, 1, 0, 0, 0, 0]),
        # A run of letters by how often each word has it: ананас twice, панама once.
        ("letters", "ан", [0, 0, 0, 0, 0, 2 / 3, 1 / 3, 0]),
        ("pair", "хорошо ананас", [0, 0, 0, 0, 0.5, 0.5, 0, 0]),
        ("class", "GOOD", [0.5, 0, 0, 0, 0.5, 0, 0, 0]),
        ("class", "SCHOOL", [0, 0, 0, 1, 0, 0, 0, 0]),
        ("beside", "GOOD by the anchor", [0, 0, 0, 0, 1, 0, 0, 0]),
        ("place", "GOOD first", [1, 0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_a_feature_goes_to_the_words_that_carry_it(block: str, feature: str, shares: list[float]) -> None:
    found, rest = shared("хорошо да. вуз хорошо ананас панама.", block, feature)
    assert found == pytest.approx(shares)
    assert rest == 0


def test_a_phrase_is_carried_by_its_last_word_and_what_is_negated_by_itself() -> None:
    assert shared("school has to help", "class", "MUST")[0] == [0, 0, 1, 0]
    assert shared("school has not good ideas", "class", "not GOOD")[0] == [0, 0, 0, 1, 0]


def test_no_word_carries_how_long_a_text_is() -> None:
    found, rest = shared("вуз да.", "length", "clauses 1")
    assert found == [0, 0, 0] and rest == 1


def test_without_a_label_each_text_is_explained_by_its_own() -> None:
    found = MODELS[0].explain(TEXTS)
    assert [one.label for one in found] == MODELS[0].predict(TEXTS).tolist()
    assert [one.score for one in found] == pytest.approx(centred_logits(MODELS[0], TEXTS).max(axis=1))


def test_what_speaks_for_a_group_is_what_its_texts_say() -> None:
    (found,) = MODELS[0].explain(["вуз не должен"], "against")
    school, no, must = (part.weight for part in found.parts)
    assert school < 0 < min(no, must)  # which of the two carries more is the solver's choice


def test_no_text_and_no_word_are_no_error() -> None:
    assert MODELS[0].explain([]) == [] == THEMES.explain([], "for")
    (found,) = MODELS[0].explain([" "], "for")
    assert found.parts == () and found.score == pytest.approx(centred_logits(MODELS[0], [" "])[0, 0])


def test_what_was_never_learnt_cannot_be_explained() -> None:
    with pytest.raises(ValueError, match="'never' is none of the labels"):
        MODELS[0].explain(TEXTS, "never")
    with pytest.raises(ValueError, match="'never' is none of the codes"):
        THEMES.explain(TEXTS, "never")
    for ask in (lambda: AttitudeClassifier().explain(["a"], "for"), lambda: ThemeClassifier().explain(["a"], "for")):
        with pytest.raises(NotFittedError):
            ask()
