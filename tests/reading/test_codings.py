"""Codings as researchers keep them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from otklik import codebook
from otklik.errors import UserError
from otklik.reading import codings

BOOK = """\
scales:
  - id: view
    name: {ru: мнение, en: view}
    groups:
      - {id: for, name: {ru: за, en: in favour}}
      - {id: unsure, name: {ru: неясно, en: unsure}}
      - {id: against, name: {ru: против, en: against}}
"""


def sheet(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def kinds(found: codings.Codings) -> list[str]:
    return [finding.kind for finding in found.findings]


@pytest.mark.parametrize(
    ("rows", "themes"),
    [
        (["text,Code 1,Code 2,Code 3", "Too dear,cost,time,", "No hours,time,,", "Fine by me,,,"], ["Code 1..Code 3"]),
        (["text,codes", "Too dear,cost; time", "No hours,time", "Fine by me,"], ["codes"]),
        (["text,cost,time", "Too dear,1,1", "No hours,0,1", "Fine by me,,"], ["cost", "time"]),
    ],
    ids=["code columns", "one column with a separator", "marks"],
)
def test_three_ways_of_writing_codes_say_the_same(tmp_path: Path, rows: list[str], themes: list[str]) -> None:
    found = codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", themes=themes))
    assert found.codes == (("cost", "time"), ("time",))
    assert found.rows == ((2,), (3,))
    assert found.aside == {4: "without any code"}


def test_zeros_everywhere_mean_coded_and_none_fits(tmp_path: Path) -> None:
    found = codings.read(
        sheet(tmp_path / "a.csv", ["text,a,b", "One thing,0,0", "Two things,1,0"]),
        codings.Layout("text", themes=["a..b"]),
    )
    assert found.codes == ((), ("a",))


def test_a_sub_code_brings_the_codes_above_it(tmp_path: Path) -> None:
    rows = ["text,Code 1", "Told by the dean,required->department->dean"]
    found = codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", themes=["Code 1"]))
    assert found.codes == (("required", "required->department", "required->department->dean"),)


def test_a_codebook_brings_names_to_ids_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    rows = ["text,view", "Good idea,За", "Great thing,FOR", "Bad idea,agianst", "So so,unsure"]
    found = codings.read(
        sheet(tmp_path / "a.csv", rows),
        codings.Layout("text", {"view": "view"}, book=codebook.load(tmp_path / "book.yaml")),
    )
    assert found.labels["view"] == ("for", "for", "unsure")
    assert found.order["view"] == ("for", "unsure", "against", "not_expressed")
    unknown = next(finding for finding in found.findings if finding.kind == "unknown")
    assert (unknown.rows, unknown.hint) == ((4,), "Did you mean “against”?")
    assert "a.csv" in unknown.where and "view" in unknown.where


def test_a_rare_label_like_a_common_one_is_shown_and_kept(tmp_path: Path) -> None:
    rows = ["text,view", *(f"Text number {'x' * n},fairness" for n in range(20)), "Another text,fairnes"]
    found = codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", {"v": "view"}))
    misspelt = next(finding for finding in found.findings if finding.kind == "misspelt")
    assert misspelt.rows == (22,)
    assert found.labels["v"][-1] == "fairnes"
    assert "small" in kinds(found)


def test_duplicates_stay_in_one_group_and_contradictions_are_named(tmp_path: Path) -> None:
    rows = ["text,v", "Good  idea,a", "good idea,b", "Bad idea,b", "Good idea,a"]
    found = codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", {"v": "v"}))
    assert found.groups[0] == found.groups[1] == found.groups[3] != found.groups[2]
    two_ways = next(finding for finding in found.findings if finding.kind == "two_ways")
    assert two_ways.rows == (2, 3, 5)


def test_answers_of_one_respondent_are_joined_through_their_duplicates(tmp_path: Path) -> None:
    rows = ["text,v,who", "Good idea,a,1", "Bad idea,b,1", "Bad idea,b,2", "Third idea,a,3"]
    groups = codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", {"v": "v"}, respondent="who")).groups
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_two_coders_agree_or_the_majority_stands(tmp_path: Path) -> None:
    rows = [
        "text,v,codes,who", "Good idea,a,x;y,Anna", "Good idea,a,x,Boris", "Good idea,b,x,Vera", "Bad idea,b,y,Anna",
        "Bad idea,b,y,Boris",
    ]  # fmt: skip
    found = codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", {"v": "v"}, ["codes"], coder="who"))
    assert found.labels["v"] == ("a", "b")
    assert found.codes == (("x",), ("y",))
    assert found.rows == ((2, 3, 4), (5, 6))
    assert found.agreement == {"v": (1, 2)}
    assert "two_ways" not in kinds(found)


def test_numbers_are_an_ordered_scale(tmp_path: Path) -> None:
    rows = ["text,v", "One,1", "Two,2", "Three,-1", "Four,0"]
    assert codings.read(sheet(tmp_path / "a.csv", rows), codings.Layout("text", {"v": "v"})).order["v"] == (
        "2",
        "1",
        "0",
        "-1",
    )


def test_a_sheet_of_a_workbook_can_be_named(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "a.xlsx", engine="xlsxwriter") as book:
        pd.DataFrame({"notes": ["nothing here"]}).to_excel(book, sheet_name="First", index=False)
        frame = pd.DataFrame({"text": ["Good idea", "Bad idea"], "v": [1, 2]})
        frame.to_excel(book, sheet_name="Q5 (primary)", index=False)
    found = codings.read(tmp_path / "a.xlsx", codings.Layout("text", {"v": "v"}, sheet="Q5 (primary)"))
    assert found.labels["v"] == ("1", "2")
    with pytest.raises(UserError, match="Q5 \\(primary\\)"):
        codings.read(tmp_path / "a.xlsx", codings.Layout("text", {"v": "v"}, sheet="Q5 primary"))


def test_a_wrong_column_offers_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Code 1"):
        codings.read(sheet(tmp_path / "a.csv", ["text,Code 1", "A word,x"]), codings.Layout("text", themes=["Cod 1"]))


def test_a_label_is_never_likened_to_one_that_is_unknown_itself(tmp_path: Path) -> None:
    rows = ["text,view", "Good idea,for", "Bad idea,against", "So so,unshure", "Who knows,unshured"]
    found = codings.read(
        sheet(tmp_path / "a.csv", rows), codings.Layout("text", {"view": "view"}, order={"view": ["for", "against"]})
    )
    hints = [finding.hint for finding in found.findings if finding.kind == "unknown"]
    assert hints == ["The labels are: for, against."] * 2


def test_a_column_that_is_not_there_is_told_with_its_file(tmp_path: Path) -> None:
    for text, scale in (("txet", "view"), ("text", "veiw")):
        with pytest.raises(UserError) as caught:
            codings.read(
                sheet(tmp_path / "a.csv", ["text,view", "Good idea,for"]), codings.Layout(text, {"view": scale})
            )
        assert caught.value.where == "a.csv"
