"""The workbook for people: answers with their codes to read and to correct, the codebook, and the tables of a run.

Takes a finished run and a path, gives an .xlsx file in which nothing is a formula. Never decides what is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik.domain import named
from otklik.export import workbook
from otklik.export.finished import Finished
from otklik.export.finished import table as read_table
from otklik.export.sheets import LETTERS, LINE, ROWS, book, fitting, height, letters
from otklik.export.variables import Variable, group_names, table
from otklik.messages import say
from otklik.reading import corrections as sheets

if TYPE_CHECKING:
    import pandas as pd

_HIGHEST = 300
_ABOUT = 110
"""Letters that fit into a line of the sheet about the workbook."""
_LISTS = len(sheets.CODEBOOK_HEADS) + 1
"""The first column of lists in the sheet of the codebook."""
_TABLES = ("themes", "groups", "effects", "profiles", "crosses", "time")
_WORDS = frozenset(
    ("id", "kind", "by", "value", "variable", "code", "name", "method", "scale", "group", "group_name", "theme",
     "theme_name", "other_scale", "other_group", "other_group_name", "covariate", "top_words", "frex_words",
     "exemplar_1", "exemplar_2", "exemplar_3", "exemplar_4", "period")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of the answers: the text and what was coded first, then the rest of the input.

    ``beside`` is the column of corrections of each scale; ``row`` and ``checked`` are the other two that are added.
    """

    variables: tuple[Variable, ...]
    heads: tuple[str, ...]
    row: str
    checked: str
    beside: dict[str, str]

    @property
    def coded(self) -> list[Variable]:
        """Return scales and 0/1 columns: what can be corrected."""
        return [one for one in self.variables if one.kind in {"group", "mark"}]

    def place(self, head: str) -> int:
        return self.heads.index(head)


def _layout(finished: Finished) -> _Layout:
    order = {"group": 1, "flag": 2, "mark": 3, "input": 4, "told": 5}
    variables = [one for one in table(finished) if one.kind != "probability"]
    variables.sort(key=lambda one: 0 if one.name in finished.text_columns else order[one.kind])
    taken = {one.name for one in variables}

    def free(name: str) -> str:
        while name in taken:
            name = f"otklik_{name}"
        taken.add(name)
        return name

    row, checked = free(sheets.ROW), free(sheets.CHECKED)
    beside = {one.of: free(f"{one.name}{sheets.CORRECTED}") for one in variables if one.kind == "group"}
    heads = [row]
    for one in variables:
        heads += [checked, one.name] if one.kind == "flag" else [one.name]
        if one.kind == "group":
            heads.append(beside[one.of])
    return _Layout(tuple(variables), tuple(heads), row, checked, beside)


def write(path: Path, finished: Finished) -> list[str]:
    """Write the sheets ``answers``, ``codebook``, ``machine``, the run's tables and ``about``; return remarks.

    In ``answers`` each scale has a column beside it for its correction, with a list to choose from, and the 0/1 columns
    of codes can be changed in their places (what differs from ``machine`` is coloured); ``checked`` says that a person
    has read a row. Raises `UserError` when the file can't be written, or a sheet can't hold the answers.
    """
    layout = _layout(finished)
    cut = sum(len(cell) > LETTERS for one in layout.variables if one.kind == "input" for cell in one.cells)
    with book(path) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF2", "bottom": 1})
        wrapped = made.add_format({"text_wrap": True, "valign": "top"})
        to_fill = made.add_format({"valign": "top", "bg_color": "#FFFBE6", "text_wrap": True})
        changed = made.add_format({"bg_color": "#F8CBAD"})
        answers = made.add_worksheet(sheets.ANSWERS)
        about = made.add_worksheet("about")
        codebook, machine = made.add_worksheet(sheets.CODEBOOK), made.add_worksheet(sheets.MACHINE)
        _answers(answers, finished, layout, (bold, wrapped, to_fill, changed))
        _codebook(codebook, finished, layout, bold, wrapped)
        _machine(machine, finished, layout, bold)
        for name in _TABLES:
            if (finished.folder / f"{name}.csv").is_file():
                frame = _typed(read_table(finished.folder / f"{name}.csv"))
                workbook.fill(made.add_worksheet(name), frame.iloc[:ROWS], bold)
        _about(about, finished, bold, wrapped)
    return [say("xlsx_cut", n=cut)] if cut else []


def _answers(sheet: Any, finished: Finished, layout: _Layout, formats: tuple[Any, ...]) -> None:
    bold, wrapped, to_fill, changed = formats
    n = len(finished.coded)
    fill = {layout.checked, *layout.beside.values()}
    shown = {one.name for one in layout.variables if one.kind in {"group", "flag"}}
    for at, head in enumerate(layout.heads):
        sheet.write_string(0, at, head[:LETTERS], bold)
        if at == 0:
            sheet.set_column(at, at, 7, wrapped)
        elif head in fill:
            sheet.set_column(at, at, 18, to_fill)
        else:
            wide = 62 if head in finished.text_columns else 18 if head in shown else 14
            sheet.set_column(at, at, wide, wrapped)
    sheet.freeze_panes(1, 2 if len(finished.text_columns) == 1 else 1)
    sheet.autofilter(0, 0, max(n, 1), len(layout.heads) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, 2 * LINE)
    sheet.print_area(
        0, 0, n, layout.place(finished.columns["needs_person"])
    )  # the text and its groups: what people put on paper
    for line, name in enumerate(finished.ids):
        sheet.set_row(line + 1, height(finished.texts[line], _HIGHEST))
        _cell(sheet, line + 1, 0, name)
        for one in layout.variables:
            _cell(sheet, line + 1, layout.place(one.name), one.cells[line])
    _rules(sheet, finished, layout, changed)


