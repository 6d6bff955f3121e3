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
_WORD = re.compile(r"[А-Яа-яЁё]+")
_ODD = re.compile(r"[^\x00-\x7fА-яЁё«»–—№…“”„’]")
_COMMON = frozenset("оеаинтсрвлкмдпуяыьзбг")
# Capitals of cp1251 are small letters of koi8-r and the other way round, but not in the order of Russian.
_PAIRS = frozenset(
    "ст но то на ен ов ни ра во ко по го ро ре ос пр ли ер не ол ть ал ка ор ом ет та ел де ва од ла от ин ле те ат ес "
    "ил за ак ви да до ем ль об ло ся ма чт эт ны ми ие ая ой ых ий их ам ят ит ог пе мо ти тр ег бы же он ме се со "
    "ск ри ид св ве вс тв нн ча чи лю юд дн дл ля ас ан ди ед ик че ту бо ав ки хо ив ру си аз ус ад им из ез ку му ар "
    "сп сл ис нт бе ек вы ок ня са ае оч па уд ше ое ду ож уж жн ут ты пи ей ну ур".split()
)


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
    whole = _is_utf8(line)
    if not whole and not _WORD.search(wide) and not _ODD.search(narrow):  # nothing speaks for UTF-8 or against the page
        return narrow, page
    good, other = _likeness(wide), _likeness(narrow)
    # Not all of it fits, yet it reads better: a text cut in the middle of a letter.
    fits = (good >= 0 or other < 0) if whole else good > other
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
    # Common letters and pairs of letters, in words of small letters with at most a first capital or of capitals alone,
    # speak for a code page, everything odd against it.
    small = text.lower()
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    good = sum(len(word) * (0.7 if word[1:].isupper() else word[1:].islower()) for word in words)
    common = sum(map(small.count, _COMMON)) / 2 + 2 * sum(map(small.count, _PAIRS))
    return good + common - 3 * len(_ODD.findall(text))
