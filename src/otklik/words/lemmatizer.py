"""The dictionary form of a word.

Takes word forms and, if known, their language; gives one lemma for each, in lower case with ё written as е. A form is
analysed once, by its letters (`russian`, `english`); where a form has several readings, its neighbours choose
(`context`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from otklik import clean
from otklik.words import context, english, russian
from otklik.words.scripts import Lang, has_cyrillic, is_russian

_INITIAL = re.compile(r"[^\W\d_]\.")


@lru_cache(maxsize=1_000_000)
def lemma(form: str, lang: Lang = None) -> str:
    """Return the lemma of one word form, as typed or cleaned; the script decides where no language is given.

    >>> lemma("волонтёрами"), lemma("Studies"), lemma("оочень"), lemma("n't")
    ('волонтер', 'study', 'очень', 'not')

    *Read with care*: a form alone can be ambiguous ("стали": began, or steel); one answer is given, the commoner one.
    `lemmas` looks at the neighbours too.
    """
    word = context.without_marks(clean.text(form).text)
    small = word.lower()
    if small[:1] in {"#", "@"} or not any(map(str.isalpha, small)):
        return small
    if is_russian(small, lang):
        if _INITIAL.fullmatch(word) and word[0].isupper():
            return small[0]
        return russian.lemma(small, name=word[0].isupper())
    return english.lemma(word)


def lemmas(tokens: Sequence[str], lang: Lang = None) -> list[str]:
    """Return one lemma for each token of a running text; neighbours choose between the readings of a form.

    >>> lemmas(["студенты", "помогают", "people"])
    ['студент', 'помогать', 'people']
    >>> lemmas(["Я", "его", "понимаю", ",", "его", "работа", "важна"])
    ['я', 'он', 'понимать', ',', 'его', 'работа', 'важный']

    *Read with care*: the text must be whole, or at least its sentences: a token at either end has no neighbour.
    """
    plain = [clean.text(token).text for token in tokens]
    classes = [context.word_class(token, lang) for token in plain]
    found = []
    for at, token in enumerate(plain):
        chosen = None
        if context.is_ambiguous(token, lang):
            before = classes[at - 1] if at else context.EDGE
            after = classes[at + 1] if at + 1 < len(classes) else context.EDGE
            chosen = context.choose(token, before, after, lang)
        found.append(chosen or lemma(tokens[at], lang))
    return found


def part_of_speech(form: str) -> str:
    """Return the part of speech of a Russian form as pymorphy3 names it; empty for other languages.

    >>> part_of_speech("больница"), part_of_speech("nurse")
    ('NOUN', '')
    """
    word = form.lower()
    part = russian.part_of_speech(word) if has_cyrillic(word) else ""
    return "ADJF" if part == "Apro" else part


@lru_cache(maxsize=1_000_000)
def is_function_word(form: str) -> bool:
    """Tell whether a form is a preposition, conjunction, particle, pronoun or auxiliary: of no theme by itself.

    >>> is_function_word("потому"), is_function_word("the"), is_function_word("больница")
    (True, True, False)
    """
    word = form.lower()
    if len(word) < 2:
        return True
    if has_cyrillic(word):
        return word in _RUSSIAN_FUNCTION_WORDS or russian.part_of_speech(word) in _FUNCTION_PARTS
    return word in _english_function_words()


_FUNCTION_PARTS = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "Apro"}
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
