"""A column of texts as running forms, by the pieces that stand between blanks.

Takes some texts, gives their distinct forms and the number of each running one. Distinct pieces are few, and no
token reaches over a blank but a number ("1 000"), so each distinct piece is cleaned and cut into tokens once; Arrow
cuts texts into pieces and numbers them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import clean
from otklik.words import tokenizer

Running = tuple[list[str], NDArray[np.int32], NDArray[np.int64]]
"""The distinct forms of some texts, the number of each running form, and how many forms each text has."""

# A text of these characters alone needs no cleaning but for drawn-out letters, which a piece keeps to itself.
_PLAIN = re.compile(r"[\n\r -%'-;=?-\[\]-~А-Яа-яЁё«»–—“”„…№’]*")
_SPACED_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_BLANK_IN_NUMBER = "\x00"  # cleaning leaves none in a text


def running(texts: Sequence[str], typed: bool) -> Running:
    """Cut texts into tokens; ``typed`` texts are cleaned on the way.

    >>> forms, ids, sizes = running(["Да, да!", "1 000 раз"], typed=True)
    >>> forms, ids.tolist(), sizes.tolist()
    (['Да', ',', 'да', '!', '1 000', 'раз'], [0, 1, 2, 3, 4, 5], [4, 2])
    """
    import pyarrow.compute as pc

    pieces = pc.utf8_split_whitespace(_array(texts, typed))
    borders = np.asarray(pieces.offsets).astype(np.int64)
    coded = pieces.flatten().dictionary_encode()
    codes = np.asarray(coded.indices)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    number = numbers.__getitem__
    inside: list[int] = []
    ends = [0]
    for piece in coded.dictionary.to_pylist():
        inside.extend(map(number, _forms(piece)))
        ends.append(len(inside))
    starts = np.array(ends, dtype=np.int64)
    sizes = np.diff(starts)[codes]
    after = np.concatenate([[0], np.cumsum(sizes)])
    places = np.repeat(starts[:-1][codes] - after[:-1], sizes) + np.arange(after[-1])
    ids = np.array(inside, dtype=np.int32)[places] if inside else np.empty(0, dtype=np.int32)
    return list(numbers), ids, np.diff(after[borders])


def _array(texts: Sequence[str], typed: bool) -> Any:
    """Return texts as an Arrow array, cleaned where a character asks for it, with the blanks inside numbers hidden."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if typed:
        texts = [text if _PLAIN.fullmatch(text) else clean.text(text).text for text in texts]
    array = pa.array(texts, pa.large_string())
    spaced = np.flatnonzero(np.asarray(pc.match_substring_regex(array, r"\d \d{3}")))
    if not len(spaced):
        return array
    texts = list(texts)
    for at in spaced.tolist():
        texts[at] = _SPACED_NUMBER.sub(lambda found: found.group().replace(" ", _BLANK_IN_NUMBER), texts[at])
    return pa.array(texts, pa.large_string())


@lru_cache(maxsize=1_000_000)
def _forms(piece: str) -> tuple[str, ...]:
    whole = piece.replace(_BLANK_IN_NUMBER, " ")
    return tuple(tokenizer.forms(clean.text(whole).text if _PLAIN.fullmatch(whole) else whole))
