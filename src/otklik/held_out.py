"""Codings as tasks that a classifier learns, and what texts that it has not seen show of it.

Takes codings, gives a task for each scale and one for themes, classifiers made from some of its texts, and figures from
all others. Never writes a model.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import clean, shipped, words
from otklik.attitudes import AttitudeClassifier, ThemeClassifier, dense
from otklik.attitudes.base import read
from otklik.attitudes.features import Counted
from otklik.attitudes.folds import together
from otklik.attitudes.pack import THEMES, Classifier, Target
from otklik.attitudes.recipes import Recipe
from otklik.errors import UserError
from otklik.measure import automation, learning
from otklik.messages import say
from otklik.reading.codings import Codings
from otklik.reading.findings import FEWEST

PARTS = (0.25, 0.5, 0.75, 1.0)
"""Shares of the training part on which the learning curve stands."""

_FOLDS = 5
_SMALL = 1_000
"""Below so many texts the folds are drawn three times over: one draw would say as much of its luck."""
_FEWEST_TEXTS = 20
_FEWEST_LABEL = 3
_CURVES = 2

_Guess = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Probabilities (n_texts, n_values), and what is given by them: 0/1."""


@dataclass(frozen=True, slots=True)
class Task:
    """One target as numbers: ``gold`` is (n_texts, n_values), 0/1; ``texts`` and ``kin`` are of the same texts.

    ``rows`` are their places among the codings.
    """

    id: str
    kind: Any
    values: tuple[str, ...]
    ordered: bool
    gold: NDArray[np.int64]
    texts: Counted
    kin: NDArray[np.int64]
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What held-out texts show of one target.

    ``f1`` is the mean F1 of the labels of a scale, of themes that of all codes given (micro); ``macro`` is the mean
    over values for both. ``kappa`` is quadratic and of ordered scales alone. ``automatic`` is the share of texts that
    reach ``threshold``, ``automatic_right`` how many of those are right. ``curve`` holds (texts, f1). Of each text
    ``held_out`` (n_texts, n_values) are its probabilities, ``sure`` is how sure its coding is, ``hit`` if it is right.
    """

    target: Target
    n: int
    f1: float
    macro: float
    kappa: float | None
    error: float
    right: float
    commonest: float
    automatic: float
    automatic_right: float | None
    by_value: Mapping[str, tuple[int, float]]
    curve: tuple[tuple[int, float], ...]
    law: learning.Law | None
    held_out: NDArray[np.float64] = field(compare=False)
    sure: NDArray[np.float64] = field(compare=False)
    hit: NDArray[np.bool_] = field(compare=False)


def tasks(found: Codings, sources: dense.Sources | None = None) -> tuple[list[Task], dict[str, tuple[str, ...]]]:
    """Return a task for each scale and one for themes, and for each of them the values that are too rare to be learnt.

    Raises `UserError` when there are too few codings, or too few texts that differ.
    """
    counted = words.count(clean.text(text).text for text in found.texts)
    texts, kin = read(counted, _word_classes(), sources), together(counted, found.groups.tolist())
    made, left_out = [], {}
    for scale, labels in found.labels.items():
        counts = Counter(label for label in labels if label)
        rare = tuple(label for label, n in counts.items() if n < _FEWEST_LABEL)
        kept = [label for label in found.order[scale] or sorted(counts) if counts[label] >= _FEWEST_LABEL]
        left_out[scale] = rare
        rows = np.flatnonzero([label in kept for label in labels])
        gold = np.array([[labels[row] == value for value in kept] for row in rows], dtype=np.int64)
        made.append(_task(found, texts, kin, scale, "scale", kept, bool(found.order[scale]), rows, gold))
    given = [row for row, codes in enumerate(found.codes) if codes is not None]
    if given:
        counts = Counter(code for codes in found.codes for code in codes or ())
        kept = sorted((code for code, n in counts.items() if n >= FEWEST), key=lambda code: (-counts[code], code))
        left_out[THEMES] = tuple(code for code in counts if counts[code] < FEWEST)
        rows = np.array(given)
        gold = np.array([[value in (found.codes[row] or ()) for value in kept] for row in rows], dtype=np.int64)
        made.append(_task(found, texts, kin, THEMES, THEMES, kept, False, rows, gold))
    return made, left_out


def fit(task: Task, rows: NDArray[np.int64], seed: int, recipe: Recipe | None = None) -> Classifier:
    """Fit the classifier of a scale or of themes on some of the texts; ``None`` chooses how on these texts."""
    texts, kin, classes = task.texts.rows(rows), task.kin[rows], task.texts.classes.source
    if task.kind == "scale":
        labels = [task.values[at] for at in task.gold[rows].argmax(axis=1)]
        model = AttitudeClassifier(task.values if task.ordered else None, seed, word_classes=classes)
        return model.learn(texts, labels, kin, recipe=recipe)
    return ThemeClassifier(task.values, seed, word_classes=classes).learn(texts, task.gold[rows], kin, recipe=recipe)


def folds(task: Task, seed: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return five folds stratified by the rarest value of each text; no group straddles two."""
    from sklearn.model_selection import StratifiedGroupKFold

    rarity = np.argsort(np.argsort(task.gold.sum(axis=0)))
    rarest = np.where(task.gold > 0, rarity, len(rarity)).min(axis=1)
    often = np.bincount(rarest) >= _FOLDS
    rarest = np.where(often[rarest], rarest, -1)  # too few to be in every fold
    n = min(_FOLDS, len(np.unique(task.kin)))
    splitter = StratifiedGroupKFold(n, shuffle=True, random_state=seed)
    with warnings.catch_warnings():  # texts of very rare values are fewer than folds
        warnings.simplefilter("ignore", UserWarning)
        return list(splitter.split(rarest, rarest, task.kin))


