"""Yandex Forms: one header row that begins with "ID" and the time at which the answer was made.

Takes a table whose header was the first row. These columns were not verified on a real export: nothing is taken out or
renamed, and the table says so.
"""

from __future__ import annotations

from otklik.messages import say
from otklik.reading.platforms import headers
from otklik.reading.tables import Table

_CREATED = ("Время создания", "Дата создания", "Создан", "Created at", "Created", "Creation time")


def recognised(table: Table) -> bool:
    """Tell by "ID" and a time of creation among the first three columns."""
    first = {headers.folded(name) for name in table.names[:3]}
    created = headers.column(table, *_CREATED)
    return (
        "id" in first
        and created is not None
        and headers.folded(created) in first
        and len(table.names) > 2
        and headers.holds(table, created, headers.MOMENT)
    )


def shape(table: Table) -> None:
    """Name the columns on the response; say that they are a guess."""
    table.remarks.append(say("yandex_forms_unverified"))
    headers.give_roles(
        table, [("respondent", headers.column(table, "ID")), ("submitted", headers.column(table, *_CREATED))]
    )
