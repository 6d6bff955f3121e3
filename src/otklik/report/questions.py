"""The page of several questions: for each one how many were coded, its groups and commonest themes, and its report.

Takes `Questions`, gives the text of the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from otklik.messages import interface, number, say
from otklik.report import page

if TYPE_CHECKING:
    from otklik.results.questions import Questions

_THEMES = 6
_WORDS = 3


def render(questions: Questions) -> str:
    """Return the page in the language of the interface."""
    cards = [
        _card(one, questions.titles[one["text"]], page.content(questions.results[one["text"]]))
        for one in questions.run["questions"]
    ]
    return (
        page.templates()
        .get_template("questions.html.jinja")
        .render(
            lang=interface(),
            run=questions.run,
            cards=cards,
            remarks=questions.remarks,
            rows=number(len(questions.respondents)),
        )
    )


def _card(facts: dict[str, Any], title: str, told: dict[str, Any]) -> dict[str, Any]:
    named = [replace(bar, name=f"{bar.name}: {', '.join(topic.words[:_WORDS])}") for topic, bar in told["topics"]]
    themes = [bar for _, bar in told["themes"] if bar.width]
    return {
        **facts,
        "title": title,
        "coded": number(facts["counts"]["coded"]),
        "rows": number(facts["counts"]["rows"]),
        "trusted": told["trusted"],
        "scales": told["scales"],
        "themes": [
            (title, bars[:_THEMES])
            for title, bars in ((say("themes_title"), themes), (say("topics_title"), named))
            if bars
        ],
        "more": max(len(themes), len(named)) > _THEMES,
    }
