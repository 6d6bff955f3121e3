"""How common each group and theme is in a survey: a model's codes of all answers, put right by a random part that a
person has coded.

Takes files of answers, a model and a coded sheet, gives `Estimates`. Without a sheet it counts, and says that a count
is no estimate.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from otklik import __version__, evaluation, words
from otklik import codebook as codebooks
from otklik.attitudes import THEMES, AttitudePack, Target
from otklik.domain import NOT_EXPRESSED, named
from otklik.errors import UserError
from otklik.estimation import crossfit, sampled, weighted
from otklik.estimation.sampled import FEWEST, Sample
from otklik.estimation.weighted import Domains, Survey
from otklik.measure import regression, weights
from otklik.measure.contrasts import Many
from otklik.measure.regression import Shares
from otklik.messages import interface, say
from otklik.reading import codings as sheets
from otklik.reading.cells import spelling
from otklik.reading.codings import Codings, Layout
from otklik.results import estimates
from otklik.results.estimates import Estimates, Table

WITHIN = 0.03
"""Half an interval that is wide enough for most questions."""

_FEWEST_HERE = 10
"""Hand-coded texts below which a domain has no share of its own."""
_Z = 1.959963984540054
_SURER = 3.0
"""Standard errors by which a model may know texts better than those it was not shown, before it is suspected."""
_PACKAGES = ("numpy", "scipy", "pandas", "scikit-learn")


@dataclass(frozen=True, slots=True, eq=False)
class _Hand:
    """Hand codes of one target: ``marks`` (n, n_values) of the sampled ``units``, with the ``chances`` of those."""

    values: tuple[str, ...]
    units: NDArray[np.int64]
    coding: NDArray[np.int64]
    random: NDArray[np.bool_]
    marks: NDArray[np.float64]
    chances: NDArray[np.float64]


def estimate(
    files: str | Path | Sequence[str | Path],
    model: str | Path,
    *,
    codings: str | Path | None = None,
    random: bool = False,
    refit: bool | None = None,
    text: str | Sequence[str] | None = None,
    by: str | Sequence[str] = (),
    id_column: str | None = None,
    weight: str | None = None,
    rake: str | Path | None = None,
    population: int | Literal["survey"] | None = None,
    scales: Mapping[str, str] | None = None,
    themes: Sequence[str] = (),
    codebook: str | None = None,
    sheet: str | None = None,
    separator: str | None = None,
    coder: str | None = None,
    many: Many = "holm",
    within: float = WITHIN,
    seed: int = 0,
    progress: Callable[[str, int, int], object] = lambda target, n, of: None,
) -> Estimates:
    """Estimate the shares of a model's groups and themes among the answers, in all and by covariates.

    ``codings`` is a sheet of texts coded by hand: one that `otklik next` wrote, or one whose texts the caller vouches
    to be a ``random`` sample of the answers. Its columns are named as in `otklik.evaluation.evaluate`; texts are found
    in the answers by ``id_column`` or by themselves. When the model was trained on these very texts, models trained
    without each fifth of them take its place (cross-fitting); ``refit`` says whether it was, and without it this is
    told by the file's hash, or by the model knowing these texts better than any it had not seen. ``weight`` names a
    column of survey weights; ``rake`` is a table variable, value, share to which they are raked. ``population`` is how
    many answers there are in all, ``"survey"`` if these are all. ``within`` is how exact shares should be; the advice
    says how many more texts that takes.

    Raises `UserError` when files can't be used, and when the sheet is no random sample or too small.
    """
    pack = AttitudePack.load(model)
    text, by = [text] if isinstance(text, str) else text, [by] if isinstance(by, str) else by
    survey = weighted.read(files, text, by, weight, rake, population)
    counted = words.count(survey.gathered.texts)
    names = _names(pack, codebook)
    weighting = [Path(rake).name if rake is not None else "", weight or ""]
    facts = _facts(pack, survey, by, many, seed) | {"weighted_by": [one for one in weighting if one]}
    if codings is None:
        return _machine_count(pack, survey, counted, facts, names)
    opened = sheets.opened(codings, sheet)
    book = codebooks.load(codebook) if codebook else None
    layout = Layout(scales=scales or {}, themes=themes, separator=separator, coder=coder, book=book)
    found = evaluation.coded_for([pack], opened, layout)
    sample = sampled.match(survey, opened, found, random=random, id_column=id_column, seed=seed)
    remarks = [*sample.remarks, *_findings(found)]
    hands, said = _hands(pack, found, sample)
    remarks += said
    probabilities = pack.probabilities(counted, list(hands))
    units = np.arange(len(survey.gathered.texts)) if sample.by_text else survey.text_of
    seen = refit
    if seen is None:
        known = [name for name, hand in hands.items() if _remembered(pack, name, probabilities[name][units], hand)]
        seen = bool(known) or pack.meta.get("trained_on", {}).get("sha256") == found.sha256
        remarks += [say("estimate_remembered", id=name) for name in known]
    trials = {name: (pack.targets[name].values, p) for name, p in probabilities.items()}
    method = say("estimate_method_cross") if seen else say("estimate_method_regression")
    if seen:
        trials = crossfit.probabilities(found, survey.gathered.texts, counted, list(hands), pack, seed, progress)
    domains = survey.domains(sample.by_text)
    tables: list[Table] = []
    advice = []
    for name, hand in hands.items():
        target = pack.targets[name]
        rows = _wide(hand.values, *trials[name])[units]
        given = pack.classifiers[name].decided(probabilities[name])[0].astype(np.float64)
        counts = _wide(hand.values, target.values, given)[units]
        for at, domain in enumerate(domains):
            shares = regression.estimate(
                rows, hand.units, hand.marks, many=target.kind == THEMES, weights=domain.weights,
                squares=domain.squares, chances=hand.chances, population=survey.population, answers=survey.answers,
                fewest=_FEWEST_HERE,
            )  # fmt: skip
            if at == 0:
                advice.append(_advice(name, shares, hand, domain, survey, within))
            steps = _steps(target) if target.ordered else 0
            values = ("", *domain.values)
            machine = _machine_shares(domain, counts)[: len(values)]
            tables.append(Table(name, domain.by, values, hand.values, steps, shares, domain.answers, machine, method))
    facts |= {
        "codings": found.name,
        "codings_sha256": found.sha256,
        "hand_coded": len(sample.unit),
        "hand_coded_at_random": int(sample.random.sum()),
        "sampled": "texts" if sample.by_text else "answers",
        "cross_fitted": seen,
    }
    return estimates.gather(tables, many, facts, remarks, advice, names)


def _facts(pack: AttitudePack, survey: Survey, by: Sequence[str], many: Many, seed: int) -> dict[str, Any]:
    return {
        "otklik": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "model": pack.name,
        "model_sha256": pack.digest,
        "sources": [{"name": one.name, "sha256": one.sha256, "rows": one.rows} for one in survey.sources],
        "rows": len(survey.frame),
        "answers": survey.answers,
        "distinct_texts": len(survey.gathered.texts),
        "effective_answers": round(weights.effective_size(survey.weight), 1),
        "population": survey.population,
        "by": list(by),
        "adjusted": many,
        "seed": seed,
    }


def _names(pack: AttitudePack, codebook: str | None) -> dict[tuple[str, str], str]:
    """Return names by (target, class), of targets by (target, ""), as far as a codebook gives them."""
    wanted = codebook or str(pack.meta.get("codebook"))
    found = {(THEMES, ""): say("estimates_themes")}
    found |= {(one.id, NOT_EXPRESSED): say("not_expressed") for one in pack.targets.values()}
    if codebook is None and wanted not in codebooks.names():
        return found
    book = codebooks.load(wanted)
    for scale in book.scales:
        found[scale.id, ""] = named(scale.name, interface()) or scale.id
        found |= {(scale.id, group.id): named(group.name, interface()) or group.id for group in scale.groups}
    return found | {(THEMES, theme.id): named(theme.name, interface()) or theme.id for theme in book.themes}


def _machine_shares(domain: Domains, given: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the machine's shares in each domain, (n_domains, n_classes); NaN in an empty one.

    ``given`` (n_units, n_classes) is 1 where the machine gave the class.
    """
    total = domain.weights.sum(axis=0)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(domain.weights.T @ given / total)


