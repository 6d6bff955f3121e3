"""Where words begin and end.

Takes a text as it was typed, gives tokens with their places in it. One compiled pattern; each line of it is one
linguistic fact, and their order is the policy: the first that fits wins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import get_args

from otklik import clean
from otklik.domain import Token, TokenKind

_LETTER = r"[^\W\d_]"
_MARK = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_KINDS: dict[str, str] = {
    # https://site.ru/a?b=1, www.site.ru: the last sign of a link is not a full stop
    "url": r"(?:https?://|www\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]}'’…]",
    # name@site.ru
    "email": r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    # #волонтёры @friend; not the sign inside a word
    "hashtag": r"(?<!\w)\#\w+",
    "mention": r"(?<!\w)@\w+",
    "word": "|".join(
        (
            # т.е. т.к. т.д. т.п. U.S. e.g. i.e.: letters, each with its stop
            rf"(?<!\w)(?:{_LETTER}\.){{2,}}",
            # do|n't, ca|n't, wo|n't: the verb stands before its negation
            r"[A-Za-z]+?(?=n['’]t\b)",
            r"n['’]t\b",
            # I|'m, it|'s, they|'ve
            r"(?<=[A-Za-z])['’](?:s|m|d|re|ve|ll)\b",
            # COVID-19
            r"[A-Za-z]+-\d+\b",
            # O'Neill, D'Arcy
            r"(?<!\w)[OD]['’][A-Z][A-Za-z]+",
            # кое-что, врач-терапевт, по-моему: one word; so is об'єкт
            r"[\u0400-\u052f]+(?:[-‐‑'’][\u0400-\u052f]+)+",
            # B2B; п̶л̶о̶х̶о̶: what is struck out is one word still
            rf"{_LETTER}+(?:[\d{_MARK}]+{_LETTER}*)*",
            # 3D, 5-летний
            rf"\d+(?:-?{_LETTER}+)+",
        )
    ),
    # 1 000,5  12:30  05.01.2024  50%
    "number": r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?%?|\d+(?:[.,:/]\d+)*%?",
    # :) :-D ;( =) <3 ^_^ and the Russian )))
    "emoticon": r"(?<!\w)[:;=8][-']?[)(DPpOo3/\\|*]+(?!\w)|<3+|\^[_.]?\^|\){2,}|\({2,}",
    # one picture may be several code points: 👩‍⚕️ 👍🏽 🇷🇺
    "emoji": "(?:[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"
    "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*)",
    # ... !!! ?! -- and every other sign by itself
    "punct": r"\.{2,}|[!?]+|-{2,}|[!-/:-@\[-`{-~«»„“”‘’‚‹›–—―…·•¿¡№§]",
    "symbol": r"\S",
}
assert set(_KINDS) == set(get_args(TokenKind))

# Nine tokens of ten are letters between blanks. No line above would read them otherwise, so they need not be tried.
_USUAL = r"[А-Яа-яЁёA-Za-z]{2,}+(?=[ ,!?]|\.?+(?:\s|\Z))|[А-Яа-яЁёA-Za-z](?=[ ,])"
# The blank before a token is passed over in the same step; group 1 is the token.
_TOKEN = re.compile(rf" ?+({_USUAL}|{'|'.join(f'(?:{pattern})' for pattern in _KINDS.values())})")
_NAMED = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))


@lru_cache(maxsize=200_000)
def kind(token: str) -> TokenKind:
    """Name what a token is, from its letters alone.

    >>> kind("волонтёр"), kind(":)"), kind("COVID-19"), kind("12:30")
    ('word', 'emoticon', 'word', 'number')
    """
    if token[0] in "'’" and len(token) > 1:  # 'm, 's: a word only after a letter
        return "word"
    match = _NAMED.match(token)
    return match.lastgroup if match and match.lastgroup else "symbol"  # type: ignore[return-value]  # the groups are kinds


def tokens(text: str) -> list[Token]:
    """Split one text into tokens whose places are code points of the text as given.

    >>> [token.text for token in tokens("Я не врач-терапевт, а т.е. don't know :)")]
    ['Я', 'не', 'врач-терапевт', ',', 'а', 'т.е.', 'do', "n't", 'know', ':)']
    >>> source = "ин<b>фор</b>мация"
    >>> [(token.text, source[token.start:token.stop] == token.text) for token in tokens(source)]
    [('ин<b>фор</b>мация', True)]
    """
    cleaned = clean.text(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(cleaned.text):
        start, stop = cleaned.span(match.start(1), match.end(1))
        # &nGt; is two signs in one place; the first one takes it.
        if not found or start >= found[-1].stop:
            found.append(Token(text[start:stop], start, stop, kind(match.group(1))))
    return found


def forms(cleaned: str) -> list[str]:
    """Split one *cleaned* text into the forms of its tokens, without places: the counting face's fast way.

    >>> forms("Добро, и точка.")
    ['Добро', ',', 'и', 'точка', '.']
    """
    return _TOKEN.findall(cleaned)
