"""One function per intention of a researcher.

Takes what a person names (files, a question, a codebook), conducts the rooms in their order, gives a `Result`. Decides
nothing about texts itself and knows no screens.
"""

from __future__ import annotations

import hashlib
import importlib.util
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from otklik import codebook as codebooks
from otklik import packs, reading, shipped, theming, words
from otklik._version import __version__
from otklik.domain import NOT_EXPRESSED, Codebook, Group, Scale, Status, named
from otklik.errors import UserError
from otklik.measure import coders
from otklik.messages import interface, say
from otklik.responses import Responses, gather
from otklik.results import run as result
from otklik.results.run import NAMED_FROM, Result

if TYPE_CHECKING:
    import pandas as pd

    from otklik.attitudes import AttitudePack, Coded, Verdict
    from otklik.attitudes.portraits import Portrait
    from otklik.explore.kwic import Line
    from otklik.report.curves import Held
    from otklik.themes.seeded import SeededModel

ThemeModel = Literal["guided", "lda", "nmf", "tomotopy"]
Stage = Literal["read", "clean", "words", "themes", "attitudes", "measure", "write"]
STAGES: tuple[Stage, ...] = get_args(Stage)

_TOPIC_TEXTS = 5
"""A topic is kept when at least so many texts have it; below that it is chance."""

_FIT = 0.25
"""Share of coded texts with a seed word below which the codebook is said not to fit the question."""

_PACKAGES = ("numpy", "scipy", "pandas", "scikit-learn", "gensim", "pymorphy3", "pymorphy3-dicts-ru", "simplemma")
_DOORS = ("spacy", "pyarrow", "python-calamine", "xlsxwriter", "jinja2", "typer", "rich")
_OPTIONAL = ("ru_core_news_sm", "en_core_web_sm", "dawg")


@dataclass(frozen=True, slots=True)
class Opened:
    """A survey that was read once and is coded as often as it has questions.

    ``rows`` are the rows of the file as a spreadsheet counts them; ``mapped`` the questions that a mapping names, with
    their short ids; ``by`` the covariates, ``respondent`` the column of ids, ``time`` the column of ``dates``,
    ``left_out`` the columns that hold personal data.
    """

    survey: reading.Survey | None
    frame: pd.DataFrame
    rows: Sequence[int]
    mapped: dict[str, str]
    by: tuple[str, ...]
    respondent: str
    time: str | None
    dates: reading.Dates | None
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]

    def text_columns(self, wanted: str | int | Sequence[str | int] | None) -> list[str]:
        """Return the columns that are wanted, or those of the mapping, or the one with the most free text."""
        if wanted is None and self.mapped:
            return list(self.mapped)
        return _text_columns(self.frame, wanted, self.survey, self.left_out)

    def found(self, wanted: str | int | Sequence[str | int] | None) -> list[str]:
        """Return a remark on the columns of answers when nobody named them."""
        if wanted is not None or self.mapped:
            return []
        return [say("text_column_found", name="”, “".join(map(reading.short, self.text_columns(None))))]

    def without(self, text_columns: Sequence[str]) -> list[str]:
        """Return the columns that nothing is written of, unless they were asked for."""
        return [name for name in self.left_out if name not in {*text_columns, *self.by, self.time}]


