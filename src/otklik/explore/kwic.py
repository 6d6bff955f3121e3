"""A keyword in its contexts.

Takes texts as typed and a word, gives one line an occurrence, cut verbatim from the original.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from otklik.words import lemma, tokens


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence: the number of its text, its span there, and the words on both sides."""

    text: int
    start: int
    stop: int
    left: str
    keyword: str
    right: str


def concordance(
    texts: Sequence[str], word: str, width: int = 50, sort: Literal["text", "left", "right"] = "text"
) -> list[Line]:
    """Find a word or phrase in all its forms, with ``width`` characters on each side.

    ``sort`` orders the lines by text, by the words to the left (nearest first), or by those to the right.

    >>> [line.keyword for line in concordance(["Люблю помогать людям.", "Он помогает."], "помогать")]
    ['помогать', 'помогает']
    """
    wanted = [lemma(token.text) for token in tokens(word)]
    found = []
    for number, text in enumerate(texts):
        listed = tokens(text)
        lemmas = [lemma(token.text) for token in listed]
        for at in range(len(lemmas) - len(wanted) + 1 if wanted else 0):
            if lemmas[at : at + len(wanted)] == wanted:
                start, stop = listed[at].start, listed[at + len(wanted) - 1].stop
                left, right = text[max(0, start - width) : start], text[stop : stop + width]
                found.append(Line(number, start, stop, left, text[start:stop], right))
    if sort == "left":
        found.sort(key=lambda line: line.left.lower().split()[::-1])
    elif sort == "right":
        found.sort(key=lambda line: line.right.lower().split())
    return found
