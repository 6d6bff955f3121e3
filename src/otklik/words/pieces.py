"""A column of texts as running forms, by the pieces that stand between blanks.

Takes some texts, gives their distinct forms and the number of each running one. Distinct pieces are few, and no
token reaches over a blank but a number ("1 000"), so each distinct piece is cleaned and cut into tokens once; Arrow
cuts texts into pieces and numbers them.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import clean
from otklik.words import tokenizer

# A text of these characters alone needs no cleaning but for drawn-out letters, which a piece keeps to itself.
_PLAIN = re.compile(r"[\n\r -%'-;=?-\[\]-~А-Яа-яЁё«»–—“”„…№’]*")
_SPACED_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_BLANK_IN_NUMBER = "\x00"  # cleaning leaves none in a text


class Column:
    """Reads a column part by part; forms are numbered in the order of their appearance.

    >>> column = Column()
    >>> ids, sizes = column.read(["Да, да!", "1 000 раз"], typed=True)
    >>> column.forms, ids.tolist(), sizes.tolist()
    (['Да', ',', 'да', '!', '1 000', 'раз'], [0, 1, 2, 3, 4, 5], [4, 2])
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        # Piece number p consists of the forms self._inside[self._ends[p]:self._ends[p + 1]].
        self._pieces: dict[str, int] = {}
        self._inside, self._ends = array("i"), array("q", [0])

    @property
    def forms(self) -> list[str]:
        """The distinct forms read so far, by number."""
        return list(self._numbers)

    def read(self, texts: Sequence[str], typed: bool) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the number of each running form, and how many forms each text has; ``typed`` texts are cleaned."""
        import pyarrow.compute as pc

        pieces = pc.utf8_split_whitespace(_array(texts, typed))
        coded = pieces.flatten().dictionary_encode()
        numbers = np.array([self._piece(piece) for piece in coded.dictionary.to_pylist()], dtype=np.int64)
        codes = numbers[np.asarray(coded.indices)]
        ends = np.frombuffer(self._ends, dtype=np.int64).copy()  # a view would keep the array from growing
        sizes = np.diff(ends)[codes]
        after = np.concatenate([[0], np.cumsum(sizes)])
        places = np.repeat(ends[codes] - after[:-1], sizes)
        places += np.arange(after[-1])
        inside = np.array(self._inside, dtype=np.int32)
        return inside[places], np.diff(after[np.asarray(pieces.offsets).astype(np.int64)])

    def _piece(self, piece: str) -> int:
        found = self._pieces.get(piece)
        if found is None:
            found = self._pieces[piece] = len(self._pieces)
            whole = piece.replace(_BLANK_IN_NUMBER, " ")
            forms = tokenizer.forms(clean.text(whole).text if _PLAIN.fullmatch(whole) else whole)
            self._inside.extend(map(self._numbers.__getitem__, forms))
            self._ends.append(len(self._inside))
        return found


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
