"""Several open questions of one survey in one run: each a corpus of its own, one respondent across them.

Takes what a person names, reads the survey once, has `study` code each question, gives `Questions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otklik import study
from otklik.results import questions
from otklik.results.questions import Questions
from otklik.study.survey import Opened, open_survey

if TYPE_CHECKING:
    import pandas as pd

    from otklik.study import Stage, ThemeModel


def run_questions(
    source: pd.DataFrame | str | Path | Sequence[str | Path],
    text: Sequence[str | int] | None = None,
    by: str | Sequence[str] = (),
    codebook: str | Path | None = "volunteering",
    *,
    model: str | Path | None = None,
    time: str | int | None = None,
    theme_model: ThemeModel = "guided",
    topics: int | None = None,
    seed: int = 0,
    personal: bool = False,
    survey: str | Path | None = None,
    format: str | None = None,
    progress: Callable[[Stage], None] = lambda stage: None,
) -> Questions:
    """Code several open questions, each as `otklik.run` codes it alone, and join them by respondent.

    ``text`` names their columns; without it those of the mapping ``survey`` are taken. All other parameters are as in
    `otklik.study.run`. The file is read once.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"why": ["to learn new skills", "-"], "why not": ["no time", "exams come first"]})
    >>> found = run_questions(frame, ["why", "why not"])
    >>> list(found.results), found.respondents["q2_status"].tolist()
    (['why', 'why not'], ['coded', 'coded'])

    Raises `UserError` for input that a person must mend.

    *Read with care*: a codebook and a model are made for one question; each report says whether they fit its answers.
    """
    progress("read")
    opened = open_survey(source, by, time=time, personal=personal, survey=survey, format=format)
    names = opened.text_columns(list(text) if text is not None else None)
    results = {}
    for name in names:
        results[name] = study.code(
            opened, [name], codebook,
            model=model, theme_model=theme_model, topics=topics, seed=seed, progress=progress,
            remarks=opened.found(text),
        )  # fmt: skip
    prefixes = [opened.mapped.get(name, "") for name in names] if text is None else [""] * len(names)
    titles = opened.survey.titles if opened.survey else {}
    return questions.joined(results, _respondents(opened), prefixes, titles)


def _respondents(opened: Opened) -> dict[str, Any]:
    """Return what tells respondents apart, and what they are compared by: row, id, covariates, date."""
    frame, survey = opened.frame, opened.survey
    row = "row"
    while row in frame.columns:
        row = f"otklik_{row}"
    files = list(frame.columns[:1]) if survey and len(survey.sources) > 1 else []
    ids = [opened.respondent] if opened.respondent not in {"", *opened.left_out} else []
    kept = dict.fromkeys([*files, *ids, *opened.by, *([opened.time] if opened.time else [])])
    return {row: list(opened.rows), **{name: frame[name].to_numpy() for name in kept}}
