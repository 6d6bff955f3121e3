"""Where sentences and clauses begin and end: the spans that themes and quotes are cut from.

Takes a text as typed, gives spans in its own code points. Survey answers often lack full stops, so line breaks, list
signs, smileys and contrasting conjunctions end a span as well.
"""

from __future__ import annotations

import re
from itertools import pairwise

from otklik.domain import Segment

# A stop ends a sentence before a space, unless the next letter is small or the stop follows an initial or "т".
_SENTENCE_END = re.compile(
    r"(?<![\s(][А-ЯA-Z])(?<!^[А-ЯA-Z])(?<!\bт)(?<!\bг)(?<!\bр)(?<![.!?…])"
    r"(?:[.!?…]++[\"»”)]*+(?=\s++[^а-яёa-z]|\s*+$)|[!?]++(?=\s))"
    r"|\n+|(?<!\))\){2,}+(?=\s)|;(?=\s)"
)
_CLAUSE_END = re.compile(
    r",\s++(?=(?:но|а|зато|однако|хотя|если|потому|поэтому|when|but|although|though|however|because|if|so|and)\b)"
    r"|(?<!\s)\s++(?=(?:but|however|although|зато|однако)\b)|\s[-–—]\s",
    re.IGNORECASE,
)


def sentences(text: str) -> list[Segment]:
    """Split one text into sentences.

    >>> source = "Это полезно! Я бы пошла\\nнет времени"
    >>> [source[part.start:part.stop] for part in sentences(source)]
    ['Это полезно!', 'Я бы пошла', 'нет времени']
    """
    return _split(text, 0, len(text), _SENTENCE_END)


def clauses(text: str) -> list[Segment]:
    """Split one text into clauses: sentences cut again where a conjunction turns the thought.

    >>> source = "Идея хорошая, но времени нет"
    >>> [source[part.start:part.stop] for part in clauses(source)]
    ['Идея хорошая,', 'но времени нет']
    """
    return [part for whole in sentences(text) for part in _split(text, whole.start, whole.stop, _CLAUSE_END)]


def _split(text: str, start: int, stop: int, ends: re.Pattern[str]) -> list[Segment]:
    borders = [start, *(match.end() for match in ends.finditer(text, start, stop)), stop]
    parts = []
    for left, right in pairwise(borders):
        piece = text[left:right]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            parts.append(Segment(left + lead, left + len(piece.rstrip())))
    return parts
