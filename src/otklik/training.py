"""From a coded sheet to a pack: check, evaluate on texts never seen, say how many more codings would help, write.

Takes a file and the columns of its codes, gives figures and a folder. Knows no screens.
"""

from __future__ import annotations

import datetime
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik import __version__, clean, shipped, words
from otklik import codebook as codebooks
from otklik.attitudes import AttitudeClassifier, ThemeClassifier, dense
from otklik.attitudes.classifier import Recipe, read
from otklik.attitudes.features import Counted
from otklik.attitudes.folds import together
from otklik.attitudes.pack import THEMES, Classifier, Target, save
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.export import files, folder
from otklik.measure import automation, learning, suspects
from otklik.messages import say, share
from otklik.reading import codings as sheets
from otklik.reading.codings import FEWEST, Codings
from otklik.report import curves

if TYPE_CHECKING:
    import pandas as pd

FILES = ("card.md", "meta.json", "arrays.npz", "curves.svg")
PARTS = (0.25, 0.5, 0.75, 1.0)
"""Shares of the training part on which the learning curve stands."""

LEAST_KNOWN = 0.25
"""Share of content words that a text must have in common with the coded texts to be coded automatically."""

_FOLDS = 5
_SMALL = 1_000
"""Below so many texts the folds are drawn three times over: one draw would say as much of its luck."""
_FEWEST_TEXTS = 20
_FEWEST_LABEL = 3
_CURVES = 2
_LITTLE = 0.01

