"""XML from strangers, read with care, and XML written as plain strings.

Takes bytes, gives elements under their local names; gives strings for elements. Knows nothing of projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from otklik.errors import UserError
from otklik.messages import say

Element = ElementTree.Element

_DEEPEST = 200
"""Elements within one another; a tree of codes has fewer."""
_MOST = 2_000_000
"""Elements of one file; a project of fifty thousand answers has fewer."""
_NAMES = 500
"""Different names of elements; the standard has sixty."""
_CHUNK = 1 << 16

# Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_SIMPLE = re.compile(r"[\w #:.-]*", re.ASCII)


def parse(data: bytes, where: str) -> Element:
    """Return the root; every tag without its namespace.

    Raises `UserError` for what is no XML, has a DOCTYPE (which can name other files or grow without end), or is nested
    too deeply.
    """
    if not data.strip():
        raise UserError(say("file_empty"), hint=say("refi_again_hint"), where=where)
    parser = ElementTree.XMLParser(target=_Builder(where))
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
        root: Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # LookupError: an encoding without a name
        cause = str(error).partition("\n")[0][:200]
        raise UserError(say("refi_not_xml", cause=cause), hint=say("refi_again_hint"), where=where) from None
    return root


class _Builder(ElementTree.TreeBuilder):
    """A tree without namespaces; refuses a DOCTYPE before anything in it is read."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where
        self._depth = self._count = 0
        self._names: dict[str, str] = {}

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise UserError(say("refi_doctype"), hint=say("refi_again_hint"), where=self._where)

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST:
            raise UserError(say("refi_deep", n=_DEEPEST), hint=say("refi_again_hint"), where=self._where)
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        if self._count > _MOST or len(self._names) > _NAMES:
            raise UserError(say("refi_too_large"), hint=say("refi_too_large_hint"), where=self._where)
        return super().start(name, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(self._names[tag])


def writable(text: str) -> str:
    """Drop the characters that XML can't hold: NUL, U+000B, halves of characters, U+FFFE.

    >>> writable("a\\x00b\\x0b\\ufffe😀")
    'ab😀'
    """
    return _UNWRITABLE.sub("", text)


def tag(name: str, attributes: Mapping[str, str] | None = None, inside: str | Iterable[str] = ()) -> str:
    """Write an element: with text when ``inside`` is a string, else with elements, one a line.

    >>> print(tag("Code", {"name": 'a "b" & c'}, [tag("Description", inside="x < y")]))
    <Code name="a &quot;b&quot; &amp; c">
    <Description>x &lt; y</Description>
    </Code>
    """
    written = "".join(f' {key}="{_quoted(value)}"' for key, value in (attributes or {}).items())
    if isinstance(inside, str):
        content = escape(writable(inside), {"\r": "&#13;"})
    else:
        content = "\n".join(inside)
        content = f"\n{content}\n" if content else ""
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def verbatim(element: Element) -> str:
    """Write an element as it was read, with all inside it; blanks between elements do not count.

    Attributes with a namespace of their own (xml:space) are about the file, not about the project.
    """
    inside: str | list[str] = [verbatim(child) for child in element] or (element.text or "")
    return tag(element.tag, {key: value for key, value in element.attrib.items() if "}" not in key}, inside)


def _quoted(value: str) -> str:
    if _SIMPLE.fullmatch(value):  # ids and numbers, most of all attributes
        return value
    return escape(writable(value), {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