def evaluate(
    task: Task, target_accuracy: float, seed: int, progress: Callable[[int, int], object] = lambda n, of: None
) -> Figures:
    """Code every text by classifiers that have not seen its group, and compare."""
    repeats = 3 if task.texts.n < _SMALL else 1
    reached: dict[float, list[float]] = {part: [] for part in PARTS}
    sizes: dict[float, list[int]] = {part: [] for part in PARTS}
    runs = []
    for repeat in range(repeats):
        whole, decided = np.zeros(task.gold.shape), np.zeros_like(task.gold)
        rng = np.random.default_rng([seed, repeat])
        parted = folds(task, seed + repeat)
        for number, (seen, unseen) in enumerate(parted):
            progress(repeat * len(parted) + number, repeats * len(parted))
            recipe = None
            for part in PARTS[::-1] if repeat < _CURVES else PARTS[-1:]:
                some = _part_of(seen, task.kin, part, rng)
                probability, codes, recipe = _unseen(task, some, unseen, seed, recipe)
                reached[part].append(_f1(task, task.gold[unseen], codes))
                sizes[part].append(len(some))
                if part == 1.0:
                    whole[unseen], decided[unseen] = probability, codes
        runs.append((whole, decided))
    curve = tuple((round(float(np.mean(sizes[part]))), float(np.nanmean(reached[part]))) for part in PARTS)
    return _figures(task, runs, curve, target_accuracy)


def _unseen(
    task: Task, seen: NDArray[np.int64], unseen: NDArray[np.int64], seed: int, recipe: Recipe | None
) -> tuple[NDArray[np.float64], NDArray[np.int64], Recipe | None]:
    """Return probabilities and decisions for some texts by a classifier made from others, and its recipe."""
    probability = np.zeros((len(unseen), len(task.values)))
    present = np.flatnonzero(task.gold[seen].any(axis=0))
    if task.kind == "scale" and len(present) == 1:
        probability[:, present] = 1.0
        return probability, probability.astype(np.int64), recipe
    if task.kind == THEMES and task.gold[seen].min(axis=0).tolist() == task.gold[seen].max(axis=0).tolist():
        return probability, probability.astype(np.int64), recipe
    model = fit(task, seen, seed, recipe)
    columns = [task.values.index(value) for value in model.classes_]
    probability[:, columns] = model.predict_proba(task.texts.rows(unseen))
    decided = np.zeros(probability.shape, dtype=np.int64)
    decided[:, columns] = model.decided(probability[:, columns])[0]
    return probability, decided, model.recipe_


