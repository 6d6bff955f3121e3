"""``otklik import-codes``: what people coded or corrected elsewhere, as codings that other commands read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from otklik.cli import options
from otklik.errors import UserError
from otklik.messages import say


def command(
    file: Annotated[Path, typer.Argument(help=say("help_import_file"), metavar="FILE")],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("help_import_out"))],
    results: Annotated[Path | None, typer.Option("--results", help=say("help_import_results"))] = None,
    coder: Annotated[str, typer.Option("--coder", help=say("help_import_coder"))] = "person",
    codebook_out: Annotated[Path | None, typer.Option("--codebook-out", help=say("help_import_codebook"))] = None,
    overwrite: options.Overwrite = False,
    lang: options.Lang = None,
) -> None:
    """Options in, files out, and what was found in them."""
    from otklik.export import files

    kind = file.suffix.lower()
    if not out.suffix and not out.is_dir():
        out = out.with_suffix(".yaml" if kind == ".qdc" else ".csv")
    for path in (out, codebook_out):
        if path is not None:
            files.refuse_existing(path, overwrite)
    if kind == ".xlsx":
        _workbook(file, out, results, coder, overwrite)
    elif kind == ".qdpx":
        _project(file, out, codebook_out)
    elif kind == ".qdc":
        _codebook(file, out)
    else:
        raise UserError(say("import_kind", name=file.name), hint=say("import_kind_hint"))


def _workbook(file: Path, out: Path, results: Path | None, coder: str, overwrite: bool) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from otklik.export import codings, files, finished
    from otklik.reading import corrections, tables

    found = corrections.read(file)
    if results is not None:
        done = finished.read(results)
        found = corrections.with_texts(found, dict(zip(done.ids, done.texts, strict=True)), str(results))
    files.refuse_existing(codings.beside(out), overwrite)
    paths = codings.write(out, found, coder)
    checked = sum(line.checked for line in found.lines)
    changed = [line for line in found.lines if line.changed]
    print(say("import_summary", n=len(found.lines), checked=checked, changed=len(changed)))
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column(say("import_head_coded"), justify="right")
    table.add_column(say("import_head_changed"), justify="right")
    table.add_column(say("import_head_rows"), style="dim")
    for name, coded, different in codings.summary(found):
        rows = tables.listed([line.id for line in different])
        table.add_row(escape(name), str(coded), str(len(different)), escape(rows))
    Console(highlight=False).print(table)
    for sentence in codings.next_steps(*paths, found):
        print(sentence)
    print(say("import_care"))
    for path in paths:
        print(f"  {path}")


def _project(file: Path, out: Path, codebook_out: Path | None) -> None:
    from otklik.export import files
    from otklik.reading import qda, refi
    from otklik.refi import codebooks

    project, remarks = refi.read_project(file)
    for remark in remarks:
        print(f"· {remark}")
    if not project.codes:
        raise UserError(say("refi_no_codes"), hint=say("import_no_codes_hint"), where=file.name)
    table = qda.codings(project)
    paths = [files.write_csv(out, table)]
    if codebook_out is not None:
        paths.append(files.write_text(codebook_out, codebooks.as_yaml(refi.book(project, file.stem))))
    print(say("import_project", n=len(table), texts=table["id"].nunique()))
    for coder, own in table.groupby("coder", sort=False):
        print("  " + say("import_coder", coder=coder, n=len(own), texts=own["id"].nunique()))
    if table["coder"].nunique() > 1:
        print(say("import_coders_agree", command=f"otklik agree {out} --themes {qda.THEMES}"))
    for path in paths:
        print(f"  {path}")


def _codebook(file: Path, out: Path) -> None:
    from otklik.export import files
    from otklik.reading import refi
    from otklik.refi import codebooks

    book, remarks = refi.read_codebook(file)
    for remark in remarks:
        print(f"· {remark}")
    path = files.write_text(out, codebooks.as_yaml(book))
    print(say("import_codebook", scales=len(book.scales), themes=len(book.themes)))
    print(say("import_codebook_check", path=path))
    print(f"  {path}")
