"""Google Forms and their sheets: one header row that begins with the time of the answer.

Takes a table whose header was the first row. Options that were ticked stand in one cell; a grid has a column a row.
"""

from __future__ import annotations

from otklik.reading.platforms import headers
from otklik.reading.tables import Table

_TIMES = {
    "timestamp", "отметка времени", "позначка часу", "пазнака часу", "уақыт белгісі", "zeitstempel", "horodateur",
    "marca temporal", "carimbo de data/hora", "informazioni cronologiche", "tijdstempel", "sygnatura czasowa",
    "zaman damgası", "časové razítko", "tidstämpel", "タイムスタンプ", "时间戳记",
}  # fmt: skip


def recognised(table: Table) -> bool:
    """Tell by a first column of that name that holds moments, beside at least one question."""
    first = table.names[0]
    return len(table.names) > 1 and headers.folded(first) in _TIMES and headers.holds(table, first, headers.MOMENT)


def shape(table: Table) -> None:
    """Name the column of the time at which answers were sent."""
    headers.give_roles(table, [("submitted", table.names[0])])
