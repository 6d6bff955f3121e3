"""The pictures of a model card: one reliability and one automation curve for each target."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from otklik import messages
from otklik.report import curves


def held(name: str, n: int) -> curves.Held:
    rng = np.random.default_rng(n)
    sure = rng.uniform(0.3, 1, n)
    return curves.Held(name, sure, rng.random(n) < sure)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_target_has_its_two_curves(language: messages.Interface) -> None:
    messages.use(language)
    drawn = curves.svg([held("<b>вуз & мы</b>", 300), held("themes", 30)], 0.9)
    titles = [messages.say("curve_reliability"), messages.say("curve_automation")]
    said = [element.text or "" for element in ET.fromstring(drawn).iter() if element.tag.endswith("text")]
    for name in ("<b>вуз & мы</b>", "themes"):
        for title in titles:
            assert f"{name}: {title}" in said


@pytest.mark.parametrize("n", [1, 19, 21])
def test_few_texts_can_be_drawn_too(n: int) -> None:
    assert curves.svg([held("x", n)], 0.8).startswith("<svg")


def test_the_same_figures_give_the_same_picture() -> None:
    assert curves.svg([held("x", 200)], 0.9) == curves.svg([held("x", 200)], 0.9)
