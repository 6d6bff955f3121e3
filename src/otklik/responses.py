"""From rows to texts to code, and back.

Takes a frame and its columns of answers, gives each row's language and status and the distinct texts that can be coded;
identical answers are coded once. Never codes anything itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik import answers, clean, language

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Responses:
    """The answers of a survey.

    ``originals[i]`` is row ``i`` verbatim; ``language`` and ``status`` hold one label a row. ``texts`` are the distinct
    cleaned texts to code; ``text_of[i]`` is the text of row ``i``, -1 where the row is not coded; ``first_row[t]`` is
    the first row that has text ``t``.
    """

    originals: list[str]
    language: NDArray[Any]
    status: NDArray[Any]
    distinct: int
    texts: list[str]
    text_of: NDArray[np.int64]
    first_row: NDArray[np.int64]

    @property
    def coded(self) -> NDArray[np.bool_]:
        """Tell for each row whether it is coded."""
        return self.text_of >= 0

    def spread(self, values: NDArray[Any], empty: Any) -> NDArray[Any]:
        """Carry one value a text to one value a row, ``empty`` where the row is not coded."""
        return np.asarray(np.append(values, np.array([empty], dtype=values.dtype))[self.text_of])


def gather(frame: pd.DataFrame, columns: list[str]) -> Responses:
    """Clean the answers in some columns of a frame (several are one answer, line by line) and sort them out.

    >>> import pandas as pd
    >>> found = gather(pd.DataFrame({"a": ["Да, хочу помогать", "-", "Да,  хочу помогать"]}), ["a"])
    >>> found.texts, found.status.tolist(), found.text_of.tolist()
    (['Да, хочу помогать'], ['coded', 'non_answer', 'coded'], [0, -1, 0])
    """
    originals = _joined(frame, columns)
    numbers: dict[str, int] = {}
    texts: list[str] = []
    first: list[int] = []
    number_of = np.empty(len(originals), dtype=np.int64)
    for row, original in enumerate(originals):
        text = clean.text(original).text
        key = clean.whitespace(text)
        number = numbers.setdefault(key, len(numbers))
        if number == len(texts):
            texts.append(text)
            first.append(row)
        number_of[row] = number
    languages = language.detect_all(texts)
    statuses = [answers.status(text, spoken) for text, spoken in zip(texts, languages, strict=True)]
    codable = [number for number, status in enumerate(statuses) if status == "coded"]
    place = np.full(len(texts), -1, dtype=np.int64)
    place[codable] = np.arange(len(codable))
    return Responses(
        originals=originals,
        language=np.array(languages, dtype=object)[number_of],
        status=np.array(statuses, dtype=object)[number_of],
        distinct=len(texts),
        texts=[texts[number] for number in codable],
        text_of=place[number_of],
        first_row=np.array(first, dtype=np.int64)[codable],
    )


def _joined(frame: pd.DataFrame, columns: list[str]) -> list[str]:
    parts = [["" if missing(value) else str(value) for value in frame[name]] for name in columns]
    if len(parts) == 1:
        return parts[0]
    return ["\n".join(part for part in row if part.strip()) for row in zip(*parts, strict=True)]


def missing(value: Any) -> bool:
    """Tell whether a cell of a frame holds nothing: None, NaN, NaT or pandas' NA.

    >>> missing(None), missing(float("nan")), missing("")
    (True, True, False)
    """
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas' NA answers neither yes nor no
        return True