def run(
    source: pd.DataFrame | str | Path | Sequence[str | Path],
    text: str | int | Sequence[str | int] | None = None,
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
) -> Result:
    """Code open-ended answers: a file or frame in, themes and attitude groups out.

    ``text`` names the column of answers (several are read as one answer; without it the column with the most free
    text is taken), ``by`` the covariates, ``time`` a column of dates, ``codebook`` a shipped codebook, a YAML file, or
    "none" for new topics alone, ``model`` a pack that was trained (without it the one shipped with the codebook);
    themes that the pack knows are coded by it and not by seed words. ``topics`` is the number of new topics looked for.
    Columns of a file that hold personal data are left out of the result unless ``personal``; a frame keeps all of its
    own. ``survey`` is a mapping kept by `otklik.inspection.inspect`: it names questions and covariates where ``text``
    and ``by`` do not. ``format`` overrules the format that is recognised (see `otklik.reading.read`). The same
    input and ``seed`` give the same tables.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"answer": ["Набираешься опыта и уверенности", "no time, exams come first", "-"]})
    >>> run(frame, text="answer").coded["status"].tolist()
    ['coded', 'coded', 'non_answer']

    Raises `UserError` for input that a person must mend.
    """
    progress("read")
    _book(codebook)  # a mistake in it is told before a long file is read
    opened = open_survey(source, by, time=time, personal=personal, survey=survey, format=format)
    columns = opened.text_columns(text)
    return code(
        opened, columns, codebook,
        model=model, theme_model=theme_model, topics=topics, seed=seed, progress=progress,
        remarks=opened.found(text),
    )  # fmt: skip


def open_survey(
    source: pd.DataFrame | str | Path | Sequence[str | Path],
    by: str | Sequence[str] = (),
    *,
    time: str | int | None = None,
    personal: bool = False,
    survey: str | Path | None = None,
    format: str | None = None,
) -> Opened:
    """Read a survey that is to be coded, once for all of its questions (see `run` for the parameters)."""
    mapping = reading.mapping.load(survey) if survey is not None else None
    read, frame = _frame(source, format or (mapping.format if mapping else None))
    matched = reading.mapping.match(mapping, frame, read.titles if read else {}) if mapping else None
    named = [by] if isinstance(by, str) else list(by)
    rows = read.rows if read else range(1, len(frame) + 1)
    titles = read.titles if read else {}
    column, dates, undated = _dates(frame, time, rows, titles)
    left_out = {one.name for one in read.questions if one.personal} if read and not personal else set()
    if matched and not personal:
        left_out = (left_out | set(matched.left_out)) - set(matched.kept)
    return Opened(
        survey=read,
        frame=frame,
        rows=rows,
        mapped=dict(zip(matched.text, matched.ids, strict=True)) if matched else {},
        by=tuple(
            reading.resolve(frame, named, "--by", _file(read), titles=titles) if named or not matched else matched.by
        ),
        respondent=(matched.respondent if matched else "") or (read.roles.get("respondent", "") if read else ""),
        time=column,
        dates=dates,
        left_out=tuple(name for name in frame.columns if name in left_out),
        remarks=(*(read.remarks if read else ()), *(matched.remarks if matched else ()), *undated),
    )


