"""How well codes given by a machine meet those given by people.

Takes two codings as arrays, probabilities, and who wrote each text; gives figures with limits. Never sees a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.measure import automation
from otklik.measure.resampling import Drawn, Kind, summed

BINS = 15

Counts = NDArray[np.float64]
"""Counts of texts; leading axes are resamples, the last two are what each function says."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One target coded twice: ``gold`` and ``guess`` are marks (n_texts, n_values), ``probability`` is the machine's.

    ``sure`` is how probable the whole coding of each text is. Of a scale each text has one value, of themes (``many``)
    any number. ``off`` is the place of the value that lies off an ordered scale. ``complete`` is false for texts that
    have a code beyond ``values``: their guess is never wholly right. ``groups`` numbers respondents, ``threshold`` is
    how sure a coding must be to need no person.
    """

    values: tuple[str, ...]
    gold: NDArray[np.bool_]
    guess: NDArray[np.bool_]
    probability: NDArray[np.float64]
    sure: NDArray[np.float64]
    groups: NDArray[np.int64]
    complete: NDArray[np.bool_]
    threshold: float
    ordered: bool = False
    off: int | None = None
    many: bool = False

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the whole coding of each text is right."""
        return np.asarray((self.gold == self.guess).all(axis=1) & self.complete)

    @property
    def automatic(self) -> NDArray[np.bool_]:
        """Whether each text is sure enough to need no person."""
        return np.asarray(self.sure >= self.threshold)


def accuracy(confusion: Counts) -> NDArray[np.float64]:
    """Return the share of texts whose value is right; ``confusion`` is (..., gold, guess).

    >>> accuracy(np.array([[3.0, 1.0], [0.0, 0.0]])).item()
    0.75

    *Read with care*: where one value is common, naming it always is accurate and says nothing.
    """
    return _ratio(np.trace(confusion, axis1=-2, axis2=-1), confusion.sum(axis=(-2, -1)))


def precision(hits: Counts) -> NDArray[np.float64]:
    """Return of each value how many of the texts given it have it; ``hits`` is (..., values, 3): both, guess, gold.

    The three count texts that have a value by both codings, by the guess alone, by gold alone.

    *Read with care*: a machine that gives a value twice a year may be right both times.
    """
    return _ratio(hits[..., 0], hits[..., 0] + hits[..., 1])


def recall(hits: Counts) -> NDArray[np.float64]:
    """Return of each value how many of the texts that have it were given it; ``hits`` as in `precision`.

    *Read with care*: giving a value to every text finds all of it.
    """
    return _ratio(hits[..., 0], hits[..., 0] + hits[..., 2])


def f1(hits: Counts) -> NDArray[np.float64]:
    """Return the harmonic mean of precision and recall of each value; ``hits`` as in `precision`.

    >>> f1(np.array([[2.0, 1.0, 1.0], [0.0, 0.0, 0.0]])).round(3).tolist()
    [0.667, nan]

    *Read with care*: it falls with the rarity of a value, so a rare value and a common one can't be compared by it.
    """
    return _ratio(2 * hits[..., 0], 2 * hits[..., 0] + hits[..., 1] + hits[..., 2])


def macro_f1(hits: Counts) -> NDArray[np.float64]:
    """Return the mean F1 of the values that either coding has; ``hits`` as in `precision`.

    *Read with care*: a value of three texts weighs as much as one of three hundred. Samples with other values have
    other means.
    """
    each = f1(hits)
    told = np.isfinite(each)
    return _ratio(np.where(told, each, 0.0).sum(axis=-1), told.sum(axis=-1))


def micro_f1(hits: Counts) -> NDArray[np.float64]:
    """Return the F1 of all codes of all texts together; ``hits`` as in `precision`.

    *Read with care*: it is mostly the figure of the common codes.
    """
    return f1(hits.sum(axis=-2))


def kappa(confusion: Counts) -> NDArray[np.float64]:
    """Return Cohen's kappa with quadratic weights (Cohen 1968); ``confusion`` is of an ordered scale alone.

    >>> kappa(np.array([[4.0, 0.0], [0.0, 4.0]])).item()
    1.0

    *Read with care*: agreement beyond chance given both margins; it falls where nearly all texts have one value. Texts
    that either coding puts off the scale are not in it: recall of ``not_expressed`` speaks of those.
    """
    steps = np.arange(confusion.shape[-1])
    weight = (steps[:, None] - steps) ** 2
    chance = confusion.sum(axis=-1)[..., :, None] * confusion.sum(axis=-2)[..., None, :]
    seen, expected = (confusion * weight).sum(axis=(-2, -1)), (chance * weight).sum(axis=(-2, -1))
    return np.asarray(1 - _ratio(seen * confusion.sum(axis=(-2, -1)), expected))


