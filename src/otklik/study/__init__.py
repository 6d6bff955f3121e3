"""One function per intention of a researcher.

Takes what a person names (files, a question, a codebook), conducts the rooms in their order, gives a `Result`. Decides
nothing about texts itself and knows no screens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from otklik import codebook as codebooks
from otklik import packs, reading, shipped, theming, words
from otklik.domain import NOT_EXPRESSED, Codebook, Group, Scale, named
from otklik.errors import UserError
from otklik.messages import interface, say
from otklik.responses import Responses, gather
from otklik.results import run as result
from otklik.results.run import NAMED_FROM, Result
from otklik.study import facts
from otklik.study.survey import Opened, open_survey

if TYPE_CHECKING:
    import pandas as pd

    from otklik.attitudes import AttitudePack, Coded, Verdict
    from otklik.attitudes.portraits import Portrait
    from otklik.report.curves import Held
    from otklik.themes.seeded import SeededModel

ThemeModel = Literal["guided", "lda", "nmf", "tomotopy"]
Stage = Literal["read", "clean", "words", "themes", "attitudes", "measure", "write"]
STAGES: tuple[Stage, ...] = get_args(Stage)

_TOPIC_TEXTS = 5
"""A topic is kept when at least so many texts have it; below that it is chance."""

_FIT = 0.25
"""Share of coded texts with a seed word below which the codebook is said not to fit the question."""


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
    pack_facts = facts.of_pack(pack, coding)
    portraits = result.portrayed(_portraits(pack, verdicts, scales, responses, counted, seed), responses, file_rows)
    groups = result.groups_table(coded[responses.coded], by_columns, found, scales, columns)
    remarks = [*opened.remarks, *_remarks(book, scales, pack_facts, theme_finder, counted), *remarks]
    if len(counted) and not found and not scales:
        remarks.append(say("nothing_found"))
    if left_out:
        listed = ", ".join(say("quoted", text=reading.short(name)) for name in left_out)
        remarks.append(say("personal_left_out", n=len(left_out), names=listed))
    over_time, unit = result.time_table(coded, responses.coded, dates, found) if dates else (None, None)
    question = named(book.question, interface()) if book else ""
    kept_facts = {
        **facts.software(),
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
        "codebook": facts.of_codebook(book, codebook),
        "question": question,
        "titles": survey.titles if survey else {},
        "rows": result.ranges(file_rows),
        "columns": columns,
        "scales": [facts.of_scale(scale) for scale in scales],
        "themes": [facts.of_theme(theme, book) for theme in found],
        "pack": pack_facts,
        "counts": facts.counts(responses, len(frame), int(added["needs_person"].sum())),
        "time_unit": unit,
        "languages": facts.languages(responses),
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
        run=kept_facts,
        found=found,
        scales=scales,
        portraits=portraits,
        telling=result.telling_table(portraits) if scales else None,
        columns=columns,
        by=tuple(by_columns),
        text_columns=tuple(text_columns),
        question=question,
        remarks=tuple(remarks),
    )


def demo(progress: Callable[[Stage], None] = lambda stage: None) -> Result:
    """Run the main job on the constructed corpus that travels with Otklik."""
    corpus = shipped.folder("corpora") / "volunteering" / "answers.csv"
    return run(corpus, text="text", by=["lang", "district"], codebook="volunteering", progress=progress)


def _book(codebook: str | Path | None) -> Codebook | None:
    return None if codebook is None or str(codebook) == "none" else codebooks.load(codebook)


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
    if theme_model == "tomotopy" and find_spec("tomotopy") is None:
        raise UserError(say("theme_model_not_installed", name=theme_model), hint='pip install "otklik[tomotopy]"')
    model = kinds[theme_model](book or {}, n_topics=topics, random_state=seed)
    probability = model.fit_transform(counted)
    themes = {theme.id for theme in book.themes} if book else set()
    shared = (probability >= NAMED_FROM).sum(axis=0) >= _TOPIC_TEXTS
    kept = [
        name for at, name in enumerate(model.theme_names_) if name in themes or (shared[at] and model.top_words(at, 1))
    ]
    return model, probability, kept


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
