"""One HTML file without scripts: a heat map of sources and themes whose cells open their quotes.

Takes a comparison, gives the text of the page. Everything that files hold is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otklik.domain import named
from otklik.messages import interface, number, say, share
from otklik.report.page import templates
from otklik.responses import missing

if TYPE_CHECKING:
    import pandas as pd

    from otklik.results.comparison import Comparison

_QUOTES = 6
_ITEMS = {"theme": 4, "word": 10}
_PAIRS_OF = 30
"""More sources than that have their pairs in agreement.csv alone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One source and theme: numbers as text, the strength of its colour in percent, and its quotes."""

    id: str
    label: str
    theme: str
    share: str
    interval: str
    high: str
    count: str
    tone: int
    presence: str
    quotes: Sequence[dict[str, Any]]
    more: int


def render(comparison: Comparison) -> str:
    """Return the page of a comparison in the language of the interface."""
    entries = comparison.entries
    rows = _rows(comparison)
    sizes = {line["source"]: line for line in comparison.sources.to_dict("records")}
    return (
        templates()
        .get_template("comparison.html.jinja")
        .render(
            lang=interface(),
            run=comparison.run,
            remarks=comparison.remarks,
            sources=[(one, sizes[one.id]) for one in entries],
            sentences=number(comparison.run["sentences"]),
            effective=number(sum(line["effective_sentences"] for line in sizes.values())),
            themes=[(named(theme.name, interface()), named(theme.define, interface())) for theme in comparison.themes],
            rows=rows,
            panels=[cell for _, cells in rows for cell in cells if cell.quotes],
            presence=comparison.presence.to_dict("records"),
            answers=_answers(comparison),
            keyness=[(one.label, _items(comparison, one.id)) for one in entries],
            agreement=_agreement(comparison) if 1 < len(entries) <= _PAIRS_OF else [],
            pairs_elsewhere=len(entries) > _PAIRS_OF,
            sections=_by_source(comparison.sections),
            names=_names(comparison),
            aside=_aside(comparison),
            number=number,
            percent=share,
        )
    )


def _rows(comparison: Comparison) -> list[tuple[str, list[Cell]]]:
    """Return a row of cells for each theme, the most spoken of first."""
    places = {theme.id: at for at, theme in enumerate(comparison.themes)}
    quotes = {key: part.to_dict("records") for key, part in comparison.quotes.groupby(["source", "theme"], sort=False)}
    languages = {one.id: one.reference.language for one in comparison.entries}
    rows = []
    totals = comparison.matrix.groupby("theme", sort=False)["share"].mean()
    for theme in totals.sort_values(ascending=False, kind="stable").index:
        lines = comparison.matrix[comparison.matrix["theme"] == theme].to_dict("records")
        cells = []
        for line in lines:
            found = sorted(quotes.get((line["source"], theme), []), key=lambda one: -one["probability"])
            cells.append(
                Cell(
                    id=f"{line['source']}-{places[theme]}",
                    label=line["label"],
                    theme=line["name"],
                    share=share(line["share"]),
                    interval=f"{100 * line['low']:.0f}–{100 * line['high']:.0f}",
                    high=share(line["high"]),
                    count=say("compare_of", count=line["count"], n=line["n"]),
                    tone=round(min(line["share"] * 140, 85)),
                    presence=line["presence"],
                    quotes=[
                        one | {"lang": languages[line["source"]], "row": None if missing(one["row"]) else one["row"]}
                        for one in found[:_QUOTES]
                    ],
                    more=max(len(found) - _QUOTES, 0),
                )
            )
        rows.append((lines[0]["name"], cells))
    return rows


def _answers(comparison: Comparison) -> dict[str, str] | None:
    """What a survey says that the literature does not; ``None`` without a survey or without literature."""
    survey = [one.id for one in comparison.entries if one.voices is not None]
    if not survey or len(comparison.entries) < 2:
        return None
    names = {theme.id: named(theme.name, interface()) for theme in comparison.themes}
    matrix = comparison.matrix
    elsewhere = set(matrix["theme"][(matrix["source"] != survey[0]) & (matrix["count"] > 0)])
    mine = matrix[(matrix["source"] == survey[0]) & (matrix["count"] > 0) & ~matrix["theme"].isin(elsewhere)]
    keys = comparison.keyness
    tested = keys[(keys["source"] == survey[0]) & (keys["kind"] == "theme") & (keys["p_adjusted"] < 0.05)]

    def listed(chosen: pd.DataFrame, column: str) -> str:
        shares = {line[column]: line for line in chosen.to_dict("records")}
        return ", ".join(
            f"{names[theme]} ({share(line['target_share'])} : {share(line['reference_share'])})"
            for theme, line in shares.items()
        )

    return {
        "alone": ", ".join(f"{line['name']} ({share(line['share'])})" for line in mine.to_dict("records")),
        "more": listed(tested[tested["difference"] > 0], "item"),
        "less": listed(tested[tested["difference"] < 0], "item"),
    }


def _items(comparison: Comparison, source: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Return the themes and words that set a source apart, with what they are compared by, the surest first."""
    names = {theme.id: named(theme.name, interface()) for theme in comparison.themes}
    keys = comparison.keyness
    mine = keys[(keys["source"] == source) & (keys["difference"] > 0)]
    return {
        kind: [
            (
                names.get(line["item"], line["item"]) if kind == "theme" else line["item"],
                f"{share(line['target_share'])} : {share(line['reference_share'])}",
                line["p_adjusted"] < 0.05,
            )
            for line in mine[mine["kind"] == kind].head(n).to_dict("records")
        ]
        for kind, n in _ITEMS.items()
    }


