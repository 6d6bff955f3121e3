"""What all figures share: colours, names that fit, limits, and a chart as a picture that a page or a paper can hold.

Takes rows, names and Altair charts, gives their parts and pictures. Never knows what a figure shows.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from otklik.domain import NOT_EXPRESSED

if TYPE_CHECKING:
    import pandas as pd

TONES = ("#12567a", "#5aa0bf", "#d9b26a", "#b3562f")
"""From the highest group of a scale to the lowest, told apart by people who see no red or green."""
SILENT, INK, SOFT, LINE, PAPER, ACCENT = "#b9c0c9", "#1b2430", "#5b6675", "#dfe3e8", "#ffffff", "#1f6f8b"

# Colours that a page of its own light and dark can change.
_CHANGED = {
    **{tone: f"var(--g{at})" for at, tone in enumerate(TONES)},
    SILENT: "var(--gx)", INK: "var(--ink)", SOFT: "var(--soft)", LINE: "var(--line)", PAPER: "var(--paper)",
    ACCENT: "var(--accent)",
}  # fmt: skip

_WIDTH = 420
_LONG = 44
_SVG = "http://www.w3.org/2000/svg"
_DROPPED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def together(parts: Sequence[Any]) -> Any:
    """Put charts below each other in the dress of all figures."""
    import altair as alt

    axis = alt.AxisConfig(
        labelFontSize=12, titleFontSize=12, labelColor=INK, titleColor=INK, titleFontWeight="normal", domainColor=SOFT,
        tickColor=SOFT, gridColor=LINE, labelLimit=320,
    )  # fmt: skip
    legend = alt.LegendConfig(labelFontSize=12, labelColor=INK, labelLimit=260, orient="top", title=None, columns=4)
    return (
        alt.vconcat(*parts, spacing=34)
        .resolve_scale(color="independent")
        .configure(background=PAPER, font="sans-serif", axis=axis, legend=legend)
        .configure_view(stroke=None)
        .configure_title(fontSize=13, color=INK, anchor="start")
    )


def svg(drawn: Any) -> str:
    """Return a chart as an SVG of its own."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(drawn.to_dict(validate=False)))


def picture(drawn: Any, kind: str, dots: int) -> bytes:
    """Return a chart as the bytes of an ``.svg``, ``.png`` (with ``dots`` an inch) or ``.pdf``."""
    import vl_convert

    if kind == ".svg":
        return svg(drawn).encode("utf-8")
    told = drawn.to_dict(validate=False)
    if kind == ".pdf":
        return bytes(vl_convert.vegalite_to_pdf(told))
    return bytes(vl_convert.vegalite_to_png(told, ppi=dots))


def inline(drawn: str, title: str, description: str, name: str) -> str:
    """Return an SVG fit to stand in a page: named for screen readers, in the page's colours, its ids begun by ``name``.

    >>> inline('<svg xmlns="http://www.w3.org/2000/svg"><text fill="#1b2430">a</text></svg>', "<T>", "D", "f")[:60]
    '<svg style="width:504px;min-width:357px" role="img" aria-lab'
    """
    ET.register_namespace("", _SVG)
    root = ET.fromstring(drawn)
    for element in root.iter():
        for key in [key for key in element.attrib if key.startswith("aria-") or key in {"role", "class"}]:
            del element.attrib[key]
        for key, value in element.attrib.items():
            if key in {"fill", "stroke"}:
                element.set(key, _CHANGED.get(value.lower(), value))
            elif key == "id":
                element.set(key, f"{name}-{value}")
            elif value.startswith("url(#"):
                element.set(key, value.replace("url(#", f"url(#{name}-"))
    # Somewhat larger than drawn where there is room; on a narrow screen still large enough to be read.
    wide = float(root.get("width", _WIDTH))
    root.set("style", f"width:{1.2 * wide:.0f}px;min-width:{0.85 * wide:.0f}px")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    for at, (tag, text) in enumerate((("title", title), ("desc", description))):
        child = ET.Element(f"{{{_SVG}}}{tag}", {"id": f"{name}-{tag}"})
        child.text = printable(text)
        root.insert(at, child)
    return ET.tostring(root, encoding="unicode").replace(f' xmlns="{_SVG}"', "", 1)


def printable(text: str) -> str:
    """Return a text without the signs that no XML may hold."""
    return _DROPPED.sub("\ufffd", text)


def tones(codes: Sequence[str]) -> list[str]:
    """Return a colour for each value of a scale, from blue to brown however many groups there are."""
    steps = [code for code in codes if code != NOT_EXPRESSED]
    own = {code: TONES[round(3 * at / max(len(steps) - 1, 1))] for at, code in enumerate(steps)}
    return [own.get(code, SILENT) for code in codes]


def limits(drawn: Any, low: str, high: str) -> Any:
    """Return the line between two limits, which are columns of a chart's data."""
    import altair as alt

    return drawn.mark_rule(color=INK, strokeWidth=1.6).encode(x=alt.X(f"{low}:Q"), x2=f"{high}:Q")


def frame(lines: Iterable[dict[Any, Any]], columns: list[str]) -> pd.DataFrame:
    """Return rows as the data of a chart, with these columns alone."""
    import pandas as pd

    return pd.DataFrame([[line[column] for column in columns] for line in lines], columns=columns)


def labels(lines: Sequence[dict[Any, Any]], column: str, most: int = _LONG) -> list[str]:
    """Return names as a figure can show them, numbered where they are alike once cut: a figure goes by names."""
    found: list[str] = []
    for line in lines:
        cut, again = label(line[column], most), 1
        own = cut
        while own in found:
            again += 1
            own = f"{cut} ({again})"
        found.append(own)
    return found


def label(text: str, most: int = _LONG) -> str:
    """Return a name as a figure can show it: one line, printable, not too long."""
    text = " ".join(printable(str(text)).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
