"""How often 95% intervals of estimated shares hold the truth, beside what people do instead.

Run: python scripts/simulate_prevalence.py [repetitions]. About two minutes for 1,000 on two cores. A population of
answers has known shares; a model that learnt elsewhere codes a survey of it (its training had other shares, and it is
too sure or not sure enough of some classes), or one that learns from the hand-coded texts themselves. As in any survey
some texts say more than others, and the model knows which. Figures are percentage points.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.coding_plan import draw, spread
from otklik.measure import regression, shares
from otklik.measure.contrasts import difference

Array = NDArray[np.float64]
SHARES = (0.40, 0.35, 0.20, 0.05)
ELSEWHERE = np.array([0.31, 0.28, 0.22, 0.19])
SURE_OF = np.array([1.0, 0.85, 1.0, 1.05])
BETWEEN = 0.10
"""How much more common the first class is in the first of two domains."""


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    n: int = 200
    answers: int = 5_000
    shares: tuple[float, ...] = SHARES
    apart: float = 1.74  # .70 right with drift
    alike: bool = False
    drift: bool = True
    census: bool = False
    plan: str = ""
    weighted: bool = False
    own: bool = False
    domains: bool = False


SCENARIOS = (
    Scenario("n = 200 of 5,000"),
    Scenario("n = 100", n=100),
    Scenario("n = 400", n=400),
    Scenario("of 800", answers=800),
    Scenario("of 800, a census", answers=800, census=True),
    Scenario("a group of 2%", shares=(0.48, 0.40, 0.10, 0.02)),
    Scenario("no drift", drift=False),
    Scenario("all texts say as much", apart=1.42, alike=True),
    Scenario("accuracy .85", apart=3.1),
    Scenario("accuracy .55", apart=1.0),
    Scenario("survey weights", weighted=True),
    Scenario("drawn by otklik next", n=400, plan="learning"),
    Scenario("drawn by otklik next --for shares", plan="shares"),
    Scenario("two domains, n = 400", n=400, domains=True),
    Scenario("trained on the same 200", own=True),
)

Limits = tuple[Array, Array, Array]
"""Shares, low, high."""


@dataclass(frozen=True, slots=True)
class Survey:
    p: Array
    codes: NDArray[np.int64]
    rows: NDArray[np.int64]
    chances: Array
    weights: Array
    domain: NDArray[np.int64]


def drawn(scenario: Scenario, rng: np.random.Generator) -> tuple[Survey, Array]:
    """Draw a survey and its hand-coded part, and return them with the true shares."""
    k, n = len(scenario.shares), scenario.answers
    truth = np.array(scenario.shares)
    codes = rng.choice(k, n, p=truth)
    weights, domain = np.ones(n), np.zeros(n, dtype=np.int64)
    if scenario.domains:
        domain = rng.integers(0, 2, n)
        half = np.array([BETWEEN / 2, -BETWEEN / 2, 0, 0])
        codes = np.where(domain == 0, rng.choice(k, n, p=truth + half), rng.choice(k, n, p=truth - half))
    if scenario.weighted:
        # Those of the first class answer half as readily; weights put that right.
        codes = rng.choice(k, 3 * n, p=truth)
        readily = np.where(codes == 0, 0.4, 0.8) * rng.uniform(0.6, 1, 3 * n)
        here = np.flatnonzero(rng.random(3 * n) < readily)[:n]
        codes, weights = codes[here], 1 / readily[here]
    x = rng.normal(size=(n, k))
    apart = np.full(n, scenario.apart) if scenario.alike else scenario.apart * rng.gamma(1.0, 1.0, n) ** 0.5
    x[np.arange(n), codes] += apart
    p = posterior(x * apart[:, None] * (SURE_OF if scenario.drift else 1), ELSEWHERE if scenario.drift else truth)
    rows, chances = rng.permutation(n)[: scenario.n], np.full(scenario.n, scenario.n / n)
    if scenario.plan == "learning":
        best = np.sort(p, axis=1)
        rows, _, chances = draw(best[:, -1] - best[:, -2], scenario.n, int(rng.integers(2**31)))
    elif scenario.plan == "shares":
        rows, _, chances = spread((p * (1 - p)).sum(axis=1) ** 0.5, scenario.n, int(rng.integers(2**31)))
    if scenario.own:
        p = cross_fitted(codes, rows, rng)
    return Survey(p, codes, rows, chances, weights, domain), truth


def posterior(scores: Array, prior: Array) -> Array:
    scores = scores + np.log(prior)
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


def cross_fitted(codes: NDArray[np.int64], rows: NDArray[np.int64], rng: np.random.Generator) -> Array:
    """Let five models, each trained without a fifth of the hand-coded texts, code those and together all others."""
    k, width = len(SHARES), 20
    x = rng.normal(size=(len(codes), width))
    x[np.arange(len(codes)), codes] += 1.85 * rng.gamma(1.0, 1.0, len(codes)) ** 0.5
    marks, fold = np.eye(k)[codes[rows]], rng.permutation(len(rows)) % 5
    mean, held = np.zeros((len(codes), k)), np.zeros((len(rows), k))
    for at in range(5):
        seen, given = x[rows][fold != at], marks[fold != at]
        size = given.sum(axis=0) + 0.5
        centres = given.T @ seen / (size[:, None] + 1)
        left = seen - given @ centres
        spread = 0.7 * left.T @ left / len(left)
        spread += 0.3 * np.trace(spread) / width * np.eye(width)
        weight = np.linalg.solve(spread, centres.T)
        p = posterior(x @ weight - 0.5 * np.einsum("kd,dk->k", centres, weight), size / size.sum())
        mean += p / 5
        held[fold == at] = p[rows[fold == at]]
    mean[rows] = held
    return mean


def regressed(scenario: Scenario, survey: Survey) -> Limits:
    found = regression.estimate(
        survey.p, survey.rows, np.eye(survey.p.shape[1])[survey.codes[survey.rows]], chances=survey.chances,
        weights=survey.weights[:, None], population=len(survey.p) if scenario.census else None,
    )  # fmt: skip
    low, high = found.limits
    return found.share[0], low[0], high[0]


def hand_only(_: Scenario, survey: Survey) -> Limits:
    weight = survey.weights[survey.rows] / survey.chances
    marks = np.eye(survey.p.shape[1])[survey.codes[survey.rows]]
    share, worth = weight @ marks / weight.sum(), weight.sum() ** 2 / (weight**2).sum()
    return share, *shares.wilson(share * worth, worth)


def counted(_: Scenario, survey: Survey) -> Limits:
    given = np.bincount(survey.p.argmax(axis=1), survey.weights, survey.p.shape[1])
    return _wald(given / survey.weights.sum(), len(survey.p))


def averaged(_: Scenario, survey: Survey) -> Limits:
    share = survey.weights @ survey.p / survey.weights.sum()
    error = 1.96 * survey.p.std(axis=0) / len(survey.p) ** 0.5
    return share, share - error, share + error


def post_stratified(_: Scenario, survey: Survey) -> Limits:
    """Weigh the hand codes within each label that the model gives by how often it gives it."""
    k, n = survey.p.shape[1], len(survey.p)
    label, marks = survey.p.argmax(axis=1), np.eye(k)[survey.codes[survey.rows]]
    here = np.eye(k)[label[survey.rows]]
    size, big = here.sum(axis=0), np.bincount(label, minlength=k) / n
    within = np.where(size[:, None] > 0, here.T @ marks / np.maximum(size, 1)[:, None], marks.mean(axis=0))
    share = big @ within
    variance = (big**2 / np.maximum(size - 1, 1)) @ (within * (1 - within)) * (1 - len(marks) / n)
    variance += share * (1 - share) / n
    worth = np.where(variance > 0, share * (1 - share) / np.maximum(variance, 1e-12), len(marks))
    return share, *shares.wilson(share * worth, worth)


def of_ppi_python(_: Scenario, survey: Survey) -> Limits:
    from ppi_py import ppi_mean_ci, ppi_mean_pointestimate

    others = np.setdiff1d(np.arange(len(survey.p)), survey.rows)
    found = []
    for k in range(survey.p.shape[1]):
        arrays = (survey.codes[survey.rows] == k).astype(float), survey.p[survey.rows, k], survey.p[others, k]
        low, high = ppi_mean_ci(*arrays, alpha=0.05)
        found.append((ppi_mean_pointestimate(*arrays), low, high))
    share, low, high = np.array(found, dtype=np.float64).reshape(-1, 3).T
    return share, low, high


def _wald(share: Array, n: int) -> Limits:
    half = 1.96 * np.sqrt(share * (1 - share) / n)
    return share, share - half, share + half


METHODS: dict[str, Callable[[Scenario, Survey], Limits]] = {
    "regression (Otklik)": regressed,
    "hand-coded only, Wilson": hand_only,
    "post-stratified, Wilson": post_stratified,
    "ppi-python": of_ppi_python,
    "classify and count": counted,
    "mean probabilities": averaged,
}


def fits(method: str, scenario: Scenario) -> bool:
    """Tell whether a method was made for a scenario; ppi-python is slow and is shown for one."""
    if method == "ppi-python":
        return scenario == SCENARIOS[0] and _ppi_is_here()
    return method != "post-stratified, Wilson" or not (scenario.plan or scenario.weighted or scenario.census)


def _ppi_is_here() -> bool:
    return importlib.util.find_spec("ppi_py") is not None


def gap(scenario: Scenario, survey: Survey) -> tuple[float, float, float, float]:
    """Return the difference of the first class between two domains, its limits and p."""
    weights = np.column_stack([np.ones(len(survey.p)), survey.domain == 0, survey.domain == 1]).astype(float)
    marks = np.eye(survey.p.shape[1])[survey.codes[survey.rows]]
    found = difference(regression.estimate(survey.p, survey.rows, marks, weights=weights, chances=survey.chances), 1, 2)
    return float(found.difference[0]), float(found.low[0]), float(found.high[0]), float(found.p[0])


def simulate(scenario: Scenario, times: int, seed: int = 0) -> dict[str, tuple[Array, Array, Array, Array]]:
    """Return for each method errors, whether the limits hold the truth, widths; all (times, n_classes); truth.

    In a census the truth are the shares of the survey itself.
    """
    rng = np.random.default_rng(seed)
    kept: dict[str, list[Array]] = {name: [] for name in METHODS if fits(name, scenario)}
    between, right = [], []
    for _ in range(times):
        survey, truth = drawn(scenario, rng)
        right.append(float((survey.p.argmax(axis=1) == survey.codes).mean()))
        if scenario.census:
            truth = np.bincount(survey.codes, minlength=len(truth)) / len(survey.codes)
        for name, lines in kept.items():
            share, low, high = METHODS[name](scenario, survey)
            lines.append(np.array([share - truth, (low <= truth) & (truth <= high), high - low, share]))
        if scenario.domains:
            between.append(gap(scenario, survey))
    found = {name: tuple(np.array(lines).transpose(1, 0, 2)) for name, lines in kept.items()}
    if between:
        told = np.array(between)
        inside = (told[:, 1] <= BETWEEN) & (told[:, 2] >= BETWEEN)
        found["difference of 10 points"] = tuple(
            column[:, None] for column in (told[:, 0] - BETWEEN, inside, told[:, 2] - told[:, 1], told[:, 3] < 0.05)
        )
    return found | {"right": (np.array(right)[:, None],) * 4}


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"{times} repetitions; chance alone moves a coverage of 95% by ± {196 * (0.05 * 0.95 / times) ** 0.5:.1f}")
    for scenario in SCENARIOS:
        start = time.perf_counter()
        found = simulate(scenario, times)
        right = found.pop("right")[0].mean()
        usual = found["hand-coded only, Wilson"][2].mean()
        print(f"\n{scenario.name} (the model is right in {right:.3f}; {time.perf_counter() - start:.0f} s)")
        print(f"  {'':26}{'bias by group':>26} {'RMSE':>6} {'width':>6} {'ratio':>6} {'covered':>8}  by group")
        for name, (error, inside, width, _) in found.items():
            bias = " ".join(f"{100 * one:+5.1f}" for one in error.mean(axis=0))
            rmse, cover = 100 * (error**2).mean() ** 0.5, 100 * inside.mean()
            ratio = f"{width.mean() / usual:6.2f}" if error.shape[1] > 1 else f"{'':6}"
            groups = " ".join(f"{100 * one:.1f}" for one in inside.mean(axis=0)) if error.shape[1] > 1 else ""
            print(f"  {name:26}{bias:>26} {rmse:6.2f} {100 * width.mean():6.1f} {ratio} {cover:8.1f}  {groups}")
        if "difference of 10 points" in found:
            print(f"  power at p < .05: {100 * found['difference of 10 points'][3].mean():.0f}%")


if __name__ == "__main__":
    main()
