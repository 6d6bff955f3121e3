"""Which column holds the answers, and which column a person means.

Takes a frame of strings, gives names of columns.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from otklik.errors import UserError
from otklik.messages import say

if TYPE_CHECKING:
    import pandas as pd

_WORDS = re.compile(r"[^\W\d_]+")
_ID_LIKE = re.compile(r"\S+@\S+|https?://\S+|R_\w+")
_SAMPLE = 2000


def answers(frame: pd.DataFrame) -> str | None:
    """Return the column with the most free text, ``None`` when no column has any.

    Free text is measured as letters in different values of two words or more, so that a choice repeated a thousand
    times counts once and ids, dates and links do not count.

    >>> import pandas as pd
    >>> answers(pd.DataFrame({"sex": ["f", "m"], "why": ["to help people", "no time at all"]}))
    'why'
    """
    sample = frame if len(frame) <= _SAMPLE else frame.iloc[:: len(frame) // _SAMPLE]
    best, most = None, (0, 0, 0)
    for position, name in enumerate(frame.columns):
        free = alone = pictures = 0
        for value in {value for value in sample.iloc[:, position] if value and not _ID_LIKE.fullmatch(value)}:
            words = _WORDS.findall(value)
            letters = sum(map(len, words))
            if 2 * letters >= len(value) - value.count(" "):  # 2025/03/01 10:00 AM GMT+3: mostly figures, no text
                alone += letters
                free += letters if len(words) > 1 else 0
            pictures += max(value) >= "\U0001f000"
        if (free, alone, pictures) > most:
            best, most = str(name), (free, alone, pictures)
    return best


def resolve(
    frame: pd.DataFrame,
    wanted: Sequence[str],
    option: str,
    where: str = "",
    *,
    titles: Mapping[str, str] | None = None,
) -> list[str]:
    """Turn names, titles or numbers (from 1) given for an option into names of columns; a name goes before a title.

    Raises `UserError` with the file ``where`` it was sought and the nearest names for one that is not there, and with
    the columns that share a title.
    """
    names = [str(name) for name in frame.columns]
    asked = {name: title for name in names if (title := " ".join((titles or {}).get(name, "").split()))}
    folded = {title.casefold(): name for name, title in asked.items()}
    folded |= {" ".join(name.split()).casefold(): name for name in reversed(names)}
    found = []
    for want in wanted:
        key = " ".join(str(want).split()).casefold()
        shared = [name for name, title in asked.items() if title.casefold() == key]
        if len(shared) > 1 and folded[key] == shared[-1] != want:
            hint = say("column_near", names=", ".join(say("quoted", text=short(name)) for name in shared[:12]))
            raise UserError(say("column_title_shared", name=want, option=option), hint=hint, where=where)
        if key in folded:
            found.append(folded[key])
        elif key.isdigit() and 1 <= int(key) <= len(names):
            found.append(names[int(key) - 1])
        else:
            near = difflib.get_close_matches(key, folded, n=3, cutoff=0.5) or [
                name for name in folded if key and key in name
            ]
            hint = (
                say("column_near", names=", ".join(dict.fromkeys(_shown(folded[name], asked) for name in near[:3])))
                if near
                else say("column_list", names=", ".join(_shown(name, asked) for name in names[:12]))
            )
            raise UserError(say("column_unknown", name=want, option=option), hint=hint, where=where)
    return list(dict.fromkeys(found))


def _shown(name: str, asked: Mapping[str, str]) -> str:
    quoted = say("quoted", text=short(name))
    title = asked.get(name, "")
    return f"{quoted} ({short(title)})" if title and title != " ".join(name.split()) else quoted


def short(name: str) -> str:
    """Write a column's name on one line of at most 60 characters.

    >>> short("Ваше  мнение ")
    'Ваше мнение'
    """
    name = " ".join(name.split())
    return name if len(name) <= 60 else name[:57] + "…"
