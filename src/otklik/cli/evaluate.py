"""``otklik evaluate``: a model and a coded sheet in, figures with their limits out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from otklik.cli.train import _pairs as pairs
from otklik.messages import say, share

if TYPE_CHECKING:
    from rich.console import Console

    from otklik.evaluated import Evaluation, Target
    from otklik.measure.resampling import Measured

_SHARES = frozenset({"accuracy", "automatic", "automatic_right", "precision", "recall"})
_ORDER = (
    "accuracy", "micro_f1", "macro_f1", "kappa", "mae", "macro_mae", "ece", "automatic", "automatic_right",
)  # fmt: skip
_SHOWN_VALUES = 40
_WIDEST = 12
"""Values of a scale whose confusion still fits a screen."""


def command(
    file: Annotated[str, typer.Argument(help=say("help_train_file"), metavar="FILE")],
    model: Annotated[str, typer.Option("--model", "-m", help=say("help_model_name"))],
    text: Annotated[str | None, typer.Option("--text", "-t", help=say("help_train_text"))] = None,
    scale: Annotated[list[str] | None, typer.Option("--scale", "-s", help=say("help_evaluate_scale"))] = None,
    themes: Annotated[list[str] | None, typer.Option("--themes", help=say("help_themes_columns"))] = None,
    codebook: Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_train_codebook"))] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=say("help_sheet"))] = None,
    separator: Annotated[str | None, typer.Option("--separator", help=say("help_separator"))] = None,
    coder: Annotated[str | None, typer.Option("--coder", help=say("help_coder"))] = None,
    respondent: Annotated[str | None, typer.Option("--respondent", help=say("help_evaluate_respondent"))] = None,
    by: Annotated[list[str] | None, typer.Option("--by", "-b", help=say("help_by"))] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("help_out"))] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=say("help_overwrite"))] = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help=say("help_seed"))] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=say("help_json"))] = False,
    lang: Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))] = None,
) -> None:
    """Options in, one call, tables out."""
    from otklik import evaluation
    from otklik.cli import show
    from otklik.export import folder

    if out is not None:
        folder.refuse_existing(out, overwrite)
    with show.waiting():
        found = evaluation.evaluate(
            model, file, text=text, scales=pairs(scale, "--scale"), themes=themes or (), codebook=codebook, sheet=sheet,
            separator=separator, coder=coder, respondent=respondent, by=by or (), seed=seed,
        )  # fmt: skip
    paths = found.save(out, overwrite=overwrite) if out is not None else []
    if as_json:
        print(json.dumps({**found.facts, "files": [str(path) for path in paths]}, ensure_ascii=False, indent=2))
        return
    _show(found)
    for path in paths:
        print(f"  {path}")


def written(name: str, one: Measured) -> str:
    """Write a figure with its limits: ``81% (78–84%)``, ``0.795 (0.760–0.829)``, "—" where it is undefined."""
    if one.estimate is None:
        return "—"
    if name in _SHARES:
        limits = f" ({share(one.low).rstrip('%')}–{share(one.high)})" if one.low is not None else ""
        return share(one.estimate) + limits
    limits = f" ({one.low:.3f}–{one.high:.3f})" if one.low is not None and one.high is not None else ""
    return f"{one.estimate:.3f}{limits}"


def _show(found: Evaluation) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    texts, groups = len(found.codings.texts), len(set(found.codings.groups.tolist()))
    console.print(say("evaluate_coded", texts=texts, groups=groups, model=found.model), markup=False)
    for finding in found.codings.findings:
        console.print(f"[yellow]·[/] {escape(f'{finding.where}: {finding.text} {finding.hint}'.strip())}")
    for target in found.targets:
        for reason, n in target.aside.items():
            console.print(f"[yellow]·[/] {escape(say('evaluate_aside', id=target.id, n=n, reason=reason))}")
    for warning in found.warnings:
        console.print(f"[bold yellow]![/] {escape(warning)}")
    _overview(console, found)
    for target in found.targets:
        console.print()
        console.print(f"[bold]{escape(target.id)}[/]")
        _values(console, found, target)
        _confusion(console, target)
        _parts(console, found, target)
    reasons = {
        say(f"metric_{one.metric}"): say(f"evaluate_method_{one.measured.method}")
        for one in found.figures
        if one.measured.estimate is None and not one.part and not one.value
    }
    for name, why in reasons.items():
        console.print(f"{name}: — ({why})", style="dim", markup=False)
    console.print(say("evaluate_care"), style="dim")


def _overview(console: Console, found: Evaluation) -> None:
    """Print figures down, targets across."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for target in found.targets:
        table.add_column(escape(target.id), justify="right")
    table.add_row(say("head_texts"), *(str(len(target.rows)) for target in found.targets))
    whole = {(one.target, one.metric): one.measured for one in found.figures if not one.part and not one.value}
    for name in (name for name in _ORDER if name in {metric for _, metric in whole}):
        cells = [whole.get((target.id, name)) for target in found.targets]
        table.add_row(say(f"metric_{name}"), *("" if one is None else written(name, one) for one in cells))
    console.print(table)


def _values(console: Console, found: Evaluation, target: Target) -> None:
    from rich.markup import escape
    from rich.table import Table

    from otklik.reading import short

    table = Table(box=None, pad_edge=False)
    table.add_column(say("evaluate_value"))
    table.add_column(say("head_texts"), justify="right")
    for name in ("precision", "recall", "f1"):
        table.add_column(say(f"metric_{name}"), justify="right")
    values = target.coded.values
    for value in values[:_SHOWN_VALUES]:
        figures = {name: found.figure(target.id, name, value) for name in ("precision", "recall", "f1")}
        table.add_row(
            escape(short(value)), str(figures["f1"].n), *(written(name, one) for name, one in figures.items())
        )  # fmt: skip
    console.print(table)
    if len(values) > _SHOWN_VALUES:
        console.print(say("evaluate_more_values", n=len(values) - _SHOWN_VALUES), style="dim")


def _confusion(console: Console, target: Target) -> None:
    from rich.markup import escape
    from rich.table import Table

    from otklik.measure import accuracy
    from otklik.reading import short

    values = target.coded.values
    if target.coded.many or len(values) > _WIDEST:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(say("evaluate_gold_by_guess"))
    for value in values:
        table.add_column(escape(short(value)), justify="right")
    for value, row in zip(values, accuracy.confusion(target.coded).tolist(), strict=True):
        table.add_row(escape(short(value)), *map(str, row))
    console.print(table)


def _parts(console: Console, found: Evaluation, target: Target) -> None:
    from rich.markup import escape
    from rich.table import Table

    shown = ("accuracy", "micro_f1", "macro_f1") if target.coded.many else ("accuracy", "macro_f1")
    own = {(one.part, one.metric): one.measured for one in found.figures if one.target == target.id and one.part}
    table = Table(box=None, pad_edge=False)
    table.add_column(say("evaluate_part"))
    table.add_column(say("head_texts"), justify="right")
    for name in shown:
        table.add_column(say(f"metric_{name}"), justify="right")
    for part in dict.fromkeys(part for part, _ in own):
        cells = [written(name, own[part, name]) for name in shown]
        table.add_row(escape(part), str(own[part, "accuracy"].n), *cells)
    console.print(table)
