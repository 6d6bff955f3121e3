"""A table units x coders as numbers, and its different patterns.

Takes a frame, an array or lists with gaps, gives values in their order and how many units have each pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.errors import UserError
from otklik.messages import say

Codings = Any
"""A DataFrame, an array or a list of rows: a unit in each row, a coder in each column; None, NaN and "" are gaps."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Different ways in which units were coded, whoever coded them.

    ``counts`` (patterns, values), sparse, is how many coders gave each value; ``coders`` how many coded at all;
    ``units`` how many units have the pattern.
    """

    counts: Any
    coders: NDArray[np.float64]
    units: NDArray[np.int64]

    @property
    def paired(self) -> int:
        """Units that two coders or more have coded."""
        return int(self.units[self.coders > 1].sum())


def numbered(codings: Codings, values: Sequence[Any] | None = None) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
    """Return the place of each coding among the values (units, coders), -1 for gaps, and the values in their order.

    Numbers are ordered as numbers, also where they are written as text; the order of other values is ``values``.

    >>> numbered([["no", "yes"], [None, "no"]])[0].tolist()
    [[0, 1], [-1, 0]]

    Raises `UserError` for a table that is not units x coders, and for a coding that is not among ``values``.
    """
    import pandas as pd

    table = np.array(codings if hasattr(codings, "dtypes") else _rows(codings), dtype=object)  # a copy to mark gaps in
    if table.ndim != 2:
        raise UserError(say("agreement_shape"), hint=say("agreement_shape_hint"))
    flat = table.ravel()
    gaps = np.asarray(pd.isna(flat)) | np.fromiter((isinstance(one, str) and not one for one in flat), bool, len(flat))
    flat[gaps] = None
    codes, found = pd.factorize(flat)
    order = _ordered(list(found), values)
    at = {value: place for place, value in enumerate(order)}
    places = np.array([*(at[value] for value in found), -1], dtype=np.int64)
    return places[codes].reshape(table.shape), tuple(order)


def patterns(codes: NDArray[np.int64], n_values: int) -> Patterns:
    """Return the patterns of numbered codings; who gave which value does not matter to them."""
    from scipy import sparse

    ordered = np.sort(codes, axis=1)
    base = n_values + 1
    if base ** ordered.shape[1] < 2**62:
        keys = (ordered + 1) @ (base ** np.arange(ordered.shape[1], dtype=np.int64))
        _, first, units = np.unique(keys, return_index=True, return_counts=True)
        different = ordered[first]
    else:
        different, units = np.unique(ordered, axis=0, return_counts=True)
    pattern, coder = np.nonzero(different >= 0)
    counts = sparse.csr_array(
        (np.ones(len(pattern)), (pattern, different[pattern, coder])), shape=(len(different), n_values)
    )
    coders = (different >= 0).sum(axis=1).astype(np.float64)
    some = coders > 0
    return Patterns(counts[np.flatnonzero(some)], coders[some], units[some].astype(np.int64))


def as_numbers(values: Sequence[Any]) -> NDArray[np.float64] | None:
    """Return values as numbers, ``None`` when one of them is none."""
    try:
        return np.array([float(value) for value in values])
    except (TypeError, ValueError):
        return None


def steps(values: Sequence[Any], ordered: bool) -> NDArray[np.float64]:
    """Return the place of each value on its scale. Raises `UserError` where their order is not known.

    ``ordered`` says that the order was given.
    """
    if not ordered and as_numbers(values) is None:
        raise UserError(say("agreement_no_order"), hint=say("agreement_no_order_hint"))
    return np.arange(len(values), dtype=np.float64)


def _rows(codings: Codings) -> Any:
    """Lay out rows in an array of objects; sets of codes stay whole."""
    if isinstance(codings, np.ndarray):
        return codings
    rows = [list(row) if not isinstance(row, str | bytes | set | frozenset) else None for row in codings]
    widths = {len(row) for row in rows if row is not None}
    if None in rows or len(widths) > 1:
        raise UserError(say("agreement_shape"), hint=say("agreement_shape_hint"))
    table = np.empty((len(rows), widths.pop() if widths else 0), dtype=object)
    for at, row in enumerate(rows):
        table[at, :] = row
    return table


def _ordered(found: list[Any], values: Sequence[Any] | None) -> list[Any]:
    if values is not None:
        unknown = [value for value in found if value not in set(values)]
        if unknown:
            known = ", ".join(map(str, values))
            raise UserError(say("agreement_value_unknown", value=unknown[0]), hint=say("codings_known", labels=known))
        return list(values)
    numbers = as_numbers(found)
    if numbers is not None:
        return [found[at] for at in np.argsort(numbers, kind="stable")]
    return sorted(found, key=lambda value: sorted(map(str, value)) if isinstance(value, frozenset) else [str(value)])
