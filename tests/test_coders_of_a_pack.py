"""A model trained on a sheet of several coders carries how well they agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from otklik import packs, training
from otklik.measure import agreement, coders
from otklik.reading import codings
from otklik.reading.codings import Layout

GOOD, BAD = "good useful kind lovely great fair".split(), "bad useless awful mean boring unfair".split()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Sixty texts, each coded by anna; boris coded forty, differs on five, and carla's one row has no text of two."""
    rng = np.random.default_rng(0)
    rows = []
    for n in range(60):
        view, about = ("for", GOOD) if n % 2 else ("against", BAD)
        text = " ".join([*rng.choice(about, 3, replace=False), f"case{n}"])
        rows.append((text, "anna", view, "pay" if n % 3 else ""))
        if n < 40:
            other = {"for": "against", "against": "for"}[view] if n < 5 else view
            rows.append((text, "boris", other, "pay" if n % 3 else ""))
    rows.append(("a lovely case of hers", "carla", "for", "pay"))
    path = tmp_path / "sheet.csv"
    pd.DataFrame(rows, columns=["text", "coder", "view", "codes"]).to_csv(path, index=False)
    return path


def test_the_sheet_tells_what_each_coder_gave(sheet: Path) -> None:
    found = codings.read(sheet, Layout("text", {"view": "view"}, ("codes",), coder="coder"))
    assert found.given["view"].shape == (61, 3)
    assert found.given["view"][:2].tolist() == [["against", "for", None], ["for", "against", None]]
    assert found.given[""][1].tolist() == [frozenset({"pay"}), frozenset({"pay"}), None]
    assert found.given["view"][60].tolist() == [None, None, "for"]
    alone = codings.read(sheet, Layout("text", {"view": "view"}))
    assert alone.given == {}


@pytest.mark.slow
def test_the_pack_and_its_card_carry_agreement_and_no_names(sheet: Path, tmp_path: Path) -> None:
    training.train(sheet, tmp_path / "mine", text="text", scales={"view": "view"}, coder="coder")
    told = coders.read(packs.load(tmp_path / "mine").meta["agreement"])
    assert told is not None and (told.coders, told.texts, told.bound) == (3, 40, False)
    given = codings.read(sheet, Layout("text", {"view": "view"}, coder="coder")).given["view"]
    nominal = next(one for one in told.figures if one.level == "nominal")
    assert nominal.estimate == pytest.approx(float(agreement.alpha(given, level="nominal")), abs=1e-4)
    card = (tmp_path / "mine" / "card.md").read_text(encoding="utf-8")
    assert f"| {nominal.estimate:.3f} |" in card and "88%" in card  # 35 of 40
    assert "anna" not in card + (tmp_path / "mine" / "meta.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_pack_of_one_coder_says_how_agreement_can_be_known(sheet: Path, tmp_path: Path) -> None:
    frame = pd.read_csv(sheet, dtype=str)
    frame[frame["coder"] == "anna"].to_csv(sheet, index=False)
    training.train(sheet, tmp_path / "mine", text="text", scales={"view": "view"})
    assert "agreement" not in packs.load(tmp_path / "mine").meta
    assert "otklik agree" in (tmp_path / "mine" / "card.md").read_text(encoding="utf-8")
