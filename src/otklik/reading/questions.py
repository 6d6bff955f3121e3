"""What each column of a survey asks: an open question, a choice, a scale, a number, a date, an id.

Takes a survey that was read, gives its questions in their order. Judges by what people answered, with the help of what
the platform says of its columns; never changes a cell.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from otklik import answers
from otklik.reading import identifiers

if TYPE_CHECKING:
    from otklik.reading import Survey

Kind = Literal["open", "choice", "choices", "scale", "number", "date", "id", "empty"]

_SAMPLE = 400
"""Answers that are looked at: what is typed repeats itself more, the more people type it."""
_FEW = 8
"""Below so many answers repetition says nothing."""
_LONG = 30
_EXAMPLES = 3
_EXAMPLE_LENGTH = 300

_NUMBER = re.compile(r"[-+−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|[-+−]?\d*[.,]?\d+(?:[eE][-+]?\d+)?\s?%?")
_WHOLE = re.compile(r"-?\d{1,15}(?:\.0+)?")
_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
_TIME = r"(?:[T\s,]+\d{1,2}[:.]\d{2}.*)?"
_DATE = re.compile(
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}{_TIME}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}{_TIME}"
    rf"|\d{{1,2}}[\s.-]+(?:{_MONTHS})\w*[\s.,-]+\d{{4}}.{{0,20}}|(?:{_MONTHS})\w*\.?\s+\d{{1,2}},?\s+\d{{4}}.{{0,20}}",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[2-5]\d{4}(?:[.,]\d+)?")
_DATE_HEADER = re.compile(
    r"дата|отметка времени|\bdate|timestamp|time ?stamp|submitted|created|начат|заверш", re.IGNORECASE
)
_ID_HEADER = re.compile(
    r"\bid\b|_id\b|\bids?$|Id$|ID$|\buuid\b|\bguid\b|\btoken\b|\bключ\b|\bномер\b|^№|идентификатор|\bкод\b|\bcode\b",
    re.IGNORECASE | re.MULTILINE,
)
_CODE = re.compile(r"(?=[^\s]*\d)[\w.:/@-]{5,}")
_LINK = re.compile(r"https?://\S+")
# What was asked beside a choice is typed, however often it repeats: Other (please specify), Другое (укажите).
_OTHER_HEADER = re.compile(
    r"please specify|write[- ]in|\[other\]|_other$|\bother\b.*specify|другое.*(?:укажите|уточните|напишите)|"
    r"(?:другой|свой|иной) вариант|\[другое\]",
    re.IGNORECASE | re.MULTILINE,
)
_OPEN_HEADER = re.compile(
    r"please specify|specify|write[- ]in|\bother\b.*(?:text|specif|\?|:|\])|_TEXT$|_other$|\[other\]|comment|explain|"
    r"describe|feedback|suggest|\bwhy\b|in your own words|"
    r"другое|другой вариант|свой вариант|укажите|уточните|поясните|напишите|опишите|расскажите|комментар|почему|"
    r"пожелани|предложени|ваше мнение|что именно|свободн",
    re.IGNORECASE | re.MULTILINE,
)

# A rung says where it stands: of agreement, frequency, quality, weight, likelihood; and "(4) Critical", "5 — отлично".
_RUNG = re.compile(
    r"^\(?-?\d{1,2}\)?\s*[-–—.:)=]?\s*\D"
    r"|agree|satisf|dissatisf|likely|important|^(?:always|often|sometimes|rarely|never|seldom|usually)\b"
    r"|^(?:every|several|once|few|a few|less|more|at least)\b.*\b(?:day|week|month|year)"
    r"|^(?:daily|weekly|monthly|yearly|hourly)\b|^(?:very|extremely|quite|somewhat|slightly|moderately|neutral|fairly)\b"
    r"|^not (?:at all|very|so)\b|^(?:excellent|good|fair|poor|bad|average|terrible|great|well|badly)\b"
    r"|^(?:high|low|medium|none|strongly|mostly|completely|fully|partly|partially|a lot|a little)\b"
    r"|соглас|удовлетвор|важно|важн|вероятн|довер|^(?:всегда|часто|иногда|редко|никогда|обычно|постоянно|изредка)\b"
    r"|^(?:ежедневно|еженедельно|ежемесячно|раз в|несколько раз|каждый|реже|чаще)\b"
    r"|^(?:очень|скорее|совсем|совершенно|абсолютно|полностью|частично|отчасти|вполне|крайне|довольно|средне|нейтральн)"
    r"|^(?:отличн|хорош|удовл|плох|ужасн|превосходн|средн|высок|низк|сильно|слабо|нормальн)",
    re.IGNORECASE,
)
_NO_RUNG = re.compile(
    r"n/?a\b|not applicable|does not apply|don.?t know|do not know|not sure|prefer not|no opinion|skip|"
    r"затрудня|не знаю|нет ответа|не примен|отказ|трудно сказать|неприменимо",
    re.IGNORECASE,
)
_TICKS = {
    *"0 1 0.0 1.0 true false yes no да нет y n checked unchecked selected x ✓ ✔ v + - отмечено выбрано".split(),
    "not selected", "not mentioned", "mentioned", "не отмечено", "не выбрано",
}  # fmt: skip
_NO_TICKS = {
    "0",
    "0.0",
    "false",
    "no",
    "нет",
    "n",
    "unchecked",
    "-",
    "not selected",
    "not mentioned",
    "не отмечено",
    "не выбрано",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the column's ``name``, how it was asked (``title``), what kind it is, and how many answered.

    ``share`` is that of all rows; ``examples`` are a few different answers, none where ``personal`` names a kind of
    personal data; ``columns`` hold the parts of a multiple choice that has one column an option.
    """

    name: str
    title: str
    kind: Kind
    filled: int
    share: float
    examples: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    personal: str = ""


