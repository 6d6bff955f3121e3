"""The dictionary form of a word.

Takes a word form and, if known, its language; gives one lemma in lower case with ё written as е. An ordered chain of
strategies; the first that answers wins. Works on word types: every answer is kept, so a form is analysed once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from otklik import clean

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_DOUBLED = re.compile(r"([^\W\d_])\1")

# Words of survey answers whose first parse in pymorphy3, or entry in simplemma, is not the one that people mean.
_MENDED = {
    "нашли": "найти", "нашел": "найти", "нашла": "найти", "счастья": "счастье", "счастье": "счастье",
    "варенья": "варенье", "стали": "стать", "больше": "больше", "людей": "человек", "люди": "человек",
    "людям": "человек", "людьми": "человек", "людях": "человек", "дети": "ребенок", "детей": "ребенок",
    "детям": "ребенок", "детьми": "ребенок", "детях": "ребенок", "нету": "нет", "вуза": "вуз", "вузе": "вуз",
    "вузу": "вуз", "вузом": "вуз", "вузы": "вуз", "вузов": "вуз", "вузам": "вуз", "вузах": "вуз",
    "баллы": "балл", "балл": "балл", "волонтерки": "волонтерка", "волонтерку": "волонтерка",
    "пошли": "пойти", "мыл": "мыть", "чаем": "чай", "спорю": "спорить", "рада": "рад", "рады": "рад",
    "уверена": "уверенный", "уверены": "уверенный",
    "gone": "go", "thinking": "think", "playing": "play", "mixed": "mix", "thanked": "thank", "worse": "bad",
    "felt": "feel",
}  # fmt: skip
_ENGLISH_CLITICS = {
    "n't": "not", "ca": "can", "wo": "will", "sha": "shall", "'m": "be", "'re": "be", "'ve": "have", "'ll": "will",
    "'d": "would", "'s": "'s",
}  # fmt: skip


@cache
def _morph() -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _mended(word: str) -> str | None:
    return _MENDED.get(word)


def _russian_dictionary(word: str) -> str | None:
    return _first_parse(word) if _morph().word_is_known(word) else None


def _russian_shortened(word: str) -> str | None:
    # оочень → очень: only forms that no dictionary has are shortened
    for shorter in _shorter(word):
        if _morph().word_is_known(shorter):
            return _first_parse(shorter)
    return None


def _russian_parts(word: str) -> str | None:
    # врач-терапевт → by its own ending; pymorphy3 handles most, the rest keeps its first part
    return _first_parse(word) if "-" in word else None


def _russian_guess(word: str) -> str | None:
    return _first_parse(word)


@lru_cache(maxsize=200_000)
def _parse(word: str) -> tuple[str, str, bool]:
    """Return the lemma, the part of speech, and whether it is a pronoun used as an adjective ("свой")."""
    best = _morph().parse(word)[0]
    return str(best.normal_form).replace("ё", "е"), str(best.tag.POS), "Apro" in best.tag


def _first_parse(word: str) -> str:
    return _parse(word)[0]


def _clitic(word: str) -> str | None:
    return _ENGLISH_CLITICS.get(word.replace("’", "'"))


def _english_dictionary(word: str) -> str | None:
    import simplemma

    return _lower(simplemma.lemmatize(word, lang="en")) if simplemma.is_known(word, lang="en") else None


def _english_shortened(word: str) -> str | None:
    import simplemma

    for shorter in _shorter(word):
        if simplemma.is_known(shorter, lang="en"):
            return _lower(simplemma.lemmatize(shorter, lang="en"))
    return None


def _english_guess(word: str) -> str | None:
    import simplemma

    return _lower(simplemma.lemmatize(word, lang="en"))


def _lower(value: object) -> str:
    return str(value).lower()


def _shorter(word: str) -> list[str]:
    places = [match.start() for match in _DOUBLED.finditer(word)][:4]
    once = [word[:at] + word[at + 1 :] for at in places]
    return [*once, _DOUBLED.sub(r"\1", word)] if places else []


# A mended word first: it overrules the dictionary. Shortening after the dictionary, so that "ссора" keeps both letters,
# and before guessing, since a guess always answers.
_RUSSIAN: tuple[Callable[[str], str | None], ...] = (
    _mended,
    _russian_dictionary,
    _russian_parts,
    _russian_shortened,
    _russian_guess,
)
_ENGLISH: tuple[Callable[[str], str | None], ...] = (
    _mended,
    _clitic,
    _english_dictionary,
    _english_shortened,
    _english_guess,
)


@lru_cache(maxsize=1_000_000)
def lemma(form: str, lang: Literal["ru", "en"] | None = None) -> str:
    """Return the lemma of one word form, as typed or cleaned; the script decides where no language is given.

    >>> lemma("волонтёрами"), lemma("Studies"), lemma("оочень"), lemma("n't")
    ('волонтер', 'study', 'очень', 'not')

    *Read with care*: a form alone can be ambiguous ("стали": began, or steel); one answer is given, the commoner one.
    """
    word = _MARKS.sub("", clean.text(form).text).lower()
    if not any(map(str.isalpha, word)):
        return word
    russian = lang == "ru" or (lang is None and _CYRILLIC.search(word) is not None)
    if russian:
        word = word.replace("ё", "е") if word.replace("ё", "е") in _MENDED else word
    for strategy in _RUSSIAN if russian else _ENGLISH:
        answer = strategy(word)
        if answer:
            return answer
    return word


def lemmas(tokens: Sequence[str], lang: Literal["ru", "en"] | None = None) -> list[str]:
    """Return one lemma for each token given.

    >>> lemmas(["студенты", "помогают", "people"])
    ['студент', 'помогать', 'people']
    """
    return [lemma(token, lang) for token in tokens]


def part_of_speech(form: str) -> str:
    """Return the part of speech of a Russian form as pymorphy3 names it; empty for other languages.

    >>> part_of_speech("больница"), part_of_speech("nurse")
    ('NOUN', '')
    """
    word = form.lower()
    tag = _parse(word)[1] if _CYRILLIC.search(word) else ""
    return "" if tag == "None" else tag


@lru_cache(maxsize=1_000_000)
def is_function_word(form: str) -> bool:
    """Tell whether a form is a preposition, conjunction, particle, pronoun or auxiliary: of no theme by itself.

    >>> is_function_word("потому"), is_function_word("the"), is_function_word("больница")
    (True, True, False)
    """
    word = form.lower()
    if len(word) < 2:
        return True
    if _CYRILLIC.search(word):
        if word in _RUSSIAN_FUNCTION_WORDS:
            return True
        _, part_of_speech, pronominal = _parse(word)
        return pronominal or part_of_speech in {"PREP", "CONJ", "PRCL", "NPRO", "INTJ"}
    return word in _english_function_words()


_RUSSIAN_FUNCTION_WORDS = frozenset(
    "быть есть был была было были будет будут это этот эта эти потому поэтому очень просто вообще тоже также там тут "
    "так как где когда еще ещё уже можно нужно надо нельзя может могут мочь весь все всё всех всегда один раз "
    "который которые какой такой свой самый другой то тогда сейчас потом здесь например конечно хотя чтобы".split()
)


@cache
def _english_function_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS) | {
        "n't", "'s", "'m", "'re", "'ve", "'ll", "'d", "ca", "wo", "do", "does", "did", "just", "really", "like", "im",
        "dont", "ive", "its", "thing", "things", "lot", "got", "get", "going", "would", "could", "should", "one",
    }  # fmt: skip
