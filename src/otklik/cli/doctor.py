"""``otklik doctor``: what is installed, what is missing."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from otklik.messages import interface, say


def command(
    as_json: Annotated[bool, typer.Option("--json", help=say("help_json"))] = False,
    lang: Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help=say("help_lang"))] = None,
) -> None:
    """One call, a table out."""
    from otklik import study
    from otklik.domain import named

    found = study.health()
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    print(f"Otklik {found['otklik']}, Python {found['python']}")
    for name, version in found["packages"].items():
        print(f"  {name:22} {version or say('doctor_missing')}")
    print(say("doctor_models"))
    for name, title in found["models"].items():
        print(f"  {name:22} {named(title, interface()) if isinstance(title, dict) else title}")
    print(say("doctor_codebooks"), ", ".join(found["codebooks"]))
    print(say("doctor_optional"))
    for name, there in found["optional"].items():
        print(f"  {name:22} {say('doctor_there') if there else say(f'doctor_optional_{name}')}")
    if any(version is None for version in found["packages"].values()):
        raise typer.Exit(1)
