"""What each theme of a fitted model looks like: its words, and the texts that show it.

Takes a fitted model, its texts and probabilities, gives one portrait a theme. Names texts by number, never by words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from otklik import words as words_room
from otklik.domain import Segment
from otklik.measure import exemplars
from otklik.words import Words

LANGUAGES = ("ru", "en")
_LONG = 60
"""Words from which on a text is shown by its most telling sentence alone."""


class ThemeModel(Protocol):
    """What every fitted theme model offers."""

    theme_names_: list[str]

    def transform(self, texts: Words) -> NDArray[np.float64]:
        """Return the probability that each text names each theme."""

    def top_words(self, k: int, n: int = 10) -> list[str]:
        """Return the words that set theme ``k`` apart, as texts write them."""

    def top_terms(self, k: int, n: int = 10) -> list[str]:
        """Return the same words as lemmas."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """Words of a theme, and what shows it.

    An exemplar is the number of a text and the span of it to show, in code points of the cleaned text.
    """

    words: tuple[str, ...]
    exemplars: tuple[tuple[int, Segment], ...]


def draw(
    model: ThemeModel,
    texts: Sequence[str],
    words: Words,
    probability: NDArray[np.float64],
    languages: NDArray[np.object_],
    themes: Sequence[int],
    least: float,
) -> list[Portrait]:
    """Draw some themes of a model: twelve words, and two exemplars a language of probability ``least`` or more.

    ``texts`` are the cleaned texts that ``words`` were counted from, each of another respondent. Exemplars of a theme
    are no near duplicates of each other.
    """
    sizes = np.diff(words.starts)
    presence = (words.lemma_counts() > 0).astype(np.int64)
    portraits = []
    for at in themes:
        chosen: list[int] = []
        for language in LANGUAGES:
            spoken = np.where(languages == language, probability[:, at], 0.0)
            chosen += exemplars.choose(spoken, sizes.tolist(), n=2, least=least, presence=presence)
        shown = tuple((text, _telling(model, texts[text], int(sizes[text]), at)) for text in chosen)
        portraits.append(Portrait(tuple(model.top_words(at, 12)), shown))
    return portraits


def _telling(model: ThemeModel, text: str, size: int, theme: int) -> Segment:
    """Return the whole of a short text, of a long one the sentence that most surely names the theme."""
    parts = words_room.sentences(text)
    if size <= _LONG or len(parts) < 2:
        return Segment(0, len(text))
    counted = words_room.count(text[part.start : part.stop] for part in parts)
    return parts[int(model.transform(counted)[:, theme].argmax())]
