"""The Python door: what the READMEs call is there and does what they say."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import otklik
from otklik import responses

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_what_a_readme_calls_is_a_door(name: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    called = {one for block in blocks for one in re.findall(r"otklik\.(\w+)\(", block)}
    assert called >= {"run", "train", "evaluate", "agree", "estimate"}
    assert called <= set(otklik.__all__)
    for block in blocks:
        compile(block, name, "exec")


def test_every_door_opens() -> None:
    assert all(getattr(otklik, name) is not None for name in otklik.__all__)


@pytest.mark.slow
def test_the_lines_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    frame = pd.read_csv(ROOT / "corpora" / "volunteering" / "answers.csv", dtype=str, keep_default_na=False)
    frame = frame[responses.gather(frame, ["text"]).coded].rename(columns={"text": "answer", "institution": "Column"})
    frame = frame.sample(500, random_state=0)
    frame = frame.drop(columns=["socialization", "themes"])
    frame.iloc[:160].to_csv("coded.csv", index=False)
    frame.iloc[160:240].rename(columns={"Column": "stance"}).to_csv("gold.csv", index=False)
    frame.iloc[160:].drop(columns="Column").to_csv("answers.csv", index=False)
    frame.iloc[240:300].rename(columns={"Column": "stance"})[["answer", "stance"]].to_csv("sheet.csv", index=False)
    frame.iloc[:40][["id", "Column"]].assign(anna=frame["Column"], boris=np.roll(frame["Column"][:40], 1)).to_csv(
        "codings.csv", index=False
    )
    done = otklik.train("coded.csv", "models/mine", text="answer", scales={"stance": "Column"})
    assert done.figures[0].target.id == "stance"
    assert otklik.evaluate("models/mine", "gold.csv", text="answer").save("evaluation")
    assert otklik.agree("codings.csv", coders=["anna", "boris"], id_column="id").save("agreement")
    shares = otklik.estimate("answers.csv", "models/mine", codings="sheet.csv", random=True, text="answer", by="gender")
    assert set(shares.differences["by"]) == {"gender"} and len(shares.estimates)
    names = [path.name for path in shares.save("shares")]
    assert names[:2] == ["report.html", "methods.txt"]
