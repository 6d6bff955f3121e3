"""What each theme of a fitted model looks like: its words, how they hang together, and the texts that show it.

Takes a fitted model, its texts and probabilities, gives one portrait a theme. Names texts by number, never by words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from otklik.themes.quality import coherence, exemplars
from otklik.words import Words

LANGUAGES = ("ru", "en")


class ThemeModel(Protocol):
    """What every fitted theme model offers."""

    theme_names_: list[str]

    def top_words(self, k: int, n: int = 10) -> list[str]:
        """Return the words that set theme ``k`` apart, as texts write them."""

    def top_terms(self, k: int, n: int = 10) -> list[str]:
        """Return the same words as lemmas."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """Words of a theme, their coherence (gensim's c_v; ``None`` where undefined), and numbers of texts that show it."""

    words: tuple[str, ...]
    coherence: float | None
    exemplars: tuple[int, ...]


def draw(
    model: ThemeModel,
    words: Words,
    probability: NDArray[np.float64],
    languages: NDArray[np.object_],
    themes: Sequence[int],
    least: float,
) -> list[Portrait]:
    """Draw some themes of a model: twelve words, and two exemplars a language of probability ``least`` or more."""
    sizes = np.diff(words.starts)
    terms = [[term for term in model.top_terms(at, 10) if " " not in term] for at in themes]
    values = coherence(words, terms) if len(words) else [None] * len(terms)
    portraits = []
    for at, value in zip(themes, values, strict=True):
        chosen: list[int] = []
        for language in LANGUAGES:
            spoken = np.where(languages == language, probability[:, at], 0.0)
            chosen += exemplars(spoken, sizes.tolist(), n=2, least=least)
        portraits.append(Portrait(tuple(model.top_words(at, 12)), value, tuple(chosen)))
    return portraits
