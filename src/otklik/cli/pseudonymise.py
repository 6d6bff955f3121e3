"""``otklik pseudonymise``: a file without names, addresses and numbers of people, and the way back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli import options
from otklik.errors import UserError
from otklik.messages import say

if TYPE_CHECKING:
    from otklik.pseudonymising import Pseudonymised, Restored


def command(
    file: Annotated[str, typer.Argument(help=say("help_pseudonymise_file"), metavar="FILE")],
    key: Annotated[Path, typer.Option("--key", "-k", help=say("help_key"))],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_pseudonymise_out"))],
    text: Annotated[list[str] | None, typer.Option("--text", "-t", help=say("help_pseudonymise_text"))] = None,
    id_columns: Annotated[list[str] | None, typer.Option("--id", help=say("help_pseudonymise_id"))] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", help=say("help_drop"))] = None,
    review: Annotated[Path | None, typer.Option("--review", help=say("help_review"))] = None,
    names_ru: Annotated[str | None, typer.Option("--names-ru", help=say("help_names_ru"))] = None,
    names_en: Annotated[str | None, typer.Option("--names-en", help=say("help_names_en"))] = None,
    restore: Annotated[bool, typer.Option("--restore", help=say("help_restore"))] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=say("help_overwrite_file"))] = False,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one call, counts out: never a word of a respondent."""
    from otklik import pseudonymising
    from otklik.cli import show

    if restore:
        of_the_other_way = {
            "--text": text,
            "--drop": drop,
            "--review": review,
            "--names-ru": names_ru,
            "--names-en": names_en,
        }
        for option, value in of_the_other_way.items():
            if value:
                raise UserError(say("restore_not_with", option=option), hint=say("restore_not_with_hint"))
    done: Pseudonymised | Restored
    with show.waiting():
        if restore:
            done = pseudonymising.restore(file, out, key, id_columns=id_columns or (), overwrite=overwrite)
        else:
            done = pseudonymising.pseudonymise(
                file, out, key, text=text or (), id_columns=id_columns or (), drop=drop or (), review=review,
                names_ru=names_ru, names_en=names_en, overwrite=overwrite,
            )  # fmt: skip
    if as_json:
        print(json.dumps(done.facts, ensure_ascii=False, indent=2))
    elif isinstance(done, pseudonymising.Restored):
        _restored(done)
    else:
        _replaced(done)


def _replaced(done: Pseudonymised) -> None:
    total = sum(done.found.values())
    print(say("pseudonymise_summary", n=len(done.frame), found=total, different=done.different, ids=done.ids))
    for name, n in done.found.items():
        print(say("pseudonymise_type", type=name, n=n, doubtful=done.doubtful.get(name, 0)))
    for remark in done.remarks:
        print(f"· {remark}")
    if done.lookalikes:
        print(f"· {say('lookalikes_found', n=done.lookalikes)}")
    how = ", ".join(say("names_rules") if one == "rules" else one for one in done.names_by)
    print(say("pseudonymise_names_by", how=how))
    if done.reviewed:
        print(say("review_read", n=done.kept))
    elif done.review:
        print(say("review_written", path=done.review))
    print(say("pseudonymise_written", path=done.out, key=done.key))
    print(say("pseudonymise_honest"))


def _restored(done: Restored) -> None:
    print(say("restore_summary", n=len(done.frame), marks=done.marks, ids=done.ids, path=done.out))
    for remark in done.remarks:
        print(f"· {remark}")
    if done.unknown:
        print(f"· {say('restore_unknown', n=done.unknown)}")
