"""The Word document and the methods: what the page says, whatever signs the answers hold."""

from __future__ import annotations

from pathlib import Path

import docx
import pandas as pd
import pytest

import otklik
from otklik import messages
from otklik.report import methods
from otklik.results.run import Result

ODD = "Вуз обязан <b>всё</b> это организовать \x0b\x1b & {{ 7*7 }}"


@pytest.fixture(scope="module")
def result() -> Result:
    frame = pd.DataFrame({"text": [f"{ODD} {at}" for at in range(8)] + ["-"], "who\x01": ["x", "y", "z"] * 3})
    return otklik.run(frame, text="text", by="who\x01")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_word_document_has_headings_tables_pictures_and_quotes(
    result: Result, tmp_path: Path, lang: messages.Interface
) -> None:
    messages.use(lang)
    document = docx.Document(str(result.report(tmp_path / "r.docx")))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for key in ("portraits_title", "aside_title", "methods_title", "references_title", "cross_title"):
        assert messages.say(key) in said
    assert "<b>всё</b>" in said and "{{ 7*7 }}" in said
    assert len(document.inline_shapes) >= 5 and len(document.tables) >= 6


def test_a_run_writes_it_when_asked(result: Result, tmp_path: Path) -> None:
    assert tmp_path / "a" / "report.docx" in result.save(tmp_path / "a", docx=True)
    assert tmp_path / "b" / "report.docx" not in result.save(tmp_path / "b")
    assert (tmp_path / "b" / "methods.txt").read_text(encoding="utf-8") == methods.plain(result)


def test_methods_name_what_was_used_and_leave_open_what_only_people_know(result: Result) -> None:
    told = methods.paragraph(result)
    pack, book = result.run["pack"], result.run["codebook"]
    for fact in (pack["arrays_sha256"][:12], book["sha256"][:12], "9 rows were read", "8 answers were coded", "scipy "):
        assert fact in told
    cited = "\n".join(methods.references(result))
    assert all(name in cited for name in ("Wilson", "Frank", "Platt", "Korobov", "Pedregosa", "Zolin", "Newcombe"))
    open_items = [asked[:2] for asked, _, enough in methods.checklist(result) if not enough]
    assert open_items == ["24", "28", "30", "32"]


def test_methods_of_topics_alone_cite_no_classifier() -> None:
    plain = otklik.run(
        pd.DataFrame({"text": ["нет времени на это", "made friends there"]}), text="text", codebook="none"
    )
    cited = "\n".join(methods.references(plain))
    assert "Platt" not in cited and "Newcombe" not in cited and "Wilson" in cited
    assert "Groups were given" not in methods.paragraph(plain)


def test_ten_thousand_answers_make_a_page_of_less_than_five_megabytes(tmp_path: Path) -> None:
    words = [
        "вуз",
        "обязан",
        "время",
        "учёба",
        "опыт",
        "пациенты",
        "school",
        "should",
        "credit",
        "time",
        "friends",
        "нет",
    ]
    texts = [" ".join(words[(at * step) % len(words)] for step in range(1, 9)) + f" {at}" for at in range(10_000)]
    frame = pd.DataFrame({"text": texts, "who": [f"v{at % 40}" for at in range(10_000)]})
    path = otklik.run(frame, text="text", by="who").report(tmp_path / "r.html")
    assert path.stat().st_size < 5_000_000
