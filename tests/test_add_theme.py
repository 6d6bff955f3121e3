"""A topic becomes a theme: the codebook gains it, and every other character stays."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from otklik import amend, codebook, shipped, theme_help
from otklik.domain import Code
from otklik.errors import UserError

Command = Callable[..., "subprocess.CompletedProcess[str]"]
BOOK = """\
# my book
version: 3   # the third
question: {ru: Что, en: What}

themes:            # what is spoken of
  - id: money
    name: {ru: деньги, en: money}
    seeds: {ru: [оклад], en: [pay]}   # few
  # - id: old

# the end
"""
TABLE = """\
id,kind,name,top_words
money,theme,money,pay; rent
topic_2,topic,new topic 2,очередь; pay; долгая запись; queue; no; 24/7
topic_5,topic,new topic 5,pay; оклад
"""
THEME = Code("queue", {"en": "queues"}, seeds={"en": ("queue", "wait*")})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "themes.csv").write_text(TABLE, encoding="utf-8")
    path = tmp_path / "book.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_the_theme_is_added_after_the_others_and_nothing_else_changes(book: Path) -> None:
    added = theme_help.add_theme(book, "2", book.parent / "run", label_ru="очереди", label_en="Long queues: all")
    lines = book.read_text(encoding="utf-8").splitlines()
    new = [
        "  # from topic_2 of the run run; words by the machine, to be read",
        "  - id: long_queues_all",
        '    name: {ru: очереди, en: "Long queues: all"}',
        "    seeds:",
        "      ru: [очередь, долгая запись]",
        '      en: [queue, "no", "24/7"]',
    ]
    old = BOOK.replace("version: 3", "version: 4").splitlines()
    assert lines == [*old[:9], *new, *old[9:]]
    assert added.version == codebook.load(book).version == 4
    assert codebook.load(book).themes[-1] == added.theme


def test_seeds_of_other_themes_are_left_out_and_names_come_from_the_words(book: Path) -> None:
    theme = theme_help.add_theme(book, "topic_2", book.parent / "run").theme
    assert theme.id == "queue"
    assert theme.name == {"ru": "очередь, долгая запись", "en": "queue, no, 24/7"}
    assert "pay" not in theme.seeds["en"]


def test_the_check_speaks_of_the_new_theme_alone(book: Path) -> None:
    added = theme_help.add_theme(book, "2", book.parent / "run")
    assert added.problems and all("“queue”" in problem.text for problem in added.problems)


@pytest.mark.parametrize(("arguments", "told"), [
    ({"topic": "7"}, "no topic 7"), ({"topic": "money"}, "no topic money"), ({"topic": "5"}, "seeds of other themes"),
    ({"theme_id": "money"}, "stands already"), ({"theme_id": "topic_9"}, "kept for columns"),
    ({"theme_id": "a b"}, "Latin letters"), ({"run": Path("nowhere")}, "no themes.csv"),
])  # fmt: skip
def test_what_cannot_be_added_leaves_the_book_as_it_was(book: Path, arguments: dict[str, object], told: str) -> None:
    with pytest.raises(UserError, match=told):
        theme_help.add_theme(book, **{"topic": "2", "run": book.parent / "run", **arguments})  # type: ignore[arg-type]
    assert book.read_text(encoding="utf-8") == BOOK


def test_a_missing_topic_names_those_that_are_there_with_a_label(book: Path) -> None:
    with pytest.raises(UserError) as raised:
        theme_help.add_theme(book, "7", book.parent / "run")
    assert "2 (очередь, pay, долгая запись)" in raised.value.hint


def test_a_shipped_book_asks_for_a_copy_which_stays_the_same_book(book: Path, tmp_path: Path) -> None:
    shipped_book = shipped.folder("codebooks") / "volunteering.yaml"
    before = shipped_book.read_bytes()
    for name in ("volunteering", shipped_book):
        with pytest.raises(UserError, match="comes with Otklik"):
            theme_help.add_theme(name, "2", book.parent / "run")
    copy = tmp_path / "mine.yaml"
    theme_help.add_theme("volunteering", "2", book.parent / "run", out=copy)
    assert shipped_book.read_bytes() == before
    old, new = codebook.load("volunteering"), codebook.load(copy)
    assert new == replace(old, version=old.version + 1, themes=(*old.themes, new.themes[-1]))
    assert new.id == "volunteering"
    with pytest.raises(UserError, match="there already"):
        theme_help.add_theme("volunteering", "2", book.parent / "run", out=copy)


def test_two_topics_can_be_added_one_after_the_other(book: Path) -> None:
    theme_help.add_theme(book, "2", book.parent / "run", theme_id="first")
    (book.parent / "run" / "themes.csv").write_text("id,kind,top_words\ntopic_1,topic,sun; rain\n", encoding="utf-8")
    theme_help.add_theme(book, "1", book.parent / "run")
    assert [theme.id for theme in codebook.load(book).themes] == ["money", "first", "sun"]
    assert codebook.load(book).version == 5


@pytest.mark.parametrize(("source", "expected"), [
    ("themes:\n- id: a\n", "version: 2\nthemes:\n- id: a\n# r\n- id: queue\n"),
    ("themes:\r\n- id: a\r\nversion: 9\r\n",
     "themes:\r\n- id: a\r\n# r\r\n- id: queue\r\nNAMEversion: 10\r\n"),
    ("\ufeffversion: '1'\nscales: []", "\ufeffversion: 2\nscales: []\n\nthemes:\n  # r\n  - id: queue\n"),
    ("version: 1\nthemes:\nscales: []\n", "version: 2\nthemes:\n  # r\n  - id: queue\nNAMEscales: []\n"),
    ("version: 1\nthemes:\n  - id: a\n    define: |\n      text\n\nscales: []\n",
     "version: 2\nthemes:\n  - id: a\n    define: |\n      text\n  # r\n  - id: queue\nNAME\nscales: []\n"),
])  # fmt: skip
def test_the_place_is_found_in_files_of_other_styles(source: str, expected: str) -> None:
    amended = amend.add_theme(source, THEME, "r")
    head, _, tail = expected.partition("NAME")
    assert amended.startswith(head) and amended.endswith(tail)
    assert yaml.safe_load(amended)["themes"][-1] == {
        "id": "queue", "name": {"en": "queues"}, "seeds": {"en": ["queue", "wait*"]},
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    ["themes: [{id: a}]\n", "{themes: []}", "- a\n", "version: draft\nthemes:\n- id: a\n", "themes: {a: b}\n"],
)
def test_a_file_in_which_it_has_no_place_is_refused(source: str) -> None:
    with pytest.raises(UserError):
        amend.add_theme(source, THEME, "r")


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_every_word_is_read_back_as_it_was(listed: list[str]) -> None:
    amended = amend.add_theme("themes:\n- id: a\n", Code("b", {"en": "b"}, seeds={"en": tuple(listed)}), "r")
    assert yaml.safe_load(amended)["themes"][-1]["seeds"]["en"] == listed


def test_the_command_makes_a_theme_of_a_topic_that_a_run_found(otklik: Command, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    own = ["old window letter garden button paper pencil".split(), "green apple pear plum cherry melon grape".split()]
    rows = "".join(f"{n},the {' '.join(rng.choice(own[n % 2], 4, replace=False))}\n" for n in range(300))
    (tmp_path / "a.csv").write_text("id,text\n" + rows, encoding="utf-8")
    assert otklik("codebook", "new", "mine.yaml").returncode == 0
    assert otklik("run", "a.csv", "-c", "mine.yaml", "--topics", "2", "--out", "r", "-q").returncode == 0
    done = otklik(
        "codebook", "add-theme", "mine.yaml", "--from-topic", "1", "--run", "r", "--id", "found", "--lang", "ru"
    )
    assert done.returncode == 0, done.stderr
    assert "mine.yaml, версия 2: тема «found»" in done.stdout
    (words,) = [theme.seeds["en"] for theme in codebook.load(tmp_path / "mine.yaml").themes if theme.id == "found"]
    assert set(words) & set(own[0]) or set(words) & set(own[1])
    assert otklik("codebook", "check", "mine.yaml").returncode == 0
    assert otklik("run", "a.csv", "-c", "mine.yaml", "--out", "r2", "-q").returncode == 0
    again = otklik("codebook", "add-theme", "mine.yaml", "--from-topic", "9", "--run", "r")
    assert again.returncode == 2 and len(again.stderr.strip().splitlines()) == 2
