"""Which codes stand for one another: a table of two coders, and pairs of codes that are mixed up.

Takes marks of codes by coder, gives counts and where they come from. Never sees a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from otklik.measure import shares

Marks = NDArray[np.int8]
"""Marks (texts, coders, codes): 1 given, 0 not, -1 not coded."""

FEWEST, SHARE = 2, 0.02
"""Two codes count as mixed up from so many cases and from such a share of them on."""

_MOST = 10


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two codes: in ``mixed`` of ``cases`` one coder gave ``a`` where another gave ``b``.

    A case is a text and two coders who both gave one of the two codes. ``where`` lists (text, coder of a, coder of b).
    """

    a: int
    b: int
    mixed: int
    cases: int
    where: tuple[tuple[int, int, int], ...]


def table(marks: Marks, first: int, second: int) -> NDArray[np.int64]:
    """Return how often coder ``first`` gave the code of the row where ``second`` gave that of the column.

    On the diagonal both gave the code. Off it, where texts have several codes, each coder gave one of the two codes
    and not the other's.

    >>> both = np.array([[[1, 0], [1, 0]], [[1, 0], [0, 1]]], dtype=np.int8)
    >>> table(both, 0, 1).tolist()
    [[1, 1], [0, 0]]

    *Read with care*: where texts have several codes, a text may count in several cells.
    """
    a, b = marks[:, first], marks[:, second]
    only_a, only_b = ((a == 1) & (b == 0)).astype(np.int64), ((b == 1) & (a == 0)).astype(np.int64)
    return np.asarray(only_a.T @ only_b + np.diag(((a == 1) & (b == 1)).sum(axis=0)))


def mixed(marks: Marks) -> list[Mixed]:
    """Return the pairs of codes that coders mix up, the surest first (lower limit of Wilson's interval).

    *Read with care*: two rare codes may look mixed up by luck; read the texts before joining or redefining codes.
    """
    n_coders, n_codes = marks.shape[1:]
    pairs = list(combinations(range(n_coders), 2))
    swapped = np.zeros((n_codes, n_codes), dtype=np.int64)
    for first, second in pairs:
        counts = table(marks, first, second)
        swapped += counts + counts.T
    found = []
    for a, b in zip(*np.nonzero(np.triu(swapped, 1) >= FEWEST), strict=True):
        either = (marks[:, :, [a, b]] == 1).any(axis=2)
        cases = sum(int((either[:, one] & either[:, other]).sum()) for one, other in pairs)
        if swapped[a, b] >= SHARE * cases:
            where = tuple(
                (int(text), one, other)
                for x, y in pairs for one, other in ((x, y), (y, x))
                for text in np.flatnonzero(
                    (marks[:, one, a] == 1) & (marks[:, other, a] == 0)
                    & (marks[:, other, b] == 1) & (marks[:, one, b] == 0)
                )
            )  # fmt: skip
            found.append(Mixed(int(a), int(b), int(swapped[a, b]), cases, tuple(sorted(where))))
    found.sort(key=lambda one: -float(shares.wilson(np.array([one.mixed]), max(one.cases, 1))[0][0]))
    return found[:_MOST]
