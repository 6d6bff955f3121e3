"""``otklik evaluate``: a model and a coded sheet in, figures with their limits out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otklik.cli import options, show
from otklik.messages import say, share

if TYPE_CHECKING:
    from rich.console import Console

    from otklik.measure.resampling import Measured
    from otklik.results.evaluation import Evaluation, Target

_SHARES = frozenset({"accuracy", "automatic", "automatic_right", "precision", "recall"})
_ORDER = (
    "accuracy", "micro_f1", "macro_f1", "kappa", "mae", "macro_mae", "ece", "automatic", "automatic_right",
)  # fmt: skip
_SHOWN_VALUES = 40
_WIDEST = 12
"""Values of a scale whose confusion still fits a screen."""


def command(
    file: options.CodedFile,
    model: options.Model,
    text: options.Text = None,
    scale: options.KnownScales = None,
    themes: options.Themes = None,
    codebook: options.Codebook = None,
    sheet: options.Sheet = None,
    separator: options.Separator = None,
    coder: options.Coder = None,
    respondent: options.KnownRespondent = None,
    by: options.By = None,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, tables out."""
    from otklik import evaluation
    from otklik.export import folder

    if out is not None:
        folder.refuse_existing(out, overwrite)
    with show.waiting():
        found = evaluation.evaluate(
            model, file, text=text, scales=options.pairs(scale, "--scale"), themes=themes or (), codebook=codebook,
            sheet=sheet, separator=separator, coder=coder, respondent=respondent, by=by or (), seed=seed,
        )  # fmt: skip
    paths = found.save(out, overwrite=overwrite) if out is not None else []
    show.finish(lambda: _show(found), paths, found.facts if as_json else None)


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
