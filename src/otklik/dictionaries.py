"""What the dictionaries of Russian and English have.

Takes a word in small letters, says whether a dictionary has it. Loaded at the first question; knows nothing of texts.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer


@cache
def morph() -> MorphAnalyzer:
    """Return the one Russian analyzer of this process; loading it takes a tenth of a second."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=500_000)
def has_russian(word: str) -> bool:
    """Tell whether the Russian dictionary has a form.

    >>> has_russian("волонтёрами"), has_russian("валантёрами")
    (True, False)
    """
    return bool(morph().word_is_known(word))


@lru_cache(maxsize=500_000)
def has_english(word: str) -> bool:
    """Tell whether the English dictionary has a form; names are there with their capital.

    >>> has_english("volunteers"), has_english("volonteers")
    (True, False)
    """
    import simplemma

    return bool(simplemma.is_known(word, lang="en"))
