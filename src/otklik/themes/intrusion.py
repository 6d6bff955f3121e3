"""Intrusion tests: can a person tell the word, or the theme, that does not belong?

Takes the words of themes and their probabilities in texts, gives items with one intruder each, a sealed key, and what
the answers are worth. Never shows an answer: the key is packed so that no glance at it gives one away.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from otklik.words.scripts import has_cyrillic

WORDS, THEMES = 5, 3
"""How many options belong, of words and of themes; one more does not."""
_TOP = 10
"""Words of an item are drawn from so many top words of a theme."""
_FAR = 3 * _TOP
"""An intruder is none of so many top words of the theme that it intrudes on."""
_ABSENT = 0.05
_READABLE = (6, 60)
_FLOOR = 0.001
"""Least probability in a log odds; below it a model's zero would weigh without end."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its ``options`` in the order shown, of which number ``intruder`` (from 0) does not belong.

    ``theme`` is the theme that the words are of, or the theme that intrudes on a text; ``text`` is the number of the
    text shown; ``probability`` holds the model's probability of each theme offered.
    """

    kind: Literal["words", "themes"]
    theme: str
    options: tuple[str, ...]
    intruder: int
    text: int | None = None
    probability: tuple[float, ...] = ()


def word_items(
    top_words: Sequence[Sequence[str]], themes: Sequence[str], rng: np.random.Generator, each: int = 3
) -> list[Item]:
    """Make up to ``each`` word-intrusion items a theme: five of its top words and a top word of another theme.

    ``top_words`` are at least 30 a theme, best first, where a theme has so many. All words of an item are of one
    alphabet, since a lone Latin word among Russian ones would give itself away; alphabets take turns.

    >>> words = [["price", "pay", "rent", "cost", "cheap"], ["hour", "busy", "late", "exam", "week"]]
    >>> [len(item.options) for item in word_items(words, ["money", "time"], np.random.default_rng(0), each=1)]
    [6, 6]

    The test is that of Chang, Boyd-Graber, Wang, Gerrish and Blei (2009).
    """
    items: list[Item] = []
    for theme, name in enumerate(themes):
        banks = []
        for cyrillic in (True, False):
            own = _single(top_words[theme], cyrillic)
            foreign = sorted(
                {word for at in range(len(themes)) if at != theme for word in _single(top_words[at], cyrillic)[:_TOP]}
                - set(own[:_FAR])
            )
            if len(own) >= WORDS and foreign:
                banks.append((own[:_TOP], foreign))
        for number in range(each if banks else 0):
            own, foreign = banks[number % len(banks)]
            belong = [own[at] for at in sorted(rng.choice(len(own), WORDS, replace=False).tolist())]
            options = [*belong, foreign[int(rng.integers(len(foreign)))]]
            order = rng.permutation(len(options)).tolist()
            items.append(Item("words", name, tuple(options[at] for at in order), order.index(WORDS)))
    return items


def theme_items(
    probability: NDArray[np.float64],
    themes: Sequence[str],
    names: Sequence[str],
    sizes: Sequence[int],
    rng: np.random.Generator,
    n: int = 20,
    least: float = 0.5,
) -> list[Item]:
    """Make up to ``n`` topic-intrusion items: a text, the three themes it most surely has, and one it has not.

    ``probability`` is (n_texts, n_themes), ``sizes`` the words of each text. Only texts of 6 to 60 words with three
    themes of probability ``least`` or more are used; there may be fewer of them than ``n``, or none.
    """
    has = (probability >= least).sum(axis=1) >= THEMES
    lacks = (probability < _ABSENT).any(axis=1)
    length = np.asarray(sizes)
    usable = np.flatnonzero(has & lacks & (length >= _READABLE[0]) & (length <= _READABLE[1]))
    items = []
    for text in sorted(rng.permutation(usable)[:n].tolist()):
        present = np.argsort(-probability[text], kind="stable")[:THEMES].tolist()
        absent = int(rng.choice(np.flatnonzero(probability[text] < _ABSENT)))
        offered = [*present, absent]
        order = rng.permutation(len(offered)).tolist()
        options = tuple(names[offered[at]] for at in order)
        surely = tuple(round(float(probability[text, offered[at]]), 4) for at in order)
        items.append(Item("themes", themes[absent], options, order.index(THEMES), text, surely))
    return items


def log_odds(item: Item, chosen: int) -> float:
    """Return the topic log odds of one answer: ln p(the true intruder) − ln p(the theme chosen); 0 is best.

    >>> item = Item("themes", "risk", ("risk", "time", "pay", "team"), 0, 7, (0.01, 0.9, 0.8, 0.5))
    >>> log_odds(item, 0), round(log_odds(item, 1), 2)
    (0.0, -4.5)
    """
    true, taken = (max(item.probability[at], _FLOOR) for at in (item.intruder, chosen))
    return math.log(true) - math.log(taken)


def digest(options: Sequence[Sequence[str]]) -> str:
    """Return the fingerprint of a sheet: of its options, in their order."""
    return hashlib.sha256(json.dumps([list(one) for one in options], ensure_ascii=False).encode()).hexdigest()


def seal(items: Sequence[Item], names: dict[str, str]) -> str:
    """Pack the items and the names of themes into the text of a key, with the hashes of sheet and content.

    Sealed is not encrypted: it keeps an honest person from seeing answers, no more.
    """
    content = json.dumps({"items": [asdict(item) for item in items], "names": names}, ensure_ascii=False).encode()
    key = {
        "otklik": "intrusion key",
        "sheet": digest([item.options for item in items]),
        "sha256": hashlib.sha256(content).hexdigest(),
        "sealed": base64.b64encode(zlib.compress(content, 9)).decode(),
    }
    return json.dumps(key, indent=2) + "\n"


def unseal(key: str) -> tuple[list[Item], dict[str, str], str]:
    """Open a key: its items, the names of themes, and the fingerprint of its sheet; ``ValueError`` if it is none.

    >>> items = [Item("words", "money", ("pay", "rent", "hour"), 2)]
    >>> unseal(seal(items, {"money": "Money"}))[0] == items
    True
    """
    try:
        read = json.loads(key)
        content = zlib.decompress(base64.b64decode(read["sealed"]))
        if hashlib.sha256(content).hexdigest() != read["sha256"]:
            raise ValueError("the key was changed")
        whole = json.loads(content)
        items = [
            Item(**{**item, "options": tuple(item["options"]), "probability": tuple(item["probability"])})
            for item in whole["items"]
        ]
        return items, dict(whole["names"]), str(read["sheet"])
    except (KeyError, TypeError, binascii.Error, zlib.error) as error:
        raise ValueError("this is no key") from error


def chosen(item: Item, answer: str) -> int | None:
    """Read an answer, the number of an option (from 1) or the option itself; ``None`` when it is neither.

    >>> item = Item("words", "money", ("pay", "Rent", "hour"), 2)
    >>> chosen(item, "3"), chosen(item, "2.0"), chosen(item, " rent "), chosen(item, "4"), chosen(item, "")
    (2, 1, 1, None, None)
    """
    given = answer.strip().casefold()
    number = re.fullmatch(r"(\d{1,2})(?:[.,]0+)?", given)
    if number and 1 <= int(number[1]) <= len(item.options):
        return int(number[1]) - 1
    options = [option.casefold() for option in item.options]
    return options.index(given) if given in options else None


def _single(listed: Sequence[str], cyrillic: bool) -> list[str]:
    """Return the words of one alphabet, without phrases."""
    return [word for word in listed if " " not in word and has_cyrillic(word) == cyrillic]