def _machine_count(
    pack: AttitudePack,
    survey: Survey,
    counted: words.Words,
    facts: dict[str, Any],
    names: Mapping[tuple[str, str], str],
) -> Estimates:
    """Count what the model gives, without limits: there is nothing to tell how wrong it is."""
    lines = []
    verdicts = pack.code(counted).verdicts
    for domain in survey.domains(False):
        for name, verdict in verdicts.items():
            shares = _machine_shares(domain, verdict.given[survey.text_of].astype(np.float64))
            for at, value in enumerate(["", *domain.values]):
                if (value == "") != (domain.by == ""):
                    continue
                for number, label in enumerate(verdict.values):
                    share = shares[at, number]
                    lines.append(
                        (name, domain.by, value, label, "share", share, np.nan, np.nan, share, 0, 0,
                         int(domain.answers[at]), np.nan, False, say("estimate_method_machine"))
                    )  # fmt: skip
    table = pd.DataFrame(lines, columns=estimates.ESTIMATES).round({"share": 4, "machine": 4})
    empty = pd.DataFrame(columns=estimates.DIFFERENCES), pd.DataFrame(columns=estimates.CROSSTABS)
    return Estimates(table, *empty, facts | {"codings": None}, (say("estimate_no_codings"),), (), names)


def _findings(found: Codings) -> list[str]:
    told = [one for one in found.findings if one.kind in {"aside", "unknown", "misspelt", "two_ways"}]
    return [f"{one.where}: {one.text} {one.hint}".strip() for one in told]


