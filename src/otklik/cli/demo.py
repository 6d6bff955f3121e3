"""``otklik demo``: the main job on the constructed corpus that travels with Otklik."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from otklik.cli import options
from otklik.messages import say


def command(
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_out"))] = Path("otklik-demo"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("help_quiet"))] = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, a table out; the demonstration's own folder is written anew each time."""
    from otklik import study
    from otklik.cli import show

    with show.stages(study.STAGES, quiet=quiet) as progress:
        result = study.demo(progress)
        progress("write")
        paths = result.save(out, overwrite=True)
    if not quiet:
        show.result(result, paths)
        print(say("demo_constructed"))
