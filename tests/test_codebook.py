"""Codebooks: what they say, and what is wrong with them, line by line."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import UserError, codebook
from otklik.messages import say

QUICK = settings(max_examples=150, deadline=None, derandomize=True)

Write = Callable[[str], Path]
Say = Callable[[], str]

GOOD = """\
version: 3
question: {ru: "Зачем?", en: "Why?"}
themes:
  - id: money
    name: {ru: деньги, en: money}
    define: Pay.
    seeds: {ru: [зарплата, "эконом*"], en: [pay]}
    examples: {ru: [Мало платят.], en: [Low pay.]}
  - id: salary
    parent: money
    name: {ru: оклад, en: salary}
    define: Salary.
    seeds: {ru: [оклад], en: [salary]}
    examples: {ru: [Оклад мал.], en: [Low salary.]}
scales:
  - id: attitude
    name: {ru: отношение, en: attitude}
    asks: For or against?
    none: says nothing of it
    groups:
      - id: yes
        name: {ru: за, en: for}
        define: For.
        examples: {ru: [Я за.], en: [I am for it.]}
      - id: no
        name: {ru: нет, en: no}
        define: no
        examples: {ru: [Я против.], en: [I am against it.]}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def save(source: str) -> Path:
        path = tmp_path / "book.yaml"
        path.write_text(source, encoding="utf-8")
        return path

    return save


def found(path: Path) -> list[tuple[int, str, bool]]:
    return [(problem.line, problem.text, problem.fatal) for problem in codebook.problems(path)]


def fatal(path: Path) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in codebook.problems(path) if problem.fatal]


def test_a_good_codebook_says_all_that_is_in_it(write: Write) -> None:
    path = write(GOOD)
    assert codebook.problems(path) == []
    book = codebook.load(path)
    assert (book.id, book.version, dict(book.question)) == ("book", 3, {"ru": "Зачем?", "en": "Why?"})
    money, salary = book.themes
    assert (money.id, money.parent, salary.parent) == ("money", None, "money")
    assert dict(money.seeds) == {"ru": ("зарплата", "эконом*"), "en": ("pay",)}
    assert dict(money.examples) == {"ru": ("Мало платят.",), "en": ("Low pay.",)}
    (scale,) = book.scales
    assert scale.values == ("yes", "no", "not_expressed")
    assert (scale.asks, scale.none) == ("For or against?", "says nothing of it")


def test_yes_and_no_and_figures_stay_words(write: Write) -> None:
    # YAML 1.1 would read no as False, on as True and 012 as 10.
    book = codebook.load(write(GOOD.replace("[pay]", "[no, on, 012, 1e3, 2020-01-01, ~]")))
    assert book.scales[0].groups[1].define["en"] == "no"
    assert book.scales[0].groups[1].name["en"] == "no"
    assert book.themes[0].seeds["en"] == ("no", "on", "012", "1e3", "2020-01-01")


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("  - id: salary", "  - id: money", 9, lambda: say("codebook_id_twice", what="theme", id="money", line=4)),
        ("      - id: no", "      - id: yes", 25, lambda: say("codebook_id_twice", what="group", id="yes", line=21)),
        ("  - id: money", "  - id: деньги", 4, lambda: say("codebook_bad_id", what="theme", id="деньги")),
        ("  - id: money", "  - id: 1st", 4, lambda: say("codebook_bad_id", what="theme", id="1st")),
        ("  - id: money\n", "  - title: money\n", 4, lambda: say("codebook_bad_id", what="theme", id="")),
        ("  - id: attitude", "  - id: ~", 16, lambda: say("codebook_bad_id", what="scale", id="")),
        ("    parent: money", "    parent: pay", 9, lambda: say("codebook_no_parent", id="salary", parent="pay")),
        ("    parent: money", "    parent: salary", 9, lambda: say("codebook_cycle", what="salary → salary")),
        (
            "    define: Pay.",
            "    define: Pay.\n    define: Money.",
            7,
            lambda: say("codebook_key_twice", key="define"),
        ),
        ("version: 3", "version: 3\nthemes: []", 4, lambda: say("codebook_key_twice", key="themes")),
        ("    name: {ru: деньги,", "    name: {ru: деньги, ru: цены,", 5, lambda: say("codebook_key_twice", key="ru")),
        ("scales:", "  - just words\nscales:", 15, lambda: say("codebook_not_entry", key="themes")),
        ("      - id: no\n", "      - against\n      - id: no\n", 25, lambda: say("codebook_not_entry", key="groups")),
    ],
)
def test_what_must_be_mended_is_told_with_its_line(write: Write, old: str, new: str, line: int, problem: Say) -> None:
    assert GOOD.count(old) == 1
    path = write(GOOD.replace(old, new))
    assert (line, problem()) in fatal(path)
    with pytest.raises(UserError) as raised:
        codebook.load(path)
    first = fatal(path)[0]
    assert raised.value.message == first[1]
    assert raised.value.where == say("place_line", file="book.yaml", line=first[0])
    assert "codebook check" in raised.value.hint


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("    name: {ru: деньги, en: money}\n", "", 4, lambda: say("codebook_no_name", id="money", lang="ru")),
        ("{ru: деньги, en: money}", "{ru: деньги}", 4, lambda: say("codebook_no_name", id="money", lang="en")),
        ("name: {ru: за, en: for}", "name: {ru: за}", 21, lambda: say("codebook_no_name", id="yes", lang="en")),
        ("    define: Pay.\n", "", 4, lambda: say("codebook_no_definition", id="money")),
        ("        define: no\n", "", 25, lambda: say("codebook_no_definition", id="no")),
        ("{ru: [Оклад мал.], ", "{", 9, lambda: say("codebook_no_examples", id="salary", lang="ru")),
        ("examples: {ru: [Я за.], en: [I am for it.]}", "examples: {ru: [Я за.]}", 21,
         lambda: say("codebook_no_examples", id="yes", lang="en")),
        (", en: [salary]}", "}", 9, lambda: say("codebook_no_seeds", id="salary", lang="en")),
        (", en: [salary]}", ", en: [' ', ~]}", 9, lambda: say("codebook_no_seeds", id="salary", lang="en")),
        ("{ru: [оклад],", "{ru: [оклад, Зарплата],", 13,
         lambda: say("codebook_seed_shared", seed="зарплата", themes="money, salary")),
    ],
)  # fmt: skip
def test_what_should_be_mended_is_told_with_its_line(write: Write, old: str, new: str, line: int, problem: Say) -> None:
    assert GOOD.count(old) == 1
    path = write(GOOD.replace(old, new))
    assert (line, problem(), False) in found(path)
    assert fatal(path) == []
    codebook.load(path)


