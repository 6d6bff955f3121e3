"""The result of a run: every input row with what was added, themes, shares, and what is needed to repeat it.

Takes what the stages found, gives pandas frames and a `Result` that can save itself. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik import clean
from otklik.domain import Code, Codebook, Scale, Segment, named
from otklik.measure import crosses, domains, effects, trends
from otklik.messages import interface, say
from otklik.responses import Responses, missing

if TYPE_CHECKING:
    import pandas as pd

    from otklik.attitudes import Part, Verdict
    from otklik.attitudes.portraits import Portrait as Drawn
    from otklik.attitudes.portraits import TellingWord
    from otklik.reading import Dates
    from otklik.report.curves import Held
    from otklik.report.figures import Kind
    from otklik.themes.portraits import Portrait
    from otklik.themes.trust import ThemeTrust
    from otklik.theming import Theming

THEMES = "themes"
"""The column of themes, and of a pack what codes them."""

NAMED_FROM = 0.5
"""A text has a theme when its probability is at least this."""

ESTIMATE_COLUMNS = ["count", "n", "share", "low", "high", "method"]
TRUST_COLUMNS = ["coherence_c_v", "npmi", "exclusivity", "stability", "share_ru", "share_en"]


TELLING_COLUMNS = ["scale", "group", "language", "word", "contribution", "texts", "n"]

PROFILE_COLUMNS = [
    "scale", "group", "group_name", "theme", "theme_name", "count", "n", "share", "low", "high", "rest_share", "rest_n",
    "difference", "difference_low", "difference_high", "p_adjusted",
]  # fmt: skip

CROSS_COLUMNS = [
    "scale", "group", "group_name", "other_scale", "other_group", "other_group_name", "count", "n", "share", "low",
    "high", "residual", "p_adjusted", "cramers_v", "cramers_v_corrected", "p_table",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A verbatim text (of a long one, its most telling sentence) that shows a theme or group: its row and its language.

    ``parts`` are its words in their places with what each of them added, where that is known.
    """

    row: int
    language: str
    text: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme or new topic of a result; ``column`` holds its probabilities in ``Result.coded``."""

    id: str
    kind: Literal["theme", "topic"]
    name: str
    define: str
    column: str
    words: tuple[str, ...]
    trust: ThemeTrust
    exemplars: tuple[Exemplar, ...]
    named_from: float = NAMED_FROM


@dataclass(frozen=True, slots=True)
class GroupPortrait:
    """What a group of a scale looks like: the words that told for it in each language, and texts that show it."""

    scale: str
    group: str
    words: tuple[TellingWord, ...]
    exemplars: tuple[Exemplar, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found.

    ``coded``: every input row with the added columns; ``themes`` and ``groups``: counts, shares and intervals;
    ``effects``: shares of themes from probabilities, with the model's doubt in the interval, and ``time`` the same by
    period (when a column of dates was named); ``profiles``: themes of each group against all others, and ``crosses``:
    how scales go together (``None`` without a scale, or without two); ``held``: how sure and how right the model was on
    texts held out from its training; ``run``: everything needed to repeat the run; ``found``: themes with
    words and exemplars; ``scales`` coded; ``portraits`` of their groups, and ``telling``, the words of these as a table
    (``None`` where no scale was coded); ``columns``: where each added column is, since names taken by the input get a
    prefix; ``remarks`` for the reader.

    *Read with care*: shares are a machine's counts. Their intervals know who happened to answer, not how often the
    machine errs.
    """

    coded: pd.DataFrame
    themes: pd.DataFrame
    groups: pd.DataFrame
    effects: pd.DataFrame
    time: pd.DataFrame | None
    profiles: pd.DataFrame | None
    crosses: pd.DataFrame | None
    held: tuple[Held, ...]
    run: dict[str, Any]
    found: tuple[Theme, ...]
    scales: tuple[Scale, ...]
    portraits: tuple[GroupPortrait, ...]
    telling: pd.DataFrame | None
    columns: dict[str, str]
    by: tuple[str, ...]
    text_columns: tuple[str, ...]
    question: str
    remarks: tuple[str, ...]

    def save(self, path: str | Path, overwrite: bool = False, docx: bool = False) -> list[Path]:
        """Write all files to a folder that is not there yet and return their paths; with ``docx`` one for Word too.

        Raises `UserError` when the folder exists (unless ``overwrite``) or can't be written; nothing is left then.
        """
        from otklik.export import folder

        return folder.save(self, Path(path), overwrite=overwrite, docx=docx)

    def report(self, path: str | Path) -> Path:
        """Write the report alone, as one HTML file that opens offline or for a ``.docx`` path as a Word document.

        Returns its path.
        """
        from otklik.export import files
        from otklik.report import document, page

        if Path(path).suffix.lower() == ".docx":
            return files.write_bytes(Path(path), document.render(self))
        return files.write_text(Path(path), page.render(self))

    def figure(
        self, path: str | Path, kind: Kind = "groups", *, by: str | None = None, scale: str | None = None
    ) -> Path:
        """Draw one figure for a paper as ``.svg``, ``.png`` or ``.pdf`` and return its path.

        ``by`` and ``scale`` narrow what has several covariates or scales. Raises `UserError` for what is not there.
        """
        from otklik.export import figure
        from otklik.report import figures

        return figure.write(Path(path), figures.chart(figures.of(self), kind, by, scale))


