"""Which reading of an ambiguous word its neighbours ask for.

Takes the classes of the words before and after a form, gives the lemma, or None for the usual one. Classes are single
letters, so that a column of texts settles each combination once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from otklik.words import english, russian
from otklik.words.scripts import Lang, is_russian

_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
EDGE = "."
"""The class of signs and of the ends of a text."""

# Russian: N noun, A adjective, S short adjective, V finite verb, I infinitive, D adverb, C comparative, P preposition,
# W preposition with the instrumental, R pronoun, Z numeral, K conjunction or particle, O other.
_PARTS = {
    "NOUN": "N", "ADJF": "A", "PRTF": "A", "Apro": "A", "ADJS": "S", "PRTS": "S", "VERB": "V", "INFN": "I",
    "ADVB": "D", "GRND": "D", "PRED": "D", "COMP": "C", "PREP": "P", "NPRO": "R", "NUMR": "Z", "CONJ": "K",
    "PRCL": "K",
}  # fmt: skip
_WITH = frozenset("с со между над под перед за".split())
# English: T "to", D determiner, J demonstrative, P preposition, B "be", H "have", M modal, R pronoun, L adverb,
# G -ing, K conjunction, E "let", U a participle that "have" goes with, X any other word.
_ENGLISH_CLASSES = {
    word: letter
    for letter, words in {
        "T": "to",
        "D": "the a an my your his its our their no some any every each another",
        "J": "this that these those which what",
        "P": "of in for on at by with from about into through over after before during without between under against",
        "B": "be is am are was were being 's 'm 're",
        "H": "have has had having 've",
        "M": "will would can could should may might must shall do does did 'll 'd n't not",
        "R": "i you he she it we they who there here how where",
        "E": "let",
        "U": "been got",
        "L": "very so too more most really just also always never only quite as",
        "K": "and or but if because than when while",
    }.items()
    for word in words.split()
}

# Forms, what must stand before, what after (classes; empty: anything), and the lemma ("=" keeps the form). The first
# line that fits wins; when none does, the form has its usual lemma.
_RUSSIAN_RULES = (
    ("его их ее", "PW", "", "="),
    ("его их ее", "", "NA", "="),
    ("все всех всем всеми", "", "NA", "весь"),
    ("всего", "", "N", "весь"),
    ("всего", "", "ZAS", "всего"),
    ("всех всем всего", "", "", "все"),
    ("того том тем тому", "", "NA", "тот"),
    ("того том то", "P", "KN", "тот"),
    ("тем", "", "C", "тем"),
    ("того том тем тому", "", "", "то"),
    ("этого этом этим этому", "", "NA", "этот"),
    ("этого этом этим этому", "PN", "K", "этот"),
    ("этого этом этим этому", "", "", "это"),
    ("чем", "PW", "", "что"),
    ("чем", "VI", "IRD.", "что"),
    ("есть", "VI", "", "есть"),
    ("стоит", "", "PWD", "стоять"),
    ("дома", "PZAN", "", "дом"),
    ("начала", "RN", "I", "начать"),
    ("права прав", "R", "", "правый"),
    ("другом", "W", ".", "друг"),
    ("еду", "V", "", "еда"),
    ("плачу", "", "P", "платить"),
    ("самой самого самом самому", "", "A", "самый"),
    ("самом самого", "PW", "N", "самый"),
    ("в.", "ZOX", "", "век"),
)
_ENGLISH_RULES = (
    ("us", "", "", "we"),
    ("am", "Z", "", "a.m."),
    ("'s", "", "U", "have"),
    ("'s s", "RJ", "", "be"),
    ("'s s", "E", "", "we"),
    ("'s", "", "DLM", "be"),
    ("s", "X", "", "'s"),
    ("means", "RJ", "", "mean"),
    ("better best", "M", ".", "well"),
    ("her", "", ".PTDJRKBHML", "she"),
    ("thought training meeting building", "DJP", "", "="),
)


def without_marks(form: str) -> str:
    """Return a form without combining marks ("п̶л̶о̶х̶о̶": struck out)."""
    return form if form.isascii() else _MARKS.sub("", form)


def _table(rules: tuple[tuple[str, str, str, str], ...]) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for forms, before, after, lemma in rules:
        for form in forms.split():
            found.setdefault(form, []).append((before, after, form if lemma == "=" else lemma))
    return found


_RUSSIAN, _ENGLISH = _table(_RUSSIAN_RULES), _table(_ENGLISH_RULES)


def _plain(form: str) -> str:
    return without_marks(form).lower().replace("ё", "е").replace("’", "'")


@lru_cache(maxsize=1_000_000)
def word_class(form: str, lang: Lang = None) -> str:
    """Return the one-letter class of a form for its neighbours.

    >>> word_class("работа"), word_class("the"), word_class("2021"), word_class(",")
    ('N', 'D', 'Z', '.')
    """
    word = _plain(form)
    if not any(map(str.isalpha, word)):
        return "Z" if any(map(str.isdigit, word)) else EDGE
    if is_russian(word, lang):
        return "W" if word in _WITH else _PARTS.get(russian.part_of_speech(word), "O")
    if word in _ENGLISH_CLASSES:
        return _ENGLISH_CLASSES[word]
    return "G" if word.endswith("ing") else "L" if word.endswith("ly") else "X"


def is_ambiguous(form: str, lang: Lang = None) -> bool:
    """Tell whether neighbours can change the lemma of a form.

    >>> is_ambiguous("его"), is_ambiguous("дом")
    (True, False)
    """
    word = _plain(form)
    if lang != "en" and word in _RUSSIAN:
        return True
    return lang != "ru" and (word in _ENGLISH or word.endswith("ing"))


def choose(form: str, before: str, after: str, lang: Lang = None) -> str | None:
    """Return the lemma that the classes of its neighbours give a form, or None for the usual one.

    >>> choose("его", "V", "N"), choose("его", "R", "V")
    ('его', None)
    """
    word = _plain(form)
    if word == "us" and form.isupper():
        return "us"
    rules = _ENGLISH.get(word) if lang == "en" else _RUSSIAN.get(word) or _ENGLISH.get(word)
    if not rules and word.endswith("ing"):  # "the volunteering of others", but "the growing city"
        rules = [("DJ", ".PBMKTH", word)]
    for left, right, lemma in rules or []:
        if (not left or before in left) and (not right or after in right):
            return lemma
    return None


# What a tagger's part of speech (Universal Dependencies) says of a form: the readings of pymorphy3 that agree with it.
_READINGS = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS"}, "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"}, "ADV": {"ADVB", "COMP", "PRED"}, "PRON": {"NPRO"}, "DET": {"ADJF"}, "NUM": {"NUMR"},
    "ADP": {"PREP"}, "CCONJ": {"CONJ"}, "SCONJ": {"CONJ"}, "PART": {"PRCL"}, "INTJ": {"INTJ"},
}  # fmt: skip
_DETERMINERS = frozenset("его их ее весь тот этот самый".split())


def choose_tagged(form: str, tag: str, lang: Lang = None) -> str | None:
    """Return the lemma that a tagger's part of speech gives a form, or None for the usual one.

    >>> choose_tagged("стали", "NOUN"), choose_tagged("его", "DET"), choose_tagged("meeting", "VERB")
    ('сталь', 'его', 'meet')
    """
    word = _plain(form)
    if is_russian(word, lang):
        options = [lemma for _, _, lemma in _RUSSIAN.get(word, ())]
        if options and tag in {"DET", "PRON"}:
            return next((lemma for lemma in options if (lemma in _DETERMINERS) == (tag == "DET")), None)
        accepted = _READINGS.get(tag, set())
        if not accepted or russian.best(word).tag.POS in accepted:
            return None
        return next(
            (russian.plain(word, reading) for reading in russian.parses(word) if reading.tag.POS in accepted), None
        )
    if tag in {"NOUN", "ADJ"} and word.endswith(("ing", "ed")):
        return word
    return english.verb(form) if tag in {"VERB", "AUX"} else None
