"""CSV and its relatives: comma, semicolon, TAB or bar; quoted or not.

Takes the text of a file, gives a table. Python's own csv module does the parsing; this room finds the separator and
mends quotes that were never closed.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Sequence
from itertools import islice
from typing import Literal

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.tables import Table, listed, tidy

_SEPARATORS = (",", ";", "\t", "|")
_NO_SEPARATOR = "\x1f"
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SWALLOWED = 0.8
"""Where quotes break the rules and so many of a record's further lines are rows of their own, someone forgot one."""

csv.field_size_limit(2**31 - 1)


def parse(text: str, where: str) -> Table:
    """Parse delimited text whose first row names the columns.

    >>> table = parse("id;ответ\\n1;да, и нет\\n", "a.csv")
    >>> table.names, table.rows
    (['id', 'ответ'], [['1', 'да, и нет']])
    """
    lines = _LINES.findall(text)
    del text  # a large file lives once in memory, not three times
    told = None
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:
        told = lines.pop(0).strip()[-1]  # Excel's own first line: sep=;
    separator = told or _separator(lines)
    rows, unclosed = _rows(lines, separator)
    del lines
    header = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if header is None:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    alone = separator == _NO_SEPARATOR
    # In a file of one column an empty line is an empty answer; elsewhere it is no row at all.
    while not rows[-1] and not alone:
        rows.pop()
    numbers = [at for at, row in enumerate(rows, start=1) if at > header + 1 and (row or alone)]
    table = tidy(rows[header], [rows[at - 1] or [""] for at in numbers], where, numbers)
    blank = len(rows) - header - 1 - len(numbers)
    if blank:
        table.remarks.append(say("blank_lines", n=blank))
    if unclosed:
        table.remarks.append(say("quotes_mended", n=len(unclosed), rows=listed(unclosed)))
    table.facts["separator"] = {"\t": "TAB", _NO_SEPARATOR: "—"}.get(separator, separator)
    return table


def _separator(lines: list[str]) -> str:
    """Choose the separator under which the first rows are most often as wide as the header."""
    first = lines[:2000]
    found = _best_separator(first, _SEPARATORS, csv.QUOTE_MINIMAL)
    if found == _NO_SEPARATOR:  # forgotten quotes may hide it
        found = _best_separator(first, [one for one in _SEPARATORS if _fault(first, one)], csv.QUOTE_NONE)
    return found


def _best_separator(lines: list[str], separators: Sequence[str], quoting: Literal[0, 3]) -> str:
    best, best_score = _NO_SEPARATOR, 0.0
    for separator in separators:
        rows = [row for row in islice(csv.reader(lines, delimiter=separator, quoting=quoting), 200) if row]
        if not rows or len(rows[0]) < 2:
            continue
        width = len(rows[0])
        widths = Counter(map(len, rows[1:]))
        near = widths[width - 1] + widths[width + 1] if width > 2 else 0  # a ragged row or two
        fitting = (widths[width] + near / 2 + 0.5) / (len(rows) - 1 + 0.5)
        # Wide tables are a stronger sign than two columns that a comma in a sentence might make.
        score = fitting * (1 + min(width, 50) / 50)
        if fitting >= 0.5 and score > best_score:
            best, best_score = separator, score
        elif best_score == 0 and (len(rows) <= 3 or all(len(row) > width for row in rows[1:])):
            # Too little to compare, or columns without a name; but the header is clearly cut by it.
            best, best_score = separator, 0.01
    return best


def _rows(lines: list[str], separator: str) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    unclosed: list[int] = []
    at = 0
    while at < len(lines):
        reader = csv.reader(islice(lines, at, None), delimiter=separator)
        begun, bad = 0, None
        width = len(rows[0]) if rows else 0
        for row in reader:
            taken = reader.line_num - begun
            ends = at + reader.line_num == len(lines)
            if (taken > 1 or ends or len(row) != width > 0) and _forgotten_quote(
                lines[at + begun : at + reader.line_num], separator, width or len(row)
            ):
                bad = at + begun
                break
            rows.append(row)
            width = width or len(row)
            begun = reader.line_num
        if bad is None:
            break
        unclosed.append(len(rows) + 1)
        if len(unclosed) > 100:  # a file that does not quote at all
            rows += csv.reader(lines[bad:], delimiter=separator, quoting=csv.QUOTE_NONE)
            break
        rows += csv.reader(lines[bad : bad + 1], delimiter=separator, quoting=csv.QUOTE_NONE)
        at = bad + 1
    return rows, unclosed


def _fault(record: list[str], separator: str) -> str:
    try:
        deque(csv.reader(record, delimiter=separator, strict=True), maxlen=0)
    except csv.Error as error:
        return str(error)
    return ""


def _forgotten_quote(record: list[str], separator: str, width: int) -> bool:
    fault = _fault(record, separator)
    if not fault:  # a long answer that keeps the rules, whatever its lines look like
        return False
    if "unexpected end" in fault:
        return True
    if len(record) == 1:  # 1;"a;"b: two in one row
        return record[0].count(separator) == width - 1 and len(next(csv.reader(record, delimiter=separator))) != width
    full = sum(line.count(separator) >= width - 1 for line in record[1:])
    return width > 1 and full > _SWALLOWED * (len(record) - 1)
