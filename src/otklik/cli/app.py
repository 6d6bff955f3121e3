"""The commands by name."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from otklik._version import __version__
from otklik.cli import (
    agree,
    codebook,
    compare,
    demo,
    doctor,
    estimate,
    evaluate,
    explore,
    export,
    figure,
    import_codes,
    inspect,
    model,
    pseudonymise,
    run,
    themes,
    train,
)
from otklik.cli import next as next_texts
from otklik.messages import say

# Some versions of typer carry click inside, others beside them; both raise descendants of this one.
usage_error: type[Exception] = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")
aborted = typer.Abort

app = typer.Typer(
    name="otklik", help=say("help_app"), no_args_is_help=True, add_completion=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]}, pretty_exceptions_enable=False,
)  # fmt: skip
app.command("run", help=say("help_run"))(run.command)
app.command("inspect", help=say("help_inspect"))(inspect.command)
app.command("compare", help=say("help_compare"))(compare.command)
app.command("figure", help=say("help_figure"))(figure.command)
app.command("export", help=say("help_export"))(export.command)
app.command("import-codes", help=say("help_import_codes"))(import_codes.command)
app.command("pseudonymise", help=say("help_pseudonymise"))(pseudonymise.command)
app.command("demo", help=say("help_demo"))(demo.command)
app.add_typer(codebook.app, name="codebook", help=say("help_codebook"))
app.add_typer(themes.app, name="themes", help=say("help_themes"))
app.command("words", help=say("help_words"))(explore.words)
app.command("kwic", help=say("help_kwic"))(explore.kwic)
app.command("keyness", help=say("help_keyness"))(explore.keyness)
app.command("collocations", help=say("help_collocations"))(explore.collocations)
app.command("train", help=say("help_train"))(train.command)
app.command("evaluate", help=say("help_evaluate"))(evaluate.command)
app.command("agree", help=say("help_agree"))(agree.command)
app.command("estimate", help=say("help_estimate"))(estimate.command)
app.command("next", help=say("help_next"))(next_texts.command)
app.add_typer(model.app, name="model", help=say("help_model"))
app.command("doctor", help=say("help_doctor"))(doctor.command)


def _version(asked: bool) -> None:
    if asked:
        print(f"otklik {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    version: Annotated[
        bool, typer.Option("--version", help=say("help_version"), callback=_version, is_eager=True)
    ] = False,
    lang: Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))] = None,
) -> None:
    """Options of every command; `main` has read them already."""
