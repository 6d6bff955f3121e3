"""``otklik codebook show|check|new|add-theme``: see, check, begin and extend codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from otklik.cli import options
from otklik.errors import UserError
from otklik.messages import interface, say

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Name = Annotated[str, typer.Argument(help=say("help_codebook_name"))]


@app.command("show", help=say("help_codebook_show"))
def show(name: _Name = "volunteering", lang: options.Lang = None) -> None:
    """Print scales with groups, and themes with seed words."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from otklik import codebook
    from otklik.domain import named

    book = codebook.load(name)
    console = Console(highlight=False)
    console.print(f"[bold]{escape(book.id)}[/] {book.version}  {escape(named(book.question, interface()))}")
    for scale in book.scales:
        table = Table("id", say("word_group"), say("codebook_definition"), title=escape(named(scale.name, interface())))
        for group in scale.groups:
            table.add_row(group.id, escape(named(group.name, interface())), escape(named(group.define, interface())))
        console.print(table)
    if book.themes:
        table = Table("id", say("word_theme"), say("codebook_seeds"), title=say("themes_title"))
        for theme in book.themes:
            seeds = "\n".join(f"{language}: {', '.join(listed)}" for language, listed in theme.seeds.items())
            title = named(theme.name, interface())
            table.add_row(theme.id, escape(f"{theme.parent} → {title}" if theme.parent else title), escape(seeds))
        console.print(table)


@app.command("check", help=say("help_codebook_check"))
def check(name: _Name = "volunteering", lang: options.Lang = None) -> None:
    """Print every problem with its line; exit status 2 when one must be mended before use."""
    from otklik import codebook

    path = codebook.find(name)
    problems = codebook.problems(name)
    for problem in problems:
        mark = "✗" if problem.fatal else "·"
        print(f"{mark} {say('place_line', file=path.name, line=problem.line)}: {problem.text}")
    if problems:
        fatal = sum(problem.fatal for problem in problems)
        print(say("codebook_found", n=len(problems), fatal=fatal))
        raise typer.Exit(2 if fatal else 0)
    book = codebook.load(name)
    print(say("codebook_fine", name=book.id, themes=len(book.themes), scales=len(book.scales)))


@app.command("new", help=say("help_codebook_new"))
def new(
    path: Annotated[Path, typer.Argument(help=say("help_codebook_path"))] = Path("codebook.yaml"),
    lang: options.Lang = None,
) -> None:
    """Write a codebook to fill in; never over a file that is there."""
    from otklik import codebook
    from otklik.export import files

    if path.exists():
        raise UserError(say("file_there"), hint=say("file_there_hint"), where=str(path))
    files.write_text(path, codebook.TEMPLATE.format(file=path.name))
    print(say("codebook_written", path=path))


@app.command("add-theme", help=say("help_codebook_add_theme"))
def add_theme(
    name: Annotated[str, typer.Argument(help=say("help_codebook_edited"), metavar="CODEBOOK")],
    topic: Annotated[str, typer.Option("--from-topic", help=say("help_from_topic"))],
    run: Annotated[Path, typer.Option("--run", help=say("help_run_folder"))],
    theme_id: Annotated[str | None, typer.Option("--id", help=say("help_theme_id"))] = None,
    label_ru: Annotated[str | None, typer.Option("--label-ru", help=say("help_label"))] = None,
    label_en: Annotated[str | None, typer.Option("--label-en", help=say("help_label"))] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("help_copy_out"))] = None,
    lang: options.Lang = None,
) -> None:
    """Print the theme with its seeds, and what the check says of it."""
    from otklik import theme_help
    from otklik.domain import named

    added = theme_help.add_theme(
        name, topic, run, out=out, theme_id=theme_id, label_ru=label_ru, label_en=label_en
    )  # fmt: skip
    theme = added.theme
    print(
        say("amend_added", path=added.path, version=added.version, id=theme.id, name=named(theme.name, interface()))
    )  # fmt: skip
    for language, listed in theme.seeds.items():
        print(f"  {language}: {', '.join(listed)}")
    for problem in added.problems:
        print(f"· {say('place_line', file=added.path.name, line=problem.line)}: {problem.text}")
    print(say("amend_next"))