def test_problems_come_in_the_order_of_lines(write: Write) -> None:
    lines = [line for line, _, _ in found(write("themes:\n- id: b b\n- id: a\n- id: a\nscales:\n- id: s\n"))]
    assert len(lines) > 5 and lines == sorted(lines)


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        ("", 1, lambda: say("codebook_not_mapping")),
        ("# nothing yet\n", 1, lambda: say("codebook_not_mapping")),
        ("- money\n- time\n", 1, lambda: say("codebook_not_mapping")),
        ("money", 1, lambda: say("codebook_not_mapping")),
        ("version: 1\n", 1, lambda: say("codebook_empty")),
        ("themes: []\nscales: []\n", 1, lambda: say("codebook_empty")),
        ("version: 1\nthemes: money\n", 2, lambda: say("codebook_not_list", key="themes")),
        ("version: 1\nscales:\n  id: attitude\n", 3, lambda: say("codebook_not_list", key="scales")),
        ("scales:\n  - id: attitude\n    groups: for\n", 3, lambda: say("codebook_not_list", key="groups")),
        ("scales:\n\n  - id: attitude\n", 3, lambda: say("codebook_few_groups", id="attitude")),
        (
            "scales:\n  - id: attitude\n    groups: [{id: alone}]\n",
            2,
            lambda: say("codebook_few_groups", id="attitude"),
        ),
    ],
)
def test_a_book_of_the_wrong_shape_is_told_where(write: Write, source: str, line: int, problem: Say) -> None:
    assert (line, problem()) in fatal(write(source))


def test_broken_yaml_is_told_with_its_line(write: Write) -> None:
    ((line, text),) = fatal(write("version: 1\nthemes:\n  - id: [money\n  - id: time\n"))
    assert line in {3, 4} and text.startswith("This is not valid YAML")
    ((line, text),) = fatal(write("version: 1\nthemes:\n\t- id: money\n"))
    assert line == 3
    ((line, _),) = fatal(write("a: 1\n---\nb: 2\n"))
    assert line == 2


def test_a_book_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes(GOOD.encode("cp1251"))
    assert fatal(path) == [(1, say("codebook_not_utf8"))]
    path.write_bytes(GOOD.encode("utf-8-sig"))
    assert codebook.problems(path) == []


def test_parents_that_go_round_are_found_however_long_the_way(write: Write) -> None:
    themes = "".join(f"  - {{id: {a}, parent: {b}}}\n" for a, b in zip("abcdx", "bcdba", strict=True))
    circles = [(line, text) for line, text in fatal(write("themes:\n" + themes)) if "circle" in text]
    assert circles == [
        (3, say("codebook_cycle", what="b → c → d → b")),
        (4, say("codebook_cycle", what="c → d → b → c")),
        (5, say("codebook_cycle", what="d → b → c → d")),
    ]


def test_an_alias_inside_what_it_names_is_a_circle(write: Write) -> None:
    problems = fatal(write("themes:\n  - &theme\n    id: money\n    examples: *theme\n"))
    assert [line for line, text in problems if "circle" in text] == [2]


