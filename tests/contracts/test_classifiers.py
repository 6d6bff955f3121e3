"""What every classifier of attitude groups promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from otklik import clean, words
from otklik.attitudes import AttitudeClassifier
from otklik.measure import automation

Make = Callable[..., Any]

FOR = [*"хорошая полезная нужная отличная добрая".split(), *"good useful great kind lovely".split()]
AGAINST = [*"плохая вредная ненужная ужасная злая".split(), *"bad useless awful mean boring".split()]
UNSURE = [*"странная обычная разная спорная неясная".split(), *"strange usual mixed unclear average".split()]
CARRIERS = {
    "ru": ["это {} идея", "затея {}", "{} работа для студента"],
    "en": ["a {} idea", "it is {}", "{} work here"],
}


def sayings(adjectives: list[str]) -> list[str]:
    russian = [line.format(word) for word in adjectives[:5] for line in CARRIERS["ru"]]
    return russian + [line.format(word) for word in adjectives[5:] for line in CARRIERS["en"]]


TEXTS = sayings(FOR) + sayings(UNSURE) + sayings(AGAINST)
LABELS = ["for"] * 30 + ["unsure"] * 30 + ["against"] * 30
ORDER = ["for", "unsure", "against"]


@pytest.fixture(scope="module", params=[AttitudeClassifier], ids=["attitudes"])
def make(request: pytest.FixtureRequest) -> Make:
    def build(ordered: Any = ORDER, **options: Any) -> Any:
        return request.param(ordered, **options)

    return build


@pytest.fixture(scope="module")
def fitted(make: Make) -> Any:
    return make().fit(TEXTS, LABELS)


def test_probabilities_are_rows_that_sum_to_one(fitted: Any) -> None:
    probability = fitted.predict_proba([*TEXTS, "", "!!!", "квазистационарный xyzzy", "good bad"])
    assert probability.shape == (94, 3)
    assert probability.min() >= 0 and probability.max() <= 1
    assert np.allclose(probability.sum(axis=1), 1)


def test_a_toy_scale_is_learnt_in_both_languages(fitted: Any) -> None:
    assert (fitted.predict(TEXTS) == LABELS).all()
    asked = ["хорошая работа", "идея ужасная", "затея спорная", "useful idea", "this is awful", "an unclear idea"]
    assert fitted.predict(asked).tolist() == ["for", "against", "unsure", "for", "against", "unsure"]


def test_other_forms_of_a_learnt_word_are_understood(fitted: Any) -> None:
    assert fitted.predict(["хорошими", "Полезно!", "ужасным", "вредные"]).tolist() == [
        "for",
        "for",
        "against",
        "against",
    ]


def test_word_classes_carry_what_was_learnt_into_the_other_language(make: Make) -> None:
    classes = "PRAISE: хорош* полезн* нужн* отличн* добр* good useful\nBLAME: плох* вредн* ненужн* ужасн* зл* bad awful"
    texts, labels = sayings(FOR)[:15] + sayings(AGAINST)[:15], ["for"] * 15 + ["against"] * 15
    model = make(word_classes=classes).fit(texts, labels)
    assert model.predict(["a good thing", "so useful", "bad thing", "awful!"]).tolist() == ["for"] * 2 + ["against"] * 2


def test_classes_stand_in_the_order_of_the_scale(make: Make, fitted: Any) -> None:
    assert fitted.classes_.tolist() == ORDER
    assert make(None).fit(TEXTS, LABELS).classes_.tolist() == sorted(ORDER)
    # A step that nobody took is left out; a label that the scale does not know comes last.
    assert make(["for", "never", "against"]).fit(TEXTS, LABELS).classes_.tolist() == ["for", "against", "unsure"]


def test_the_order_of_the_scale_changes_columns_and_not_verdicts(make: Make, fitted: Any) -> None:
    forth, back = fitted, make(ORDER[::-1]).fit(TEXTS, LABELS)
    assert np.allclose(forth.predict_proba(TEXTS), back.predict_proba(TEXTS)[:, ::-1], atol=1e-3)
    assert (forth.predict(TEXTS) == back.predict(TEXTS)).all()


def test_two_groups_are_a_scale_too(make: Make) -> None:
    texts, labels = sayings(FOR) + sayings(AGAINST), ["for"] * 30 + ["against"] * 30
    model = make().fit(texts, labels)
    probability = model.predict_proba(["очень полезная идея", "an awful idea"])
    assert probability.shape == (2, 2) and np.allclose(probability.sum(axis=1), 1)
    assert model.predict(["очень полезная идея", "an awful idea"]).tolist() == ["for", "against"]
    assert model.weights_.shape[0] == 2 and np.allclose(model.weights_[0], -model.weights_[1])


def test_the_same_seed_gives_the_same_numbers(make: Make, fitted: Any) -> None:
    first, second = fitted, make().fit(TEXTS, LABELS)
    assert np.array_equal(first.predict_proba(TEXTS), second.predict_proba(TEXTS))
    assert np.array_equal(first.predict_proba(TEXTS), first.predict_proba(TEXTS))
    assert np.array_equal(first.held_out_, second.held_out_)


def test_texts_and_counted_words_give_the_same(make: Make, fitted: Any) -> None:
    counted = words.count(clean.text(text).text for text in TEXTS)
    assert np.allclose(make().fit(counted, LABELS).predict_proba(TEXTS), fitted.predict_proba(counted))


def test_what_a_text_gets_does_not_depend_on_its_neighbours(fitted: Any) -> None:
    alone = np.vstack([fitted.predict_proba([text]) for text in TEXTS[:10]])
    assert np.allclose(fitted.predict_proba(TEXTS)[:10], alone)


def test_no_text_is_no_error(fitted: Any) -> None:
    assert fitted.predict_proba([]).shape == (0, 3)
    assert fitted.predict([]).tolist() == []


def test_nothing_can_be_asked_before_fitting(make: Make) -> None:
    for ask in (lambda: make().predict(TEXTS), lambda: make().predict_proba(TEXTS)):
        with pytest.raises(NotFittedError):
            ask()


def test_one_group_or_unequal_lengths_are_refused(make: Make) -> None:
    with pytest.raises(ValueError, match="at least two kinds"):
        make().fit(TEXTS, ["for"] * len(TEXTS))
    with pytest.raises(ValueError, match="90 texts but 89 labels"):
        make().fit(TEXTS, LABELS[1:])
    with pytest.raises(ValueError, match="at least two kinds"):
        make().fit([], [])


@pytest.mark.parametrize("times", [1, 2])
def test_a_group_with_one_or_two_texts_can_be_learnt(make: Make, times: int) -> None:
    texts, labels = [*sayings(FOR), *sayings(AGAINST)[:times]], ["for"] * 30 + ["against"] * times
    model = make().fit(texts, labels)
    assert np.allclose(model.predict_proba(texts).sum(axis=1), 1)
    assert model.predict(texts[-1:]).tolist() == ["against"]


def test_parameters_can_be_read_set_and_cloned(make: Make) -> None:
    model = make(random_state=4).fit(TEXTS, LABELS)
    assert model.get_params()["ordered"] == ORDER
    again = clone(model)
    assert again.get_params() == model.get_params()
    with pytest.raises(NotFittedError):
        again.predict_proba(TEXTS)
    assert np.array_equal(again.fit(TEXTS, LABELS).predict_proba(TEXTS), model.predict_proba(TEXTS))
    assert model.set_params(C=1.0).C == 1.0


def test_it_stands_in_a_pipeline_of_scikit_learn(make: Make) -> None:
    pipeline = make_pipeline(FunctionTransformer(lambda texts: [text.upper() for text in texts]), make())
    assert pipeline.fit(TEXTS, LABELS).score(TEXTS, LABELS) == 1


def test_fit_gives_the_model_and_fitting_again_forgets_the_first_texts(make: Make, fitted: Any) -> None:
    model = make()
    assert model.fit(["да", "нет"] * 5, ["against", "for"] * 5) is model
    assert np.array_equal(model.fit(TEXTS, LABELS).predict_proba(TEXTS), make().fit(TEXTS, LABELS).predict_proba(TEXTS))


def noisy(n: int, seed: int) -> tuple[list[str], list[str], list[int]]:
    """Write texts whose words tell their label only as often as the word says: .9, .7 or .5."""
    rng = np.random.default_rng(seed)
    sure = {"отлично": 0.95, "неплохо": 0.75, "средне": 0.5, "слабо": 0.25, "ужасно": 0.05}
    filler = "работа больница смена студент группа вечер автобус люди район осень".split()
    texts, labels, writers = [], [], []
    for _ in range(n):
        word = rng.choice(list(sure))
        texts.append(" ".join(rng.permutation([word, *rng.choice(filler, 4)])))
        labels.append("for" if rng.random() < sure[str(word)] else "against")
        writers.append(int(rng.integers(20)))
    return texts, labels, writers


@pytest.mark.parametrize("grouped", [False, True])
def test_probabilities_mean_what_they_say_on_texts_like_those_trained_on(make: Make, grouped: bool) -> None:
    texts, labels, writers = noisy(1500, 1)
    new, truth, _ = noisy(4000, 2)
    model = make(["for", "against"]).fit(texts, labels, groups=writers if grouped else None)
    probability = model.predict_proba(new)[:, 0]
    happened = np.array(truth) == "for"
    # Of the texts given about p, p in 100 are so: within four standard errors and two points for the training sample.
    for low in np.arange(0, 1, 0.2):
        here = (probability >= low) & (probability < low + 0.2)
        if here.sum() >= 100:
            error = probability[here].mean() - happened[here].mean()
            assert abs(error) < 4 * np.sqrt(0.25 / here.sum()) + 0.02
    sure, right = model.predict_proba(new).max(axis=1), model.predict(new) == truth
    assert automation.calibration_error(sure, right) < 0.05


def test_held_out_probabilities_are_of_texts_not_seen(make: Make) -> None:
    # Labels by lot: who has seen a text knows its label, who has not knows nothing.
    rng = np.random.default_rng(0)
    texts = [f"слово{n} word{n}" for n in range(160)]
    labels = rng.choice(["for", "against"], 160)
    model = make(["for", "against"]).fit(texts, labels)
    held_out = model.classes_[model.held_out_.argmax(axis=1)]
    assert model.held_out_.shape == (160, 2)
    assert abs((held_out == labels).mean() - 0.5) < 4 * np.sqrt(0.25 / 160)


def test_texts_of_one_writer_never_stand_on_both_sides_of_a_fold(make: Make) -> None:
    # Each writer has one pet word and one label; without groups the word gives the label away.
    writers = np.repeat(np.arange(40), 5)
    labels = np.where(np.random.default_rng(1).permutation(40)[writers] < 20, "for", "against")
    said = "тут там вон где-то рядом".split()
    texts = [
        f"ну вот слово{chr(1072 + writer % 32)}{chr(1072 + writer // 32)}ик {said[at % 5]}"
        for at, writer in enumerate(writers)
    ]
    told = make().fit(texts, labels).held_out_.argmax(axis=1)
    apart = make().fit(texts, labels, groups=writers).held_out_.argmax(axis=1)
    truth = (labels == "against").astype(int)
    assert (told == truth).mean() > 0.9
    assert (apart == truth).mean() < 0.75


def test_groups_that_each_have_one_label_can_be_learnt(make: Make) -> None:
    # Two writers, each of one mind: every fold sees one label only.
    texts, labels = sayings(FOR) + sayings(AGAINST), ["for"] * 30 + ["against"] * 30
    model = make().fit(texts, labels, groups=[0] * 30 + [1] * 30)
    assert np.allclose(model.predict_proba(texts).sum(axis=1), 1)
    assert (model.predict(texts) == labels).all()


def test_sets_hold_the_right_group_as_often_as_promised(make: Make) -> None:
    texts, labels, _ = noisy(600, 3)
    new, truth, _ = noisy(3000, 4)
    model = make(["for", "against"], C=1.5).fit(texts, labels)
    right = np.array([model.classes_.tolist().index(label) for label in truth])
    sizes = []
    for alpha in (0.05, 0.1):
        found = model.predict_set(new, alpha)
        covered = found[np.arange(len(right)), right].mean()
        # Three standard errors of 600 held-out and 3000 new texts. Words tell only five grades: sets may be too wide.
        assert covered > 1 - alpha - 3 * np.sqrt(alpha * (1 - alpha) * (1 / 600 + 1 / 3000))
        assert found.any(axis=1).all()
        sizes.append(found.sum(axis=1).mean())
    assert 1 < sizes[1] < sizes[0] < 2


def test_sets_on_an_ordered_scale_have_no_gaps(fitted: Any) -> None:
    asked = ["a good awful idea", "хорошая и ужасная затея", "useful boring work", *TEXTS]
    for alpha in (0.01, 0.1, 0.5):
        found = fitted.predict_set(asked, alpha).astype(int)
        assert (np.abs(np.diff(found, prepend=0, append=0, axis=1)).sum(axis=1) == 2).all()


@pytest.mark.parametrize("alpha", [0, 1, -0.1])
def test_a_share_of_misses_that_is_no_share_is_refused(fitted: Any, alpha: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        fitted.predict_set(TEXTS, alpha)


def test_texts_left_to_the_machine_are_as_right_as_promised(make: Make) -> None:
    new, truth, _ = noisy(2000, 5)
    broken, automatic = 0, []
    for seed in range(12):
        texts, labels, _ = noisy(400, 100 + seed)
        model = make(["for", "against"], C=1.5).fit(texts, labels)
        alone = ~model.needs_person(new, 0.85)
        automatic.append(alone.mean())
        broken += bool(alone.any() and (model.predict(new) == truth)[alone].mean() < 0.85)
    # One broken promise in twenty is allowed: three or more of twelve come once in fifty runs.
    assert broken <= 2
    assert np.mean(automatic) > 0.2


def test_a_person_reads_everything_when_nothing_could_be_held_out(make: Make) -> None:
    model = make().fit([*sayings(FOR), "ужасно"], ["for"] * 30 + ["against"])
    assert model.needs_person(TEXTS).all()
    assert model.predict_set(TEXTS).all()


def test_an_ordered_scale_may_be_learnt_as_steps_and_stays_one_row_of_weights_a_group(make: Make) -> None:
    # Each grade adds a word to the one below: what lies beyond a step has its word.
    rng = np.random.default_rng(0)
    filler = "работа больница смена студент группа вечер автобус люди район осень".split()
    grades = rng.integers(0, 5, 300)
    ladder = ["первый", "второй", "третий", "четвёртый"]
    texts = [" ".join([*ladder[:grade], *rng.choice(filler, 5)]) for grade in grades]
    labels = np.array(list("abcde"), dtype=object)[grades]
    model = make(list("abcde"), C=None).fit(texts, labels)
    assert model.weights_.shape[0] == 5 and model.calibration_.shape == (5, 6)
    assert (model.predict(texts) == labels).mean() > 0.9
    assert not make(None, C=None).fit(texts, labels).recipe_.stepwise


def test_equal_texts_never_stand_on_both_sides_of_a_fold(make: Make) -> None:
    # Labels by lot, every text three times: only a copy in another fold could tell the label.
    rng = np.random.default_rng(2)
    texts = [f"слово{n} word{n}" for n in range(80)]
    labels = rng.choice(["for", "against"], 80)
    model = make(["for", "against"]).fit(texts * 3, np.tile(labels, 3))
    held_out = model.classes_[model.held_out_.argmax(axis=1)]
    assert (held_out == np.tile(labels, 3)).mean() < 0.75


def test_balance_names_rare_groups_more_readily_and_leaves_probabilities_alone(make: Make) -> None:
    rng = np.random.default_rng(5)
    rare = rng.random(600) < 0.15
    word = np.where(rng.random(600) < np.where(rare, 0.6, 0.15), "дорого", "ладно")
    filler = "работа больница смена студент группа вечер автобус люди район осень".split()
    texts = [f"{said} {' '.join(rng.choice(filler, 4))}" for said in word]
    labels = np.where(rare, "rare", "usual")
    plain, balanced = (make(None, C=1.5, aim=aim).fit(texts, labels) for aim in ("accuracy", "balance"))
    assert np.array_equal(plain.predict_proba(texts), balanced.predict_proba(texts))
    assert (balanced.predict(texts) == "rare").sum() > (plain.predict(texts) == "rare").sum()
    with pytest.raises(ValueError, match="aim must be"):
        make(aim="luck").fit(texts, labels)


def test_groups_of_another_length_are_refused(make: Make) -> None:
    with pytest.raises(ValueError, match="90 texts but 2 groups"):
        make().fit(TEXTS, LABELS, groups=[1, 2])
