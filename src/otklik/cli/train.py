"""``otklik train``: a coded sheet in, a model folder and honest figures out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from otklik.errors import UserError
from otklik.messages import say, share

if TYPE_CHECKING:
    from otklik.training import Training


def command(
    file: Annotated[str, typer.Argument(help=say("help_train_file"), metavar="FILE")],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_model_out"))],
    text: Annotated[str | None, typer.Option("--text", "-t", help=say("help_train_text"))] = None,
    scale: Annotated[list[str] | None, typer.Option("--scale", "-s", help=say("help_scale"))] = None,
    themes: Annotated[list[str] | None, typer.Option("--themes", help=say("help_themes_columns"))] = None,
    codebook: Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_train_codebook"))] = None,
    order: Annotated[list[str] | None, typer.Option("--order", help=say("help_order"))] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=say("help_sheet"))] = None,
    separator: Annotated[str | None, typer.Option("--separator", help=say("help_separator"))] = None,
    coder: Annotated[str | None, typer.Option("--coder", help=say("help_coder"))] = None,
    respondent: Annotated[str | None, typer.Option("--respondent", help=say("help_respondent"))] = None,
    vectors: Annotated[str | None, typer.Option("--vectors", help=say("help_vectors"))] = None,
    encoder: Annotated[str | None, typer.Option("--encoder", help=say("help_encoder"))] = None,
    target_accuracy: Annotated[
        float, typer.Option("--target-accuracy", min=0.5, max=0.99, help=say("help_target_accuracy"))
    ] = 0.9,
    seed: Annotated[int, typer.Option("--seed", min=0, help=say("help_seed"))] = 0,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=say("help_overwrite"))] = False,
    lang: Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))] = None,
) -> None:
    """Options in, one call, findings and figures out."""
    from otklik import training
    from otklik.cli import show

    orders = {name: value.split(",") for name, value in _pairs(order, "--order").items()}
    with show.waiting() as progress:
        done = training.train(
            file, out, text=text, scales=_pairs(scale, "--scale"), themes=themes or (), codebook=codebook,
            sheet=sheet, separator=separator, coder=coder, respondent=respondent, order=orders,
            vectors=vectors, encoder=encoder,
            target_accuracy=target_accuracy, seed=seed, overwrite=overwrite,
            progress=lambda stage, n, of: progress(say("training_step", id=stage, n=n, of=of)),
        )  # fmt: skip
    _show(done, target_accuracy, out)


def _pairs(options: Sequence[str] | None, name: str) -> dict[str, str]:
    found = {}
    for option in options or ():
        key, equals, value = option.partition("=")
        if not (key.strip() and equals and value.strip()) or key.strip() in found:
            raise UserError(say("mistake_invalid_value", name=name), hint=say("codings_no_columns_hint"), where=option)
        found[key.strip()] = value.strip()
    return found


def _show(done: Training, target_accuracy: float, out: Path) -> None:
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
    if len(done.suspects):
        console.print(say("training_suspects", n=len(done.suspects), path=done.paths[-1]), markup=False)
    for path in done.paths:
        print(f"  {path}")
    console.print(say("training_written", path=out), markup=False)
