"""The dictionary form of an English word, from its letters alone.

Takes one form as written, gives its lemma in small letters, by simplemma and by what its dictionary gets wrong in
answers of people. Words whose reading depends on their neighbours are settled in `context`.
"""

from __future__ import annotations

import re

from otklik.dictionaries import has_english
from otklik.words import drawn_out, lists

_CLITICS = {
    "n't": "not", "ca": "can", "wo": "will", "sha": "shall", "'m": "be", "'re": "be", "'ve": "have", "'ll": "will",
    "'d": "would", "'s": "'s",
}  # fmt: skip
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![sui])s$")


def lemma(form: str) -> str:
    """Return the lemma of one form as written; a capital inside a sentence is a sign of a name.

    >>> lemma("studies"), lemma("n't"), lemma("interested"), lemma("recieved"), lemma("soooo")
    ('study', 'not', 'interested', 'receive', 'so')
    >>> lemma("Phillip"), lemma("Palestinians"), lemma("firangs")
    ('phillip', 'palestinian', 'firang')
    """
    word = form.lower().replace("’", "'")
    # The list overrules the dictionary; the dictionary knows names by their capital.
    listed = _CLITICS.get(word) or lists.read("english").get(word)
    if listed:
        return listed.lower()
    name = form[0].isupper() and not form.isupper()
    if has_english(word) or (name and has_english(form)):
        return _dictionary(form if name else word)
    slips = lists.read("slips")
    if word in slips:
        return lemma(slips[word])
    for shorter in drawn_out.shorter(word, name):
        if has_english(shorter):
            return lemma(shorter)
    guess = _dictionary(form if name else word)
    return _PLURAL.sub("", guess) if guess == word and not name else guess


def verb(form: str) -> str | None:
    """Return the base form of a word that is a verb in -ing or -ed, or None where the usual lemma is right.

    >>> verb("meeting"), verb("interested"), verb("goes")
    ('meet', 'interest', None)
    """
    word = form.lower()
    if not word.endswith(("ing", "ed")):
        return None
    stem = word[:-3] if word.endswith("ing") else word[:-2]
    undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return next((base for base in (stem, stem + "e", undoubled) if len(base) > 2 and has_english(base)), None)


def _dictionary(form: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(form, lang="en")).lower()