def added_columns(
    responses: Responses,
    themes: Sequence[str],
    topics: Sequence[str],
    probability: NDArray[np.float64],
    named_from: NDArray[np.float64],
    verdicts: dict[str, Verdict],
) -> dict[str, NDArray[Any]]:
    """Return the columns that coding adds, one value a row.

    ``probability`` has the themes first, then the topics; a text has those of at least ``named_from``.
    """
    named_themes = (probability >= named_from)[:, : len(themes)]
    listed = [";".join(name for name, has in zip(themes, row, strict=True) if has) for row in named_themes]
    columns: dict[str, NDArray[Any]] = {
        "language": responses.language,
        "status": responses.status,
        "themes": responses.spread(np.array(listed, dtype=object), ""),
    }
    for at, name in enumerate([*(f"theme_{theme}" for theme in themes), *topics]):
        columns[name] = responses.spread(probability[:, at], np.nan).round(4)
    # What a machine can't read at all (another language, pictures alone) is for a person.
    person = (responses.status == "other_language") | (responses.status == "no_words")
    for target, verdict in verdicts.items():
        if target != THEMES:
            columns[target] = responses.spread(verdict.group, "")
        columns[f"{target}_p"] = responses.spread(verdict.probability, np.nan).round(4)
        # A whole list of themes is seldom right in every one: where scales are coded, it sends no text to a person.
        if target != THEMES or len(verdicts) == 1:
            person = person | responses.spread(verdict.needs_person, False)
    columns["needs_person"] = person.astype(bool)
    return columns


