"""What QDA programs get: files that the standard's own schemas accept, the same each time, with every place exact."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import otklik
from otklik import codebook
from otklik.domain import Code as Theme
from otklik.domain import Codebook, Group, Scale
from otklik.errors import UserError
from otklik.export import finished, refi
from otklik.export.finished import Finished, Quote
from otklik.reading import refi as reading
from otklik.refi import codebooks, opened, written
from otklik.refi.model import (
    Case,
    Code,
    CodeSystem,
    Coding,
    Link,
    Made,
    Member,
    Project,
    Selection,
    Set,
    Source,
    User,
    Value,
    Variable,
    flat,
    guid,
    plain,
)
from otklik.refi.xml import writable

SCHEMAS = Path(__file__).parent / "refi"
ANSWERS = [
    "Очень полезный опыт, научилась ставить капельницы и разговаривать с больными 😀 спасибо.",
    "Нет времени;\r\nучёба и подработка, экзамены важнее",
    "",
    "Вуз обязан включить волонтёрство в программу, это часть профессии!",
    "Заставляют ради галочки\x00 и отчёта, бесплатная рабочая сила и\u0306",
    "I loved every shift, made friends and learned to talk to patients 👩🏽‍⚕️.",
    "👍",
    "Не знаю",
]


def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / f"{name}-mrt2019.xsd")))


def tree(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("project.qde"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    import pandas as pd

    frame = pd.DataFrame({"id": [f"{at:03}" for at in range(8)], "ответ": ANSWERS, "курс": list("12345612"),
                          "день": ["2023-09-01"] * 8})  # fmt: skip
    folder = tmp_path_factory.mktemp("refi") / "run"
    otklik.run(frame, text="ответ", by=["курс", "день"], codebook="volunteering").save(folder)
    return finished.read(folder)


@pytest.mark.parametrize("one_source", ["answer", "question"])
@pytest.mark.parametrize("program", [None, "nvivo", "atlas", "maxqda", "qualcoder"])
def test_a_project_is_valid_and_comes_back_as_the_same_bytes(
    run: Finished, tmp_path: Path, program: refi.Program | None, one_source: refi.Unit
) -> None:
    path = tmp_path / "a.qdpx"
    refi.write_project(path, run, program, one_source)
    schema("Project").assertValid(tree(path))
    project, _ = reading.read_project(path)
    again = written.project(project, "UTF-16" if program == "nvivo" else "code points")
    assert again == path.read_bytes()
    refi.write_project(tmp_path / "b.qdpx", run, program, one_source)
    assert (tmp_path / "b.qdpx").read_bytes() == path.read_bytes()


def test_every_coding_of_the_run_is_in_the_project(run: Finished, tmp_path: Path) -> None:
    refi.write_project(tmp_path / "a.qdpx", run)
    project, _ = reading.read_project(tmp_path / "a.qdpx")
    names = {code.guid: code.name for code in flat(project.codes)}
    given = {source.name: {names[coding.code] for coding in source.codings} for source in project.sources}
    for at, name in enumerate(run.ids):
        expected = {code.name["en"] for code in run.codes if code.id in (run.given[at] or ())}
        for scale in run.scales:
            expected |= {group.name["en"] for group in scale.groups if group.id == run.groups[scale.id][at]}
        assert given.get(name, set()) == expected
    assert {user.name for user in project.users} == {"Otklik volunteering 1.0.0"} == {run.coder}
    assert sum(map(len, given.values())) > 5


def test_the_same_codings_stand_in_one_source_for_all(run: Finished, tmp_path: Path) -> None:
    found = []
    for number, (program, one_source) in enumerate([(None, "answer"), (None, "question"), ("qualcoder", "answer")]):
        path = tmp_path / f"{number}.qdpx"
        refi.write_project(path, run, program, one_source)
        found.append(sorted((one.text, one.coder, one.code) for one in reading.codings(reading.read_project(path)[0])))
    assert found[0] == found[1] == found[2] != []


def test_answers_are_kept_to_the_last_sign_but_for_line_ends(run: Finished, tmp_path: Path) -> None:
    remarks = refi.write_project(tmp_path / "a.qdpx", run)
    project, _ = reading.read_project(tmp_path / "a.qdpx")
    assert [source.text for source in project.sources] == [plain(text) for text in ANSWERS if text]
    assert any("line ends" in remark for remark in remarks)
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert b"\x00" not in archive.read("project.qde")
        assert any(b"\x00" in archive.read(name) for name in archive.namelist() if name.endswith(".txt"))


def test_covariates_have_types_and_rows_are_cases_also_where_nothing_was_said(run: Finished, tmp_path: Path) -> None:
    refi.write_project(tmp_path / "a.qdpx", run)
    project, _ = reading.read_project(tmp_path / "a.qdpx")
    kinds = {variable.name: variable.kind for variable in project.variables}
    assert (kinds["курс"], kinds["день"], kinds["Needs a person"]) == ("Integer", "Date", "Boolean")
    assert "id" not in kinds  # only what was asked for
    assert [case.name for case in project.cases] == list(run.ids)
    assert [bool(case.sources) for case in project.cases] == [bool(text) for text in ANSWERS]


def test_answers_for_a_person_are_a_set_and_have_a_note(run: Finished, tmp_path: Path) -> None:
    refi.write_project(tmp_path / "a.qdpx", run)
    project, _ = reading.read_project(tmp_path / "a.qdpx")
    doubts = project.sets[-1]
    names = {source.guid: source.name for source in project.sources}
    wanted = [name for name, needed, text in zip(run.ids, run.needs_person, ANSWERS, strict=True) if needed and text]
    assert [names[one] for one in doubts.sources] == wanted != []
    assert doubts.notes == tuple(note.guid for note in project.notes)


def test_a_new_topic_of_another_survey_is_another_code(run: Finished, tmp_path: Path) -> None:
    found = []
    for texts in (run.texts, run.texts[::-1]):
        other = replace(
            run, texts=texts, codes=(*run.codes, Theme("topic_1", {"en": "new"})), topics=frozenset({"topic_1"})
        )
        refi.write_codebook(tmp_path / "a.qdc", other)
        system, _ = opened.codes((tmp_path / "a.qdc").read_bytes(), "a.qdc")
        found.append([code.guid for code in flat(system.codes)])
    assert found[0][:-1] == found[1][:-1]
    assert found[0][-1] != found[1][-1]


def test_exemplars_are_passages_at_their_exact_places(run: Finished, tmp_path: Path) -> None:
    topic = next(iter(run.codes)).id
    quoted = replace(run, quotes=(
        Quote(topic, 0, 1, "спасибо"), Quote(topic, 1, 2, "учёба"), Quote(topic, None, 9, "?"),
        Quote(topic, 0, 1, "no"),
    ))  # fmt: skip
    for program in (None, "nvivo"):
        remarks = refi.write_project(tmp_path / "a.qdpx", quoted, program)
        assert any(remark.startswith("2 exemplars") for remark in remarks)
        project, _ = reading.read_project(tmp_path / "a.qdpx")
        places = [(source.text or "", one) for source in project.sources for one in source.selections]
        assert [text[one.start : one.stop] for text, one in places] == ["спасибо", "учёба"]
        written_place = tree(tmp_path / "a.qdpx").find(".//{*}PlainTextSelection").get("startPosition")
        assert int(written_place) == ANSWERS[0].index("спасибо") + (program == "nvivo")


def test_emoji_are_spoken_of_where_a_program_may_count_them_otherwise(run: Finished, tmp_path: Path) -> None:
    assert any("--for nvivo" in remark for remark in refi.write_project(tmp_path / "a.qdpx", run))
    for program in ("nvivo", "qualcoder"):
        remarks = refi.write_project(tmp_path / "a.qdpx", run, program)
        assert not any("--for nvivo" in remark for remark in remarks)


def test_qualcoder_gets_a_time_and_codings_of_passages_alone(run: Finished, tmp_path: Path) -> None:
    refi.write_project(tmp_path / "a.qdpx", run, "qualcoder")
    root = tree(tmp_path / "a.qdpx")
    assert not root.findall(".//{*}TextSource/{*}Coding")
    assert {one.get("creationDateTime") for one in root.iterfind(".//{*}PlainTextSelection")} == {
        "2000-01-01T00:00:00Z"
    }
    refi.write_project(tmp_path / "b.qdpx", run, "maxqda")
    assert tree(tmp_path / "b.qdpx").findall(".//{*}TextSource/{*}VariableValue")


def test_the_codebook_of_a_run_is_valid_and_can_be_used(run: Finished, tmp_path: Path) -> None:
    assert refi.write_codebook(tmp_path / "a.qdc", run) == []
    schema("Codebook").assertValid(etree.parse(str(tmp_path / "a.qdc")))
    book, remarks = reading.read_codebook(tmp_path / "a.qdc")
    assert remarks == []
    (tmp_path / "a.yaml").write_text(codebooks.as_yaml(book), encoding="utf-8")
    assert [one for one in codebook.problems(tmp_path / "a.yaml") if one.fatal] == []
    assert [scale.id for scale in book.scales] == [scale.id for scale in run.scales]
    with pytest.raises(UserError, match="neither scales nor themes"):
        refi.write_codebook(tmp_path / "a.qdc", replace(run, scales=(), codes=()))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_shipped_codebook_comes_back_whole(language: str, tmp_path: Path) -> None:
    book = codebook.load("volunteering")
    data = written.codes(codebooks.codes(book, language))
    schema("Codebook").assertValid(etree.fromstring(data))
    system, _ = opened.codes(data, "a.qdc")
    assert codebooks.book(system, "stem", "en") == book
    assert written.codes(system) == data
    (tmp_path / "a.yaml").write_text(codebooks.as_yaml(book), encoding="utf-8")
    assert codebook.load(tmp_path / "a.yaml") == book


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip()) and text == writable(text)
)


@given(names=st.lists(texts, min_size=1, max_size=6), define=texts, language=st.sampled_from(["ru", "en"]))
@settings(max_examples=60, deadline=None)
def test_any_words_of_a_codebook_come_back(names: list[str], define: str, language: str) -> None:
    themes = tuple(Theme(f"t{at}", {"ru": name}, {"en": define, "ru": name}, {"": (name,)}, {"en": (define, name)},
                         "t0" if at else None) for at, name in enumerate(names))  # fmt: skip
    groups = tuple(Group(f"g{at}", {"en": name}, {"en": define}) for at, name in enumerate([*names, define]))
    book = Codebook("book", 3, {"ru": define}, (Scale("s", {"en": define}, groups, define, names[0]),), themes)
    data = written.codes(codebooks.codes(book, language))
    schema("Codebook").assertValid(etree.fromstring(data))
    assert codebooks.book(opened.codes(data, "")[0], "", "en") == book


def test_codes_of_other_programs_become_themes_that_can_be_checked(tmp_path: Path) -> None:
    names = ["Нет времени!", "Нет времени", "時間", "status", "topic_1", "2 курс", "", "x" * 90]
    system = CodeSystem((Code(guid("a"), "Всё", False, children=tuple(Code(guid(name, "x"), name) for name in names)),))
    book = codebooks.book(system, "книга", "ru")
    assert [theme.id for theme in book.themes] == [
        "vse", "net_vremeni", "net_vremeni_2", "code", "code_status", "code_topic_1", "code_2_kurs", "code_2", "x" * 40,
    ]  # fmt: skip
    assert {theme.parent for theme in book.themes} == {None, "vse"}
    (tmp_path / "a.yaml").write_text(codebooks.as_yaml(book), encoding="utf-8")
    assert [one for one in codebook.problems(tmp_path / "a.yaml") if one.fatal] == []


def test_a_definition_that_someone_changed_in_another_program_is_the_one_that_counts() -> None:
    system = codebooks.codes(codebook.load("volunteering"), "ru")
    first = system.codes[-1]
    changed = replace(first, name="Новое имя", description=first.description.replace(
        first.description.partition("\n")[0], "Новое определение"))  # fmt: skip
    book = codebooks.book(replace(system, codes=(*system.codes[:-1], changed)), "", "ru")
    assert (book.themes[-1].name["ru"], book.themes[-1].define["ru"]) == ("Новое имя", "Новое определение")
    assert book.themes[-1].id == codebook.load("volunteering").themes[-1].id


def test_no_two_codes_have_the_same_colour() -> None:
    colours = [codebooks.colour(number) for number in range(100)]
    assert len(set(colours)) == 100
    points = [tuple(int(one[at : at + 2], 16) for at in (1, 3, 5)) for one in colours[:24]]
    assert min(sum(abs(a - b) for a, b in zip(one, other, strict=True))
               for at, one in enumerate(points) for other in points[:at]) > 20  # fmt: skip


def everything() -> Project:
    """A project with one of everything that the standard has for texts, and XML that would break if not escaped."""
    made = Made(guid("u"), "2025-03-01T10:00:00Z", guid("u"), "2025-03-02T10:00:00.5+03:00")
    coding = Coding(guid("c"), guid("code"), guid("u"), "2025-03-01T10:00:00Z", (guid("note"),))
    child = Code(guid("child"), "<b> & \"c\" 'd'\n", True, "#abc", "]]> \r\n x", (guid("note"),))
    passage = Selection(guid("s"), 2, 4, "да", (coding,), "о нём", (guid("note"),), made)
    values = tuple(Value(guid("v", kind), kind, text) for kind, text in (
        ("Text", "а\tб"), ("Boolean", "true"), ("Integer", "-5"), ("Float", "0.5"), ("Date", "2025-03-01"),
        ("DateTime", "2025-03-01T10:00:00Z"), (None, ""),
    ))  # fmt: skip
    picture = (
        f'<PictureSource guid="{guid("p")}" name="a" path="internal://a.png">\n<PictureSelection guid="{guid("ps")}" '
        'firstX="1" firstY="2" secondX="3" secondY="4"/>\n</PictureSource>'
    )
    graph = f'<Graph guid="{guid("g")}" name="g">\n<Vertex guid="{guid("gv")}" firstX="1" firstY="2"/>\n</Graph>'
    return Project(
        name="Опрос <1>",
        users=(User(guid("u"), "Анна", "А"), User(guid("u2"))),
        codes=(Code(guid("code"), "все", False, "#AABBCC", "o", (), (child,)),),
        variables=tuple(Variable(value.variable, f"v{at}", value.kind or "Text", "что это")
                        for at, value in enumerate(values)),
        cases=(Case(guid("case"), "1", "о", (guid("code"),), values, (guid("src"),), (guid("s"),)),),
        sources=(
            Source(guid("src"), "1", "😀 да\x00", (passage,), (coding,), "о", (guid("note"),), values, made=made),
        ),
        others=(picture,),
        notes=(Source(guid("note"), "мемо", "почему"), Source(guid("n2"), text="\x0b"), Source(guid("n3"))),
        links=(Link(guid("l"), "к", "OneWay", "#123456", guid("code"), guid("child"), (guid("note"),)),),
        sets=(Set(guid("set"), "набор", "о", (guid("code"),), (guid("src"),), (guid("note"),)),),
        graphs=(graph,),
        description="описание",
        note_refs=(guid("note"),),
        base_path="/home",
        made=made,
        members=(Member("a.png", b"\x89PNG"),),
    )  # fmt: skip


def test_everything_that_the_standard_has_for_texts_survives() -> None:
    project = everything()
    data = written.project(project)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        schema("Project").assertValid(etree.fromstring(archive.read("project.qde")))
    found, remarks = opened.project(data, "a.qdpx")
    assert replace(found, origin="") == project
    assert remarks == ["Besides texts, 1 source (pictures, PDF, sound, film): kept as they were, not read by Otklik.",
                       "Places of passages are counted in this way: code points."][::-1]  # fmt: skip
    assert written.project(found) == data
