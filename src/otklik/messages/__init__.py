"""Sentences for people, in Russian and in English.

Takes a key and values, gives a sentence in the reader's language. Never knows why it is said.
"""

from __future__ import annotations

import errno
import locale
import os
from contextvars import ContextVar
from string import Formatter
from typing import Any, Literal

from otklik.messages.catalogue import SENTENCES

Interface = Literal["ru", "en"]

_chosen: ContextVar[Interface | None] = ContextVar("interface", default=None)


def use(language: Interface | None) -> None:
    """Choose the language of every sentence from now on; ``None`` goes by the locale again."""
    _chosen.set(language)


def interface() -> Interface:
    """Return the language in use: the chosen one, or Russian where the locale is Russian, or English."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    names = [os.environ.get(name) or "" for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, names), None) or locale.getlocale()[0] or ""
    return "ru" if name.lower().startswith(("ru", "russian")) else "en"


def say(key: str, /, **values: Any) -> str:
    """Return the sentence of a key with its values filled in.

    A value with several forms is written ``{n:ответ|ответа|ответов}``: the form that goes with the number.

    >>> use("ru"); say("more_values", n=22)
    'Ещё 22 значения: смотрите groups.csv.'
    >>> use("en"); say("more_values", n=1)
    '1 more value: see groups.csv.'
    >>> use(None)
    """
    return _formatter.vformat(SENTENCES[key][interface() == "en"], (), values)


def cause(error: OSError) -> str:
    """Say what the disk would not do: the system itself knows English alone.

    >>> use("en"); cause(OSError(errno.ENOSPC, "No space left on device"))
    'no space left on the disk'
    >>> use(None)
    """
    known = _DISK.get(error.errno or 0)
    return say(f"disk_{known}") if known else error.strerror or str(error)


_DISK = {
    errno.EACCES: "denied", errno.EPERM: "denied", errno.ENOSPC: "full", errno.ENOENT: "missing",
    errno.EROFS: "read_only", errno.ENOTDIR: "not_folder", errno.EEXIST: "not_folder",
}  # fmt: skip


def number(value: float) -> str:
    """Write a whole number with thin groups of three, the same in both languages.

    >>> number(819000)
    '819\\u202f000'
    """
    return f"{value:,.0f}".replace(",", "\u202f")


def share(value: float | None, digits: int = 0) -> str:
    """Write a share as a percentage, "—" where it is undefined.

    >>> share(0.256), share(None)
    ('26%', '—')
    """
    return "—" if value is None or value != value else f"{100 * value:.{digits}f}%"


class _Plurals(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            forms = format_spec.split("|")
            return forms[_form(int(value), len(forms))]
        if isinstance(value, int) and not isinstance(value, bool) and not format_spec:
            return number(value)
        return str(super().format_field(value, format_spec))


def _form(n: int, forms: int) -> int:
    if forms == 2:  # English: 1 row, 2 rows
        return int(n != 1)
    if n % 10 == 1 and n % 100 != 11:  # 1, 21, 101 ответ
        return 0
    return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2  # 22 ответа, 25 ответов


_formatter = _Plurals()
