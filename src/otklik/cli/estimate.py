"""``otklik estimate``: answers, a model and a random part coded by hand in, shares with their limits out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from otklik.cli import options, show
from otklik.errors import UserError
from otklik.messages import say, share

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from otklik.results.estimates import Estimates

_SHOWN = 12
"""Differences shown on a screen."""
_WIDEST = 8
"""Values of a covariate that fit a screen."""
_BEYOND_CHANCE = 0.05


def command(
    files: options.Files,
    model: options.Model,
    codings: Annotated[str | None, typer.Option("--codings", help=say("help_estimate_codings"))] = None,
    random: Annotated[bool, typer.Option("--random", help=say("help_estimate_random"))] = False,
    refit: Annotated[bool | None, typer.Option("--refit/--no-refit", help=say("help_estimate_refit"))] = None,
    by: options.By = None,
    text: options.Texts = None,
    id_column: Annotated[str | None, typer.Option("--id", help=say("help_estimate_id"))] = None,
    weights: Annotated[str | None, typer.Option("--weights", help=say("help_estimate_weights"))] = None,
    rake: Annotated[str | None, typer.Option("--rake", help=say("help_estimate_rake"))] = None,
    population: Annotated[str | None, typer.Option("--population", help=say("help_estimate_population"))] = None,
    scale: options.KnownScales = None,
    themes: options.Themes = None,
    codebook: options.Codebook = None,
    sheet: options.Sheet = None,
    separator: options.Separator = None,
    coder: options.Coder = None,
    adjust: Annotated[Literal["holm", "bh"], typer.Option("--adjust", help=say("help_estimate_many"))] = "holm",
    within: Annotated[float, typer.Option("--within", min=0.5, max=25, help=say("help_estimate_within"))] = 3.0,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, tables out."""
    from otklik import estimation
    from otklik.export import folder

    if out is not None:
        folder.refuse_existing(out, overwrite)
    with show.waiting() as progress:
        found = estimation.estimate(
            files, model, codings=codings, random=random, refit=refit, text=text, by=by or (), id_column=id_column,
            weight=weights, rake=rake, population=_population(population), scales=options.pairs(scale, "--scale"),
            themes=themes or (), codebook=codebook, sheet=sheet, separator=separator, coder=coder, many=adjust,
            within=within / 100, seed=seed,
            progress=lambda stage, n, of: progress(say("training_step", id=stage, n=n, of=of)),
        )  # fmt: skip
    paths = found.save(out, overwrite=overwrite) if out is not None else []
    show.finish(lambda: _show(found), paths, found.records if as_json else None)


def _population(said: str | None) -> int | Literal["survey"] | None:
    if said is None or said == "survey":
        return "survey" if said else None
    if not said.isdigit():
        raise UserError(say("mistake_invalid_value", name="--population"), hint=say("help_estimate_population"))
    return int(said)


def _show(found: Estimates) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    facts = found.facts
    if facts["codings"] is None:
        console.print(say("estimate_machine", answers=facts["answers"], model=facts["model"]), markup=False)
    else:
        told = {"n": facts["hand_coded"], "random": facts["hand_coded_at_random"]}
        console.print(say("estimate_hand", **told, answers=facts["answers"], model=facts["model"]), markup=False)
    if facts["effective_answers"] < facts["answers"] - 0.5:
        console.print(say("estimate_effective", n=round(facts["effective_answers"])))
    for remark in found.remarks:
        console.print(f"[bold yellow]![/] {escape(remark)}")
    for (target, by), lines in found.estimates.groupby(["target", "by"], sort=False):
        console.print()
        console.print(f"[bold]{escape(f'{target} · {by}' if by else str(target))}[/]")
        if by:
            _across(console, lines[lines["kind"] == "share"])
        else:
            _table(console, lines.to_dict("records"), facts["codings"] is not None)
        crossed = found.crosstabs[(found.crosstabs["target"] == target) & (found.crosstabs["by"] == by)]
        if len(crossed) and crossed["cramers_v"].notna().all():
            v, corrected, p = crossed[["cramers_v", "cramers_v_corrected", "p_table"]].iloc[0]
            said = say("estimate_association", id=target, by=by, v=f"{v:.2f}", corrected=f"{corrected:.2f}", p=_p(p))
            console.print(said, markup=False)
        if by and facts["codings"] is not None:
            _differences(console, found, str(target), str(by))
    console.print()
    for sentence in found.advice:
        console.print(sentence, markup=False)
    if facts["codings"] is not None:
        console.print(say("estimate_care"), style="dim", markup=False)


