"""What letters the bytes of a file stand for.

Takes bytes, gives text, the name of the encoding and whether lines disagreed. A byte order mark decides, then UTF-8 if
it fits, then the Russian or Western code page whose letters look most like writing.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
_COMMON = frozenset("оеаинтсрвлкмдпуяыьзбг")
_CYRILLIC_WORD = re.compile(r"[А-ЯЁ]?[а-яё]+(?![А-ЯЁ])")


def decode(data: bytes) -> tuple[str, str, bool]:
    """Return the text, the encoding, and whether lines of another encoding were mended.

    >>> decode("Привет, мир".encode("koi8-r"))
    ('Привет, мир', 'koi8-r', False)
    >>> decode("да\\n".encode() + "нет, это лишнее\\n".encode("cp1251"))
    ('да\\nнет, это лишнее\\n', 'utf-8 + cp1251', True)
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name, False
    wide = without_mark(data)
    if wide:
        return data.decode(wide, errors="replace"), wide, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    lines = data.splitlines(keepends=True)
    page = _code_page(b"".join(line for line in lines if not _is_utf8(line)))
    read = [_line(line, page) for line in lines]
    found = {encoding for _, encoding in read if encoding}
    return "".join(text for text, _ in read), " + ".join(sorted(found, reverse=True)), len(found) > 1


def _line(line: bytes, page: str) -> tuple[str, str]:
    """Read one line of a file that is not all UTF-8: by its looks, since a few words of a code page may fit UTF-8."""
    if line.isascii():
        return line.decode("ascii"), ""
    wide, narrow = line.decode("utf-8", errors="replace"), line.decode(page, errors="replace")
    good, other = _likeness(wide), _likeness(narrow)
    # Not all of it fits, yet it reads better: a text cut in the middle of a letter.
    fits = (good >= 0 or other < 0) if _is_utf8(line) else good > other
    return (wide, "utf-8") if fits else (narrow, page)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def without_mark(data: bytes) -> str | None:
    """Name the UTF-16 of bytes that lack its mark: every other byte is 0 (Latin letters, signs) or 4 (Cyrillic)."""
    head = data[: min(len(data), 4000) // 2 * 2]
    even, odd = (sum(half.count(high) for high in (0, 4)) for half in (head[::2], head[1::2]))
    if max(even, odd) < 0.6 * len(head) / 2 or min(even, odd) > 0.2 * len(head) / 2 or len(head) < 4:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _code_page(data: bytes) -> str:
    sample = data[:200_000]
    # In Western text single letters with marks stand among plain ones; in Russian text they stand together.
    alone = len(re.findall(rb"[A-Za-z][\x80-\xff](?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff][A-Za-z]", sample))
    together = len(re.findall(rb"[\x80-\xff]{2}", sample))
    if alone > together:
        return "cp1252"
    return max(_CODE_PAGES, key=lambda page: _likeness(sample.decode(page, errors="replace")))


def _likeness(text: str) -> float:
    # Common small letters in words with at most a first capital speak for a code page, everything odd against it.
    good = sum(len(word) for word in _CYRILLIC_WORD.findall(text))
    common = sum(text.count(letter) for letter in _COMMON)
    odd = sum(not (letter.isascii() or "А" <= letter <= "я" or letter in "Ёё«»–—№…“”„’") for letter in text)
    return good + common - 3 * odd
