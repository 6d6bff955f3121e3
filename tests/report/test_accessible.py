"""Pages for a keyboard and a screen reader: a run's report, estimated shares, a machine count."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

import otklik
from otklik import messages, responses

CORPUS = Path(__file__).parents[2] / "corpora" / "volunteering" / "answers.csv"


class Structure(HTMLParser):
    """What a screen reader is told of a page: headings, heads of tables, figures, regions, ids, links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [told for tag, told in self.tags if tag == name]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Structure]:
    messages.use("en")
    folder = tmp_path_factory.mktemp("pages")
    frame = pd.read_csv(CORPUS, dtype=str, keep_default_na=False)
    frame = frame[responses.gather(frame, ["text"]).coded].sample(150, random_state=0)
    frame[["text", "gender"]].to_csv(folder / "answers.csv", index=False)
    frame.iloc[:60][["text", "institution", "themes"]].to_csv(folder / "sheet.csv", index=False)
    asked = {"text": "text", "by": "gender"}
    sheet = {"codings": folder / "sheet.csv", "random": True, "refit": False}
    made = {
        "run": otklik.run(folder / "answers.csv", **asked),
        "estimates": otklik.estimate(folder / "answers.csv", "volunteering", **asked, **sheet),
        "machine": otklik.estimate(folder / "answers.csv", "volunteering", **asked),
    }
    return {
        name: Structure(one.report(folder / f"{name}.html").read_text(encoding="utf-8")) for name, one in made.items()
    }


PAGES = pytest.mark.parametrize("name", ["run", "estimates", "machine"])


@PAGES
def test_headings_come_in_order(pages: dict[str, Structure], name: str) -> None:
    levels = [int(tag[1]) for tag, _ in pages[name].tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1 and levels.count(1) == 1 and len(levels) > 4
    assert all(after <= before + 1 for before, after in pairwise(levels))


@PAGES
def test_heads_of_tables_say_what_they_head(pages: dict[str, Structure], name: str) -> None:
    heads = pages[name].all("th")
    assert {told.get("scope") for told in heads} == {"col", "row"}


@PAGES
def test_figures_have_names_that_are_there(pages: dict[str, Structure], name: str) -> None:
    figures, ids = pages[name].all("svg"), [told["id"] for _, told in pages[name].tags if "id" in told]
    assert figures and len(ids) == len(set(ids))
    for told in figures:
        assert told["role"] == "img"
        assert set((told["aria-labelledby"] or "").split()) <= set(ids)


@PAGES
def test_what_scrolls_can_be_reached_and_the_first_stop_skips_to_the_page(
    pages: dict[str, Structure], name: str
) -> None:
    page = pages[name]
    assert all(told.get("tabindex") == "0" for told in page.all("div") if "scroll" in (told.get("class") or ""))
    links = page.all("a")
    assert links[0]["href"] == "#main" and page.all("main")[0]["id"] == "main"
    ids = {told.get("id") for _, told in page.tags}
    assert {link["href"] for link in links} <= {f"#{one}" for one in ids}
    assert page.all("html")[0]["lang"] == "en"
