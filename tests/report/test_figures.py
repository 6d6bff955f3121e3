"""Figures: they say what the tables say, and whatever names hold does nothing in them."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import otklik
from otklik import messages
from otklik.errors import UserError
from otklik.export import figure
from otklik.report import drawing, figures
from otklik.results.run import Result

Command = Callable[..., "subprocess.CompletedProcess[str]"]
SAID = [
    "Вуз обязан всё это организовать, это лучшее в учёбе!", "Вузу нечего лезть, это рабство и бесплатный труд",
    "The school must organise it, I loved every shift", "Schools should stay out of it, a waste of time",
]  # fmt: skip
HOSTILE = st.one_of(
    st.sampled_from(
        ['"><svg onload=x>', "<script>alert(1)</script>", "]]>", "&amp;", "datum.x", "{{ 7*7 }}", "\x00\x1b"]
    ),
    st.text(min_size=1, max_size=20),
)


@pytest.fixture(scope="module")
def result() -> Result:
    frame = pd.DataFrame({"text": [f"{text} {at}" for at in range(15) for text in SAID], "who": ["x", "y"] * 30})
    return otklik.run(frame, text="text", by="who")


def drawn(label: str, text: str) -> figures.Drawn:
    lines = [
        {"by": by, "value": value, "variable": "s", "code": code, "name": name, "count": count, "n": 10,
         "share": count / 10, "low": 0.0, "high": 1.0}
        for by, value in (("", ""), (label, text), (label, f"{text} "), (label, ""))
        for code, name, count in (("a", text, 5), ("b", text, 3), ("not_expressed", "-", 2))
    ]  # fmt: skip
    return figures.Drawn(pd.DataFrame(lines), None, (("s", text),), (label,))


@settings(max_examples=15)
@given(HOSTILE, HOSTILE)
def test_hostile_names_are_text_in_a_figure_and_nothing_else(label: str, text: str) -> None:
    for kind in ("groups", "domains"):
        chart = figures.chart(drawn(label, text), kind)  # type: ignore[arg-type]
        root = ET.fromstring(drawing.inline(drawing.svg(chart), text, label, "f"))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "path", "text", "tspan", "line", "rect", "defs", "clipPath"}
        assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key]


def test_names_that_are_alike_once_cut_stay_apart() -> None:
    lines = [{"name": "x" * 90 + end} for end in "abc"] + [{"name": "y"}]
    assert drawing.labels(lines, "name", 5) == ["xxxx…", "xxxx… (2)", "xxxx… (3)", "y"]


def test_higher_groups_lie_right_of_the_middle_and_lower_ones_left() -> None:
    steps = [
        {"code": code, "name": code, "share": share} for code, share in zip("abcd", (0.1, 0.2, 0.3, 0.15), strict=True)
    ]
    placed = {one["code"]: (one["start"], one["stop"]) for one in figures._sides(steps)}
    assert placed == {"a": (0.2, 0.3), "b": (0.0, 0.2), "c": (-0.3, 0.0), "d": (-0.45, -0.3)}
    odd = figures._sides(steps[:3])
    assert (odd[1]["start"], odd[1]["stop"]) == (-0.1, 0.1)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_kind_of_figure_is_on_the_page_with_a_name_for_screen_readers(
    result: Result, tmp_path: Path, lang: messages.Interface
) -> None:
    messages.use(lang)
    html = result.report(tmp_path / "r.html").read_text(encoding="utf-8")
    for name in ("scale0-by0", "scale1-by0", "themes", "cross0", "curves"):
        assert f'aria-labelledby="{name}-title {name}-desc"' in html
    assert messages.say("cross_title") in html and messages.say("coreq_title") in html
    assert "#12567a" not in html.partition("</style>")[2]  # the colours of figures are the page's own


def test_a_figure_of_a_finished_folder_is_that_of_its_result(otklik: Command, result: Result, tmp_path: Path) -> None:
    result.save(tmp_path / "out")
    read = figure.read(tmp_path / "out")
    for kind in figures.KINDS:
        assert drawing.svg(figures.chart(read, kind)) == drawing.svg(figures.chart(figures.of(result), kind))
    done = otklik("figure", "out", "--kind", "cross", "--out", "c.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert result.figure(tmp_path / "g.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [({"by": "nobody"}, "not by"), ({"scale": "none"}, "no scale"), ({"kind": "cross"}, "nothing to draw")],
)
def test_what_cannot_be_drawn_is_said(result: Result, tmp_path: Path, arguments: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        replace(result, crosses=None).figure(tmp_path / "x.svg", **arguments)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="other formats"):
        result.figure(tmp_path / "x.gif")
    with pytest.raises(UserError, match="no folder of finished results"):
        figure.read(tmp_path)


def test_a_figure_says_whether_it_holds_themes_topics_or_both() -> None:
    assert figures.themes_title(["theme", "theme"]) == "Themes of the codebook"
    assert figures.themes_title(["topic"]) == "New topics"
    assert figures.themes_title(["theme", "topic"]) == "Themes of the codebook; new topics"
