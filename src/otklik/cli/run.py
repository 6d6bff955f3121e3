"""``otklik run``: a comment export in, themes and attitude groups out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from otklik.cli import options
from otklik.messages import say

if TYPE_CHECKING:
    from otklik.results.questions import Questions
    from otklik.results.run import Result


def command(
    files: options.Files,
    text: options.Texts = None,
    by: options.By = None,
    model: Annotated[str | None, typer.Option("--model", "-m", help=say("help_run_model"))] = None,
    as_one: Annotated[bool, typer.Option("--as-one", help=say("help_as_one"))] = False,
    survey: Annotated[Path | None, typer.Option("--survey", help=say("help_survey"))] = None,
    personal: Annotated[bool, typer.Option("--personal", help=say("help_personal"))] = False,
    time: Annotated[str | None, typer.Option("--time", help=say("help_time"))] = None,
    codebook: Annotated[str, typer.Option("--codebook", "-c", help=say("help_codebook_option"))] = "volunteering",
    format: Annotated[str | None, typer.Option("--format", help=say("help_format"))] = None,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    docx: Annotated[bool, typer.Option("--docx", help=say("help_docx"))] = False,
    theme_model: Annotated[
        Literal["guided", "lda", "nmf", "tomotopy"], typer.Option("--theme-model", help=say("help_theme_model"))
    ] = "guided",
    topics: Annotated[int | None, typer.Option("--topics", min=0, max=200, help=say("help_topics"))] = None,
    seed: options.Seed = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("help_quiet"))] = False,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, a table out."""
    from otklik import several, study
    from otklik.cli import show
    from otklik.export import folder

    place = out or _default_folder(files)
    folder.refuse_existing(place, overwrite)
    run = several.run_questions if not as_one and _asked(text, survey) > 1 else study.run
    with show.stages(study.STAGES, quiet=quiet or as_json) as progress:
        result: Result | Questions = run(
            files, text or None, by or (), codebook,
            model=model, time=time, theme_model=theme_model, topics=topics, seed=seed, personal=personal, survey=survey,
            format=format, progress=progress,
        )  # fmt: skip
        progress("write")
        paths = result.save(place, overwrite=overwrite, docx=docx)
    if as_json:
        print(json.dumps({**result.run, "files": [str(path) for path in paths]}, ensure_ascii=False, indent=2))
    elif not quiet:
        show.found(result, paths)


def _asked(text: list[str] | None, survey: Path | None) -> int:
    """Count the questions that are named: by options, or else by a mapping."""
    if text or survey is None:
        return len(text or [])
    from otklik.reading import mapping

    return len(mapping.load(survey).questions)


def _default_folder(files: list[str]) -> Path:
    stem = "answers" if files[0] == "-" else Path(files[0]).stem
    return Path(f"otklik-{stem}")
