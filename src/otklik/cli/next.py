"""``otklik next``: a coding sheet of the texts to read next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from otklik.messages import say


def command(
    files: Annotated[list[str], typer.Argument(help=say("help_files"), metavar="FILE...")],
    model: Annotated[str, typer.Option("--model", "-m", help=say("help_model_name"))],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_next_out"))],
    n: Annotated[int, typer.Option("--n", "-n", min=2, help=say("help_next_n"))] = 50,
    text: Annotated[list[str] | None, typer.Option("--text", "-t", help=say("help_text"))] = None,
    coded: Annotated[list[str] | None, typer.Option("--coded", help=say("help_next_coded"))] = None,
    codebook: Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_next_codebook"))] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help=say("help_seed"))] = 0,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=say("help_overwrite"))] = False,
    lang: Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))] = None,
) -> None:
    """Options in, one call, a sheet out."""
    from otklik import coding_plan
    from otklik.cli import show

    with show.waiting():
        plan = coding_plan.write(
            files, model, out, n=n, text=text, coded=coded or (), codebook=codebook, seed=seed, overwrite=overwrite
        )
    random = int(plan.frame["random"].sum())
    print(say("next_written", path=plan.path, n=len(plan.frame), random=random, near=len(plan.frame) - random))
    for sentence in plan.advice:
        print(sentence)
    print(say("next_train", columns=", ".join(plan.fields)))
