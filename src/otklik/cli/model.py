"""``otklik model show|check``: what a model saw and can do, and whether its folder is whole and safe."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from otklik.messages import say

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Model = Annotated[str, typer.Argument(help=say("help_model_name"), metavar="MODEL")]
_Lang = Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))]


@app.command("show", help=say("help_model_show"))
def show(model: _Model, lang: _Lang = None) -> None:
    """Print the card, then the hash."""
    from otklik import trained

    opened = trained.load(model)
    print(opened.card)
    print(say("model_hash", digest=opened.digest))


@app.command("check", help=say("help_model_check"))
def check(model: _Model, lang: _Lang = None) -> None:
    """Open everything; whatever is wrong ends in an error."""
    from otklik import trained

    opened = trained.load(model)
    print(say("model_fine", name=opened.name))
    for target in opened.targets.values():
        print(f"  {target.id}: {', '.join(target.values)}")
    saw = opened.meta.get("trained_on", {})
    print(say("model_saw", texts=saw.get("texts", 0), file=saw.get("file", saw.get("corpus", "—"))))
    print(say("model_hash", digest=opened.digest))
