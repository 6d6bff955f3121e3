"""``otklik export``: finished results as the files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from otklik.cli import options
from otklik.errors import UserError
from otklik.messages import say

if TYPE_CHECKING:
    from otklik.export.finished import Finished

Kind = Literal["qdpx", "qdc", "sav", "xlsx", "csv", "parquet", "jsonl", "bib", "ris", "csl"]
Program = Literal["nvivo", "atlas", "maxqda", "qualcoder"]
Unit = Literal["answer", "question"]


def command(
    results: Annotated[Path, typer.Argument(help=say("help_export_results"), metavar="RESULTS")],
    to: Annotated[Kind, typer.Option("--to", help=say("help_export_to"))],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_export_out"))],
    excel: Annotated[Literal["ru", "en"] | None, typer.Option("--excel", help=say("help_export_excel"))] = None,
    program: Annotated[Program | None, typer.Option("--for", help=say("help_export_for"))] = None,
    one_source: Annotated[Unit | None, typer.Option("--one-source", help=say("help_export_one_source"))] = None,
    overwrite: options.Overwrite = False,
    lang: options.Lang = None,
) -> None:
    """Options in, one file out, its path printed and what the format could not hold."""
    from otklik.export import files, library

    chosen = (("--excel", excel, "csv"), ("--for", program, "qdpx"), ("--one-source", one_source, "qdpx"))
    for option, given, kind in chosen:
        if given is not None and to != kind:
            raise UserError(
                say("export_option_elsewhere", option=option, kind=kind),
                hint=say("usage_hint", command="otklik export"),
            )
    ending = out.suffix.lower()
    if ending[1:] in get_args(Kind) and ending[1:] != to:
        named = out.with_suffix(f".{to}").name
        raise UserError(say("export_ending", ending=ending, kind=to), hint=say("export_ending_hint", name=named))
    files.refuse_existing(out, overwrite)
    if to in library.FORMATS:
        remarks = library.write(out, results, to)
    else:
        remarks = _run(out, results, to, excel, program, one_source)
    for remark in remarks:
        print(f"· {remark}")
    print(out)


def _run(
    out: Path, results: Path, to: Kind, excel: Literal["ru", "en"] | None, program: Program | None,
    one_source: Unit | None,
) -> list[str]:  # fmt: skip
    from otklik.export import corrections, delimited, finished, records, refi, spss

    found: Finished = finished.read(results)
    if to == "csv":
        return delimited.write(out, found, excel)
    if to == "qdpx":
        return refi.write_project(out, found, program, one_source or "answer")
    writers = {
        "qdc": refi.write_codebook, "sav": spss.write, "xlsx": corrections.write, "parquet": records.parquet,
        "jsonl": records.json_lines,
    }  # fmt: skip
    return writers[to](out, found)