def joined(frame: pd.DataFrame, added: dict[str, NDArray[Any]]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Put added columns beside the input's; all get the prefix ``otklik_`` when the input has one of their names.

    >>> import pandas as pd
    >>> joined(pd.DataFrame({"status": ["done"]}), {"status": np.array(["coded"])})[0].columns.tolist()
    ['status', 'otklik_status']
    """
    import pandas as pd

    taken = set(frame.columns)
    prefix = ""
    while any(prefix + name in taken for name in added):
        prefix += "otklik_"
    extra = pd.DataFrame({prefix + name: values for name, values in added.items()}, index=frame.index)
    return pd.concat([frame, extra], axis=1), {name: prefix + name for name in added}


def describe(
    book: Codebook | None,
    theming: Theming,
    portraits: Sequence[Portrait],
    trust: Mapping[str, ThemeTrust],
    responses: Responses,
    file_rows: Sequence[int],
    columns: dict[str, str],
) -> tuple[Theme, ...]:
    """Name themes as the codebook does and fill in their verbatim exemplars."""
    codes = {code.id: code for code in book.themes} if book else {}
    found = []
    for name, named_from, portrait in zip(theming.names, theming.named_from, portraits, strict=True):
        code, topic = codes.get(name), name in theming.topics
        shown = [(int(responses.first_row[text]), part) for text, part in portrait.exemplars]
        found.append(
            Theme(
                id=name,
                kind="topic" if topic else "theme",
                name=say("topic_name", n=name.removeprefix("topic_")) if topic else _theme_name(code, name),
                define=named(code.define, interface()) if code else "",
                column=columns[name if topic else f"theme_{name}"],
                words=portrait.words,
                trust=trust[name],
                exemplars=tuple(
                    Exemplar(file_rows[row], str(responses.language[row]), _quote(responses.originals[row], part))
                    for row, part in shown
                ),
                named_from=float(named_from),
            )
        )
    return tuple(found)


def portrayed(
    drawn: Mapping[str, Sequence[Drawn]], responses: Responses, file_rows: Sequence[int]
) -> tuple[GroupPortrait, ...]:
    """Fill the portraits of groups with verbatim exemplars, whose words keep their places."""
    found = []
    for scale, portraits in drawn.items():
        for portrait in portraits:
            shown = []
            for text, span, why in portrait.exemplars:
                row = int(responses.first_row[text])
                inside = tuple(
                    replace(part, start=part.start - span.start, stop=part.stop - span.start)
                    for part in why.parts
                    if span.start <= part.start and part.stop <= span.stop
                )
                quote = responses.originals[row][span.start : span.stop]
                shown.append(Exemplar(file_rows[row], str(responses.language[row]), quote, inside))
            found.append(GroupPortrait(scale, portrait.group, portrait.words, tuple(shown)))
    return tuple(found)


def telling_table(portraits: Sequence[GroupPortrait]) -> pd.DataFrame:
    """List the telling words of all groups; see `otklik.attitudes.portraits.TellingWord`."""
    import pandas as pd

    lines = [
        (one.scale, one.group, word.language, word.word, round(word.contribution, 4), word.texts, word.n)
        for one in portraits
        for word in one.words
    ]
    return pd.DataFrame(lines, columns=TELLING_COLUMNS)


def groups_table(
    coded: pd.DataFrame, by: Sequence[str], found: Sequence[Theme], scales: Sequence[Scale], columns: dict[str, str]
) -> pd.DataFrame:
    """Count every group and theme over the coded rows: over all of them, and for each value of each covariate."""
    import pandas as pd

    labels: list[tuple[str, str, str]] = []
    has: list[NDArray[np.bool_]] = []
    for scale in scales:
        names = {group.id: named(group.name, interface()) or group.id for group in scale.groups}
        values = coded[columns[scale.id]].to_numpy()
        for value in scale.values:
            labels.append((scale.id, value, names.get(value, say("not_expressed"))))
            has.append(values == value)
    for theme in found:
        labels.append((theme.kind, theme.id, theme.name))
        has.append(coded[theme.column].to_numpy() >= theme.named_from)
    indicators = pd.DataFrame(dict(enumerate(has)), index=coded.index)
    parts = []
    for name in ("", *by):
        domain = None if name == "" else np.array([domain_value(cell) for cell in coded[name]], dtype=str)
        part = domains.count(indicators, domain)
        part.insert(0, "by", name)
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    for at, column in enumerate(("variable", "code", "name")):
        table[f"_{column}"] = [labels[position][at] for position in table["code"]]
    table = table.assign(variable=table["_variable"], code=table["_code"], name=table["_name"])
    return table[["by", "value", "variable", "code", "name", *ESTIMATE_COLUMNS]]


def effects_table(coded: pd.DataFrame, by: Sequence[str], found: Sequence[Theme]) -> pd.DataFrame:
    """Estimate each theme's share over the coded rows from probabilities: over all, and for each value of ``by``."""
    import pandas as pd

    probability = coded[[theme.column for theme in found]].to_numpy(dtype=float)
    parts = []
    for name in ("", *by):
        domain = None if name == "" else np.array([domain_value(cell) for cell in coded[name]], dtype=str)
        part = effects.by_group(probability, domain)
        part.insert(1, "covariate", name)
        parts.append(part)
    return _with_ids(pd.concat(parts, ignore_index=True), found)


def profiles_table(
    coded: pd.DataFrame, found: Sequence[Theme], scales: Sequence[Scale], columns: dict[str, str]
) -> pd.DataFrame | None:
    """Compare the themes of each group with those of all other coded rows; ``None`` where no scale was coded."""
    import pandas as pd

    if not scales:
        return None
    has = np.column_stack(
        [np.zeros((len(coded), 0), dtype=bool), *(coded[one.column].to_numpy() >= one.named_from for one in found)]
    )
    parts = []
    for scale in scales:
        part = crosses.against_rest(has, _positions(coded, scale, columns), len(scale.groups))
        groups = [scale.groups[at] for at in part["group"]]
        part["scale"] = scale.id
        part["group"] = [group.id for group in groups]
        part["group_name"] = [named(group.name, interface()) or group.id for group in groups]
        part["theme_name"] = [found[at].name for at in part["theme"]]
        part["theme"] = [found[at].id for at in part["theme"]]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)[PROFILE_COLUMNS]


