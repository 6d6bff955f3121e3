"""A codebook's text with one theme more.

Takes the text of a YAML codebook and a theme, gives the new text: every other character stays, comments and order too.
Never reads or writes files.
"""

from __future__ import annotations

import re

import yaml

from otklik.domain import Code
from otklik.errors import UserError
from otklik.messages import say

_PLAIN = re.compile(r"\w[\w '’-]*")


def add_theme(source: str, theme: Code, remark: str, book_id: str = "") -> str:
    """Return ``source`` with a theme at the end of its themes, under a comment, and its version raised by one.

    ``book_id`` is written as the codebook's id if that has none: a copy under another name stays the same book.

    >>> theme = Code("queue", {"en": "queues"}, seeds={"en": ("queue", "wait*")})
    >>> print(add_theme("version: 1 # first\\nthemes:\\n- id: pay\\n", theme, "from topic_2"), end="")
    version: 2 # first
    themes:
    - id: pay
    # from topic_2
    - id: queue
      name: {en: queues}
      seeds:
        en: [queue, "wait*"]

    Raises `UserError` where the place for it can't be told (themes in one line, a version that is no whole number).
    """
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _unplaceable()
    keys = [key for key, _ in root.value]
    values = {str(key.value): value for key, value in root.value}
    newline = "\r\n" if "\r\n" in source else "\n"
    at, indent = _place(source, keys, values)
    block = "".join(newline + line for line in _lines(theme, remark, " " * indent))
    if "themes" not in values:
        block = f"{newline}{newline}themes:{block}"
    # From the end to the top, so that places stay right.
    amended = source[:at] + block + source[at:]
    top = root.start_mark.index
    head = f"id: {book_id}{newline}" if book_id and "id" not in values else ""
    if "version" not in values:
        return f"{amended[:top]}{head}version: 2{newline}{amended[top:]}"
    version = values["version"]
    if not isinstance(version, yaml.ScalarNode) or not re.fullmatch("[0-9]+", version.value):
        raise UserError(say("amend_version"), hint=say("amend_version_hint"))
    start, stop = version.start_mark.index, version.end_mark.index
    if start > at:
        start, stop = start + len(block), stop + len(block)
    amended = amended[:start] + str(int(version.value) + 1) + amended[stop:]
    return amended[:top] + head + amended[top:]


def _place(source: str, keys: list[yaml.Node], values: dict[str, yaml.Node]) -> tuple[int, int]:
    """Return where a theme goes, at the end of a line, and the column of its dash."""
    stop, column = len(source), 2
    if "themes" in values:
        listed = values["themes"]
        empty = isinstance(listed, yaml.ScalarNode) and not listed.value
        if not empty and (not isinstance(listed, yaml.SequenceNode) or listed.flow_style):
            raise _unplaceable()
        column = 2 if empty else listed.start_mark.column
        following = [str(key.value) for key in keys].index("themes") + 1
        stop = keys[following].start_mark.index if following < len(keys) else len(source)
    # Blank lines and comments that are not indented belong to what follows.
    kept = source[:stop].splitlines(keepends=True)
    while kept and (not kept[-1].strip() or kept[-1].startswith("#")):
        kept.pop()
    return len("".join(kept).rstrip("\r\n")), column


def _lines(theme: Code, remark: str, indent: str) -> list[str]:
    name = ", ".join(f"{language}: {_scalar(text)}" for language, text in theme.name.items())
    seeds = [f"{indent}    {language}: [{', '.join(map(_scalar, listed))}]" for language, listed in theme.seeds.items()]
    return [
        f"{indent}# {' '.join(remark.split())}",
        f"{indent}- id: {theme.id}",
        f"{indent}  name: {{{name}}}",
        f"{indent}  seeds:",
        *seeds,
    ]


def _scalar(text: str) -> str:
    """Write a text bare where YAML reads it back as the same text, else in double quotes ("no", "12:30").

    >>> _scalar("free time"), _scalar("no"), _scalar("wait*")
    ('free time', '"no"', '"wait*"')
    """
    plain = _PLAIN.fullmatch(text) and text == text.strip() and yaml.safe_load(text) == text
    if plain:
        return text
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))).rstrip("\n")


def _unplaceable() -> UserError:
    return UserError(say("amend_place"), hint=say("amend_place_hint"))
