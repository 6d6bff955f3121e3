"""What the places of passages count: which of the ways in use a project was written in.

Takes texts as they lie in a project and its passages, gives one `Counting` for all, or refuses on a tie.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from otklik.errors import UserError
from otklik.messages import say
from otklik.refi.xml import writable

Units = Literal["code points", "UTF-16"]

_ODD = re.compile("[\U00010000-\U0010ffff]|\r\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count: the units, whether a byte order mark counts as one, and what CR LF counts as."""

    units: Units = "code points"
    mark: bool = False
    line_end: Literal[1, 2] = 1

    def __str__(self) -> str:
        parts = [
            say("refi_utf16") if self.units == "UTF-16" else say("refi_code_points"),
            *([say("refi_mark_counts")] if self.mark else []),
            *([say("refi_line_end_two")] if self.line_end == 2 else []),
        ]
        return ", ".join(parts)


STANDARD = Counting()
"""What the standard says, and what is tried first."""

_UNITS: tuple[Units, ...] = ("code points", "UTF-16")
_LINE_ENDS: tuple[Literal[1, 2], ...] = (1, 2)
_ALL = [Counting(*way) for way in product(_UNITS, (False, True), _LINE_ENDS)]


class Counted:
    """A text as it lay in a project, and how its places are found.

    ``text`` has LF line ends and no byte order mark.

    >>> found = Counted("\\ufeffДа 😀\\r\\nнет")
    >>> [found.place(7, Counting("UTF-16", line_end=2)), found.text[5:]]
    [5, 'нет']
    """

    def __init__(self, raw: str) -> None:
        self.mark = raw.startswith("\ufeff")
        body = raw.removeprefix("\ufeff")
        self.text = body.replace("\r\n", "\n").replace("\r", "\n")
        self._astral: list[int] = []
        self._breaks: list[int] = []
        for match in _ODD.finditer(body):
            at = match.start() - len(self._breaks)  # each CR LF before is one sign shorter now
            (self._breaks if match[0] == "\r\n" else self._astral).append(at)
        self._wide: dict[Counting, list[int]] = {}

    def alike(self, counting: Counting) -> Counting:
        """Return the simplest way of counting that gives the same places in this text."""
        return Counting(
            counting.units if self._astral else "code points",
            counting.mark and self.mark,
            counting.line_end if self._breaks else 1,
        )

    def place(self, at: int, counting: Counting) -> int | None:
        """Return the code point at which a place lies; ``None`` where there is none, or only half of one."""
        counting = self.alike(counting)
        wide = self._starts(counting)
        at -= counting.mark
        before = bisect_left(wide, at)
        if before and at == wide[before - 1] + 1:  # inside of what counts twice
            if self.text[wide[before - 1] - (before - 1)] != "\n":
                return None
            at -= 1
            before -= 1
        place = at - before
        if place == -1 and counting.mark:  # the mark itself
            place = 0
        return place if 0 <= place <= len(self.text) else None

    def _starts(self, counting: Counting) -> list[int]:
        """Return where each character that counts twice begins, in places of this way of counting."""
        if counting not in self._wide:
            twice = [
                *(self._astral if counting.units == "UTF-16" else ()),
                *(self._breaks if counting.line_end == 2 else ()),
            ]
            self._wide[counting] = [at + number for number, at in enumerate(sorted(twice))]
        return self._wide[counting]


def utf16(text: str, places: Iterable[int]) -> list[int]:
    """Return places in code points as places in UTF-16 units.

    >>> utf16("😀 да", [0, 1, 4])
    [0, 2, 5]
    """
    astral = [match.start() for match in _ASTRAL.finditer(text)]
    return [place + bisect_left(astral, place) for place in places]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it was written: first and last place, and its name."""

    start: int
    stop: int
    name: str = ""


def choose(
    texts: Sequence[tuple[Counted, Sequence[Passage]]], where: str, told: Counting | None = None
) -> Counting | None:
    """Return the way of counting under which the passages of a project are what their names say, and cut no word.

    Ways that give the same passages are one; ``None`` where all do. ``told`` is taken when every passage lies inside of
    its text then. Raises `UserError` where two that differ are equally good: of a wrong choice every quote would be
    shifted.
    """
    ways: dict[tuple[Counting, ...], Counting] = {}
    for counting in ([told] if told else []) + _ALL:
        ways.setdefault(tuple(one.alike(counting) for one, passages in texts if passages), counting)
    if len(ways) == 1:
        return None
    found: dict[tuple[tuple[int | None, int | None], ...], tuple[tuple[int, int, int], Counting]] = {}
    for counting in ways.values():
        spans: list[tuple[int | None, int | None]] = []
        valid = names = edges = 0
        for one, passages in texts:
            for passage in passages:
                start, stop = one.place(passage.start, counting), one.place(passage.stop, counting)
                spans.append((start, stop))
                score = _score(one.text, start, stop, passage.name)
                valid, names, edges = valid + score[0], names + score[1], edges + score[2]
        if counting == told and valid == 0:
            return counting
        found.setdefault(tuple(spans), ((valid, names, edges), counting))
    if len(found) == 1:
        return None
    best = max(score for score, _ in found.values())
    winners = [counting for score, counting in found.values() if score == best]
    if len(winners) > 1:
        options = "; ".join(map(str, winners))
        raise UserError(say("refi_tie", options=options), hint=say("refi_tie_hint"), where=where)
    return winners[0]


def _score(text: str, start: int | None, stop: int | None, name: str) -> tuple[int, int, int]:
    """Tell how well a passage fits: that it is one at all, then that its name fits, then that it cuts no word."""
    if start is None or stop is None or start > stop:
        return (-1, 0, 0)
    # No more of a passage than its name can speak of, however long it is.
    return 0, _named(text[start : min(stop, start + 4 * len(name) + 8)], name), _whole(text, start) + _whole(text, stop)


def _named(passage: str, name: str) -> int:
    """Return 2 where a name is the passage, 1 where it is but for blanks or an end that was cut off."""
    if not name or not passage:
        return 0
    if name == writable(passage):
        return 2
    name, passage = " ".join(name.split()), " ".join(writable(passage).split())
    cut = name.removesuffix("…").removesuffix("...").rstrip()
    return int(name == passage or (len(cut) >= 8 and passage.startswith(cut)))


def _whole(text: str, at: int) -> int:
    """Return 1 where no word is cut: the text's edges, or a sign or blank on one side."""
    return int(at in {0, len(text)} or not (text[at - 1].isalnum() and text[at].isalnum()))
