"""``otklik figure``: one figure of finished results as a file for a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from otklik.cli import options
from otklik.messages import say


def command(
    results: Annotated[Path, typer.Argument(help=say("help_figure_results"), metavar="RESULTS")],
    kind: Annotated[
        Literal["groups", "domains", "themes", "cross"], typer.Option("--kind", "-k", help=say("help_figure_kind"))
    ] = "groups",
    by: Annotated[str | None, typer.Option("--by", "-b", help=say("help_figure_by"))] = None,
    scale: Annotated[str | None, typer.Option("--scale", "-s", help=say("help_figure_scale"))] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("help_figure_out"))] = None,
    lang: options.Lang = None,
) -> None:
    """Options in, one file out, its path printed."""
    from otklik.export import figure
    from otklik.report import figures

    chart = figures.chart(figure.read(results), kind, by, scale)
    print(figure.write(out or Path(f"{kind}.svg"), chart))
