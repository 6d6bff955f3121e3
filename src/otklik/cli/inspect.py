"""``otklik inspect``: what a file of answers holds, and its mapping kept for the next wave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli import options, show
from otklik.messages import number, say, share

if TYPE_CHECKING:
    from otklik.inspection import Inspection
    from otklik.reading import Question

_WIDTH = 80
_EXAMPLE = 60


def command(
    files: options.Files,
    format: Annotated[str | None, typer.Option("--format", help=say("help_format"))] = None,
    examples: Annotated[int, typer.Option("--examples", min=0, max=3, help=say("help_inspect_examples"))] = 2,
    save: Annotated[Path | None, typer.Option("--save", help=say("help_inspect_save"))] = None,
    overwrite: options.Overwrite = False,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, a table out."""
    from otklik import inspection

    if save is not None:
        inspection.refuse_existing(save, overwrite)
    found = inspection.inspect(files, format)
    saved = found.save(save, overwrite) if save is not None else None
    if as_json:
        print(json.dumps(found.facts(examples), ensure_ascii=False, indent=2))
    else:
        _show(found, examples, files, saved)


def _show(found: Inspection, examples: int, files: list[str], saved: Path | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    for source in found.survey.sources:
        facts = source.facts
        told = dict.fromkeys(_named(facts.get(key, "")) for key in ("format", "container", "encoding", "sheet"))
        console.print(f"[bold]{escape(source.name)}[/] {escape(', '.join(filter(None, told)))}")
    console.print(say("inspect_rows", n=len(found.survey.frame), questions=len(found.questions)))
    table = Table(box=None, pad_edge=False, width=max(min(console.width, 120), 40) if console.is_terminal else _WIDTH)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column(say("inspect_question"), ratio=3, overflow="fold")
    table.add_column(say("inspect_kind"), no_wrap=True)
    table.add_column(say("inspect_filled"), justify="right", no_wrap=True)
    if examples:
        table.add_column(say("head_examples"), ratio=3, overflow="ellipsis", no_wrap=True, style="dim")
    for one in found.questions:
        style = "bold" if one.kind == "open" else "dim" if one.kind == "empty" or one.personal else ""
        cells = [_number(one, found), escape(_title(one)), _kind(one), share(one.share)]
        shown = "\n".join(escape(show.one_line(text, _EXAMPLE)) for text in one.examples[:examples])
        table.add_row(*cells, *([shown] if examples else []), style=style)
    console.print(table)
    for name, rows in (("partial", found.partial), ("tests", found.tests), ("duplicates", found.duplicates)):
        if rows.count:
            listed = ", ".join(map(str, rows.rows)) + ("…" if rows.count > len(rows.rows) else "")
            console.print("[yellow]·[/] " + escape(say(f"inspect_{name}", n=rows.count, rows=listed)))
    personal = [one for one in found.questions if one.personal]
    if personal:
        console.print("[yellow]·[/] " + say("inspect_personal_columns", n=len(personal)))
    for remark in found.survey.remarks:
        console.print("[yellow]·[/] " + escape(remark))
    console.print(_next(found, files, saved), markup=False, soft_wrap=True)
    if saved is not None:
        print(f"  {saved}")


def _named(fact: str) -> str:
    names = {
        "qualtrics": "Qualtrics", "surveymonkey": "SurveyMonkey", "redcap": "REDCap", "kobo": "Kobo/ODK",
        "limesurvey": "LimeSurvey", "surveygizmo": "SurveyGizmo", "yandex_forms": say("inspect_yandex_forms"),
        "google_forms": "Google Forms",
    }  # fmt: skip
    return names.get(fact, fact)


def _kind(one: Question) -> str:
    return say(f"personal_{one.personal}") if one.personal else say(f"kind_{one.kind}")


def _number(one: Question, found: Inspection) -> str:
    """Number a question by its column, as ``--text`` and ``--by`` take it; one with options by the first of them."""
    return str(found.survey.frame.columns.get_loc(one.columns[0] if one.columns else one.name) + 1)


def _title(one: Question) -> str:
    options = f" ({say('inspect_options', n=len(one.columns))})" if one.columns else ""
    named = show.one_line(one.name, 40) + ": " if one.title != one.name else ""
    return named + show.title(one.title) + options


def _next(found: Inspection, files: list[str], saved: Path | None) -> str:
    """Say how to go on: with the mapping, or with the open questions."""
    listed = " ".join(f'"{file}"' if " " in file else file for file in files)
    if saved is not None:
        return say("inspect_saved", command=f"otklik run {listed} --survey {saved}")
    texts = [one for one in found.questions if one.kind == "open"]
    if not texts:
        return say("inspect_nothing_open")
    told = " ".join(f"--text {_number(one, found)}" for one in texts[:3])
    return say("inspect_next", n=number(len(texts)), command=f"otklik run {listed} {told}")
