"""Agreement beyond chance by shares of values: percent, Cohen's kappa, Fleiss' kappa, Gwet's AC1 and AC2.

Takes codings, gives one figure each. With gaps: Gwet (2014), "Handbook of Inter-Rater Reliability", 4th edition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik.errors import UserError
from otklik.measure.agreement.codings import Codings, numbered, patterns, steps
from otklik.measure.agreement.figures import Agreement, figure
from otklik.messages import say

Weights = Literal["linear", "quadratic", "ordinal"]
WEIGHTS: tuple[Weights, ...] = ("linear", "quadratic", "ordinal")

_Chance = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
"""Shares of values (draws, values) and weights (values, values) in, agreement by chance out."""


def percent(codings: Codings, *, draws: int = 0, rng: np.random.Generator | None = None) -> Agreement:
    """Return the share of pairs of coders who gave the same value, averaged over units.

    >>> float(percent([["a", "a"], ["a", "b"], ["b", None]]))
    0.5

    *Read with care*: where one value is common coders agree often by chance alone.
    """
    codes, values = numbered(codings)
    return _beyond_chance(codes, np.eye(len(values)), None, draws, rng)


def cohen_kappa(
    a: Sequence[Any] | NDArray[Any],
    b: Sequence[Any] | NDArray[Any],
    weights: Literal["linear", "quadratic"] | None = None,
    *,
    values: Sequence[Any] | None = None,
    draws: int = 0,
    rng: np.random.Generator | None = None,
) -> Agreement:
    """Return Cohen's kappa of two coders (Cohen 1960; with weights by steps of the scale 1968).

    Units that one of them left out are not in it. ``values`` gives the order of values that are not numbers.

    >>> round(float(cohen_kappa(["a", "a", "b", "b"], ["a", "b", "b", "b"])), 3)
    0.5

    Raises `UserError` when the coders have different numbers of units, or weights have no order to stand on.

    *Read with care*: it supposes that each coder has shares of values of their own; it falls where one value is common.
    """
    _check(weights, ("linear", "quadratic"))
    if len(a) != len(b):
        raise UserError(say("agreement_lengths", a=len(a), b=len(b)), hint=say("agreement_shape_hint"))
    codes, order = numbered(list(zip(a, b, strict=True)), values)
    codes = codes.reshape(-1, 2)
    n = len(order)
    apart = _apart(weights, order, values is not None)
    pairs = codes[(codes >= 0).all(axis=1)]
    cells, units = np.unique(pairs @ np.array([n, 1]), return_counts=True)

    def statistic(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        flat = np.zeros((len(sums), n * n))
        flat[:, cells] = sums
        table = flat.reshape(-1, n, n)
        chance = table.sum(axis=2)[:, :, None] * table.sum(axis=1)[:, None, :]
        return _corrected((table * apart).sum(axis=(1, 2)) * table.sum(axis=(1, 2)), (chance * apart).sum(axis=(1, 2)))

    return figure(np.eye(len(cells)), units.astype(np.int64), len(pairs), statistic, draws, rng)


def fleiss_kappa(
    codings: Codings,
    weights: Weights | None = None,
    *,
    values: Sequence[Any] | None = None,
    draws: int = 0,
    rng: np.random.Generator | None = None,
) -> Agreement:
    """Return Fleiss' kappa of a table units x coders (Fleiss 1971; of two coders it is Scott's pi).

    Gaps are handled as Gwet does: a unit of one coding counts in the shares of values alone.

    >>> round(float(fleiss_kappa([["a", "a", "a"], ["a", "b", "b"]])), 3)
    0.25

    Raises `UserError` when weights have no order to stand on.

    *Read with care*: it supposes one common distribution of values for all coders; it falls where one value is common.
    """
    _check(weights, WEIGHTS)
    codes, order = numbered(codings, values)
    alike = 1 - _apart(weights, order, values is not None)
    return _beyond_chance(codes, alike, lambda share, w: ((share @ w) * share).sum(axis=1), draws, rng)


def gwet_ac(
    codings: Codings,
    weights: Weights | None = None,
    *,
    values: Sequence[Any] | None = None,
    draws: int = 0,
    rng: np.random.Generator | None = None,
) -> Agreement:
    """Return Gwet's AC1, with ``weights`` AC2, of a table units x coders (Gwet 2008).

    ``values`` are all values there were to choose from; those that occur when not given. "ordinal" weights are Gwet's,
    which are not Krippendorff's ordinal distances.

    >>> round(float(gwet_ac([["a", "a"], ["a", "a"], ["a", "a"], ["a", "b"]])), 3)
    0.68

    Raises `UserError` when weights have no order to stand on.

    *Read with care*: it stays high where one value is common, for it takes chance to be rare there; say which
    statistic a figure is before comparing it with another. More values to choose from make it higher.
    """
    _check(weights, WEIGHTS)
    codes, order = numbered(codings, values)
    alike = 1 - _apart(weights, order, values is not None)
    n = len(order)

    def chance(share: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
        if n < 2:
            return np.ones(len(share))
        return np.asarray(w.sum() / (n * (n - 1)) * (share * (1 - share)).sum(axis=1))

    return _beyond_chance(codes, alike, chance, draws, rng)


def _beyond_chance(
    codes: NDArray[np.int64], alike: NDArray[np.float64], chance: _Chance | None, draws: int,
    rng: np.random.Generator | None,
) -> Agreement:  # fmt: skip
    """Sums: agreement within units, units of two codings, units, shares of values within units."""
    found = patterns(codes, len(alike))
    counts, coders = found.counts.toarray(), found.coders
    pairs = np.maximum(coders * (coders - 1), 1)
    agreed = (counts * (counts @ alike - 1)).sum(axis=1) / pairs * (coders > 1)
    added = np.column_stack([agreed, coders > 1, np.ones(len(coders)), counts / coders[:, None]])

    def statistic(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        with np.errstate(divide="ignore", invalid="ignore"):
            seen = sums[:, 0] / sums[:, 1]
        if chance is None:
            return np.asarray(seen)
        return _corrected(1 - seen, 1 - chance(sums[:, 3:] / sums[:, [2]], alike))

    return figure(added, found.units, found.paired, statistic, draws, rng, "share" if chance is None else "index")


def _corrected(seen: NDArray[np.float64], chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 - disagreement seen / disagreement by chance, NaN where chance leaves no room for any."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(chance > 1e-12, 1 - seen / chance, np.nan))


def _apart(weights: str | None, values: Sequence[Any], ordered: bool) -> NDArray[np.float64]:
    """Return how much two values differ, from 0 to 1 (values, values)."""
    n = len(values)
    if weights is None:
        return 1 - np.eye(n)
    place = steps(values, ordered)
    gap = np.abs(place[:, None] - place)
    apart = {"linear": gap, "quadratic": gap**2, "ordinal": gap * (gap + 1) / 2}[weights]
    return np.asarray(apart / max(apart.max(initial=0.0), 1.0))


def _check(weights: str | None, known: Sequence[str]) -> None:
    if weights is not None and weights not in known:
        raise UserError(say("agreement_weights", weights=weights), hint=say("codings_known", labels=", ".join(known)))
