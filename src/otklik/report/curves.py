"""Pictures of how far a classifier can be trusted: are its probabilities meant, and how much may it code by itself.

Takes how sure each held-out coding was and whether it was right, gives one SVG. Knows no texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik.measure import automation, shares
from otklik.messages import say
from otklik.report import drawing

if TYPE_CHECKING:
    from otklik.results.run import Result

_BINS = 10
_FEWEST = 20
"""Texts that a point of the reliability curve stands for, at least."""
_POINTS = 200
_WIDTH, _HEIGHT = 330, 240
_BLUE, _GREY = drawing.ACCENT, drawing.SOFT
_ACCURACY = 0.9


@dataclass(frozen=True, slots=True)
class Held:
    """What held-out texts show of one target: ``sure`` (n_texts) and ``right`` (n_texts)."""

    name: str
    sure: NDArray[np.float64]
    right: NDArray[np.bool_]


def svg(held: Sequence[Held], accuracy: float) -> str:
    """Draw for each target its reliability and its accuracy–automation curve, with the target ``accuracy`` as a line.

    A point of the reliability curve is a tenth of the texts (at least 20), with Wilson's 95% interval.

    *Read with care*: the right curve is a plug-in curve. A threshold read from it for some accuracy misses that
    accuracy in about half of all studies.
    """
    return drawing.svg(chart(held, accuracy))


def chart(held: Sequence[Held], accuracy: float) -> Any:
    """Return what `svg` draws as a chart."""
    import altair as alt

    return drawing.together([alt.hconcat(_reliability(one), _automation(one, accuracy), spacing=40) for one in held])


def target(result: Result) -> float:
    """Return the accuracy that the pack of a result was to code by itself with."""
    return float(result.run["pack"]["automatic_accuracy"] or _ACCURACY)


def _reliability(held: Held) -> Any:
    import altair as alt
    import pandas as pd

    bins = np.array_split(np.argsort(held.sure, kind="stable"), max(min(_BINS, len(held.sure) // _FEWEST), 1))
    hits = np.array([int(held.right[rows].sum()) for rows in bins])
    sizes = np.array([len(rows) for rows in bins])
    low, high = shares.wilson(hits, sizes)
    points = pd.DataFrame(
        {"p": [float(held.sure[rows].mean()) for rows in bins], "right": hits / sizes, "low": low, "high": high}
    )
    x = alt.X("p:Q", title=say("curve_probability"), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%"))
    y = alt.Y("right:Q", title=say("curve_right"), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%"))
    ideal = alt.Chart(pd.DataFrame({"p": [0, 1], "right": [0, 1]})).mark_line(color=_GREY, strokeDash=[4, 4])
    drawn = alt.Chart(points)
    limits = drawn.mark_rule(color=_BLUE, opacity=0.6).encode(
        x=x, y=alt.Y("low:Q", title=say("curve_right"), axis=alt.Axis(format=".0%")), y2="high:Q"
    )
    line = drawn.mark_line(color=_BLUE, point=alt.OverlayMarkDef(color=_BLUE, size=40)).encode(x=x, y=y)
    return alt.layer(ideal.encode(x=x, y=y), limits, line).properties(
        title=f"{held.name}: {say('curve_reliability')}", width=_WIDTH, height=_HEIGHT
    )


def _automation(held: Held, accuracy: float) -> Any:
    import altair as alt
    import pandas as pd

    coded, right = automation.curve(held.sure, held.right)
    # Before some twenty texts the curve only shows luck.
    first = min(_FEWEST, len(coded)) - 1
    shown = np.unique(np.linspace(first, len(coded) - 1, _POINTS).astype(int))
    points = pd.DataFrame({"coded": coded[shown], "right": right[shown]})
    least = np.floor(10 * min(points["right"].min(), accuracy)) / 10
    x = alt.X("coded:Q", title=say("curve_coded"), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%"))
    y = alt.Y(
        "right:Q", title=say("curve_right_of_coded"), scale=alt.Scale(domain=[least, 1]), axis=alt.Axis(format=".0%")
    )
    target = alt.Chart(pd.DataFrame({"right": [accuracy]})).mark_rule(color=_GREY, strokeDash=[4, 4]).encode(y=y)
    line = alt.Chart(points).mark_line(color=_BLUE).encode(x=x, y=y)
    return alt.layer(target, line).properties(
        title=f"{held.name}: {say('curve_automation')}", width=_WIDTH, height=_HEIGHT
    )
