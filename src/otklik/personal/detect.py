"""All personal data of one text: what has a form, and names, in one list without overlaps.

Takes a text, the name of its column, and readers of names; gives spans in order. Never changes the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from otklik.personal import names, structured
from otklik.personal.spans import MARK, Span

NameFinder = Callable[[str], list[Span]]

_NAME_COLUMN = re.compile(
    r"(?:ваш[аеи]?\s|тво[её]\s|your\s)?(?:фио|ф\.\s?и\.\s?о\.?|имя|фамилия|отчество|имя\sи\sфамилия|фамилия[\s,]+имя(?:[\s,]+отчество)?|"
    r"(?:full|first|last|family|middle|given)?[\s_]?name|surname)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_LINKS = frozenset({"EMAIL", "URL", "HANDLE", "IP"})
_SHORT_HEADING = 40


def find(text: str, heading: str = "", finders: Sequence[NameFinder] = (names.find,)) -> list[Span]:
    """Return the personal data of a text, in order, none overlapping another.

    ``heading`` is the name of the column: "Телефон" says what the bare number in a cell is. ``finders`` are those of
    names. The text's own look-alikes of placeholders come as LOOKALIKE.

    >>> text = "Пишите на anna@example.com или 8 (912) 345-67-89, с 2019 года жду."
    >>> [(span.type, text[span.start:span.stop]) for span in find(text)]
    [('EMAIL', 'anna@example.com'), ('PHONE', '8 (912) 345-67-89')]

    *Read with care*: what has no form and no name ("the only woman surgeon in our village") is not found, and tells as
    much.
    """
    heading = heading if len(heading) <= _SHORT_HEADING else ""
    found = [Span(*match.span(), "LOOKALIKE", "placeholder") for match in MARK.finditer(text)]
    if _LETTER.search(text):
        if _NAME_COLUMN.fullmatch(heading.strip()) and len(text) <= 100:
            begin = len(text) - len(text.lstrip())
            found.append(Span(begin, len(text.rstrip()), "NAME", "column"))
        else:
            found += [span for finder in finders for span in finder(text)]
    found += structured.find(text, heading)
    return _apart(found, len(text))


def _apart(found: list[Span], length: int) -> list[Span]:
    """Choose among overlapping spans: look-alikes, then links, then sure ones, then longer ones; names come last."""
    if len(found) < 2:
        return found
    order = sorted(
        found,
        key=lambda span: (
            span.type != "LOOKALIKE",
            span.type not in _LINKS,
            span.type == "NAME",
            not span.sure,
            span.start - span.stop if span.type in {"NAME", "URL", "EMAIL", "HANDLE"} else 0,
        ),
    )
    taken = bytearray(length)
    chosen = []
    for span in order:
        if span.start < span.stop and not any(taken[span.start : span.stop]):
            taken[span.start : span.stop] = b"\x01" * (span.stop - span.start)
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)
