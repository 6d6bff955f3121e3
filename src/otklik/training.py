"""From a coded sheet to a pack: check, evaluate on texts never seen, say how many more codings would help, write.

Takes a file and the columns of its codes, gives figures and a folder. Knows no screens.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from otklik import __version__, held_out
from otklik import codebook as codebooks
from otklik.attitudes import ThemeClassifier, dense
from otklik.attitudes.pack import THEMES, save
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.export import files, folder
from otklik.held_out import Figures, Task
from otklik.measure import coders, suspects
from otklik.messages import say, share
from otklik.reading import codings as sheets
from otklik.reading.codings import Codings, Layout
from otklik.report import coders as told_of_coders
from otklik.report import curves

if TYPE_CHECKING:
    import pandas as pd

FILES = ("card.md", "meta.json", "arrays.npz", "curves.svg")

LEAST_KNOWN = 0.25
"""Share of content words that a text must have in common with the coded texts to be coded automatically."""

_LITTLE = 0.01


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

    Columns are named as in `otklik.reading.codings.Layout`. Every figure comes from folds that no duplicate and no
    respondent straddles; a classifier for a fold is made, calibration and all, from the other folds alone. ``progress``
    is told the target, how many folds are done, and of how many.

    ``vectors`` and ``encoder`` are those of `AttitudeClassifier`.

    Raises `UserError` when the sheet can't be used, holds too few codings, or ``out`` is there already, and when word
    vectors or the encoder cannot be opened.
    """
    place = Path(out)
    folder.refuse_existing(place, overwrite)
    for name in scales or {}:
        if name == THEMES or not re.fullmatch(r"[\w-]+", name):  # themes: the name of the codes
            raise UserError(
                say("training_scale_name", name=name), hint=say("training_scale_name_hint"), where=f"--scale {name}"
            )
    book = codebooks.load(codebook) if codebook else None
    found = sheets.read(
        path, Layout(text, scales or {}, themes, sheet, separator, coder, respondent, order or {}, book)
    )
    sources = dense.opened(vectors, encoder)
    tasks, left_out = held_out.tasks(found, sources)
    figures, classifiers = [], {}
    for task in tasks:
        figures.append(held_out.evaluate(task, target_accuracy, seed, partial(progress, task.id)))
        model = classifiers[task.id] = held_out.fit(task, np.arange(task.texts.n), seed)
        if isinstance(model, ThemeClassifier):
            target = replace(figures[-1].target, given_from=float(model.threshold_))
            figures[-1] = replace(figures[-1], target=target)
    agreed = coders.summary({name or THEMES: table for name, table in found.given.items()}, found.order, seed=seed)
    card = _card(found, figures, left_out, target_accuracy, seed, place.name, told_of_coders.markdown(agreed))
    meta = _meta(found, figures, left_out, target_accuracy, seed, book) | {"sources": dense.told(sources)}
    meta |= {"agreement": agreed.facts} if agreed else {}
    with folder.whole(place, FILES, overwrite=overwrite) as hidden:
        save(
            hidden, [one.target for one in figures], classifiers,
            least_known=LEAST_KNOWN, meta=meta, card=card, texts=found.texts,
        )  # fmt: skip
        held = [curves.Held(one.target.id, one.sure, one.hit) for one in figures]
        (hidden / "curves.svg").write_text(curves.svg(held, target_accuracy), encoding="utf-8", newline="\n")
    suspect = _suspects(found, tasks, figures)
    paths = [place / name for name in FILES]
    if len(suspect):
        # Not in the pack: whoever passes a model on need not pass on what people wrote.
        paths.append(place.with_name(f"{place.name}-suspects.csv"))
        files.write_csv(paths[-1], suspect)
    return Training(found, tuple(figures), left_out, suspect, tuple(paths))


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


def _suspects(found: Codings, tasks: Sequence[Task], figures: Sequence[Figures]) -> pd.DataFrame:
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
    name: str, agreed: str,
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
        version=__version__, table=table, values="\n".join(lines), notes=notes, coders=agreed,
    )  # fmt: skip
