"""How domains differ: differences of estimated shares, shifts along a scale, crosstabs.

Takes estimated shares with the covariance of their errors, gives differences with limits and p-values. Never
estimates a share itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from otklik.measure.regression import Shares
from otklik.measure.resampling import holm

Many = Literal["holm", "bh"]
"""How p-values of many comparisons are adjusted: Holm (1979), or Benjamini and Hochberg (1995)."""

_Z = 1.959963984540054
_LEAST = 0.005
"""A share below or above a cut of the scale under which the cut tells nothing of a shift."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """How much larger shares are in one domain than in another, with 95% limits and p-values: (n_classes) each."""

    difference: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shift:
    """How far one domain stands above another on an ordered scale: the common log odds ratio of its cuts.

    ``p_parallel`` is of the hypothesis that it is the same at every cut; ``None`` with one cut.
    """

    log_odds: float
    low: float
    high: float
    p: float
    p_parallel: float | None


@dataclass(frozen=True, slots=True)
class Association:
    """Whether shares differ between domains at all: X² with its degrees and p, Cramér's V raw and corrected."""

    x2: float
    df: int
    p: float
    v: float
    v_corrected: float


def difference(found: Shares, a: int, b: int) -> Difference:
    """Return shares of domain ``a`` minus those of domain ``b``.

    Limits are put together from those of both shares, which stay right for rare classes (Newcombe 1998, method 10; Zou
    and Donner 2008 for shares that move together); p is of the normal test with the variance that both would have if
    they were alike.

    *Read with care*: limits that hold 0 say that so many texts can't tell, not that the domains are alike.
    """
    from scipy.stats import norm

    low, high = found.limits
    own, other = _block(found, a, a), _block(found, b, b)
    both = np.diagonal(_block(found, a, b))
    gap = found.share[a] - found.share[b]
    worth_a, worth_b = found.worth[a], found.worth[b]
    with np.errstate(divide="ignore", invalid="ignore"):
        together = np.nan_to_num(both / np.sqrt(np.diagonal(own) * np.diagonal(other))).clip(-1, 1)
        alike = (worth_a * found.share[a] + worth_b * found.share[b]) / (worth_a + worth_b)
        variance = alike * (1 - alike) * (1 / worth_a + 1 / worth_b - 2 * together / np.sqrt(worth_a * worth_b))
        p = np.where(variance > 0, 2 * norm.sf(np.abs(gap) / np.sqrt(variance)), np.nan)
    below, above = found.share - low, high - found.share
    down = np.sqrt(below[a] ** 2 + above[b] ** 2 - 2 * together * below[a] * above[b])
    up = np.sqrt(above[a] ** 2 + below[b] ** 2 - 2 * together * above[a] * below[b])
    return Difference(gap, (gap - down).clip(min=-1), (gap + up).clip(max=1), p)


def shift(found: Shares, a: int, b: int, steps: int) -> Shift | None:
    """Return how far domain ``a`` stands above domain ``b``; the first ``steps`` classes are a scale, highest first.

    A cumulative model (McCullagh 1980) fitted to estimated shares by weighted least squares (Grizzle, Starmer and Koch
    1969): at each cut of the scale the log odds of standing above it, their difference, and the one number that fits
    all cuts best. Classes after the scale (``not_expressed``) are left out. ``None`` where no cut tells anything.

    *Read with care*: one number for a whole scale says little where the cuts disagree (``p_parallel``).
    """
    from scipy.stats import chi2, norm

    cuts = np.tril(np.ones((steps, steps)))[: steps - 1]  # (n_cuts, n_steps): above the cut
    p = found.share[[a, b], :steps]
    above, under = p @ cuts.T, p @ (1 - cuts).T
    told = (np.minimum(above, under) > _LEAST).all(axis=0)
    if not told.any():
        return None
    cuts, above, under = cuts[told], above[:, told], under[:, told]
    gap = np.log(above[0] / under[0]) - np.log(above[1] / under[1])
    slopes = [cuts / above[at][:, None] - (1 - cuts) / under[at][:, None] for at in range(2)]
    spread = sum(
        sign * slopes[i] @ _block(found, (a, b)[i], (a, b)[j])[:steps, :steps] @ slopes[j].T
        for i, j, sign in ((0, 0, 1), (1, 1, 1), (0, 1, -1), (1, 0, -1))
    )
    weight = np.linalg.pinv(np.asarray(spread), hermitian=True)
    precision = float(weight.sum())
    if not np.isfinite(precision) or precision <= 0:
        return None
    one, error = float((weight @ gap).sum() / precision), precision**-0.5
    parallel = float(chi2.sf((gap - one) @ weight @ (gap - one), len(gap) - 1)) if len(gap) > 1 else None
    return Shift(one, one - _Z * error, one + _Z * error, float(2 * norm.sf(abs(one) / error)), parallel)


