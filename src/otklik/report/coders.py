"""How well the coders of a model's training texts agreed, laid out for the page, the Word document and the card.

Takes what a model carries of its coders, gives rows of text. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from otklik.messages import number, say, share

if TYPE_CHECKING:
    from otklik.measure.coders import Coders, Figure
    from otklik.results.run import Result

_THEMES = "themes"


def of(result: Result) -> dict[str, Any] | None:
    """Lay out the agreement behind the model of a result; ``None`` when no model coded."""
    pack = result.run["pack"]
    if not pack:
        return None
    from otklik.domain import named
    from otklik.measure import coders
    from otklik.messages import interface

    names = {(scale.id, ""): named(scale.name, interface()) or scale.id for scale in result.scales}
    names |= {(_THEMES, theme.id): theme.name for theme in result.found}
    return laid_out(coders.read(pack.get("agreement")), names)


def laid_out(found: Coders | None, names: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Return the sentences, a row for each figure: what, statistic, value, limits, n, and the same for single codes.

    ``names`` are by (target, value).

    Without figures the sentence says how to get them.
    """
    if found is None:
        return {"told": [say("coders_none")], "rows": [], "codes": []}
    told = [say("coders_told", texts=found.texts, coders=found.coders)]
    if found.bound:
        told.append(say("coders_bound"))
    return {
        "told": [*told, say("coders_care")],
        "rows": [_row(one, names) for one in found.figures if not one.value],
        "codes": [_row(one, names) for one in found.figures if one.value],
    }


def markdown(found: Coders | None) -> str:
    """Return the same for a model's card."""
    told = laid_out(found, {})
    text = " ".join(told["told"])
    if not told["rows"]:
        return text
    heads = (say("coders_head_what"), say("agree_statistic"), say("agree_value"), "95%", "n")
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    return "\n".join([text, "", *lines, *("| " + " | ".join(row) + " |" for row in (*told["rows"], *told["codes"]))])


def _row(one: Figure, names: Mapping[tuple[str, str], str]) -> tuple[str, str, str, str, str]:
    target = names.get((one.target, ""), say("estimates_themes") if one.target == _THEMES else one.target)
    what = f"{target}: {names.get((one.target, one.value), one.value)}" if one.value else target
    statistic = say(f"agree_{one.statistic}") + (f", {say(f'agree_level_{one.level}')}" if one.level else "")
    if one.estimate is None:
        return what, statistic, "—", "", number(one.n)
    if one.statistic == "percent":
        between = "" if one.low is None else f"{share(one.low).rstrip('%')}–{share(one.high)}"
        return what, statistic, share(one.estimate), between, number(one.n)
    between = "" if one.low is None or one.high is None else f"{one.low:.3f}–{one.high:.3f}".replace("-", "−")
    return what, statistic, f"{one.estimate:.3f}".replace("-", "−"), between, number(one.n)
