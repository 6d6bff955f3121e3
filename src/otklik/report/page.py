"""One HTML file without scripts: groups, themes with words and quotes, covariates, what was set aside, methods.

Takes a result, gives the text of the page. Everything that people wrote is escaped.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otklik.domain import named
from otklik.messages import interface, number, say, share
from otklik.report import coders, crossing, curves, drawing, figures, methods, timeline

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Environment

    from otklik.domain import Scale
    from otklik.results.run import Exemplar, Result, Theme

_DOMAINS = 30
"""Values of a covariate shown in the report; the file groups.csv has all of them."""

_SMALL = 10
"""Cells with fewer texts are marked as too small to compare."""

_SURE = 0.05
"""Adjusted p below which a difference is shown in bold."""

_TELLING = 12
_STRONG = 0.25
"""A word of a quote is marked when it added at least this part of what the strongest one did."""

_ASIDE_EXAMPLES = 5
_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Bar:
    """One share for drawing: its name, numbers as text, and limits in percent."""

    code: str
    name: str
    count: str
    n: str
    share: str
    width: float
    low: float
    high: float
    interval: str
    small: bool


@dataclass(frozen=True, slots=True)
class Domain:
    """All shares of one value of a covariate."""

    value: str
    n: str
    bars: list[Bar]
    small: bool


def render(result: Result) -> str:
    """Return the page of a result in the language of the interface."""
    told = content(result)
    return (
        templates()
        .get_template("report.html.jinja")
        .render(
            lang=interface(),
            result=result,
            **told,
            pictures=_pictures(result),
            theme_domains=[(name, *_domains(result.groups, name, ("theme", "topic"))) for name in result.by],
            effects={name: _effects(result, name) for name in result.by},
            timeline=timeline.draw(result),
            crosses=crossing.crosstabs(result),
            number=number,
        )
    )


def content(result: Result) -> dict[str, Any]:
    """Lay out what the page and the Word document both say, numbers as text."""
    groups = result.groups
    scales = [
        {
            "id": scale.id,
            "scale": scale,
            "title": named(scale.name, interface()) or scale.id,
            "bars": _bars(groups, "", "", scale.id),
            # From the highest group to the lowest: blue to brown, however many groups there are.
            "tones": {group.id: f"g{round(3 * at / (len(scale.groups) - 1))}" for at, group in enumerate(scale.groups)},
            "groups": [
                (group.name.get(interface(), group.id), named(group.define, interface())) for group in scale.groups
            ],
            "portraits": _portraits(result, scale),
            "domains": [(name, *_domains(groups, name, (scale.id,))) for name in result.by],
        }
        for scale in result.scales
    ]
    bars = {bar.code: bar for kind in ("theme", "topic") for bar in _bars(groups, "", "", kind)}
    ordered = sorted(result.found, key=lambda theme: -bars[theme.id].width)
    themes = [theme for theme in ordered if theme.kind == "theme"]
    topics = [theme for theme in ordered if theme.kind == "topic"]
    return {
        "counts": result.run["counts"],
        "trusted": not (result.scales and result.run["pack"] and result.run["pack"]["suits"] is False),
        "languages": [(say(f"language_{name}"), number(n)) for name, n in result.run["languages"].items()],
        "scales": scales,
        "themes": [(theme, bars[theme.id]) for theme in themes],
        "topics": [(theme, bars[theme.id]) for theme in topics],
        "trust": _trust(result, [*themes, *topics]),
        "aside": _aside(result),
        "coders": coders.of(result),
        "methods": methods.laid_out(result),
    }


def _pictures(result: Result) -> dict[str, Any]:
    """Draw the figures of the page: of each scale by each covariate, of themes, of crosses, and of the model."""
    from markupsafe import Markup

    def framed(chart: Any, title: str, name: str) -> Markup:
        # All texts in it were escaped by the parser that wrote it.
        return Markup(drawing.inline(drawing.svg(chart), title, say("figure_described"), name))

    drawn = figures.of(result)
    pictures: dict[str, Any] = {"scales": {}, "themes": "", "curves": "", "crosses": []}
    answered = result.run["counts"]["coded"]
    for at, (scale, title) in enumerate(drawn.scales):
        pictures["scales"][scale] = {
            name: framed(
                drawing.together([figures.domains(drawn.groups, scale, title, name)]),
                f"{title}: {say('by_column', name=name)}",
                f"scale{at}-by{column}",
            )
            for column, name in enumerate(result.by if answered else ())
        }
    if len(result.found) > 1 and answered:
        chart = drawing.together([figures.themes(drawn.groups)])
        pictures["themes"] = framed(chart, figures.themes_title(theme.kind for theme in result.found), "themes")
    for at, one in enumerate(crossing.crosstabs(result)):
        pictures["crosses"].append(framed(crossing.picture(result, one), one.title, f"cross{at}"))
    if result.held:
        chart = curves.chart(result.held, curves.target(result))
        pictures["curves"] = framed(chart, say("curves_title"), "curves")
    return pictures


def templates() -> Environment:
    """Return the templates of pages: everything that is put into them is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("otklik.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(say=say)
    environment.filters["quote"] = shortened
    environment.filters["marked"] = _marked
    return environment


def _bars(groups: pd.DataFrame, by: str, value: str, variable: str) -> list[Bar]:
    chosen = groups[(groups["by"] == by) & (groups["value"] == value) & (groups["variable"] == variable)]
    return _as_bars(chosen.to_dict("records"))


def _as_bars(records: Iterable[dict[Any, Any]]) -> list[Bar]:
    return [
        Bar(
            code=line["code"],
            name=line["name"],
            count=number(line["count"]),
            n=number(line["n"]),
            share=share(line["share"]),
            width=_percent(line["share"]),
            low=_percent(line["low"]),
            high=_percent(line["high"]),
            interval=f"{share(line['low'])} – {share(line['high'])}" if line["n"] else "—",
            small=line["n"] < _SMALL,
        )
        for line in records
    ]


def _percent(value: float) -> float:
    return 0.0 if value != value else round(100 * value, 2)


def _domains(groups: pd.DataFrame, by: str, variables: tuple[str, ...]) -> tuple[list[Domain], int]:
    """Return the most frequent values of a covariate, numbers in their own order, and how many more there are."""
    chosen = groups[(groups["by"] == by) & groups["variable"].isin(variables)]
    sizes = chosen.groupby("value", sort=False)["n"].first().sort_values(ascending=False, kind="stable")
    shown = list(sizes.index[:_DOMAINS])
    with contextlib.suppress(ValueError):
        shown.sort(key=lambda value: float(value.replace(",", ".")))
    lines: dict[str, list[dict[Any, Any]]] = {value: [] for value in shown}
    for line in chosen[chosen["value"].isin(shown)].to_dict("records"):
        lines[line["value"]].append(line)
    domains = [
        Domain(value or say("no_value"), number(sizes[value]), _as_bars(lines[value]), sizes[value] < _SMALL)
        for value in shown
    ]
    return domains, max(len(sizes) - _DOMAINS, 0)


def _effects(result: Result, by: str) -> tuple[list[tuple[str, str]], list[tuple[str, list[dict[str, Any]]]]]:
    """Return the most frequent values of a covariate with their n, and for each theme its cells."""
    table = result.effects[result.effects["covariate"] == by]
    sizes = table.groupby("group", sort=False)["n"].first().sort_values(ascending=False, kind="stable")
    shown = list(sizes.index[:_DOMAINS])
    with contextlib.suppress(ValueError):
        shown.sort(key=lambda value: float(value.replace(",", ".")))
    lines = {(line["theme"], line["group"]): line for line in table[table["group"].isin(shown)].to_dict("records")}
    rows = [
        (
            theme.name,
            [
                {
                    "share": share(line["share"]),
                    "interval": f"{share(line['low']).rstrip('%')}–{share(line['high'])}",
                    "sure": line["p_adjusted"] < _SURE,
                    "small": line["n"] < _SMALL,
                }
                for line in (lines[theme.id, value] for value in shown)
            ],
        )
        for theme in result.found
    ]
    return [(value or say("no_value"), number(sizes[value])) for value in shown], rows


def _portraits(result: Result, scale: Scale) -> list[dict[str, Any]]:
    """Lay out the groups of a scale that have answers: their themes, words by language, and quotes."""
    drawn = {one.group: one for one in result.portraits if one.scale == scale.id}
    cards = []
    for group in scale.groups:
        one = drawn.get(group.id)
        themes = crossing.themes_of(result, scale.id, group.id)
        words = [
            (say(f"portraits_{language}"), told)
            for language in ("ru", "en")
            if one and (told := [word.word for word in one.words if word.language == language][:_TELLING])
        ]
        exemplars = one.exemplars if one else ()
        if themes or words or exemplars:
            cards.append({"group": group.id, "themes": themes, "words": words, "exemplars": exemplars})
    return cards


def _marked(quote: Exemplar) -> list[tuple[str, str, str]]:
    """Cut a quote into pieces: text, what it spoke ("for", "against" or ""), and what it added."""
    text = shortened(quote.text)
    kept = len(text) if text == quote.text else len(text) - 1  # the last sign says that more follows
    strongest = max((abs(part.weight) for part in quote.parts), default=0.0)
    pieces, at = [], 0
    for part in quote.parts:
        if part.stop <= kept and abs(part.weight) >= _STRONG * strongest > 0:
            spoke = "for" if part.weight > 0 else "against"
            pieces.append((text[at : part.start], "", ""))
            pieces.append((text[part.start : part.stop], spoke, f"{part.weight:+.1f}".replace("-", "−")))
            at = part.stop
    return [piece for piece in [*pieces, (text[at:], "", "")] if piece[0]]


def _trust(result: Result, themes: Sequence[Theme]) -> dict[str, Any]:
    """Lay out the quality of themes: one line a theme, then what each number means and what it cannot say."""
    from otklik.themes.stability import AT_LEAST

    facts = result.run["theme_trust"]
    alike = facts["languages"]
    both = alike["ru"] > 0 and alike["en"] > 0
    measures = ("coherence_c_v", "npmi", "exclusivity", "stability")
    shares = ("share_ru", "share_en") if both else ()
    rows = [
        (
            theme.name,
            [_decimal(getattr(theme.trust, name)) for name in measures]
            + [share(getattr(theme.trust, name)) for name in shares],
        )
        for theme in themes
    ]
    filled = {"refits": facts["refits"], "texts": facts["refit_texts"]}
    about = [(say(f"trust_{name}"), say(f"trust_about_{name}", **filled)) for name in measures]
    if not facts["refits"]:
        about[-1] = (say("trust_stability"), say("trust_no_stability", least=AT_LEAST))
    if both:
        about.append((f"{say('trust_share_ru')}, {say('trust_share_en')}", say("trust_about_share")))
    sentences = [say("trust_unassigned", share=share(facts["unassigned"]))]
    if facts["context_accuracy"] is not None:
        sentences.append(say("trust_context", value=_decimal(facts["context_accuracy"])))
    if alike["profile"] is None:
        sentences.append(say("trust_no_languages"))
    else:
        numbers = {name: _decimal(alike[name]) for name in ("profile", "together")}
        sentences.append(say("trust_languages", ru=alike["ru"], en=alike["en"], themes=alike["themes"], **numbers))
    heads = [say(f"trust_{name}") for name in (*measures, *shares)]
    return {"heads": heads, "rows": rows, "about": about, "sentences": sentences}


def _decimal(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}".replace("-", "−")


def _aside(result: Result) -> list[dict[str, Any]]:
    """What was set aside: each reason with its number and a few different examples."""
    coded = result.coded
    status = coded[result.columns["status"]]
    texts = coded[list(result.text_columns)]
    rows = []
    for name in ("empty", "non_answer", "no_words", "other_language"):
        chosen = texts[status == name]
        if len(chosen):
            examples = dict.fromkeys(
                " ".join(str(value) for value in line if value == value and value is not None).strip()
                for line in chosen.head(500).itertuples(index=False)
            )
            rows.append(
                {
                    "reason": say(f"status_{name}"),
                    "n": number(len(chosen)),
                    "examples": [text for text in examples if text][:_ASIDE_EXAMPLES],
                }
            )
    return rows


def shortened(text: str) -> str:
    """Return a quote cut to what a page can hold, with a sign that more follows."""
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + "…"
