"""One tokenizer, one lemmatizer, two faces: counting and reading tell the same of every text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import clean, words

if TYPE_CHECKING:
    from spacy.language import Language

QUICK = settings(max_examples=150, deadline=None, derandomize=True)
MANY = settings(max_examples=2000, deadline=None, derandomize=True)

RUSSIAN = """Привет Ёлка ёлки Ооочень неееет врач-терапевт кое-что т.е. Э́то и\u0306од п̶л̶о̶х̶о̶ ин<b>фор</b>мация
ста&shy;ло людьми пошли НЕТ добрые его их все том этого есть
чем стоит права работа хочу у""".split()
ENGLISH = """don't can’t it's O'Neill COVID-19 3D U.S. people helping Sooo they’ve
students' I her us 's the meeting am means let""".split()
SIGNS = """:) ))) <3 👩‍👩‍👧‍👦 👍🏽 🇷🇺 #тег @друг https://a.ru/я a@b.ru 12:30 50% &nbsp;
&lt;b&gt; <br/> &nGt; , . ! — - ' « » \\n \\r\\n \u200b""".split()
GAPS = ["", " ", "  ", "\n", "\t"]


def texts(*listed: list[str]) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([piece for part in listed for piece in part])
    joined = st.lists(st.tuples(pieces, st.sampled_from(GAPS)), max_size=10)
    return joined.map(lambda parts: "".join(piece + gap for piece, gap in parts))


any_text = st.one_of(
    texts(RUSSIAN, SIGNS),
    texts(ENGLISH, SIGNS),
    texts(RUSSIAN, ENGLISH, SIGNS),
    st.text(st.characters(codec="utf-8", max_codepoint=0x52F)),  # Latin and Cyrillic with all their marks
)


@cache
def pipeline(lang: str) -> Language:
    return words.spacy(lang)


def assert_faces_agree(text: str) -> None:
    counted = words.count([clean.text(text).text])
    row = counted.lemma_counts().toarray()[0].tolist()
    tokens = words.tokens(text)
    lemmas = words.lemmas([token.text for token in tokens])
    read = Counter(lemma for token, lemma in zip(tokens, lemmas, strict=True) if token.kind == "word")
    assert dict(zip(counted.lemmas, row, strict=True)) == read
    terms = words.matrix([text])
    assert dict(zip(terms[1], terms[0].toarray()[0].tolist(), strict=True)) == read


def assert_spacy_agrees(text: str, lang: str) -> None:
    doc = pipeline(lang)(text)
    assert doc.text == text
    there = {token.idx: (token.text, token.lemma_) for token in doc}
    tokens = words.tokens(text)
    for token, lemma in zip(tokens, words.lemmas([token.text for token in tokens]), strict=True):
        assert there[token.start] == (token.text, lemma if token.kind == "word" else token.text)


@QUICK
@given(any_text)
def test_the_counting_face_has_the_lemmas_of_the_tokens(text: str) -> None:
    assert_faces_agree(text)


@QUICK
@given(any_text)
def test_spacy_keeps_the_text_and_has_the_same_tokens_and_lemmas(text: str) -> None:
    assert_spacy_agrees(text, "xx")


@pytest.mark.slow
@MANY
@given(any_text)
def test_the_faces_agree_on_many_texts(text: str) -> None:
    assert_faces_agree(text)
    assert_spacy_agrees(text, "xx")


@QUICK
@given(st.text(st.characters(codec="utf-8")))
def test_spacy_gives_any_text_back(text: str) -> None:
    assert pipeline("xx")(text).text == text


@pytest.mark.parametrize("lang", ["ru", "en", "xx"])
def test_each_pipeline_reads_both_languages(lang: str) -> None:
    assert_spacy_agrees("Студенты помогают людям, and they don't complain :)", lang)


def test_spacys_own_tools_work_on_the_pipeline() -> None:
    from spacy.matcher import Matcher

    nlp = pipeline("ru")
    matcher = Matcher(nlp.vocab)
    matcher.add("help", [[{"LEMMA": "помогать"}, {"LEMMA": "человек"}]])
    doc = nlp("Я хочу помогать людям.")
    assert [doc[start:stop].text for _, start, stop in matcher(doc)] == ["помогать людям"]


def test_a_saved_pipeline_opens_in_plain_spacy(tmp_path: Path) -> None:
    pipeline("ru").to_disk(tmp_path / "pipeline")
    text = "Волонтёры помогают, т.е. врачи-терапевты."
    script = "import spacy, sys; print(*[t.text + '=' + t.lemma_ for t in spacy.load(sys.argv[1])(sys.argv[2])])"
    # A process of its own, that has never heard of Otklik.
    shown = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "pipeline", text],
        capture_output=True, check=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert shown.stdout.split() == [f"{token.text}={token.lemma_}" for token in pipeline("ru")(text)]


def test_sentences_and_clauses_are_those_of_the_segments() -> None:
    text = "Идея хорошая, но времени нет\nпойду в г. Казань"
    doc = pipeline("ru")(text)
    assert [sentence.text.strip() for sentence in doc.sents] == ["Идея хорошая, но времени нет", "пойду в г. Казань"]
    assert [span.text for span in doc.spans["clauses"]] == ["Идея хорошая,", "но времени нет", "пойду в г. Казань"]


@QUICK
@given(any_text)
def test_every_clause_of_a_text_is_a_span_of_its_doc(text: str) -> None:
    doc = pipeline("xx")(text)
    assert len(doc.spans["clauses"]) <= len(words.clauses(text))
    assert doc.text == text


def test_the_tags_of_a_trained_pipeline_choose_between_readings(tmp_path: Path) -> None:
    # A real tagger, trained here on a few sentences and saved as one that is installed would be.
    import spacy
    from spacy.training import Example

    taught = {
        "сделано из прочной стали": "VERB ADP ADJ NOUN", "они стали помогать": "PRON VERB VERB",
        "нож из стали": "NOUN ADP NOUN", "мы стали врачами": "PRON VERB NOUN",
    }  # fmt: skip
    tagger = spacy.blank("ru")
    tagger.add_pipe("morphologizer")
    examples = [
        Example.from_dict(tagger.make_doc(text), {"pos": parts.split(), "morphs": [""] * len(parts.split())})
        for text, parts in taught.items()
    ]
    optimizer = tagger.initialize(lambda: examples)
    for _ in range(30):
        tagger.update(examples, sgd=optimizer)
    tagger.to_disk(tmp_path / "tagger")

    read = words.spacy("ru", trained=tmp_path / "tagger")
    assert [token.lemma_ for token in read("нож из стали")] == ["нож", "из", "сталь"]
    assert [token.lemma_ for token in read("мы стали врачами")] == ["мы", "стать", "врач"]


def test_a_trained_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(OSError, match="ru_nowhere_sm"):
        words.spacy("ru", trained="ru_nowhere_sm")
