"""Profiles of groups and crosstabs of scales, laid out for the page and the Word document.

Takes the tables ``profiles`` and ``crosses`` of a result, gives rows of text. Computes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otklik.domain import NOT_EXPRESSED
from otklik.messages import number, say, share
from otklik.report import drawing, figures

if TYPE_CHECKING:
    from otklik.results.run import Result

_MORE, _LESS = 6, 3
"""Themes shown of a group: those it names more often than others, and less often; profiles.csv has all of them."""

_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Named:
    """How often a group names a theme, and how far that is from all others; ``mark`` is ▲, ▼ or empty."""

    theme: str
    share: str
    interval: str
    rest: str
    difference: str
    limits: str
    count: str
    mark: str


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two scales: ``heads`` the values of the second, ``rows`` the values of the first with their cells."""

    title: str
    scales: tuple[str, str]
    heads: list[str]
    rows: list[tuple[str, list[str]]]
    told: str


def themes_of(result: Result, scale: str, group: str) -> list[Named]:
    """Return the themes that tell a group apart, surely different ones before others; none of an empty group."""
    if result.profiles is None:
        return []
    own = result.profiles[(result.profiles["scale"] == scale) & (result.profiles["group"] == group)]
    lines = [line for line in own.to_dict("records") if line["n"] and line["difference"] == line["difference"]]
    lines.sort(key=lambda line: (not line["p_adjusted"] < _SURE, -line["difference"]))
    more = [line for line in lines if line["difference"] > 0][:_MORE]
    less = [line for line in reversed(lines) if line["p_adjusted"] < _SURE and line["difference"] < 0][:_LESS]
    return [_named(line) for line in (*more, *less)]


def crosstabs(result: Result) -> list[Crossed]:
    """Return the crosstab of every two scales: counts, and for cells with a group on both shares and residuals."""
    if result.crosses is None:
        return []
    names = dict(figures.of(result).scales)
    return [
        _crossed(names[one], names[other], (one, other), part) for (one, other), part in figures.pairs(result.crosses)
    ]


def picture(result: Result, one: Crossed) -> Any:
    """Return the heat map of a crosstab."""
    titles = dict(figures.of(result).scales)
    table = dict(figures.pairs(result.crosses))[one.scales] if result.crosses is not None else None
    return drawing.together([figures.cross(table, *(titles[scale] for scale in one.scales))])


def _named(line: dict[Any, Any]) -> Named:
    sure = line["p_adjusted"] < _SURE
    return Named(
        theme=line["theme_name"],
        share=share(line["share"]),
        interval=f"{share(line['low']).rstrip('%')}–{share(line['high'])}",
        rest=share(line["rest_share"]),
        difference=_points(line["difference"]),
        limits=f"{_points(line['difference_low'])} … {_points(line['difference_high'])}",
        count=f"{number(line['count'])} / {number(line['n'])}",
        mark=("▲" if line["difference"] > 0 else "▼") if sure else "",
    )


def _crossed(name: str, other_name: str, scales: tuple[str, str], part: Any) -> Crossed:
    lines = part.to_dict("records")
    heads = dict.fromkeys((line["other_group"], line["other_group_name"]) for line in lines)
    cells: dict[str, dict[str, dict[Any, Any]]] = {}
    names = {}
    for line in lines:
        cells.setdefault(line["group"], {})[line["other_group"]] = line
        names[line["group"]] = line["group_name"]
    both = sum(line["count"] for line in lines if NOT_EXPRESSED not in {line["group"], line["other_group"]})
    first = lines[0]
    if first["cramers_v"] == first["cramers_v"]:
        p = "< 0.001" if first["p_table"] < 0.001 else f"= {first['p_table']:.3f}"
        corrected = first["cramers_v_corrected"]
        value = "—" if corrected != corrected else f"{corrected:.2f}"
        told = say("cross_told", n=both, v=value, raw=f"{first['cramers_v']:.2f}", p=p)
    else:
        told = say("cross_nothing", n=both)
    return Crossed(
        title=f"{name} × {other_name}",
        scales=scales,
        heads=[head for _, head in heads],
        rows=[(names[group], [_cell(own[code]) for code, _ in heads]) for group, own in cells.items()],
        told=told,
    )


def _cell(line: dict[Any, Any]) -> str:
    count = number(line["count"])
    if line["residual"] != line["residual"]:
        return count
    residual = f"{line['residual']:+.1f}".replace("-", "−")
    return f"{count} · {share(line['share'])} · {residual}{'*' if line['p_adjusted'] < _SURE else ''}"


def _points(value: float) -> str:
    told = f"{100 * value:+.0f}".replace("-", "−")
    return told if told[1:] != "0" else "0"
