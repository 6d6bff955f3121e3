"""The reading face: the same tokenizer and lemmatizer as a spaCy pipeline.

Takes a language, gives a spaCy ``Language`` for people who want matchers, entity rules or displaCy. Its words and
lemmas are those of the counting face; spaCy is imported only when asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik import clean
from otklik.words import context
from otklik.words.lemmatizer import lemmas
from otklik.words.segments import clauses, sentences
from otklik.words.tokenizer import kind, tokens

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
    """Writes `otklik.words.lemmas` into ``token.lemma_``; where a trained tagger has been before, by its tags."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the lemmas of one Doc."""
        read = [(token, form) for token in doc if (form := clean.text(token.text).text.strip())]
        found = lemmas([form for _, form in read])
        tagged = doc.has_annotation("POS")
        for token in doc:
            token.lemma_ = token.text
        for (token, form), lemma in zip(read, found, strict=True):
            if kind(form) == "word":
                token.lemma_ = (context.choose_tagged(form, token.pos_) if tagged else None) or lemma
        return doc


class Segmenter:
    """Writes `otklik.words.sentences` into ``doc.sents`` and `otklik.words.clauses` into ``doc.spans["clauses"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentences and clauses of one Doc."""
        starts = {part.start for part in sentences(doc.text)}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        spans = (doc.char_span(part.start, part.stop, alignment_mode="expand") for part in clauses(doc.text))
        doc.spans["clauses"] = [span for span in spans if span is not None]
        return doc


def _lemmatizer(nlp: Any, name: str) -> Lemmatizer:
    # Any: older versions of spaCy read this annotation and could not find a name that is there for checkers alone.
    return Lemmatizer()


def _segmenter(nlp: Any, name: str) -> Segmenter:
    return Segmenter()


_FACTORIES = {"otklik_lemmatizer": _lemmatizer, "otklik_segments": _segmenter}


def _register() -> None:
    from spacy.language import Language

    for name, make in _FACTORIES.items():
        if not Language.has_factory(name):
            Language.factory(name, func=make)


def __getattr__(name: str) -> Any:
    # Entry points of spaCy's factories. spaCy only fetches them, and then expects them registered.
    factory = name.replace("make_", "otklik_")
    if factory not in _FACTORIES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _register()
    return _FACTORIES[factory]


def spacy(lang: str, trained: str | Path | None = None) -> Language:
    """Return a spaCy ``Language`` with Otklik's tokenizer, lemmatizer and segments ("ru", "en" or "xx" for mixed text).

    ``trained`` is the name or the folder of a trained pipeline that is installed ("ru_core_news_sm"): it keeps its own
    tokenizer, and its parts of speech choose between the readings of a word. Raises ``OSError`` when there is none.

    >>> doc = spacy("ru")("Студенты помогают людям.")
    >>> [token.lemma_ for token in doc]
    ['студент', 'помогать', 'человек', '.']
    """
    import spacy as library

    _register()
    if trained is not None:
        pipeline = library.load(trained)
        if "lemmatizer" in pipeline.pipe_names:
            pipeline.remove_pipe("lemmatizer")
        pipeline.add_pipe("otklik_lemmatizer")
        return pipeline
    pipeline = library.blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": "otklik_tokenizer.v1"}}})
    pipeline.add_pipe("otklik_lemmatizer")
    pipeline.add_pipe("otklik_segments")
    return pipeline
