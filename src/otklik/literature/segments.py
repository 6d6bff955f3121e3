"""Sections and sentences of a source, with their places in the original.

Takes the original text, gives the sentences that can be coded, each with its section, and what was set aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from otklik import clean, words
from otklik.literature import parts
from otklik.literature.parts import Kind


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a source under one heading; what stands before the first heading has none."""

    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment: the span in the original, the cleaned text, and the number of its section (from 0)."""

    start: int
    stop: int
    text: str
    section: int


@dataclass(frozen=True, slots=True)
class Left:
    """A paragraph that was set aside: what it is and its span in the original."""

    kind: Kind
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Article:
    """A source taken apart; ``told`` are the bibliographic fields that it says of itself."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    left: tuple[Left, ...]
    told: dict[str, str]


def take_apart(original: str) -> Article:
    """Split a source into sections and sentences, wrapping set aside.

    A heading of its own holds until the next one; one that runs into its paragraph ("1. **Skills**: …") holds for that
    paragraph, and counts among its words.

    >>> article = take_apart("# Duty\\nWe owe it to people. They wait.\\n\\nReferences\\n1. Lee A. 2020; 5 (2): 1.")
    >>> [(article.sections[one.section].heading, one.text) for one in article.sentences]
    [('Duty', 'We owe it to people.'), ('Duty', 'They wait.')]
    >>> [one.kind for one in article.left]
    ['heading', 'references', 'references']
    """
    cleaned = clean.text(original)
    text = parts.unwrap(cleaned.text)
    found = parts.sort_out(text)
    sections, standing = [Section("", "")], 0
    sentences: list[Sentence] = []
    left: list[Left] = []
    for part in found:
        if part.kind != "text":
            left.append(Left(part.kind, *cleaned.span(part.start, part.stop)))
            if part.kind == "heading":
                sections.append(Section(part.number, part.heading))
                standing = len(sections) - 1
            continue
        section = standing
        if part.heading:
            sections.append(Section(part.number, part.heading))
            section = len(sections) - 1
        for one in words.sentences(text[part.start : part.stop]):
            start, stop = part.start + one.start, part.start + one.stop
            kept = text[start:stop]
            if any(letter.isalpha() for letter in kept):
                sentences.append(Sentence(*cleaned.span(start, stop), kept, section))
            else:
                left.append(Left("no_words", *cleaned.span(start, stop)))
    return Article(tuple(sections), tuple(sentences), tuple(left), parts.told(text, found))