def _rules(sheet: Any, finished: Finished, layout: _Layout, changed: Any) -> None:
    """Put lists to choose from into the cells to correct, and a colour on what differs from the machine's codes."""
    last = max(len(finished.coded), 1)
    lists = {scale.id: letters(_LISTS + at) for at, scale in enumerate(finished.scales)}
    for at, one in enumerate(layout.coded, start=1):
        column = layout.place(one.name)
        if one.kind == "group":
            letter, beside = lists[one.of], layout.place(layout.beside[one.of])
            source = f"={sheets.CODEBOOK}!${letter}$2:${letter}${1 + len(one.values)}"
            sheet.data_validation(1, beside, last, beside, {"validate": "list", "source": source})
        else:
            sheet.data_validation(1, column, last, column, {"validate": "list", "source": ["0", "1"]})
        # Found by the row's number, since people sort.
        letter = letters(at)
        machine = f"{sheets.MACHINE}!${letter}$1:${letter}${last + 1}"
        rows = f"{sheets.MACHINE}!$A$1:$A${last + 1}"
        criteria = f"={letters(column)}2<>INDEX({machine},MATCH($A2,{rows},0))"
        sheet.conditional_format(1, column, last, column, {"type": "formula", "criteria": criteria, "format": changed})
    checked = layout.place(layout.checked)
    sheet.data_validation(1, checked, last, checked, {"validate": "list", "source": [sheets.YES]})


def _codebook(sheet: Any, finished: Finished, layout: _Layout, bold: Any, wrapped: Any) -> None:
    """Write what each column means; import reads it back. The lists of values stand to the right."""
    spoken = finished.language
    scales = {one.of: one.name for one in layout.coded if one.kind == "group"}
    codes = {one.of: one.name for one in layout.coded if one.kind == "mark"}
    lines = [(layout.row, "row", "", "", "", ""), (layout.checked, "checked", "", "", "", "")]
    lines += [(name, "text", "", "", finished.titles.get(name, ""), "") for name in finished.text_columns]
    lines.append(("", "coder", finished.coder, "", "", ""))
    for scale in finished.scales:
        lines.append((scales[scale.id], "scale", scale.id, "", named(scale.name, spoken), scale.asks))
        lines.append((layout.beside[scale.id], "correction", scale.id, "", "", ""))
        told = {group.id: named(group.define, spoken) for group in scale.groups}
        lines += [
            (scales[scale.id], "group", scale.id, str(value), name, told.get(str(value), scale.none))
            for value, name in group_names(scale, spoken).items()
        ]
    for code in finished.codes:
        kind = "topic" if code.id in finished.topics else "theme"
        lines.append((codes[code.id], kind, code.id, "", named(code.name, spoken), named(code.define, spoken)))
    for at, (head, width) in enumerate(zip(sheets.CODEBOOK_HEADS, (26, 10, 22, 18, 34, 80), strict=True)):
        sheet.set_column(at, at, width, wrapped)
        sheet.write_string(0, at, head, bold)
    for number, line in enumerate(lines, start=1):
        sheet.set_row(number, LINE * max(-(-len(line[5]) // 80), -(-len(line[4]) // 34), 1))
        for at, cell in enumerate(line):
            sheet.write_string(number, at, cell[:LETTERS])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(sheets.CODEBOOK_HEADS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, len(lines), len(sheets.CODEBOOK_HEADS) - 1)
    for at, scale in enumerate(finished.scales, start=_LISTS):
        sheet.set_column(at, at, 18)
        sheet.write_string(0, at, scale.id, bold)
        for number, value in enumerate(scale.values, start=1):
            sheet.write_string(number, at, value)


def _machine(sheet: Any, finished: Finished, layout: _Layout, bold: Any) -> None:
    """Write the machine's own codes, so that corrections can be told from them."""
    shown = layout.coded
    sheet.set_column(0, len(shown), 14)
    for at, head in enumerate([layout.row, *(one.name for one in shown)]):
        sheet.write_string(0, at, head[:LETTERS], bold)
    for line, name in enumerate(finished.ids, start=1):
        _cell(sheet, line, 0, name)
        for at, one in enumerate(shown, start=1):
            _cell(sheet, line, at, one.cells[line - 1])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(finished.coded), 1), len(shown))


def _about(sheet: Any, finished: Finished, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, _ABOUT, wrapped)
    sheet.write_string(0, 0, say("export_about"), bold)
    keys = ("scales", "codes", "checked", "import", "machine", "care")
    told = [
        *(say(f"export_about_{key}", file="codings.csv") for key in keys),
        "",
        say("export_about_coder", name=finished.coder, version=finished.run["otklik"]),
        *(f"{one['name']}: {one['rows']}, SHA-256 {one['sha256']}" for one in finished.run["sources"]),
        *finished.run["remarks"],
    ]
    for line, sentence in enumerate(told, start=1):
        sheet.set_row(line, LINE * max(-(-len(sentence) // (_ABOUT - 10)), 1))
        sheet.write_string(line, 0, sentence[:LETTERS])


def _cell(sheet: Any, line: int, at: int, value: Any) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(line, at, fitting(value))
    elif value is not None:
        sheet.write_number(line, at, value)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Make numbers of the columns that hold them."""
    import pandas as pd

    for name in frame.columns:
        if name not in _WORDS:
            frame[name] = pd.to_numeric(frame[name].replace("", None), errors="coerce")
    return frame
