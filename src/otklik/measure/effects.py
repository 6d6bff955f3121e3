"""Shares of themes in groups of respondents, from probabilities: the interval carries the model's doubt.

Takes the probability of each theme for each respondent and the respondent's group, gives shares, intervals and
differences from the rest. Never sees a text, never knows whether the probabilities are right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.measure import shares

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["theme", "group", "n", "share", "low", "high", "difference", "p_adjusted"]

LEAST = 5.0
"""Texts that a cell must be expected to hold, with the theme and without it, before a difference is tested (Cochran
1954): a single sure text in a group of one would else be the greatest difference of all."""


def by_group(probability: NDArray[np.float64], groups: NDArray[np.str_] | None = None) -> pd.DataFrame:
    """Estimate the share of each theme in each group (one group, named "", when none is given).

    ``probability`` is (n_respondents, n_themes), ``groups`` one label a respondent. Gives the columns theme (the
    position of the column), group, n, share (mean probability), low, high (95%), difference (from all other groups
    together) and p_adjusted (Benjamini-Hochberg over the table; empty where a cell is too small to be tested).

    >>> table = by_group(np.array([[0.9], [0.7], [0.1]]), np.array(["x", "x", "y"]))
    >>> table[["group", "n", "share", "difference"]].to_numpy().tolist()
    [['x', 2, 0.8, 0.7], ['y', 1, 0.1, -0.7]]

    *Read with care*: the interval knows who happened to answer and which texts the model doubts. It does not know an
    error that the model makes everywhere alike: where its probabilities are wrong, share and interval are wrong with
    them. Many groups compared at once differ somewhere by chance; go by ``p_adjusted``.
    """
    import pandas as pd

    if groups is None:
        groups = np.full(len(probability), "")
    values, numbers = np.unique(groups, return_inverse=True)
    if not len(values):
        values = np.array([""])
    n, total, doubt = sums(probability, numbers, len(values))
    share, low, high = interval(n, total, doubt)
    rest = len(probability) - n
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = share - (total.sum(axis=0) - total) / rest[:, None]
    size = {"theme": np.repeat(np.arange(probability.shape[1]), len(values)), "group": np.tile(values, share.shape[1])}
    return pd.DataFrame(
        {
            **size,
            "n": np.tile(n, share.shape[1]),
            "share": share.T.ravel().round(4),
            "low": low.T.ravel().round(4),
            "high": high.T.ravel().round(4),
            "difference": difference.T.ravel().round(4),
            "p_adjusted": adjusted(_p(n, total, doubt, difference).T.ravel()),
        }
    ).astype({"group": object})[COLUMNS]


def sums(
    probability: NDArray[np.float64], numbers: NDArray[np.int64], groups: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return for each group its size, and for each group and theme the sums of p and of p(1 − p).

    ``numbers`` holds the group of each respondent, from 0.
    """
    n = np.bincount(numbers, minlength=groups)
    shape = (groups, probability.shape[1])
    total, doubt = np.zeros(shape), np.zeros(shape)
    for at, one in enumerate(probability.T):
        total[:, at] = np.bincount(numbers, one, groups)
        doubt[:, at] = np.bincount(numbers, one * (1 - one), groups)
    return n, total, doubt


def interval(
    n: NDArray[np.int64], total: NDArray[np.float64], doubt: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return share and 95% limits from the sums of p (``total``) and of p(1 − p) (``doubt``); NaN where n is 0.

    The method of composition (Treier and Jackman 2008; stm's estimateEffect): draw each text's code by its
    probability, then the share with its sampling error, again and again. The variance of such draws has a closed form,
    [share(1 − share) + (1 − 1/n) mean p(1 − p)] / n, so nothing is drawn; Wilson's interval on the number of surely
    coded texts with that variance keeps the limits between 0 and 1.

    >>> [round(float(one[0, 0]), 2) for one in interval(np.array([100]), np.array([[20.0]]), np.array([[0.0]]))]
    [0.2, 0.13, 0.29]
    >>> [round(float(one[0, 0]), 2) for one in interval(np.array([100]), np.array([[20.0]]), np.array([[8.0]]))]
    [0.2, 0.12, 0.31]

    *Read with care*: composition is careful. With calibrated probabilities it covers more than 95% of population
    shares, the more so the more texts the model doubts.
    """
    size = n[:, None].astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (total / size).clip(0, 1)
        sampling = share * (1 - share)
        worth = np.where(sampling > 0, size * sampling / (sampling + _doubt(size, doubt)), size)
    low, high = shares.wilson(share * worth, worth)
    return share, low, high


def adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return p adjusted for many comparisons (Benjamini and Hochberg 1995), four decimals; NaN stays NaN.

    >>> adjusted(np.array([0.01, np.nan, 0.04])).tolist()
    [0.02, nan, 0.04]
    """
    from scipy.stats import false_discovery_control

    told = np.isfinite(p)
    found = np.full(len(p), np.nan)
    if told.any():
        found[told] = false_discovery_control(p[told]).round(4)
    return found


def _doubt(size: NDArray[np.float64], doubt: NDArray[np.float64]) -> NDArray[np.float64]:
    return (1 - 1 / size) * doubt / size


def _p(
    n: NDArray[np.int64], total: NDArray[np.float64], doubt: NDArray[np.float64], difference: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the two-sided p of each difference, with the variance that both parts would share were they alike."""
    from scipy.stats import norm

    everyone = float(n.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = total.sum(axis=0) / everyone
        spread = whole * (1 - whole) + _doubt(np.array(everyone), doubt.sum(axis=0))
        least = np.minimum(n, everyone - n)[:, None] * np.minimum(whole, 1 - whole)
        z = difference / np.sqrt(spread * (1 / n + 1 / (everyone - n))[:, None])
    return np.where(least >= LEAST, 2 * norm.sf(np.abs(z)), np.nan)
