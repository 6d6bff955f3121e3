"""Figures of estimated shares: a dot with its interval for each class, beside it what the machine counted alone.

Takes rows of numbers with names, gives Altair charts. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otklik.domain import NOT_EXPRESSED
from otklik.messages import say
from otklik.report import drawing

if TYPE_CHECKING:
    import pandas as pd

_WIDTH, _PANEL = 430, 165
_ACROSS = 3
_TITLE = 30
_FAINT = 0.4
_HOLLOW, _DASHES = 1.4, [4, 3]


@dataclass(frozen=True, slots=True)
class Dot:
    """One share to draw: its class ``code`` and name, the label of its row, numbers between 0 and 1, NaN if unknown."""

    code: str
    name: str
    row: str
    share: float
    low: float
    high: float
    machine: float
    small: bool


def overall(dots: Sequence[Dot], ordered: bool) -> Any:
    """Draw the shares of the whole survey, a class in each row; those of an ordered scale in its colours."""
    import altair as alt

    labels = drawing.labels([{"name": dot.name} for dot in dots], "name")
    base = alt.Chart(_data(dots, labels, _tones([dot.code for dot in dots], ordered)))
    y = alt.Y("row:N", sort=alt.SortField("at"), title=None, axis=alt.Axis(grid=True))
    x = alt.X("share:Q", title=say("head_share"), axis=alt.Axis(format=".0%", tickCount=6), scale=alt.Scale(zero=True))
    return alt.layer(*_marks(base, x, y, 75)).properties(width=_WIDTH)


def counted(dots: Sequence[Dot]) -> Any:
    """Draw what a machine counted and nothing has put right: hollow dashed bars that no one takes for an estimate."""
    import altair as alt

    labels = drawing.labels([{"name": dot.name} for dot in dots], "name")
    data = _data(dots, labels, [drawing.SOFT for _ in dots])
    y = alt.Y("row:N", sort=alt.SortField("at"), title=None)
    x = alt.X("machine:Q", title=say("estimates_head_machine"), axis=alt.Axis(format=".0%", tickCount=6))
    bars = alt.Chart(data).mark_bar(height=13, filled=False, stroke=drawing.SOFT, strokeDash=_DASHES)
    return bars.encode(x=x, y=y).properties(width=_WIDTH)


def domains(dots: Sequence[Dot], whole: Sequence[Dot], ordered: bool) -> Any:
    """Draw a panel for each class with a row for each domain; a dashed line is the share of the whole survey."""
    import altair as alt

    codes = list(dict.fromkeys(dot.code for dot in dots))
    tones = dict(zip(codes, _tones(codes, ordered), strict=True))
    everywhere = {dot.code: dot for dot in whole}
    rows = list(dict.fromkeys(dot.row for dot in dots))
    # One axis for all panels, so that they can be compared.
    most = max((end for dot in dots for end in (dot.high, dot.machine) if end == end), default=1.0)
    scale = alt.Scale(domain=[0, max(most, 0.05)], nice=True)
    panels = []
    for at, code in enumerate(codes):
        own = [dot for dot in dots if dot.code == code]
        base = alt.Chart(_data(own, [dot.row for dot in own], [tones[code]] * len(own)))
        beside = alt.Axis(grid=True) if at % _ACROSS == 0 else alt.Axis(grid=True, labels=False, ticks=False)
        y = alt.Y("row:N", sort=rows, title=None, axis=beside)
        x = alt.X("share:Q", title=None, axis=alt.Axis(format=".0%", tickCount=4), scale=scale)
        line = alt.Chart(drawing.frame([{"share": everywhere[code].share}], ["share"]))
        line = line.mark_rule(color=drawing.SOFT, strokeDash=_DASHES).encode(x=x)
        title = drawing.label(own[0].name, _TITLE)
        panels.append(alt.layer(line, *_marks(base, x, y, 50)).properties(width=_PANEL, title=title))
    return alt.concat(*panels, columns=_ACROSS, spacing=16)


def _marks(base: Any, x: Any, y: Any, size: int) -> list[Any]:
    """Return the interval, the machine's count as a hollow diamond, and the estimate as a dot."""
    import altair as alt

    clear = alt.Opacity("clear:Q", scale=None, legend=None)
    tone = alt.Color("tone:N", scale=None)
    hollow = base.mark_point(
        shape="diamond", filled=False, size=size, color=drawing.SOFT, strokeWidth=_HOLLOW, opacity=1
    )
    dots = base.mark_point(filled=True, size=size)
    return [
        drawing.limits(base, "low", "high").encode(y=y, opacity=clear),
        hollow.encode(x=alt.X("machine:Q"), y=y),
        dots.encode(x=x, y=y, color=tone, opacity=clear),
    ]


def _data(dots: Sequence[Dot], labels: Sequence[str], tones: Sequence[str]) -> pd.DataFrame:
    columns = ["row", "at", "share", "low", "high", "machine", "clear", "tone"]
    lines = [
        {
            "row": label, "at": at, "share": dot.share, "low": dot.low, "high": dot.high, "machine": dot.machine,
            "clear": _FAINT if dot.small else 1.0, "tone": tone,
        }
        for at, (dot, label, tone) in enumerate(zip(dots, labels, tones, strict=True))
    ]  # fmt: skip
    return drawing.frame(lines, columns)


def _tones(codes: Sequence[str], ordered: bool) -> list[str]:
    if ordered:
        return drawing.tones(codes)
    return [drawing.SOFT if code == NOT_EXPRESSED else drawing.ACCENT for code in codes]
