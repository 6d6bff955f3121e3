"""Sentences: both languages say the same things."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import otklik
from otklik import messages
from otklik.messages import english, russian

SOURCE = Path(otklik.__file__).parent


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert english.SENTENCES.keys() == russian.SENTENCES.keys()


@pytest.mark.parametrize("key", sorted(english.SENTENCES))
def test_a_sentence_names_the_same_values_in_both_languages(key: str) -> None:
    assert fields(english.SENTENCES[key]) == fields(russian.SENTENCES[key])


@pytest.mark.parametrize("key", sorted(russian.SENTENCES))
def test_russian_sentences_are_russian_and_choose_among_three_forms(key: str) -> None:
    sentence = russian.SENTENCES[key]
    wordless = not re.search("[a-z]", re.sub(r"\{.*?\}", "", english.SENTENCES[key]))
    assert wordless or re.search("[а-яё]", sentence, re.IGNORECASE)
    for _, _, form, _ in Formatter().parse(sentence):
        assert "|" not in (form or "") or form.count("|") == 2


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
    assert exact <= english.SENTENCES.keys()
    assert {key for key in english.SENTENCES if key not in exact and not key.startswith(prefixes)} == set()


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
