"""LimeSurvey: one header row of codes, of full questions, or of both ("Q1. Why?").

Takes a table whose header was the first row. Its first columns stand in one order in every language: id, date, last
page, language.
"""

from __future__ import annotations

import re

from otklik.messages import say
from otklik.reading.platforms import headers
from otklik.reading.tables import Table, unique

_CODES = ("id", "submitdate", "lastpage", "startlanguage")
_WORDS = ("Response ID", "Date submitted", "Last page", "Start language")
_DATES = ("submitdate", "Date submitted", "startdate", "Date started", "datestamp", "Date last action")
_NO_DATE = re.compile(r"1980-01-01(?:[ T]00:00(?::00)?)?")
_INTEGER = re.compile(r"\d+(?:\.0)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z-]{2,12})?")
_BOTH = re.compile(r"(\w[\w-]*(?:\[[^\]]*\])*)\.\s+(\S.*)", re.DOTALL)


def recognised(table: Table) -> bool:
    """Tell by three of its first columns, called by code, in English or both; in other languages by their cells."""
    return _style(table) is not None or _first_four(table)


def shape(table: Table) -> None:
    """Part codes from questions, read 1980-01-01 as no date, find options and the columns on the response."""
    if _style(table) == "both":
        both = [_BOTH.fullmatch(name) for name in table.names]
        titles = [match[2] if match else "" for match in both]
        table.names = unique([match[1] if match else name for match, name in zip(both, table.names, strict=True)])
        table.titles |= {name: headers.asked(title) for name, title in zip(table.names, titles, strict=True) if title}
    own = [headers.column(table, word, code) for code, word in zip(_CODES, _WORDS, strict=True)]
    if not any(own) and _first_four(table):
        own = list(table.names[:4])
    respondent, submitted, page, language = own
    dates = {submitted, *(headers.column(table, name) for name in _DATES)} - {None}
    empty = 0
    for at in (table.names.index(name) for name in dates if name is not None):
        for row in table.rows:
            if _NO_DATE.fullmatch(row[at].strip()):
                row[at] = ""
                empty += 1
    if empty:
        table.remarks.append(say("dates_of_1980", n=empty))
    dated = submitted is not None and bool(headers.cells(table, submitted))
    headers.find_sets(table, headers.bracketed, lambda base: _question(table, base))
    headers.give_roles(
        table,
        [
            ("respondent", respondent),
            ("submitted", submitted if dated else None),
            ("finished", submitted if dated and not empty else page),
            ("language", language),
        ],
    )


def _style(table: Table) -> str | None:
    there = {headers.folded(name) for name in table.names}
    if len(there & set(_CODES)) >= 3:
        return "codes"
    if len(there & {headers.folded(word) for word in _WORDS}) >= 3:
        return "words"
    codes = {name.partition(". ")[0] for name in there if ". " in name}
    return "both" if len(codes & set(_CODES)) >= 2 else None


def _first_four(table: Table) -> bool:
    kinds = (_INTEGER, headers.MOMENT, _INTEGER, _LANGUAGE)
    if len(table.names) < 5 or not table.rows:
        return False
    return all(headers.holds(table, name, kind) for name, kind in zip(table.names, kinds, strict=False))


def _question(table: Table, base: str) -> str:
    titles = (
        table.titles.get(name, "")
        for name in table.names
        if headers.bracketed(name) == (base, name[len(base) + 1 : -1])
    )
    return next((headers.bracketed(title)[0] for title in titles if title), base)
