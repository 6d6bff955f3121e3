"""What is found in a text: the place of a piece of personal data, its type, and the rule that found it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Type = Literal[
    "EMAIL", "PHONE", "URL", "SNILS", "INN", "PASSPORT", "CARD", "BIRTHDATE", "IP", "HANDLE", "NAME", "LOOKALIKE"
]
TYPES: tuple[Type, ...] = (
    "EMAIL", "PHONE", "URL", "SNILS", "INN", "PASSPORT", "CARD", "BIRTHDATE", "IP", "HANDLE", "NAME",
)  # fmt: skip
"""All types but one: a look-alike is a respondent's own text in the form of a placeholder, kept so that nothing is
mistaken on the way back."""


MARK = re.compile(r"\[([A-Z]{2,12}\d{1,9}[a-z]{0,4})\]")
"""A placeholder, and whatever looks like one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of personal data, in code points of the original; ``sure`` unless the rule often errs."""

    start: int
    stop: int
    type: Type
    rule: str
    sure: bool = True