def crosses_table(coded: pd.DataFrame, scales: Sequence[Scale], columns: dict[str, str]) -> pd.DataFrame | None:
    """Cross every two scales over the coded rows; ``None`` where there are no two.

    Shares, residuals and Cramér's V are of rows with a group on both; of the others, who are silent on one or both
    scales, there is the count alone.
    """
    import pandas as pd

    parts = []
    for one, other in combinations(scales, 2):
        size = len(one.values), len(other.values)
        pairs = _positions(coded, one, columns) * size[1] + _positions(coded, other, columns)
        counts = np.bincount(pairs, minlength=size[0] * size[1]).reshape(size)
        whole = crosses.cross(counts[: len(one.groups), : len(other.groups)])
        silent = [
            {"row": row, "column": column, "count": counts[row, column]}
            for row, column in np.ndindex(size)
            if row >= len(one.groups) or column >= len(other.groups)
        ]
        part = pd.concat([whole, pd.DataFrame(silent, columns=["row", "column", "count"])], ignore_index=True)
        for scale, at, prefix in ((one, "row", ""), (other, "column", "other_")):
            names = {group.id: named(group.name, interface()) or group.id for group in scale.groups}
            values = [scale.values[position] for position in part[at]]
            part[f"{prefix}scale"] = scale.id
            part[f"{prefix}group"] = values
            part[f"{prefix}group_name"] = [names.get(value, say("not_expressed")) for value in values]
        parts.append(part.astype({"count": "int64", "n": "Int64"})[CROSS_COLUMNS])
    return pd.concat(parts, ignore_index=True) if parts else None


def _positions(coded: pd.DataFrame, scale: Scale, columns: dict[str, str]) -> NDArray[np.int64]:
    """Return the number of each row's value on a scale."""
    numbers = {value: at for at, value in enumerate(scale.values)}
    return np.array([numbers[value] for value in coded[columns[scale.id]]], dtype=np.int64)


def time_table(
    coded: pd.DataFrame, rows: NDArray[np.bool_], dates: Dates, found: Sequence[Theme]
) -> tuple[pd.DataFrame, str]:
    """Estimate each theme's share in each period over the coded ``rows`` that have a date, and its trend.

    Gives the table and the unit of its periods.
    """
    unit, names, numbers = trends.periods(dates.days, dates.finest)
    probability = coded.loc[rows, [theme.column for theme in found]].to_numpy(dtype=float)
    return _with_ids(trends.over_time(probability, numbers[rows], names), found), unit


def _with_ids(table: pd.DataFrame, found: Sequence[Theme]) -> pd.DataFrame:
    return table.assign(theme=[found[at].id for at in table["theme"]])


def themes_table(found: Sequence[Theme], groups: pd.DataFrame) -> pd.DataFrame:
    """List themes with their share over all coded rows, their words, and up to four exemplars with their rows."""
    import pandas as pd

    whole = groups[(groups["by"] == "") & groups["variable"].isin(["theme", "topic"])].set_index("code")
    lines = []
    for theme in found:
        line: dict[str, Any] = {"id": theme.id, "kind": theme.kind, "name": theme.name}
        line |= {column: whole.at[theme.id, column] for column in ESTIMATE_COLUMNS}
        line |= {column: getattr(theme.trust, column) for column in TRUST_COLUMNS}
        line |= {"top_words": "; ".join(theme.words), "frex_words": "; ".join(theme.trust.frex_words)}
        for number in range(4):
            given = theme.exemplars[number] if number < len(theme.exemplars) else None
            line[f"exemplar_{number + 1}_row"] = given.row if given else None
            line[f"exemplar_{number + 1}"] = given.text if given else ""
        lines.append(line)
    quotes = [f"exemplar_{number}{part}" for number in range(1, 5) for part in ("_row", "")]
    columns = ["id", "kind", "name", *ESTIMATE_COLUMNS, *TRUST_COLUMNS, "top_words", "frex_words", *quotes]
    table = pd.DataFrame(lines, columns=columns)
    for number in range(1, 5):
        table[f"exemplar_{number}_row"] = table[f"exemplar_{number}_row"].astype("Int64")
    return table


def _theme_name(code: Code | None, name: str) -> str:
    """Return the codebook's name of a theme; a code that is in no codebook is named as its coders wrote it."""
    return named(code.name, interface()) if code else name


def _quote(original: str, part: Segment) -> str:
    """Cut a quote from the original, given its span in the cleaned text."""
    start, stop = clean.text(original).span(part.start, part.stop)
    return original[start:stop]


def ranges(numbers: Sequence[int]) -> list[list[int]]:
    """Write numbers as first and last of each unbroken run.

    >>> ranges([2, 3, 4, 7, 2])
    [[2, 4], [7, 7], [2, 2]]
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def domain_value(cell: Any) -> str:
    """Return the value of a covariate as tables hold it: without edges, empty for none."""
    return "" if missing(cell) else str(cell).strip()
