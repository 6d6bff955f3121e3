"""Sentences: both languages say the same things."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import otklik
from otklik import messages
from otklik.messages import catalogue
from otklik.messages.catalogue import SENTENCES

SOURCE = Path(otklik.__file__).parent


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_a_key_stands_in_one_part_alone() -> None:
    keys = [key for part in vars(catalogue).values() if hasattr(part, "SENTENCES") for key in part.SENTENCES]
    assert sorted(keys) == sorted(SENTENCES)


def test_a_sentence_names_the_same_values_in_both_languages() -> None:
    assert [key for key, (russian, english) in SENTENCES.items() if fields(russian) != fields(english)] == []


def test_russian_sentences_are_russian_and_choose_among_three_forms() -> None:
    for key, (russian, english) in SENTENCES.items():
        wordless = not re.search("[a-z]", re.sub(r"\{.*?\}", "", english))
        assert wordless or re.search("[а-яё]", russian, re.IGNORECASE), key
        for _, _, form, _ in Formatter().parse(russian):
            assert "|" not in (form or "") or form.count("|") == 2, key


def said() -> set[str]:
    keys = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "say"
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    keys.add(first.value)
                elif isinstance(first, ast.JoinedStr):
                    keys.add(first.values[0].value + "*")
    templates = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.jinja"))
    return keys | set(re.findall(r'say\("(\w+)"', templates))


def test_everything_that_is_said_is_in_the_catalogue_and_nothing_else_is() -> None:
    prefixes = tuple(key[:-1] for key in said() if key.endswith("*"))
    exact = {key for key in said() if not key.endswith("*")}
    assert exact <= SENTENCES.keys()
    assert {key for key in SENTENCES if key not in exact and not key.startswith(prefixes)} == set()


@pytest.mark.parametrize(("n", "form"), [(1, "строка"), (2, "строки"), (5, "строк"), (11, "строк"), (21, "строка"),
                                         (22, "строки"), (112, "строк"), (0, "строк")])  # fmt: skip
def test_russian_numbers_take_the_right_form(n: int, form: str) -> None:
    messages.use("ru")
    assert messages.say("summary", n=n, coded=0, distinct=0, aside=0).startswith(f"{n} {form}:")


@pytest.mark.parametrize(
    ("name", "expected"), [("ru_RU.UTF-8", "ru"), ("Russian_Russia.1251", "ru"), ("C", "en"), ("de_DE", "en")]
)
def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch, name: str, expected: str) -> None:
    messages.use(None)
    monkeypatch.setenv("LC_ALL", name)
    assert messages.interface() == expected