def _hands(pack: AttitudePack, found: Codings, sample: Sample) -> tuple[dict[str, _Hand], list[str]]:
    """Return the hand codes of each target that has enough of them, and what is to be said of them.

    Labels that the model does not know are classes as well: it gives them to nobody, hand codes put that right.
    """
    hands, remarks = {}, []
    for name in [*found.labels, *([THEMES] if any(codes is not None for codes in found.codes) else [])]:
        target = pack.targets[name]
        given: list[tuple[str, ...] | None]
        if target.kind == THEMES:
            rated = np.array([any(labels[at] for labels in found.labels.values()) for at in range(len(found.texts))])
            given = [() if codes is None and rated[at] else codes for at, codes in enumerate(found.codes)]
            blank = sum(found.codes[at] is None and rated[at] for at in sample.coding)
            if blank:
                remarks.append(say("estimate_blank_themes", n=int(blank)))
        else:
            given = [(label,) if label else None for label in found.labels[name]]
        told = np.array([given[at] is not None for at in sample.coding], dtype=bool)
        n = int((told & sample.random).sum())
        if n < FEWEST:
            remarks.append(say("estimate_few", id=name, n=n, more=FEWEST - n))
            continue
        values, marks, new = _marks(target, [given[at] or () for at in sample.coding[told]])
        if new and not marks[:, : len(target.values)].any():
            raise UserError(
                say("evaluate_none", id=name, labels=", ".join(new)),
                hint=say("codings_known", labels=", ".join(target.values)), where=found.name,
            )  # fmt: skip
        if new:
            remarks.append(say("estimate_unknown", id=name, labels=", ".join(new)))
        if (~told).any():
            remarks.append(say("estimate_uncoded", id=name, n=int((~told).sum())))
        hands[name] = _Hand(
            values, sample.unit[told], sample.coding[told], sample.random[told], marks, sample.chances(told)
        )
    if not hands:
        raise UserError(remarks[-1], hint=say("sample_small_hint", more=FEWEST), where=found.name)
    return hands, remarks


def _marks(target: Target, given: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], NDArray[np.float64], list[str]]:
    spelt = {spelling(value): value for value in target.values}
    read = [[spelt.get(spelling(one), one) for one in row] for row in given]
    new = list(dict.fromkeys(one for row in read for one in row if one not in target.values))
    values = (*target.values, *new)
    return values, np.array([[value in row for value in values] for row in read], dtype=np.float64), new


def _wide(values: Sequence[str], known: Sequence[str], p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities with a column for each of ``values``; what the model does not know it gives to nobody."""
    found = np.zeros((len(p), len(values)))
    for at, value in enumerate(known):
        if value in values:
            found[:, values.index(value)] = p[:, at]
    return found


def _steps(target: Target) -> int:
    """Return how many values are on the scale; what is not expressed stands after them."""
    on = [value for value in target.values if value != NOT_EXPRESSED]
    return len(on) if list(target.values[: len(on)]) == on and len(on) > 2 else 0


def _remembered(pack: AttitudePack, name: str, p: NDArray[np.float64], hand: _Hand) -> bool:
    """Tell whether the model knows the hand-coded texts too well not to have been trained on them."""
    target, model = pack.targets[name], pack.classifiers[name]
    if np.isnan(model.held_out_).any():
        return False
    width = len(target.values)
    coded = model.coded_ > 0 if target.kind == THEMES else np.eye(width, dtype=bool)[model.coded_]
    then = _surprise(model.held_out_, coded, target.kind == THEMES)
    now = _surprise(p[hand.units], hand.marks[:, :width] > 0, target.kind == THEMES)
    error = float((then.var() / len(then) + now.var() / len(now)) ** 0.5)
    return bool(then.mean() - now.mean() > _SURER * error)


def _surprise(p: NDArray[np.float64], given: NDArray[np.bool_], many: bool) -> NDArray[np.float64]:
    """Return for each text minus the log of the probability of its codes."""
    told = np.where(given, p, 1 - p if many else 1.0)
    return np.asarray(-np.log(told.clip(1e-6, 1)).sum(axis=1))


def _advice(name: str, shares: Shares, hand: _Hand, domain: Domains, survey: Survey, within: float) -> str:
    """Say how many more texts, coded by hand at random, make every share as exact as wanted."""
    low, high = shares.limits
    half = float(((high - low) / 2)[0].max())
    n = int(hand.random.sum())
    told = {"id": name, "now": _points(half), "within": _points(within)}
    if half <= within:
        return say("estimate_exact", **told)
    at = int((high - low)[0].argmax())
    p, total = float(shares.share[0, at]), float(domain.weights[:, 0].sum())
    kept = 0.0 if survey.population is None else min(survey.answers / survey.population, 1.0)
    answers = (1 - kept) * float(domain.squares[0]) / total**2 * p * (1 - p)
    drawing = max(float(shares.covariance[0, at, 0, at]) - answers, 0.0)
    spare = (within / _Z) ** 2 - answers
    # Of a finite number of texts drawing all leaves no doubt: the variance goes with 1/n - 1/N.
    units = len(domain.weights)
    per_text = drawing / max(1 / n - 1 / units, 1e-12)
    needed = 1 / (spare / per_text + 1 / units) if spare > 0 and per_text > 0 else float("inf")
    if needed >= units:
        return say("estimate_few_answers", **told, answers=survey.answers)
    return say("estimate_more", **told, n=max(int(np.ceil((needed - n) / 5) * 5), 5))


def _points(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")
