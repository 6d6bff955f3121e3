"""How well a model codes texts that people have coded, and which of two models codes them better.

Takes a model and a coded sheet, gives an `Evaluation`. Never trains, never draws.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from otklik import clean, language, reading, shipped, words
from otklik import codebook as codebooks
from otklik.attitudes import THEMES, AttitudePack
from otklik.attitudes.pack import fingerprints
from otklik.domain import NOT_EXPRESSED
from otklik.errors import UserError
from otklik.measure import accuracy, resampling
from otklik.measure.accuracy import Judged
from otklik.measure.resampling import Drawn, Measured
from otklik.messages import say, share
from otklik.reading import codings as sheets
from otklik.reading.cells import spelling
from otklik.reading.codings import Codings, Layout
from otklik.results.evaluation import Difference, Evaluation, Figure, ModelComparison, Target

LANGUAGE = "language"
_NO_VALUE = "—"
_MOST_PARTS = 50
_BEYOND_CHANCE = 0.05
_THEMES_LIKE = re.compile(r"(?:themes?|codes?|тем[аы]|коды?)[ _]?\d*", re.IGNORECASE)
_LOWER_IS_BETTER = frozenset({"mae", "macro_mae", "ece"})
_UNJUDGED = frozenset({"automatic", "automatic_right"})
"""More automation at other thresholds is neither better nor worse."""


@dataclass(frozen=True, slots=True)
class _Gold:
    codings: Codings
    parts: Mapping[str, tuple[str, ...]]


def evaluate(
    model: str | Path,
    path: str | Path,
    *,
    text: str | None = None,
    scales: Mapping[str, str] | None = None,
    themes: Sequence[str] = (),
    codebook: str | None = None,
    sheet: str | None = None,
    separator: str | None = None,
    coder: str | None = None,
    respondent: str | None = None,
    by: Sequence[str] = (),
    seed: int = 0,
) -> Evaluation:
    """Code the texts of a coded sheet with a model and compare.

    Columns are named as in `otklik.training.train`; with neither ``scales`` nor ``themes``, columns named like the
    model's scales and columns of themes are taken. ``by`` names covariates: each of their values is judged by itself,
    as is each language. Raises `UserError` when the model or the sheet can't be used, or share no label.

    *Read with care*: figures of texts that the model was trained on flatter it, and only some of those can be known.
    Gold is taken for the truth; where coders disagree, no model can do better than they.
    """
    pack = AttitudePack.load(model)
    book = codebooks.load(codebook) if codebook else None
    layout = Layout(text, scales or {}, themes, sheet, separator, coder, respondent, book=book)
    gold = _gold([pack], path, layout, by)
    rng = np.random.default_rng(seed)
    draws = resampling.draws(int(gold.codings.groups.max()) + 1, rng)
    targets = _targets([pack], gold.codings)[0]
    figures: list[Figure] = []
    warned = [*_seen(pack, gold.codings), *(line for one in targets for line in _unknown(one))]
    for target in targets:
        found = accuracy.figures(target.coded, draws)
        figures += [
            Figure(target.id, "", value, name, resampling.measured(one)) for (value, name), one in found.items()
        ]
        lines, said = _parts(target, gold.parts, draws, rng)
        figures += lines
        warned += said
    coded = _coded(gold, targets)
    return Evaluation(pack.name, pack.digest, gold.codings, targets, tuple(figures), coded, tuple(warned))


def compare(
    first: str | Path,
    second: str | Path,
    path: str | Path,
    *,
    text: str | None = None,
    scales: Mapping[str, str] | None = None,
    themes: Sequence[str] = (),
    codebook: str | None = None,
    sheet: str | None = None,
    separator: str | None = None,
    coder: str | None = None,
    respondent: str | None = None,
    seed: int = 0,
) -> ModelComparison:
    """Code the same texts with two models and compare both with gold, and so with each other.

    Texts are those whose labels both models know; resamples are the same for both. Columns are named as in `evaluate`.

    *Read with care*: with several figures one may differ by luck; decide beforehand which one counts. A model that
    has seen these texts wins without being better.
    """
    packs = [AttitudePack.load(first), AttitudePack.load(second)]
    book = codebooks.load(codebook) if codebook else None
    layout = Layout(text, scales or {}, themes, sheet, separator, coder, respondent, book=book)
    gold = _gold(packs, path, layout, ())
    names = (packs[0].name, packs[1].name) if packs[0].name != packs[1].name else (str(first), str(second))
    draws = resampling.draws(int(gold.codings.groups.max()) + 1, np.random.default_rng(seed))
    differences: list[Difference] = []
    verdicts = []
    both = _targets(packs, gold.codings)
    for a, b in zip(*both, strict=True):
        figures = [accuracy.figures(one.coded, draws) for one in (a, b)]
        found = [
            _difference(a.id, name, one, figures[1]["", name])
            for (value, name), one in figures[0].items() if not value and ("", name) in figures[1]
        ]  # fmt: skip
        differences += found
        verdicts.append(_verdict(found, "micro_f1" if a.coded.many else "macro_f1", names))
    seen = [f"{name}: {line}" for name, pack in zip(names, packs, strict=True) for line in _seen(pack, gold.codings)]
    warned = [*seen, *(line for one in both[0] for line in _unknown(one))]
    sizes = {one.id: len(one.rows) for one in both[0]}
    return ModelComparison(names, gold.codings, sizes, tuple(differences), tuple(verdicts), tuple(warned))


def coded_for(packs: Sequence[AttitudePack], survey: reading.Survey, layout: Layout) -> Codings:
    """Return the codings of a sheet of what all of some models code.

    Without scales and themes in the ``layout``, columns named like the models' scales and columns of themes are taken.
    Raises `UserError` when there is none, or when a model does not know what was named.
    """
    shared = [one for one in packs[0].targets.values() if all(one.id in pack.targets for pack in packs)]
    ids = [one.id for one in shared if one.kind == "scale"]
    has_themes = any(one.kind == THEMES for one in shared)
    if not shared:
        raise UserError(say("evaluate_nothing_shared"), hint=say("evaluate_nothing_shared_hint"))
    if not layout.scales and not layout.themes:
        themes = _theme_columns(survey.frame, packs) if has_themes else ()
        layout = replace(layout, scales=_columns_of(survey.frame, ids), themes=themes)
        if not layout.scales and not layout.themes:
            wanted = ", ".join([*ids, *([THEMES] if has_themes else [])])
            raise UserError(
                say("evaluate_no_columns", names=wanted), hint=say("evaluate_no_columns_hint", id=shared[0].id),
                where=survey.sources[0].name,
            )  # fmt: skip
    for scale in layout.scales:
        if scale not in ids:
            raise UserError(
                say("evaluate_no_scale", id=scale), hint=say("evaluate_targets", names=", ".join(ids) or _NO_VALUE)
            )
    if layout.themes and not has_themes:
        raise UserError(say("evaluate_no_themes"), hint=say("evaluate_targets", names=", ".join(ids)))
    return sheets.read(survey, layout)


def _gold(packs: Sequence[AttitudePack], path: str | Path, layout: Layout, by: Sequence[str]) -> _Gold:
    """Read the sheet, and the covariates of each text."""
    survey = sheets.opened(path, layout.sheet)
    frame, name = survey.frame, survey.sources[0].name
    codings = coded_for(packs, survey, layout)
    told = tuple(one for one in codings.findings if one.kind in {"remark", "aside", "unknown", "misspelt", "two_ways"})
    place = {number: at for at, number in enumerate(survey.rows)}
    first = [place[rows[0]] for rows in codings.rows]
    parts: dict[str, tuple[str, ...]] = {
        LANGUAGE: tuple(language.detect(clean.text(one).text) for one in codings.texts)
    }
    for column in reading.resolve(frame, by, "--by", name):
        cells = [" ".join(str(value).split()) for value in frame[column]]
        values = tuple(cells[at] or _NO_VALUE for at in first)
        if len(set(values)) > _MOST_PARTS:
            raise UserError(
                say("evaluate_many_parts", column=reading.short(column), n=len(set(values))),
                hint=say("evaluate_many_parts_hint", most=_MOST_PARTS), where=name,
            )  # fmt: skip
        parts[column] = values
    return _Gold(replace(codings, findings=told), parts)


def _columns_of(frame: pd.DataFrame, ids: Sequence[str]) -> dict[str, str]:
    folded = {" ".join(str(column).split()).casefold(): str(column) for column in frame.columns}
    return {name: folded[name.casefold()] for name in ids if name.casefold() in folded}


def _theme_columns(frame: pd.DataFrame, packs: Sequence[AttitudePack]) -> list[str]:
    """Return columns named like themes or codes, else marks under the names of the codes."""
    columns = [str(column) for column in frame.columns]
    named = [column for column in columns if _THEMES_LIKE.fullmatch(column.strip())]
    codes = {value for pack in packs for value in pack.targets[THEMES].values}
    marks = [column for column in columns if " ".join(column.split()) in codes]
    return named or (marks if len(marks) > 1 else [])


def _targets(packs: Sequence[AttitudePack], codings: Codings) -> list[tuple[Target, ...]]:
    """Return the judged targets of each model, all of the same texts."""
    counted = words.count(clean.text(text).text for text in codings.texts)
    found = [pack.probabilities(counted) for pack in packs]
    names = [*codings.labels, *([THEMES] if any(codes is not None for codes in codings.codes) else [])]
    judged: list[list[Target]] = [[] for _ in packs]
    for name in names:
        known = set.intersection(*(set(pack.targets[name].values) for pack in packs))
        values = tuple(value for value in packs[0].targets[name].values if value in known)
        values += tuple(dict.fromkeys(one for pack in packs for one in pack.targets[name].values if one not in known))
        many = packs[0].targets[name].kind == THEMES
        read = _marks(codings.codes, values, known) if many else _labels(codings.labels[name], values, known)
        gold, rows, complete, aside, unknown = read
        if not len(rows):
            raise UserError(
                say("evaluate_none", id=name, labels=_listed(unknown)),
                hint=say("codings_known", labels=", ".join(values)), where=codings.name,
            )  # fmt: skip
        for pack, probabilities, kept in zip(packs, found, judged, strict=True):
            target = pack.targets[name]
            own = [values.index(value) for value in target.values]
            given, sure = pack.classifiers[name].decided(probabilities[name][rows])
            guess, p = np.zeros((len(rows), len(values)), dtype=bool), np.zeros((len(rows), len(values)))
            guess[:, own], p[:, own] = given, probabilities[name][rows]
            coded = Judged(
                values, gold, guess, p, sure, codings.groups[rows], complete, target.threshold,
                all(each.targets[name].ordered for each in packs) and not many,
                values.index(NOT_EXPRESSED) if NOT_EXPRESSED in values else None, many,
            )  # fmt: skip
            kept.append(Target(name, coded, rows, aside, unknown))
    return [tuple(one) for one in judged]


_Read = tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.bool_], dict[str, int], dict[str, int]]


def _labels(labels: Sequence[str | None], values: Sequence[str], known: set[str]) -> _Read:
    """Return marks, places and completeness of the texts that can be judged, and counts of what can't."""
    spelt = {spelling(value): value for value in values if value in known}
    found = [spelt.get(spelling(label)) if label else None for label in labels]
    rows = np.flatnonzero([value is not None for value in found])
    unknown = Counter(label for label, value in zip(labels, found, strict=True) if label and value is None)
    aside = {say("evaluate_aside_unknown"): unknown.total(), say("evaluate_aside_uncoded"): labels.count(None)}
    gold = np.array([[found[row] == value for value in values] for row in rows], dtype=bool)
    counts = {reason: n for reason, n in aside.items() if n}
    return gold, rows, np.ones(len(rows), dtype=bool), counts, dict(unknown.most_common())


