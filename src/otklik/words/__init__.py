"""Words: what a text is made of.

Takes texts, gives tokens with exact places, one lemma for each, segments, and counts. Two faces over one tokenizer and
one lemmatizer: the counting face (`count`, `matrix`) for columns of texts, the reading face (`spacy`) for people
who want spaCy's tools. Never knows questions, codebooks or models.
"""

from __future__ import annotations

from otklik.words.collocations import collocations
from otklik.words.counting import Words, count, matrix, of
from otklik.words.lemmatizer import lemma, lemmas
from otklik.words.reading_face import spacy
from otklik.words.segments import clauses, sentences
from otklik.words.tokenizer import tokens

__all__ = [
    "Words",
    "clauses",
    "collocations",
    "count",
    "lemma",
    "lemmas",
    "matrix",
    "of",
    "sentences",
    "spacy",
    "tokens",
]
