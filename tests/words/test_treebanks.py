"""Lemmas and tokens of Universal Dependencies treebanks stay above their floors, where the treebanks are.

OTKLIK_TREEBANKS=FOLDER pytest tests/words/test_treebanks.py
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("OTKLIK_TREEBANKS")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FOLDER, reason="OTKLIK_TREEBANKS names no folder")]


@pytest.mark.parametrize(
    ("name", "lemmas", "tokens"), [("ru_taiga", 0.93, 0.955), ("ru_gsd", 0.95, 0.945), ("en_ewt", 0.971, 0.955)]
)
def test_the_development_parts_stay_above_the_floors(name: str, lemmas: float, tokens: float) -> None:
    spec = importlib.util.spec_from_file_location("bench_words", ROOT / "scripts" / "bench_words.py")
    assert spec and spec.loader
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    assert FOLDER
    [path] = Path(FOLDER).rglob(f"{name}*dev.conllu")
    sentences = list(bench.read(path))
    ours = dict(bench.lemmatizers(bench.TREEBANKS[name]))["otklik"]
    assert bench.accuracy(sentences, ours) >= lemmas
    assert bench.span_f1(sentences, dict(bench.tokenizers(bench.TREEBANKS[name]))["otklik"]) >= tokens
