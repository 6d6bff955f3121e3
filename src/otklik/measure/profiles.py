"""How alike sources are in what they speak of.

Takes theme profiles (shares of sentences), gives one line for each pair of sources.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd


def likeness(p: NDArray[np.float64], q: NDArray[np.float64]) -> float | None:
    """Return 1 − the Jensen–Shannon divergence (base 2; Lin 1991): 1 the same profile, 0 no theme in common.

    ``None`` when a profile is empty.

    >>> likeness(np.array([2.0, 0.0]), np.array([0.0, 1.0])), likeness(np.array([2.0, 1.0]), np.array([4.0, 2.0]))
    (0.0, 1.0)
    """
    if p.sum() <= 0 or q.sum() <= 0:
        return None
    p, q = p / p.sum(), q / q.sum()
    middle = (p + q) / 2
    apart = 0.0
    for one in (p, q):
        has = one > 0
        apart += 0.5 * float((one[has] * np.log2(one[has] / middle[has])).sum())
    return round(1 - apart, 4)


def pairs(shares: NDArray[np.float64]) -> pd.DataFrame:
    """Compare each pair of rows of ``shares`` (n_sources, n_themes).

    Gives the columns a, b (numbers of sources), spearman (do both rank the themes alike, −1 to 1; empty where a source
    ranks nothing), likeness, and both (themes that both speak of).

    >>> pairs(np.array([[0.5, 0.2, 0.0], [0.4, 0.3, 0.1]]))[["spearman", "both"]].to_numpy().tolist()
    [[1.0, 2.0]]

    *Read with care*: short sources look less alike than they are, since chance leaves themes out of them; compare
    pairs of like length.
    """
    import pandas as pd
    from scipy.stats import rankdata

    ranks = rankdata(shares, axis=1) if shares.size else shares
    lines = []
    for a, b in combinations(range(len(shares)), 2):
        varies = np.ptp(ranks[a]) > 0 and np.ptp(ranks[b]) > 0
        spearman = round(float(np.corrcoef(ranks[a], ranks[b])[0, 1]), 4) if varies else None
        both = int(((shares[a] > 0) & (shares[b] > 0)).sum())
        lines.append((a, b, spearman, likeness(shares[a], shares[b]), both))
    table = pd.DataFrame(lines, columns=["a", "b", "spearman", "likeness", "both"])
    return table.astype({"spearman": float, "likeness": float})
