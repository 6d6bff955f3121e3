"""What a text says once its wrapping is off, and where each character of that stood in the original.

Takes one text as it was typed, gives the same text without markup, invisible characters, stress marks and
elongations, with an offset map. Never changes words, case or spelling; never knows files or languages.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""``text[start:stop]`` becomes the third member."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned text and its way back.

    ``starts[i]`` and ``stops[i]`` are the code points of the original that the ``i``-th character stands for;
    both are ``None`` when nothing was changed.
    """

    text: str
    starts: array[int] | None = None
    stops: array[int] | None = None

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the span of the original that ``text[start:stop]`` stands for.

        >>> cleaned = text("о&shy;чень <b>рад</b>")
        >>> cleaned.text
        'очень рад'
        >>> cleaned.span(0, 5)
        (0, 10)
        """
        if self.starts is None or self.stops is None:
            return start, stop
        if start == stop:
            at = self.starts[start] if start < len(self.starts) else (self.stops[-1] if self.stops else 0)
            return at, at
        return self.starts[start], self.stops[stop - 1]


# Anything outside these ranges may need a closer look; most answers pass this one search and are left alone.
_PLAIN = re.compile(r"[\n\r -%'-;=?-\[\]-~А-Яа-яЁё«»–—“”„…№’]*")
_LAYERS = 20
"""Nobody wraps a text more often; each layer costs one pass."""


def text(original: str) -> Clean:
    """Clean one text.

    Removes HTML tags and decodes entities, reads a literal ``\\n`` left over from an export as a line break, drops
    zero-width and control characters and stress marks, composes to Unicode NFC, and cuts letters repeated three
    times or more to two (``words`` decides between one and two: "оочень" → "очень", "good" stays). A lone surrogate
    becomes U+FFFD. What one round lays bare ("&amp;lt;b&amp;gt;" of a file exported twice) the next one takes off, so
    that a cleaned text stays as it is when cleaned again.

    >>> text("Э́то оооочень&nbsp;важно").text
    'Это оочень важно'

    *Read with care*: the cleaned text is for counting and coding. Quotes are always cut from the original.
    """
    if _PLAIN.fullmatch(original) and not _RUN.search(original):
        return Clean(original)
    cleaned, starts, stops = original, array("i", range(len(original))), array("i", range(1, len(original) + 1))
    for _ in range(_LAYERS):
        before = cleaned
        for step in (_markup, _invisible, _composition, _elongation):
            cleaned, starts, stops = _apply(step, cleaned, starts, stops)
        if cleaned == before:
            break
    return Clean(cleaned) if cleaned == original else Clean(cleaned, starts, stops)


def whitespace(value: str) -> str:
    """Fold every run of white space into one space, for comparing texts and showing them on one line.

    >>> whitespace("  a \\n b ")
    'a b'
    """
    return " ".join(value.split())


def key(original: str) -> str:
    """Return what copies of one text share, however they were typed, wrapped or capitalised.

    >>> key("Да,  конечно ") == key("да, конечно")
    True
    """
    return whitespace(text(original).text).casefold()


def _apply(
    step: Callable[[str], Iterator[Edit]], source: str, starts: array[int], stops: array[int]
) -> tuple[str, array[int], array[int]]:
    pieces: list[str] = []
    new_starts, new_stops = array("i"), array("i")
    at = 0
    for start, stop, replacement in step(source):
        pieces += (source[at:start], replacement)
        new_starts += starts[at:start]
        new_stops += stops[at:start]
        # Each new character stands for the whole span that it replaces.
        new_starts += array("i", [starts[start]]) * len(replacement)
        new_stops += array("i", [stops[stop - 1]]) * len(replacement)
        at = stop
    if at == 0:
        return source, starts, stops
    pieces.append(source[at:])
    return "".join(pieces), new_starts + starts[at:], new_stops + stops[at:]


_MARKUP = re.compile(
    r"""
    (?P<tag></?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,2000})?/?>|<!--.{0,2000}?-->)   # <br/>, </p>, <a href="…">
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6});)   # &nbsp; &#1072;
    | (?P<escape>\\r\\n|\\[nrt](?=[\\\s\dA-ZА-ЯЁ*•–—-]|$))   # a literal "\n" that an export left behind
    """,
    re.VERBOSE | re.DOTALL,
)
_BREAKING = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|th|h[1-6]|table|blockquote)\b", re.IGNORECASE)


def _markup(source: str) -> Iterator[Edit]:
    for match in _MARKUP.finditer(source):
        found = match.group()
        if match["tag"]:
            yield match.start(), match.end(), "\n" if _BREAKING.match(found) else ""
        elif match["escape"]:
            yield match.start(), match.end(), " " if found == "\\t" else "\n"
        else:
            decoded = html.unescape(found)
            if decoded != found:
                yield match.start(), match.end(), decoded


# Zero-width and bidirectional marks, soft hyphen, controls but TAB, LF, CR. U+200D and U+FE0F stay: emoji need them.
_INVISIBLE = re.compile(
    r"(?P<space>[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b\x0c\x85\u2028\u2029])"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?P<surrogate>[\ud800-\udfff])"
)


def _invisible(source: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(source):
        yield match.start(), match.end(), " " if match["space"] else "\ufffd" if match["surrogate"] else ""


# Only Cyrillic loses its stress marks; й and ё keep theirs.
_STRESSED = re.compile(r"[\u0400-\u052f][^\x00-\x7f\u0400-\u0482\u048a-\u052f]*[\u0300\u0301]")
_STRESS = str.maketrans("", "", "\u0300\u0301")
# A character and what may melt into it: marks, parts of Korean syllables. ASCII and Cyrillic letters stand alone.
_CLUSTER = re.compile(r".?[^\x00-\x7f\u0400-\u0482\u048a-\u052f]+", re.DOTALL)


def _composition(source: str) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", source) and not _STRESSED.search(source):
        return
    for match in _CLUSTER.finditer(source):
        start = match.start()
        for found in _clusters(match.group()):
            bare = found.translate(_STRESS) if "\u0400" <= found[0] <= "\u052f" else found
            composed = unicodedata.normalize("NFC", bare)
            if composed != found:
                same = _same(found, composed)
                yield start + same, start + len(found), composed[same:]
            start += len(found)


def _same(found: str, composed: str) -> int:
    """Count the characters at the start that stay as they are; none where the rest only goes (а́ → а)."""
    same = 0
    while same < len(composed) and found[same] == composed[same]:
        same += 1
    return same if same < len(composed) else 0


def _clusters(run: str) -> Iterator[str]:
    """Cut a run of characters wherever composing the parts gives the same as composing the whole."""
    start = 0
    for at in range(1, len(run)):
        if unicodedata.combining(run[at]) == 0:
            left, right = unicodedata.normalize("NFC", run[start:at]), unicodedata.normalize("NFC", run[at])
            if unicodedata.normalize("NFC", left + right) == left + right:
                yield run[start:at]
                start = at
    yield run[start:]


# Of any case: "Ооочень".
_RUN = re.compile(r"(?i:([^\W\d_])\1{2,})")


_COMPANY = re.compile(r"(?<!\w)ООО(?!\w)")


def _elongation(source: str) -> Iterator[Edit]:
    for match in _RUN.finditer(source):
        # Roman numerals and www keep their letters, and so do the USSR and a limited company.
        abbreviation = source.startswith("СССР", match.start()) or _COMPANY.match(source, match.start())
        if match[1] not in "IVXLCDMwW" and not abbreviation:
            # The second letter stands for all that follow it, so that no quote ends inside a word.
            yield match.start() + 1, match.end(), source[match.start() + 1]
