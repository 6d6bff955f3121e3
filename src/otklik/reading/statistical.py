"""Files of SPSS (.sav, .zsav) and Stata (.dta).

Takes the bytes of a file, gives a table of strings: labels in the place of labelled codes, nothing in the place of what
the file itself calls missing, dates in ISO form. The library that parses them can be killed by a damaged file, so it
works apart.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading import apart
from otklik.reading.decoding import decode
from otklik.reading.tables import Table, tidy

_UNICODE_STATA = re.compile(rb"<stata_dta><header><release>(?!117)")
_LISTED = 8
"""So many values are named in a remark."""

_FOREIGN = ("Invalid file", "Unable to read from file")
"""How the library begins to say that a file is of another kind, or cut off."""


def is_spss(data: bytes) -> bool:
    """Tell an SPSS file by its first bytes."""
    return data.startswith((b"$FL2", b"$FL3"))


def is_stata(data: bytes) -> bool:
    """Tell a Stata file by its first bytes: a version, a byte order, the type 1 and a zero in old ones."""
    old = len(data) > 4 and data[0] in range(104, 116) and data[1] in {1, 2} and data[2:4] == b"\x01\x00"
    return old or data.startswith(b"<stata_dta>")


def spss(data: bytes, where: str) -> Table:
    """Read an SPSS file, in another process. Raises `UserError` if it can't be opened.

    Labels stand in the cells, `Table.labels` keeps their codes. What the file declares as missing is left empty and
    counted in a remark. Titles are the variables' labels, sets the multiple-response sets.
    """
    return _table("SPSS", opened_spss, data, where)


def stata(data: bytes, where: str) -> Table:
    """Read a Stata file as `spss` does; .a to .z are its missing values."""
    return _table("Stata", opened_stata, data, where)


def _table(kind: str, opened: Callable[[bytes], Any], data: bytes, where: str) -> Table:
    try:
        found = apart.run(opened, data)
    except apart.ApartError as broken:
        foreign = str(broken).startswith(_FOREIGN)
        cause = say("statistical_foreign", format=kind) if foreign else str(broken)
        raise UserError(
            say("statistical_unreadable", format=kind, cause=cause), hint=say("statistical_hint"), where=where
        ) from None
    names = list(found["columns"])
    if not names:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    table = tidy(names, [list(row) for row in zip(*found["columns"].values(), strict=True)], where)
    table.first_row = 1
    table.titles = found["titles"]
    table.labels = found["labels"]
    table.sets = {question: tuple(columns) for question, columns in found["sets"].items()}
    table.facts["encoding"] = found["encoding"]
    _remark(table, found)
    return table


def _remark(table: Table, found: dict[str, Any]) -> None:
    torn = sum(any("\ufffd" in cell for cell in row) for row in table.rows) if found["mended"] else 0
    if torn:
        table.remarks.append(say("surrogates", n=torn))
    if " + " in found["encoding"]:
        table.remarks.append(say("encodings_mixed", encodings=found["encoding"]))
    if found["missing"]:
        values = [
            f"{code} {say('quoted', text=label)} × {n}" if label else f"{code} × {n}"
            for code, label, n in found["missing"]
        ]
        n = sum(one[-1] for one in found["missing"])
        listed = ", ".join(values[:_LISTED]) + ("…" if len(values) > _LISTED else "")
        table.remarks.append(say("user_missing", n=n, columns=found["with_missing"], values=listed))
    if found["alike"]:
        columns = ", ".join(found["alike"][:_LISTED]) + ("…" if len(found["alike"]) > _LISTED else "")
        table.remarks.append(say("labels_alike", columns=columns))
    if found["unset"]:
        table.remarks.append(say("sets_unknown", sets=", ".join(found["unset"])))


# ---------------------------------------------------------------------------------------------------------------------
# In the other process


def opened_spss(data: bytes) -> dict[str, Any]:
    """Parse an SPSS file, here and now; see `_opened`."""
    import pyreadstat

    return _opened(pyreadstat.read_sav, data, _spss_moment, lambda encoding: encoding == "utf-8")


def opened_stata(data: bytes) -> dict[str, Any]:
    """Parse a Stata file, here and now; see `_opened`."""
    import pyreadstat

    unicode = _UNICODE_STATA.match(data) is not None
    return _opened(pyreadstat.read_dta, data, _stata_moment, lambda _: unicode)


def _opened(
    reader: Callable[..., Any],
    data: bytes,
    moment: Callable[[float, str], str | None],
    is_unicode: Callable[[str], bool],
) -> dict[str, Any]:
    """Return columns of cells by name, with titles, labels, sets, and counts of what was left empty."""
    values, meta, encoding, mend = _loaded(reader, data, is_unicode)
    found: dict[str, Any] = {
        "columns": {},
        "titles": {mend(name): mend(title) for name, title in meta.column_names_to_labels.items() if title},
        "labels": {},
        "encoding": encoding,
        "mended": mend is not str,
        "alike": [],
    }
    missing: Counter[tuple[str, str]] = Counter()
    with_missing = 0
    for name in meta.column_names:
        column = _Column(meta, name, moment, mend)
        found["columns"][mend(name)] = column.read(values[name])
        if column.labels:
            found["labels"][mend(name)] = column.labels
        if column.alike:
            found["alike"].append(mend(name))
        missing += column.missing
        with_missing += bool(column.missing)
    if len(found["columns"]) < len(meta.column_names):
        raise apart.ApartError(say("columns_twice"))
    found["missing"] = [(code, label, n) for (code, label), n in missing.most_common()]
    found["with_missing"] = with_missing
    found["sets"], found["unset"] = _sets(meta, mend)
    return found


def _loaded(
    reader: Callable[..., Any], data: bytes, is_unicode: Callable[[str], bool]
) -> tuple[dict[str, list[Any]], Any, str, Callable[[str], str]]:
    """Read a file; where it does not say that it is Unicode, find its encoding as that of any other text.

    SPSS before 16 and Stata before 14 say nothing of encodings, and the library takes them for Western ones.
    """

    def load(encoding: str | None) -> tuple[dict[str, list[Any]], Any]:
        try:
            values, meta = reader(
                io.BytesIO(data),
                user_missing=True,
                output_format="dict",
                disable_datetime_conversion=True,
                encoding=encoding,
            )
        except Exception as error:  # whatever the library makes of a damaged file
            cause = " ".join(str(error).split())[:200] or type(error).__name__
            letters = isinstance(error, UnicodeDecodeError) or "onvert string" in cause
            raise (_OtherLetters if letters else apart.ApartError)(cause) from None
        labels = [label for labels in meta.variable_value_labels.values() for label in labels.values()]
        if not all(isinstance(text, str) for text in (*meta.column_names, *labels)):
            raise apart.ApartError(say("apart_died"))
        return values, meta

    try:
        values, meta = load(None)
        encoding = (meta.file_encoding or "utf-8").lower()
        unsure = not is_unicode(encoding) and encoding in {"utf-8", "windows-1252", "us-ascii", "iso-8859-1"}
        if not unsure or all(text.isascii() for text in _texts(values, meta)):
            return values, meta, encoding, str
    except _OtherLetters:
        pass
    try:
        values, meta = load("ISO-8859-1")
    except _OtherLetters:
        raise apart.ApartError(say("letters_unknown")) from None
    texts = filter(None, map(_raw, _texts(values, meta)))
    read = decode(b"\n".join(texts))[1].split(" + ")

    def mend(text: str) -> str:
        raw = _raw(text)
        if raw is None:
            return text
        for encoding in read:
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                pass
        return raw.decode(read[0], "replace")

    return values, meta, " + ".join(read), mend


class _OtherLetters(apart.ApartError):
    """A file whose texts are in another encoding than it says."""


def _raw(text: str) -> bytes | None:
    """Return the bytes of a text that was read a letter a byte; the library reads Stata's longest texts as Unicode."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _texts(values: dict[str, list[Any]], meta: Any) -> Iterable[str]:
    yield from meta.column_names
    yield from filter(None, meta.column_labels)
    for labels in meta.variable_value_labels.values():
        yield from labels.values()
    for name, column in values.items():
        if meta.readstat_variable_types.get(name) == "string":
            yield from filter(None, dict.fromkeys(column))