def _marks(codes: Sequence[tuple[str, ...] | None], values: Sequence[str], known: set[str]) -> _Read:
    """As `_labels`; a text with an unknown code is judged by its other codes, and never wholly right."""
    spelt = {spelling(value): value for value in values if value in known}
    rows = np.array([at for at, given in enumerate(codes) if given is not None], dtype=np.int64)
    told = [given for given in codes if given is not None]
    given = [[spelt.get(spelling(code)) for code in row] for row in told]
    unknown = Counter(code for row in told for code in row if spelling(code) not in spelt)
    gold = np.array([[value in row for value in values] for row in given], dtype=bool)
    complete = np.array([None not in row for row in given], dtype=bool)
    aside = {say("evaluate_aside_uncoded"): len(codes) - len(rows)} if len(rows) < len(codes) else {}
    if not gold.any():
        rows = rows[:0]
    return gold, rows, complete, aside, dict(unknown.most_common())


def _parts(
    target: Target, columns: Mapping[str, Sequence[str]], draws: NDArray[np.uint8], rng: np.random.Generator
) -> tuple[list[Figure], list[str]]:
    """Judge each part of the texts by itself, and say where the model does worse than elsewhere."""
    right, groups = target.coded.right, target.coded.groups
    divided = [
        np.unique(np.array(values, dtype=object)[target.rows], return_inverse=True) for values in columns.values()
    ]
    tests = resampling.differ(right, [parts for _, parts in divided], groups, rng)
    figures, said = [], []
    for column, (names, parts), (gaps, p) in zip(columns, divided, tests, strict=True):
        for at, here in enumerate(accuracy.by_part(target.coded, parts, draws)):
            label, inside = f"{column}={names[at]}", parts == at
            n = int(inside.sum())
            figures += [Figure(target.id, label, "", name, resampling.measured(one)) for name, one in here.items()]
            if n < len(right):
                tested = Measured(float(p[at]), None, None, n, "holm")
                figures.append(Figure(target.id, label, "", "accuracy_gap_p", tested))
            if gaps[at] < 0 and p[at] < _BEYOND_CHANCE:
                own, rest = share(float(right[inside].mean())), share(float(right[~inside].mean()))
                said.append(say("evaluate_worse", id=target.id, part=label, n=n, here=own, rest=rest, p=f"{p[at]:.3f}"))
    return figures, said


