"""One HTML file without scripts: estimated shares, what hand codes corrected, how domains differ, how it was done.

Takes an `Estimates`, gives the text of the page, and of its methods. Everything that files hold is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from otklik.domain import NOT_EXPRESSED
from otklik.messages import interface, number, say, share
from otklik.report import drawing, estimate_methods, figures, intervals
from otklik.report.intervals import Dot
from otklik.report.page import templates

if TYPE_CHECKING:
    import pandas as pd

    from otklik.results.estimates import Estimates

_DOMAINS = 30
"""Values of a covariate shown; estimates.csv has all of them."""
_DIFFERENCES = 40
_CORRECTIONS = 6
_SURE = 0.05
_THEMES = "themes"


def render(found: Estimates) -> str:
    """Return the page in the language of the interface."""
    facts = found.facts
    machine = facts["codings"] is None
    told = {"n": facts["answers"], "model": facts["model"]}
    return (
        templates()
        .get_template("estimates.html.jinja")
        .render(
            lang=interface(),
            machine=machine,
            title=say("estimates_title_machine") if machine else say("estimates_title"),
            run=facts,
            source=say("estimates_source", **told),
            files=[one["name"] for one in facts["sources"]],
            facts=_facts(found),
            **_corrections(found),
            advice=found.advice,
            remarks=[one for one in found.remarks if not (machine and one == say("estimate_no_codings"))],
            targets=[
                _target(found, name, f"target{at}")
                for at, name in enumerate(found.estimates["target"].drop_duplicates().tolist())
            ],
            any_small=bool(found.estimates["small"].any()),
            adjusted=say(f"estimates_adjusted_{facts['adjusted']}"),
            methods=estimate_methods.paragraph(found),
            references=estimate_methods.references(found),
        )
    )


def plain(found: Estimates) -> str:
    """Return the methods and their references as the text of a file."""
    lines = [say("methods_title"), "", estimate_methods.paragraph(found), "", say("references_title"), ""]
    return "\n".join([*lines, *(f"- {one}" for one in estimate_methods.references(found)), ""])


def _facts(found: Estimates) -> list[tuple[str, str]]:
    facts = found.facts
    told = [(number(facts["answers"]), say("estimates_fact_answers"))]
    if facts["effective_answers"] < facts["answers"] - 0.5:
        told.append((number(round(facts["effective_answers"])), say("estimates_fact_effective")))
    if facts["codings"] is not None:
        told.append((number(facts["hand_coded"]), say("estimates_fact_hand")))
        told.append((number(facts["hand_coded_at_random"]), say("estimates_fact_random")))
    return told


def _name(found: Estimates, target: str, code: str) -> str:
    return found.names.get((target, code), code or target)


def _class(found: Estimates, line: dict[Any, Any]) -> str:
    name = _name(found, line["target"], line["class"])
    return say("estimates_at_least", name=name) if line["kind"] == "at_least" else name


def _between(line: dict[Any, Any], digits: int = 0) -> str:
    if line["low"] != line["low"]:
        return "—"
    return f"{share(line['low'], digits).rstrip('%')}–{share(line['high'], digits)}"


def _half(line: dict[Any, Any]) -> str:
    """Write half an interval in points; one decimal below one point."""
    half = 50 * (line["high"] - line["low"])
    return f"{half:.0f}" if half >= 1 else f"{half:.1f}"


def _points(value: float) -> str:
    if value != value:
        return "—"
    return f"{100 * value:+.1f}".replace("-", "−")


def _corrections(found: Estimates) -> dict[str, Any]:
    """Say where the machine's count lies outside the interval of the estimate, the farthest first."""
    table = found.estimates
    whole = table[(table["by"] == "") & (table["kind"] == "share")].to_dict("records")
    wrong = [line for line in whole if line["machine"] < line["low"] or line["machine"] > line["high"]]
    wrong.sort(key=lambda line: -abs(line["machine"] - line["share"]))
    told = [
        say(
            "estimates_correction", target=_name(found, line["target"], ""), name=_class(found, line),
            machine=share(line["machine"]), share=share(line["share"]), half=_half(line), between=_between(line),
        )
        for line in wrong[:_CORRECTIONS]
    ]  # fmt: skip
    return {"corrections": told, "corrected": say("estimates_corrections_note", n=len(wrong), of=len(whole))}


def _target(found: Estimates, target: str, place: str) -> dict[str, Any]:
    """Lay out one scale, or the themes: figure, table, and the same for each covariate."""
    own = found.estimates[found.estimates["target"] == target]
    whole = own[own["by"] == ""].to_dict("records")
    ordered = any(line["kind"] == "at_least" for line in whole)
    shares = [line for line in whole if line["kind"] == "share"]
    if target == _THEMES:
        shares.sort(key=lambda line: -_or(line["share"], 0.0))
    title = _name(found, target, "")
    dots = [_dot(found, line, "") for line in shares]
    machine = found.facts["codings"] is None
    chart = intervals.counted(dots) if machine else intervals.overall(dots, ordered)
    steps = [line for line in whole if line["kind"] == "at_least"]
    columns = own.loc[own["by"] != "", "by"].drop_duplicates().tolist()
    return {
        "id": place,
        "title": title,
        "figure": _framed(chart, title, place),
        "lines": [_line(found, line) for line in (*shares, *steps)],
        "methods": own.loc[own["by"] == "", "method"].drop_duplicates().tolist(),
        "by": [_covariate(found, own, by, dots, ordered, f"{place}by{at}") for at, by in enumerate(columns)],
    }


