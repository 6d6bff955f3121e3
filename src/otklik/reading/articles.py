"""Articles as publishers and authors keep them: HTML, DOCX and PDF.

Takes the bytes of a file, gives its text (headings marked with #, paragraphs a line each), the fields that the file
says of itself, and notes on what was left out. Never judges what is boilerplate.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from otklik import archives
from otklik.errors import UserError
from otklik.messages import say

_UNPACKED = 300_000_000
"""A document whose parts are larger than this together is no article."""

_SCANNED = 30
"""Fewer characters a page than that: the pages are pictures."""


@dataclass(slots=True)
class Article:
    """The text of a file, its fields by the names that the file gives them, and what was left out of it."""

    text: str
    fields: dict[str, Any] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def html(text: str, where: str) -> Article:
    """Read a web page; menus, forms and scripts are left out.

    >>> html("<title>T</title><nav>Menu</nav><h2>A</h2><p>One <b>two</b></p>", "a.html").text
    '# A\\nOne two'
    """
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    left = [say("left_furniture", n=page.furniture)] if page.furniture else []
    return Article("\n".join(page.lines), page.fields, left)


def docx(data: bytes, where: str) -> Article:
    """Read a Word document: paragraphs and tables in their order.

    Raises `UserError` for what can't be opened.
    """
    import docx as library

    try:
        if archives.swells(data, _UNPACKED):
            raise ValueError(say("article_too_large"))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            raw = archive.read("word/document.xml")
            notes = archive.read("word/footnotes.xml") if "word/footnotes.xml" in archive.namelist() else b""
        document = library.Document(io.BytesIO(data))
        lines = [line for block in document.iter_inner_content() for line in _docx_lines(block)]
        own = document.core_properties
        fields = {"title": own.title, "authors": own.author, "keywords": own.keywords, "language": own.language}
    except Exception as error:  # the library raises what its parts raise
        raise _unreadable("DOCX", error, where) from None
    # Word puts two footnotes of its own into every document: the rules above notes.
    found = {
        say("left_footnotes"): notes.count(b"<w:footnote ") > 2,
        say("left_boxes"): b"<w:txbxContent" in raw,
        say("left_changes"): b"<w:ins " in raw,
    }
    left = [say("left_of_docx", what=", ".join(what for what, there in found.items() if there))]
    return Article("\n".join(lines), fields, left if any(found.values()) else [])


def pdf(data: bytes, where: str) -> Article:
    """Read the text layer of a PDF; lines that stand on most pages (running heads, page numbers) are left out.

    Raises `UserError` for what can't be opened, asks for a password, or has no text layer.

    *Read with care*: a PDF knows where letters stand, not what follows what; tables and columns may come out mixed.
    """
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError(say("article_password"))
        pages = [(page.extract_text() or "").strip().splitlines() for page in reader.pages]
        own = reader.metadata or {}
        fields = {
            "title": own.get("/Title", ""),
            "authors": own.get("/Author", ""),
            "keywords": own.get("/Keywords", ""),
        }
    except Exception as error:  # the library raises what its parts raise
        raise _unreadable("PDF", error, where) from None
    letters = sum(len(line.strip()) for page in pages for line in page)
    if letters < _SCANNED * max(len(pages), 1):
        raise UserError(say("pdf_scanned", n=letters, pages=len(pages)), hint=say("pdf_scanned_hint"), where=where)
    heads = _running_heads(pages)
    lines = [line for page in pages for line in page if _head(line) not in heads]
    # A word cut at the end of a line is whole again: "волон-" "тёр".
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-zа-яё])", "", "\n".join(lines))
    left = [say("left_heads", heads="; ".join(sorted(heads))[:300])] if heads else []
    return Article(text, {name: str(value) for name, value in fields.items()}, left)


def _running_heads(pages: Sequence[Sequence[str]]) -> set[str]:
    edges = Counter(head for page in pages for head in {_head(line) for line in [*page[:2], *page[-2:]]})
    return {head for head, n in edges.items() if n >= max(3, len(pages) / 2)}


def _head(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _docx_lines(block: Any) -> list[str]:
    if hasattr(block, "rows"):
        return [" | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)) for row in block.rows]
    style = (block.style.name or "") if block.style is not None else ""
    text = block.text.strip()
    return [f"# {text}" if text and re.match(r"Heading|Title|Заголовок|Название", style) else text]


def _unreadable(kind: str, error: Exception, where: str) -> UserError:
    cause = " ".join(str(error).split())[:160] or type(error).__name__
    return UserError(say("article_unreadable", format=kind, cause=cause), hint=say("article_hint"), where=where)


_SKIPPED = frozenset("script style nav footer aside form noscript template svg button select iframe".split())
_BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol br tr table blockquote figure dd dt".split()
)


class _Page(HTMLParser):
    """Collects the lines of a page and what its head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.fields: dict[str, Any] = {}
        self.furniture = 0
        self._line = ""
        self._mark = ""
        self._skipped: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html" and given.get("lang"):
            self.fields["lang"] = given["lang"]
        elif tag == "meta" and given.get("name"):
            self._meta(given["name"].lower(), given.get("content", ""))
        elif tag == "title":
            self._in_title = True
        elif tag in _SKIPPED:
            self._skipped.append(tag)
        if tag in _BLOCKS:
            self.end_line()
            self._mark = "# " if re.fullmatch(r"h[1-6]", tag) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in self._skipped:
            del self._skipped[self._skipped.index(tag) :]
        if tag in _BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            self.furniture += len(data.strip()) if self._skipped[0] not in {"script", "style", "template"} else 0
        elif self._in_title:
            self.fields.setdefault("title", data.strip())
        else:
            self._line += data

    def end_line(self) -> None:
        line = " ".join(self._line.split())
        if line:
            self.lines.append(self._mark + line)
        self._line = self._mark = ""

    def _meta(self, name: str, content: str) -> None:
        if name.startswith(("citation_", "dc.")) or name in {"author", "keywords", "date"}:
            several = name in {"citation_author", "dc.creator", "citation_keywords"}
            if several:
                self.fields.setdefault(name, []).append(content)
            else:
                self.fields.setdefault(name, content)
        if name == "citation_title":
            self.fields["title"] = content