def of(survey: Survey) -> tuple[Question, ...]:
    """Judge every column of a survey; columns that are options of one question are that one question.

    *Read with care*: kinds are guessed from answers. A choice with a long list of options and few respondents looks
    like an open question, and the other way round.
    """
    frame = survey.frame
    places = {name: at for at, name in enumerate(frame.columns)}
    inside: dict[str, str] = {}
    for name, columns in survey.sets.items():
        parts = [column for column in columns if column in places and _ticked(_cells(frame, places[column]))]
        inside |= dict.fromkeys(parts, name) if len(parts) > 1 else {}
    roles = {column: role for role, column in survey.roles.items()}
    found: list[Question] = []
    told: set[str] = set()
    for name, at in places.items():
        group = inside.get(name)
        if group is None:
            found.append(
                _question(name, survey.titles.get(name, ""), _cells(frame, at), len(frame), roles.get(name, ""))
            )
        elif group not in told:
            told.add(group)
            found.append(_set(survey, group, [column for column, one in inside.items() if one == group]))
    return tuple(found)


def _cells(frame: Any, at: int) -> list[str]:
    return [cell for cell in (value.strip() for value in frame.iloc[:, at].tolist()) if cell]


def _question(name: str, title: str, cells: list[str], rows: int, role: str) -> Question:
    sample = _sampled(cells)
    who = identifiers.kind(name, title, sample)
    kind: Kind = kind_of(cells, f"{name}\n{title}", role) if not who or not cells else _PERSONAL.get(who, "id")
    examples = () if who else _examples(cells, kind)
    return Question(name, title or name, kind, len(cells), len(cells) / max(rows, 1), examples, personal=who)


_PERSONAL: dict[str, Kind] = {"coordinates": "number"}
"""What tells people apart is an id."""


def _set(survey: Survey, name: str, columns: list[str]) -> Question:
    frame = survey.frame
    chosen: Counter[str] = Counter()
    ticked = (frame[columns].apply(lambda column: column.str.strip()) != "").any(axis=1)
    for column in columns:
        label = survey.titles.get(column, column)
        chosen[label] = sum(cell.casefold() not in _NO_TICKS for cell in _cells_of(frame, column))
    options = tuple(label[:_EXAMPLE_LENGTH] for label, _ in chosen.most_common(_EXAMPLES))
    filled = int(ticked.sum())
    title = survey.titles.get(name, name)
    return Question(name, title, "choices", filled, filled / max(len(frame), 1), options, tuple(columns))


def _cells_of(frame: Any, name: str) -> list[str]:
    return _cells(frame, list(frame.columns).index(name))


