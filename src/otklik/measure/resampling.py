"""How far a figure moves when other respondents are drawn: resampled sums, intervals, a test of parts.

Takes numbers of texts and the group of each, gives limits and p-values. Never knows what the numbers mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from otklik.measure import shares

TIMES = 2_000
Kind = Literal["share", "index", "error"]

_BLOCK = 20_000_000
_LEAST_DEFINED = 0.9


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure and its resamples: ``values[0]`` is of the texts themselves, NaN where it is undefined.

    It stands on ``n`` texts of ``groups`` groups; ``why`` is the reason should it be undefined.
    """

    values: NDArray[np.float64]
    n: int
    groups: int
    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of ``n`` texts with its 95% limits; what is ``None`` is undefined, and ``method`` says why or how.

    ``method``: ``bootstrap`` (percentiles), ``normal`` (1.96 standard errors of the bootstrap), ``wilson`` (nothing
    varies, so the score interval of as many groups), ``one_group``, ``no_spread``, ``few_draws`` (no limits), or why
    there is no estimate.
    """

    estimate: float | None
    low: float | None
    high: float | None
    n: int
    method: str


def draws(groups: int, rng: np.random.Generator, times: int = TIMES) -> NDArray[np.uint8]:
    """Return how often each group stands in each resample: (1 + times, groups); the first row is the sample itself.

    Whole groups are drawn, as many as there are, with replacement (Efron 1979; Davison and Hinkley 1997, 3.8).

    >>> draws(3, np.random.default_rng(0), 2).sum(axis=1).tolist()
    [3, 3, 3]
    """
    found = np.ones((1 + times, groups), dtype=np.uint8)
    for row in found[1:]:
        row[:] = np.bincount(rng.integers(0, groups, groups), minlength=groups)
    return found


def summed(
    drawn: NDArray[np.uint8],
    groups: NDArray[np.int64],
    cells: NDArray[np.int64],
    width: int,
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Return what falls into each of ``width`` cells in each resample: (1 + times, width).

    ``groups`` and ``cells`` say for each item where it belongs; an item weighs 1 unless ``weights`` say otherwise.

    >>> summed(np.array([[1, 1], [2, 0]], dtype=np.uint8), np.array([0, 1, 1]), np.array([0, 0, 1]), 2).tolist()
    [[2.0, 1.0], [2.0, 0.0]]
    """
    from scipy import sparse

    present, at = np.unique(groups, return_inverse=True)
    ones = np.ones(len(cells)) if weights is None else weights
    table = sparse.csr_array(sparse.coo_array((ones, (at, cells)), shape=(len(present), width)))
    step = max(_BLOCK // max(len(present), 1), 1)
    blocks = [
        np.asarray(drawn[start : start + step][:, present].astype(np.float64) @ table)
        for start in range(0, len(drawn), step)
    ]
    return np.vstack(blocks)


def measured(drawn: Drawn) -> Measured:
    """Return a figure with its limits.

    An error has no percentiles: resampling adds to it, so its limits are 1.96 standard errors, not below 0. A share
    that is the same in every resample (all right, none given) gets Wilson's interval of as many groups.

    >>> always = measured(Drawn(np.ones(2001), 10, 10, "share", ""))
    >>> round(always.low, 3), always.high, always.method
    (0.722, 1.0, 'wilson')

    *Read with care*: the limits know which respondents were drawn, not how coders differ nor how the model was trained;
    with fewer than about 20 groups they are too narrow.
    """
    estimate, found = float(drawn.values[0]), drawn.values[1:][np.isfinite(drawn.values[1:])]
    if not np.isfinite(estimate):
        return Measured(None, None, None, drawn.n, drawn.why)
    (low, high), method = _limits(estimate, found, drawn)
    return Measured(estimate, low, high, drawn.n, method)


def _limits(
    estimate: float, found: NDArray[np.float64], drawn: Drawn
) -> tuple[tuple[float, float] | tuple[None, None], str]:
    if drawn.groups < 2:
        return (None, None), "one_group"
    if len(found) < _LEAST_DEFINED * (len(drawn.values) - 1):
        return (None, None), "few_draws"
    if np.ptp(found) > 1e-12 and drawn.kind == "error":
        half = 1.959963984540054 * float(found.std())
        return (max(estimate - half, 0.0), estimate + half), "normal"
    if np.ptp(found) > 1e-12:
        low, high = np.percentile(found, [2.5, 97.5])
        return (float(low), float(high)), "bootstrap"
    if drawn.kind == "share":
        low, high = shares.wilson(np.array([estimate * drawn.groups]), drawn.groups)
        return (float(low[0]), float(high[0])), "wilson"
    return (None, None), "no_spread"


def difference(a: Drawn, b: Drawn) -> Measured:
    """Return how much larger ``a`` is than ``b``, both of the same resamples.

    *Read with care*: limits that hold 0 say that this many texts can't tell, not that the two are alike.
    """
    kind: Kind = "error" if a.kind == "error" else "index"
    found = measured(Drawn(a.values - b.values, min(a.n, b.n), min(a.groups, b.groups), kind, a.why or b.why))
    if found.method != "normal" or found.estimate is None or found.high is None:
        return found
    return Measured(found.estimate, 2 * found.estimate - found.high, found.high, found.n, found.method)


def differ(
    right: NDArray[np.bool_],
    divisions: Sequence[NDArray[np.int64]],
    groups: NDArray[np.int64],
    rng: np.random.Generator,
    times: int = TIMES,
) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Test for each part of each division whether another share is right in it than in all other parts.

    A division numbers the part of each text from 0. Returns for each the differences and two-sided p-values, adjusted
    for the number of its parts (Holm 1979; two parts are one comparison); NaN where there is no other part. Groups
    change places with groups of as many texts (a permutation test, exact when groups are alike).

    >>> right = np.repeat([True, False, True, True], 20)
    >>> [(gap, p)] = differ(right, [np.repeat([0, 1], 40)], np.arange(80), np.random.default_rng(0))
    >>> gap.tolist(), p.round(3).tolist()
    ([-0.5, 0.5], [0.0, 0.0])

    *Read with care*: a part may be harder because of what is said in it, not of who says it; and many texts make a
    small difference certain.
    """
    marks = np.hstack([np.eye(parts.max() + 1, dtype=np.float32)[parts] for parts in divisions])
    size, total, n = marks.sum(axis=0, dtype=np.float64), float(right.sum()), len(right)

    def gaps(counts: NDArray[np.float64]) -> NDArray[np.float64]:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(counts / size - (total - counts) / (n - size))

    found = gaps(right.astype(np.float64) @ marks)
    order = np.argsort(groups, kind="stable")
    _, start, texts = np.unique(groups[order], return_index=True, return_counts=True)
    alike = [order[start[texts == each][:, None] + np.arange(each)] for each in np.unique(texts)]
    beyond = np.zeros(len(size))
    step = max(_BLOCK // n, 1)
    for begin in range(0, times, step):
        block = min(step, times - begin)
        moved = np.empty((block, n), dtype=np.float32)
        for places in alike:  # (groups of this size, texts in each)
            shuffled = rng.permuted(np.tile(np.arange(len(places), dtype=np.int32), (block, 1)), axis=1)
            moved[:, places] = right[places][shuffled]
        beyond += (np.abs(gaps((moved @ marks).astype(np.float64))) >= np.abs(found) - 1e-9).sum(axis=0)
    p = np.where(size < n, (beyond + 1) / (times + 1), np.nan)
    ends = np.cumsum([parts.max() + 1 for parts in divisions])[:-1]
    return [
        (gap, own if len(own) < 3 else holm(own))
        for gap, own in zip(np.split(found, ends), np.split(p, ends), strict=True)
    ]


def holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return p-values adjusted for their number (Holm 1979).

    >>> holm(np.array([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)).clip(max=1)
    found = np.empty(len(p))
    found[order] = stepped
    return found
