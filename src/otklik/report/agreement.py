"""One HTML file without scripts: how well coders agree, which codes they mix up, and the texts they differ on.

Takes an `Agreed`, gives the text of the page. Everything that files hold is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from otklik.messages import interface, number, say, share
from otklik.report.page import templates

if TYPE_CHECKING:
    from otklik.measure.agreement import Agreement
    from otklik.measure.confusions import Mixed
    from otklik.reading.double_coding import Variable
    from otklik.results.agreement import Agreed, Figure

_WIDEST = 16
"""Codes of a heat map; the others are in confusions.csv."""
_SHOWN = 100
"""Texts of a variable that are shown side by side; the others are in disagreements.csv."""
_QUOTES = 3
_VALUES = 60
_TEXT = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heat map: how many, the strength of its colour in percent, whether coders are at one there."""

    n: int
    tone: int
    same: bool


def render(agreed: Agreed) -> str:
    """Return the page in the language of the interface."""
    coding = agreed.coding
    decided = agreed.gold or {}
    return (
        templates()
        .get_template("agreement.html.jinja")
        .render(
            lang=interface(),
            run=agreed.run,
            remarks=agreed.remarks,
            coders=coding.coders,
            facts=[
                (number(len(coding.ids)), say("agree_fact_texts")),
                (number(len(coding.coders)), say("agree_fact_coders")),
                (number(len(agreed.differing())), say("agree_fact_differ")),
                *([(number(sum(one.how == "open" for one in decided.values())), say("agree_fact_open"))]
                  if agreed.gold is not None else []),
            ],
            variables=[_variable(agreed, one) for one in coding.variables],
            gold=agreed.gold is not None,
            about=[(say(f"agree_{name}"), say(f"agree_about_{name}")) for name in
                   ("percent", "cohen_kappa", "fleiss_kappa", "alpha", "gwet_ac")],
            undefined=sorted({one.found.reason for one in agreed.figures if one.found.estimate is None}),
        )
    )  # fmt: skip


def head(figure: Figure) -> str:
    """Name a statistic with its level or weights: ``Krippendorff's alpha, ordinal``."""
    name = say(f"agree_{figure.statistic}")
    return f"{name}, {say(f'agree_level_{figure.level}')}" if figure.level else name


def limits(one: Agreement, statistic: str) -> tuple[str, str]:
    """Write a figure and its limits: ``0.743``, ``0.60–0.86``; "—" where there is none."""
    if one.estimate is None:
        return "—", ""
    if statistic == "percent":
        between = "" if one.low is None else f"{share(one.low).rstrip('%')}–{share(one.high)}"
        return share(one.estimate), between
    between = "" if one.low is None or one.high is None else f"{one.low:.2f}–{one.high:.2f}"
    return f"{one.estimate:.3f}".replace("-", "−"), between.replace("-", "−")


def case(agreed: Agreed, variable: Variable, one: Mixed) -> str:
    """Say which two codes are mixed up, and how often."""
    a, b = (_name(agreed, variable, variable.values[at]) for at in (one.a, one.b))
    return say("agree_mixed", a=a, b=b, mixed=one.mixed, cases=one.cases)