def _table(console: Console, lines: list[dict[Any, Any]], estimated: bool) -> None:
    """Print the shares of the whole survey."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(say("evaluate_value"))
    heads = (say("head_share"), *((say("head_interval"), "n", say("estimate_head_worth")) if estimated else ()))
    for head in heads:
        table.add_column(head, justify="right")
    for one in lines:
        row = [escape(_name(one)), share(one["share"], 1)]
        if estimated:
            row += [_limits(one) or "—", f"{one['n']}{_mark(one)}", f"{one['n_effective']:.0f}"]
        table.add_row(*row)
    console.print(table)


def _across(console: Console, lines: pd.DataFrame) -> None:
    """Print classes down and the values of a covariate across, where these fit a screen."""
    from rich.markup import escape
    from rich.table import Table

    values = lines["value"].drop_duplicates().tolist()
    if len(values) > _WIDEST:
        console.print(say("estimate_wide", n=len(values)))
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for value in values:
        table.add_column(escape(value), justify="right")
    sizes = lines.drop_duplicates("value")["n"].tolist()
    if any(sizes):
        table.add_row("n", *map(str, sizes))
    for name, cells in lines.groupby("class", sort=False):
        row = []
        for one in cells.to_dict("records"):
            limits = _limits(one, 0)
            row.append(share(one["share"]) + (f" ({limits}){_mark(one)}" if limits else ""))
        table.add_row(escape(str(name)), *row)
    console.print(table)


def _name(one: dict[Any, Any]) -> str:
    return ("≥ " if one["kind"] == "at_least" else "") + str(one["class"])


def _limits(one: dict[Any, Any], digits: int = 1) -> str:
    if one["low"] != one["low"]:
        return ""
    return f"{share(one['low'], digits).rstrip('%')}–{share(one['high'], digits)}"


def _mark(one: dict[Any, Any]) -> str:
    return "*" if one["small"] else ""


def _differences(console: Console, found: Estimates, target: str, by: str) -> None:
    frame = found.differences
    own = frame[(frame["target"] == target) & (frame["by"] == by)]
    beyond = own[(own["p_adjusted"] < _BEYOND_CHANCE) & (own["kind"] != "at_least")].to_dict("records")
    if not beyond:
        console.print(say("estimate_no_differences", by=by), markup=False)
        return
    console.print(say("estimate_differences", by=by, many=found.facts["adjusted"]), markup=False)
    for one in beyond[:_SHOWN]:
        gap, low, high = one["difference"], one["low"], one["high"]
        if one["kind"] == "log_odds":
            if gap < 0:
                one["value"], one["other"], gap, low, high = one["other"], one["value"], -gap, -high, -low
            odds = say("estimate_odds", gap=f"{gap:+.2f}")
            said = f"{say('estimate_higher')}, {odds} ({low:+.2f}…{high:+.2f})"
        else:
            said = f"{one['class']} {100 * gap:+.1f} ({100 * low:+.1f}…{100 * high:+.1f})"
        console.print(f"  {one['value']} − {one['other']}: {said}, p {_p(one['p_adjusted'])}{_mark(one)}", markup=False)
    if len(beyond) > _SHOWN:
        console.print(say("estimate_more_differences", n=len(beyond) - _SHOWN))


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
