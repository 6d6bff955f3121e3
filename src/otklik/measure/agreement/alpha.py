"""Krippendorff's alpha for any number of coders, with gaps, at a level of measurement that must be named.

Takes codings, gives one figure. Formula: Krippendorff (2011), "Computing Krippendorff's alpha-reliability".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik.errors import UserError
from otklik.measure.agreement import masi
from otklik.measure.agreement.codings import Codings, Patterns, as_numbers, numbered, patterns, steps
from otklik.measure.agreement.figures import Agreement, Statistic, figure
from otklik.messages import say

Level = Literal["nominal", "ordinal", "interval", "ratio", "masi"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio", "masi")

_MOST = 5_000
"""Different values whose distances still fit into memory."""


def alpha(
    codings: Codings,
    *,
    level: Level,
    values: Sequence[Any] | None = None,
    draws: int = 0,
    rng: np.random.Generator | None = None,
) -> Agreement:
    """Return Krippendorff's alpha of a table units x coders; None, NaN and "" are gaps.

    ``level`` is the kind of difference between two values: ``nominal`` (same or not), ``ordinal`` (how many codings lie
    between), ``interval`` (squared distance), ``ratio`` (squared distance by sum), ``masi`` (sets of codes that
    overlap; Passonneau 2006). ``values`` gives the order of values that are not numbers. ``draws`` resamples of units
    give 95% limits; 1,000 are usual.

    >>> found = alpha([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]], level="nominal")
    >>> round(float(found), 3), found.n
    (0.444, 3)
    >>> alpha([["a", "a"], ["a", "a"]], level="nominal").reason
    'undefined: only one value was given, so agreement by chance is certain'

    Raises `UserError` for an unknown level, and for a level that the values can't have.

    *Read with care*: the same codings have another alpha at another level. Where one value is common alpha is low
    although coders seldom differ; look at percent agreement beside it.
    """
    if level not in LEVELS:
        raise UserError(say("agreement_level", level=level), hint=say("codings_known", labels=", ".join(LEVELS)))
    codes, order = numbered(codings, values)
    if len(order) > _MOST:
        raise UserError(say("agreement_many_values", n=len(order), most=_MOST))
    found = patterns(codes, len(order))
    added, statistic = _ordinal(found) if level == "ordinal" else _fixed(found, _distances(level, order))
    if level == "ordinal":
        steps(order, values is not None)
    paired = found.coders > 1
    return figure(added[np.flatnonzero(paired)], found.units[paired], found.paired, statistic, draws, rng)


def _distances(level: Level, values: Sequence[Any]) -> NDArray[np.float64]:
    """Return how far values are from each other at a level other than ordinal (values, values)."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "masi":
        return masi.distances(values)
    numbers = as_numbers(values)
    if numbers is None:
        raise UserError(say("agreement_no_numbers", level=level), hint=say("agreement_no_numbers_hint"))
    if level == "interval":
        return np.asarray((numbers[:, None] - numbers) ** 2)
    if (numbers < 0).any():
        raise UserError(say("agreement_negative"), hint=say("agreement_no_numbers_hint"))
    both = numbers[:, None] + numbers
    return np.asarray(np.divide(numbers[:, None] - numbers, both, out=np.zeros_like(both), where=both > 0) ** 2)


def _fixed(found: Patterns, distances: NDArray[np.float64]) -> tuple[Any, Statistic]:
    """Sums: codings of each value, then differences within units; distances are the same in every resample."""
    from scipy import sparse

    differences = found.counts.multiply(found.counts @ distances).sum(axis=1) / np.maximum(found.coders - 1, 1)
    added = sparse.hstack([found.counts, sparse.csr_array(differences[:, None])], format="csr")

    def statistic(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        each, seen = sums[:, :-1], sums[:, -1]
        return _alpha(each.sum(axis=1), seen, ((each @ distances) * each).sum(axis=1))

    return added, statistic


def _ordinal(found: Patterns) -> tuple[Any, Statistic]:
    """Sums: codings of each value, then coincidences of values; ranks differ from resample to resample.

    The ordinal distance of two values is the squared difference of their mid-ranks.
    """
    from scipy import sparse

    n = found.counts.shape[1]
    pairs = sparse.coo_array(_products(found.counts, n))
    pairs.data /= np.maximum(found.coders - 1, 1)[pairs.coords[0]]
    added = sparse.hstack([found.counts, pairs.tocsr()], format="csr")

    def statistic(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        each, seen = sums[:, :n], sums[:, n:].reshape(-1, n, n)
        rank = each.cumsum(axis=1) - each / 2
        distances = (rank[:, :, None] - rank[:, None, :]) ** 2
        chance = each[:, :, None] * each[:, None, :]
        return _alpha(each.sum(axis=1), (seen * distances).sum(axis=(1, 2)), (chance * distances).sum(axis=(1, 2)))

    return added, statistic


def _products(counts: Any, n: int) -> Any:
    """Return the products of counts of each two values in each pattern (patterns, values * values), sparse."""
    from scipy import sparse

    # The empty block first: there may be no value at all.
    return sparse.hstack([counts[:, :0], *(counts[:, [at]].multiply(counts) for at in range(n))], format="csr")


def _alpha(
    n: NDArray[np.float64], seen: NDArray[np.float64], chance: NDArray[np.float64]
) -> NDArray[np.float64]:  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(chance > 0, 1 - (n - 1) * seen / chance, np.nan))
