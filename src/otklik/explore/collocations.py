"""Which words keep company, and in how many texts.

Takes counted words, gives one line a pair of neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from otklik.words import Words, collocations
from otklik.words.counting import ngram_counts

if TYPE_CHECKING:
    import pandas as pd


def table(words: Words, least: int = 5) -> pd.DataFrame:
    """List pairs of neighbouring content lemmas that stand together at least ``least`` times, the closest first.

    ``npmi`` is their closeness (see `otklik.words.collocations`), ``count`` how often they stand together, ``texts`` in
    how many texts.

    >>> from otklik import words
    >>> texts = ["свободное время", "свободное время есть", "время идёт", "другое дело"]
    >>> table(words.count(texts), least=2)[["pair", "count"]].to_numpy().tolist()
    [['свободный время', 2]]
    """
    import pandas as pd

    close = collocations(words, least)
    counted, names = ngram_counts(words, 2)
    number = {name: at for at, name in enumerate(names)}
    at = np.array([number[pair] for pair in close if pair in number], dtype=np.int64)
    return pd.DataFrame(
        {
            "pair": [names[pair] for pair in at],
            "npmi": np.round([close[names[pair]] for pair in at], 4),
            "count": np.asarray(counted.sum(axis=0)).ravel()[at],
            "texts": np.bincount(counted.indices, minlength=len(names))[at],
        }
    )