class _Column:
    """One variable: what each of its values is in a cell."""

    def __init__(self, meta: Any, name: str, moment: Callable[[float, str], str | None], mend: Callable[[str], str]):
        self.labels: dict[str, str] = {}
        self.missing: Counter[tuple[str, str]] = Counter()
        self.alike = False
        self._labels = meta.variable_value_labels.get(name) or {}
        self._ranges = meta.missing_ranges.get(name) or []
        self._marks = meta.missing_user_values.get(name) or []
        self._format = meta.original_variable_types.get(name) or ""
        self._kind = meta.readstat_variable_types.get(name)
        self._moment, self._mend = moment, mend

    def read(self, values: list[Any]) -> list[str]:
        """Return the cells of values; decides once for each that occurs, and counts the missing ones."""
        codes = {value: self._code(value) for value in dict.fromkeys([*self._labels, *values])}
        labels = {self._code(value): self._mend(label) for value, label in self._labels.items() if label.strip()}
        bare = {codes[value] for value in set(values)} - set(labels) if labels else ()
        texts = Counter([*labels.values(), *bare])
        self.labels = {code: label if texts[label] == 1 else f"{label} ({code})" for code, label in labels.items()}
        self.alike = any(texts[label] > 1 for label in labels.values())
        counts = Counter(values) if self._ranges or self._marks else {}
        cells: dict[Any, str] = {}
        for value, code in codes.items():
            if self._is_missing(value):
                cells[value] = ""
                if value in counts:
                    self.missing[code, labels.get(code, "")] = counts[value]
            else:
                cells[value] = self.labels.get(code) or self._shown(value, code)
        return [cells[value] for value in values]

    def _is_missing(self, value: Any) -> bool:
        if value is None or value == "":
            return False
        if self._kind != "string" and isinstance(value, str):
            return True
        return any(
            isinstance(value, str) == isinstance(one["lo"], str) and one["lo"] <= value <= one["hi"]
            for one in self._ranges
        )

    def _code(self, value: Any) -> str:
        if value is None or value != value:
            return ""
        if isinstance(value, str):
            return self._mend(value) if self._kind == "string" else f".{value}"  # .a of Stata
        if abs(value) < 1e15 and value == int(value):
            return str(int(value))
        return str(np.float32(value)) if self._kind == "float" else repr(float(value))

    def _shown(self, value: Any, code: str) -> str:
        shown = self._moment(float(value), self._format) if isinstance(value, int | float) else None
        return code if shown is None else shown