def _variable(agreed: Agreed, variable: Variable) -> dict[str, Any]:
    figures = [one for one in agreed.figures if one.variable == variable.id]
    differing = [at for other, at in agreed.differing() if other is variable]
    codes, rows = _heat(agreed, variable)
    # Of two coders Fleiss' kappa of a code says little beside Cohen's; agreement.csv has both.
    kept = [one for one in figures if one.value and (one.statistic != "fleiss_kappa" or len(agreed.coding.coders) > 2)]
    statistics = list(dict.fromkeys((one.statistic, one.level) for one in kept))
    by_value = {(one.value, one.statistic, one.level): one for one in kept}
    given = {value: int((variable.marks[:, :, at] == 1).sum()) for at, value in enumerate(variable.values)}
    values = sorted(variable.values, key=lambda value: -given[value]) if variable.many else variable.values
    return {
        "id": variable.id,
        "many": variable.many,
        "whole": [
            (one.coders or "", head(one), *limits(one.found, one.statistic), number(one.found.n), one.found.reason)
            for one in figures if not one.value
        ],
        "heads": [say(f"agree_{name}") for name, _ in statistics],
        "values": [
            (_name(agreed, variable, value), number(given[value]),
             [limits(by_value[value, *key].found, key[0]) for key in statistics])
            for value in values[:_VALUES]
        ],
        "more_values": max(len(values) - _VALUES, 0),
        "codes": codes,
        "heat": rows,
        "more_codes": len(variable.values) - len(codes) if len(codes) == _WIDEST else 0,
        "mixed": [
            {"said": case(agreed, variable, one), "quotes": _quotes(agreed, variable, one)}
            for one in agreed.mixed[variable.id]
        ],
        "differing": [_side_by_side(agreed, variable, at) for at in differing[:_SHOWN]],
        "more": max(len(differing) - _SHOWN, 0),
    }  # fmt: skip


def _heat(agreed: Agreed, variable: Variable) -> tuple[list[str], list[tuple[str, list[Cell]]]]:
    """Return the codes that are most often at odds, and a row of cells for each; of more than two coders all pairs."""
    place = {value: at for at, value in enumerate(variable.values)}
    table = np.zeros((len(place), len(place)), dtype=np.int64)
    for one in agreed.counts:
        if one.variable == variable.id:
            table[place[one.value_a], place[one.value_b]] += one.n
            if len(agreed.coding.coders) > 2:
                table[place[one.value_b], place[one.value_a]] += one.n
    odds = table.sum(axis=0) + table.sum(axis=1) - 2 * np.diag(table)
    used = table.sum(axis=0) + table.sum(axis=1) > 0
    shown = sorted([at for at in np.argsort(-odds, kind="stable").tolist() if used[at]][:_WIDEST])
    same, other = (max(int(part.max(initial=0)), 1) for part in (np.diag(table), table - np.diag(np.diag(table))))
    rows = [
        (
            _name(agreed, variable, variable.values[a]),
            [Cell(int(table[a, b]), round(85 * table[a, b] / (same if a == b else other)), a == b) for b in shown],
        )
        for a in shown
    ]
    return [name for name, _ in rows], rows


def _quotes(agreed: Agreed, variable: Variable, one: Mixed) -> list[dict[str, str]]:
    coding = agreed.coding
    return [
        {
            "id": coding.ids[at],
            "text": _shortened(coding.texts[at]),
            "told": " · ".join(
                f"{coding.coders[who]}: {_name(agreed, variable, variable.values[code])}"
                for who, code in sorted(((first, one.a), (second, one.b)))
            ),
        }
        for at, first, second in one.where[:_QUOTES]
    ]


def _side_by_side(agreed: Agreed, variable: Variable, at: int) -> dict[str, Any]:
    """Lay out a text with what each coder gave; codes that not all of them gave are marked."""
    sets = [None if one is None else one if variable.many else frozenset([one]) for one in variable.given[at]]
    coded = [one for one in sets if one is not None]
    shared = frozenset.intersection(*coded)
    one = (agreed.gold or {}).get((at, variable.id))
    return {
        "id": agreed.coding.ids[at],
        "text": _shortened(agreed.coding.texts[at]),
        "given": [
            None if codes is None else [(_name(agreed, variable, code), code in shared) for code in sorted(codes)]
            for codes in sets
        ],
        "decided": _decided(agreed, variable, one.value) if one is not None else "",
        "reason": one.reason if one is not None else "",
    }


def _decided(agreed: Agreed, variable: Variable, value: Any) -> str:
    if value is None:
        return "—"
    codes: Sequence[str] = sorted(value) if variable.many else [value]
    return ", ".join(_name(agreed, variable, code) for code in codes) or say("agree_none")


def _name(agreed: Agreed, variable: Variable, value: str) -> str:
    return agreed.names.get(("" if variable.many else variable.id, value), value)


def _shortened(text: str) -> str:
    return text if len(text) <= _TEXT else text[: _TEXT - 1].rstrip() + "…"