def code(
    opened: Opened,
    text_columns: list[str],
    codebook: str | Path | None = "volunteering",
    *,
    model: str | Path | None = None,
    theme_model: ThemeModel = "guided",
    topics: int | None = None,
    seed: int = 0,
    progress: Callable[[Stage], None] = lambda stage: None,
    remarks: Sequence[str] = (),
) -> Result:
    """Code one question of a survey that is open: its columns are read as one answer (see `run`)."""
    book = _book(codebook)
    survey, frame, file_rows = opened.survey, opened.frame, opened.rows
    by_columns, time_column, dates = list(opened.by), opened.time, opened.dates
    left_out = opened.without(text_columns)
    progress("clean")
    responses = gather(frame, text_columns)
    progress("words")
    counted = words.count(responses.texts)
    progress("themes")
    theme_finder, probability, kept = fit_themes(counted, book, theme_model, topics, seed)
    progress("attitudes")
    pack, coding = _coding(counted, book, model)
    verdicts = dict(coding.verdicts) if coding else {}
    if coding and coding.suits is False and model is None:
        verdicts.pop(result.THEMES, None)  # themes of answers on something else are told by their seed words
    scales = _scales(book, pack, verdicts)
    progress("measure")
    themes = theming.gather(
        theme_finder,
        probability,
        kept,
        [theme.id for theme in book.themes] if book else [],
        pack.themes if pack else None,
        verdicts.get(result.THEMES),
    )
    added = result.added_columns(
        responses, themes.themes, themes.topics, themes.probability, themes.named_from, verdicts
    )
    coded, columns = result.joined(frame.drop(columns=left_out), added)
    trusted = themes.trust(responses, counted)
    found = result.describe(
        book, themes, themes.portraits(responses, counted), trusted.themes, responses, file_rows, columns
    )
    pack_facts = _pack_facts(pack, coding)
    portraits = result.portrayed(_portraits(pack, verdicts, scales, responses, counted, seed), responses, file_rows)
    groups = result.groups_table(coded[responses.coded], by_columns, found, scales, columns)
    remarks = [*opened.remarks, *_remarks(book, scales, pack_facts, theme_finder, counted), *remarks]
    if left_out:
        listed = ", ".join(say("quoted", text=reading.short(name)) for name in left_out)
        remarks.append(say("personal_left_out", n=len(left_out), names=listed))
    over_time, unit = result.time_table(coded, responses.coded, dates, found) if dates else (None, None)
    labels, sizes = np.unique(responses.language[responses.coded].astype(str), return_counts=True)
    facts = {
        "otklik": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "sources": [
            {"name": one.name, "sha256": one.sha256, "rows": one.rows, **one.facts}
            for one in (survey.sources if survey else ())
        ],
        "parameters": {
            "text": text_columns,
            "by": by_columns,
            "time": time_column,
            "codebook": str(codebook),
            "model": None if model is None else str(model),
            "theme_model": theme_model,
            "topics": topics,
            "seed": seed,
            "interface": interface(),
            "theme_named_from": NAMED_FROM,
        },
        "left_out": left_out,
        "codebook": _codebook_facts(book, codebook),
        "question": named(book.question, interface()) if book else "",
        "titles": survey.titles if survey else {},
        "rows": result.ranges(file_rows),
        "columns": columns,
        "scales": [_scale_facts(scale) for scale in scales],
        "themes": [_theme_facts(theme, book) for theme in found],
        "pack": pack_facts,
        "counts": {
            "rows": len(frame),
            **{status: int((responses.status == status).sum()) for status in get_args(Status)},
            "distinct_texts": responses.distinct,
            "distinct_coded": len(responses.texts),
            "needs_person": int(added["needs_person"].sum()),
        },
        "time_unit": unit,
        "languages": dict(zip(labels.tolist(), sizes.tolist(), strict=True)),
        "theme_trust": asdict(trusted),
        "remarks": remarks,
    }
    return Result(
        coded=coded,
        themes=result.themes_table(found, groups),
        groups=groups,
        effects=result.effects_table(coded[responses.coded], by_columns, found),
        time=over_time,
        profiles=result.profiles_table(coded[responses.coded], found, scales, columns),
        crosses=result.crosses_table(coded[responses.coded], scales, columns),
        held=_held(pack, verdicts),
        run=facts,
        found=found,
        scales=scales,
        portraits=portraits,
        telling=result.telling_table(portraits) if scales else None,
        columns=columns,
        by=tuple(by_columns),
        text_columns=tuple(text_columns),
        question=named(book.question, interface()) if book else "",
        remarks=tuple(remarks),
    )


def demo(progress: Callable[[Stage], None] = lambda stage: None) -> Result:
    """Run the main job on the constructed corpus that travels with Otklik."""
    corpus = shipped.folder("corpora") / "volunteering" / "answers.csv"
    return run(corpus, text="text", by=["lang", "district"], codebook="volunteering", progress=progress)


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