def _ticked(cells: list[str]) -> bool:
    """Tell whether a column holds ticks: yes and no, 0 and 1, or one and the same label."""
    distinct = {cell.casefold() for cell in cells}
    return len(distinct) <= 1 or distinct <= _TICKS


def _sampled(cells: Sequence[str]) -> list[str]:
    if len(cells) <= _SAMPLE:
        return list(cells)
    return [cells[at] for at in sorted(random.Random(0).sample(range(len(cells)), _SAMPLE))]  # the same every time


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.fullmatch(cell)) for cell in cells) / len(cells)


def _examples(cells: list[str], kind: Kind) -> tuple[str, ...]:
    """Return a few different answers: the commonest of those that repeat, the first of others."""
    if kind in {"choice", "choices", "scale"}:
        listed = [cell for cell, _ in Counter(cells).most_common(_EXAMPLES)]
    else:
        listed = list(dict.fromkeys(cells[:2000]))
        if kind == "open":  # what says something, before "-" and "нет"
            listed.sort(key=lambda cell: answers.status(cell, "unknown") != "coded")
    return tuple(cell[:_EXAMPLE_LENGTH] for cell in listed[:_EXAMPLES])


def kind_of(cells: Sequence[str], header: str = "", role: str = "") -> Kind:
    """Judge the kind of a question by its answers (none of them empty), its header, and its role in the export.

    >>> kind_of(["Нет времени на это", "учёба важнее", "-"], "Почему?"), kind_of(["да", "нет", "да", "да"])
    ('open', 'choice')
    >>> kind_of(list("1325442531")), kind_of(["Парки;Школы", "Школы;Дороги", "Парки;Дороги"])
    ('scale', 'choices')
    """
    if not cells:
        return "empty"
    sample = _sampled(cells)
    if role == "respondent":
        return "id"
    if role == "submitted" or _are_dates(sample, header):
        return "date"
    if role in {"status", "finished", "language"}:
        return "choice"
    if _share(sample, _NUMBER) >= 0.8 or _share(sample, _CLOCK) >= 0.9:
        return _of_numbers(cells, header)
    return "id" if _are_ids(sample, header) else _of_texts(cells, sample, header)


def _are_dates(sample: Sequence[str], header: str) -> bool:
    serial = bool(_DATE_HEADER.search(header)) and _share(sample, _SERIAL) >= 0.9
    return serial or _share(sample, _DATE) >= 0.9


def _of_numbers(cells: Sequence[str], header: str) -> Kind:
    distinct = dict.fromkeys(cells)
    ordered = [int(float(cell)) for cell in distinct if _WHOLE.fullmatch(cell)]
    if len(ordered) >= 0.9 * len(distinct):
        if len(cells) > 1 and _are_numbered(list(distinct), ordered, len(cells), header):
            return "id"
        low, high, few = min(ordered), max(ordered), len(set(ordered))
        if few >= 3 and low >= -10 and high <= 11 and few >= 0.6 * (high - low + 1):
            return "scale" if len(cells) >= 1.5 * few else "number"
    return "choice" if len(distinct) <= 2 and len(cells) >= 4 else "number"


def _are_numbered(distinct: list[str], ordered: list[int], n: int, header: str) -> bool:
    """Tell whether whole numbers are ids: 1, 2, 3, … down the file, 007, or different under a header that says so."""
    if len(distinct) >= 0.8 * n and _ID_HEADER.search(header):
        return True
    if len(distinct) < 0.98 * n:
        return False
    padded = any(len(cell) > 1 and cell[0] == "0" and cell.isdecimal() for cell in distinct)
    rising = sum(later > earlier for earlier, later in pairwise(ordered)) >= 0.98 * (len(ordered) - 1)
    return padded or (n >= _FEW and rising and ordered[-1] - ordered[0] < 2 * n)


def _are_ids(sample: Sequence[str], header: str) -> bool:
    """Tell whether every answer is one run of signs that stands for itself alone: R_3L8Yuota, a UUID, a link."""
    if any(" " in cell for cell in sample) or len(set(sample)) < 0.9 * len(sample):
        return False
    codes, named = _share(sample, _CODE), bool(_ID_HEADER.search(header))
    links = _share(sample, _LINK)
    return links >= 0.9 or (named and len(sample) > 1) or (len(sample) > 1 and codes >= 0.9)