_Guess = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Probabilities (n_texts, n_values), and what is given by them: 0/1."""


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


@dataclass(frozen=True, slots=True)
class Training:
    """What `train` did: the codings, the figures of each target, values left out as too rare, files written.

    ``suspects`` lists codings that look wrong, the least likely first: row, text, what was coded, what looks right, and
    the held-out probability of both.
    """

    codings: Codings
    figures: tuple[Figures, ...]
    left_out: Mapping[str, tuple[str, ...]]
    suspects: pd.DataFrame
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Task:
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


def train(
    path: str | Path,
    out: str | Path,
    *,
    text: str | None = None,
    scales: Mapping[str, str] | None = None,
    themes: Sequence[str] = (),
    codebook: str | None = None,
    sheet: str | None = None,
    separator: str | None = None,
    coder: str | None = None,
    respondent: str | None = None,
    order: Mapping[str, Sequence[str]] | None = None,
    vectors: str | None = None,
    encoder: str | None = None,
    target_accuracy: float = 0.9,
    seed: int = 0,
    overwrite: bool = False,
    progress: Callable[[str, int, int], object] = lambda target, n, of: None,
) -> Training:
    """Train one classifier for each scale and one set for themes, evaluate them, and write a pack to ``out``.

    Columns are named as in `otklik.reading.codings.read`. Every figure comes from folds that no duplicate and no
    respondent straddles; a classifier for a fold is made, calibration and all, from the other folds alone. ``progress``
    is told the target, how many folds are done, and of how many.

    ``vectors`` and ``encoder`` are those of `AttitudeClassifier`.

    Raises `UserError` when the sheet can't be used, holds too few codings, or ``out`` is there already, and when word
    vectors or the encoder cannot be opened.
    """
    place = Path(out)
    folder.refuse_existing(place, overwrite)
    if THEMES in (scales or {}):  # the name of the codes
        raise UserError(
            say("mistake_invalid_value", name="--scale"), hint=say("codings_no_columns_hint"), where=f"--scale {THEMES}"
        )
    book = codebooks.load(codebook) if codebook else None
    found = sheets.read(
        path, text, scales, themes,
        sheet=sheet, separator=separator, coder=coder, respondent=respondent, order=order, book=book,
    )  # fmt: skip
    sources = dense.opened(vectors, encoder)
    tasks, left_out = _tasks(found, sources)
    figures, classifiers = [], {}
    for task in tasks:
        figures.append(evaluate(task, target_accuracy, seed, partial(progress, task.id)))
        model = classifiers[task.id] = _fit(task, np.arange(task.texts.n), seed)
        if isinstance(model, ThemeClassifier):
            target = replace(figures[-1].target, given_from=float(model.threshold_))
            figures[-1] = replace(figures[-1], target=target)
    card = _card(found, figures, left_out, target_accuracy, seed, place.name)
    meta = _meta(found, figures, left_out, target_accuracy, seed, book) | {"sources": dense.told(sources)}
    with folder.whole(place, FILES, overwrite=overwrite) as hidden:
        save(hidden, [one.target for one in figures], classifiers, least_known=LEAST_KNOWN, meta=meta, card=card)
        held = [curves.Held(one.target.id, one.sure, one.hit) for one in figures]
        (hidden / "curves.svg").write_text(curves.svg(held, target_accuracy), encoding="utf-8", newline="\n")
    suspect = _suspects(found, tasks, figures)
    paths = [place / name for name in FILES]
    if len(suspect):
        # Not in the pack: whoever passes a model on need not pass on what people wrote.
        paths.append(place.with_name(f"{place.name}-suspects.csv"))
        files.write_csv(paths[-1], suspect)
    return Training(found, tuple(figures), left_out, suspect, tuple(paths))


def evaluate(
    task: _Task, target_accuracy: float, seed: int, progress: Callable[[int, int], object] = lambda n, of: None
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
                probability, codes, recipe = _held_out(task, some, unseen, seed, recipe)
                reached[part].append(_f1(task, task.gold[unseen], codes))
                sizes[part].append(len(some))
                if part == 1.0:
                    whole[unseen], decided[unseen] = probability, codes
        runs.append((whole, decided))
    curve = tuple((round(float(np.mean(sizes[part]))), float(np.nanmean(reached[part]))) for part in PARTS)
    return _figures(task, runs, curve, target_accuracy)


def folds(task: _Task, seed: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
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


def more(figures: Figures) -> str:
    """Say how much more codings would help, and of what."""
    now = figures.curve[-1][1]
    if figures.law is None:
        said = say("learning_unknown", now=f"{now:.2f}", n=figures.curve[-1][0])
    else:
        double = 2 * figures.curve[-1][0]
        gain = figures.law.at(double) - figures.law.at(figures.curve[-1][0])
        key = "learning_little" if gain < _LITTLE else "learning_more"
        then = f"{min(now + gain, 1.0):.2f}"
        said = (
            say("learning_little", n=double, now=f"{now:.2f}", then=then)
            if key == "learning_little"
            else say("learning_more", n=double, now=f"{now:.2f}", then=then)
        )
    weak = sorted(
        ((f1, count, value) for value, (count, f1) in figures.by_value.items() if f1 < figures.macro),
        key=lambda one: one,
    )[:3]
    if weak:
        said += " " + say(
            "learning_where", labels=", ".join(f"{value} ({count}; F1 {f1:.2f})" for f1, count, value in weak)
        )
    return said


def _tasks(found: Codings, sources: dense.Sources | None = None) -> tuple[list[_Task], dict[str, tuple[str, ...]]]:
    counted = words.count(clean.text(text).text for text in found.texts)
    texts, kin = read(counted, _word_classes(), sources), together(counted, found.groups.tolist())
    tasks, left_out = [], {}
    for scale, labels in found.labels.items():
        counts = Counter(label for label in labels if label)
        rare = tuple(label for label, n in counts.items() if n < _FEWEST_LABEL)
        kept = [label for label in found.order[scale] or sorted(counts) if counts[label] >= _FEWEST_LABEL]
        left_out[scale] = rare
        rows = np.flatnonzero([label in kept for label in labels])
        gold = np.array([[labels[row] == value for value in kept] for row in rows], dtype=np.int64)
        tasks.append(_task(found, texts, kin, scale, "scale", kept, bool(found.order[scale]), rows, gold))
    given = [row for row, codes in enumerate(found.codes) if codes is not None]
    if given:
        counts = Counter(code for codes in found.codes for code in codes or ())
        kept = sorted((code for code, n in counts.items() if n >= FEWEST), key=lambda code: (-counts[code], code))
        left_out[THEMES] = tuple(code for code in counts if counts[code] < FEWEST)
        rows = np.array(given)
        gold = np.array([[value in (found.codes[row] or ()) for value in kept] for row in rows], dtype=np.int64)
        tasks.append(_task(found, texts, kin, THEMES, THEMES, kept, False, rows, gold))
    return tasks, left_out


def _word_classes() -> str:
    """Return the shipped list of words of one kind; each classifier finds out whether it serves."""
    return (shipped.folder("models") / "volunteering" / "word_classes.txt").read_text(encoding="utf-8")


def _task(
    found: Codings, texts: Counted, kin: NDArray[np.int64], name: str, kind: str, kept: list[str], ordered: bool,
    rows: NDArray[np.int64], gold: NDArray[np.int64],
) -> _Task:  # fmt: skip
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
    return _Task(name, kind, tuple(kept), ordered, gold, texts.rows(rows), kin[rows], rows)


def _fit(task: _Task, rows: NDArray[np.int64], seed: int, recipe: Recipe | None = None) -> Classifier:
    """Fit the classifier of a scale or of themes on some of the texts; ``None`` chooses how on these texts."""
    texts, kin, classes = task.texts.rows(rows), task.kin[rows], task.texts.classes.source
    if task.kind == "scale":
        labels = [task.values[at] for at in task.gold[rows].argmax(axis=1)]
        model = AttitudeClassifier(task.values if task.ordered else None, seed, word_classes=classes)
        return model.learn(texts, labels, kin, recipe=recipe)
    return ThemeClassifier(task.values, seed, word_classes=classes).learn(texts, task.gold[rows], kin, recipe=recipe)


def _held_out(
    task: _Task, seen: NDArray[np.int64], unseen: NDArray[np.int64], seed: int, recipe: Recipe | None
) -> tuple[NDArray[np.float64], NDArray[np.int64], Recipe | None]:
    """Return probabilities and decisions for some texts by a classifier made from others, and its recipe."""
    probability = np.zeros((len(unseen), len(task.values)))
    present = np.flatnonzero(task.gold[seen].any(axis=0))
    if task.kind == "scale" and len(present) == 1:
        probability[:, present] = 1.0
        return probability, probability.astype(np.int64), recipe
    if task.kind == THEMES and task.gold[seen].min(axis=0).tolist() == task.gold[seen].max(axis=0).tolist():
        return probability, probability.astype(np.int64), recipe
    model = _fit(task, seen, seed, recipe)
    columns = [task.values.index(value) for value in model.classes_]
    probability[:, columns] = model.predict_proba(task.texts.rows(unseen))
    decided = np.zeros(probability.shape, dtype=np.int64)
    decided[:, columns] = model.decided(probability[:, columns])[0]
    return probability, decided, model.recipe_


def _f1(task: _Task, gold: NDArray[np.int64], guess: NDArray[np.int64]) -> float:
    from sklearn.metrics import f1_score

    average = "macro" if task.kind == "scale" else "micro"
    return float(f1_score(gold, guess, average=average, zero_division=0))


def _figures(task: _Task, runs: list[_Guess], curve: tuple[tuple[int, float], ...], target_accuracy: float) -> Figures:
    from sklearn.metrics import cohen_kappa_score, f1_score

    f1, macro, kappa, error, right, by_value = [], [], [], [], [], []
    for guess, decided in runs:
        f1.append(_f1(task, task.gold, decided))
        each = f1_score(task.gold, decided, average=None, zero_division=0)
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


def _suspects(found: Codings, tasks: Sequence[_Task], figures: Sequence[Figures]) -> pd.DataFrame:
    """List codings that look wrong; of themes each code is looked at by itself."""
    import pandas as pd

    lines = []
    for task, one in zip(tasks, figures, strict=True):
        if task.kind == "scale":
            cases = [(task.values, one.held_out, task.gold.argmax(axis=1))]
        else:
            cases = [
                ((say("suspect_without", code=value), value), np.column_stack([1 - p, p]), gold)
                for value, p, gold in zip(task.values, one.held_out.T, task.gold.T, strict=True)
            ]
        for values, probability, given in cases:
            for row, label in zip(*suspects.suspects(probability, given), strict=True):
                line = int(task.rows[row])
                chances = float(probability[row, given[row]]), float(probability[row, label])
                lines.append(
                    (
                        " ".join(map(str, found.rows[line])),
                        found.texts[line],
                        one.target.id,
                        values[given[row]],
                        values[label],
                        *chances,
                    )
                )
    columns = ["row", "text", "target", "coded", "looks_like", "p_coded", "p_looks_like"]
    table = pd.DataFrame(lines, columns=columns).sort_values("p_coded", kind="stable", ignore_index=True)
    return table.round({"p_coded": 3, "p_looks_like": 3})


def _sure(
    task: _Task, guess: NDArray[np.float64], decided: NDArray[np.int64]
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


def _meta(
    found: Codings, figures: list[Figures], left_out: Mapping[str, tuple[str, ...]], target_accuracy: float,
    seed: int, book: Codebook | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "otklik": __version__,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "codebook": book.id if book else None,
        "automatic_accuracy": target_accuracy,
        "seed": seed,
        "trained_on": {
            "file": found.name,
            "sha256": found.sha256,
            "text_column": found.text_column,
            "texts": len(found.texts),
            "groups": len(np.unique(found.groups)),
            "set_aside": len(found.aside),
            "left_out": {name: list(values) for name, values in left_out.items()},
        },
        "held_out": {
            one.target.id: {
                "n": one.n,
                "f1": round(one.f1, 4),
                "macro_f1": round(one.macro, 4),
                "quadratic_kappa": None if one.kappa is None else round(one.kappa, 4),
                "calibration_error": round(one.error, 4),
                "automatic": round(one.automatic, 4),
                "curve": [[n, round(score, 4)] for n, score in one.curve],
                "law": [one.law.best, one.law.loss, one.law.rate] if one.law else None,
            }
            for one in figures
        },
    }


def _card(
    found: Codings, figures: list[Figures], left_out: Mapping[str, tuple[str, ...]], target_accuracy: float, seed: int,
    name: str,
) -> str:  # fmt: skip
    lines = []
    for one in figures:
        lines += ["", f"### {one.target.id}", "", say("card_values_head"), "| --- | --- | --- |"]
        lines += [f"| {value} | {n} | {score:.2f} |" for value, (n, score) in one.by_value.items()]
        if left_out[one.target.id]:
            lines += ["", say("training_left_out", labels=", ".join(left_out[one.target.id]))]
        lines += ["", more(one)]
    table = "\n".join(
        f"| {one.target.id} | {one.n} | {one.f1:.3f} | {one.macro:.3f} "
        f"| {'—' if one.kappa is None else f'{one.kappa:.3f}'} | {one.error:.3f} | {share(one.right)} "
        f"| {share(one.automatic)} | {share(one.automatic_right)} |"
        for one in figures
    )
    notes = "\n".join(f"- {note.where}: {note.text}" for note in found.findings) or "—"
    return say(
        "card", name=name, file=found.name, sha=found.sha256, column=found.text_column, texts=len(found.texts),
        groups=len(np.unique(found.groups)), aside=len(found.aside), target=share(target_accuracy), seed=str(seed),
        version=__version__, table=table, values="\n".join(lines), notes=notes,
    )  # fmt: skip