def health() -> dict[str, Any]:
    """Return versions, shipped models and codebooks, and which optional parts are there."""
    installed: dict[str, str | None] = {}
    for name in (*_PACKAGES, *_DOORS):
        try:
            installed[name] = version(name)
        except PackageNotFoundError:
            installed[name] = None
    models: dict[str, Any] = {}
    for name in packs.names():
        try:
            models[name] = packs.load(name).meta.get("title", name)
        except UserError as error:
            models[name] = str(error)
    return {
        "otklik": __version__,
        "python": platform.python_version(),
        "packages": installed,
        "models": models,
        "codebooks": codebooks.names(),
        "optional": {name: find_spec(name) is not None for name in _OPTIONAL},
    }


def gathered(source: Any, text: Any = None) -> tuple[Responses, Sequence[int]]:
    """Return the answers of a source, and the row of each as a spreadsheet counts it."""
    survey, frame = _frame(source)
    responses = gather(frame, _text_columns(frame, text, survey))
    return responses, survey.rows if survey else range(1, len(frame) + 1)


def _answers(source: Any, text: Any) -> tuple[pd.DataFrame, Responses]:
    survey, frame = _frame(source)
    return frame, gather(frame, _text_columns(frame, text, survey))


def _rows(responses: Responses) -> NDArray[np.int64]:
    """Return the text of each respondent who is coded."""
    return responses.text_of[responses.coded]


def _domain(frame: pd.DataFrame, responses: Responses, by: str | None) -> NDArray[np.str_] | None:
    """Return the value of a covariate of each respondent who is coded."""
    if by is None:
        return None
    column = reading.resolve(frame, [by], "--by")[0]
    return np.array([result.domain_value(cell) for cell in frame[column][responses.coded]], dtype=str)


def _frame(source: Any, format: str | None = None) -> tuple[reading.Survey | None, pd.DataFrame]:
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        if source.empty:
            raise UserError(say("only_header"), hint=say("file_empty_hint"))
        frame = source.reset_index(drop=True)
        frame.columns = pd.Index([str(name) for name in frame.columns], dtype=object)
        return None, frame
    survey = reading.read(source, format)
    return survey, survey.frame


def _book(codebook: str | Path | None) -> Codebook | None:
    return None if codebook is None or str(codebook) == "none" else codebooks.load(codebook)


def _file(survey: reading.Survey | None) -> str:
    return survey.sources[0].name if survey else ""


def _text_columns(
    frame: pd.DataFrame, wanted: Any, survey: reading.Survey | None, left_out: Sequence[str] = ()
) -> list[str]:
    if wanted is not None:
        listed = [wanted] if isinstance(wanted, str | int) else list(wanted)
        titles = survey.titles if survey else {}
        return reading.resolve(frame, [str(one) for one in listed], "--text", _file(survey), titles=titles)
    if survey is None:
        answers = [reading.answers(frame.astype(object).where(frame.notna(), "").map(str))]
    else:
        # Files of one survey may call the question differently: each has its own column of answers.
        ends = np.cumsum([source.rows for source in survey.sources])
        parts = [frame.iloc[end - source.rows : end] for source, end in zip(survey.sources, ends, strict=True)]
        answers = [reading.answers(part.drop(columns=list(left_out))) for part in parts]
    found = list(dict.fromkeys(name for name in answers if name is not None))
    if not found:
        names = ", ".join(say("quoted", text=reading.short(name)) for name in list(frame.columns)[:12])
        raise UserError(say("no_text_column"), hint=say("no_text_column_hint", names=names), where=_file(survey))
    return found