def test_an_alias_is_as_good_as_what_it_names(write: Write) -> None:
    path = write(GOOD.replace("{ru: [Мало платят.], en: [Low pay.]}", "&same {ru: [Да.], en: [Yes.]}").replace(
        "{ru: [Оклад мал.], en: [Low salary.]}", "*same"))  # fmt: skip
    assert codebook.problems(path) == []
    first, second = codebook.load(path).themes
    assert first.examples == second.examples == {"ru": ("Да.",), "en": ("Yes.",)}


def test_aliases_of_aliases_do_not_blow_up(write: Write) -> None:
    started = time.perf_counter()
    laughs = "a0: &a0 [ha, ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert codebook.problems(write(laughs + GOOD)) == []
    assert time.perf_counter() - started < 60


def test_deep_nesting_is_a_problem_and_no_crash(write: Write) -> None:
    ((line, _),) = fatal(write("themes: " + "[" * 5000))
    assert line == 1


def test_a_tag_in_a_codebook_runs_nothing(write: Write, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    path = write(GOOD.replace("Pay.", f"!!python/object/apply:pathlib.Path.touch [!!python/name:x '', {planted}]"))
    codebook.problems(path)
    assert not planted.exists()


@pytest.mark.parametrize(("written", "read"), [("3", 3), ("'2'", 2), ("draft", 1), ("²", 1), ("1.5", 1)])
def test_a_version_that_is_no_whole_number_counts_as_the_first(write: Write, written: str, read: int) -> None:
    assert codebook.load(write(GOOD.replace("version: 3", f"version: {written}"))).version == read


def test_one_name_stands_for_both_languages_and_none_for_the_id(write: Write) -> None:
    book = codebook.load(write("themes: [{id: a, name: имя}, {id: b}]"))
    assert [dict(theme.name) for theme in book.themes] == [{"ru": "имя", "en": "имя"}, {"en": "b"}]


def test_shipped_codebooks_are_flawless() -> None:
    assert codebook.names()
    for name in codebook.names():
        assert codebook.problems(name) == []
        assert codebook.load(name).id == name


def test_the_template_is_a_flawless_codebook(write: Write) -> None:
    assert codebook.problems(write(codebook.TEMPLATE.format(file="book.yaml"))) == []


def test_a_missing_codebook_is_named_with_those_that_exist() -> None:
    with pytest.raises(UserError, match="There is no codebook “nowhere”") as raised:
        codebook.load("nowhere")
    assert "volunteering" in raised.value.hint


def test_a_file_beside_goes_before_a_shipped_book(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(GOOD)
    monkeypatch.chdir(path.parent)
    path.rename(path.parent / "volunteering")
    assert [theme.id for theme in codebook.load("volunteering").themes] == ["money", "salary"]


KEYS = "id name define seeds examples parent groups ru en themes scales version".split()
trees = st.recursive(
    st.sampled_from(["a", "b", "не", "no", "", "1", "~"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@QUICK
@given(st.fixed_dictionaries({}, optional={"themes": trees, "scales": trees, "version": trees, "question": trees}))
def test_any_tree_gives_problems_or_a_codebook_and_never_a_crash(tree: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.yaml"
        path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        listed = codebook.problems(path)
        lines = path.read_text(encoding="utf-8").count("\n")
        assert all(1 <= problem.line <= lines and problem.text for problem in listed)
        if any(problem.fatal for problem in listed):
            with pytest.raises(UserError):
                codebook.load(path)
        else:
            assert codebook.load(path).themes or codebook.load(path).scales


def test_lines_count_from_the_top_of_the_file_with_comments_and_blank_lines(write: Write) -> None:
    source = dedent("""\
        # a comment

        themes:

          - id: money   # fine
          # a comment

          - id: money
        """)
    assert (8, say("codebook_id_twice", what="theme", id="money", line=5)) in fatal(write(source))


@pytest.mark.parametrize("taken", ["topic_1", "status", "themes", "language"])
def test_ids_that_a_run_needs_for_itself_are_refused(write: Write, taken: str) -> None:
    with pytest.raises(UserError, match="kept for columns"):
        codebook.load(write(GOOD.replace("id: money", f"id: {taken}")))


def test_one_list_of_seeds_serves_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "flat.yaml"
    path.write_text(
        "themes:\n  - id: money\n    name: {ru: деньги, en: money}\n    define: {ru: Цены., en: Prices.}\n"
        "    seeds: [деньги, money]\n    examples: {ru: [Дорого.], en: [Dear.]}\n",
        encoding="utf-8",
    )
    assert codebook.problems(path) == []
    assert codebook.load(path).themes[0].define["ru"] == "Цены."
    assert [seed for listed in codebook.load(path).themes[0].seeds.values() for seed in listed] == ["деньги", "money"]
