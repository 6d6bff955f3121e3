"""Folds for honest evaluation: nothing that belongs together straddles them.

Takes counted words, codes and groups, gives which texts are seen and which are held out. Never knows a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold, StratifiedKFold

from otklik.words import Words

Split = tuple[NDArray[np.int64], NDArray[np.int64]]


def splits(kin: NDArray[np.int64], y: NDArray[Any], random_state: int = 0, one_out: bool = False) -> list[Split]:
    """Return (seen, held out) rows, five folds or as many as the rarest class allows; none when no text can be spared.

    Texts of the same ``kin`` stay together. With ``one_out`` up to ten kin are held out one at a time. A fold whose
    seen texts are all of one class would teach nothing: then there are no folds.
    """
    n_kin = len(np.unique(kin))
    if one_out and n_kin <= 10:
        found = list(GroupKFold(n_kin).split(y, y, kin)) if n_kin > 1 else []
    else:
        n = min([5, *(len(np.unique(kin[y == label])) for label in np.unique(y))])
        if n < 2:
            return []
        if n_kin == len(kin):
            found = list(StratifiedKFold(n, shuffle=True, random_state=random_state).split(y, y))
        else:
            kind = StratifiedGroupKFold(n, shuffle=True, random_state=random_state)
            found = list(kind.split(y, y, kin))
    found = [(seen, unseen) for seen, unseen in found if len(unseen)]
    return found if all(len(np.unique(y[seen])) > 1 for seen, _ in found) else []


def together(words: Words, groups: Sequence[Any] | None = None) -> NDArray[np.int64]:
    """Return for each text the number of its kin: texts joined by equal words or a common group.

    Raises ``ValueError`` when there are not as many groups as texts.

    >>> from otklik import words
    >>> together(words.of(["Yes", "yes", "no"])).tolist()
    [0, 0, 1]
    """
    from scipy import sparse

    if groups is not None and len(groups) != len(words):
        raise ValueError(f"{len(words)} texts but {len(groups)} groups")
    plain: dict[str, int] = {}
    small = np.array([plain.setdefault(form.lower(), len(plain)) for form in words.types], dtype=np.int32)
    running = small[words.ids] if len(small) else words.ids
    bounds = zip(words.starts[:-1].tolist(), words.starts[1:].tolist(), strict=True)
    keys: list[Any] = [running[start:stop].tobytes() for start, stop in bounds]
    nodes: dict[Any, int] = {}
    ends = [nodes.setdefault(("words", key), len(nodes)) for key in keys]
    rows = list(range(len(words)))
    if groups is not None:
        ends += [nodes.setdefault(("group", group), len(nodes)) for group in groups]
        rows += rows
    n = len(words) + len(nodes)
    links = sparse.coo_array((np.ones(len(rows)), (rows, np.array(ends, dtype=np.int64) + len(words))), shape=(n, n))
    found = sparse.csgraph.connected_components(links, directed=False)[1][: len(words)]
    return np.asarray(np.unique(found, return_inverse=True)[1], dtype=np.int64)
