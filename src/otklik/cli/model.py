"""``otklik model show|check|compare``: what a model saw and can do, whether it is whole, which is better."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from otklik.cli.evaluate import written
from otklik.cli.train import _pairs as pairs
from otklik.messages import say

if TYPE_CHECKING:
    from otklik.evaluated import ModelComparison

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Model = Annotated[str, typer.Argument(help=say("help_model_name"), metavar="MODEL")]
_Lang = Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))]


@app.command("show", help=say("help_model_show"))
def show(model: _Model, lang: _Lang = None) -> None:
    """Print the card, then the hash."""
    from otklik.attitudes import AttitudePack

    opened = AttitudePack.load(model)
    print(opened.card)
    print(say("model_hash", digest=opened.digest))


@app.command("check", help=say("help_model_check"))
def check(model: _Model, lang: _Lang = None) -> None:
    """Open everything; whatever is wrong ends in an error."""
    from otklik.attitudes import AttitudePack

    opened = AttitudePack.load(model)
    print(say("model_fine", name=opened.name))
    for target in opened.targets.values():
        print(f"  {target.id}: {', '.join(target.values)}")
    saw = opened.meta.get("trained_on", {})
    print(say("model_saw", texts=saw.get("texts", 0), file=saw.get("file", saw.get("corpus", "—"))))
    print(say("model_hash", digest=opened.digest))


@app.command("compare", help=say("help_model_compare"))
def compare(
    first: Annotated[str, typer.Argument(help=say("help_model_name"), metavar="MODEL_A")],
    second: Annotated[str, typer.Argument(help=say("help_model_name"), metavar="MODEL_B")],
    file: Annotated[str, typer.Argument(help=say("help_train_file"), metavar="FILE")],
    text: Annotated[str | None, typer.Option("--text", "-t", help=say("help_train_text"))] = None,
    scale: Annotated[list[str] | None, typer.Option("--scale", "-s", help=say("help_evaluate_scale"))] = None,
    themes: Annotated[list[str] | None, typer.Option("--themes", help=say("help_themes_columns"))] = None,
    codebook: Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_train_codebook"))] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=say("help_sheet"))] = None,
    separator: Annotated[str | None, typer.Option("--separator", help=say("help_separator"))] = None,
    coder: Annotated[str | None, typer.Option("--coder", help=say("help_coder"))] = None,
    respondent: Annotated[str | None, typer.Option("--respondent", help=say("help_evaluate_respondent"))] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help=say("help_seed"))] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=say("help_json"))] = False,
    lang: _Lang = None,
) -> None:
    """Options in, one call, a table and a sentence for each target out."""
    from otklik import evaluation

    found = evaluation.compare(
        first, second, file, text=text, scales=pairs(scale, "--scale"), themes=themes or (), codebook=codebook,
        sheet=sheet, separator=separator, coder=coder, respondent=respondent, seed=seed,
    )  # fmt: skip
    if as_json:
        print(json.dumps(found.facts, ensure_ascii=False, indent=2))
    else:
        _show(found)


def _show(found: ModelComparison) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    for warning in found.warnings:
        console.print(f"[bold yellow]![/] {escape(warning)}")
    for name, n in found.texts.items():
        table = Table(box=None, pad_edge=False)
        table.add_column(escape(f"{name} ({n})"))
        for head in (*found.models, say("evaluate_gap")):
            table.add_column(escape(head), justify="right")
        for one in found.differences:
            if one.target == name:
                gap = one.gap
                limits = "" if gap.low is None or gap.high is None else f" ({gap.low:+.3f}…{gap.high:+.3f})"
                told = "—" if gap.estimate is None else f"{gap.estimate:+.3f}{limits}"
                cells = [written(one.metric, side) for side in (one.first, one.second)]
                table.add_row(say(f"metric_{one.metric}"), *cells, told)
        console.print(table)
    for verdict in found.verdicts:
        console.print(escape(verdict), style="bold")
    console.print(say("evaluate_care"), style="dim")
