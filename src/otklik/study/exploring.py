"""Words of answers, looked at: how common they are, where they stand, what tells respondents apart.

Takes a file or a frame and the column of answers, gives tables by the rooms of `otklik.explore`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik import reading, words
from otklik.errors import UserError
from otklik.messages import say
from otklik.responses import Responses, gather
from otklik.results.run import domain_value
from otklik.study.survey import frame_of, gathered, text_columns

if TYPE_CHECKING:
    import pandas as pd

    from otklik.explore.kwic import Line


def frequencies(source: Any, text: Any = None, by: str | None = None) -> pd.DataFrame:
    """Count the lemmas of answers (see `otklik.explore.frequency`), by the values of a covariate when one is named."""
    from otklik.explore import frequency

    frame, responses = _answers(source, text)
    return frequency.table(words.count(responses.texts), _rows(responses), _domain(frame, responses, by))


def concordance(
    source: Any, word: str, text: Any = None, width: int = 50, sort: Literal["text", "left", "right"] = "text"
) -> list[tuple[int, Line]]:
    """Find a word in all its forms; each line comes with the row of its answer as a spreadsheet counts it."""
    from otklik.explore import kwic

    responses, rows = gathered(source, text)
    return [(rows[line.text], line) for line in kwic.concordance(responses.originals, word, width, sort)]


def keyness(source: Any, target: str, text: Any = None, least: int = 5) -> pd.DataFrame:
    """Compare the words of some respondents, named ``column=value``, with those of all others.

    Raises `UserError` when the column or the value is not there.
    """
    from otklik.explore import keyness as explored

    frame, responses = _answers(source, text)
    column, equals, value = target.partition("=")
    if not equals:
        raise UserError(say("target_form", target=target), hint=say("target_form_hint"))
    domain = _domain(frame, responses, column)
    assert domain is not None
    chosen = domain == value.strip()
    if not chosen.any() or chosen.all():
        values = ", ".join(say("quoted", text=name) for name in np.unique(domain)[:12])
        raise UserError(say("target_value", value=value, column=column), hint=say("target_value_hint", values=values))
    counted = words.count(responses.texts)
    content = np.flatnonzero(counted.content_lemmas())
    counts = counted.lemma_counts()[_rows(responses)][:, content]
    return explored.compare(counts, [counted.lemmas[at] for at in content], chosen, least)


def collocations(source: Any, text: Any = None, least: int = 5) -> pd.DataFrame:
    """List the words of answers that keep company (see `otklik.explore.collocations`)."""
    from otklik.explore import collocations as explored

    _, responses = _answers(source, text)
    # Every respondent counts, also one of many with the same answer.
    return explored.table(words.count(responses.texts[text_number] for text_number in _rows(responses)), least)


def _answers(source: Any, text: Any) -> tuple[pd.DataFrame, Responses]:
    survey, frame = frame_of(source)
    return frame, gather(frame, text_columns(frame, text, survey))


def _rows(responses: Responses) -> NDArray[np.int64]:
    """Return the text of each respondent who is coded."""
    return responses.text_of[responses.coded]


def _domain(frame: pd.DataFrame, responses: Responses, by: str | None) -> NDArray[np.str_] | None:
    """Return the value of a covariate of each respondent who is coded."""
    if by is None:
        return None
    column = reading.resolve(frame, [by], "--by")[0]
    return np.array([domain_value(cell) for cell in frame[column][responses.coded]], dtype=str)
