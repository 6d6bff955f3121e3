"""Forms kept between runs save time and keep no word of a respondent's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from otklik import words
from otklik.words import kept, types

TEXTS = ["Помогаю людям ради опыта", "Кручкинзон помогает, т.к. хочет", "it helps people, dunnqooz"] * 3


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OTKLIK_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(types, "_LARGE", 1)
    return tmp_path / "kept"


def counts(texts: list[str]) -> dict[str, int]:
    counted = words.count(texts)
    return dict(zip(counted.lemmas, counted.lemma_counts().sum(axis=0).tolist(), strict=True))


def test_a_second_run_finds_what_the_first_kept_and_answers_the_same(folder: Path) -> None:
    first = counts(TEXTS)
    assert [path.suffix for path in folder.iterdir()] == [".arrow"]
    assert kept.find(["людям", "нетакой"], None) == [kept.Form("человек", "N", False), None]
    assert counts(TEXTS) == first


def test_only_words_of_a_dictionary_are_kept(folder: Path) -> None:
    counts(TEXTS)
    [path] = folder.iterdir()
    raw = path.read_bytes().decode("utf-8", errors="ignore").lower()
    assert "людям" in raw and "people" in raw
    assert "кручкинзон" not in raw and "dunnqooz" not in raw


def test_new_forms_join_those_that_are_kept(folder: Path) -> None:
    counts(["Помогаю людям"])
    counts(["Хочу помогать"])
    assert None not in kept.find(["Помогаю", "людям", "Хочу", "помогать"], None)


@pytest.mark.parametrize("damage", ["cut", "other", "folder"])
def test_a_damaged_file_is_passed_over(folder: Path, damage: str) -> None:
    first = counts(TEXTS)
    [path] = folder.iterdir()
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "other":
        path.write_text("form,lemma\n", encoding="utf-8")
    else:
        path.unlink()
        path.mkdir()
    assert counts(TEXTS) == first


def test_nothing_is_kept_when_it_is_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "_LARGE", 1)
    monkeypatch.setenv("OTKLIK_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    counts(TEXTS)
    assert not list(tmp_path.iterdir())


def test_a_small_input_opens_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_CACHE", str(tmp_path))
    counts(TEXTS)
    assert not list(tmp_path.iterdir())


def test_several_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_CACHE", "off")
    forms = [f"{word}{ending}" for word in ("дом", "стол", "врач") for ending in ("", "а", "у", "ом", "е")] + [
        "его",
        ",",
    ]
    alone = types.analyse(forms)
    monkeypatch.setattr(types, "_SHARED_OUT", 8)
    monkeypatch.setattr(types.os, "cpu_count", lambda: 2)
    assert types.analyse(forms) == alone
