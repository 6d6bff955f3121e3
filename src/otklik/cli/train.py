"""``otklik train``: a coded sheet in, a model folder and honest figures out."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli import options, show
from otklik.messages import say, share

if TYPE_CHECKING:
    from rich.console import Console

    from otklik.training import Training

_SHOWN = 10
"""Suspected codings shown on a screen."""
_WIDEST = 80


def command(
    file: options.CodedFile,
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_model_out"))],
    text: options.Text = None,
    scale: Annotated[list[str] | None, typer.Option("--scale", "-s", help=say("help_scale"))] = None,
    themes: options.Themes = None,
    codebook: options.Codebook = None,
    order: options.Order = None,
    sheet: options.Sheet = None,
    separator: options.Separator = None,
    coder: options.Coder = None,
    respondent: Annotated[str | None, typer.Option("--respondent", help=say("help_respondent"))] = None,
    vectors: Annotated[str | None, typer.Option("--vectors", help=say("help_vectors"))] = None,
    encoder: Annotated[str | None, typer.Option("--encoder", help=say("help_encoder"))] = None,
    target_accuracy: Annotated[
        float, typer.Option("--target-accuracy", min=0.5, max=0.99, help=say("help_target_accuracy"))
    ] = 0.9,
    seed: options.Seed = 0,
    overwrite: options.Overwrite = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, findings and figures out."""
    from otklik import training

    orders = {name: options.listed(value) for name, value in options.pairs(order, "--order").items()}
    with show.waiting() as progress:
        done = training.train(
            file, out, text=text, scales=options.pairs(scale, "--scale"), themes=themes or (), codebook=codebook,
            sheet=sheet, separator=separator, coder=coder, respondent=respondent, order=orders,
            vectors=vectors, encoder=encoder,
            target_accuracy=target_accuracy, seed=seed, overwrite=overwrite,
            progress=lambda stage, n, of: progress(say("training_step", id=stage, n=n, of=of)),
        )  # fmt: skip
    show.finish(lambda: _show(done, target_accuracy), done.paths)
    print(say("training_written", path=out))


def _show(done: Training, target_accuracy: float) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from otklik import training

    console = Console(highlight=False)
    for finding in done.codings.findings:
        hint = f" {finding.hint}" if finding.hint else ""
        console.print(f"[yellow]·[/] {escape(f'{finding.where}: {finding.text}{hint}')}")
    console.print(say("training_coded", texts=len(done.codings.texts), groups=len(set(done.codings.groups.tolist()))))
    for scale, (agreed, n) in done.codings.agreement.items():
        if n:
            console.print(say("training_agreement", id=scale, n=n, agreed=agreed, share=share(agreed / n)))
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for head in ("texts", "f1", "macro", "kappa", "ece", "commonest"):
        table.add_column(say(f"head_{head}"), justify="right")
    table.add_column(say("training_automatic", target=share(target_accuracy)), justify="right")
    for one in done.figures:
        table.add_row(
            escape(one.target.id), str(one.n), f"{one.f1:.3f}", f"{one.macro:.3f}",
            "—" if one.kappa is None else f"{one.kappa:.3f}", f"{one.error:.3f}", share(one.commonest),
            share(one.automatic),
        )  # fmt: skip
    console.print(table)
    for one in done.figures:
        console.print(f"[bold]{escape(one.target.id)}[/] {escape(training.more(one))}")
        if done.left_out.get(one.target.id):
            listed = done.left_out[one.target.id]
            console.print(
                escape(say("training_left_out", labels=", ".join(listed[:8]) + ("…" if len(listed) > 8 else "")))
            )
    _suspects(console, done)


def _suspects(console: Console, done: Training) -> None:
    """Print the least likely codings, and where the others are."""
    found = done.suspects
    if not len(found):
        return
    console.print(say("training_suspects", n=len(found), texts=found["row"].nunique()), markup=False)
    for one in found.head(_SHOWN).to_dict("records"):
        told = {name: one[name] for name in ("row", "target", "coded", "looks_like")}
        text = textwrap.shorten(one["text"], _WIDEST, placeholder="…")
        p, other = share(one["p_coded"]), share(one["p_looks_like"])
        console.print("  " + say("training_suspect", **told, p=p, other=other, text=text), markup=False)
    if len(found) > _SHOWN:
        console.print(say("training_suspects_more", n=len(found) - _SHOWN, path=done.paths[-1]), markup=False)
