"""Crosstabs and profiles, against SciPy and a published example."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, norm
from scipy.stats.contingency import association

from otklik.measure import crosses

COUNTS = np.array([[145, 114, 62, 67], [86, 173, 105, 60], [58, 95, 95, 103], [74, 72, 61, 142]])


def test_a_crosstab_is_that_of_scipy() -> None:
    table = crosses.cross(COUNTS)
    found = chi2_contingency(COUNTS, correction=False)
    n, rows, columns = COUNTS.sum(), COUNTS.sum(axis=1, keepdims=True), COUNTS.sum(axis=0)
    spread = found.expected_freq * (1 - rows / n) * (1 - columns / n)
    residual = (COUNTS - found.expected_freq) / np.sqrt(spread)
    assert table["residual"].to_numpy() == pytest.approx(residual.ravel(), abs=1e-4)
    assert table["cramers_v"].iloc[0] == pytest.approx(association(COUNTS), abs=1e-4)
    assert table["p_table"].iloc[0] == pytest.approx(found.pvalue)
    assert (table["p_adjusted"] >= (2 * norm.sf(np.abs(table["residual"]))).round(4) - 1e-4).all()


def test_a_difference_has_newcombes_limits() -> None:
    # Newcombe (1998), Table II: 56/70 and 48/80, method 10.
    has = np.repeat([True, False, True, False], [56, 14, 48, 32])[:, None]
    line = crosses.against_rest(has, np.repeat([0, 1], [70, 80]), 2).iloc[0]
    assert line["difference"] == pytest.approx(0.2)
    assert (line["difference_low"], line["difference_high"]) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    two = chi2_contingency([[56, 14], [48, 32]], correction=False)
    assert line["p_adjusted"] == pytest.approx(two.pvalue, abs=1e-4)


def test_empty_groups_and_small_cells_are_not_tested() -> None:
    table = crosses.cross(np.array([[3, 0], [0, 0]]))
    assert table[["residual", "p_adjusted", "cramers_v"]].isna().all(axis=None)
    alone = crosses.against_rest(np.array([[True], [False]]), np.array([0, 0]), 2)
    assert alone[["difference", "p_adjusted"]].isna().all(axis=None)
    assert len(crosses.against_rest(np.zeros((4, 0), dtype=bool), np.array([0, 0, 1, 1]), 2)) == 0
