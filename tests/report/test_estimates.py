"""The page of estimated shares: what hand codes corrected, with its limits; a machine count looks like nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from otklik import messages
from otklik.measure import regression
from otklik.results import estimates
from otklik.results.estimates import Estimates, Table

WRAPPERS = [
    "<script>alert({})</script>", "<img src=x{} onerror=alert(1)>", "</style><script>x{}</script>",
    '"><svg onload=x{}>', "<a href='javascript:x{}'>", "{{{{ 7*{} }}}}", "{{% raw {} %}}", "<iframe src=//x{}>",
    "&lt;script{}&gt;", "</table><b>{}",
]  # fmt: skip
PAYLOADS = [wrapper.format(n) for n in range(30) for wrapper in WRAPPERS]

STEPS = ("warm", "mild", "cold")
FACTS = {
    "otklik": "0.1.0", "python": "3.12.1", "packages": {"numpy": "2.0"}, "model": "mine", "model_sha256": "ab" * 32,
    "sources": [{"name": "answers.csv", "sha256": "cd" * 32, "rows": 2000}], "rows": 2000, "answers": 2000,
    "distinct_texts": 2000, "effective_answers": 2000.0, "population": None, "by": ["district"], "adjusted": "holm",
    "seed": 0, "weighted_by": [], "codings": "sheet.csv", "codings_sha256": "ef" * 32, "hand_coded": 300,
    "hand_coded_at_random": 200, "sampled": "answers", "cross_fitted": False,
}  # fmt: skip


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def survey(values: int = 2, hand: int = 300, **facts: object) -> Estimates:
    """Two thousand answers of which a third of the cold are counted as warm, in domains of equal size."""
    rng = np.random.default_rng(1)
    true = rng.choice(3, 2000, p=[0.3, 0.3, 0.4])
    domain = np.arange(2000) % values
    true[(domain == 0) & (true == 1) & (rng.random(2000) < 0.7)] = 2  # the first domain is colder
    seen = np.where((true == 2) & (rng.random(2000) < 0.35), 0, true)
    p = np.full((2000, 3), 0.1)
    p[np.arange(2000), seen] = 0.8
    rows = rng.choice(2000, hand, replace=False)
    inside = np.column_stack([np.ones(2000), *(domain == at for at in range(values))]).astype(float)
    weights = np.column_stack([inside, 1 - inside[:, 1:]])
    machine = np.eye(3)[seen]
    tables = []
    for by, at in (("", [0]), ("district", range(1 + 2 * values))):
        own = weights[:, list(at)]
        shares = regression.estimate(p, rows, np.eye(3)[true[rows]], weights=own, answers=2000, fewest=10)
        names = ("", *(f"D{n}" for n in range(values))) if by else ("",)
        counted = (own.T @ machine / own.sum(axis=0)[:, None])[: len(names)]
        sizes = own.sum(axis=0).astype(int)
        tables.append(Table("stance", by, names, STEPS, 3, shares, sizes, counted, "regression (GREG)"))
    names_ = {("stance", ""): "Stance to it", ("stance", "warm"): "warmly for"}
    return estimates.gather(tables, "holm", FACTS | facts, ["A remark."], ["Code 95 more at random."], names_)


def counted() -> Estimates:
    """The same counted by the machine alone."""
    found = survey()
    table = found.estimates[found.estimates["kind"] == "share"].copy()
    table[["low", "high", "n_effective"]] = np.nan
    table["share"], table["n"], table["given"] = table["machine"], 0, 0
    table["method"] = "machine count, not an estimate"
    facts = {key: value for key, value in FACTS.items() if not key.startswith(("hand", "sampled", "cross", "codings"))}
    empty = pd.DataFrame(columns=estimates.DIFFERENCES), pd.DataFrame(columns=estimates.CROSSTABS)
    return Estimates(table, *empty, facts | {"codings": None}, (messages.say("estimate_no_codings"),), ())


def read(found: Estimates, tmp_path: Path) -> Page:
    return Page(found.report(tmp_path / "r.html").read_text(encoding="utf-8"))


def test_the_correction_is_the_point_of_the_page(tmp_path: Path) -> None:
    found = survey()
    warm = found.estimates.iloc[0]
    assert warm["machine"] > warm["high"]
    text = read(found, tmp_path).text
    told = f"the machine counted {100 * warm['machine']:.0f}%, the estimate is {100 * warm['share']:.0f}%"
    assert told in text and "“warmly for”" in text
    assert text.index(told) < text.index("How many more to code") < text.index("Code 95 more") < text.index("A remark.")


def test_every_number_has_its_interval_its_n_and_its_method(tmp_path: Path) -> None:
    found = survey()
    page = read(found, tmp_path)
    for line in found.estimates[found.estimates["by"] == ""].to_dict("records"):
        for told in (f"{100 * line['share']:.1f}%", f"{100 * line['low']:.1f}–{100 * line['high']:.1f}%",
                     f"{100 * line['machine']:.1f}%", f"{line['given']} / {line['n']}"):  # fmt: skip
            assert told in page.text, told
    assert "Method: regression (GREG)." in page.text
    assert "“mild” or higher" in page.text


def test_domains_are_compared_with_limits_and_adjusted_p(tmp_path: Path) -> None:
    found = survey()
    text = read(found, tmp_path).text
    beyond = found.differences[(found.differences["p_adjusted"] < 0.05) & (found.differences["kind"] != "at_least")]
    assert len(beyond) >= 2
    assert f"Beyond chance: {len(beyond)} of 4 comparisons (p adjusted by Holm" in text
    cold = found.differences[found.differences["class"] == "cold"].iloc[0]
    gap = f"{100 * cold['difference']:+.1f}".replace("-", "−")
    assert "D0 − D1" in text and gap in text
    assert "place on the scale, log odds" in text and "Cramér's V" in text


def test_cells_that_hang_on_a_handful_of_texts_are_marked(tmp_path: Path) -> None:
    few, many = read(survey(values=10), tmp_path), read(survey(values=2, hand=1500), tmp_path)
    assert any("few" in (told.get("class") or "") for _, told in few.tags) and "hangs on a handful" in few.text
    assert not any("few" in (told.get("class") or "") for _, told in many.tags)
    assert "hangs on a handful" not in many.text


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_machine_count_looks_like_no_estimate(tmp_path: Path, lang: messages.Interface) -> None:
    messages.use(lang)
    machine, found = read(counted(), tmp_path), read(survey(), tmp_path)
    banner = messages.say("estimates_machine_banner")
    assert banner in machine.text and banner not in found.text
    assert ("body", {"class": "machine"}) in machine.tags and ("body", {"class": "machine"}) not in found.tags
    headings = [tag for tag, _ in machine.tags if tag in {"h2", "h3"}]
    stamps = [told for tag, told in machine.tags if tag == "span" and told.get("class") == "stamp"]
    assert len(stamps) == 2 and len(headings) == 4  # all but the methods and their references
    for word in ("head_interval", "estimates_head_estimate", "estimates_corrections", "estimates_read"):
        assert messages.say(word) in found.text and messages.say(word) not in machine.text
    assert machine.text.count(messages.say("estimates_machine_next")) == 1
    hollow = [len([1 for tag, told in page.tags if tag == "path" and "stroke-dasharray" in told])
              for page in (machine, found)]  # fmt: skip
    assert hollow == [3, 0]  # dashed bars instead of dots with limits


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_methods_are_ready_to_paste_with_versions_and_references(tmp_path: Path, lang: messages.Interface) -> None:
    messages.use(lang)
    found = survey(cross_fitted=True, weighted_by=["w"], effective_answers=1500.0, population=9000)
    paths = found.save(tmp_path / "out")
    text = (tmp_path / "out" / "methods.txt").read_text(encoding="utf-8")
    assert paths[0].name == "report.html" and {path.name for path in paths} == set(estimates.NAMES)
    for told in ("GREG", "numpy 2.0", "Python 3.12.1", "cdcdcdcdcdcd", "efefefefefef", "Zrnic", "Holm S. (1979)",
                 "Angelopoulos", "Wilson E.B. (1927)", "Kish L. (1965)", "9\u202f000", "1\u202f500"):  # fmt: skip
        assert told in text, told
    listed = re.findall(r"^- (.*)$", text, re.MULTILINE)
    assert listed == sorted(listed) and len(listed) == len(set(listed)) > 10
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "GREG" in page and f'<html lang="{lang}">' in page
    plain = survey().save(tmp_path / "plain")[1].read_text(encoding="utf-8")
    assert "Zrnic" not in re.sub("Angelopoulos.*", "", plain) and "Kish" not in plain


def test_many_values_are_not_many_rows_of_the_page(tmp_path: Path) -> None:
    page = read(survey(values=60, hand=900), tmp_path)
    assert "30 more values: see estimates.csv" in page.text
    assert (tmp_path / "r.html").stat().st_size < 1_500_000


def test_nothing_that_files_hold_becomes_part_of_the_page(tmp_path: Path) -> None:
    values, classes = PAYLOADS[:25], PAYLOADS[25:]

    def lines(target: str, by: str, value: str, names: list[str]) -> list[tuple[object, ...]]:
        numbers = (0.2, 0.1, 0.3, 0.5, 40, 8, 400, 90.0, False)
        return [(target, by, value, name, "share", *numbers, "<i>method</i>") for name in names]

    rows = [*lines("</h2><u>", "", "", classes[:12]), *lines("more", "", "", classes)]
    rows += [line for value in values for line in lines("</h2><u>", "<b>by</b>", value, classes[:12])]
    pairs = [("</h2><u>", "<b>by</b>", values[0], values[1], name, "share", 0.1, 0.0, 0.2, 0.01, 0.02, False)
             for name in classes[:30]]  # fmt: skip
    found = Estimates(
        pd.DataFrame(rows, columns=estimates.ESTIMATES), pd.DataFrame(pairs, columns=estimates.DIFFERENCES),
        pd.DataFrame(columns=estimates.CROSSTABS),
        FACTS | {"codings": "<s>.csv", "model": "<q>", "by": ["<b>by</b>"], "weighted_by": ["<i>w</i>"],
                 "sources": [{"name": PAYLOADS[0], "sha256": "a" * 64, "rows": 1}]},
        tuple(PAYLOADS[:10]), tuple(PAYLOADS[10:20]),
    )  # fmt: skip
    page = read(found, tmp_path)
    names = {tag for tag, _ in page.tags}
    assert not {"script", "img", "iframe", "object", "embed", "form", "u", "s", "q"} & names
    assert not [name for _, told in page.tags for name in told if name.startswith("on")]
    links = {told[name] for _, told in page.tags for name in ("href", "src", "xlink:href") if name in told}
    assert links and all(re.fullmatch("#[a-z]+[0-9]*", link or "") for link in links)
    assert all(payload in page.text for payload in (*values, *PAYLOADS[:20], *classes))
    policy = next(told["content"] for tag, told in page.tags if "http-equiv" in told)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
