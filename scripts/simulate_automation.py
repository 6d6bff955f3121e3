"""How often a threshold for automatic coding misses the accuracy it promises, and how much it lets the machine do.

    python scripts/simulate_automation.py [--studies 2000]

In each simulated study a classifier's probabilities are known for n held-out texts; a threshold is chosen from them,
and its true accuracy is looked up in the population. Plug-in: the lowest threshold above which the held-out accuracy
reaches the target. Otklik: the lowest whose Clopper-Pearson lower bound does. The oracle knows the population.
"""

from __future__ import annotations

import argparse

import numpy as np

from otklik.measure import automation

POPULATION = 200_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=2000)
    studies = parser.parse_args().studies
    rng = np.random.default_rng(2024)
    sure, right = population(rng)
    print(f"{studies} studies a line; the classifier codes {right.mean():.0%} of all texts rightly")
    print(f"{'target':>6} {'n':>5} {'plug-in misses':>15} {'Otklik misses':>14} {'automatic':>10} {'oracle':>7}")
    worst = 0.0
    for target in (0.8, 0.9):
        oracle = part(sure, plugged(sure, right, target))
        for n in (200, 400, 1000, 3000):
            missed = np.zeros((studies, 2), dtype=bool)
            automatic = np.zeros(studies)
            for study in range(studies):
                rows = rng.integers(POPULATION, size=n)
                for method, found in enumerate(
                    (plugged(sure[rows], right[rows], target), automation.threshold(sure[rows], right[rows], target))
                ):
                    missed[study, method] = truth(sure, right, found) < target
                    if method == 1:
                        automatic[study] = part(sure, found)
            worst = max(worst, missed[:, 1].mean())
            print(
                f"{target:>6} {n:>5} {missed[:, 0].mean():>14.1%} {missed[:, 1].mean():>14.1%} "
                f"{automatic.mean():>10.0%} {oracle:>7.0%}",
                flush=True,
            )
    print(
        f"most misses: {worst:.1%} (promised: 5%; each share is known to ±{1.96 * np.sqrt(0.05 * 0.95 / studies):.1%})"
    )


def population(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return probabilities and whether each best guess is right: a classifier that is a little too sure of itself."""
    logits = rng.normal(size=(POPULATION, 4)) * 1.0
    true = rng.integers(0, 4, POPULATION)
    logits[np.arange(POPULATION), true] += 1.3
    told = np.exp(1.2 * logits)
    told /= told.sum(axis=1, keepdims=True)
    best = told.argmax(axis=1)
    order = np.argsort(-told[np.arange(POPULATION), best], kind="stable")
    return told[np.arange(POPULATION), best][order], (best == true)[order]


def plugged(sure: np.ndarray, right: np.ndarray, target: float) -> float | None:
    order = np.argsort(-sure, kind="stable")
    reached = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= target
    return float(sure[order][np.flatnonzero(reached)[-1]]) if reached.any() else None


def part(sure: np.ndarray, threshold: float | None) -> float:
    """Return the share of the population (sorted, surest first) that reaches a threshold."""
    return 0.0 if threshold is None else float(np.searchsorted(-sure, -threshold, side="right") / len(sure))


def truth(sure: np.ndarray, right: np.ndarray, threshold: float | None) -> float:
    """Return the true accuracy of what is coded automatically; of nothing coded nothing is wrong."""
    n = 0 if threshold is None else int(np.searchsorted(-sure, -threshold, side="right"))
    return 1.0 if n == 0 else float(right[:n].mean())


if __name__ == "__main__":
    main()
