"""Survey platforms: which one a table came from, and the table as that platform means it.

Takes a table whose first row was the header, gives it its questions, the columns of one question, and the columns that
tell of a response; rows that continue the header are taken out and said. Never drops a response, never looks at the
name of a file.
"""

from __future__ import annotations

from otklik.reading.platforms import (
    google_forms,
    kobo,
    limesurvey,
    qualtrics,
    redcap,
    surveygizmo,
    surveymonkey,
    yandex_forms,
)
from otklik.reading.tables import Table

# The order is policy: what has signs of its own in every file stands first, what a single column tells stands last.
_PLATFORMS = {
    "qualtrics": qualtrics,
    "surveymonkey": surveymonkey,
    "redcap": redcap,
    "kobo": kobo,
    "limesurvey": limesurvey,
    "surveygizmo": surveygizmo,
    "yandex_forms": yandex_forms,
    "google_forms": google_forms,
}
NAMES = tuple(_PLATFORMS)


def recognise(table: Table) -> str | None:
    """Name the platform that a table comes from, ``None`` when nothing tells it.

    >>> recognise(Table(["Timestamp", "Why?"], [["2020/01/29 3:02:25 pm CET", "To help"]]))
    'google_forms'
    >>> recognise(Table(["id", "Why?"], [["1", "To help"]])) is None
    True
    """
    return next((name for name, platform in _PLATFORMS.items() if platform.recognised(table)), None)


def shape(table: Table, name: str) -> None:
    """Give the table what the platform means by it: titles, sets and roles; take out rows that continue the header.

    >>> table = Table(["ResponseId", "Q1"], [["Response ID", "Why?"], ["R_2YPOQ602ER1jkf1", "To help"]])
    >>> shape(table, "qualtrics")
    >>> table.titles["Q1"], table.rows, table.numbers
    ('Why?', [['R_2YPOQ602ER1jkf1', 'To help']], [3])
    """
    _PLATFORMS[name].shape(table)
