"""``otklik agree``: codings by several people in, agreement, mixed-up codes and disagreements out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli import options, show
from otklik.messages import say

if TYPE_CHECKING:
    from rich.console import Console

    from otklik.reading.double_coding import Variable
    from otklik.results.agreement import Agreed

_SHOWN_VALUES = 40


def command(
    files: Annotated[list[str], typer.Argument(help=say("help_agree_files"), metavar="FILE...")],
    coders: Annotated[str | None, typer.Option("--coders", help=say("help_agree_coders"))] = None,
    themes: Annotated[list[str] | None, typer.Option("--themes", help=say("help_agree_themes"))] = None,
    id_column: Annotated[str | None, typer.Option("--id", help=say("help_agree_id"))] = None,
    text: options.Text = None,
    texts: Annotated[str | None, typer.Option("--texts", help=say("help_agree_texts"))] = None,
    separator: options.Separator = None,
    codebook: Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_agree_codebook"))] = None,
    order: options.Order = None,
    level: Annotated[list[str] | None, typer.Option("--level", help=say("help_agree_level"))] = None,
    gold: Annotated[str | None, typer.Option("--gold", help=say("help_agree_gold"))] = None,
    draws: Annotated[int, typer.Option("--draws", min=0, help=say("help_agree_draws"))] = 1000,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, tables out."""
    from otklik import agreeing
    from otklik.export import folder

    place = out or (Path("otklik-agree") if gold is not None else None)
    if place is not None:
        folder.refuse_existing(place, overwrite)
    with show.waiting():
        found = agreeing.agree(
            files, coders=options.listed(coders), themes=themes or (), id_column=id_column, text=text, texts=texts,
            separator=separator, codebook=codebook,
            order={name: options.listed(values) for name, values in options.pairs(order, "--order").items()},
            levels=options.pairs(level, "--level"), gold=gold, draws=draws, seed=seed,
        )  # fmt: skip
    paths = found.save(place, overwrite=overwrite) if place is not None else []
    show.finish(lambda: _show(found), paths, found.facts if as_json else None, "saved")


def _show(found: Agreed) -> None:
    from rich.console import Console

    from otklik.report import agreement as page

    console = Console(highlight=False)
    coding = found.coding
    coders, differ = ", ".join(coding.coders), len(found.differing())
    console.print(say("agree_summary", texts=len(coding.ids), coders=coders, differ=differ), markup=False)
    for remark in found.remarks:
        console.print(f"· {remark}", markup=False, style="yellow")
    for variable in coding.variables:
        console.print()
        console.print(variable.id, style="bold", markup=False)
        _whole(console, found, variable)
        _values(console, found, variable)
        for one in found.mixed[variable.id]:
            console.print("· " + page.case(found, variable, one), markup=False, style="yellow")
            for at, *_ in one.where[:3]:
                quote = " ".join((coding.texts[at] or coding.ids[at]).split())
                console.print("    " + say("quoted", text=quote[:110]), style="dim", markup=False)
    if found.gold is not None:
        ways = [one.how for one in found.gold.values()]
        told = ", ".join(f"{say(f'gold_how_{how}')} {ways.count(how)}" for how in dict.fromkeys(ways))
        console.print()
        console.print(say("gold_summary", n=len(ways), told=told), markup=False)
    console.print(say("agree_care"), style="dim", markup=False)


def _whole(console: Console, found: Agreed, variable: Variable) -> None:
    from rich.markup import escape
    from rich.table import Table

    from otklik.report import agreement as page

    table = Table(box=None, pad_edge=False)
    for name, justify in (("statistic", "left"), ("value", "right"), ("limits", "right"), ("n", "right")):
        table.add_column(say(f"agree_{name}"), justify="left" if justify == "left" else "right")
    table.add_column("")
    for one in found.figures:
        if one.variable == variable.id and not one.value:
            value, limits = page.limits(one.found, one.statistic)
            why = one.found.reason if not limits and one.found.method != "not_drawn" else ""
            name = page.head(one) + (f" ({one.coders})" if one.coders else "")
            table.add_row(escape(name), value, limits, str(one.found.n), escape(why))
    console.print(table)


def _values(console: Console, found: Agreed, variable: Variable) -> None:
    from rich.markup import escape
    from rich.table import Table

    from otklik.report import agreement as page

    rows: dict[str, list[str]] = {}
    heads: dict[str, None] = {}
    for one in found.figures:
        # Of two coders Fleiss' kappa of one code is nearly Cohen's; agreement.csv has both.
        if (
            one.variable == variable.id
            and one.value
            and (one.statistic != "fleiss_kappa" or len(found.coding.coders) > 2)
        ):
            heads[say(f"agree_{one.statistic}")] = None
            value, limits = page.limits(one.found, one.statistic)
            rows.setdefault(one.value, []).append(
                f"{value} ({limits})" if limits and one.statistic == "alpha" else value
            )
    table = Table(box=None, pad_edge=False)
    table.add_column(say("agree_code") if variable.many else say("agree_group"), overflow="fold")
    table.add_column(say("agree_given"), justify="right")
    for name in heads:
        table.add_column(name, justify="right")
    given = {value: int((variable.marks[:, :, at] == 1).sum()) for at, value in enumerate(variable.values)}
    values = sorted(rows, key=lambda value: -given[value]) if variable.many else list(rows)
    for value in values[:_SHOWN_VALUES]:
        table.add_row(escape(value), str(given[value]), *rows[value])
    console.print(table)
    if len(values) > _SHOWN_VALUES:
        console.print(say("agree_more_values", n=len(values) - _SHOWN_VALUES), style="dim")