def absolute_error(confusion: Counts) -> NDArray[np.float64]:
    """Return by how many steps a guess is off on average (MAE); ``confusion`` is of an ordered scale alone.

    *Read with care*: it takes every step to be as long as every other, and is mostly the error of the common values.
    """
    steps = np.arange(confusion.shape[-1])
    return _ratio((confusion * np.abs(steps[:, None] - steps)).sum(axis=(-2, -1)), confusion.sum(axis=(-2, -1)))


def macro_absolute_error(confusion: Counts) -> NDArray[np.float64]:
    """Return the mean over gold values of the mean error in steps (Baccianella, Esuli and Sebastiani 2009).

    >>> macro_absolute_error(np.array([[2.0, 0.0], [1.0, 1.0]])).item()
    0.25

    *Read with care*: as of every macro figure, a value of few texts moves it much.
    """
    steps = np.arange(confusion.shape[-1])
    each = _ratio((confusion * np.abs(steps[:, None] - steps)).sum(axis=-1), confusion.sum(axis=-1))
    told = np.isfinite(each)
    return _ratio(np.where(told, each, 0.0).sum(axis=-1), told.sum(axis=-1))


def calibration_error(bins: Counts) -> NDArray[np.float64]:
    """Return the expected calibration error (Guo et al. 2017); ``bins`` is (..., bins, 3): texts, probability, right.

    *Read with care*: even well-meant probabilities show some error, the more the fewer the texts; two models compare
    fairly on the same texts alone.
    """
    gap = np.abs(bins[..., 1] - bins[..., 2]).sum(axis=-1)
    return _ratio(gap, bins[..., 0].sum(axis=-1))


def figures(judged: Judged, draws: NDArray[np.uint8]) -> dict[tuple[str, str], Drawn]:
    """Return every figure by value ("" for all of them together) and name, with its resamples.

    Of a scale: ``accuracy``, ``macro_f1``, where it is ordered ``kappa``, ``mae``, ``macro_mae``. Of themes:
    ``micro_f1``, ``macro_f1``, and ``accuracy``, the share of texts with all codes right. Of both: ``ece``,
    ``automatic`` (the share of texts from the threshold on), ``automatic_right`` (how many of those are right), and for
    each value ``precision``, ``recall``, ``f1``.

    *Read with care*: see each function; all of them take gold for the truth, which coders seldom agree on.
    """
    (whole,) = by_part(judged, np.zeros(len(judged.gold), dtype=np.int64), draws)
    found = {("", name): one for name, one in whole.items()}
    if judged.ordered and not judged.many:
        found |= _on_scale(judged, draws)
    bins = np.stack(_bins(judged, draws), axis=-1)
    found["", "ece"] = _drawn(judged, calibration_error(bins), None, "error", "no_texts")
    sums = summed(draws, judged.groups, 2 * judged.automatic + judged.right.astype(np.int64), 4)
    given = sums[:, 2] + sums[:, 3]
    found["", "automatic"] = _drawn(judged, _ratio(given, sums.sum(axis=1)), None, "share", "no_texts")
    sure = _ratio(sums[:, 3], given)
    found["", "automatic_right"] = _drawn(judged, sure, judged.automatic, "share", "none_automatic")
    hits = _hits(judged, draws)
    each: tuple[tuple[str, Callable[[Counts], NDArray[np.float64]], Kind, str], ...] = (
        ("precision", precision, "share", "never_guessed"),
        ("recall", recall, "share", "never_in_gold"),
        ("f1", f1, "index", "never_either"),
    )
    for name, function, kind, why in each:
        values = function(hits)
        for at, value in enumerate(judged.values):
            behind = judged.guess[:, at] if name == "precision" else judged.gold[:, at]
            found[value, name] = _drawn(judged, values[:, at], behind, kind, why)
    return found


def by_part(judged: Judged, parts: NDArray[np.int64], draws: NDArray[np.uint8]) -> list[dict[str, Drawn]]:
    """Return ``accuracy``, ``macro_f1``, of themes ``micro_f1`` of each part, and ``accuracy_gap`` to all other parts.

    ``parts`` numbers the part of each text from 0; a part that is all texts has no gap.

    *Read with care*: in a small part some values have few texts or none, and macro-F1 leaves out those with none.
    """
    n_parts, n_values = int(parts.max()) + 1, len(judged.values)
    right = summed(draws, judged.groups, 2 * parts + judged.right, 2 * n_parts).reshape(-1, n_parts, 2)
    hits = _hits(judged, draws, parts).reshape(-1, n_parts, n_values, 3)
    share = _ratio(right[..., 1], right.sum(axis=-1))
    rest = right.sum(axis=1, keepdims=True) - right
    gap = share - _ratio(rest[..., 1], rest.sum(axis=-1))
    found = []
    for at in range(n_parts):
        inside = parts == at
        own = {"accuracy": _drawn(judged, share[:, at], inside, "share", "no_texts")}
        if judged.many:
            own["micro_f1"] = _drawn(judged, micro_f1(hits[:, at]), inside, "index", "never_either")
        own["macro_f1"] = _drawn(judged, macro_f1(hits[:, at]), inside, "index", "never_either")
        if not inside.all():
            own["accuracy_gap"] = _drawn(judged, gap[:, at], inside, "index", "no_texts")
        found.append(own)
    return found


