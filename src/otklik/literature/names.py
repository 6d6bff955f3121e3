"""Which codes of a codebook a text calls by their names.

Takes sentences and a codebook, gives the sentences that name a scale or the groups of a scale. Papers do this where
they report groups; nobody's attitude is read from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from otklik import words
from otklik.domain import Codebook

_LISTED = 2
"""A sentence names groups when it names so many of one scale: "positive" alone is an ordinary word."""


@dataclass(frozen=True, slots=True)
class Named:
    """Sentence ``sentence`` names a scale (``code`` is the scale's id) or a group of it."""

    sentence: int
    scale: str
    code: str


def find(sentences: Sequence[str], book: Codebook) -> list[Named]:
    """Find scales and groups by name, in any of the codebook's languages and in any form of the words.

    A scale is named where all the content words of one of its names, or its id with the words that all scales' names
    share, stand in one sentence; groups are named where a sentence lists at least two of one scale.

    >>> from otklik import codebook
    >>> text = "Four groups were identified: confident, agreeing, doubting and denying."
    >>> [one.code for one in find([text], codebook.load("volunteering"))]
    ['confident', 'agreeing', 'doubting', 'denying']

    *Read with care*: a name is a name. That a paper lists groups says nothing of how large they are.
    """
    names = {scale.id: [_words(name) for name in scale.name.values()] for scale in book.scales}
    if subject := _shared(list(names.values())):
        for scale in book.scales:
            names[scale.id].append([*_words(scale.id), subject])
    groups = {scale.id: {one.id: [_words(name) for name in one.name.values()] for one in scale.groups}
              for scale in book.scales}  # fmt: skip
    found = []
    for number, text in enumerate(sentences):
        forms = _forms(text)
        for scale in book.scales:
            if _has(forms, names[scale.id]):
                found.append(Named(number, scale.id, scale.id))
            listed = [code for code, own in groups[scale.id].items() if _has(forms, own)]
            if len(listed) >= _LISTED:
                found += [Named(number, scale.id, code) for code in listed]
    return found


Word = frozenset[str]
"""The forms and the lemma of one word: a text has the word when it has any of them."""


def _has(forms: frozenset[str], names: Sequence[Sequence[Word]]) -> bool:
    return any(name and all(word & forms for word in name) for name in names)


def _words(name: str) -> list[Word]:
    """Return the content words of a name."""
    counted = words.count([name.replace("_", " ")])
    content = counted.content_lemmas()
    return [
        frozenset({form.lower(), counted.lemmas[lemma]})
        for form, lemma in zip(counted.types, counted.lemma_of.tolist(), strict=True)
        if lemma >= 0 and content[lemma]
    ]


def _shared(names: Sequence[Sequence[Sequence[Word]]]) -> Word | None:
    """Return the words, of any language, that the names of all scales have: what the codebook is about."""
    of_each = [{word for name in listed for word in name} for listed in names]
    common = set.intersection(*of_each) if len(of_each) > 1 else set()
    return frozenset().union(*common) if common else None


def _forms(text: str) -> frozenset[str]:
    counted = words.count([text])
    return frozenset({form.lower() for form in counted.types} | set(counted.lemmas))
