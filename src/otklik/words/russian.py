"""The dictionary form of a Russian word, from its letters alone.

Takes one form in small letters, gives its lemma (ё as е) and its part of speech, by pymorphy3 and by what pymorphy3
gets wrong in answers of people. Words whose reading depends on their neighbours are settled in `context`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from otklik.dictionaries import has_russian, morph
from otklik.words import drawn_out, lists

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_VOWELS = "аеёиоуыэюя"
_ADJECTIVE_STEM = re.compile(r"ск(?:ая|ой|ое|ие|их|им|ими|ого|ому|ую|ом)$")
_SOFT_STEM = re.compile(r"ь[еяюи]")

# A lemma that the dictionary keeps apart from the one that people mean. Participles go to their verb, in full and in
# short form, unless `lists/russian.txt` has them as adjectives; comparatives go to the adverb.
_LEMMAS = {
    "больший": "большой", "родный": "родной", "основный": "основной", "запасный": "запасной", "окружный": "окружной",
    "глянцевой": "глянцевый", "паховой": "паховый", "личной": "личный", "тканевый": "тканевой", "деньга": "деньги",
    "белые": "белый", "лучше": "хорошо", "хуже": "плохо", "прививок": "прививка", "прошедшее": "пройти",
    "выпускной": "выпускной",
}  # fmt: skip
# Nouns that were adjectives: the adjective is meant far more often, but for these.
_NOUNS = frozenset("животное насекомое данные прошлое столовая ванная кладовая прачечная набережная детская".split())

# Slips of spelling: what is written for what should be. Tried one at a time on forms that no dictionary has.
_SLIPS = (
    ("тся", "ться"), ("ться", "тся"), ("нн", "н"), ("н", "нн"), ("с", "сс"), ("сс", "с"), ("л", "лл"), ("м", "мм"),
    ("р", "рр"), ("рр", "р"), ("к", "кк"), ("лл", "л"), ("пп", "п"), ("ъ", "ь"), ("ь", "ъ"), ("безс", "бесс"),
    ("о", "а"), ("а", "о"), ("е", "и"), ("и", "е"), ("и", "й"), ("зд", "сд"), ("сн", "стн"), ("жы", "жи"),
    ("шы", "ши"), ("чя", "ча"), ("щя", "ща"), ("чю", "чу"), ("щю", "щу"), ("цы", "ци"), ("ци", "цы"), ("шся", "шься"),
)  # fmt: skip


def lemma(word: str, name: bool = False) -> str:
    """Return the lemma of one form in small letters; ``name`` says that it was written with a capital.

    >>> lemma("родная"), lemma("чаще"), lemma("сомненья"), lemma("валонтёрами"), lemma("постояного")
    ('родной', 'часто', 'сомненье', 'волонтер', 'постоянный')
    >>> lemma("крэйг")
    'крэйг'
    """
    # The list overrules the dictionary. Slips come before guessing, since a guess always answers; a name is no slip.
    listed = lists.read("russian").get(word.replace("ё", "е"))
    if listed:
        return listed
    right = word if has_russian(word) else _righted(word, name)
    return plain(right, best(right)) if right == word else lemma(right)


def part_of_speech(word: str) -> str:
    """Return the part of speech as pymorphy3 names it, "Apro" for a pronoun used as an adjective; "" if it has none.

    >>> part_of_speech("больница"), part_of_speech("свой"), part_of_speech("ааа")
    ('NOUN', 'Apro', 'INTJ')
    """
    tag = best(word).tag
    return "Apro" if "Apro" in tag else str(tag.POS or "")


@lru_cache(maxsize=1_000)
def parses(word: str) -> list[Parse]:
    """Return all readings of a form that the dictionary has, or that it guesses, the likeliest first."""
    return list(morph().parse(word))


@lru_cache(maxsize=200_000)
def best(word: str) -> Parse:
    """Return the reading of a form that is meant when nothing is known of its neighbours."""
    readings = parses(word)
    first = readings[0]
    if first.tag.POS == "NOUN":
        if first.normal_form.endswith(("ое", "ее", "ая", "ые", "ий", "ый")) and first.normal_form not in _NOUNS:
            return next((reading for reading in readings if reading.tag.POS == "ADJF"), first)
        if not has_russian(word) and word[-1] not in _VOWELS:
            # "крэйг", "инстаграм": an unknown word that ends in a consonant is rather the name itself than the
            # genitive plural of a feminine noun.
            return next((reading for reading in readings if {"NOUN", "sing", "nomn"} in reading.tag), first)
    return first


def plain(word: str, reading: Parse) -> str:
    """Return the lemma of one reading of a form, by the conventions of this module."""
    found = _unguessed(word, reading) if not has_russian(word) else _of_known(word, reading)
    return _LEMMAS.get(found, found)


def _of_known(word: str, reading: Parse) -> str:
    found, tag = str(reading.normal_form).replace("ё", "е"), reading.tag
    if tag.POS == "COMP":
        adverb = next((str(form.word) for form in reading.lexeme if {"ADJS", "neut"} in form.tag), "")
        return adverb.replace("ё", "е") if any(other.tag.POS == "ADVB" for other in parses(adverb or "а")) else found
    if found.endswith("ие") and _SOFT_STEM.search(word, max(len(word) - 4, 0)):
        return found[:-2] + "ье"  # "счастья", "сомненья": the form tells which of two spellings is meant
    if "Patr" in tag and "femn" in tag and "вн" in word:
        return word[: word.rindex("вн")] + "вна"
    return str(reading.inflect({"sing", "masc", "nomn"}).word).replace("ё", "е") if "Supr" in tag else found


def _unguessed(word: str, reading: Parse) -> str:
    """Return the lemma of a form that no dictionary has, where the analyzer's guess can be bettered."""
    plain = word.replace("ё", "е")
    if _ADJECTIVE_STEM.search(plain):
        return _ADJECTIVE_STEM.sub("ский", plain)
    if {"NOUN", "plur", "gent"} in reading.tag and plain[-1] not in _VOWELS + "йь":
        return plain  # "крэйг": rather a man's name than the genitive of many women
    return _of_known(word, reading)


def _righted(word: str, name: bool) -> str:
    slips = lists.read("slips")
    if word in slips:
        return slips[word]
    for shorter in drawn_out.shorter(word, name):
        if has_russian(shorter):
            return shorter
    if name or len(word) < 7 or "-" in word:
        return word
    found = {other for other in _respelled(word) if has_russian(other)}
    return found.pop() if len({plain(other, best(other)) for other in found}) == 1 else word


def _respelled(word: str) -> Iterator[str]:
    for written, meant in _SLIPS:
        at = word.find(written)
        while at >= 0:
            yield word[:at] + meant + word[at + len(written) :]
            at = word.find(written, at + 1)
    if len(word) >= 8:
        for at in range(len(word) - 1):
            if word[at] != word[at + 1]:
                yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