def _agreement(comparison: Comparison) -> list[tuple[str, list[tuple[str, str, int] | None]]]:
    pairs = {(line["a"], line["b"]): line for line in comparison.agreement.to_dict("records")}
    rows = []
    for one in comparison.entries:
        cells: list[tuple[str, str, int] | None] = []
        for other in comparison.entries:
            line = pairs.get((one.id, other.id)) or pairs.get((other.id, one.id))
            cells.append(None if line is None else (_two(line["likeness"]), _two(line["spearman"]), _tone(line)))
        rows.append((one.label, cells))
    return rows


def _tone(line: dict[Any, Any]) -> int:
    return 0 if line["likeness"] != line["likeness"] else round(70 * line["likeness"])


def _two(value: float) -> str:
    return "—" if value != value else f"{value:.2f}".replace("-", "−")


def _by_source(table: pd.DataFrame) -> list[tuple[str, list[dict[Any, Any]]]]:
    return [(str(label), part.to_dict("records")) for label, part in table.groupby("label", sort=False)]


def _names(comparison: Comparison) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return for each source its scales with the groups that it names, and the sentences that do."""
    found = []
    for label, lines in _by_source(comparison.names):
        scales: dict[str, dict[str, Any]] = {}
        for line in lines:
            one = scales.setdefault(line["scale"], {"name": "", "groups": [], "quotes": {}})
            if line["kind"] == "scale":
                one["name"] = line["name"]
            else:
                one["groups"].append(line["name"])
            one["quotes"][line["start"]] = line["text"]
        found.append((label, [one | {"id": scale} for scale, one in scales.items()]))
    return found


def _aside(comparison: Comparison) -> dict[str, Any]:
    """Whole files and records with what to do about them; pieces of texts by reason, with a few examples."""
    table = comparison.set_aside
    whole = table[table["start"].isna()]
    pieces = table[table["start"].notna()]
    reasons = [
        {
            "cause": cause,
            "n": number(len(part)),
            "examples": [" ".join(text.split())[:90] for text in part["text"].head(3)],
        }
        for cause, part in pieces.groupby("cause", sort=False)
    ]
    return {"whole": whole.to_dict("records"), "pieces": sorted(reasons, key=lambda one: one["cause"])}