def _covariate(
    found: Estimates, own: pd.DataFrame, by: str, whole: Sequence[Dot], ordered: bool, place: str
) -> dict[str, Any]:
    table = own[(own["by"] == by) & (own["kind"] == "share")]
    sizes = table.drop_duplicates("value").set_index("value")[["answers", "n"]]
    values = figures.shown_values(sizes["answers"])
    machine = found.facts["codings"] is None
    rows = drawing.labels([{"value": value} for value in values], "value", 28)
    if not machine:
        rows = [f"{row} (n = {number(sizes.at[value, 'n'])})" for row, value in zip(rows, values, strict=True)]
    lines = {(line["value"], line["class"]): line for line in table.to_dict("records")}
    classes = [dot.code for dot in whole]
    target, title = (
        str(own["target"].iloc[0]),
        f"{_name(found, own['target'].iloc[0], '')}: {say('by_column', name=by)}",
    )
    # From the first value at the top to the last, in each panel alike.
    dots = [_dot(found, lines[value, one], row) for one in classes for value, row in zip(values, rows, strict=True)]
    return {
        "name": by,
        "figure": None if machine else _framed(intervals.domains(dots, whole, ordered), title, place),
        "heads": [dot.name for dot in whole],
        "rows": [
            (value, number(sizes.at[value, "answers"]), number(sizes.at[value, "n"]),
             [_cell(lines[value, one]) for one in classes])
            for value in values
        ],
        "more": max(len(sizes) - len(values), 0),
        "association": _association(found, target, by),
        "methods": table["method"].drop_duplicates().tolist(),
        **_differences(found, target, by),
    }  # fmt: skip


def _framed(chart: Any, title: str, place: str) -> Any:
    from markupsafe import Markup

    # All texts in it were escaped by the parser that wrote it.
    return Markup(drawing.inline(drawing.svg(drawing.together([chart])), title, say("figure_described"), place))


def _dot(found: Estimates, line: dict[Any, Any], row: str) -> Dot:
    return Dot(
        line["class"], _class(found, line), row, line["share"], line["low"], line["high"], line["machine"],
        bool(line["small"]),
    )  # fmt: skip


def _line(found: Estimates, line: dict[Any, Any]) -> dict[str, Any]:
    told = line["share"] == line["share"]
    return {
        "name": _class(found, line),
        "step": line["kind"] == "at_least",
        "silent": line["class"] == NOT_EXPRESSED,
        "share": share(line["share"], 1),
        "between": _between(line, 1),
        "machine": share(line["machine"], 1),
        "gap": _points(line["share"] - line["machine"]),
        "beyond": bool(line["machine"] < line["low"] or line["machine"] > line["high"]),
        "given": f"{number(line['given'])} / {number(line['n'])}",
        "worth": "—" if not told else "∞" if line["n_effective"] > 1e9 else number(line["n_effective"]),
        "small": bool(line["small"]),
    }


def _cell(line: dict[Any, Any]) -> dict[str, Any]:
    return {
        "share": share(line["share"]),
        "between": "" if line["low"] != line["low"] else _between(line),
        "machine": share(line["machine"]),
        "small": bool(line["small"]),
    }


def _association(found: Estimates, target: str, by: str) -> str:
    crossed = found.crosstabs[(found.crosstabs["target"] == target) & (found.crosstabs["by"] == by)]
    if not len(crossed) or crossed["cramers_v"].isna().any():
        return ""
    v, corrected, p = crossed[["cramers_v", "cramers_v_corrected", "p_table"]].iloc[0]
    return say("estimates_association", v=f"{v:.2f}", corrected=f"{corrected:.2f}", p=_p(p))


def _differences(found: Estimates, target: str, by: str) -> dict[str, Any]:
    """Lay out the differences between domains: all of them where they are few, else those beyond chance."""
    frame = found.differences
    own = frame[(frame["target"] == target) & (frame["by"] == by) & frame["p"].notna()]
    lines = own[own["kind"] != "at_least"].to_dict("records")
    beyond = [line for line in lines if line["p_adjusted"] < _SURE]
    beyond.sort(key=lambda line: (line["p_adjusted"], -abs(line["difference"])))
    shown = lines if len(lines) <= _DIFFERENCES else beyond[:_DIFFERENCES]
    return {
        "pairs": [_difference(found, line) for line in shown],
        "beyond": len(beyond),
        "compared": len(lines),
        "pairs_more": len(lines) - len(shown),
    }


def _difference(found: Estimates, line: dict[Any, Any]) -> dict[str, Any]:
    if line["kind"] == "log_odds":
        name = say("estimates_shift")
        gap, low, high = (f"{line[one]:+.2f}".replace("-", "−") for one in ("difference", "low", "high"))
    else:
        name = _class(found, line)
        gap, low, high = (_points(line[one]) for one in ("difference", "low", "high"))
    return {
        "pair": f"{line['value']} − {line['other']}",
        "name": name,
        "gap": gap,
        "between": f"{low} … {high}",
        "p": _p(line["p_adjusted"]),
        "sure": bool(line["p_adjusted"] < _SURE),
        "small": bool(line["small"]),
    }


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def _or(value: float, other: float) -> float:
    return other if value != value else value
