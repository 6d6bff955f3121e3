"""What is known of each distinct form, found once.

Takes forms, gives for each its lemma, its class for its neighbours and whether they can change its lemma. Many forms
are shared out to several processes; what the dictionaries know of them is kept for the next run (`kept`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from otklik.dictionaries import has_english, has_russian
from otklik.words import context, kept, lemmatizer
from otklik.words.kept import Form
from otklik.words.scripts import Lang, is_russian
from otklik.words.tokenizer import kind

_LARGE = 5_000
"""From how many forms on the file of kept forms is worth opening."""
_SHARED_OUT = 40_000
"""From how many forms on it is worth starting processes."""


def analyse(forms: Sequence[str], lang: Lang = None) -> list[Form]:
    """Analyse distinct forms, in order.

    >>> found = analyse(["врачи", ",", "его"])
    >>> [form.lemma for form in found], [form.ambiguous for form in found]
    (['врач', None, 'он'], [False, False, True])
    """
    if len(forms) < _LARGE:
        return _each(forms, lang)
    found = kept.find(forms, lang)
    missing = [form for form, there in zip(forms, found, strict=True) if there is None]
    new = dict(zip(missing, _shared_out(missing, lang), strict=True))
    kept.add({form: there for form, there in new.items() if _is_known(form, lang)}, lang)
    return [new[form] if there is None else there for form, there in zip(forms, found, strict=True)]


def _shared_out(forms: Sequence[str], lang: Lang) -> list[Form]:
    processes = min(os.cpu_count() or 1, 4)
    if len(forms) < _SHARED_OUT or processes == 1:
        return _each(forms, lang)
    from joblib import Parallel, delayed

    size = _SHARED_OUT // 4
    parts = [forms[at : at + size] for at in range(0, len(forms), size)]
    return [form for part in Parallel(n_jobs=processes)(delayed(_each)(part, lang) for part in parts) for form in part]


def _each(forms: Sequence[str], lang: Lang) -> list[Form]:
    found = []
    for form in forms:
        word = kind(form) == "word"
        lemma = lemmatizer.lemma(form, lang) if word else None
        found.append(Form(lemma, context.word_class(form, lang), word and context.is_ambiguous(form, lang)))
    return found


def _is_known(form: str, lang: Lang) -> bool:
    word = form.lower()
    if not word.isalpha():
        return False
    return has_russian(word) if is_russian(word, lang) else has_english(word)
