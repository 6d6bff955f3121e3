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
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, errors="replace"), wide, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    lines = data.splitlines(keepends=True)
    odd = [line for line in lines if not _is_utf8(line)]
    page = _code_page(b"".join(odd))
    if any(_is_utf8(line) and not line.isascii() for line in lines):
        mended = (line.decode("utf-8") if _is_utf8(line) else line.decode(page, errors="replace") for line in lines)
        return "".join(mended), f"utf-8 + {page}", True
    return data.decode(page, errors="replace"), page, False


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_mark(data: bytes) -> str | None:
    # UTF-16 without a mark: every other byte of a line of Latin letters is zero.
    head = data[:4000]
    if len(head) < 4 or head.count(0) < len(head) // 5:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even == 0 or odd == 0:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


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
