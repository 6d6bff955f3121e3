"""A column that is not there: the error names the file in which it was sought."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import otklik
from otklik import agreeing, coding_plan, comparison, estimation
from otklik.errors import UserError

ANSWERS = "id,text,weight\n" + "".join(f"{n},I like to help people number {n},1\n" for n in range(40))
CODED = "number,text,institution\n" + "".join(f"{n},I like to help people number {n},confident\n" for n in range(40))
LONG = "id,coder,variable,value\n1,anna,view,for\n1,boris,view,for\n2,anna,view,against\n2,boris,view,for\n"
VOLUNTEERING = "volunteering"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("answers.csv", ANSWERS), ("coded.csv", CODED), ("long.csv", LONG)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("work", "file"),
    [
        (lambda at: otklik.run(at / "answers.csv", text="txet"), "answers.csv"),
        (lambda at: otklik.run(at / "answers.csv", by="nobody"), "answers.csv"),
        (lambda at: comparison.compare([at / "answers.csv"], answers=[at / "answers.csv"], text="q"), "answers.csv"),
        (lambda at: coding_plan.write([at / "answers.csv"], VOLUNTEERING, at / "s.xlsx", text=["q"]), "answers.csv"),
        (lambda at: estimation.estimate([at / "answers.csv"], VOLUNTEERING, text=["q"]), "answers.csv"),
        (lambda at: estimation.estimate([at / "answers.csv"], VOLUNTEERING, by=["nobody"]), "answers.csv"),
        (lambda at: estimation.estimate([at / "answers.csv"], VOLUNTEERING, weight="nobody"), "answers.csv"),
        (
            lambda at: estimation.estimate(
                [at / "answers.csv"], VOLUNTEERING, codings=at / "coded.csv", random=True, id_column="id"
            ),
            "coded.csv",
        ),
        (lambda at: agreeing.agree(at / "long.csv", order={"veiw": ["for", "against"]}, draws=0), "long.csv"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_its_file(folder: Path, work: Callable[[Path], object], file: str) -> None:
    with pytest.raises(UserError) as caught:
        work(folder)
    assert caught.value.where == file