def confusion(judged: Judged) -> NDArray[np.int64]:
    """Return counts (gold, guess) of a scale, or of each theme (values, gold, guess) with 0 not given and 1 given.

    *Read with care*: rows with few texts say little of where the errors of a value go.
    """
    gold, guess = judged.gold.astype(np.int64), judged.guess.astype(np.int64)
    if not judged.many:
        return np.asarray(gold.T @ guess)
    both = (gold * guess).sum(axis=0)
    a, b = gold.sum(axis=0) - both, guess.sum(axis=0) - both
    return np.stack([np.stack([len(gold) - both - a - b, b], -1), np.stack([a, both], -1)], -2)


def reliability(judged: Judged) -> NDArray[np.float64]:
    """Return for each of 15 bins of probability: texts (of themes, codes of texts), mean probability, share right.

    The last two are NaN where a bin is empty.

    *Read with care*: of a bin with few texts the share is mostly luck.
    """
    n, p, right = (one[0] for one in _bins(judged, np.ones((1, int(judged.groups.max()) + 1), dtype=np.uint8)))
    return np.column_stack([n, _ratio(p, n), _ratio(right, n)])


def automated(judged: Judged) -> NDArray[np.float64]:
    """Return the accuracy–automation curve: the lowest probability coded, the share of texts, the share right of them.

    *Read with care*: a threshold picked from this curve for the accuracy it shows misses it in about half of all
    studies; `automation.threshold` allows for that.
    """
    sure = np.sort(judged.sure)[::-1]
    part, right = automation.curve(judged.sure, judged.right)
    last = np.append(sure[:-1] != sure[1:], True)  # ties are coded together
    return np.asarray(np.column_stack([sure, part, right])[last])


def _on_scale(judged: Judged, draws: NDArray[np.uint8]) -> dict[tuple[str, str], Drawn]:
    on = [at for at in range(len(judged.values)) if at != judged.off]
    both = np.asarray(judged.gold[:, on].any(axis=1) & judged.guess[:, on].any(axis=1))
    cells = judged.gold[both][:, on].argmax(axis=1) * len(on) + judged.guess[both][:, on].argmax(axis=1)
    counts = summed(draws, judged.groups[both], cells, len(on) ** 2).reshape(-1, len(on), len(on))
    why = "no_variation" if both.any() else "off_scale"
    return {
        ("", "kappa"): _drawn(judged, kappa(counts), both, "index", why),
        ("", "mae"): _drawn(judged, absolute_error(counts), both, "index", "off_scale"),
        ("", "macro_mae"): _drawn(judged, macro_absolute_error(counts), both, "index", "off_scale"),
    }


def _hits(judged: Judged, draws: NDArray[np.uint8], parts: NDArray[np.int64] | None = None) -> Counts:
    """Return (resamples, values, 3), of parts one after the other: a value in both codings, the guess alone, gold."""
    text, value = np.nonzero(judged.gold | judged.guess)
    gold, guess = judged.gold[text, value], judged.guess[text, value]
    n_values, n_parts = len(judged.values), 1 if parts is None else int(parts.max()) + 1
    cell = 3 * value + np.where(gold & guess, 0, np.where(guess, 1, 2))
    cell += 0 if parts is None else 3 * n_values * parts[text]
    return summed(draws, judged.groups[text], cell, 3 * n_values * n_parts).reshape(-1, n_values * n_parts, 3)


def _bins(judged: Judged, draws: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
    """Return for each resample and bin the number of probabilities, their sum, and how many of them came true."""
    p = judged.probability.ravel() if judged.many else judged.sure
    true = judged.gold.ravel() if judged.many else judged.right
    groups = np.repeat(judged.groups, len(judged.values)) if judged.many else judged.groups
    cell = np.minimum((p * BINS).astype(np.int64), BINS - 1)
    return [summed(draws, groups, cell, BINS, weights) for weights in (None, p, true.astype(np.float64))]


def _drawn(
    judged: Judged, values: NDArray[np.float64], behind: NDArray[np.bool_] | None, kind: Kind, why: str
) -> Drawn:
    """Say of how many texts and groups a figure is; ``behind`` marks them where they are not all."""
    groups = judged.groups if behind is None else judged.groups[behind]
    return Drawn(values, len(groups), len(np.unique(groups)), kind, why)


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(below > 0, above / below, np.nan))
