"""Models of names that the user has: opened as they are, and refused with a sentence where they can't be."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from otklik import personal
from otklik.errors import UserError

WORDS = ["громобой", "пришёл", "вчера", "<unk>", "<pad>"]
SHAPES = ["RU_Xx", "<unk>", "<pad>"]


def write_slovnet(folder: Path, vectors: str = "tiny") -> Path:
    """Write a model of slovnet and vectors of navec that take one word, with a capital, for a person."""
    navec = pytest.importorskip("navec")
    pytest.importorskip("slovnet")
    from navec.meta import Meta as VectorMeta
    from navec.pq import PQ
    from navec.vocab import Vocab as VectorVocab
    from slovnet.exec import model as layers
    from slovnet.exec.pack import DumpPack, Meta
    from slovnet.vocab import Vocab

    def weight(values: object) -> object:
        array = np.array(values, dtype=np.float32)
        return layers.Weight(array.shape, "float32", array)

    side = np.array([[0], [1], [1], [1], [1]], dtype=np.uint8)
    pq = PQ(len(WORDS), 2, 1, 2, side, np.array([[[1, 0], [0, 0]]], dtype=np.float32))
    navec.Navec(VectorMeta(vectors), VectorVocab(WORDS, [5, 5, 5, 0, 0]), pq).dump(str(folder / "navec_tiny.tar"))
    # The one layer hands on what it gets: is it the word, is it written with a capital.
    same = layers.CNNEncoderLayer(
        layers.Conv1d(weight(np.eye(3)[:, :, None]), weight([0, 0, 0]), 0), layers.ReLU(),
        layers.BatchNorm1d(weight([1, 1, 1]), weight([0, 0, 0]), weight([0, 0, 0]), weight([1, 1, 1])),
    )  # fmt: skip
    model = layers.NER(
        layers.WordShapeEmbedding(
            layers.NavecEmbedding("tiny", weight(side), weight(pq.codes)), layers.Embedding(weight([[1], [0], [0]]))
        ),
        layers.CNNEncoder([same]),
        layers.NERHead(
            layers.Linear(weight([[2, 0], [0, 0], [2, 0]]), weight([-3, 0])), layers.CRF(weight(np.zeros((2, 2))))
        ),
    ).strip_navec()  # fmt: skip
    arrays, scheme = model.separate_arrays()
    with DumpPack(str(folder / "slovnet_ner_tiny.tar")) as pack:
        pack.dump_meta(Meta("tiny"))
        pack.dump_model(scheme)
        pack.dump_arrays(arrays)
        for name, items in (("word", WORDS), ("shape", SHAPES), ("tag", ["B-PER", "O"])):
            pack.dump_vocab(Vocab(items), name)
    return folder


def test_slovnet_finds_a_name_that_no_rule_knows(tmp_path: Path) -> None:
    text = "вчера Громобой пришёл"
    assert personal.find(text) == []
    finders = personal.finders(russian=str(write_slovnet(tmp_path)))
    (span,) = personal.find(text, finders=finders)
    assert (text[span.start : span.stop], span.type, span.rule, span.sure) == ("Громобой", "NAME", "slovnet", False)
    assert personal.find("вчера громобой пришёл", finders=finders) == []


def test_files_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="slovnet_ner"):
        personal.finders(russian=str(tmp_path))
    write_slovnet(tmp_path, vectors="other")
    with pytest.raises(UserError, match="can't be opened"):
        personal.finders(russian=str(tmp_path))
    (tmp_path / "slovnet_ner_tiny.tar").write_bytes(b"no tar")
    with pytest.raises(UserError, match="can't be opened"):
        personal.finders(russian=str(tmp_path))


def test_without_the_package_the_way_to_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("slovnet_ner_news.tar", "navec_news.tar"):
        (tmp_path / name).touch()
    monkeypatch.setitem(sys.modules, "slovnet", None)
    with pytest.raises(UserError, match="otklik\\[names\\]"):
        personal.finders(russian=str(tmp_path))


def test_a_spacy_pipeline_with_ner_finds_english_names(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("en")
    rules = nlp.add_pipe("entity_ruler", name="ner")
    rules.add_patterns([{"label": "PERSON", "pattern": "Zaphod Beeblebrox"}, {"label": "ORG", "pattern": "Milliways"}])
    nlp.to_disk(tmp_path / "tiny")
    finders = personal.finders(english=str(tmp_path / "tiny"))
    text = "We ate at Milliways, Zaphod Beeblebrox paid."
    assert [text[one.start : one.stop] for one in personal.find(text, finders=finders)] == ["Zaphod Beeblebrox"]
    assert personal.find("Мы были там: Zaphod Beeblebrox, и всё было очень хорошо", finders=finders) == []


def test_a_pipeline_that_is_not_there_or_has_no_ner_is_refused(tmp_path: Path) -> None:
    import spacy

    with pytest.raises(UserError, match="spacy download"):
        personal.finders(english="en_nothing_of_the_kind")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(UserError, match="no part named ner"):
        personal.finders(english=str(tmp_path / "blank"))
