"""Shares of codes in each domain: each value of a covariate.

Takes yes-or-no columns and the domain of each row, gives one line for each domain and code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.measure import shares

if TYPE_CHECKING:
    import pandas as pd


def count(codes: pd.DataFrame, domain: NDArray[np.str_] | None = None) -> pd.DataFrame:
    """Count the rows with each code in each domain (one domain, named "", when none is given).

    ``codes`` has one boolean column a code. Gives the columns value, code (the position of the column), count, n,
    share, low, high, method; Wilson's 95% interval; domains in the order of their names.

    >>> import pandas as pd
    >>> table = count(pd.DataFrame({"a": [True, False, True]}), np.array(["x", "x", "y"]))
    >>> table[["value", "count", "n", "share"]].to_numpy().tolist()
    [['x', 1, 2, 0.5], ['y', 1, 1, 1.0]]

    *Read with care*: many domains compared at once differ somewhere by chance; small ones differ most.
    """
    import pandas as pd

    if domain is None:
        domain = np.full(len(codes), "")
    values, numbers = np.unique(domain, return_inverse=True)
    if not len(values):
        values = np.array([""])
    n = np.bincount(numbers, minlength=len(values))
    parts = []
    for position in range(codes.shape[1]):
        has = codes.iloc[:, position].to_numpy(dtype=float)
        counts = np.bincount(numbers, weights=has, minlength=len(values)).astype(np.int64)
        low, high = shares.wilson(counts, n)
        share = np.where(n > 0, counts / np.maximum(n, 1), np.nan)
        parts.append(
            pd.DataFrame(
                {
                    "value": values.astype(object), "code": position, "count": counts, "n": n,
                    "share": share.round(4), "low": low.round(4), "high": high.round(4),
                    "method": shares.MACHINE_COUNT,
                }
            )
        )  # fmt: skip
    columns = ["value", "code", "count", "n", "share", "low", "high", "method"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
