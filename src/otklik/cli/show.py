"""What the terminal shows: a bar while stages run, a compact table at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.domain import NOT_EXPRESSED
from otklik.messages import interface, number, say, share

if TYPE_CHECKING:
    from otklik.results.questions import Questions
    from otklik.results.run import Result
    from otklik.study import Stage


@contextmanager
def stages(names: Sequence[Stage], *, quiet: bool) -> Iterator[Callable[[Stage], None]]:
    """Show a bar on standard error that moves on with each stage."""
    if quiet:
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<22}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("stage_start"), total=len(names))

        def move(stage: Stage) -> None:
            bar.update(task, description=say(f"stage_{stage}"), completed=names.index(stage))

        yield move


@contextmanager
def waiting() -> Iterator[Callable[[str], None]]:
    """Show on standard error what is being done, for work of which nobody knows the length."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda said: None
        return
    with console.status(say("stage_start")) as status:
        yield lambda said: status.update(escape(said))


def finish(
    tables: Callable[[], None], paths: Sequence[Path] | None, facts: Mapping[str, Any] | None = None, key: str = "files"
) -> None:
    """Print what was found: ``facts`` as JSON, with the paths under ``key``, for programs; else tables, then the paths.

    ``paths`` is ``None`` for what writes no files.
    """
    if facts is not None:
        written = {} if paths is None else {key: [str(path) for path in paths]}
        print(json.dumps({**facts, **written}, ensure_ascii=False, indent=2))
        return
    tables()
    for path in paths or ():
        print(f"  {path}")


def found(results: Result | Questions, paths: list[Path]) -> None:
    """Print what one question gave, or several."""
    from otklik.results.questions import Questions

    if isinstance(results, Questions):
        questions(results, paths)
    else:
        result(results, paths)


def questions(several: Questions, paths: list[Path]) -> None:
    """Print a line a question: how many were coded and its commonest themes; then the paths."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    for remark in several.remarks:
        console.print("[yellow]·[/] " + escape(remark))
    table = Table(box=None, pad_edge=False)
    for head in ("", say("inspect_question"), "n", say("word_theme")):
        table.add_column(head, justify="right" if head == "n" else "left")
    for one in several.run["questions"]:
        name, counts = one["text"], one["counts"]
        whole = several.results[name].groups
        themes = whole[(whole["by"] == "") & whole["variable"].isin(["theme", "topic"]) & (whole["count"] > 0)]
        often = sorted(themes.to_dict("records"), key=lambda line: -line["count"])[:3]
        told = [f"{line['name']} {share(line['share'])}" for line in often]
        table.add_row(
            one["prefix"], escape(title(several.titles[name])),
            f"{number(counts['coded'])}/{number(counts['rows'])}", escape(", ".join(told)),
        )  # fmt: skip
    console.print(table)
    for name, prefix in several.prefixes.items():
        for remark in several.results[name].remarks:
            if remark not in several.remarks:
                console.print(f"[yellow]·[/] {escape(prefix)}: {escape(remark)}")
    console.print(say("machine_count_title"), style="dim")
    for path in paths:
        if path.name in {"index.html", "respondents.xlsx", "respondents.csv", "report.html", "run.json"}:
            print(f"  {path}")


def one_line(text: str, most: int) -> str:
    """Return a text as one line that is not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def title(text: str, most: int = 80) -> str:
    """Return a title as one line, shortened before its end: there stands what tells parts of a question apart.

    >>> title("What do you think of the following statements? [Bread is tasty]", 40)
    'What do you think of t… [Bread is tasty]'
    """
    text = " ".join(text.split())
    head, _, end = text.rpartition(" [")
    if len(text) <= most or not text.endswith("]") or not 1 < len(end) <= most // 2:
        return one_line(text, most)
    return f"{head[: most - len(end) - 3].rstrip()}… [{end}"


def result(found: Result, paths: list[Path]) -> None:
    """Print counts, shares and the paths of the files."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    counts = found.run["counts"]
    console.print(
        say(
            "summary", n=counts["rows"], coded=counts["coded"],
            aside=counts["rows"] - counts["coded"], distinct=counts["distinct_coded"],
        )
    )  # fmt: skip
    for remark in found.remarks:
        console.print("[yellow]·[/] " + escape(remark))
    whole = found.groups[found.groups["by"] == ""]
    trusted = not found.run["pack"] or found.run["pack"]["suits"] is not False
    for scale in found.scales if trusted else ():
        console.print(f"\n[bold]{escape(scale.name.get(interface(), scale.id))}[/]")
        table = Table(box=None, pad_edge=False)
        table.add_column(say("head_group"))
        for head in (say("head_share"), say("head_interval")):
            table.add_column(head, justify="right")
        for line in whole[whole["variable"] == scale.id].itertuples():
            style = "dim" if line.code == NOT_EXPRESSED else ""
            table.add_row(escape(line.name), share(line.share), f"{share(line.low)} – {share(line.high)}", style=style)
        console.print(table)
    if found.found:
        only_topics = all(theme.kind == "topic" for theme in found.found)
        console.print(f"\n[bold]{say('topics_title' if only_topics else 'themes_title')}[/]")
        table = Table(box=None, pad_edge=False)
        table.add_column(say("word_theme"))
        table.add_column(say("head_share"), justify="right")
        table.add_column(say("head_words"), style="dim")
        order = {code: at for at, code in enumerate(whole.sort_values("share", ascending=False)["code"])}
        lines = whole[whole["variable"].isin(["theme", "topic"])].set_index("code")
        for theme in sorted(found.found, key=lambda theme: (theme.kind == "topic", order[theme.id])):
            table.add_row(escape(theme.name), share(lines.at[theme.id, "share"]), escape(", ".join(theme.words[:5])))
        console.print(table)
    if found.scales:
        console.print(say("summary_person", n=counts["needs_person"], of=number(counts["coded"])))
    console.print(say("machine_count_title"), style="dim")
    for path in paths:
        print(f"  {path}")
