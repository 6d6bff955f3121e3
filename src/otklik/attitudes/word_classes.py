"""Classes of words that answers in two languages have in common: SCHOOL, MUST, FORCE, USELESS and so on.

Takes a list of classes and counted words, gives where each class stands, in which clause, and whether a negation turns
it round. Every word type is looked up once; the rest is array arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.words import Words
from otklik.words.counting import Matrix

NEGATION = "NOT"
"""The class that turns others round: it reaches three tokens to its right, not over a comma, a "but" or a stop."""

_NEGATION_REACH = 3
_TURNS = frozenset(", но а зато однако хотя but however although though".split())
_STOPS = ".!?;:…"


class WordClasses:
    """Named classes of words and of short phrases, matched on forms and lemmas.

    One class a line, ``NAME: entry entry …``; an entry is a word, a beginning of words (``stem*``) or a phrase of
    neighbouring tokens (``a_b``). The first class is the anchor: clauses with it are told apart from the rest.

    >>> WordClasses("SCHOOL: univers*\\nMUST: must has_to").names
    ['SCHOOL', 'MUST']
    """

    def __init__(self, source: str) -> None:
        self.source = source
        lines = [line.split(":", 1) for line in source.splitlines() if line.strip() and not line.startswith("#")]
        self.names = [name.strip() for name, _ in lines]
        self.anchor = self.names[0] if self.names else None
        self._patterns: dict[str, int] = {}
        self._single: list[tuple[int, int]] = []  # (pattern, class)
        self._nodes: dict[tuple[int, int], int] = {}  # (node, pattern) -> node; node 0 is the beginning of a phrase
        self._ends: list[tuple[int, int]] = []  # (node, class)
        for number, (_, entries) in enumerate(lines):
            for entry in entries.split():
                parts = [part for part in entry.lower().replace("ё", "е").split("_") if part]
                patterns = [self._patterns.setdefault(part, len(self._patterns)) for part in parts]
                if len(patterns) == 1:
                    self._single.append((patterns[0], number))
                elif patterns:
                    node = 0
                    for pattern in patterns:
                        node = self._nodes.setdefault((node, pattern), len(self._nodes) + 1)
                    self._ends.append((node, number))
        self._whole = {part: at for part, at in self._patterns.items() if part == "*" or not part.endswith("*")}
        self._begun: dict[str, list[tuple[str, int]]] = {}  # stems by their first two letters
        for part, at in self._patterns.items():
            if part.endswith("*") and part != "*":
                self._begun.setdefault(part[:-1][:2], []).append((part[:-1], at))

    def find(self, words: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where classes stand: numbers of running tokens, and numbers of classes, without doubles.

        A phrase stands where its last token does.
        """
        held = incidence(
            [self._matched(form, words.lemmas[at] if at >= 0 else "") for form, at in normal_forms(words)],
            len(self._patterns),
        )
        to_class = incidence(_grouped(self._single, len(self._patterns)), len(self.names))
        tokens, found = _expand(held @ to_class, words.ids)
        after, classes = self._phrases(held, words)
        keys = np.unique(np.concatenate([tokens, after]) * len(self.names) + np.concatenate([found, classes]))
        return keys // max(len(self.names), 1), keys % max(len(self.names), 1)

    def _matched(self, form: str, lemma: str) -> list[int]:
        if not self._patterns:
            return []
        found = set()
        for word in {form, lemma}:
            found.add(self._whole.get(word, -1))
            for first in {word[:1], word[:2]}:
                found.update([at for stem, at in self._begun.get(first, ()) if word.startswith(stem)])
        return [at for at in found if at >= 0]

    def _phrases(self, held: Matrix, words: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        nothing = np.zeros(0, dtype=np.int64)
        if not self._nodes or not len(words.ids):
            return nothing, nothing
        width = len(self._patterns)
        edges = sorted((node * width + pattern, to) for (node, pattern), to in self._nodes.items())
        keys, targets = np.array(edges, dtype=np.int64).T
        ends = incidence(_grouped(self._ends, len(self._nodes) + 1), len(self.names))
        row = np.repeat(np.arange(len(words)), np.diff(words.starts))
        at, node = np.arange(len(words.ids)), np.zeros(len(words.ids), dtype=np.int64)
        tokens, classes = [nothing], [nothing]
        while len(at):
            which, pattern = _expand(held, words.ids[at])
            wanted = node[which] * width + pattern
            place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            hit = keys[place] == wanted
            at, node = at[which[hit]], targets[place[hit]]
            which, ended = _expand(ends, node)
            tokens.append(at[which])
            classes.append(ended)
            further = at + 1 < len(words.ids)
            further[further] = row[at[further]] == row[at[further] + 1]
            at, node = at[further] + 1, node[further]
        return np.concatenate(tokens), np.concatenate(classes)


@dataclass(frozen=True, slots=True)
class Marks:
    """Classes in texts: for each mark its running token, its text, its clause, and ``2 * class + negated``.

    ``text_of`` is the text of each clause.
    """

    token: NDArray[np.int64]
    text: NDArray[np.int64]
    clause: NDArray[np.int64]
    kind: NDArray[np.int64]
    text_of: NDArray[np.int64]


def mark(words: Words, classes: WordClasses) -> Marks:
    """Find classes, clauses and negations in texts."""
    forms = [form for form, _ in normal_forms(words)]
    stop = np.array([not form.strip(_STOPS) for form in forms], dtype=bool)
    turn = np.array([form in _TURNS for form in forms], dtype=bool) | stop
    tokens, found = classes.find(words)
    total = len(words.ids)
    place = np.arange(total)
    row = np.repeat(np.arange(len(words)), np.diff(words.starts))
    opens = np.ones(total, dtype=bool)
    opens[1:] = stop[words.ids[:-1]] | (row[1:] != row[:-1])
    clause = np.cumsum(opens) - 1

    negation = np.zeros(total, dtype=bool)
    if NEGATION in classes.names:
        negation[tokens[found == classes.names.index(NEGATION)]] = True
    # A negation reaches three tokens to its right, but not over a comma, a "but" or the end of a clause.
    last = np.maximum.accumulate(np.where(negation, place, -_NEGATION_REACH - 1)) if total else place
    barrier = np.maximum.accumulate(np.where(turn[words.ids] | opens, place, 0)) if total else place
    negated = ~negation & (place - last <= _NEGATION_REACH) & (last >= barrier) & ~turn[words.ids]
    return Marks(tokens, row[tokens], clause[tokens], 2 * found + negated[tokens], row[opens])


def normal_forms(words: Words) -> list[tuple[str, int]]:
    """Return each type in small letters with е for ё and a straight apostrophe, and the number of its lemma."""
    forms = (form.lower().replace("ё", "е").replace("’", "'") for form in words.types)
    return list(zip(forms, words.lemma_of.tolist(), strict=True))


def _grouped(pairs: list[tuple[int, int]], length: int) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(length)]
    for at, value in pairs:
        groups[at].append(value)
    return groups


def incidence(groups: list[list[int]], width: int) -> Matrix:
    """Return lists of column numbers as an (n_lists, width) matrix of ones."""
    from scipy import sparse

    indptr = np.concatenate([[0], np.cumsum([len(group) for group in groups], dtype=np.int64)])
    indices = np.array([at for group in groups for at in group], dtype=np.int64)
    made = sparse.csr_array((np.ones(len(indices), dtype=np.int32), indices, indptr), shape=(len(groups), width))
    made.sum_duplicates()
    return made


def _expand(rows_of: Matrix, rows: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List the columns of chosen rows: places in ``rows``, and columns."""
    starts, sizes = rows_of.indptr[rows], np.diff(rows_of.indptr)[rows]
    which = np.repeat(np.arange(len(rows)), sizes)
    inner = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, rows_of.indices[np.repeat(starts, sizes) + inner].astype(np.int64)
