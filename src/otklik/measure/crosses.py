"""How codings go together: two scales crossed, and the themes of a group against those of all others.

Takes the number of each text's group, gives tables with intervals and p-values. Never sees a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.measure import contrasts, shares

if TYPE_CHECKING:
    import pandas as pd

LEAST = 5.0
"""Texts that a cell must be expected to hold before it is tested (Cochran 1954)."""


def cross(counts: NDArray[np.int64]) -> pd.DataFrame:
    """Cross two scales: ``counts`` (n_rows, n_columns) are texts with a group of each.

    Gives a line for each cell: row, column (positions), count, n (of the row), share, low, high (Wilson's 95%),
    residual (adjusted, Haberman 1973), p_adjusted (of it, Benjamini-Hochberg; empty where a cell is too small to be
    tested), and the same in every line: cramers_v, cramers_v_corrected (Bergsma 2013), p_table (Pearson's X²).

    >>> table = cross(np.array([[30, 10], [10, 50]]))
    >>> table[["row", "column", "count", "share", "residual"]].iloc[0].tolist()
    [0.0, 0.0, 30.0, 0.75, 5.8333]
    >>> table[["cramers_v", "cramers_v_corrected"]].iloc[0].tolist()
    [0.5833, 0.5775]

    *Read with care*: both groups are a machine's. Where it errs on both scales for the same reason, errors look like an
    association.
    """
    import pandas as pd
    from scipy.stats import norm

    table = np.asarray(counts, dtype=np.float64)
    n, columns, total = table.sum(axis=1), table.sum(axis=0), table.sum()
    low, high = shares.wilson(table, n[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table / n[:, None]
        rest = (columns - table) / (total - n)[:, None]
        residual = contrasts.residuals(share, n[:, None], rest, (total - n)[:, None], columns / total)
        expected = np.outer(n, columns) / total
    p = np.where(expected >= LEAST, 2 * norm.sf(np.abs(residual)), np.nan)
    used = n > 0
    told = contrasts.association(share[used], n[used]) if used.sum() > 1 and (columns > 0).sum() > 1 else None
    return pd.DataFrame(
        {
            "row": np.repeat(np.arange(table.shape[0]), table.shape[1]),
            "column": np.tile(np.arange(table.shape[1]), table.shape[0]),
            "count": table.ravel().astype(np.int64),
            "n": np.repeat(n, table.shape[1]).astype(np.int64),
            "share": share.ravel().round(4), "low": low.ravel().round(4), "high": high.ravel().round(4),
            "residual": np.where(np.isfinite(residual), residual, np.nan).ravel().round(4),
            "p_adjusted": contrasts.adjusted(p.ravel(), "bh").round(4),
            "cramers_v": round(told.v, 4) if told else np.nan,
            "cramers_v_corrected": round(told.v_corrected, 4) if told else np.nan,
            "p_table": told.p if told else np.nan,
        }
    )  # fmt: skip


def against_rest(has: NDArray[np.bool_], group: NDArray[np.int64], groups: int) -> pd.DataFrame:
    """Compare in each group the share of texts ``has`` (n_texts, n_themes) marks with the share in all other texts.

    ``group`` (n_texts) is a number from 0; texts of ``groups`` and above are among the others. Gives for each group
    and theme (positions) count, n, share, low, high (Wilson's 95%), rest_share, rest_n, difference with its 95% limits
    difference_low, difference_high (Newcombe 1998, method 10), and p_adjusted (two-sided test of two shares,
    Benjamini-Hochberg over the table; empty where a cell is too small to be tested).

    >>> has = np.array([[True]] * 30 + [[False]] * 10 + [[True]] * 10 + [[False]] * 50)
    >>> line = against_rest(has, np.repeat([0, 1], [40, 60]), 2).iloc[0]
    >>> line[["count", "n", "share", "rest_share", "difference"]].tolist()
    [30.0, 40.0, 0.75, 0.1667, 0.5833]

    *Read with care*: a theme and a group are read from the same words, so part of what they share is the model's doing.
    """
    import pandas as pd
    from scipy.stats import norm

    members = (group[:, None] == np.arange(groups)).astype(np.int64)
    count, n = members.T @ has.astype(np.int64), members.sum(axis=0)[:, None]
    whole, rest_n = has.sum(axis=0), len(has) - n
    rest = whole - count
    low, high = shares.wilson(count, n)
    rest_low, rest_high = shares.wilson(rest, rest_n)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, rest_share, alike = count / n, rest / rest_n, whole / len(has)
        difference = share - rest_share
        down = np.hypot(share - low, rest_high - rest_share)
        up = np.hypot(high - share, rest_share - rest_low)
        z = difference / np.sqrt(alike * (1 - alike) * (1 / n + 1 / rest_n))
    tested = np.minimum(n, rest_n) * np.minimum(alike, 1 - alike) >= LEAST
    p = np.where(tested, 2 * norm.sf(np.abs(z)), np.nan)
    themes = has.shape[1]
    numbers = {
        "share": share, "low": low, "high": high, "rest_share": rest_share, "difference": difference,
        "difference_low": difference - down, "difference_high": difference + up,
    }  # fmt: skip
    return pd.DataFrame(
        {
            "group": np.repeat(np.arange(groups), themes),
            "theme": np.tile(np.arange(themes), groups),
            "count": count.ravel(),
            "n": np.repeat(n[:, 0], themes),
            "rest_n": np.repeat(rest_n[:, 0], themes),
            **{name: values.ravel().round(4) for name, values in numbers.items()},
            "p_adjusted": contrasts.adjusted(p.ravel(), "bh").round(4),
        }
    )