def _task(
    found: Codings, texts: Counted, kin: NDArray[np.int64], name: str, kind: str, kept: list[str], ordered: bool,
    rows: NDArray[np.int64], gold: NDArray[np.int64],
) -> Task:  # fmt: skip
    if len(rows) < _FEWEST_TEXTS or len(kept) < (2 if kind == "scale" else 1):
        raise UserError(
            say("training_few", id=name, n=len(rows), values=len(kept)),
            hint=say("training_few_hint", fewest=FEWEST),
            where=found.name,
        )
    groups = len(np.unique(kin[rows]))
    if groups < _FOLDS:
        raise UserError(
            say("training_alike", id=name, n=len(rows), groups=groups),
            hint=say("training_few_hint", fewest=FEWEST),
            where=found.name,
        )
    return Task(name, kind, tuple(kept), ordered, gold, texts.rows(rows), kin[rows], rows)


def _word_classes() -> str:
    """Return the shipped list of words of one kind; each classifier finds out whether it serves."""
    return (shipped.folder("models") / "volunteering" / "word_classes.txt").read_text(encoding="utf-8")


def _f1(task: Task, gold: NDArray[np.int64], guess: NDArray[np.int64]) -> float:
    from sklearn.metrics import f1_score

    average = "macro" if task.kind == "scale" else "micro"
    # A rare label that a fold has no text of is neither right nor wrong there.
    return float(f1_score(gold, guess, labels=_labels(task), average=average, zero_division=np.nan))


def _labels(task: Task) -> list[int]:
    """Return what sklearn calls the values: a single code is to it not the first column, but a class beside "no"."""
    return list(range(len(task.values))) if len(task.values) > 1 else [1]


def _figures(task: Task, runs: list[_Guess], curve: tuple[tuple[int, float], ...], target_accuracy: float) -> Figures:
    from sklearn.metrics import cohen_kappa_score, f1_score

    f1, macro, kappa, error, right, by_value = [], [], [], [], [], []
    for guess, decided in runs:
        f1.append(_f1(task, task.gold, decided))
        each = f1_score(task.gold, decided, labels=_labels(task), average=None, zero_division=0)
        by_value.append(each)
        macro.append(float(each.mean()))
        sure, hit = _sure(task, guess, decided)
        right.append(float(hit.mean()))
        if task.kind == "scale":
            error.append(automation.calibration_error(sure, hit))
            if task.ordered:
                on = [at for at, value in enumerate(task.values) if value != "not_expressed"]
                gold, coded = task.gold.argmax(axis=1), decided.argmax(axis=1)
                both = np.isin(gold, on) & np.isin(coded, on)
                kappa.append(float(cohen_kappa_score(gold[both], coded[both], weights="quadratic")))
        else:
            error.append(automation.calibration_error(guess.ravel(), task.gold.ravel() > 0))
    # The threshold is of the first draw: means over draws would be surer than one classifier is.
    sure, hit = _sure(task, *runs[0])
    found = automation.threshold(sure, hit, target_accuracy)
    threshold = 1.0 if found is None else float(np.float32(found))
    chosen = sure >= (2.0 if found is None else threshold - 1e-6)
    counts = task.gold.sum(axis=0)
    return Figures(
        target=Target(task.id, task.kind, task.values, task.ordered, threshold),
        n=task.texts.n,
        f1=float(np.mean(f1)),
        macro=float(np.mean(macro)),
        kappa=float(np.mean(kappa)) if kappa else None,
        error=float(np.mean(error)),
        right=float(np.mean(right)),
        commonest=float(counts.max() / task.texts.n),
        automatic=float(chosen.mean()),
        automatic_right=float(hit[chosen].mean()) if chosen.any() else None,
        by_value={
            value: (int(n), float(score))
            for value, n, score in zip(task.values, counts, np.mean(by_value, axis=0), strict=True)
        },
        curve=curve,
        law=learning.law([n for n, _ in curve], [score for _, score in curve]),
        held_out=runs[0][0],
        sure=sure,
        hit=hit,
    )


def _sure(
    task: Task, guess: NDArray[np.float64], decided: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how sure the whole coding of each text is, and whether all of it is right."""
    sure = guess.max(axis=1) if task.kind == "scale" else np.where(decided > 0, guess, 1 - guess).prod(axis=1)
    return sure, (decided == task.gold).all(axis=1)


def _part_of(
    rows: NDArray[np.int64], kin: NDArray[np.int64], part: float, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw a share of the kin in some rows."""
    if part == 1.0:
        return rows
    drawn = rng.permutation(np.unique(kin[rows]))
    return rows[np.isin(kin[rows], drawn[: max(round(part * len(drawn)), 2)])]
