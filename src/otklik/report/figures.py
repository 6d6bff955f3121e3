"""Figures of a result: groups, groups by domain, themes, and how scales cross; for the page and for papers.

Takes tables of shares as a run writes them, gives Altair charts, and of a chart an SVG that a page can hold. Counts
nothing but the sides of a scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from otklik.domain import NOT_EXPRESSED, named
from otklik.errors import UserError
from otklik.measure import shares
from otklik.messages import interface, number, say, share
from otklik.report import drawing

if TYPE_CHECKING:
    import pandas as pd

    from otklik.results.run import Result

Kind = Literal["groups", "domains", "themes", "cross"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_DOMAINS = 30
_SMALL = 10
_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Drawn:
    """What figures are drawn from: tables ``groups`` and ``crosses`` of a run, its scales (id, name), covariates."""

    groups: pd.DataFrame
    crosses: pd.DataFrame | None
    scales: tuple[tuple[str, str], ...]
    by: tuple[str, ...]


def of(result: Result) -> Drawn:
    """Return what the figures of a result are drawn from."""
    scales = tuple((scale.id, named(scale.name, interface()) or scale.id) for scale in result.scales)
    return Drawn(result.groups, result.crosses, scales, result.by)


def chart(drawn: Drawn, kind: Kind, by: str | None = None, scale: str | None = None) -> Any:
    """Draw one kind of figure; several scales stand one below the other.

    Raises `UserError` when the result has no such thing to draw, or no such ``by`` or ``scale``.
    """
    names = [one for one, _ in drawn.scales]
    if scale is not None and scale not in names:
        raise UserError(say("figure_no_scale", name=scale), hint=", ".join(names))
    if by is not None and by not in drawn.by:
        raise UserError(say("figure_no_by", name=by), hint=", ".join(drawn.by))
    chosen = [one for one in drawn.scales if scale in {None, one[0]}]
    parts: list[Any] = []
    if kind == "themes":
        parts = [themes(drawn.groups)] if drawn.groups["variable"].isin(["theme", "topic"]).any() else []
    elif kind == "groups":
        parts = [groups(drawn.groups, *one) for one in chosen]
    elif kind == "domains":
        columns = drawn.by if by is None else (by,)
        parts = [domains(drawn.groups, *one, column) for column in columns for one in chosen]
    elif drawn.crosses is not None:
        titles = dict(drawn.scales)
        parts = [
            cross(part, titles[one], titles[other])
            for (one, other), part in pairs(drawn.crosses)
            if scale in {None, one, other}
        ]
    if not parts:
        raise UserError(say("figure_nothing", kind=kind), hint=say("figure_nothing_hint"))
    return drawing.together(parts)


def pairs(crosses: pd.DataFrame) -> list[tuple[tuple[str, str], pd.DataFrame]]:
    """Return the crosstab of every two scales."""
    return [
        ((str(one), str(other)), part) for (one, other), part in crosses.groupby(["scale", "other_scale"], sort=False)
    ]


def shown_values(sizes: pd.Series[Any]) -> list[str]:
    """Return the most frequent values of a covariate, numbers in their own order."""
    shown = [str(value) for value in sizes.sort_values(ascending=False, kind="stable").index[:_DOMAINS]]
    try:
        return sorted(shown, key=lambda value: float(value.replace(",", ".")))
    except ValueError:
        return shown


def groups(table: pd.DataFrame, scale: str, title: str) -> Any:
    """Draw the share of each group of a scale over all answers, with its interval."""
    import altair as alt

    lines = table[(table["by"] == "") & (table["variable"] == scale)].to_dict("records")
    tones = dict(zip([line["code"] for line in lines], drawing.tones([line["code"] for line in lines]), strict=True))
    data = drawing.frame(
        (
            line | {"label": label, "tone": tones[line["code"]], "at": at}
            for at, (line, label) in enumerate(zip(lines, drawing.labels(lines, "name"), strict=True))
        ),
        ["label", "tone", "at", "share", "low", "high"],
    )
    y = alt.Y("label:N", sort=alt.SortField("at"), title=None)
    x = alt.X("share:Q", title=say("head_share"), axis=alt.Axis(format=".0%", tickCount=6))
    bars = alt.Chart(data).mark_bar(height=16).encode(x=x, y=y, color=alt.Color("tone:N", scale=None))
    limits = drawing.limits(alt.Chart(data), "low", "high").encode(y=y)
    n = number(lines[0]["n"]) if lines else "0"
    return alt.layer(bars, limits).properties(title=drawing.label(f"{title}, n = {n}", 90), width=_WIDTH)


def themes(table: pd.DataFrame) -> Any:
    """Draw the share of each theme over all answers as a point with its interval, the most frequent first."""
    import altair as alt

    chosen = table[(table["by"] == "") & table["variable"].isin(["theme", "topic"])]
    lines = chosen.sort_values("share", ascending=False, kind="stable").to_dict("records")
    data = drawing.frame(
        (
            line | {"label": label, "at": at}
            for at, (line, label) in enumerate(zip(lines, drawing.labels(lines, "name"), strict=True))
        ),
        ["label", "at", "share", "low", "high"],
    )
    y = alt.Y("label:N", sort=alt.SortField("at"), title=None, axis=alt.Axis(grid=True))
    x = alt.X("share:Q", title=say("head_share"), axis=alt.Axis(format=".0%", tickCount=6), scale=alt.Scale(zero=True))
    points = alt.Chart(data).mark_point(filled=True, size=55, color=drawing.ACCENT, opacity=1).encode(x=x, y=y)
    limits = drawing.limits(alt.Chart(data), "low", "high").encode(y=y)
    n = number(lines[0]["n"]) if lines else "0"
    return alt.layer(limits, points).properties(title=f"{themes_title(chosen['variable'])}, n = {n}", width=_WIDTH)


def themes_title(kinds: Iterable[str]) -> str:
    """Name what a figure of themes holds: themes of the codebook, new topics, or both."""
    there = set(kinds)
    named = [say("themes_title")] * ("theme" in there) + [say("topics_title")] * ("topic" in there)
    return "; ".join(named[:1] + [one.lower() for one in named[1:]])


def domains(table: pd.DataFrame, scale: str, title: str, by: str) -> Any:
    """Draw a scale in each domain: higher groups to the right of the middle, lower to the left, the silent apart.

    Whiskers are 95% intervals of the shares of both sides together.
    """
    import altair as alt

    lines = table[(table["by"] == by) & (table["variable"] == scale)]
    sizes = lines.groupby("value", sort=False)["n"].first()
    bars: list[dict[Any, Any]] = []
    ends: list[dict[Any, Any]] = []
    silent: list[dict[Any, Any]] = []
    values = shown_values(sizes)
    labels = drawing.labels([{"value": value or say("no_value")} for value in values], "value", 30)
    for at, (value, label) in enumerate(zip(values, labels, strict=True)):
        own = lines[lines["value"] == value].to_dict("records")
        place: dict[Any, Any] = {"label": f"{label} (n = {number(sizes[value])})", "at": at}
        place["clear"] = 0.5 if sizes[value] < _SMALL else 1.0
        steps = [line for line in own if line["code"] != NOT_EXPRESSED]
        bars += [place | one for one in _sides(steps)]
        ends += [place | one for one in _both_ends(steps)]
        silent += [place | line | {"silent": say("not_expressed")} for line in own if line["code"] == NOT_EXPRESSED]
    order = ["label", "at", "clear"]
    y = alt.Y("label:N", sort=alt.SortField("at"), title=None)
    steps = list({one["code"]: one for one in bars}.values())
    codes, names = [one["code"] for one in steps], drawing.labels(steps, "name")
    told = dict(zip(codes, names, strict=True))
    middle = alt.Axis(labelExpr="format(abs(datum.value), '.0%')", tickCount=8)
    color = alt.Color(
        "name:N",
        scale=alt.Scale(domain=names, range=drawing.tones(codes)),
        legend=alt.Legend(values=names[::-1], title=None),
    )
    clear = alt.Opacity("clear:Q", scale=None, legend=None)
    x = alt.X("start:Q", title=say("figure_sides"), axis=middle)
    drawn = alt.layer(
        alt.Chart(
            drawing.frame(({**one, "name": told[one["code"]]} for one in bars), [*order, "name", "start", "stop"])
        )
        .mark_bar(height=15)
        .encode(y=y, x=x, x2="stop:Q", color=color, opacity=clear),
        drawing.limits(alt.Chart(drawing.frame(ends, [*order, "low", "high"])), "low", "high").encode(y=y),
        alt.Chart(drawing.frame([{"x": 0}], ["x"])).mark_rule(color=drawing.INK).encode(x="x:Q"),
    ).properties(width=_WIDTH, title=drawing.label(f"{title}: {say('by_column', name=drawing.label(by))}", 90))
    if not silent:
        return drawn
    rest = alt.Chart(drawing.frame(silent, [*order, "share", "low", "high"]))
    kept = alt.Y("label:N", sort=alt.SortField("at"), title=None, axis=None)
    own_x = alt.X("share:Q", title=say("not_expressed"), axis=alt.Axis(format=".0%", tickCount=3))
    aside = alt.layer(
        rest.mark_bar(height=15, color=drawing.SILENT).encode(y=kept, x=own_x, opacity=clear),
        drawing.limits(rest, "low", "high").encode(y=kept),
    ).properties(width=110)
    return alt.hconcat(drawn, aside, spacing=14)


def cross(table: pd.DataFrame, title: str, other_title: str) -> Any:
    """Draw how two scales cross: shares of each row, with counts; cells beyond chance are marked + or −."""
    import altair as alt

    cells = [line for line in table.to_dict("records") if NOT_EXPRESSED not in {line["group"], line["other_group"]}]
    rows = list({line["group"]: line for line in cells}.values())
    columns = list({line["other_group"]: line for line in cells}.values())
    row_at = {line["group"]: at for at, line in enumerate(rows)}
    column_at = {line["other_group"]: at for at, line in enumerate(columns)}
    row_labels, column_labels = drawing.labels(rows, "group_name"), drawing.labels(columns, "other_group_name", 24)
    data = drawing.frame(
        (
            line | {
                "row": row_labels[row_at[line["group"]]], "row_at": row_at[line["group"]],
                "column": column_labels[column_at[line["other_group"]]], "column_at": column_at[line["other_group"]],
                "told": f"{number(line['count'])} · {share(line['share'])}{sign(line)}",
                "ink": drawing.PAPER if line["share"] > 0.55 else drawing.INK,
            }
            for line in cells
        ),
        ["row", "column", "row_at", "column_at", "told", "share", "ink"],
    )  # fmt: skip
    y = alt.Y("row:N", sort=alt.SortField("row_at"), title=drawing.label(title, 60))
    top = alt.Axis(orient="top", labelAngle=0)
    x = alt.X("column:N", sort=alt.SortField("column_at"), title=drawing.label(other_title, 60), axis=top)
    base = alt.Chart(data).encode(x=x, y=y)
    tone = alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 1], range=[0.04, 1]), legend=None)
    written = base.mark_text(fontSize=12).encode(text="told:N", color=alt.Color("ink:N", scale=None))
    drawn = alt.layer(base.mark_rect(color=drawing.TONES[0]).encode(opacity=tone), written)
    return drawn.properties(width=max(105 * len(columns), 200), height=max(34 * len(rows), 200))


def sign(line: dict[Any, Any]) -> str:
    """Return + or − where a cell holds more or fewer texts than chance would put there, adjusted p below .05."""
    if not line["p_adjusted"] < 0.05:
        return ""
    return " +" if line["residual"] > 0 else " −"


def _sides(steps: Sequence[dict[Any, Any]]) -> list[dict[str, Any]]:
    """Lay the groups of a scale from left to right so that its middle is at 0; a middle group lies on both sides."""
    widths = [0.0 if line["share"] != line["share"] else float(line["share"]) for line in steps]
    half, odd = divmod(len(steps), 2)
    at = sum(widths[:half]) + (widths[half] / 2 if odd else 0.0)  # the right end
    found = []
    for line, width in zip(steps, widths, strict=True):
        found.append({"code": line["code"], "name": line["name"], "start": round(at - width, 5), "stop": round(at, 5)})
        at -= width
    return found


def _both_ends(steps: Sequence[dict[Any, Any]]) -> list[dict[str, float]]:
    """Return the 95% limits of the higher and of the lower half of a scale; of a scale with a middle group none."""
    half, odd = divmod(len(steps), 2)
    if odd or not steps or not steps[0]["n"]:
        return []
    counts = np.array([sum(line["count"] for line in part) for part in (steps[:half], steps[half:])])
    low, high = shares.wilson(counts, int(steps[0]["n"]))
    return [
        {"low": round(float(low[0]), 5), "high": round(float(high[0]), 5)},
        {"low": round(-float(high[1]), 5), "high": round(-float(low[1]), 5)},
    ]
