"""``otklik doctor``: what is installed, what is missing."""

from __future__ import annotations

import json

import typer

from otklik.cli import options
from otklik.messages import interface, say


def command(
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """One call, a table out."""
    from otklik.domain import named
    from otklik.study import facts

    found = facts.health()
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
