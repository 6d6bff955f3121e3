"""Options that several commands have: how each is written, and what its help says.

Takes what a person typed, gives pairs and lists of names. Never knows what a command does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from otklik.errors import UserError
from otklik.messages import say

# Files and models.
Files = Annotated[list[str], typer.Argument(help=say("help_files"), metavar="FILE...")]
CodedFile = Annotated[str, typer.Argument(help=say("help_train_file"), metavar="FILE")]
Model = Annotated[str, typer.Option("--model", "-m", help=say("help_model_name"))]
Out = Annotated[Path | None, typer.Option("--out", "-o", help=say("help_out"))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=say("help_overwrite"))]

# The columns of a survey.
Texts = Annotated[list[str] | None, typer.Option("--text", "-t", help=say("help_text"))]
By = Annotated[list[str] | None, typer.Option("--by", "-b", help=say("help_by"))]

# How a coded sheet is laid out: see `otklik.reading.codings.Layout`.
Text = Annotated[str | None, typer.Option("--text", "-t", help=say("help_train_text"))]
KnownScales = Annotated[list[str] | None, typer.Option("--scale", "-s", help=say("help_evaluate_scale"))]
Themes = Annotated[list[str] | None, typer.Option("--themes", help=say("help_themes_columns"))]
Codebook = Annotated[str | None, typer.Option("--codebook", "-c", help=say("help_train_codebook"))]
Sheet = Annotated[str | None, typer.Option("--sheet", help=say("help_sheet"))]
Separator = Annotated[str | None, typer.Option("--separator", help=say("help_separator"))]
Coder = Annotated[str | None, typer.Option("--coder", help=say("help_coder"))]
KnownRespondent = Annotated[str | None, typer.Option("--respondent", help=say("help_evaluate_respondent"))]
Order = Annotated[list[str] | None, typer.Option("--order", help=say("help_order"))]

# How a command works and speaks.
Seed = Annotated[int, typer.Option("--seed", min=0, help=say("help_seed"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("help_json"))]
Lang = Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))]


def pairs(given: Sequence[str] | None, name: str) -> dict[str, str]:
    """Return what was typed as ``id=value``, by id.

    >>> pairs(["view=Мнение", "role = Q2"], "--scale")
    {'view': 'Мнение', 'role': 'Q2'}

    Raises `UserError` when a side is missing or an id is named twice.
    """
    found: dict[str, str] = {}
    for option in given or ():
        key, equals, value = option.partition("=")
        if not (key.strip() and equals and value.strip()) or key.strip() in found:
            hint = say("codings_no_columns_hint") if name == "--scale" else say("agree_pairs_hint", name=name)
            raise UserError(say("mistake_invalid_value", name=name), hint=hint, where=option)
        found[key.strip()] = value.strip()
    return found


def listed(given: str | None) -> list[str]:
    """Return what was typed as ``a,b,c``.

    >>> listed("for, unsure,against"), listed(None)
    (['for', 'unsure', 'against'], [])
    """
    return [part.strip() for part in (given or "").split(",") if part.strip()]
