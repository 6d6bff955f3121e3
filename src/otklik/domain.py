"""The nouns of the house: what a codebook, a token, a segment and an estimate are.

Frozen, slotted dataclasses on the standard library alone. Nothing here reads, counts or decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["ru", "en", "mixed", "other", "unknown"]
Status = Literal["coded", "empty", "non_answer", "no_words", "other_language"]
TokenKind = Literal["word", "number", "url", "email", "hashtag", "mention", "emoji", "emoticon", "punct", "symbol"]

NOT_EXPRESSED = "not_expressed"
"""The answer to a scale when the text says nothing on it: off the scale, not its middle."""


@dataclass(frozen=True, slots=True)
class Token:
    """One occurrence of a word, number or sign; ``original[start:stop] == text`` in code points."""

    text: str
    start: int
    stop: int
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of a response chosen for coding (a sentence or a clause), in code points of the original."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Code:
    """A theme: a named label with a definition, seed words by language, and examples by language."""

    id: str
    name: Mapping[str, str]
    define: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One step of a scale."""

    id: str
    name: Mapping[str, str]
    define: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered answers, highest first, to "how does the writer stand to X"."""

    id: str
    name: Mapping[str, str]
    groups: tuple[Group, ...]
    asks: str = ""
    none: str = ""
    silent: bool = True
    """Whether a text may say nothing on it."""

    @property
    def values(self) -> tuple[str, ...]:
        """Ids of the groups in their order, then ``not_expressed`` where a text may be that."""
        return (*(group.id for group in self.groups), *((NOT_EXPRESSED,) if self.silent else ()))


@dataclass(frozen=True, slots=True)
class Codebook:
    """A versioned set of themes and scales for one question."""

    id: str
    version: int
    question: Mapping[str, str]
    scales: tuple[Scale, ...]
    themes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval: ``count`` of ``n`` texts, limits ``low`` and ``high``, and how they were found.

    ``share``, ``low`` and ``high`` lie in [0, 1]; they are ``None`` when ``n`` is 0 (undefined stays undefined).
    """

    count: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    method: str


def named(names: Mapping[str, str], language: str) -> str:
    """Return a name in the language asked for, or in the first one there is.

    >>> named({"ru": "эмпатия", "en": "empathy"}, "en")
    'empathy'
    >>> named({"ru": "эмпатия"}, "en")
    'эмпатия'
    """
    return names.get(language) or next(iter(names.values()), "")