def _of_texts(cells: Sequence[str], sample: Sequence[str], header: str) -> Kind:
    labels = Counter(sample)
    if _is_scale(labels, len(sample)):
        return "scale"
    if _several(sample):
        return "choices"
    return "open" if _typed(cells, sample, header) else "choice"


def _is_scale(labels: Counter[str], n: int) -> bool:
    """Tell whether most labels are rungs of a ladder: three or more, or a few answers that could be nothing else."""
    rungs = [label for label in labels if not _NO_RUNG.search(label)]
    on_scale = sum(bool(_RUNG.search(label)) for label in rungs)
    if not rungs or len(labels) > 12 or on_scale < 0.6 * len(rungs) or max(map(len, rungs)) > 60:
        return False
    if n < _FEW:
        return on_scale == len(rungs) and max(len(label.split()) for label in rungs) <= 3
    return len(labels) >= 3 and on_scale > 1 and n > len(labels)


def _several(sample: Sequence[str]) -> bool:
    """Tell whether answers are options joined by a sign: the same parts come back, each in different company."""
    again = 3 if len(sample) >= 30 else 2
    for sign in (";", ", ", "|", ",", " "):
        joined = sum(sign in cell for cell in sample)
        if joined < max(0.1 * len(sample), 2) or any("\n" in cell for cell in sample):
            continue
        parts = {cell: [part.strip() for part in _outside(cell, sign) if part.strip()] for cell in sample}
        counts = Counter(part for cell in sample for part in parts[cell])
        repeated = {part: n for part, n in counts.items() if n >= again}
        # Codes joined by spaces (sport music) are told from words of an answer by there being only a few of them.
        enough = 0.98 if sign == " " else 0.7
        if sum(repeated.values()) < enough * counts.total() or counts.total() <= 1.1 * len(sample):
            continue
        if sign == " " and not (len(sample) >= 30 >= len(counts) and len(parts) >= len(counts)):
            continue
        company = Counter(part for one in parts.values() for part in set(one))
        # "Yes, but later" comes back as it is; only options come back in other answers too.
        if sign == ";" or sum(company[part] > 1 for part in repeated) >= 0.6 * len(repeated):
            return True
    return False


def _outside(cell: str, sign: str) -> list[str]:
    """Cut at a sign, but not inside brackets.

    >>> _outside("Cloud (AWS, GCP), Local", ", ")
    ['Cloud (AWS, GCP)', 'Local']
    """
    parts, depth, start, at = [], 0, 0, 0
    while at < len(cell):
        depth += (cell[at] == "(") - (cell[at] == ")" and depth > 0)
        if depth == 0 and cell.startswith(sign, at):
            parts.append(cell[start:at])
            at += len(sign)
            start = at
        else:
            at += 1
    return [*parts, cell[start:]]


def _typed(cells: Sequence[str], sample: Sequence[str], header: str) -> bool:
    """Tell whether answers were typed and not chosen: they seldom repeat, but for "-" and "нет"."""
    said = [cell for cell in sample if answers.status(cell, "unknown") == "coded"] or list(sample)
    counts = Counter(" ".join(cell.split()).casefold() for cell in said)
    words = sum(len(label.split()) for label in counts) / len(counts)
    asked = bool(_OPEN_HEADER.search(header))
    if len(counts) > 1 and _OTHER_HEADER.search(header):
        return True
    if any("\n" in cell for cell in said) and sum("\n" in cell for cell in said) >= 0.2 * len(said):
        return True
    if len(said) < _FEW:
        apart = len(counts) == len(said) and (len(said) > 1 or max(map(len, said)) >= _LONG or words >= 2)
        return (apart and (words >= 2 or asked)) or (asked and len(counts) > 0.5 * len(said))
    again = 3 if len(said) >= 20 else 2
    repeated = sum(n for n in counts.values() if n >= again) / len(said)
    once = sum(n for n in Counter(cells).values() if n == 1) / len(cells)
    if words >= 6 and len(counts) >= 25:  # nobody offers so many long options
        return True
    most = 0.7 if asked else 0.5
    return once >= 0.35 or (repeated < most and once >= 0.1)
