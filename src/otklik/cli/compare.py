"""``otklik compare``: articles, abstracts and lists of references in, sources × themes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli import options
from otklik.messages import say, share

if TYPE_CHECKING:
    from otklik.results.comparison import Comparison


def command(
    files: Annotated[list[str], typer.Argument(help=say("help_compare_files"), metavar="FILE...")],
    codebook: Annotated[str, typer.Option("--codebook", "-c", help=say("help_codebook_option"))] = "volunteering",
    answers: Annotated[list[str] | None, typer.Option("--answers", "-a", help=say("help_answers"))] = None,
    text: Annotated[str | None, typer.Option("--text", "-t", help=say("help_answers_text"))] = None,
    out: options.Out = None,
    report: Annotated[Path | None, typer.Option("--report", help=say("help_report"))] = None,
    overwrite: options.Overwrite = False,
    seed: options.Seed = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("help_quiet"))] = False,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, a table out."""
    from otklik import comparison
    from otklik.cli import show
    from otklik.export import folder

    place = out or (None if report else Path("otklik-compare"))
    if place is not None:
        folder.refuse_existing(place, overwrite)
    with show.stages(comparison.STAGES, quiet=quiet or as_json) as progress:
        found = comparison.compare(files, codebook, answers=answers, text=text, seed=seed, progress=progress)
        progress("write")
        paths = found.save(place, overwrite=overwrite) if place is not None else []
        paths += [found.report(report)] if report is not None else []
    if as_json:
        print(json.dumps({**found.run, "files": [str(path) for path in paths]}, ensure_ascii=False, indent=2))
    elif not quiet:
        _show(found, paths)


def _show(found: Comparison, paths: list[Path]) -> None:
    """Print the matrix of shares, and the paths of the files."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    aside = len(found.set_aside)
    console.print(say("compare_summary", n=len(found.entries), sentences=found.run["sentences"], aside=aside))
    for remark in found.remarks:
        console.print("[yellow]·[/] " + escape(remark))
    table = Table(box=None, pad_edge=False)
    table.add_column(say("word_theme"))
    for entry in found.entries:
        table.add_column(escape(entry.label), justify="right")
    for _, lines in found.matrix.groupby("theme", sort=False):
        cells = [share(one) if one else "·" for one in lines["share"]]
        table.add_row(escape(lines["name"].iloc[0]), *cells)
    console.print(table)
    console.print(say("machine_count_title"), style="dim")
    for path in paths:
        print(f"  {path}")
