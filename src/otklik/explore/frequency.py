"""How often words are used, and by how many respondents.

Takes counted words, gives one line a lemma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from otklik.words import Words
from otklik.words.lemmatizer import part_of_speech

if TYPE_CHECKING:
    import pandas as pd


def table(words: Words, rows: NDArray[np.int64], domain: NDArray[np.str_] | None = None) -> pd.DataFrame:
    """Count lemmas over rows, the most used first.

    ``rows[i]`` is the text of respondent ``i`` (identical answers share a text). Gives lemma, form (as texts write it
    most often), part of speech (Russian, as pymorphy3 names it; empty for English), count, respondents, share of
    respondents, and with ``domain`` the share of respondents in each of its values.

    >>> from otklik import words
    >>> found = table(words.count(["Помогать людям", "люди"]), np.array([0, 1, 1]))
    >>> found[["lemma", "count", "respondents"]].to_numpy().tolist()
    [['человек', 3, 3], ['помогать', 1, 1]]
    """
    import pandas as pd

    counts = words.lemma_counts()[rows]
    has = counts.astype(bool).astype(np.int64)
    forms = words.commonest_forms()
    respondents = np.asarray(has.sum(axis=0)).ravel()
    found = pd.DataFrame(
        {
            "lemma": words.lemmas,
            "form": forms,
            "part_of_speech": [part_of_speech(lemma) for lemma in words.lemmas],
            "count": np.asarray(counts.sum(axis=0)).ravel(),
            "respondents": respondents,
            "share": (respondents / max(len(rows), 1)).round(4),
        }
    )
    if domain is not None:
        for value in np.unique(domain):
            here = np.flatnonzero(domain == value)
            found[f"share: {value}"] = (np.asarray(has[here].sum(axis=0)).ravel() / len(here)).round(4)
    order = np.lexsort((found["lemma"].to_numpy(dtype=str), -found["count"].to_numpy()))
    return found.iloc[order].reset_index(drop=True)
