"""What words and texts are like, learnt elsewhere: word vectors, or a sentence encoder, beside the sparse features.

Takes counted words, gives a row of numbers a text. A pack keeps the name and the hash of a source, never the source.
Never knows codes.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.errors import UserError
from otklik.messages import say
from otklik.words import Words
from otklik.words.counting import Matrix

KINDS = ("vectors", "encoder")
SHIPPED_BY = "natasha"
"""The name of the word vectors that come with the package of that name."""

_RARE = 1e-3


class Vectors:
    """Word vectors in the format of navec: every text is the mean of the vectors of its words, rare words first.

    A word weighs ``a / (a + p)``, with ``a`` = .001 and ``p`` its share of all words where the vectors were learnt;
    their common direction, the mean of all vectors so weighted, is taken away (after Arora et al. 2017). A form that
    has no vector takes that of its lemma.
    """

    def __init__(self, name: str) -> None:
        try:
            from navec import Navec
        except ImportError:
            raise missing("vectors", name) from None
        path = _file(name)
        self.name, self.sha256 = name, hashlib.sha256(path.read_bytes()).hexdigest()
        try:
            self._learnt = Navec.load(path)
        except Exception as error:  # the reader checks nothing: any error may come of another file
            raise UserError(
                say("vectors_unreadable"), hint=say("vectors_unreadable_hint"), where=f"{name} ({error})"
            ) from None
        counts = np.array(self._learnt.vocab.counts, dtype=np.float64)
        self._weights = _RARE / (_RARE + counts / max(counts.sum(), 1.0))
        self._common = _mean(self._learnt.pq, counts * self._weights)

    def block(self, words: Words) -> tuple[Matrix, Matrix, list[str]]:
        """Return counts of word types, their weighted vectors, and the names of the dimensions."""
        from scipy import sparse

        number = self._learnt.vocab.word_ids
        lemma = [words.lemmas[at] if at >= 0 else "" for at in words.lemma_of.tolist()]
        ids = [number.get(form.lower(), number.get(base, -1)) for form, base in zip(words.types, lemma, strict=True)]
        known = np.array(ids, dtype=np.int64)
        known[words.lemma_of < 0] = -1
        rows = np.flatnonzero(known >= 0)
        pq = self._learnt.pq
        found = pq.codes[np.arange(pq.qdim), pq.indexes[known[rows]]].reshape(len(rows), pq.dim) - self._common
        found *= self._weights[known[rows], None]
        columns = np.tile(np.arange(pq.dim), len(rows))
        starts = np.concatenate([[0], np.cumsum(known >= 0)]) * pq.dim
        place = sparse.csr_array((found.ravel().astype(np.float32), columns, starts), shape=(len(known), pq.dim))
        return words.type_counts(), place, [str(at) for at in range(pq.dim)]


class Encoder:
    """A model of sentence-transformers, by name or folder. It reads a text as its tokens joined by blanks.

    Nothing is fetched when ``local``; then a model that is not on this machine is an error.
    """

    def __init__(self, name: str, local: bool = False) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise missing("encoder", name) from None
        try:
            self._learnt = SentenceTransformer(name, device="cpu", local_files_only=local)
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise UserError(say("encoder_unreadable"), hint=say("encoder_unreadable_hint"), where=name) from error
        digest = hashlib.sha256()
        for key, value in sorted(self._learnt.state_dict().items()):
            digest.update(key.encode() + value.contiguous().cpu().numpy().tobytes())
        self.name, self.sha256 = name, digest.hexdigest()

    def block(self, words: Words) -> tuple[Matrix, None, list[str]]:
        """Return a row of numbers for each text, and the names of the dimensions."""
        from scipy import sparse

        bounds = zip(words.starts[:-1].tolist(), words.starts[1:].tolist(), strict=True)
        texts = [" ".join([words.types[at] for at in words.ids[start:stop].tolist()]) for start, stop in bounds]
        rows = np.asarray(self._learnt.encode(texts, show_progress_bar=False), dtype=np.float32)
        width = int(self._learnt.encode(["a"], show_progress_bar=False).shape[1])
        return sparse.csr_array(rows.reshape(len(texts), width)), None, [str(at) for at in range(width)]


Source = Vectors | Encoder
Sources = Mapping[str, Source]
"""Sources by kind, as `opened` gives them."""


def opened(vectors: str | None = None, encoder: str | None = None) -> dict[str, Source]:
    """Open word vectors (``"natasha"`` or a path) and an encoder (a name or a folder); ``None`` leaves one out.

    Raises `UserError` when a package, a file or a model is missing or cannot be read.
    """
    found: dict[str, Source] = {}
    if vectors is not None:
        found["vectors"] = _vectors(vectors, _when(vectors))
    if encoder is not None:
        found["encoder"] = _encoder(encoder, False)
    return found


def told(sources: Sources) -> dict[str, dict[str, str]]:
    """Return the name and the hash of sources, for a pack."""
    return {kind: {"name": source.name, "sha256": source.sha256} for kind, source in sources.items()}


def recalled(listed: Mapping[str, Mapping[str, str]]) -> dict[str, Source]:
    """Open what `told` told, without fetching anything.

    Raises `UserError` for a source that is not on this machine or is not the same, ``ValueError`` for an unknown kind.
    """
    found: dict[str, Source] = {}
    for kind, one in listed.items():
        name = str(one["name"])
        if kind not in KINDS:
            raise ValueError(kind)
        found[kind] = _vectors(name, _when(name)) if kind == "vectors" else _encoder(name, True)
        if found[kind].sha256 != one["sha256"]:
            raise UserError(say("dense_changed", name=name), hint=say("dense_changed_hint", sha=one["sha256"]))
    return found


def forget() -> None:
    """Close every source that was opened."""
    _vectors.cache_clear()
    _encoder.cache_clear()


def missing(kind: str, name: str) -> UserError:
    """Return the error for a source whose package is not installed."""
    extra = {"vectors": "vectors", "encoder": "encoders"}[kind]
    return UserError(say("dense_not_installed", name=name), hint=f'pip install "otklik[{extra}]"')


def _file(name: str) -> Path:
    if name != SHIPPED_BY:
        path = Path(name)
        if not path.is_file():
            raise UserError(say("vectors_missing"), hint=say("vectors_missing_hint"), where=name)
        return path
    package = importlib.util.find_spec(SHIPPED_BY)
    places = package.submodule_search_locations if package else None
    files = [file for place in places or () for file in sorted(Path(place, "data", "emb").glob("navec_*.tar"))]
    if not files:
        raise missing("vectors", name)
    return files[0]


def _when(name: str) -> float:
    path = Path(name)
    return path.stat().st_mtime if path.is_file() else 0.0


@lru_cache(maxsize=2)
def _vectors(name: str, changed: float) -> Vectors:
    return Vectors(name)


@lru_cache(maxsize=2)
def _encoder(name: str, local: bool) -> Encoder:
    return Encoder(name, local)


def _mean(pq: Any, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weighted mean of all vectors: part by part that of the codes each is made of."""
    whole = max(float(weights.sum()), 1e-12)
    parts = [
        np.bincount(pq.indexes[:, at], weights, minlength=pq.codes.shape[1]) @ pq.codes[at] / whole
        for at in range(pq.qdim)
    ]
    return np.concatenate(parts)