def _seen(pack: AttitudePack, codings: Codings) -> list[str]:
    """Say so when the model was trained on these texts, as far as its description tells."""
    saw = pack.meta.get("trained_on", {})
    if saw.get("sha256") == codings.sha256:
        return [say("evaluate_seen_file", file=codings.name)]
    copies = int(np.isin(fingerprints(codings.texts), pack.seen).sum())
    if copies:
        return [say("evaluate_seen_texts", n=copies, of=len(codings.texts), corpus=saw.get("file", pack.name))]
    corpus = shipped.folder("corpora") / Path(str(saw.get("corpus", ""))).name / "answers.csv"
    if not saw.get("corpus") or not corpus.is_file():
        return []
    frame = reading.read(corpus).frame
    trained_on = frame[frame["writer"].isin(saw["writers"])] if "writers" in saw else frame[frame["split"] == "train"]
    keys = {clean.key(text) for text in trained_on["text"]}
    n = sum(clean.key(text) in keys for text in codings.texts)
    return [say("evaluate_seen_texts", n=n, of=len(codings.texts), corpus=saw["corpus"])] if n else []


def _unknown(target: Target) -> list[str]:
    if not target.unknown:
        return []
    n, labels = sum(target.unknown.values()), _listed(target.unknown)
    if target.coded.many:
        texts = int((~target.coded.complete).sum())
        return [say("evaluate_unknown_codes", id=target.id, n=texts, labels=labels)]
    return [say("evaluate_unknown_labels", id=target.id, n=n, labels=labels)]


