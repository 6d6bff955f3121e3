"""``otklik next``: a coding sheet of the texts to read next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from otklik.cli import options, show
from otklik.messages import say


def command(
    files: options.Files,
    model: options.Model,
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_next_out"))],
    n: Annotated[int, typer.Option("--n", "-n", min=2, help=say("help_next_n"))] = 50,
    aim: Annotated[Literal["learning", "shares"], typer.Option("--for", help=say("help_next_for"))] = "learning",
    text: options.Texts = None,
    coded: Annotated[list[str] | None, typer.Option("--coded", help=say("help_next_coded"))] = None,
    codebook: Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_next_codebook"))] = None,
    seed: options.Seed = 0,
    overwrite: options.Overwrite = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, a sheet out."""
    from otklik import coding_plan

    with show.waiting():
        plan = coding_plan.write(
            files, model, out, n=n, aim=aim, text=text, coded=coded or (), codebook=codebook, seed=seed,
            overwrite=overwrite,
        )  # fmt: skip
    columns, random = ", ".join(plan.fields), int(plan.frame["random"].sum())
    if aim == "shares":
        print(say("next_spread", path=plan.path, n=len(plan.frame)))
    else:
        print(say("next_written", path=plan.path, n=len(plan.frame), random=random, near=len(plan.frame) - random))
    for sentence in plan.advice:
        print(sentence)
    print(
        say("next_estimate", columns=columns, path=plan.path) if aim == "shares" else say("next_train", columns=columns)
    )
