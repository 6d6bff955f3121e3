"""The report says how well the coders of the model agreed, or how that can be known."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import otklik
from otklik import messages, shipped
from otklik.report import coders


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_agreement_of_constructed_coders_is_called_an_upper_bound(
    survey: Path, tmp_path: Path, lang: messages.Interface
) -> None:
    messages.use(lang)
    result = otklik.run(survey)
    html = result.report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert messages.say("coders_bound") in html
    section = html[html.index(messages.say("coders_title")) :]
    figures = {(one["target"], one["value"], one["level"]): one for one in result.run["pack"]["agreement"]["figures"]}
    ordinal = figures["institution", "", "ordinal"]
    assert f"{ordinal['estimate']:.3f}" in section and 0.7 < ordinal["low"] <= ordinal["high"] <= 1
    assert ordinal["n"] < figures["institution", "", "nominal"]["n"] == 2068
    assert {one for _, one, _ in figures} > {"time_load", "coercion"}
    theme = next(theme for theme in result.found if theme.id == "time_load")
    assert f"{messages.say('estimates_themes')}: {theme.name}" in section


def test_a_model_without_double_codings_says_how_to_get_them(survey: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(shipped.folder("models") / "volunteering", pack)
    meta = json.loads((pack / "meta.json").read_text(encoding="utf-8"))
    del meta["agreement"]
    meta.pop("meta_sha256", None)
    (pack / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    html = otklik.run(survey, model=pack).report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert "otklik agree" in html and messages.say("coders_none") in html
    assert "Krippendorff" not in html


def test_a_card_shows_the_same(survey: Path) -> None:
    card = (shipped.folder("models") / "volunteering" / "card.md").read_text(encoding="utf-8")
    assert messages.say("coders_bound") in card and "| institution | Krippendorff's alpha, ordinal |" in card
    assert messages.say("coders_none") in coders.markdown(None)