def _listed(counts: Mapping[str, int]) -> str:
    listed = ", ".join(f"{reading.short(label)} ({n})" for label, n in [*counts.items()][:8])
    return (listed + ("…" if len(counts) > 8 else "")) or _NO_VALUE


def _difference(target: str, metric: str, first: Drawn, second: Drawn) -> Difference:
    gap = resampling.difference(second, first)
    better = None
    if gap.low is not None and gap.high is not None and metric not in _UNJUDGED and (gap.low > 0 or gap.high < 0):
        better = int((gap.low > 0) != (metric in _LOWER_IS_BETTER))
    return Difference(target, metric, resampling.measured(first), resampling.measured(second), gap, better)


def _verdict(found: Sequence[Difference], metric: str, names: tuple[str, str]) -> str:
    """Say which model is better by the figure that counts."""
    one = next(one for one in found if one.metric == metric)
    told = {"id": one.target, "metric": say(f"metric_{metric}")}
    if one.gap.estimate is None or one.gap.low is None or one.gap.high is None:
        return say("evaluate_no_verdict", **told, why=say(f"evaluate_method_{one.gap.method}"))
    gap = {"gap": f"{one.gap.estimate:+.3f}", "low": f"{one.gap.low:+.3f}", "high": f"{one.gap.high:+.3f}"}
    if one.better is None:
        return say("evaluate_alike", **told, **gap, first=names[0], second=names[1])
    return say("evaluate_better", **told, **gap, better=names[one.better], first=names[0], second=names[1])


def _coded(gold: _Gold, targets: Sequence[Target]) -> pd.DataFrame:
    """Return the texts with both codings; texts set aside have no guess."""
    n = len(gold.codings.texts)
    columns: dict[str, Any] = {
        **gold.parts,
        "row": ["; ".join(map(str, rows)) for rows in gold.codings.rows],
        "text": gold.codings.texts,
    }
    for target in targets:
        name, coded = target.id, target.coded
        values = np.array(coded.values, dtype=object)
        raw = gold.codings.codes if coded.many else gold.codings.labels[name]
        columns[f"{name}_gold"] = [";".join(one or ()) if coded.many else one or "" for one in raw]
        guess, probability, right = np.full(n, "", dtype=object), np.full(n, np.nan), np.full(n, "", dtype=object)
        guess[target.rows] = [";".join(values[given]) for given in coded.guess]
        probability[target.rows] = coded.sure
        right[target.rows] = np.where(coded.right, "true", "false")
        columns |= {f"{name}_guess": guess, f"{name}_probability": probability.round(4), f"{name}_right": right}
    order = ["row", "text", *(name for name in columns if name not in {"row", "text"})]
    return pd.DataFrame(columns)[order]
