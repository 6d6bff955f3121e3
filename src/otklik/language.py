"""Which language a text is in: ru, en, mixed, other or unknown.

Takes a cleaned text, gives one label. Weighs the little words that no text goes without and the words that the
dictionary has against those it has not and letters of other alphabets. Too short stays ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from otklik.dictionaries import has_english, has_russian
from otklik.domain import Language

CYRILLIC = re.compile(r"[\u0400-\u052f]")
"""A Cyrillic letter of any language."""

# What is longer is no word: a file pasted as letters and digits, a keyboard held down.
_WORD = re.compile(r"(?<!\w)[^\W\d_]{1,40}(?!\w)(?:['’][^\W\d_]+)?")
_LINK = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+|[#@]\w+")
_QUOTATION = re.compile(r"«[^»]{0,200}»|\"[^\"]{0,200}\"|“[^”]{0,200}”")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUN = re.compile(r"([aeiouyаеиоуыэюя])\1+")
_STOP = re.compile(r"[.!?…\n]")

# Letters, endings and words that Russian does not have: Ukrainian, Belarusian, Kazakh, Tatar, Serbian, Macedonian…;
# Bulgarian "бъда", Belarusian "быць", "падабаецца", Ukrainian "працювати", "навчатися".
_NOT_RUSSIAN = re.compile(
    r"[іїєґўқңүұһәөҗғҫҙҡӣӯҷҳљњђћџѓќѕј]|ъ(?=[бвгджзклмнпрстфхцчшщ])|ць\b|[аеуыюя]цца\b|[ую]вати(?:ся)?\b|[аи]тися\b"
    r"|\b(?:що|це|але|або|дуже)\b"
)
_NOT_ENGLISH = re.compile(r"[àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßąćęłńśźżčďěňřšťůžāēīūğışőű]")
_ONLY_RUSSIAN = re.compile(r"[ыэё]")

_RU = frozenset(
    "и в не на я что с это как а но все к у из за то по так о же для бы мне да вы мы он они она от если или когда "
    "меня его нет есть был было были быть уже только ещё еще даже очень можно нужно надо чтобы где при до там тут "
    "потому этого этом своих своей свои их нас вас тоже раз без чем кто со про ли ни под после".split()
)
_EN = frozenset(
    "the a an and of to in is it i that for you on with as are was be this have not but they at we my or from if so "
    "can would should there what their me do more no when your will them its it's don't all because about some just "
    "who get has had than too very by our how up out could other into which been only i'm".split()
)
# Little words that neighbours have as well ("я", "на", "для"; "no", "in", "me"): they speak half as loud.
_SHARED = frozenset(
    "и в не на я а но у за по так о же бы да мы он она они от до там тут при про ли ни под раз нас вас без для как к с "
    "a an in is i to no me do on so as am was we be has at will all by".split()
)


def detect(text: str) -> Language:
    """Name the language of one cleaned text.

    >>> detect("Помогать людям нужно всегда"), detect("Helping people is what we do")
    ('ru', 'en')
    >>> detect("Волонтёрство это хорошо, but only if you really want it"), detect("ok")
    ('mixed', 'unknown')

    A quotation, a link, a name or a term in the other script does not make a text mixed; that takes a fifth of the
    letters and two words that are no names. Russian is recognised from one word of two letters, English from a little
    word or from three words, since a Latin word alone may be of any language.

    *Read with care*: of one to three words nobody can say more than the script; sister languages written without
    their own letters (Bulgarian, Serbian in few words) can pass for Russian.
    """
    kept = _without_asides(text)
    words = _WORD.findall(kept.lower())
    letters = sum(map(len, words))
    if not letters:
        return "unknown"
    cyrillic = [word for word in words if CYRILLIC.match(word)]
    latin = [word for word in words if _LATIN.match(word)]
    if sum(map(len, cyrillic + latin)) < letters / 2:
        return "other" if letters > 1 else "unknown"
    spoken = _spoken(kept) or words
    spoken_cyrillic = [word for word in spoken if CYRILLIC.match(word)]
    spoken_latin = [word for word in spoken if _LATIN.match(word)]
    if not latin:
        return _russian(spoken_cyrillic or cyrillic, len(cyrillic))
    if not cyrillic:
        return _english(spoken_latin or latin, len(latin))
    russian, english = _russian(cyrillic, len(cyrillic)), _english(latin, len(latin))
    cyrillic_letters, latin_letters = sum(map(len, spoken_cyrillic)), sum(map(len, spoken_latin))
    fewer_letters, fewer_words = min(cyrillic_letters, latin_letters), min(len(spoken_cyrillic), len(spoken_latin))
    if russian == "ru" and english in {"en", "unknown"} and fewer_letters >= letters / 5 and fewer_words >= 2:
        return "mixed"
    return russian if cyrillic_letters > latin_letters or english == "unknown" else english


def detect_all(texts: Iterable[str]) -> list[Language]:
    """Name the language of each text, in order."""
    return [detect(text) for text in texts]


def _without_asides(text: str) -> str:
    """Return a text without links and quotations, unless it is little else."""
    unlinked = _LINK.sub(" ", text)
    if not _WORD.search(unlinked):
        unlinked = text
    kept = _QUOTATION.sub(" ", unlinked)
    return unlinked if 3 * len(_WORD.findall(kept)) < len(_WORD.findall(unlinked)) else kept


def _spoken(text: str) -> list[str]:
    """Return the words that are no names: those in small letters or at the start of a sentence; none IF MOST SHOUT."""
    spoken, end, shouted, total = [], 0, 0, 0
    for match in _WORD.finditer(text):
        total += 1
        shouted += match.group().isupper()
        if match.group().islower() or end == 0 or _STOP.search(text, end, match.start()):
            spoken.append(match.group().lower())
        end = match.end()
    return [] if 2 * shouted > total or 5 * len(spoken) < total else spoken


def _russian(words: list[str], total: int) -> Language:
    joined = " ".join(words)
    own = _weight(words, _RU) + len(_ONLY_RUSSIAN.findall(joined)) / 4
    foreign = len(_NOT_RUSSIAN.findall(joined))
    known, unknown = _looked_up(words, has_russian)
    if len(joined) < 2:
        return "unknown"
    # Neighbours share so many words with Russian that one unknown word weighs as much as three known ones; but people
    # also invent words, and without a sign of another language most words decide.
    if own + known / 2 >= 1.5 * unknown + foreign or (unknown < known and not foreign and total > 3):
        return "ru"
    return "other" if foreign > 1 or total > 3 else "unknown"


def _english(words: list[str], total: int) -> Language:
    joined = " ".join(words)
    own = _weight(words, _EN)
    foreign = len(_NOT_ENGLISH.findall(joined))
    known, unknown = _looked_up([word for word in words if not _NOT_ENGLISH.search(word)], has_english)
    if own + known / 2 < unknown + foreign:
        return "other" if foreign > 1 or total > 3 else "unknown"
    return "en" if own or known > 1 else "unknown"


def _weight(words: list[str], known: frozenset[str]) -> float:
    return sum(0.5 if word in _SHARED else 1.0 for word in words if word in known)


def _looked_up(words: list[str], has: Callable[[str], bool]) -> tuple[int, int]:
    """Count words of four letters and more that a dictionary has, and that it has not."""
    found = [has(word) or has(_RUN.sub(r"\1", word)) for word in words if len(word) > 3]
    return sum(found), len(found) - sum(found)
