"""``otklik themes seeds|test``: further seed words, wrong ones, and whether a person can tell themes apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otklik.cli import options
from otklik.errors import UserError
from otklik.messages import say, share

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Codebook = Annotated[str, typer.Option("--codebook", "-c", help=say("help_codebook_option"))]
_UNSEEN = 6


@app.command("seeds", help=say("help_themes_seeds"))
def seeds(
    files: options.Files,
    text: options.Texts = None,
    codebook: _Codebook = "volunteering",
    least: Annotated[int, typer.Option("--least", min=2, help=say("help_least"))] = 5,
    top: Annotated[int, typer.Option("--top", min=1, help=say("help_seeds_top"))] = 3,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("help_table_out"))] = None,
    lang: options.Lang = None,
) -> None:
    """Print proposals, suspects, and seeds that do nothing or do double work."""
    from otklik import theme_help
    from otklik.export import files as written

    table = theme_help.seeds(files, codebook, text or None, least, top)
    if out is not None:
        print(written.write_csv(out, table))
        return
    _print_seeds(table)


@app.command("test", help=say("help_themes_test"))
def test(
    files: Annotated[list[str] | None, typer.Argument(help=say("help_files"), metavar="[FILE...]")] = None,
    text: options.Texts = None,
    codebook: _Codebook = "volunteering",
    topics: Annotated[int | None, typer.Option("--topics", min=0, max=200, help=say("help_topics"))] = None,
    each: Annotated[int, typer.Option("--each", min=0, max=20, help=say("help_test_each"))] = 3,
    texts: Annotated[int, typer.Option("--texts", min=0, max=500, help=say("help_test_texts"))] = 20,
    seed: options.Seed = 0,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("help_test_out"))] = None,
    score: Annotated[Path | None, typer.Option("--score", help=say("help_test_score"))] = None,
    key: Annotated[Path | None, typer.Option("--key", help=say("help_test_key"))] = None,
    lang: options.Lang = None,
) -> None:
    """Write a sheet and its key, or score an answered sheet."""
    from otklik import theme_help

    if score is not None:
        _print_scores(theme_help.score(score, key))
        return
    if not files or out is None:
        raise UserError(say("test_out_needed"), hint=say("test_out_needed_hint"))
    made = theme_help.intrusion_test(
        files, out, codebook, text or None, topics=topics, each=each, texts=texts, seed=seed
    )  # fmt: skip
    print(say("test_written", path=made.sheet, key=made.key, words=made.words, themes=made.themes))
    if made.themes < texts:
        print(say("test_few_texts", n=made.themes))
    print(say("test_what_next", path=made.sheet))


def _print_seeds(table: pd.DataFrame) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    proposed, suspect = table[table["kind"] == "proposal"], table[table["kind"] == "suspect"]
    console.print(f"[bold]{say('seeds_proposed')}[/]")
    if len(proposed):
        console.print(say("seeds_proposed_note"), style="dim")
        scores = [f"{score:.1f}" for score in proposed["score"]]
        console.print(_words(proposed, say("head_adds"), say("head_score"), scores))
    else:
        console.print(say("seeds_none_proposed"))
    seeds = table[table["kind"].isin(["seed", "suspect", "unseen"])].drop_duplicates(["theme", "word"])
    unseen = seeds[seeds["kind"] == "unseen"]
    told = int(seeds["likeness"].notna().sum())
    console.print(f"\n[bold]{say('seeds_suspect')}[/]")
    if len(suspect):
        console.print(say("seeds_suspect_note"), style="dim")
        console.print(
            _words(suspect, say("head_alone"), say("head_likeness"), [share(one) for one in suspect["likeness"]])
        )
    else:
        console.print(say("seeds_none_suspect", told=told, n=len(seeds) - len(unseen) - told))
    if len(unseen):
        console.print(f"\n[bold]{say('seeds_unseen', n=len(unseen), of=len(seeds))}[/]")
        for theme, listed in unseen.groupby("theme", sort=False)["word"]:
            more = f", … ({len(listed)})" if len(listed) > _UNSEEN else ""
            console.print(f"  {theme}: {', '.join(listed[:_UNSEEN])}{more}", markup=False)
    double = table[table["kind"] == "shared"]
    if len(double):
        console.print(f"\n[bold]{say('seeds_shared')}[/]")
        for line in double.itertuples():
            console.print(f"  {line.word}: {str(line.theme).replace(';', ', ')}", markup=False)


def _print_scores(found: Any) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    if found.words.n:
        console.print(f"[bold]{say('test_words_title')}[/]")
        shown = Table(box=None, pad_edge=False)
        shown.add_column(say("word_theme"))
        for head in (say("head_right"), say("head_share"), say("head_interval")):
            shown.add_column(head, justify="right")
        for name, one in (*found.by_theme, (say("test_all"), found.words)):
            interval = f"{share(one.low)} – {share(one.high)}"
            shown.add_row(escape(name), f"{one.count} / {one.n}", share(one.share), interval)
        console.print(shown)
    if found.themes.n:
        one = found.themes
        console.print(
            say(
                "test_themes_title", right=one.count, n=one.n, share=share(one.share), low=share(one.low),
                high=share(one.high),
            )
        )  # fmt: skip
        console.print(say("test_log_odds", value=f"{found.log_odds:.2f}"))
    console.print(say("test_chance"), style="dim")


def _words(lines: pd.DataFrame, alone: str, measure: str, values: Sequence[str]) -> Table:
    """Show words, the last two numbers of each under their heads; the column of quotes gives way to the others."""
    from rich.markup import escape
    from rich.table import Table

    from otklik.clean import whitespace

    shown = Table(box=None, pad_edge=False, expand=True)
    shown.add_column(say("word_theme"), no_wrap=True)
    shown.add_column(say("head_word"), no_wrap=True)
    for head in (say("head_answers"), alone, measure):
        shown.add_column(head, justify="right", no_wrap=True)
    shown.add_column(say("head_quote"), ratio=1, no_wrap=True, overflow="ellipsis")
    for line, value in zip(lines.itertuples(), values, strict=True):
        cells = (line.theme, line.word, line.texts, line.alone, value, whitespace(line.quote))
        shown.add_row(*(escape(str(cell)) for cell in cells))
    return shown
