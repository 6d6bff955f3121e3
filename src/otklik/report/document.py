"""The report as a Word document: the same headings, tables and quotes, figures as pictures.

Takes a result, gives the bytes of a .docx file.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from otklik.messages import number, say
from otklik.report import crossing, curves, drawing, figures, page
from otklik.report.drawing import printable

if TYPE_CHECKING:
    from otklik.results.run import Exemplar, Result

_DOTS = 150
_WIDE = 16.0
"""Centimetres that a page is wide between its margins."""


def render(result: Result) -> bytes:
    """Return the report of a result as a Word document in the language of the interface."""
    from docx import Document
    from docx.shared import Pt

    told = page.content(result)
    document = Document()
    document.core_properties.author, document.core_properties.title = "Otklik", say("report_title")
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2000, 1, 1)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10.5)
    document.add_heading(say("report_title"), 0)
    _opening(document, result, told)
    drawn = figures.of(result)
    for scale in told["scales"]:
        _scale(document, result, scale, drawn)
    _crosses(document, result)
    _themes(document, told, drawn)
    _trust(document, told["trust"])
    _aside(document, told["aside"])
    _model(document, result, told["coders"])
    _methods(document, told["methods"])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _opening(document: Any, result: Result, told: dict[str, Any]) -> None:
    if result.question and result.scales:
        _say(document, f"{say('report_question')} {result.question}")
    _say(document, say("report_source", columns=", ".join(result.text_columns)))
    counts = told["counts"]
    facts = [
        (say("fact_rows"), number(counts["rows"])),
        (say("fact_coded"), number(counts["coded"])),
        (say("fact_aside"), number(counts["rows"] - counts["coded"])),
        *((say("fact_person"), number(counts["needs_person"])) for _ in result.scales[:1]),
        *told["languages"],
    ]
    _table(document, (), facts)
    _say(document, f"{say('machine_count_title')} {say('machine_count_text')}", bold=True)
    for remark in result.remarks:
        _say(document, remark, "List Bullet")


def _scale(document: Any, result: Result, scale: dict[str, Any], drawn: figures.Drawn) -> None:
    document.add_heading(printable(scale["title"]), 1)
    heads = (say("head_group"), say("head_share"), say("head_interval"), say("head_count"))
    _table(document, heads, [(bar.name, bar.share, bar.interval, f"{bar.count} / {bar.n}") for bar in scale["bars"]])
    _picture(document, figures.chart(drawn, "groups", scale=scale["id"]))
    for name, domains, _ in scale["domains"]:
        document.add_heading(printable(say("by_column", name=name)), 2)
        _picture(document, figures.chart(drawn, "domains", name, scale["id"]))
        rows = [(one.value, one.n, *(f"{bar.share} ({bar.interval})" for bar in one.bars)) for one in domains]
        _table(document, ("", "n", *(bar.name for bar in scale["bars"])), rows)
    if not scale["portraits"]:
        return
    document.add_heading(say("portraits_title"), 2)
    _say(document, f"{say('profiles_note')} {say('portraits_note')} {say('portraits_care')}")
    for card in scale["portraits"]:
        bar = next(bar for bar in scale["bars"] if bar.code == card["group"])
        document.add_heading(printable(f"{bar.name}: {bar.share} ({bar.interval}; {bar.count} / {bar.n})"), 3)
        if card["themes"]:
            names = (say("word_theme"), say("head_share"), say("head_others"), say("head_difference"), "")
            cells = [
                (one.theme, f"{one.share} ({one.interval})", one.rest, f"{one.difference} ({one.limits})", one.mark)
                for one in card["themes"]
            ]
            _table(document, names, cells)
        for label, words in card["words"]:
            _say(document, f"{label} {' · '.join(words)}")
        _quotes(document, card["exemplars"])


def _crosses(document: Any, result: Result) -> None:
    tabs = crossing.crosstabs(result)
    if tabs:
        document.add_heading(say("cross_title"), 1)
        _say(document, say("cross_note"))
    for one in tabs:
        document.add_heading(printable(one.title), 2)
        _picture(document, crossing.picture(result, one))
        _table(document, ("", *one.heads), [(name, *cells) for name, cells in one.rows])
        _say(document, one.told)


def _themes(document: Any, told: dict[str, Any], drawn: figures.Drawn) -> None:
    if told["themes"] or told["topics"]:
        document.add_heading(say("themes_title" if told["themes"] else "topics_title"), 1)
        _say(document, f"{say('themes_note' if told['themes'] else 'topics_note')} {say('quotes_rule')}")
        _picture(document, figures.chart(drawn, "themes"))
    for theme, bar in (*told["themes"], *told["topics"]):
        document.add_heading(printable(f"{theme.name}: {bar.share} ({bar.interval}; {bar.count} / {bar.n})"), 2)
        if theme.define:
            _say(document, theme.define)
        if theme.words:
            _say(document, f"{say('top_words')} {' · '.join(theme.words)}")
        _quotes(document, theme.exemplars)


def _trust(document: Any, trust: dict[str, Any]) -> None:
    if not trust["rows"]:
        return
    document.add_heading(say("trust_title"), 1)
    _say(document, say("trust_note"))
    _table(document, (say("word_theme"), *trust["heads"]), [(name, *cells) for name, cells in trust["rows"]])
    for head, about in trust["about"]:
        _say(document, f"{head}: {about}")
    for sentence in trust["sentences"]:
        _say(document, sentence)


def _aside(document: Any, aside: Sequence[dict[str, Any]]) -> None:
    document.add_heading(say("aside_title"), 1)
    if not aside:
        _say(document, say("aside_none"))
        return
    rows = [
        (one["reason"], one["n"], ", ".join(say("quoted", text=text[:120]) for text in one["examples"]))
        for one in aside
    ]
    _table(document, (say("head_reason"), say("head_rows"), say("head_examples")), rows)


def _model(document: Any, result: Result, coders: dict[str, Any] | None) -> None:
    if coders is None:
        return
    document.add_heading(say("curves_title"), 1)
    if result.held:
        _say(document, say("curves_note"))
        _picture(document, curves.chart(result.held, curves.target(result)))
    document.add_heading(say("coders_title"), 2)
    _say(document, " ".join(coders["told"]))
    if coders["rows"]:
        heads = (say("coders_head_what"), say("agree_statistic"), say("agree_value"), "95%", "n")
        _table(document, heads, [*coders["rows"], *coders["codes"]])


def _methods(document: Any, methods: dict[str, Any]) -> None:
    document.add_heading(say("methods_title"), 1)
    _say(document, methods["paragraph"])
    document.add_heading(say("references_title"), 2)
    for one in methods["references"]:
        _say(document, one, "List Bullet")
    document.add_heading(say("coreq_title"), 2)
    _table(document, (), methods["checklist"])


def _quotes(document: Any, exemplars: Iterable[Exemplar]) -> None:
    for quote in exemplars:
        _say(
            document, f"{say('quoted', text=page.shortened(quote.text))} ({say('quote_place', row=quote.row)})", "Quote"
        )


def _say(document: Any, text: str, style: str | None = None, *, bold: bool = False) -> None:
    document.add_paragraph(style=style).add_run(printable(text)).bold = bold or None


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [heads, *rows] if heads else list(rows)
    table = document.add_table(len(lines), len(lines[0]), style="Light Grid Accent 1" if heads else "Table Grid")
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = printable(str(text))
    document.add_paragraph()


def _picture(document: Any, chart: Any) -> None:
    from docx.shared import Cm

    document.add_picture(io.BytesIO(drawing.picture(chart, ".png", _DOTS)), width=Cm(_WIDE))
