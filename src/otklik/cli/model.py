"""``otklik model show|check|compare``: what a model saw and can do, whether it is whole, which is better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli import options
from otklik.cli.evaluate import written
from otklik.cli.show import finish, waiting
from otklik.messages import say

if TYPE_CHECKING:
    from otklik.results.evaluation import ModelComparison

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Model = Annotated[str, typer.Argument(help=say("help_model_name"), metavar="MODEL")]


@app.command("show", help=say("help_model_show"))
def show(model: _Model, lang: options.Lang = None) -> None:
    """Print the card, then the hash."""
    from otklik.attitudes import AttitudePack

    opened = AttitudePack.load(model)
    print(opened.card)
    print(say("model_hash", digest=opened.digest))


@app.command("check", help=say("help_model_check"))
def check(model: _Model, lang: options.Lang = None) -> None:
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
    file: options.CodedFile,
    text: options.Text = None,
    scale: options.KnownScales = None,
    themes: options.Themes = None,
    codebook: options.Codebook = None,
    sheet: options.Sheet = None,
    separator: options.Separator = None,
    coder: options.Coder = None,
    respondent: options.KnownRespondent = None,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, a table and a sentence for each target out."""
    from otklik import evaluation

    with waiting():
        found = evaluation.compare(
            first, second, file, text=text, scales=options.pairs(scale, "--scale"), themes=themes or (),
            codebook=codebook, sheet=sheet, separator=separator, coder=coder, respondent=respondent, seed=seed,
        )  # fmt: skip
    finish(lambda: _show(found), None, found.facts if as_json else None)


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
