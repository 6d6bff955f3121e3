"""Dates as exports write them.

Takes the cells of a column, gives a day for each, and which could not be read. Never guesses between day and month.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

_CLOCK = r"(?:[T\s,]+\d{1,2}[:.]\d.*)?"
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + _CLOCK)  # 2023-12-31T22:21, 2020/01/29 3:02:25 pm CET
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})" + _CLOCK)  # 31.12.2023, 31.12.23 14:05
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})" + _CLOCK)  # 12/31/2023, 31-12-2023
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")  # 2023-12
_YEAR = re.compile(r"(\d{4})(?:\.0)?")  # 2023
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")  # 45291.5: days since 1899-12-30, as Excel counts

_NOTHING = {"None", "nan", "NaT", "<NA>"}
"""How pandas writes an empty cell."""

_FIRST, _LAST = 1900, 2100
_SERIALS = range(20_000, 60_000)  # 1954 to 2064


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates: ``days`` holds NaT where there is none or it can't be read.

    ``finest`` is as far as every date goes: a column with plain years knows no months. ``unreadable`` are the positions
    of cells that hold something else than a date, ``undated`` counts the empty ones; ``ambiguous``: cells such as
    03/04/2023 are among the unreadable.
    """

    days: NDArray[np.datetime64]
    finest: Literal["year", "month", "day"]
    unreadable: list[int]
    undated: int
    ambiguous: bool


def read(cells: Iterable[Any]) -> Dates:
    """Read dates: ISO, 31.12.2023, 12/31/2023, Excel's day numbers, months (2023-12) and plain years; clocks are left.

    Of 03/04/2023 the order is known only if other cells of the column show it (a part above 12), and show one order
    alone; if not, it is unreadable.

    >>> found = read(["2023-12-31 22:21", "12/31/2023", "02/01/2023", "45291", "soon", ""])
    >>> found.days.astype(str).tolist(), found.unreadable
    (['2023-12-31', '2023-12-31', '2023-02-01', '2023-12-31', 'NaT', 'NaT'], [4])
    """
    texts = ["" if cell in _NOTHING else cell for cell in (str(cell).strip() for cell in cells)]
    distinct = dict.fromkeys(texts)
    slashed = [match for text in distinct if (match := _SLASHED.fullmatch(text))]
    pairs = [(int(match[1]), int(match[3])) for match in slashed]
    orders = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    day_first = orders.pop() if len(orders) == 1 else None
    known = {text: _day(text, day_first) for text in distinct}
    found = [known[text] for text in texts]
    depths = {one[1] for one in known.values() if one}
    unreadable = [at for at, (text, one) in enumerate(zip(texts, found, strict=True)) if text and one is None]
    return Dates(
        days=np.array([one[0] if one else "NaT" for one in found], dtype="datetime64[D]"),
        finest="year" if "year" in depths else "month" if "month" in depths else "day",
        unreadable=unreadable,
        undated=texts.count(""),
        ambiguous=any(known[one[0]] is None for one in slashed if max(int(one[1]), int(one[3])) <= 12),
    )


def _day(text: str, day_first: bool | None) -> tuple[datetime.date, Literal["year", "month", "day"]] | None:
    depth: Literal["year", "month", "day"] = "day"
    parts: tuple[str | int, str | int, str | int]
    if match := _ISO.fullmatch(text):
        parts = match[1], match[3], match[4]
    elif match := _DOTTED.fullmatch(text):
        parts = match[3] if len(match[3]) == 4 else f"20{match[3]}", match[2], match[1]
    elif match := _SLASHED.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        here = day_first if max(first, second) <= 12 else first > 12
        if here is None and first != second:
            return None
        parts = (match[4], second, first) if here else (match[4], first, second)
    elif match := _YEAR.fullmatch(text):
        parts, depth = (match[1], 1, 1), "year"
    elif match := _MONTH.fullmatch(text):
        parts, depth = (match[1], match[2], 1), "month"
    elif (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(match[1])), "day"
    else:
        return None
    try:
        day = datetime.date(*map(int, parts))
    except ValueError:
        return None
    return (day, depth) if _FIRST <= day.year <= _LAST else None