def residuals(
    share: NDArray[np.float64], worth: NDArray[np.float64], rest: NDArray[np.float64], rest_worth: NDArray[np.float64],
    whole: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """Return adjusted residuals (Haberman 1973) of a crosstab of estimated shares: (n_domains, n_classes).

    Each compares the share in a domain with that in all others, in standard errors were both alike: beyond ±2 beyond
    chance, before many comparisons are allowed for. ``worth`` are effective numbers of texts, ``whole`` (n_classes) the
    shares in all domains together; with shares counted by hand they are those of any textbook.

    >>> counts = np.array([[762.0, 327, 468], [484, 239, 477]])
    >>> n, whole = counts.sum(axis=1, keepdims=True), counts.sum(axis=0) / counts.sum()
    >>> residuals(counts / n, n, (counts / n)[::-1], n[::-1], whole).round(3).tolist()[0]
    [4.502, 0.699, -5.316]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((share - rest) / np.sqrt(whole * (1 - whole) * (1 / worth + 1 / rest_worth)))


def association(share: NDArray[np.float64], worth: NDArray[np.float64]) -> Association:
    """Return X² and Cramér's V of shares (n_domains, n_classes), each domain known as well as from ``worth`` texts.

    Pearson's X² with effective numbers of texts (Rao and Scott 1981, first order); V corrected for chance (Bergsma
    2013), without which small samples always show some association.

    >>> counts = np.array([[762.0, 327, 468], [484, 239, 477]])
    >>> found = association(counts / counts.sum(axis=1, keepdims=True), counts.sum(axis=1))
    >>> round(found.x2, 4), found.df, round(found.v, 6), round(found.v_corrected, 6)
    (30.0701, 2, 0.104436, 0.10092)
    """
    from scipy.stats import chi2

    n = float(worth.sum())
    whole = worth @ share / n
    used = whole > 0
    rows, columns = len(share), int(used.sum())
    x2 = float((worth[:, None] * (share - whole) ** 2)[:, used].sum(axis=0) @ (1 / whole[used]))
    df = (rows - 1) * (columns - 1)
    if not df:
        return Association(0.0, 0, float("nan"), float("nan"), float("nan"))
    spare = max(x2 / n - df / (n - 1), 0.0)
    fewer = min(side - (side - 1) ** 2 / (n - 1) for side in (rows, columns)) - 1
    v = (x2 / n / (min(rows, columns) - 1)) ** 0.5
    return Association(x2, df, float(chi2.sf(x2, df)), v, (spare / fewer) ** 0.5 if fewer > 0 else float("nan"))


def worth(found: Shares, domains: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how many texts drawn at random each domain's shares are worth, over all classes together."""
    variance = np.einsum("akak->ak", found.covariance)[domains]
    sampling = (found.share * (1 - found.share))[domains]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sampling.sum(axis=1) / variance.sum(axis=1))


def adjusted(p: NDArray[np.float64], many: Many = "holm") -> NDArray[np.float64]:
    """Return p-values adjusted for their number; NaN stays NaN and counts for none.

    >>> adjusted(np.array([0.01, np.nan, 0.04]), "bh").tolist(), adjusted(np.array([0.01, 0.04])).tolist()
    ([0.02, nan, 0.04], [0.02, 0.04])
    """
    from scipy.stats import false_discovery_control

    told = np.isfinite(p)
    found = np.full(len(p), np.nan)
    if told.any():
        found[told] = holm(p[told]) if many == "holm" else false_discovery_control(p[told])
    return found


def _block(found: Shares, a: int, b: int) -> NDArray[np.float64]:
    return found.covariance[a, :, b, :]