def _sets(meta: Any, mend: Callable[[str], str]) -> tuple[dict[str, list[str]], list[str]]:
    by_name = {name.casefold(): name for name in meta.column_names}
    sets: dict[str, list[str]] = {}
    unknown = []
    for name, one in (meta.mr_sets or {}).items():
        question = mend(one["label"] or name)
        columns = [mend(by_name[each.casefold()]) for each in one["variable_list"] if each.casefold() in by_name]
        if len(columns) < len(one["variable_list"]) or not columns:
            unknown.append(question)
        else:
            sets[question if question not in sets else f"{question} ({name})"] = columns
    return sets, unknown


_SPSS_DATE = re.compile(r"([AEJS]?DATE|MOYR|QYR|WKYR)\d*$")
_SPSS_BOTH = re.compile(r"(DATETIME|YMDHMS)[\d.]*$")
_SPSS_TIME = re.compile(r"[DM]?TIME[\d.]*$")
_SECONDS = 400_000_000_000
"""About 12,700 years: a "date" beyond is a number in a column of dates."""


def _spss_moment(value: float, form: str) -> str | None:
    """Write a date of SPSS (seconds since 14 October 1582) or a time; ``None`` for what is neither.

    >>> _spss_moment(13741747200.0, "EDATE10"), _spss_moment(90061.5, "TIME8"), _spss_moment(1.0, "F8.2")
    ('2018-03-30', '25:01:01.5', None)
    """
    if _SPSS_DATE.match(form):
        return _day_and_time("1582-10-14", value)[0]
    if _SPSS_BOTH.match(form):
        day, time = _day_and_time("1582-10-14", value)
        return day and f"{day} {time}"
    return _clock(value) if _SPSS_TIME.match(form) else None


def _stata_moment(value: float, form: str) -> str | None:
    """Write a date of Stata (days, months or milliseconds since 1960); ``None`` for what is no date.

    >>> _stata_moment(21279.0, "%td"), _stata_moment(700.0, "%tm"), _stata_moment(1.0, "%9.0g")
    ('2018-04-05', '2018-05', None)
    """
    kind = form.replace("-", "")[:3].lower()
    if kind == "%td" or kind.startswith("%d"):
        return _day_and_time("1960-01-01", value * 86_400)[0]
    if kind == "%tc":
        day, time = _day_and_time("1960-01-01", value / 1000)
        return time if "HH" in form and not re.search("[DNY]", form) else day and f"{day} {time}"
    months = {"%tm": 1, "%tq": 3, "%th": 6}.get(kind)
    if months is None or abs(value) > 100_000:
        return None
    return str(np.datetime64("1960-01", "M") + np.timedelta64(int(value) * months, "M"))


def _day_and_time(since: str, seconds: float) -> tuple[str | None, str | None]:
    if abs(seconds) > _SECONDS:
        return None, None
    days, rest = divmod(seconds, 86_400)
    return str(np.datetime64(since, "D") + np.timedelta64(int(days), "D")), _clock(rest)


def _clock(seconds: float) -> str | None:
    if abs(seconds) > _SECONDS:
        return None
    whole, part = divmod(round(abs(seconds) * 1000), 1000)
    fraction = f".{part:03}".rstrip("0") if part else ""
    return f"{'-' * (seconds < 0)}{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{fraction}"
