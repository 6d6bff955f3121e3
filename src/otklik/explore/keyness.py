"""Which words set one group of respondents apart from the rest.

Takes which lemma stands in which text and which texts are the target, gives one line a lemma: a test on the number of
respondents, its correction for many tests, effect sizes, and a ranking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.words.counting import Matrix
from otklik.words.log_odds import weighted_log_odds

if TYPE_CHECKING:
    import pandas as pd


def log_likelihood(
    a: NDArray[np.float64], b: NDArray[np.float64], n_target: float, n_reference: float
) -> NDArray[np.float64]:
    """Return G² of the 2 × 2 tables of ``a`` of ``n_target`` against ``b`` of ``n_reference`` (Dunning 1993).

    >>> round(float(log_likelihood(np.array([110.0]), np.array([111.0]), 110 + 2442, 111 + 29114)[0]), 4)
    270.7219
    """
    total = n_target + n_reference
    result = np.zeros(len(a))
    for observed, row, column in (
        (a, a + b, n_target),
        (b, a + b, n_reference),
        (n_target - a, total - a - b, n_target),
        (n_reference - b, total - a - b, n_reference),
    ):
        expected = row * column / total
        with np.errstate(divide="ignore", invalid="ignore"):
            result += np.where(observed > 0, 2 * observed * np.log(observed / expected), 0.0)
    return result


def compare(counts: Matrix, names: list[str], target: NDArray[np.bool_], least: int = 5) -> pd.DataFrame:
    """Compare the texts marked ``target`` with the others, words in at least ``least`` texts, the most telling first.

    ``counts`` is (n_texts, n_names). Gives respondents and share in target and reference, ``g2`` on respondents,
    ``p`` and ``p_adjusted`` (Benjamini–Hochberg), ``difference`` of shares, ``log_ratio`` (base 2, half a respondent
    added) and ``z`` of the weighted log-odds, by which the lines are ordered. Raises ``ValueError`` when target or
    reference is empty.

    *Read with care*: tests on running words instead of respondents find "differences" between random halves in 97 of
    100 surveys; this one does in about 3. ``z`` is for ranking, not for testing.
    """
    import pandas as pd
    from scipy.stats import chi2, false_discovery_control

    n_target, n_reference = int(target.sum()), int((~target).sum())
    if not n_target or not n_reference:
        raise ValueError("target and reference need at least one text each")
    has = counts.astype(bool).astype(np.float64)
    a = np.asarray(has[np.flatnonzero(target)].sum(axis=0)).ravel()
    b = np.asarray(has[np.flatnonzero(~target)].sum(axis=0)).ravel()
    keep = np.flatnonzero(a + b >= least)
    z = weighted_log_odds(
        np.asarray(counts[np.flatnonzero(target)].sum(axis=0)).ravel().astype(float)[keep],
        np.asarray(counts[np.flatnonzero(~target)].sum(axis=0)).ravel().astype(float)[keep],
    )
    a, b = a[keep], b[keep]
    g2 = log_likelihood(a, b, n_target, n_reference)
    p = chi2.sf(g2, 1)
    table = pd.DataFrame(
        {
            "word": [names[at] for at in keep],
            "target": a.astype(int),
            "target_share": (a / n_target).round(4),
            "reference": b.astype(int),
            "reference_share": (b / n_reference).round(4),
            "difference": (a / n_target - b / n_reference).round(4),
            "log_ratio": np.log2(((a + 0.5) / (n_target + 1)) / ((b + 0.5) / (n_reference + 1))).round(3),
            "g2": g2.round(3),
            "p": p,
            "p_adjusted": false_discovery_control(p) if len(p) else p,
            "z": z.round(3),
        }
    )
    return table.iloc[np.argsort(-z, kind="stable")].reset_index(drop=True)
