"""Personal data in texts: where it stands, what stands for it, and the key that brings it back.

Takes texts, gives spans, texts with placeholders, and the originals again. Never reads or writes a file.
"""

from __future__ import annotations

from otklik.personal.detect import NameFinder, find
from otklik.personal.key import Key
from otklik.personal.readers import finders
from otklik.personal.spans import TYPES, Span, Type

__all__ = ["TYPES", "Key", "NameFinder", "Span", "Type", "find", "finders"]
