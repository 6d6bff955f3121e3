"""Which texts to code next: whoever draws them, the chances written down make them stand for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from otklik import coding_plan
from otklik.measure.regression import estimate

K = 3


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.one_of(st.just(0.0), st.floats(0.01, 1)), min_size=1, max_size=400),
    st.integers(1, 450),
    st.integers(0, 9),
)
def test_texts_drawn_for_shares_are_different_and_stand_for_all(doubt: list[float], n: int, seed: int) -> None:
    places, random, chance = coding_plan.spread(np.array(doubt), n, seed)
    assert len(places) == min(n, len(doubt)) == len(set(places.tolist())) and random.all()
    assert ((chance > 0) & (chance <= 1)).all()
    if n >= 10 * 5:
        assert (1 / chance).sum() == pytest.approx(len(doubt))


def test_the_chance_written_down_is_the_chance_there_was() -> None:
    doubt = np.linspace(0.05, 0.8, 60) ** 2
    drawn, told = np.zeros(60), np.full(60, np.nan)
    for seed in range(3_000):
        places, _, chance = coding_plan.spread(doubt, 40, seed)
        drawn[places] += 1
        told[places] = chance
    # Five standard errors of 3,000 trials.
    assert np.abs(drawn / 3_000 - told).max() < 5 * 0.5 / 3_000**0.5


def survey(rng: np.random.Generator, n: int = 4_000) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Texts of which some say much and some little, and a model that knows which."""
    codes = rng.choice(K, n, p=(0.5, 0.3, 0.2))
    clear = 2 * rng.gamma(1.0, 1.0, n) ** 0.5
    x = rng.normal(size=(n, K))
    x[np.arange(n), codes] += clear
    p = np.exp(x * clear[:, None])
    return codes, p / p.sum(axis=1, keepdims=True)


def limits(codes: NDArray[np.int64], p: NDArray[np.float64], rows: NDArray[np.int64], chances: NDArray[np.float64]):
    return estimate(p, rows, np.eye(K)[codes[rows]], chances=chances).limits


def test_the_same_number_of_texts_drawn_for_shares_tells_more_and_holds_the_truth_as_often() -> None:
    rng, times, n = np.random.default_rng(3), 400, 200
    truth = np.array([0.5, 0.3, 0.2])
    widths, held = np.zeros(2), np.zeros(K)
    for seed in range(times):
        codes, p = survey(rng)
        rows, _, chances = coding_plan.spread((p * (1 - p)).sum(axis=1) ** 0.5, n, seed)
        low, high = limits(codes, p, rows, chances)
        held += (low[0] <= truth) & (truth <= high[0])
        even = rng.permutation(len(p))[:n]
        plain = limits(codes, p, even, np.full(n, n / len(p)))
        widths += [(high - low).mean(), (plain[1] - plain[0]).mean()]
    assert widths[0] < 0.93 * widths[1]
    # Four standard errors, and one point since the limits are asymptotic.
    assert np.abs(held / times - 0.95).max() < 4 * (0.95 * 0.05 / times) ** 0.5 + 0.01


def test_the_command_draws_for_shares(otklik: Callable, tmp_path: Path) -> None:
    lines = [f"{at};People should help each other, says reason {at}" for at in range(120)]
    (tmp_path / "answers.csv").write_text("\n".join(["id;answer", *lines]), encoding="utf-8")
    done = otklik("next", "answers.csv", "-m", "volunteering", "--for", "shares", "-n", "60", "-o", "sheet.xlsx")
    assert done.returncode == 0, done.stderr
    assert "60 texts drawn at random" in done.stdout and "otklik estimate" in done.stdout
    sheet = openpyxl.load_workbook(tmp_path / "sheet.xlsx")["coding"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert all(row["random"] is True for row in rows)
    assert sum(1 / row["probability"] for row in rows) == pytest.approx(120)
