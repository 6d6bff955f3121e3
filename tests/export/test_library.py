"""Sources go back to reference managers with themes among their keywords and every other field as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import bibtexparser
import pytest
import rispy

import otklik
from otklik import messages
from otklik.export import library
from otklik.reading import literature

BIB = r"""@string{jme = {Journal of Medical Ethics}}
@article{petrov2020,
  title = {{Volunteering} of na{\"i}ve students},
  author = {Petrov, P. and Ivanova, I.}, journal = jme, year = 2020, doi = {10.1000/x1}, month = jan,
  keywords = {students, volunteering}, file = {:C\:\\a.pdf:pdf}, note = {50\% & more},
  abstract = {Students say that they have no time for volunteering. Exams and workload come first. They learn skills.}
}
@article{petrov2020b,
  title = {Unpaid work}, author = {Sidorov, S.}, year = {2021},
  abstract = {Medical students are forced to volunteer for free. They call it exploitation and unpaid labour.}
}
"""
RIS = """TY  - JOUR
TI  - Empathy at the bedside
AU  - Orlova, O.
PY  - 2019
JO  - Bedside
KW  - empathy
C1  - a field of one's own
XY  - nobody knows this tag
AB  - Volunteers feel compassion for patients. Empathy grows at the bedside. They learn skills and practice.
ER  -
"""
CSL = [{
    "id": "k1", "type": "article-journal", "title": "Networks and friends", "DOI": "10.1000/y2", "custom": {"a": [1]},
    "issued": {"date-parts": [[2018, 5]]}, "author": [{"family": "Kim", "given": "K."}],
    "abstract": "Volunteers make friends and a network. The team supports them. Career credit counts for residency.",
}]  # fmt: skip


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    messages.use("en")
    place = tmp_path_factory.mktemp("library")
    (place / "a.bib").write_text(BIB, encoding="utf-8")
    (place / "b.ris").write_text(RIS, encoding="utf-8")
    (place / "c.json").write_text(json.dumps(CSL), encoding="utf-8")
    (place / "d.md").write_text("# Risk\n\nVolunteers risk infection. It is a strain on them.\n", encoding="utf-8")
    otklik.compare([place / name for name in ("a.bib", "b.ris", "c.json", "d.md")]).save(place / "out")
    return place / "out"


def themes(folder: Path, label: str) -> list[str]:
    from otklik.export.finished import table

    matrix = table(folder / "matrix.csv")
    return matrix["name"][(matrix["presence"] == "present") & (matrix["label"] == label)].tolist()


def test_bibtex_keeps_every_field_and_keyword(compared: Path, tmp_path: Path) -> None:
    remarks = library.write(tmp_path / "a.bib", compared, "bib")
    assert "5 sources" in remarks[0]
    assert "3 sources" in remarks[1]
    before = bibtexparser.parse_string(BIB)
    after = bibtexparser.parse_string((tmp_path / "a.bib").read_text(encoding="utf-8"))
    assert after.failed_blocks == []
    assert len(after.entries) == 5
    for entry in before.entries:
        same = after.entries_dict[entry.key]
        assert same.entry_type == entry.entry_type
        for field in entry.fields:
            if field.key != "keywords":
                assert same[field.key] == field.value
    found = themes(compared, "Petrov 2020")
    assert "time and workload" in found
    assert after.entries_dict["petrov2020"]["keywords"] == ", ".join(["students", "volunteering", *found])
    assert after.entries_dict["petrov2020b"]["keywords"] == "; ".join(themes(compared, "Sidorov 2021"))


def test_ris_keeps_every_line(compared: Path, tmp_path: Path) -> None:
    library.write(tmp_path / "a.ris", compared, "ris")
    written = (tmp_path / "a.ris").read_text(encoding="utf-8")
    assert len(rispy.loads(written)) == 5
    for line in RIS.splitlines()[:-1]:
        assert line in written.splitlines()
    [before] = rispy.loads(RIS.replace("ER  -", "ER  - "))
    after = next(one for one in rispy.loads(written) if one["title"] == before["title"])
    assert {**after, "keywords": []} == {**before, "keywords": []}
    new = [name for name in themes(compared, "Orlova 2019") if name != "empathy"]
    assert new
    assert after["keywords"] == ["empathy", *new]


def test_csl_keeps_every_key(compared: Path, tmp_path: Path) -> None:
    library.write(tmp_path / "a.json", compared, "csl")
    after = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(after) == 5
    kim = next(one for one in after if one["id"] == "k1")
    assert {key: value for key, value in kim.items() if key != "keyword"} == CSL[0]
    assert kim["keyword"] == "; ".join(themes(compared, "Kim 2018"))
    assert len({one["id"] for one in after}) == 5


@pytest.mark.parametrize(("kind", "name"), [("bib", "a.bib"), ("ris", "a.ris"), ("csl", "a.json")])
def test_what_was_written_can_be_compared_again_and_keywords_are_added_once(
    compared: Path, tmp_path: Path, kind: str, name: str
) -> None:
    library.write(tmp_path / name, compared, kind)
    shelf = literature.read([tmp_path / name])
    assert sorted(source.reference.title for source in shelf.sources if source.reference.year) == sorted(
        ["Volunteering of naïve students", "Unpaid work",
         "Empathy at the bedside", "Networks and friends"]
    )  # fmt: skip
    otklik.compare([tmp_path / name]).save(tmp_path / "again")
    library.write(tmp_path / f"again-{name}", tmp_path / "again", kind)
    keywords = {one.reference.title: one.reference.keywords for one in shelf.sources}
    again = literature.read([tmp_path / f"again-{name}"])
    assert {one.reference.title: one.reference.keywords for one in again.sources} == keywords


def test_the_command_writes_libraries_of_a_comparison_alone(
    compared: Path, otklik: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    done = otklik("export", compared, "--to", "ris", "--out", "a.ris")
    assert done.returncode == 0, done.stderr
    assert "5 sources" in done.stdout
    assert otklik("export", tmp_path, "--to", "ris", "--out", "b.ris").returncode == 2
    assert otklik("export", compared, "--to", "csv", "--out", "b.csv").returncode == 2
