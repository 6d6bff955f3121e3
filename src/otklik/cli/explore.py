"""``otklik words|kwic|keyness|collocations``: look at the words before anything is coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from otklik.cli import options
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

_File = Annotated[str, typer.Argument(help=say("help_files"), metavar="FILE")]
_Least = Annotated[int, typer.Option("--least", min=1, help=say("help_least"))]
_Top = Annotated[int, typer.Option("--top", min=1, help=say("help_top"))]
_Out = Annotated[Path | None, typer.Option("--out", "-o", help=say("help_table_out"))]


def words(
    files: options.Files,
    text: options.Texts = None,
    by: Annotated[str | None, typer.Option("--by", "-b", help=say("help_by"))] = None,
    top: _Top = 30,
    out: _Out = None,
    lang: options.Lang = None,
) -> None:
    """Frequencies of lemmas."""
    from otklik.study import exploring

    _show(exploring.frequencies(files, text or None, by), top, out)


def kwic(
    file: _File,
    word: Annotated[str, typer.Argument(help=say("help_word"))],
    text: options.Texts = None,
    width: Annotated[int, typer.Option("--width", min=5, help=say("help_width"))] = 50,
    sort: Annotated[Literal["text", "left", "right"], typer.Option("--sort", help=say("help_sort"))] = "text",
    out: _Out = None,
    lang: options.Lang = None,
) -> None:
    """A concordance."""
    import pandas as pd
    from rich.console import Console
    from rich.text import Text

    from otklik.clean import whitespace
    from otklik.export import files
    from otklik.study import exploring

    lines = exploring.concordance(file, word, text or None, width, sort)
    if out is not None:
        columns = ("row", "start", "stop", "left", "keyword", "right")
        cells = [(row, line.start, line.stop, line.left, line.keyword, line.right) for row, line in lines]
        print(files.write_csv(out, pd.DataFrame(cells, columns=columns)))
        return
    console = Console(highlight=False)
    for row, line in lines:
        # A sign of the neighbour stays where it stood: "деканат, отстань", not "деканат , отстань".
        left = whitespace(line.left) + (" " if line.left[-1:].isspace() else "")
        right = (" " if line.right[:1].isspace() else "") + whitespace(line.right)
        shown = Text(f"{row:>6}  {left[-width:]:>{width}}")
        shown.append(whitespace(line.keyword), style="bold")
        console.print(shown.append(right), soft_wrap=True)
    console.print(say("lines_found", n=len(lines)), style="dim")


def keyness(
    files: options.Files,
    target: Annotated[str, typer.Option("--target", help=say("help_target"))],
    text: options.Texts = None,
    least: _Least = 5,
    top: _Top = 30,
    out: _Out = None,
    lang: options.Lang = None,
) -> None:
    """Words of some respondents against those of all others."""
    from otklik.study import exploring

    table = exploring.keyness(files, target, text or None, least)
    _show(
        table if out else table[["word", "target_share", "reference_share", "log_ratio", "p_adjusted", "z"]], top, out
    )


def collocations(
    files: options.Files,
    text: options.Texts = None,
    least: _Least = 5,
    top: _Top = 30,
    out: _Out = None,
    lang: options.Lang = None,
) -> None:
    """Words that keep company."""
    from otklik.study import exploring

    _show(exploring.collocations(files, text or None, least), top, out)


def _show(table: pd.DataFrame, top: int, out: Path | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from otklik.export import files

    if out is not None:
        print(files.write_csv(out, table))
        return
    shown = Table(box=None, pad_edge=False)
    for at, name in enumerate(table.columns):
        numeric = table.iloc[:, at].dtype.kind in "if"
        shown.add_column(escape(str(name)), justify="right" if numeric else "left")
    head = table.head(top).map(lambda cell: f"{cell:.3g}" if isinstance(cell, float) else str(cell))
    for row in zip(*(files.cells(head.iloc[:, at]) for at in range(head.shape[1])), strict=True):
        shown.add_row(*map(escape, row))
    console = Console(highlight=False)
    console.print(shown)
    if len(table) > top:
        console.print(say("more_lines", n=len(table) - top), style="dim")
