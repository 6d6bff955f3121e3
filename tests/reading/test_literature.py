"""Literature: every kind of file gives its text and its fields, and what can't be read is told with a next step."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from otklik.errors import UserError
from otklik.reading import literature, references
from otklik.reading.literature import Aside, Source

TEXT = "Students who volunteer learn to talk to patients."

RIS = f"""\
\ufeffTY  - JOUR
TI  - Hands in the ward
AU  - Lee, Ann
AU  - Orlov, B. C.
PY  - 2020/05/01
T2  - Journal of Wards
DO  - 10.1000/ABC
LA  - eng
KW  - volunteering
KW  - ward
AB  - {TEXT}
ER  -

TY  - JOUR
TI  - Never closed
AB  - {TEXT}
TY  - JOUR
TI  - No abstract here
ER  -
"""
BIB = f"""\
@string{{jw = "Journal of Wards"}}
@article{{lee, title = {{{{Na\\"ive}} hands}}, author = {{Lee, Ann and Orlov, B. C.}}, year = 2021, journal = jw,
  abstract = {{{TEXT}}}, keywords = {{one, two}} }}
@article{{broken, title = {{Never closed}}
@article{{kim, title = {{Second}}, abstract = {{{TEXT}}} }}
"""


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF of pages of lines with a text layer."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                                 NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream.set_data(f"BT /F1 11 Tf 50 800 Td {shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(path: Path, *paragraphs: tuple[str, str], title: str = "") -> Path:
    document = docx.Document()
    document.core_properties.title = title
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    document.save(str(path))
    return path


def read_one(path: Path) -> Source:
    (source,) = literature.read([path]).sources
    return source


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_ris_keeps_fields_and_no_record_is_lost(tmp_path: Path) -> None:
    shelf = literature.read([written(tmp_path / "a.ris", RIS)])
    first, second = shelf.sources
    assert first.reference == references.Reference(
        "Hands in the ward", ("Lee, Ann", "Orlov, B. C."), "2020", "Journal of Wards", "10.1000/abc", "en",
        ("volunteering", "ward"), "jour",
    )  # fmt: skip
    assert (first.text, second.reference.title) == (TEXT, "Never closed")
    assert first.place == "a.ris, line 1"
    (left,) = shelf.aside
    assert (left.title, left.reason, left.place) == ("No abstract here", "no_text", "a.ris, line 17")
    assert left.next_step


def test_bibtex_reads_names_accents_and_strings_and_tells_what_it_cannot_read(tmp_path: Path) -> None:
    shelf = literature.read([written(tmp_path / "a.bib", BIB)])
    assert [one.reference.title for one in shelf.sources] == ["Naïve hands", "Second"]
    assert shelf.sources[0].reference.authors == ("Lee, Ann", "Orlov, B. C.")
    assert shelf.sources[0].reference.journal == "Journal of Wards"
    assert shelf.sources[0].reference.keywords == ("one", "two")
    assert [(one.place, one.reason) for one in shelf.aside] == [("a.bib, line 4", "unreadable")]


def test_csl_json_is_read_with_its_dates_and_names(tmp_path: Path) -> None:
    record = {
        "title": "Hands",
        "author": [{"family": "Lee", "given": "Ann"}],
        "abstract": f"<jats:p>{TEXT}</jats:p>",
        "issued": {"date-parts": [[2019, 3]]},
        "container-title": ["Wards"],
        "DOI": "https://doi.org/10.1000/X",
    }
    source = read_one(written(tmp_path / "a.json", json.dumps([record])))
    found = source.reference
    assert (found.authors, found.year, found.journal, found.doi) == (("Lee, Ann",), "2019", "Wards", "10.1000/x")
    assert source.text == TEXT


def test_markdown_takes_the_longest_field_when_the_body_says_nothing(tmp_path: Path) -> None:
    text = f"---\ntitle: Hands\nauthor: Lee\ndate: 2025-01-01\nurl: /x\nanswer: {TEXT}\n---\n\n&nbsp;\n"
    shelf = literature.read([written(tmp_path / "a.txt", text)])
    assert shelf.sources[0].text == TEXT
    assert (shelf.sources[0].reference.title, shelf.sources[0].reference.year) == ("Hands", "2025")
    causes = [one.cause for one in shelf.aside]
    assert any("“answer”" in cause for cause in causes)
    assert any("url" in cause for cause in causes)


def test_html_gives_its_article_and_leaves_its_menus(tmp_path: Path) -> None:
    page = f"""<html lang="en"><head><title>Site</title><meta name="citation_title" content="Hands">
    <meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Kim, Bo">
    <script>var a = "<p>no</p>";</script></head><body><nav>Home News</nav><h1>Hands</h1><p>{TEXT}</p>
    <footer>Cookies</footer></body></html>"""
    shelf = literature.read([written(tmp_path / "a.html", page)])
    source = shelf.sources[0]
    assert source.text == f"# Hands\n{TEXT}"
    assert (source.reference.title, source.reference.authors) == ("Hands", ("Lee, Ann", "Kim, Bo"))
    assert "16" in shelf.aside[0].cause


def test_docx_keeps_headings_paragraphs_and_its_title(tmp_path: Path) -> None:
    source = read_one(word(tmp_path / "a.docx", ("Heading 1", "Введение"), ("Normal", TEXT), title="Руки"))
    assert source.text == f"# Введение\n{TEXT}"
    assert source.reference.title == "Руки"


def test_pdf_loses_its_running_heads_and_joins_cut_words(tmp_path: Path) -> None:
    bodies = ["listen to people.", "ask a good question.", "wait for an answer.", "come back another day."]
    pages = [
        ["Journal of Wards", f"{start} who volun-", "teer in a ward learn to", body, "They say so.", f"{n}"]
        for n, (start, body) in enumerate(zip(["Students", "Men", "Women", "Others"], bodies, strict=True), start=1)
    ]
    shelf = literature.read([written(tmp_path / "a.pdf", pdf(*pages, title="Hands"))])
    text = shelf.sources[0].text
    assert "Journal of Wards" not in text
    assert text.count("who volunteer in a ward learn to") == 4
    assert all(body in text for body in bodies)
    assert not any(line.isdigit() for line in text.splitlines())
    assert "Journal of Wards" in shelf.aside[0].cause
    assert shelf.sources[0].reference.title == "Hands"


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.pdf", b"%PDF-1.7\nrubbish", "can't be opened"),
        ("a.pdf", pdf([""], [""]), "pictures"),
        ("a.docx", b"PK\x03\x04word/ rubbish", "can't be opened"),
        ("a.ris", b"AB  - no record begins\n", "no RIS record"),
        ("a.bib", b"nothing here", "no BibTeX record"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b"[]", "no CSL-JSON record"),
        ("a.xyz", b"text", "no kind of literature"),
        ("a.md", b"", "empty"),
        ("a.txt", b"- - -", "no text"),
    ],
)
def test_a_bad_file_is_an_error_alone_and_a_line_among_others(
    tmp_path: Path, name: str, data: bytes, cause: str
) -> None:
    bad = written(tmp_path / name, data)
    with pytest.raises(UserError, match=cause) as caught:
        literature.read([bad])
    assert caught.value.hint
    assert name in caught.value.where
    good = written(tmp_path / "good.txt", TEXT)
    shelf = literature.read([bad, good])
    assert [one.file for one in shelf.sources] == ["good.txt"]
    (left,) = shelf.aside
    assert isinstance(left, Aside)
    assert cause in left.cause
    assert left.place
    assert left.next_step


def test_a_file_that_is_not_there_stops_the_reading(tmp_path: Path) -> None:
    good = written(tmp_path / "good.txt", TEXT)
    for path in (tmp_path / "no.pdf", tmp_path):
        with pytest.raises(UserError):
            literature.read([good, path])


def test_one_title_is_one_source_unless_years_differ(tmp_path: Path) -> None:
    first = written(tmp_path / "a.md", f"---\ntitle: Hands in the Ward\n---\n{TEXT}")
    second = written(tmp_path / "b.md", f"---\ntitle: hands in the ward.\nauthor: Lee\n---\n{TEXT} {TEXT}")
    third = written(tmp_path / "c.md", f"---\ntitle: Hands in the ward\nyear: 1999\nauthor: Lee\n---\n{TEXT}")
    kept, aside = literature.once(literature.read([first, second]).sources)
    assert [(one.file, one.reference.authors) for one in kept] == [("b.md", ("Lee",))]
    assert [(one.file, one.reason) for one in aside] == [("a.md", "same_title")]
    dated = written(tmp_path / "d.md", f"---\ntitle: Hands in the ward\nyear: 2001\n---\n{TEXT}")
    assert len(literature.once(literature.read([third, dated]).sources)[0]) == 2


@given(st.text(max_size=200))
def test_whatever_stands_in_a_list_of_references_is_read_or_refused_with_a_sentence(text: str) -> None:
    for parse in (references.ris, references.bibtex, references.csl):
        try:
            parse(text, "a")
        except UserError as error:
            assert error.hint