def fit_themes(
    counted: words.Words, book: Codebook | None, theme_model: ThemeModel, topics: int | None, seed: int
) -> tuple[SeededModel, NDArray[np.float64], list[str]]:
    """Fit the model; return it, the probabilities, and the names worth showing: themes, and topics that texts have."""
    from otklik.themes import GuidedThemes, LdaThemes, NmfThemes, TomotopyThemes

    kinds = {"guided": GuidedThemes, "lda": LdaThemes, "nmf": NmfThemes, "tomotopy": TomotopyThemes}
    if theme_model not in kinds:
        raise UserError(say("theme_model_unknown", name=theme_model), hint=", ".join(kinds))
    if topics is None:
        # Fewer texts than that hold no topic that five of them would share.
        topics = min(5 if book and book.themes else 10, len(counted) // 40)
    if theme_model == "tomotopy" and importlib.util.find_spec("tomotopy") is None:
        raise UserError(say("theme_model_not_installed", name=theme_model), hint='pip install "otklik[tomotopy]"')
    model = kinds[theme_model](book or {}, n_topics=topics, random_state=seed)
    probability = model.fit_transform(counted)
    themes = {theme.id for theme in book.themes} if book else set()
    shared = (probability >= NAMED_FROM).sum(axis=0) >= _TOPIC_TEXTS
    kept = [
        name for at, name in enumerate(model.theme_names_) if name in themes or (shared[at] and model.top_words(at, 1))
    ]
    return model, probability, kept


def _dates(
    frame: pd.DataFrame, time: str | int | None, file_rows: Sequence[int], titles: dict[str, str]
) -> tuple[str | None, reading.Dates | None, list[str]]:
    """Return the column of dates, what was read of it, and what is to be said of the rest."""
    if time is None:
        return None, None, []
    column = reading.resolve(frame, [str(time)], "--time", titles=titles)[0]
    dates = reading.dates.read(frame[column])
    bad, name = dates.unreadable, reading.short(column)
    if len(bad) + dates.undated == len(frame):
        raise UserError(
            say("dates_ambiguous", column=name) if dates.ambiguous else say("dates_none", column=name),
            hint=say("dates_none_hint"),
        )
    remarks = []
    if bad:
        remarks.append(say("dates_unreadable", n=len(bad), column=name, row=file_rows[bad[0]]))
    if dates.ambiguous:
        remarks.append(say("dates_order", column=name))
    if dates.undated:
        remarks.append(say("dates_missing", n=dates.undated, column=name))
    return column, dates, remarks


def _coding(
    counted: words.Words, book: Codebook | None, model: str | Path | None
) -> tuple[AttitudePack | None, Coded | None]:
    """Code texts by the pack that is named, or by the one of the codebook's name, as far as the two fit."""
    shipped_one = book.id if book and book.scales and packs.find(book.id) else None
    name = model or shipped_one
    if name is None:
        return None, None
    from otklik.attitudes import AttitudePack

    pack = AttitudePack.load(name)
    targets = None
    if model is None and book:
        known = {theme.id for theme in book.themes}
        themed = pack.themes is not None and set(pack.targets[result.THEMES].values) <= known
        targets = [*pack.fits(book), *([result.THEMES] if themed else [])]
    return pack, pack.code(counted, targets)


def _scales(book: Codebook | None, pack: AttitudePack | None, verdicts: dict[str, Verdict]) -> tuple[Scale, ...]:
    """Return the scales that were coded, as the codebook describes them, or else by the bare names of the pack."""
    fitting = pack.fits(book) if book and pack else []
    told = {scale.id: scale for scale in book.scales if scale.id in fitting} if book else {}
    order = [*fitting, *(name for name in verdicts if name not in fitting)]
    return tuple(
        told.get(name)
        or Scale(
            name,
            {},
            tuple(Group(value, {}) for value in verdicts[name].values if value != NOT_EXPRESSED),
            silent=NOT_EXPRESSED in verdicts[name].values,
        )
        for name in order
        if name in verdicts and name != result.THEMES
    )


def _portraits(
    pack: AttitudePack | None,
    verdicts: dict[str, Verdict],
    scales: tuple[Scale, ...],
    responses: Responses,
    counted: words.Words,
    seed: int,
) -> dict[str, list[Portrait]]:
    """Draw the groups of every scale that was coded."""
    if pack is None or not scales:
        return {}
    from otklik.attitudes import portraits

    groups = {scale.id: [group.id for group in scale.groups] for scale in scales}
    texts = [responses.originals[row] for row in responses.first_row.tolist()]
    spoken = responses.language[responses.first_row]
    return portraits.draw(pack, verdicts, groups, texts, counted, spoken, seed)


def _held(pack: AttitudePack | None, verdicts: dict[str, Verdict]) -> tuple[Held, ...]:
    """Return how sure and how right the pack was on its held-out texts, where it kept that."""
    if pack is None:
        return ()
    from otklik.attitudes import AttitudeClassifier
    from otklik.report.curves import Held

    found = []
    for name in verdicts:
        model = pack.classifiers[name]
        if np.isnan(model.held_out_).any() or not len(model.held_out_):
            continue
        given, sure = model.decided(model.held_out_)
        one_of = isinstance(model, AttitudeClassifier)
        right = given.argmax(axis=1) == model.coded_ if one_of else (given == model.coded_).all(axis=1)
        found.append(Held(name, sure, np.asarray(right)))
    return tuple(found)


def _pack_facts(pack: AttitudePack | None, coding: Coded | None) -> dict[str, Any] | None:
    if pack is None or coding is None:
        return None
    agreed = coders.read(pack.meta.get("agreement"))
    return {
        "name": pack.name,
        "version": pack.meta.get("version"),
        "arrays_sha256": pack.digest,
        "automatic_accuracy": pack.meta.get("automatic_accuracy"),
        "thresholds": {name: round(pack.targets[name].threshold, 4) for name in coding.verdicts},
        "likeness": round(coding.likeness, 3),
        "suits": coding.suits,
        "agreement": agreed.facts if agreed else None,
    }


def _scale_facts(scale: Scale) -> dict[str, Any]:
    spoken = interface()
    groups = [
        {"id": one.id, "name": named(one.name, spoken) or one.id, "define": named(one.define, spoken)}
        for one in scale.groups
    ]
    return {
        "id": scale.id,
        "name": named(scale.name, spoken) or scale.id,
        "asks": scale.asks,
        "none": scale.none,
        "silent": scale.silent,
        "values": list(scale.values),
        "groups": groups,
    }


def _theme_facts(theme: result.Theme, book: Codebook | None) -> dict[str, Any]:
    parents = {code.id: code.parent for code in book.themes} if book else {}
    return {
        "id": theme.id,
        "kind": theme.kind,
        "name": theme.name,
        "define": theme.define,
        "parent": parents.get(theme.id),
        "column": theme.column,
        "named_from": round(theme.named_from, 6),
    }


def _codebook_facts(book: Codebook | None, name: str | Path | None) -> dict[str, Any] | None:
    if book is None or name is None:
        return None
    written = codebooks.find(name).read_bytes()
    begin = takewhile(lambda line: line.startswith("#"), written.decode("utf-8-sig").splitlines())
    sources = " ".join(line.lstrip("# ") for line in begin)
    return {
        "id": book.id,
        "version": book.version,
        "sha256": hashlib.sha256(written).hexdigest(),
        "sources": sources,
        "themes": len(book.themes),
    }


def _remarks(
    book: Codebook | None,
    scales: tuple[Scale, ...],
    pack: dict[str, Any] | None,
    model: SeededModel,
    counted: words.Words,
) -> list[str]:
    if not len(counted):
        return [say("nothing_coded")]
    remarks = []
    if pack and scales and pack["suits"] is not True:
        unlike = pack["suits"] is False
        remarks.append(
            say("pack_does_not_suit", name=pack["name"]) if unlike else say("pack_may_not_suit", name=pack["name"])
        )
    if book and book.themes:
        touched = model.seeded_share(counted)
        if touched < _FIT and not (pack and pack["suits"] is False):
            remarks.append(say("codebook_does_not_fit", codebook=book.id, share=f"{100 * touched:.0f}"))
    if book and book.scales and not scales:
        remarks.append(
            say("no_pack", codebook=book.id) if pack is None else say("pack_other_scales", name=pack["name"])
        )
    return remarks
