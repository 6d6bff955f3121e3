"""`otklik agree`: the tables that researchers keep codings in, what comes back, and what is said of broken ones."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from otklik import agreeing
from otklik.errors import UserError
from otklik.reading import double_coding

pytestmark = pytest.mark.slow

Command = Callable[..., "subprocess.CompletedProcess[str]"]

TEXTS = {
    "1": "It taught me to listen to patients.",
    "2": "I felt useful, and I cried with them.",
    "3": "<script>alert(1)</script> no time for it",
    "4": "Заставляют ради галочки",
    "5": "Good for my career",
    "6": "We must help people",
}
ANNA = {"1": "empathy", "2": "empathy;fulfilment", "3": "time", "4": "force", "5": "career", "6": "empathy"}
BORIS = {"1": "fulfilment", "2": "empathy", "3": "time", "4": "force", "5": "career", "6": "fulfilment"}
VIEW = {"anna": "for for against against for unsure", "boris": "for unsure against against for for"}
RIGHT = {"1": "fulfilment", "2": "empathy", "6": "empathy"}


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "codings.csv"
    rows = [(unit, coder, "themes", value, "") for coder, given in (("anna", ANNA), ("boris", BORIS))
            for unit, value in given.items()]  # fmt: skip
    rows += [(unit, "head", "themes", value, "read aloud") for unit, value in RIGHT.items()]
    rows += [(unit, coder, "view", value, "") for coder, said in VIEW.items()
             for unit, value in zip(TEXTS, said.split(), strict=True)]  # fmt: skip
    return written(path, [("id", "coder", "variable", "value", "reason"), *rows])


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return written(tmp_path / "texts.csv", [("id", "answer"), *TEXTS.items()])


def written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_page_and_gold_are_written(otklik: Command, long: Path, texts: Path, tmp_path: Path) -> None:
    done = otklik("agree", long, "--coders", "anna,boris", "--texts", texts, "--order", "view=for,unsure,against",
                  "--gold", "expert=head", "--out", "out")  # fmt: skip
    assert done.returncode == 0, done.stderr
    for told in ("6 texts, coders anna, boris", "Krippendorff's alpha, MASI", "Krippendorff's alpha, ordinal",
                 "empathy and fulfilment are mixed up in 2 of 3 cases", "by the expert 3", "open 2"):  # fmt: skip
        assert told in done.stdout, told
    out = tmp_path / "out"
    assert {path.name for path in out.iterdir()} == {
        "report.html", "agreement.csv", "disagreements.csv", "confusions.csv", "gold.csv", "run.json",
    }  # fmt: skip
    gold = {(row["id"], row["variable"]): row for row in read(out / "gold.csv")}
    assert gold["1", "themes"] == {
        "id": "1", "variable": "themes", "value": "fulfilment", "decision": "expert", "decided_by": "head",
        "reason": "read aloud", "open": "", "codings": "anna=empathy | boris=fulfilment",
    }  # fmt: skip
    assert (gold["3", "themes"]["decision"], gold["3", "themes"]["value"]) == ("agreed", "time")
    assert (gold["2", "view"]["decision"], gold["2", "view"]["open"]) == ("open", "for;unsure")
    assert [row["id"] for row in read(out / "disagreements.csv") if row["variable"] == "view"] == ["2", "6"]
    counts = {(row["value_a"], row["value_b"]): row["n"] for row in read(out / "confusions.csv")}
    assert counts["empathy", "fulfilment"] == "2"
    again = otklik("agree", long, "--coders", "anna,boris", "--out", "out")
    assert again.returncode == 2 and "--overwrite" in again.stderr


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_disagreements_side_by_side_and_runs_nothing(long: Path, texts: Path, tmp_path: Path) -> None:
    rows = [*read(long), {"id": "3", "coder": "boris", "variable": "note", "value": "<b>x</b>", "reason": ""},
            {"id": "3", "coder": "anna", "variable": "note", "value": "y", "reason": ""}]  # fmt: skip
    written(long, [tuple(rows[0]), *(tuple(row.values()) for row in rows)])
    found = agreeing.agree(long, coders=["anna", "boris"], texts=texts, gold="majority", draws=50)
    found.save(tmp_path / "out")
    page = Page()
    page.feed((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    assert not {"script", "b x", "img"} & set(page.tags)
    for told in ("<script>alert(1)</script> no time", "<b>x</b>", "Codes that are mixed up", "I felt useful",
                 "no majority: for 1/2, unsure 1/2", "These are the quotes:", "left open"):  # fmt: skip
        assert told in page.text, told


def test_russian_is_spoken_throughout(otklik: Command, long: Path) -> None:
    done = otklik("agree", long, "--coders", "anna,boris", "--gold", "majority", "--lang", "ru")
    assert done.returncode == 0, done.stderr
    for told in ("кодировщики anna, boris", "Альфа Криппендорфа", "путают в 2 из 3 случаев", "не решено", "Согласие"):
        assert told in done.stdout, told


def test_json_is_json(otklik: Command, long: Path) -> None:
    told = json.loads(otklik("agree", long, "--coders", "anna,boris", "--json", "--draws", "100").stdout)
    assert told["mixed_up"] == [
        {"variable": "themes", "a": "empathy", "b": "fulfilment", "mixed": 2, "cases": 3},
        {"variable": "view", "a": "for", "b": "unsure", "mixed": 2, "cases": 4},
    ]
    alpha = next(one for one in told["figures"] if one["level"] == "masi")
    assert alpha["low"] < alpha["estimate"] < alpha["high"] and alpha["n"] == 6
    assert told["coders"] == ["anna", "boris"] and told["disagreements"] == 5


def test_an_adjudicator_among_the_coders_is_pointed_out(tmp_path: Path) -> None:
    rows = [("id", "coder", "variable", "value")]
    for unit in map(str, range(12)):
        rows += [(unit, "anna", "view", "for"), (unit, "boris", "view", "for" if int(unit) > 5 else "against")]
        rows += [(unit, "head", "view", "for")] if int(unit) <= 5 else []
    found = agreeing.agree(written(tmp_path / "c.csv", rows), draws=0)
    assert [remark for remark in found.remarks if "head coded only texts on which the others differ" in remark]
    assert found.figure("view", "cohen_kappa", "nominal", coders="anna × head").n == 6


def test_every_shape_of_table_says_the_same(long: Path, tmp_path: Path) -> None:
    wide = [("id", "answer", "anna", "boris"), *((unit, TEXTS[unit], ANNA[unit], BORIS[unit]) for unit in TEXTS)]
    codes = sorted({code for one in (*ANNA.values(), *BORIS.values()) for code in one.split(";")})
    marked = [("id", "answer", *(f"{coder}_{code}" for coder in ("anna", "boris") for code in codes))]
    marked += [
        (unit, TEXTS[unit], *(str(float(code in given[unit].split(";"))) for given in (ANNA, BORIS) for code in codes))
        for unit in TEXTS
    ]
    by_file = []
    for name, given in (("Q1 (anna)", ANNA), ("Q1 (boris)", BORIS)):
        cells = [(unit, TEXTS[unit], *(f"{given[unit]};".split(";")[:2])) for unit in TEXTS]
        by_file.append(written(tmp_path / f"{name}.csv", [("ResponseId", "Why?", "Code 1", "Code 2"), *cells]))
    shapes = [
        double_coding.read([long], coders=["anna", "boris"]),
        double_coding.read([written(tmp_path / "wide.csv", wide)], coders=["anna", "boris"]),
        double_coding.read([written(tmp_path / "marked.csv", marked)], coders=["anna", "boris"]),
        double_coding.read(by_file),
    ]
    for one in shapes:
        assert (one.coders, one.ids) == (("anna", "boris"), tuple(TEXTS))
        assert one.variables[0].values == tuple(codes)
        assert one.variables[0].given[:, 0].tolist() == [frozenset(value.split(";")) for value in ANNA.values()]
        assert (one.variables[0].marks == shapes[0].variables[0].marks).all()
    assert all(one.texts == tuple(TEXTS.values()) for one in shapes[1:])


def test_codes_above_others_count_too_and_blank_rows_are_gaps(tmp_path: Path) -> None:
    one = written(tmp_path / "anna.csv", [("id", "why", "Code 1"), ("a", "so", "force -> dean"), ("b", "no", "pay")])
    other = written(tmp_path / "boris.csv", [("id", "why", "Code 1"), ("a", "so", "force"), ("b", "no", "")])
    (variable,) = double_coding.read([one, other]).variables
    assert variable.given.tolist() == [
        [frozenset({"force", "force->dean"}), frozenset({"force"})], [frozenset({"pay"}), None],
    ]  # fmt: skip
    assert variable.marks[1, 1].tolist() == [-1, -1, -1]


def test_a_gap_in_one_mark_leaves_the_other_marks_counted(tmp_path: Path) -> None:
    rows = [
        ("id", "a_x", "a_y", "b_x", "b_y"),
        ("1", "1", "0", "1", "0"),
        ("2", "0", "", "0", "1"),
        ("3", "1", "1", "0", "1"),
    ]
    found = agreeing.agree(written(tmp_path / "m.csv", rows), coders=["a", "b"], draws=0)
    assert found.figure("codes", "percent", "", "x").n == 3 and found.figure("codes", "percent", "", "y").n == 2


def test_levels_are_named_and_numbers_are_ordered(tmp_path: Path) -> None:
    rows = [("id", "a", "b"), ("1", "1", "2"), ("2", "2", "2"), ("3", "10", "9"), ("4", "9", "9"), ("5", "1", "1")]
    path = written(tmp_path / "n.csv", rows)
    found = agreeing.agree(path, coders=["a", "b"], levels={"code": "interval"}, draws=0)
    assert {one.level for one in found.figures if one.statistic == "alpha" and not one.value} == {
        "nominal", "ordinal", "interval",
    }  # fmt: skip
    assert found.coding.variables[0].values == ("10", "9", "2", "1"), "highest first, as in a codebook"


def test_decisions_come_from_a_file(long: Path, tmp_path: Path) -> None:
    decisions = written(
        tmp_path / "decisions.csv",
        [("id", "variable", "value", "decided_by", "reason"), ("2", "view", "unsure", "team", "see rule 3"),
         ("6", "view", "", "", ""), ("1", "themes", "growth", "", "")],
    )  # fmt: skip
    found = agreeing.agree(long, coders=["anna", "boris"], gold=str(decisions), draws=0)
    gold = {(row["id"], row["variable"]): row for row in found.decisions.to_dict("records")}  # type: ignore[union-attr]
    assert gold["2", "view"]["value"] == "unsure" and gold["2", "view"]["decided_by"] == "team"
    assert gold["2", "view"]["reason"] == "see rule 3" and gold["6", "view"]["decision"] == "open"
    assert gold["1", "themes"]["decided_by"] == "decisions.csv"
    assert any("no coder gave (rows 4)" in remark for remark in found.remarks)


def test_the_table_of_disagreements_filled_in_by_hand_settles_them(long: Path, tmp_path: Path) -> None:
    agreeing.agree(long, coders=["anna", "boris"], gold="majority", draws=0).save(tmp_path / "out")
    lines = read(tmp_path / "out" / "disagreements.csv")
    assert len(lines) == 5 and {line["value"] for line in lines} == {""}
    filled = [line | {"value": line["coder boris"], "reason": "talked over"} for line in lines]
    path = written(tmp_path / "filled.csv", [tuple(lines[0]), *(tuple(line.values()) for line in filled)])
    found = agreeing.agree(long, coders=["anna", "boris"], gold=str(path), draws=0)
    assert {one.how for one in (found.gold or {}).values()} == {"agreed", "file"}
    assert found.gold is not None and found.gold[0, "themes"].reason == "talked over"


BROKEN = [
    ([("id", "code"), ("1", "x")], {}, "which columns"),
    ([("id", "a"), ("1", "x")], {"coders": ["a", "b"]}, r"broken.csv: There is no column “b” \(--coders\)"),
    ([("id", "a"), ("1", "x")], {"coders": ["a", "a"]}, "two coders"),
    ([("id", "a"), ("1", "x")], {"coders": ["a"]}, "two coders"),
    ([("id", "coder", "variable", "value"), ("1", "a", "v", "x"), ("1", "a", "v", "y"), ("1", "b", "v", "x")], {},
     r"broken.csv, column “value”: Coder a gave text 1 two values of “v” \(rows 2, 3\)"),
    ([("id", "coder", "variable", "value"), ("1", "a", "v", "x"), ("1", "b", "v", "x")], {"coders": ["a", "c"]},
     "no coder “c”. There are: a, b"),
    ([("n", "id", "a", "b"), ("1", "7", "x", "y"), ("2", "7", "x", "y")], {"coders": ["a", "b"], "id_column": "id"},
     r"column “id”: Id “7” stands twice \(rows 2, 3\)"),
    ([("n", "id", "a", "b"), ("1", "7", "x", "y"), ("2", "", "x", "y")], {"coders": ["a", "b"], "id_column": "id"},
     "Row 3 has no id"),
    ([("id", "a", "b"), ("1", "x", "y"), ("2", "x", "x")], {"coders": ["a", "b"], "levels": {"code": "ordinal"}},
     "order of these values"),
    ([("id", "a", "b"), ("1", "x", "y"), ("2", "x", "x")], {"coders": ["a", "b"], "levels": {"code": "interval"}},
     "needs numbers"),
    ([("id", "a", "b"), ("1", "x", "y"), ("2", "x", "x")], {"coders": ["a", "b"], "levels": {"cod": "ordinal"}},
     "no variable “cod”"),
    ([("id", "a", "b"), ("1", "yes", "no"), ("2", "no", "no")], {"coders": ["a", "b"], "order": {"code": ["yess"]}},
     "--order code: No coder gave “yess”. Did you mean “yes”"),
    ([("id", "a", "b"), ("1", "x", "y"), ("2", "x", "x")], {"coders": ["a", "b"], "gold": "vote"}, "no rule “vote”"),
    ([("id", "a", "b"), ("1", "x", "y"), ("2", "x", "x")], {"coders": ["a", "b"], "gold": "expert=c"}, "no column “c”"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "options", "told"), BROKEN)
def test_a_broken_table_is_an_error_with_its_place(rows, options, told: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UserError, match=told):
        agreeing.agree(written(tmp_path / "broken.csv", rows), **options)


@pytest.mark.parametrize(
    ("row", "told"),
    [(("9", "view", "for"), "decisions.csv, row 2, column “id”: No coder has a text “9”"),
     (("1", "viev", "for"), "row 2, column “variable”: There is no variable “viev”")],
)  # fmt: skip
def test_a_broken_decision_is_an_error_with_its_place(row, told: str, long: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    decisions = written(tmp_path / "decisions.csv", [("id", "variable", "value"), row])
    with pytest.raises(UserError, match=told):
        agreeing.agree(long, coders=["anna", "boris"], gold=str(decisions))


def test_errors_are_two_lines_in_both_languages(otklik: Command, long: Path) -> None:
    for lang, told in (("en", ("no coder “carl”", "anna, boris, head")), ("ru", ("Нет кодировщика «carl»", "anna"))):
        done = otklik("agree", long, "--coders", "anna,carl", "--lang", lang)
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert all(one in done.stderr for one in told)


def test_files_without_a_common_id_are_an_error(tmp_path: Path) -> None:
    one = written(tmp_path / "anna.csv", [("id", "why", "Code 1"), ("a", "so", "x")])
    other = written(tmp_path / "boris.csv", [("id", "why", "Code 1"), ("b", "so", "x")])
    with pytest.raises(UserError, match="no id in common"):
        agreeing.agree([one, other])
