"""Whether a response answers at all.

Takes a cleaned text and its language, gives a status: coded, empty, non_answer, no_words or other_language.
"""

from __future__ import annotations

import re

from otklik.domain import Language, Status

_EDGES = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")
_LETTER = re.compile(r"[^\W\d_]")

_NON_ANSWERS = frozenset(
    """
    нет | не | нету | ничего | никак | никакой | никаких | никакие | неа | не-а | нет ответа | без ответа | ответа нет
    не знаю | незнаю | я не знаю | даже не знаю | не могу знать | хз | без понятия | понятия не имею
    затрудняюсь ответить | затрудняюсь | затруднюсь ответить | трудно сказать | сложно сказать | не могу сказать
    не могу ответить | не хочу отвечать | отказ | отказываюсь отвечать | нечего сказать | ничего не думаю | не думаю
    нет мнения | не имею мнения | нет комментариев | без комментариев | нет замечаний | нет предложений | не задумывался
    не задумывалась | не указано | нет данных | пусто | прочерк | тест
    n/a | na | n.a | n/d | nan | null | none | nil | no | nope | nothing | no answer | no comment | no comments
    no opinion
    i don't know | i dont know | i do not know | don't know | dont know | do not know | dunno | idk | not sure | no idea
    not applicable | nothing to add | nothing to say | no response | blank | prefer not to say | test | asdf | -
    """.replace("\n", "|").split("|")
)
_KNOWN = frozenset(" ".join(entry.split()) for entry in _NON_ANSWERS) - {""}


def status(text: str, language: Language) -> Status:
    """Name what becomes of one cleaned text.

    >>> status("  ", "unknown"), status("Не знаю…", "ru"), status("n/a", "unknown"), status("12", "unknown")
    ('empty', 'non_answer', 'non_answer', 'no_words')
    >>> status("Нет времени", "ru"), status("-", "unknown"), status("👍", "unknown")
    ('coded', 'non_answer', 'no_words')

    *Read with care*: "no" to a question that asks for yes or no is an answer; the rule is made for open questions.
    """
    if not text.strip():
        return "empty"
    core = " ".join(_EDGES.sub("", text).casefold().replace("ё", "е").replace("’", "'").split())
    if core in _KNOWN or (not core and not any(ord(sign) > 0x2190 for sign in text)):
        return "non_answer"
    if not _LETTER.search(core):
        return "no_words"
    return "other_language" if language == "other" else "coded"
