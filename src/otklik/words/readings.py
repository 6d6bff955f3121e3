"""Tokens whose neighbours ask for another lemma than the usual one of their form.

Takes forms as analysed and a column of running forms, gives every reading a type of its own, all at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from otklik.words import context
from otklik.words.kept import Form
from otklik.words.scripts import Lang


def by_reading(
    types: list[str],
    analysed: list[Form],
    ids: NDArray[np.int32],
    starts: NDArray[np.int64],
    lang: Lang,
) -> tuple[list[str], list[str | None], NDArray[np.int32]]:
    """Give the tokens whose neighbours ask for an unusual lemma a type of their own: types, their lemmas, and tokens.

    Each combination of a form and the classes of its neighbours is settled once.
    """
    found = [form.lemma for form in analysed]
    ambiguous = np.array([form.ambiguous for form in analysed], dtype=bool)
    if not ambiguous.any():
        return types, found, ids
    types = types.copy()
    letters = [form.word_class for form in analysed]
    names = sorted({context.EDGE, *letters})
    number = {letter: at for at, letter in enumerate(names)}
    classes = np.array([number[letter] for letter in letters], dtype=np.int64)
    edge = number[context.EDGE]
    at = np.flatnonzero(ambiguous[ids])
    first, last = np.zeros(len(ids), dtype=bool), np.zeros(len(ids), dtype=bool)
    whole = starts[:-1] < starts[1:]
    first[starts[:-1][whole]] = last[starts[1:][whole] - 1] = True
    before = np.where(first[at], edge, classes[ids[np.maximum(at - 1, 0)]])
    after = np.where(last[at], edge, classes[ids[np.minimum(at + 1, len(ids) - 1)]])
    settled, which = np.unique(
        (ids[at].astype(np.int64) * len(names) + before) * len(names) + after, return_inverse=True
    )
    readings: dict[tuple[int, str], int] = {}
    chosen = np.empty(len(settled), dtype=np.int32)
    for position, key in enumerate(settled.tolist()):
        rest, right = divmod(key, len(names))
        form, left = divmod(rest, len(names))
        asked = context.choose(types[form], names[left], names[right], lang)
        if asked is None or asked == found[form]:
            chosen[position] = form
            continue
        if (form, asked) not in readings:
            readings[form, asked] = len(types)
            types.append(types[form])
            found.append(asked)
        chosen[position] = readings[form, asked]
    ids = ids.copy()
    ids[at] = chosen[which]
    used = np.bincount(ids, minlength=len(types)) > 0  # a form may have no token left with its usual reading
    kept = np.flatnonzero(used).tolist()
    return [types[form] for form in kept], [found[form] for form in kept], (np.cumsum(used) - 1).astype(np.int32)[ids]
