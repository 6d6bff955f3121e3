"""Words that people draw out: "оочень", "soooo".

Takes a form that no dictionary has, gives the shorter forms it may stand for.
"""

from __future__ import annotations

import re

_TWICE = re.compile(r"([^\W\d_])\1")
_TWICE_IN_NAME = re.compile(r"([аеиоуыэюя])\1|([aeiouy])\2$")
_MORE = re.compile(r"([^\W\d_])\1{2,}")


def shorter(word: str, name: bool = False) -> list[str]:
    """Return shorter forms, the likeliest first.

    Cleaning has cut longer runs to two. A word with a capital may be a name, in which a letter may be double: there
    only Russian vowels and a last vowel are drawn out.

    >>> shorter("оочень"), shorter("yessss"), shorter("phillip", name=True), shorter("soo", name=True)
    (['очень', 'очень'], ['yess', 'yes'], [], ['so', 'so'])
    """
    drawn = _MORE.sub(r"\1", word)
    found = [] if drawn == word else [_MORE.sub(r"\1\1", word), drawn]
    twice = _TWICE_IN_NAME if name else _TWICE
    once = [drawn[: match.start()] + drawn[match.start() + 1 :] for match in twice.finditer(drawn)]
    return [*found, *once[:4], twice.sub(lambda match: match.group()[0], drawn)] if once else found
