"""Which script a word is written in, and so which language it is looked up in.

Takes a word, gives yes or no. Never knows a dictionary.
"""

from __future__ import annotations

from typing import Literal

from otklik.language import CYRILLIC

Lang = Literal["ru", "en"] | None
"""The language of texts; ``None`` where the script of each word decides."""


def has_cyrillic(word: str) -> bool:
    """Tell whether any letter of a word is Cyrillic.

    >>> has_cyrillic("дом"), has_cyrillic("home"), has_cyrillic("14-дневный")
    (True, False, True)
    """
    return CYRILLIC.search(word) is not None


def begins_cyrillic(word: str) -> bool:
    """Tell whether a word begins with a Cyrillic letter.

    >>> begins_cyrillic("дом"), begins_cyrillic("home"), begins_cyrillic("14-дневный")
    (True, False, False)
    """
    return CYRILLIC.match(word) is not None


def is_russian(word: str, lang: Lang = None) -> bool:
    """Tell whether a word is looked up as Russian: by the language given, else by its script.

    >>> is_russian("дом"), is_russian("home"), is_russian("home", "ru")
    (True, False, True)
    """
    return lang == "ru" or (lang is None and has_cyrillic(word))
