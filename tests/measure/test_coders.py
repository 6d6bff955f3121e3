"""What a model carries of the agreement of its coders."""

from __future__ import annotations

import json

import numpy as np
import pytest

from otklik.measure import agreement, coders

VIEW = np.array(
    [["high", "high"], ["low", "mid"], ["mid", "mid"], ["not_expressed", "not_expressed"], ["low", None],
     ["low", "low"]],
    dtype=object,
)  # fmt: skip
ORDER = {"view": ("high", "mid", "low", "not_expressed")}


def themes() -> np.ndarray:
    table = np.full((4, 2), None, dtype=object)
    for at, (one, other) in enumerate([({"pay"}, {"pay"}), (set(), set()), ({"pay", "time"}, {"pay"}), ({"time"}, ())]):
        table[at] = [frozenset(one), frozenset(other)]
    return table


def test_figures_are_those_of_the_agreement_room() -> None:
    found = coders.summary({"view": VIEW}, ORDER, draws=200)
    assert found is not None and (found.coders, found.texts) == (2, 5)
    by = {(one.statistic, one.level): one for one in found.figures}
    assert by["percent", ""].estimate == pytest.approx(0.8)
    nominal = agreement.alpha(VIEW, level="nominal")
    assert by["alpha", "nominal"].estimate == pytest.approx(float(nominal), abs=1e-4)
    on = VIEW.copy()
    on[3] = None  # off the scale
    ordinal = agreement.alpha(on, level="ordinal", values=["low", "mid", "high"])
    assert by["alpha", "ordinal"].estimate == pytest.approx(float(ordinal), abs=1e-4) and by["alpha", "ordinal"].n == 4
    assert by["alpha", "nominal"].low is not None and by["alpha", "nominal"].low < by["alpha", "nominal"].estimate


def test_each_theme_has_a_figure_of_its_own() -> None:
    found = coders.summary({"themes": themes()}, {}, draws=0)
    assert found is not None
    assert [(one.value, one.level) for one in found.figures] == [
        ("", ""), ("", "masi"), ("pay", "nominal"), ("time", "nominal"),
    ]  # fmt: skip
    assert found.figures[2].estimate == 1.0 and found.figures[3].estimate < 0


def test_without_texts_of_two_there_is_nothing() -> None:
    assert coders.summary({}, {}) is None
    assert coders.summary({"view": np.array([["a", None], [None, "b"]], dtype=object)}, {}) is None


def test_facts_come_back_as_they_went() -> None:
    found = coders.summary({"view": VIEW[:4], "themes": themes()}, ORDER, bound=True, draws=50)
    assert found is not None
    assert coders.read(json.loads(json.dumps(found.facts))) == found


@pytest.mark.parametrize(
    "told",
    [
        None, [], "x", {}, {"coders": 2}, {"coders": 2, "texts": 3, "bound": False, "figures": []},
        {"coders": 2, "texts": 3, "bound": False, "figures": [{"target": "<b>"}]},
        {"coders": 2, "texts": 3, "bound": False, "figures": [{
            "target": "a", "value": "", "statistic": "__class__", "level": "", "estimate": 1, "low": 1, "high": 1,
            "n": 1,
        }]},
        {"coders": 2, "texts": 3, "bound": False, "figures": [{
            "target": "a", "value": "", "statistic": "alpha", "level": "", "estimate": float("nan"),
            "low": 1, "high": 1, "n": 1,
        }]},
    ],
)  # fmt: skip
def test_what_is_no_such_fact_is_nothing(told: object) -> None:
    assert coders.read(told) is None
