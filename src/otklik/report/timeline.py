"""The picture of themes over time: small multiples, one for each theme, drawn as inline SVG.

Takes the table of a result by period, gives points and sentences for the template. Decides nothing about trends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from otklik.messages import number, say, share
from otklik.reading import short

if TYPE_CHECKING:
    from otklik.results.run import Result

_WIDTH, _HEIGHT, _LEFT, _FLOOR, _CEILING = 320, 118, 36, 98, 8
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Dot:
    """One period with answers: its place and what a pointer over it is told."""

    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One theme over time. ``bands`` and ``lines`` are broken where nobody answered."""

    name: str
    trend: str
    odds: str
    label: str
    top: str
    bands: list[str]
    lines: list[str]
    dots: list[Dot]
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    floor: int = _FLOOR
    ceiling: int = _CEILING


@dataclass(frozen=True, slots=True)
class Timeline:
    """All themes over time, those with a trend first."""

    column: str
    unit: str
    size: str
    start: str
    stop: str
    pictures: list[Picture]


def draw(result: Result) -> Timeline | None:
    """Draw each theme's share by period; ``None`` when no column of dates was named."""
    if result.time is None or result.time.empty:
        return None
    unit = say(f"unit_{result.run['time_unit']}")
    themes = [(theme, result.time[result.time["theme"] == theme.id].to_dict("records")) for theme in result.found]
    themes.sort(key=lambda one: (not one[1][0]["p_adjusted"] < _SURE, -max(line["share"] or 0 for line in one[1])))
    lines = themes[0][1]
    sizes = [line["n"] for line in lines]
    return Timeline(
        column=short(result.run["parameters"]["time"]),
        unit=unit,
        size=say("time_size", n=sum(sizes), least=min(sizes), most=max(sizes), unit=unit),
        start=lines[0]["period"],
        stop=lines[-1]["period"],
        pictures=[_picture(theme.name, one, unit) for theme, one in themes],
    )


def _picture(name: str, lines: list[dict[Any, Any]], unit: str) -> Picture:
    told = [(at, line) for at, line in enumerate(lines) if line["n"]]
    # The widest intervals of small periods would flatten the line: they may run out of the picture.
    top = _top(max((line["share"] for _, line in told), default=0.0))
    across = (_WIDTH - _LEFT - 4) / max(len(lines) - 1, 1)

    def x(at: int) -> float:
        return round(_LEFT + at * across, 1)

    def y(value: float) -> float:
        return round(_FLOOR - (_FLOOR - _CEILING) * min(value / top, 1.0), 1)

    bands, paths = [], []
    for _, run in groupby(enumerate(told), key=lambda one: one[1][0] - one[0]):
        part = [one for _, one in run]
        paths.append(" ".join(f"{x(at)},{y(line['share'])}" for at, line in part))
        edge = [(at, line["high"]) for at, line in part] + [(at, line["low"]) for at, line in reversed(part)]
        bands.append(" ".join(f"{x(at)},{y(value)}" for at, value in edge))
    first, last = told[0][1], told[-1][1]
    return Picture(
        name=name,
        trend=_trend(lines[0]),
        odds=_odds(lines[0], unit),
        label=say(
            "time_picture", name=name, first=share(first["share"]), start=first["period"],
            last=share(last["share"]), stop=last["period"],
        ),
        top=share(top),
        bands=bands,
        lines=paths,
        dots=[Dot(x(at), y(line["share"]), _title(line)) for at, line in told],
    )  # fmt: skip


def _title(line: dict[Any, Any]) -> str:
    limits = f"{share(line['low'])}–{share(line['high'])}"
    return f"{line['period']}: {share(line['share'])} ({limits}), n = {number(line['n'])}"


def _top(most: float) -> float:
    """Return the upper end of a scale: the share or half as much again, in whole tenths or twentieths."""
    return min(max(math.ceil(1.5 * most / 0.05) * 0.05, 0.05), 1.0)


def _trend(line: dict[Any, Any]) -> str:
    if line["p_adjusted"] != line["p_adjusted"]:
        return say("time_unknown")
    if line["p_adjusted"] >= _SURE:
        return say("time_steady")
    return say("time_rises") if line["slope"] > 0 else say("time_falls")


def _odds(line: dict[Any, Any], unit: str) -> str:
    if line["p_adjusted"] != line["p_adjusted"]:
        return ""
    odds, low, high = (f"{math.exp(line[name]):.2f}" for name in ("slope", "slope_low", "slope_high"))
    p = "< 0.001" if line["p_adjusted"] < 0.001 else f"= {line['p_adjusted']:.3f}"
    return say("time_odds", odds=odds, low=low, high=high, unit=unit, p=p)
