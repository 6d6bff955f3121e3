"""Word vectors and encoders beside the sparse features: what they bring, and what a pack keeps of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from otklik import packs, training, words
from otklik.attitudes import AttitudeClassifier, AttitudePack, ThemeClassifier, dense
from otklik.errors import UserError

navec = pytest.importorskip("navec")

GOOD = "хорошая полезная нужная добрая отличная славная чудесная ценная важная верная прекрасная разумная".split()
BAD = "плохая вредная ужасная злая дурная скверная лишняя глупая гадкая пустая опасная нелепая".split()
TEXTS = [f"{word} затея" for word in GOOD + BAD]
LABELS = ["for"] * len(GOOD) + ["against"] * len(BAD)
NEW_GOOD, NEW_BAD = ["дельная затея", "толковая затея"], ["паршивая затея", "мерзкая затея"]


def write_vectors(path: Path, turned: float = 1.0) -> Path:
    """Write a file of navec in which words that praise point one way, and words that scold the other."""
    from navec.meta import Meta
    from navec.pq import PQ
    from navec.vocab import Vocab

    listed = [*GOOD, "дельная", "толковая", *BAD, "паршивая", "мерзкая", "затея", "<unk>", "<pad>"]
    side = np.array([0] * (len(GOOD) + 2) + [1] * (len(BAD) + 2) + [2, 2, 2], dtype=np.uint8)
    codes = np.array([[[turned, 0], [-turned, 0], [0, 0]], [[0, 1], [0, -1], [0, 0]]], dtype=np.float32)
    pq = PQ(len(listed), 4, 2, 3, np.column_stack([side, side]), codes)
    counts = [5] * (len(listed) - 3) + [50, 0, 0]
    navec.Navec(Meta("tiny"), Vocab(listed, counts), pq).dump(str(path))
    return path


@pytest.fixture
def vectors(tmp_path: Path) -> str:
    return str(write_vectors(tmp_path / "tiny.tar"))


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    dense.forget()


def sheet(folder: Path) -> Path:
    path = folder / "coded.csv"
    path.write_text(
        "text,view\n" + "".join(f"{text},{label}\n" for text, label in zip(TEXTS, LABELS, strict=True)), "utf-8"
    )
    return path


def test_words_never_trained_on_are_known_by_their_vectors(vectors: str) -> None:
    model = AttitudeClassifier(vectors=vectors).fit(TEXTS, LABELS)
    assert "vectors" in model.recipe_.blocks
    assert model.predict(NEW_GOOD + NEW_BAD).tolist() == ["for"] * 2 + ["against"] * 2
    sure, unsure = (one.predict_proba(NEW_GOOD + NEW_BAD).max(axis=1) for one in (model, model_without()))
    assert (sure > unsure).all()


def model_without() -> AttitudeClassifier:
    return AttitudeClassifier().fit(TEXTS, LABELS)


def test_vectors_that_say_nothing_are_not_used(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    path = write_vectors(tmp_path / "tiny.tar")
    texts = [f"{word} {rng.choice(GOOD + BAD)}" for word in ["cost", "time"] * 40]
    model = AttitudeClassifier(vectors=str(path)).fit(texts, ["c", "t"] * 40)
    assert "vectors" not in model.recipe_.blocks
    assert not model.features_.arrays().keys() & {"sources", "vocabulary_vectors"}


def test_a_text_is_the_sum_of_its_weighted_words(vectors: str) -> None:
    source = dense.opened(vectors=vectors)["vectors"]
    counted = words.count(["плохая плохая затея", "затея", "qwerty", ""])
    rows, place, names = source.block(counted)
    found = (rows @ place).toarray()
    assert names == ["0", "1", "2", "3"]
    assert found[0, 0] < found[1, 0] and not found[2:].any()
    # Common words weigh less.
    weight = 0.001 / (0.001 + 5 / 190)
    # As many words praise as scold: their mean is nothing.
    assert found[0, 0] == pytest.approx(-2 * weight, rel=1e-5)


def test_a_pack_keeps_the_name_and_hash_and_codes_alike(tmp_path: Path, vectors: str) -> None:
    training.train(sheet(tmp_path), tmp_path / "pack", text="text", scales={"view": "view"}, vectors=vectors)
    opened = AttitudePack.load(tmp_path / "pack")
    assert opened.meta["sources"]["vectors"] == {
        "name": vectors,
        "sha256": dense.opened(vectors=vectors)["vectors"].sha256,
    }
    assert opened.features.sources.keys() == {"vectors"}
    counted = words.count(NEW_GOOD + NEW_BAD)
    assert opened.probabilities(counted)["view"][:, 0].round(3).tolist() == pytest.approx(
        AttitudeClassifier.predict_proba(opened.classifiers["view"], counted)[:, 0].round(3).tolist()
    )
    kept = [array for name, array in packs.load(tmp_path / "pack").arrays.items() if "vectors" in name]
    assert all(array.ndim < 2 for array in kept)  # a name for each dimension at most, no word's vector


def test_a_pack_without_its_vectors_names_the_command(
    tmp_path: Path, vectors: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.train(sheet(tmp_path), tmp_path / "pack", text="text", scales={"view": "view"}, vectors=vectors)
    dense.forget()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "navec", None)
        with pytest.raises(UserError) as error:
            AttitudePack.load(tmp_path / "pack")
    assert error.value.hint == 'pip install "otklik[vectors]"'
    write_vectors(Path(vectors), turned=2.0)
    dense.forget()
    with pytest.raises(UserError, match="not what the model was trained with"):
        AttitudePack.load(tmp_path / "pack")
    Path(vectors).unlink()
    with pytest.raises(UserError, match="no such file of word vectors"):
        AttitudePack.load(tmp_path / "pack")


def test_another_file_is_a_fault_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "other.tar").write_bytes(b"not a tar at all")
    with pytest.raises(UserError, match="can't be read"):
        AttitudeClassifier(vectors=str(tmp_path / "other.tar")).fit(TEXTS, LABELS)


def test_themes_and_explanations_take_vectors_too(vectors: str) -> None:
    model = ThemeClassifier(vectors=vectors).fit(TEXTS, [[label] for label in LABELS])
    assert model.predict(NEW_BAD) == [["against"]] * 2
    scale = AttitudeClassifier(vectors=vectors, C=1.5).fit(TEXTS, LABELS)
    (found,) = scale.explain(["паршивая затея"], "against")
    weights, offsets = scale.logits()
    (matrix,) = scale.features_.batches(words.of(["паршивая затея"]))
    told = (matrix @ weights.T + offsets)[0, scale.classes_.tolist().index("against")]
    assert sum(part.weight for part in found.parts) + found.rest == pytest.approx(told)


def test_an_encoder_is_a_block_of_its_own(tmp_path: Path) -> None:
    folder = tiny_encoder(tmp_path / "encoder")
    model = AttitudeClassifier(encoder=str(folder)).fit(TEXTS, LABELS)
    assert "encoder" in model.recipe_.blocks
    assert model.predict(NEW_GOOD + NEW_BAD).tolist() == ["for"] * 2 + ["against"] * 2
    training.train(sheet(tmp_path), tmp_path / "pack", text="text", scales={"view": "view"}, encoder=str(folder))
    opened = AttitudePack.load(tmp_path / "pack")
    assert opened.features.sources["encoder"].sha256 == dense.opened(encoder=str(folder))["encoder"].sha256
    assert opened.probabilities(words.count([]))["view"].shape == (0, 2)
    dense.forget()
    folder.rename(tmp_path / "moved")
    with pytest.raises(UserError, match="encoder can't be opened"):
        AttitudePack.load(tmp_path / "pack")


def test_without_its_package_an_encoder_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(UserError) as error:
        AttitudeClassifier(encoder="any").fit(TEXTS, LABELS)
    assert error.value.hint == 'pip install "otklik[encoders]"'


def tiny_encoder(folder: Path) -> Path:
    """Write an encoder whose words that praise point one way, and words that scold the other."""
    package: Any = pytest.importorskip("sentence_transformers")
    from tokenizers import Tokenizer, models, pre_tokenizers

    modules = pytest.importorskip("sentence_transformers.sentence_transformer.modules")
    listed = {word: at for at, word in enumerate(["[UNK]", "затея", *GOOD, *first(NEW_GOOD), *BAD, *first(NEW_BAD)])}
    tokenizer = Tokenizer(models.WordLevel(listed, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    praise = len(GOOD) + 2
    weights = np.array([[0, 0.1]] * 2 + [[1, 0]] * praise + [[-1, 0]] * praise, dtype=np.float32)
    package.SentenceTransformer(modules=[modules.StaticEmbedding(tokenizer, embedding_weights=weights)]).save(
        str(folder)
    )
    return folder


def first(texts: list[str]) -> list[str]:
    return [text.split()[0] for text in texts]
