"""MASI: how far two sets of codes are from each other.

Takes sets, gives distances from 0 to 1. Source: Passonneau (2006), "Measuring agreement on set-valued items".
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.errors import UserError
from otklik.messages import say


def masi(a: Set[str], b: Set[str]) -> float:
    """Return the MASI distance of two sets: 1 - Jaccard x (1 same, 2/3 one within the other, 1/3 overlap, 0 none).

    Two empty sets are the same: both coders found that no code fits.

    >>> round(masi({"help"}, {"help", "career"}), 3), masi(set(), set()), masi(set(), {"help"})
    (0.667, 0.0, 1.0)

    *Read with care*: a code left out costs more in a short list of codes than in a long one.
    """
    return float(distances([frozenset(a), frozenset(b)])[0, 1])


def distances(values: Sequence[Any]) -> NDArray[np.float64]:
    """Return the MASI distances of all pairs of sets. Raises `UserError` when a value is not a set."""
    if not all(isinstance(value, Set) for value in values):
        raise UserError(say("agreement_no_sets"), hint=say("agreement_no_sets_hint"))
    codes = {code: at for at, code in enumerate(sorted({str(code) for value in values for code in value}))}
    has = np.zeros((len(values), len(codes)))
    for row, value in zip(has, values, strict=True):
        row[[codes[str(code)] for code in value]] = 1
    both, size = has @ has.T, has.sum(axis=1)
    either = size[:, None] + size - both
    same = either == both
    within = (both == size[:, None]) | (both == size)
    likeness = np.divide(both, either, out=np.ones_like(both), where=either > 0)
    return np.asarray(1 - likeness * np.select([same, both == 0, within], [1.0, 0.0, 2 / 3], 1 / 3))
