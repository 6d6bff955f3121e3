"""Projects of other programs: their places are found, what is dangerous is refused, and nothing is lost in silence."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import archives, reading
from otklik.errors import UserError
from otklik.reading import refi
from otklik.refi import archive, opened, written
from otklik.refi.model import Code, CodeSystem, Coding, Project, Selection, Source, User, guid, plain
from otklik.refi.offsets import Counted, Counting, Passage, choose

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'
CODES = f'<CodeBook><Codes><Code guid="{guid("code")}" name="свет" isCodable="true"/></Codes></CodeBook>'


def packed(*members: tuple[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def passage(start: int, stop: int, name: str = "", number: int = 0) -> str:
    called = f' name="{name}"' if name else ""
    return (
        f'<PlainTextSelection guid="{guid(number, start)}"{called} startPosition="{start}" endPosition="{stop}">'
        f'<Coding guid="{guid("c", number)}"><CodeRef targetGUID="{guid("code")}"/></Coding></PlainTextSelection>'
    )


def project_of(raw: bytes, *passages: str, path: str = "internal://a.txt", folder: str = "sources") -> bytes:
    root = (
        f'{HEAD}<Project {NAMESPACE} name="p" origin="NVivo 14">{CODES}<Sources><TextSource '
        f'guid="{guid("s")}" name="a" plainTextPath="{path}">{"".join(passages)}</TextSource></Sources></Project>'
    )
    return packed((f"{folder}/a.txt", raw), ("project.qde", root))


def quotes(data: bytes) -> list[str]:
    project, _ = opened.project(data, "a.qdpx")
    return [(source.text or "")[one.start : one.stop] for source in project.sources for one in source.selections]


TEXT = "Во дворе 😀 темно,\r\nнет света!\r\nПоставьте фонари 👨‍👩‍👧 и лавочки\r\nпожалуйста"
WORDS = ["темно", "света", "фонари", "лавочки", "пожалуйста"]


def place(text: str, word: str, counting: Counting) -> tuple[int, int]:
    """Count by hand, as each program does."""
    before, part = text[: text.index(word)], word
    if counting.line_end == 1:
        before = before.replace("\r\n", "\n")

    def size(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2 if counting.units == "UTF-16" else len(text)

    start = size(before) + counting.mark
    return start, start + size(part)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("line_end", [1, 2])
@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("units", ["code points", "UTF-16"])
def test_every_way_of_counting_is_recognised_and_said(units: str, mark: bool, line_end: int, named: bool) -> None:
    counting = Counting(units, mark, line_end)  # type: ignore[arg-type]
    passages = [passage(*place(TEXT, word, counting), word if named else "", at) for at, word in enumerate(WORDS)]
    data = project_of(("\ufeff" + TEXT).encode(), *passages)
    project, remarks = opened.project(data, "a.qdpx")
    assert quotes(data) == WORDS
    assert remarks == [f"Places of passages are counted in this way: {counting}."]
    assert project.sources[0].text == TEXT.replace("\r\n", "\n")
    assert quotes(written.project(project, "UTF-16")) == quotes(written.project(project)) == WORDS


def test_a_project_of_nvivo_for_windows_and_one_for_mac_are_read_the_same() -> None:
    windows = Counting("UTF-16", line_end=2)
    mac = TEXT.replace("\r\n", "\n")
    of_windows = project_of(
        ("\ufeff" + TEXT).encode(), *(passage(*place(TEXT, word, windows), word) for word in WORDS), folder="Sources"
    )
    of_mac = project_of(mac.encode(), *(passage(*place(mac, word, Counting("UTF-16")), word) for word in WORDS))
    assert quotes(of_windows) == quotes(of_mac) == WORDS


def test_a_tie_is_refused_and_not_guessed() -> None:
    raw = "😀 а б в г".encode()
    with pytest.raises(UserError, match=r"equally well: code points; UTF-16 units\.") as refused:
        opened.project(project_of(raw, passage(4, 5)), "a.qdpx")
    assert refused.value.where == "a.qdpx"
    for counting, expected in ((Counting("UTF-16"), " "), (Counting(), "б")):
        found, _ = opened.project(project_of(raw, passage(4, 5)), "a.qdpx", counting)
        (one,) = found.sources[0].selections
        assert (found.sources[0].text or "")[one.start : one.stop] == expected
    assert "Select and code a few more" in refused.value.hint


def test_where_all_readings_give_the_same_there_is_no_tie_and_nothing_to_say() -> None:
    found, remarks = opened.project(project_of("да\nнет 😀".encode(), passage(1, 4)), "a.qdpx")
    assert (found.sources[0].selections[0].start, remarks) == (1, [])
    assert opened.project(project_of(b"\xef\xbb\xbfyes\r\n"), "a.qdpx")[1] == []


def test_a_name_decides_where_word_edges_do_not() -> None:
    raw = "😀 аб вг де".encode()
    assert quotes(project_of(raw, passage(3, 4, "б"))) == ["б"]
    assert quotes(project_of(raw, passage(4, 5, "б"))) == ["б"]
    assert quotes(project_of("😀 один два три четыре".encode(), passage(3, 15, "один два…"))) == ["один два три"]


def test_a_passage_outside_of_its_text_is_left_out_and_counted() -> None:
    data = project_of(b"one two", passage(0, 3), passage(4, 70), passage(5, 2), passage(-3, 2),
                      '<PlainTextSelection guid="x" startPosition="1e3" endPosition=""/>')  # fmt: skip
    assert quotes(data) == ["one"]
    assert "4 passages lie outside of the text and were left out." in opened.project(data, "a.qdpx")[1]


@pytest.mark.parametrize("path", ["relative://a.txt", "relative:///docs/a.txt", "internal://A.TXT", "a.txt",
                                  "internal://sources/a.txt", "relative://..\\a.txt"])  # fmt: skip
def test_paths_are_looked_for_in_the_project(path: str) -> None:
    assert quotes(project_of(b"one two", passage(0, 3), path=path)) == ["one"]


@pytest.mark.parametrize("path", ["absolute:///etc/hostname", "internal://../../etc/hostname", "relative:///etc/passwd",
                                  "file:///etc/hostname", "/etc/hostname", ""])  # fmt: skip
def test_no_path_leaves_the_project(path: str) -> None:
    found, remarks = opened.project(project_of(b"one two", passage(4, 900), path=path), "a.qdpx")
    assert (found.sources[0].text, found.sources[0].path) == (None, path)
    assert found.sources[0].selections[0].stop == 900
    assert "The text of 1 source is not in the project" in remarks[0]
    again = opened.project(written.project(found), "a.qdpx")[0]
    assert again.sources == found.sources


def test_text_may_stand_in_the_project_file_itself_and_under_any_prefix() -> None:
    root = (
        f'{HEAD}<q:Project xmlns:q="urn:QDA-XML:project:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="a b" name="p"><q:Sources><q:TextSource guid="{guid("s")}"><q:PlainTextContent>да &amp;'
        " нет</q:PlainTextContent></q:TextSource></q:Sources></q:Project>"
    )
    found, remarks = opened.project(packed(("Опрос.qde", root)), "a.qdpx")
    assert (found.sources[0].text, remarks) == ("да & нет", [])


def test_what_is_not_as_the_standard_wants_is_mended_and_counted() -> None:
    root = (
        f'{HEAD}<Project {NAMESPACE}><CodeBook><Codes><Code guid="one" name="a" color="red"/></Codes></CodeBook>'
        f'<Variables><Variable guid="{guid("v")}" name="v" typeOfVariable="Strange"/></Variables>'
        f'<Sources><TextSource guid="{guid("s")}" creationDateTime="gestern"><PlainTextContent>a</PlainTextContent>'
        f'<Coding guid="{guid("c")}"><CodeRef targetGUID="one"/></Coding><Coding guid="{guid("d")}"/>'
        f'<Coding guid="{guid("e")}"><CodeRef targetGUID="{guid("none")}"/></Coding></TextSource></Sources></Project>'
    )
    found, remarks = opened.project(packed(("project.qde", root), ("readme.txt", "x")), "a.qdpx")
    assert found.sources[0].codings[0].code == found.codes[0].guid
    assert [remark.partition(" ")[0] for remark in remarks] == ["6", "1", "1"]
    assert "6 values are not written as the standard wants" in remarks[0]
    assert "1 file outside of the folder sources is no part of the project" in remarks[1]
    assert "1 coding points to a code that is not in the project" in remarks[2]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_passages_of_any_text_come_back(data: st.DataObject) -> None:
    letters = st.sampled_from(
        ["а", "b", " ", "\n", "\r\n", "\r", "😀", "👩🏽‍⚕️", "и\u0306", "\ufeff", "\x00", "\u2028", "\x0b"]
    )
    words = st.one_of(letters, st.text(st.characters(exclude_categories=["Cs"]), max_size=3))
    sources = []
    for at in range(data.draw(st.integers(1, 3))):
        text = plain("".join(data.draw(st.lists(words, max_size=12))))
        spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
        selections = tuple(
            Selection(guid(at, number), min(span), max(span), plain(text[min(span) : max(span)]).replace("\x00", ""))
            for number, span in enumerate(spans)
        )
        sources.append(Source(guid(at), f"{at}", text, selections))
    project = Project("p", sources=tuple(sources))
    for units in ("code points", "UTF-16"):
        bytes_ = written.project(project, units)  # type: ignore[arg-type]
        found, _ = opened.project(bytes_, "a.qdpx")
        assert [source.text for source in found.sources] == [source.text for source in sources]
        assert [[(one.start, one.stop) for one in source.selections] for source in found.sources] == [
            [(one.start, one.stop) for one in source.selections] for source in sources
        ]
        assert written.project(found, units) == bytes_  # type: ignore[arg-type]


@given(raw=st.lists(st.sampled_from(["а", "\r\n", "\n", "\r", "😀", " "]), max_size=20).map("".join),
       mark=st.booleans(), counts=st.booleans(), line_end=st.sampled_from([1, 2]),
       units=st.sampled_from(["code points", "UTF-16"]))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_places_are_those_counted_by_hand(raw: str, mark: bool, counts: bool, line_end: int, units: str) -> None:
    counting = Counting(units, counts, line_end)  # type: ignore[arg-type]
    counted = Counted("\ufeff" * mark + raw)
    for end in range(len(raw) + 1):
        before = raw[:end]
        if before.endswith("\r") and raw[end : end + 1] == "\n":
            continue
        place = sum(
            line_end if sign == "\r\n" else 2 if sign == "😀" and units == "UTF-16" else 1
            for sign in (before.replace("\r\n", "⏎"))
            for sign in ("\r\n" if sign == "⏎" else sign,)
        )
        expected = len(before.replace("\r\n", "\n"))
        assert counted.place(place + (mark and counts), counting) == expected


def test_half_of_a_character_is_no_place() -> None:
    counted = Counted("😀а")
    assert [counted.place(at, Counting("UTF-16")) for at in range(-1, 5)] == [None, 0, None, 1, 2, None]
    assert choose([(counted, [Passage(1, 1), Passage(2, 2)])], "a") == Counting()


def test_codings_of_all_coders_are_listed() -> None:
    codings = tuple(Coding(guid("c", name), guid("code"), guid(name)) for name in ("Анна", "Otklik"))
    project = Project(
        "p", users=(User(guid("Анна"), "Анна"), User(guid("Otklik"), "Otklik")), codes=(Code(guid("code"), "свет"),),
        sources=(Source(guid("s"), "1", " нет света", (Selection(guid("x"), 5, 10, codings=codings[:1]),
                                                       Selection(guid("y"), 1, 10, codings=codings[:1])), codings),),
    )  # fmt: skip
    assert [(one.text, one.whole, one.coder) for one in refi.codings(project)] == [
        (" нет света", True, "Анна"), (" нет света", True, "Otklik"),
        ("света", False, "Анна"), ("нет света", True, "Анна"),
    ]  # fmt: skip


def test_a_project_is_a_table_of_answers_with_variables_and_codes(tmp_path: Path) -> None:
    root = (
        f'{HEAD}<Project {NAMESPACE}><Users><User guid="{guid("u")}" name="Анна"/></Users>{CODES}'
        f'<Variables><Variable guid="{guid("v")}" name="курс" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{guid(1)}" name="1"><VariableValue><VariableRef targetGUID="{guid("v")}"/>'
        f'<IntegerValue>2</IntegerValue></VariableValue><SourceRef targetGUID="{guid("s").lower()}"/></Case>'
        f'<Case guid="{guid(2)}" name="2"/></Cases><Sources><TextSource guid="{guid("s")}" name="первый">'
        f'<PlainTextContent>нет света</PlainTextContent><Coding guid="{guid("c")}" creatingUser="{guid("u")}">'
        f'<CodeRef targetGUID="{guid("code")}"/></Coding></TextSource><TextSource guid="{guid("t")}" name="второй">'
        "<PlainTextContent>да</PlainTextContent></TextSource></Sources></Project>"
    )
    for name in ("a.qdpx", "a.zip"):
        (tmp_path / name).write_bytes(packed(("project.qde", root)))
        survey = reading.read(tmp_path / name)
        assert survey.sources[0].facts["format"] == "qdpx"
        assert survey.frame.to_numpy().tolist() == [
            ["первый", "нет света", "2", "свет"], ["2", "", "", ""], ["второй", "да", "", ""],
        ]  # fmt: skip
        assert list(survey.frame.columns) == ["name", "text", "курс", "codes (Анна)"]


def bomb(size: int, name: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        if not name.endswith(".qde"):
            file.writestr("project.qde", f"<Project {NAMESPACE}/>")
        with file.open(name, "w") as member:
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
    return data.getvalue()


def lying(data: bytes) -> bytes:
    """Say of every member that it is small."""
    found = bytearray(data)
    at = found.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", found, at + 24, 100)
        at = found.find(b"PK\x01\x02", at + 4)
    return bytes(found)


def locked() -> bytes:
    found = bytearray(packed(("project.qde", f"<Project {NAMESPACE}/>")))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = found.find(head)
        found[at + flags] |= 1
    return bytes(found)


def link() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        entry = zipfile.ZipInfo("sources/a.txt")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
        file.writestr("project.qde", f"<Project {NAMESPACE}/>")
    return data.getvalue()


ROOT = f"<Project {NAMESPACE}/>"
ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
HOSTILE = {
    "no zip": b"<Project/>",
    "empty zip": packed(),
    "cut": packed(("project.qde", ROOT))[:-30],
    "two roots": packed(("a.qde", ROOT), ("b.qde", ROOT)),
    "no root": packed(("sources/project.qde", ROOT)),
    "no project": packed(("project.qde", "<CodeBook/>")),
    "no xml": packed(("project.qde", "ничего")),
    "strange encoding": packed(("project.qde", b'<?xml version="1.0" encoding="nonsense"?><Project/>')),
    "doctype": packed(("project.qde", f'<!DOCTYPE Project SYSTEM "file:///etc/passwd">{ROOT}')),
    "doctype in utf-16": packed(("project.qde", f'<?xml version="1.0"?><!DOCTYPE Project []>{ROOT}'.encode("utf-16"))),
    "xxe": packed(
        ("project.qde", f'<!DOCTYPE P [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project {NAMESPACE} name="&x;"/>')
    ),
    "entities": packed(("project.qde", f'<!DOCTYPE P [<!ENTITY e0 "ha">{ENTITIES}]><Project name="&e11;"/>')),
    "deep": packed(("project.qde", "<Project>" + "<Code>" * 10_000 + "</Code>" * 10_000 + "</Project>")),
    "up": packed(("project.qde", ROOT), ("sources/../../evil.txt", "x")),
    "up, backwards": packed(("project.qde", ROOT), ("..\\evil.txt", "x")),
    "root of the disk": packed(("project.qde", ROOT), ("/etc/evil", "x")),
    "a drive": packed(("project.qde", ROOT), ("C:\\evil.txt", "x")),
    "link": link(),
    "twice": packed(("project.qde", ROOT), ("project.qde", ROOT)),
    "password": locked(),
    "bomb": bomb(64 << 20, "sources/a.txt"),
    "bomb in the root": bomb(64 << 20, "project.qde"),
    "bomb that lies": lying(bomb(64 << 20, "project.qde")),
    "bomb of another kind": lying(bomb(64 << 20, "project.qde", zipfile.ZIP_BZIP2)),
    "many names": packed(("project.qde", "<Project>" + "".join(f"<a{at}/>" for at in range(900)) + "</Project>")),
    "no guid": packed(("project.qde", f"<Project {NAMESPACE}><Users><User name='a'/></Users></Project>")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_dangerous_or_damaged_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(UserError) as refused:
        refi.read_project(path)
    assert refused.value.where.startswith("a.qdpx")
    assert refused.value.hint
    with pytest.raises(UserError):
        reading.read(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.qdpx"]


def test_an_archive_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 50)
    data = packed(("project.qde", ROOT), *((f"sources/{at}", "") for at in range(50)))
    with pytest.raises(UserError, match="unpack to too much"):
        opened.project(data, "a.qdpx")
    assert opened.project(packed(("project.qde", ROOT), *((f"sources/{at}", "") for at in range(49))), "a")[0].members


@pytest.mark.parametrize(
    "data", [b"", b"<CodeBook/>", b"<Project/>", b"<!DOCTYPE CodeBook><CodeBook/>", b"PK\x03\x04", b"\xff\xfe\x00"]
)
def test_what_is_no_codebook_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.qdc").write_bytes(data)
    with pytest.raises(UserError):
        refi.read_codebook(tmp_path / "a.qdc")


def test_an_empty_codebook_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.qdc").write_bytes(b" \n")
    with pytest.raises(UserError, match="empty"):
        refi.read_codebook(tmp_path / "a.qdc")


def test_a_file_that_is_not_there_is_spoken_of(tmp_path: Path) -> None:
    for path in (tmp_path / "none.qdpx", tmp_path):
        with pytest.raises(UserError):
            refi.read_project(path)


def test_the_codes_of_a_project_are_a_codebook_too(tmp_path: Path) -> None:
    (tmp_path / "книга.qdpx").write_bytes(project_of(b"a"))
    book, _ = refi.read_codebook(tmp_path / "книга.qdpx")
    assert (book.id, [theme.id for theme in book.themes]) == ("kniga", ["svet"])
    (tmp_path / "b.qdpx").write_bytes(packed(("project.qde", ROOT)))
    with pytest.raises(UserError, match="has no codes"):
        refi.read_codebook(tmp_path / "b.qdpx")


def changed(data: bytes, rng: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(found))
        match rng.randrange(6):
            case 0:
                found[at] = rng.randrange(256)
            case 1:
                del found[at : at + rng.randint(1, 40)]
            case 2:
                found[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 9)))
            case 3:
                found[at : at + 4] = rng.choice([b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b'-1"/', b"<!--", b"&#0;"])
            case 4:
                digits = [number for number, byte in enumerate(found) if 48 <= byte <= 57] or [at]
                found[rng.choice(digits)] = rng.choice(b"0123456789-")
            case _:
                there = rng.randrange(len(found))
                found[at : at + 8] = found[there : there + 8]
        if not found:
            return b"P"
    return bytes(found)


@pytest.mark.slow
def test_two_thousand_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    rng = random.Random(20)
    whole = project_of(("\ufeff" + TEXT).encode(), *(passage(*place(TEXT, word, Counting()), word) for word in WORDS))
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        members = [(name, file.read(name)) for name in file.namelist()]
    codes = written.codes(CodeSystem((Code(guid("a"), "a", description="b\n\n--- otklik ---\nid: a\nseeds: {ru: [a]}\n",
                                           children=(Code(guid("b"), "b"),)),)))  # fmt: skip
    read = refused = 0
    for number in range(2_000):
        try:
            match number % 3:
                case 0:  # the archive
                    opened.project(changed(whole, rng), "a")
                case 1:  # what is in it
                    found = opened.project(packed(*((name, changed(data, rng)) for name, data in members)), "a")[0]
                    opened.project(written.project(found), "a")
                    list(refi.codings(found))
                case _:
                    (tmp_path / "a.qdc").write_bytes(changed(codes, rng))
                    refi.read_codebook(tmp_path / "a.qdc")
            read += 1
        except UserError:
            refused += 1
    assert read > 50
    assert refused > 500


def test_the_same_content_is_the_same_archive() -> None:
    members = [("project.qde", b"a" * 100), ("sources/a.txt", "😀".encode())]
    data = archive.written(members)
    assert archive.written(members) == data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert [one.date_time for one in file.infolist()] == [(1980, 1, 1, 0, 0, 0)] * 2
        assert zlib.crc32(file.read("sources/a.txt")) == file.getinfo("sources/a.txt").CRC
