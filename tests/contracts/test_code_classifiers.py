"""What the classifier of several codes a text promises."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

import otklik
from otklik import ThemeClassifier

SPEAKS = {
    "money": "платят деньги зарплата salary paid money".split(),
    "money->late": "задержка просрочка late delayed overdue delay".split(),
    "people": "коллеги начальник люди boss colleagues team".split(),
}
FILLER = "работа больница смена вечер осень work day hospital week autumn".split()


def answers(n: int, seed: int, sure: float = 1.0) -> tuple[list[str], list[list[str]]]:
    """Write texts that speak of codes with words of these codes; of some only with the probability ``sure``."""
    rng = np.random.default_rng(seed)
    texts, codes = [], []
    for _ in range(n):
        given = [code for code in SPEAKS if rng.random() < 0.35]
        said = [str(rng.choice(SPEAKS[code])) for code in given if rng.random() < sure]
        texts.append(" ".join(rng.permutation([*said, *rng.choice(FILLER, 4)])))
        codes.append(given)
    return texts, codes


TEXTS, CODES = answers(200, 0)


@pytest.fixture(scope="module")
def fitted() -> ThemeClassifier:
    return ThemeClassifier().fit(TEXTS, CODES)


def whole(codes: list[list[str]], names: list[str]) -> Any:
    return np.array(
        [[name in row or any(code.startswith(f"{name}->") for code in row) for name in names] for row in codes]
    )


def test_codes_are_learnt_and_come_back_as_they_were_given(fitted: ThemeClassifier) -> None:
    assert fitted.classes_.tolist() == ["money", "money->late", "people"]
    asked = ["плохая зарплата", "boss: осень, work, day, week", "people? no: осень", "delayed salary and the team"]
    assert fitted.predict(asked)[0] == ["money"]
    assert fitted.predict(asked)[1] == ["people"]
    assert fitted.predict(asked)[3] == ["money", "money->late", "people"]


def test_a_code_is_never_given_without_the_code_above_it(fitted: ThemeClassifier) -> None:
    probability = fitted.predict_proba([*TEXTS, "", "delayed overdue late"])
    assert probability.min() >= 0 and probability.max() <= 1
    assert (probability[:, 0] >= probability[:, 1]).all()
    assert all("money" in row for row in fitted.predict(TEXTS) if "money->late" in row)
    # The code above is there though nobody wrote it down.
    assert ThemeClassifier().fit(["late pay", "fine day"] * 10, [["pay->late"], []] * 10).classes_.tolist() == [
        "pay",
        "pay->late",
    ]


def test_a_matrix_gives_the_same_as_lists_and_comes_back_as_a_matrix(fitted: ThemeClassifier) -> None:
    matrix = pd.DataFrame(whole(CODES, fitted.classes_.tolist()).astype(int), columns=fitted.classes_)
    model = ThemeClassifier().fit(TEXTS, matrix)
    assert model.classes_.tolist() == fitted.classes_.tolist()
    assert np.array_equal(model.predict_proba(TEXTS), fitted.predict_proba(TEXTS))
    assert np.array_equal(model.predict(TEXTS), whole(fitted.predict(TEXTS), fitted.classes_.tolist()).astype(int))
    assert ThemeClassifier(["a", "b", "c"]).fit(TEXTS, matrix.to_numpy()).classes_.tolist() == ["a", "b", "c"]


def test_sets_hold_all_codes_of_a_text_as_often_as_promised() -> None:
    texts, codes = answers(500, 1, sure=0.8)
    new, truth = answers(2000, 2, sure=0.8)
    model = ThemeClassifier(C=1.5).fit(texts, codes)
    found, gold = model.predict_set(new, 0.1), whole(truth, model.classes_.tolist())
    covered = (found | ~gold).all(axis=1).mean()
    assert covered > 0.9 - 3 * np.sqrt(0.09 * (1 / 500 + 1 / 2000))
    assert found.mean() < 0.95


def test_texts_left_to_the_machine_are_as_right_as_promised() -> None:
    new, truth = answers(2000, 3, sure=0.9)
    broken, automatic = 0, []
    for seed in range(8):
        texts, codes = answers(300, 50 + seed, sure=0.9)
        model = ThemeClassifier(C=1.5).fit(texts, codes)
        right = (whole(model.predict(new), model.classes_.tolist()) == whole(truth, model.classes_.tolist())).all(
            axis=1
        )
        alone = ~model.needs_person(new, 0.8)
        automatic.append(alone.mean())
        broken += bool(alone.any() and right[alone].mean() < 0.8)
    # One broken promise in twenty is allowed: three of eight come once in 150 runs.
    assert broken <= 2
    assert np.mean(automatic) > 0.1


def test_probabilities_of_codes_mean_what_they_say() -> None:
    texts, codes = answers(800, 4, sure=0.7)
    new, truth = answers(3000, 5, sure=0.7)
    model = ThemeClassifier().fit(texts, codes)
    probability, gold = model.predict_proba(new), whole(truth, model.classes_.tolist())
    assert np.allclose(probability.mean(axis=0), gold.mean(axis=0), atol=4 * np.sqrt(0.25 / 800))


def test_parameters_can_be_read_and_cloned_and_the_seed_decides(fitted: ThemeClassifier) -> None:
    again = clone(fitted)
    assert again.get_params() == fitted.get_params()
    with pytest.raises(NotFittedError):
        again.predict(TEXTS)
    assert np.array_equal(again.fit(TEXTS, CODES).predict_proba(TEXTS), fitted.predict_proba(TEXTS))
    assert otklik.ThemeClassifier is ThemeClassifier


def test_no_text_is_no_error(fitted: ThemeClassifier) -> None:
    assert fitted.predict([]) == []
    assert fitted.predict_proba([]).shape == fitted.predict_set([]).shape == (0, 3)
    assert fitted.needs_person([]).tolist() == []


def test_what_cannot_be_learnt_is_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="200 texts but codes of 199"):
        ThemeClassifier().fit(TEXTS, CODES[1:])
    with pytest.raises(ValueError, match="no text has a code"):
        ThemeClassifier().fit(["a", "b"], [[], []])
    with pytest.raises(ValueError, match="some texts have and others have not"):
        ThemeClassifier().fit(["a", "b"], [["x"], ["x"]])
    with pytest.raises(ValueError, match="0 and 1 only"):
        ThemeClassifier().fit(["a", "b"], np.array([[1, 2], [0, 1]]))
    with pytest.raises(ValueError, match="2 columns of codes but 1 names"):
        ThemeClassifier(["x"]).fit(["a", "b"], np.array([[1, 0], [0, 1]]))


def test_a_handful_of_texts_can_be_learnt_and_a_person_reads_the_rest() -> None:
    model = ThemeClassifier().fit(["low pay", "nice people"], [["pay"], []])
    assert model.predict_proba(["pay"]).shape == (1, 1)
    assert model.needs_person(["pay", "people"]).all()
