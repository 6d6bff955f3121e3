"""The reading face: the same tokenizer and lemmatizer as a spaCy pipeline.

Takes a language, gives a spaCy ``Language`` for people who want matchers, entity rules or displaCy. Its words and
lemmas are those of the counting face; spaCy is imported only when asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otklik.words.lemmatizer import lemma
from otklik.words.tokenizer import tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class Tokenizer:
    """Turns a text into a Doc whose words are `otklik.words.tokens`; what stands between is kept as space tokens."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize one text; ``doc.text == text`` always holds."""
        from spacy.tokens import Doc

        pieces: list[str] = []
        spaces: list[bool] = []
        at = 0
        for token in tokens(text):
            self._gap(text[at : token.start], pieces, spaces)
            if token.start >= at:
                pieces.append(token.text)
                spaces.append(False)
                at = token.stop
        self._gap(text[at:], pieces, spaces)
        return Doc(self.vocab, words=pieces, spaces=spaces)

    @staticmethod
    def _gap(gap: str, pieces: list[str], spaces: list[bool]) -> None:
        if gap.startswith(" ") and spaces:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            pieces.append(gap)
            spaces.append(False)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing is stored: the rules are code."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """Nothing is stored: the rules are code."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing is stored: the rules are code."""

    def from_disk(self, _path: object, **_: object) -> Tokenizer:
        """Nothing is stored: the rules are code."""
        return self


def make_tokenizer() -> Any:
    """Entry point ``otklik_tokenizer.v1`` of spaCy's tokenizer registry."""

    def create(nlp: Any) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


class Lemmatizer:
    """Writes `otklik.words.lemma` into ``token.lemma_``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the lemmas of one Doc."""
        from otklik import clean
        from otklik.words.tokenizer import kind

        for token in doc:
            form = clean.text(token.text).text
            token.lemma_ = lemma(form) if form and not form.isspace() and kind(form) == "word" else token.text
        return doc


def _lemmatizer(nlp: Any, name: str) -> Lemmatizer:
    # Any: older versions of spaCy read this annotation and could not find a name that is there for checkers alone.
    return Lemmatizer(nlp.lang)


def _register() -> None:
    from spacy.language import Language

    if not Language.has_factory("otklik_lemmatizer"):
        Language.factory("otklik_lemmatizer", func=_lemmatizer)


def __getattr__(name: str) -> Any:
    # Entry point ``otklik_lemmatizer`` of spaCy's factories. spaCy only fetches it, and then expects it registered.
    if name != "make_lemmatizer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _register()
    return _lemmatizer


def spacy(lang: str) -> Language:
    """Return a spaCy ``Language`` with Otklik's tokenizer and lemmatizer ("ru", "en" or "xx" for mixed text).

    >>> doc = spacy("ru")("Студенты помогают людям.")
    >>> [token.lemma_ for token in doc]
    ['студент', 'помогать', 'человек', '.']
    """
    import spacy as library

    _register()
    pipeline = library.blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": "otklik_tokenizer.v1"}}})
    pipeline.add_pipe("otklik_lemmatizer")
    return pipeline
