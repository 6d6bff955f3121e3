"""Words before coding: published values, honest tests, verbatim contexts."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from otklik import UserError, words
from otklik.explore import keyness, kwic
from otklik.study import exploring

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize(("a", "b", "n_target", "n_reference", "published"), [(110, 111, 2552, 29225, 270.7219)])
def test_g2_is_that_of_dunning_1993(a: float, b: float, n_target: int, n_reference: int, published: float) -> None:
    assert keyness.log_likelihood(np.array([a]), np.array([b]), n_target, n_reference)[0] == pytest.approx(
        published, abs=1e-4
    )


def test_g2_is_that_of_scipy() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        n_target, n_reference = rng.integers(20, 400, size=2)
        a, b = int(rng.integers(1, n_target)), int(rng.integers(1, n_reference))
        table = [[a, b], [n_target - a, n_reference - b]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        found = keyness.log_likelihood(np.array([a], float), np.array([b], float), float(n_target), float(n_reference))
        assert found[0] == pytest.approx(expected, abs=1e-9)


def test_random_halves_seldom_differ_and_a_real_difference_is_found() -> None:
    rng = np.random.default_rng(1)
    names = [f"w{n}" for n in range(200)]
    alarms = 0
    trials = 100
    for _ in range(trials):
        # Some people use a word again and again: running words would differ, respondents do not.
        counts = rng.binomial(1, rng.uniform(0.02, 0.3, 200), size=(400, 200)) * rng.geometric(0.2, size=(400, 200))
        table = keyness.compare(_csr(counts), names, rng.permutation(400) < 200)
        alarms += bool((table["p_adjusted"] < 0.05).any())
    # At most 5% in truth; three standard errors for so many trials.
    assert alarms / trials <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / trials)
    target = np.arange(400) < 200
    counts[:, 7] = rng.binomial(1, np.where(target, 0.5, 0.2))
    table = keyness.compare(_csr(counts), names, target).set_index("word")
    assert table.at["w7", "p_adjusted"] < 0.001
    assert table.at["w7", "difference"] > 0.15


def _csr(counts: np.ndarray) -> object:
    from scipy import sparse

    return sparse.csr_array(counts)


def test_keyness_needs_both_sides() -> None:
    with pytest.raises(ValueError, match="at least one text"):
        keyness.compare(_csr(np.ones((3, 2))), ["a", "b"], np.ones(3, dtype=bool))


def test_a_concordance_finds_all_forms_and_cuts_them_verbatim() -> None:
    texts = ["Помощь <b>больным</b> нужна.", "Больной ждал; больные ждут!"]
    lines = kwic.concordance(texts, "больной", width=8)
    assert [line.keyword for line in lines] == ["больным", "Больной", "больные"]
    assert all(texts[line.text][line.start : line.stop] == line.keyword for line in lines)
    assert lines[0].left == "ощь <b>"[-8:] or lines[0].left.endswith("<b>")


def test_a_concordance_can_be_sorted_by_either_side() -> None:
    texts = ["b word a", "a word b"]
    assert [line.text for line in kwic.concordance(texts, "word", sort="left")] == [1, 0]
    assert [line.text for line in kwic.concordance(texts, "word", sort="right")] == [0, 1]
    assert kwic.concordance(texts, "") == []


def test_a_phrase_is_found_in_all_its_forms() -> None:
    assert [line.keyword for line in kwic.concordance(["нет свободного времени"], "свободное время")] == [
        "свободного времени"
    ]


def test_frequencies_count_every_respondent_also_of_identical_answers() -> None:
    frame = pd.DataFrame({"text": ["нет времени", "нет времени", "время и время"], "sex": ["f", "m", "m"]})
    table = exploring.frequencies(frame, "text", "sex").set_index("lemma")
    assert table.loc["время", ["count", "respondents"]].tolist() == [4, 3]
    assert table.at["нет", "share: f"] == 1
    assert table.at["нет", "share: m"] == 0.5
    assert table.at["время", "part_of_speech"] == "NOUN"


def test_collocations_are_pairs_of_content_words_that_keep_company() -> None:
    frame = pd.DataFrame({"text": [f"{n}, свободного времени" for n in "абвгде"] + ["другое время года"] * 3})
    table = exploring.collocations(frame, "text", least=5)
    assert table["pair"].tolist() == ["свободный время"]
    assert table.at[0, "texts"] == 6


def test_a_target_that_is_not_there_is_a_sentence_with_the_values() -> None:
    frame = pd.DataFrame({"text": ["нет времени", "есть время"], "sex": ["f", "m"]})
    with pytest.raises(UserError, match="No respondents") as caught:
        exploring.keyness(frame, "sex=x", "text")
    assert "“f”" in caught.value.hint
    with pytest.raises(UserError, match="column=value"):
        exploring.keyness(frame, "sex", "text")


def test_closeness_of_words_never_apart_is_one() -> None:
    found = words.collocations(words.count(["big clinic", "big clinic", "small house", "small house"]), least=2)
    assert found == {"big clinic": pytest.approx(1.0), "small house": pytest.approx(1.0)}


def test_the_four_commands_print_tables_and_write_them(otklik: Command, tmp_path: Path) -> None:
    rows = "".join(
        f"{n},{'no free time at all' if n % 2 else 'good practice with patients'},{'a' if n % 2 else 'b'}\n"
        for n in range(20)
    )
    (tmp_path / "a.csv").write_text("id,text,group\n" + rows, encoding="utf-8")
    assert "practice" in otklik("words", "a.csv", "--by", "group").stdout
    assert otklik("kwic", "a.csv", "patient").stdout.count("patients") == 10
    assert "patient" in otklik("keyness", "a.csv", "--target", "group=b").stdout
    assert "free time" in otklik("collocations", "a.csv", "--lang", "ru").stdout
    assert otklik("keyness", "a.csv", "--target", "group=b", "--out", "k.csv").stdout.strip() == "k.csv"
    assert (tmp_path / "k.csv").read_text().startswith("word,target,")
    assert otklik("keyness", "a.csv", "--target", "group=z").returncode == 2
