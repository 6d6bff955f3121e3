"""Probabilities of coded texts by models that have not seen them, although the sheet trained the model.

Takes codings and the texts of a survey, gives probabilities of all of them. Never estimates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from otklik import clean, held_out, words
from otklik.attitudes import AttitudePack, dense
from otklik.reading.codings import Codings

Trial = tuple[tuple[str, ...], NDArray[np.float64]]
"""Values of a target, and probabilities (n_texts, n_values)."""


def probabilities(
    found: Codings,
    texts: Sequence[str],
    counted: words.Words,
    names: Sequence[str],
    pack: AttitudePack,
    seed: int,
    progress: Callable[[str, int, int], object],
) -> dict[str, Trial]:
    """Return values and probabilities (n_texts, n_values) of the answers by models that have not seen them.

    Five models are trained on four fifths of the codings each. A coded text gets the probabilities of the one that was
    trained without it, all others the mean of the five (Zrnic and Candès 2024).
    """
    tasks, _ = held_out.tasks(found, dense.recalled(pack.meta.get("sources", {})))
    place: dict[str, list[int]] = {}
    for at, text in enumerate(found.texts):
        place.setdefault(clean.key(text), []).append(at)
    answers = [place.get(clean.key(text), []) for text in texts]
    told = {}
    for task in (one for one in tasks if one.id in names):
        folds = held_out.folds(task, seed)
        mean = np.zeros((len(counted), len(task.values)))
        held = np.zeros_like(mean)
        of_coding = np.full(len(found.texts), -1)
        for number, (_, unseen) in enumerate(folds):
            of_coding[task.rows[unseen]] = number
        fold = np.array([next((of_coding[at] for at in places if of_coding[at] >= 0), -1) for places in answers])
        for number, (seen, _) in enumerate(folds):
            progress(task.id, number, len(folds))
            model = held_out.fit(task, seen, seed)
            p = np.zeros_like(mean)
            p[:, [task.values.index(value) for value in model.classes_]] = model.predict_proba(counted)
            mean += p / len(folds)
            held[fold == number] = p[fold == number]
        told[task.id] = task.values, np.where((fold >= 0)[:, None], held, mean)
    return told
