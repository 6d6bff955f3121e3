"""Plain text and Markdown: a text a line, or front matter and body.

Takes the text of a file, gives a table. The front matter is read without guessing types: every value stays a string.
"""

from __future__ import annotations

import io
import json
import re

import yaml

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading.tables import Table, tidy

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)


def has_front_matter(data: bytes) -> bool:
    """Tell whether a text file is a document with front matter, whatever its ending says."""
    first, *lines = data[:100_000].removeprefix(b"\xef\xbb\xbf").split(b"\n")
    ends = next((at for at, line in enumerate(lines) if line.strip() == b"---"), 0)
    # A dash or three is also what people write for "no answer"; front matter has a key.
    return first.strip() == b"---" and any(re.match(rb"[^\s:][^:]*:(\s|$)", line) for line in lines[:ends])


def plain(text: str, where: str) -> Table:
    """Read one answer per line; an empty line is an empty answer.

    >>> plain("да\\n\\nнет\\n", "a.txt").rows
    [['да'], [''], ['нет']]
    """
    rows = [[line.rstrip("\r\n")] for line in io.StringIO(text, newline="")]
    if not any(row[0].strip() for row in rows):
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    table = tidy(["text"], rows, where)
    table.first_row = 1
    return table


def markdown(text: str, where: str) -> Table:
    """Read one document: its front matter's fields as columns, and its body as the column ``text``.

    >>> table = markdown("---\\nid: 007\\nanswer: Да, конечно\\n---\\n\\n&nbsp;\\n", "a.md")
    >>> dict(zip(table.names, table.rows[0]))
    {'id': '007', 'answer': 'Да, конечно', 'text': '&nbsp;'}
    """
    match = _FRONT_MATTER.match(text)
    found = _fields(match[1], where) if match else None
    fields = found or {}
    body = (text if match is None or found is None else text[match.end() :]).strip()
    if not body and not fields:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    table = tidy([*fields, "text"], [[*fields.values(), body]], where)
    table.first_row = 1
    return table


def _fields(front: str, where: str) -> dict[str, str] | None:
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
        if not isinstance(node, yaml.MappingNode):
            return None if front.strip() else {}  # a text between two rules
        found = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise UserError(
            say("front_matter", cause=getattr(error, "problem", None) or str(error).partition("\n")[0]),
            hint=say("front_matter_hint"),
            where=say("place_line", file=where, line=mark.line + 2) if mark else where,
        ) from None
    keys = [key.value for key, _ in node.value]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise UserError(say("codebook_key_twice", key=twice), hint=say("front_matter_hint"), where=where)
    return {
        str(key): value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in found.items()
    }
