"""Shares from machine codes that a random part coded by hand has put right, with honest intervals.

Takes probabilities, who was sampled with what chance, and the hand codes, gives shares and the covariance of their
errors. Never sees a text, and never knows how the probabilities came about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik.measure import shares

if TYPE_CHECKING:
    import pandas as pd

METHOD = "regression (GREG) on machine probabilities, Wilson 95% on the effective n"
"""The method written beside shares that hand codes have put right."""

_SURE = 1e12
"""An effective n above which nothing is left to chance."""
_TEXTS_A_SLOPE = 10
_SMALL_STRATUM = 2


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Estimated shares of each class in each domain: ``share`` is (n_domains, n_classes).

    ``covariance`` (n_domains, n_classes, n_domains, n_classes) is of their errors, ``n`` (n_domains) how many texts
    are coded by hand, ``given`` (n_domains, n_classes) how many of those have the class, ``worth`` how many texts,
    drawn at random and all coded by hand, would tell as much of the share. NaN in domains without hand-coded texts.
    """

    share: NDArray[np.float64]
    covariance: NDArray[np.float64]
    n: NDArray[np.int64]
    given: NDArray[np.int64]
    worth: NDArray[np.float64]

    @property
    def limits(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the limits of the 95% intervals: Wilson's on the effective n."""
        sure = self.worth >= _SURE
        low, high = shares.wilson(self.share * self.worth, self.worth)
        return np.where(sure, self.share, low), np.where(sure, self.share, high)

    def mixed(self, mixing: NDArray[np.float64]) -> Shares:
        """Return shares of sums of classes: ``mixing`` is (n_classes, n_sums), 0/1."""
        covariance = np.einsum("akbl,km,ln->ambn", self.covariance, mixing, mixing, optimize=True)
        share = (self.share @ mixing).clip(0, 1)
        given = (self.given @ mixing).astype(np.int64)
        bound = self.worth.min(axis=1, keepdims=True)
        return Shares(share, covariance, self.n, given, _worth(share, _variances(covariance), given, self.n, bound))


def prevalence(
    probabilities: NDArray[np.float64],
    sampled: NDArray[Any],
    codings: Sequence[Any] | NDArray[np.int64],
    classes: Sequence[Any],
    weights: NDArray[np.float64] | None = None,
    population: int | None = None,
    *,
    chances: NDArray[np.float64] | None = None,
) -> pd.DataFrame:
    """Estimate how common each class is from the probabilities of all texts and the hand codes of a random part.

    ``probabilities`` is (n_texts, n_classes); ``sampled`` marks the texts coded by hand (n_texts truth values) or
    numbers them; ``codings`` holds the class of each of those in the same order, or 0/1 (n_sampled, n_classes) where a
    text can have several. ``weights`` are survey weights. ``population`` is how many answers there are in all, if
    those given are a good part of them: as many as given means that the survey is the population; ``None`` means that
    they are few of very many. ``chances`` (n_texts) is the probability with which each text was chosen for coding by
    hand, the same for all by default. Gives class, share, low, high (95%), n (hand-coded texts) and method.

    The regression estimator (Cassel, Särndal and Wretman 1976; Särndal, Swensson and Wretman 1992, 6.4; with machine
    codes prediction-powered inference, Angelopoulos et al. 2023): hand codes are regressed on the probabilities, the
    regression is carried to all texts, and so any bias of the machine is taken out. Two samplings are in the variance
    (Cochran 1977, 12.6): of answers from the population and of texts for coding.

    >>> codings = ["for"] * 30 + ["against"] * 10
    >>> told = prevalence(np.full((400, 2), 0.5), np.arange(40), codings, ["for", "against"])
    >>> told[["class", "share", "n"]].to_numpy().tolist()
    [['for', 0.75, 40], ['against', 0.25, 40]]

    Raises ``ValueError`` for shapes that do not fit, unknown classes, or fewer than two hand-coded texts.

    *Read with care*: everything stands on the hand-coded texts being a random sample; texts picked because the model
    was unsure give shares that are off by ten points and more. The model must not have been trained on them, or each
    one's probabilities must come from a model that had not seen it.
    """
    import pandas as pd

    p = np.asarray(probabilities, dtype=np.float64)
    if p.ndim != 2 or p.shape[1] != len(classes):
        raise ValueError(f"probabilities of shape {p.shape} for {len(classes)} classes")
    chosen = np.asarray(sampled)
    rows = np.flatnonzero(chosen) if chosen.dtype == bool else chosen.astype(np.int64)
    codes = np.asarray(codings)
    if codes.ndim == 1:
        number = {name: at for at, name in enumerate(classes)}
        unknown = sorted({str(one) for one in codes.tolist() if one not in number})
        if unknown:
            raise ValueError(f"codings hold what is no class: {', '.join(unknown)}")
        marks = np.eye(len(classes))[[number[one] for one in codes.tolist()]]
    else:
        marks = codes.astype(np.float64)
    found = estimate(
        p, rows, marks, many=codes.ndim > 1, population=population,
        weights=None if weights is None else np.asarray(weights, dtype=np.float64)[:, None],
        chances=None if chances is None else np.asarray(chances, dtype=np.float64)[rows],
    )  # fmt: skip
    low, high = found.limits
    return pd.DataFrame(
        {
            "class": list(classes), "share": found.share[0], "low": low[0], "high": high[0],
            "n": int(found.n[0]), "method": METHOD,
        }
    )  # fmt: skip


def estimate(
    probabilities: NDArray[np.float64],
    rows: NDArray[np.int64],
    marks: NDArray[np.float64],
    *,
    many: bool = False,
    weights: NDArray[np.float64] | None = None,
    squares: NDArray[np.float64] | None = None,
    chances: NDArray[np.float64] | None = None,
    population: float | None = None,
    answers: int | None = None,
    fewest: int = 2,
) -> Shares:
    """Estimate shares in several domains at once, as `prevalence` does in one.

    ``rows`` number the hand-coded texts, ``marks`` (n_rows, n_classes) are their codes, 0/1, ``chances`` (n_rows) the
    probabilities of their being chosen. ``weights`` is (n_texts, n_domains): how much a text weighs in each domain, as
    much as all answers that read so together; ``squares`` (n_domains) is then the sum of the squared weights of single
    answers, and ``answers`` their number. One regression serves all domains; each domain's own hand-coded texts then
    take out what it is wrong by there (Särndal, Swensson and Wretman 1992, 10.8). Domains with less than ``fewest``
    hand-coded texts have no estimate.

    Residuals are divided by one minus their leverage (MacKinnon and White 1985, HC3), which keeps the intervals of
    small samples from being too narrow. Raises ``ValueError`` for shapes that do not fit and chances not in (0, 1].
    """
    n, k = len(probabilities), probabilities.shape[1]
    if marks.shape != (len(rows), k) or len(rows) < 2 or len(np.unique(rows)) != len(rows):
        raise ValueError(f"codes of shape {marks.shape} for {len(rows)} texts and {k} classes")
    weights = np.ones((n, 1)) if weights is None else weights
    squares = (weights**2).sum(axis=0) if squares is None else squares
    chances = np.full(len(rows), len(rows) / n) if chances is None else chances
    if len(weights) != n or not ((chances > 0) & (chances <= 1)).all():
        raise ValueError("weights of every text and chances between 0 and 1 are needed")
    answers = n if answers is None else answers
    kept = 0.0 if population is None else min(answers / population, 1.0)
    fitted, residuals = _regressed(probabilities, rows, marks, weights[:, 0][rows] / chances, many)
    total = weights.sum(axis=0)
    pull = weights[rows] / chances[:, None]  # (n_rows, n_domains)
    inside = pull > 0
    coded = inside.sum(axis=0)
    told = (coded >= fewest) & (total > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        pull = np.where(told, pull / pull.sum(axis=0), 0.0)
        share = (weights.T @ fitted) / total[:, None] + pull.T @ residuals[0]
        share = share.clip(0, 1) if many else share.clip(0) / share.clip(0).sum(axis=1, keepdims=True)
        first = (1 - kept) * squares / total**2
    share[~told] = np.nan
    centre = pull.T @ residuals[1]
    moves = pull[:, :, None] * (residuals[1][:, None, :] - centre[None])  # (n_rows, n_domains, n_classes)
    moves = _centred(moves, chances) * np.sqrt(1 - chances)[:, None, None]
    moves *= np.sqrt(coded / np.maximum(coded - 1, 1))[None, :, None]
    covariance = np.tensordot(moves, moves, axes=(0, 0))
    for at in range(len(total)):
        p = share[at]
        spread = p * (1 - p) if many else np.diag(p) - np.outer(p, p)
        covariance[at, :, at, :] += first[at] * (np.diag(spread) if many else spread)
    given = (inside.T.astype(np.float64) @ marks).astype(np.int64)
    with np.errstate(divide="ignore"):
        alone = 1 / ((pull**2 * (1 - chances)[:, None]).sum(axis=0) + first)
    worth = _worth(share, _variances(covariance), given, coded, alone[:, None])
    covariance[~told], covariance[:, :, ~told] = np.nan, np.nan
    return Shares(share, covariance, coded.astype(np.int64), given, worth)


def _regressed(
    probabilities: NDArray[np.float64], rows: NDArray[np.int64], marks: NDArray[np.float64],
    design: NDArray[np.float64], many: bool,
) -> tuple[NDArray[np.float64], tuple[NDArray[np.float64], NDArray[np.float64]]]:  # fmt: skip
    """Return the regression of codes on probabilities for all texts, its residuals, and those with their leverage."""
    k = probabilities.shape[1]
    # Codes that stand alone, and classes too many for the texts: each on its own probability.
    alone = many or (k - 1) * _TEXTS_A_SLOPE > len(rows)
    parts = [([at], [at]) for at in range(k)] if alone else [(list(range(k - 1)), list(range(k)))]
    fitted, plain, raised = np.zeros_like(probabilities), np.zeros(marks.shape), np.zeros(marks.shape)
    scale = design / design.mean()
    for seen, told in parts:
        x = np.column_stack([np.ones(len(probabilities)), probabilities[:, seen]])
        own = x[rows]
        gram = np.linalg.pinv(own.T @ (own * scale[:, None]), hermitian=True, rcond=1e-10)
        slope = gram @ own.T @ (marks[:, told] * scale[:, None])
        leverage = scale * np.einsum("ij,jk,ik->i", own, gram, own)
        fitted[:, told] = x @ slope
        plain[:, told] = marks[:, told] - own @ slope
        raised[:, told] = plain[:, told] / (1 - leverage.clip(max=0.9))[:, None]
    return fitted, (plain, raised)


def _centred(moves: NDArray[np.float64], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take out the mean of each stratum: texts that were chosen with one chance were drawn among themselves.

    What a small stratum loses by that beside all texts together is given back (Cochran 1977, 5.6).
    """
    _, stratum, size = np.unique(chances.round(12), return_inverse=True, return_counts=True)
    if size.min() < _SMALL_STRATUM:
        stratum, size = np.zeros(len(chances), dtype=np.int64), np.array([len(chances)])
    sums = np.zeros((len(size), *moves.shape[1:]))
    np.add.at(sums, stratum, moves)
    lost = np.sqrt(size / (size - 1) * (len(chances) - 1) / len(chances))
    return np.asarray((moves - (sums / size[:, None, None])[stratum]) * lost[stratum, None, None])


def _variances(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.einsum("akak->ak", covariance))


def _worth(
    share: NDArray[np.float64], variance: NDArray[np.float64], given: NDArray[np.int64], coded: NDArray[np.int64],
    alone: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """Return the effective n; of a class that no hand-coded text has, or all have, that of the hand codes alone."""
    sampling = share * (1 - share)
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = np.where(variance > 0, sampling / variance, np.inf)
    told = (given > 0) & (given < coded[:, None]) & (sampling > 1e-9)
    worth = np.where(told, worth, np.broadcast_to(alone, worth.shape))
    return np.where(np.isnan(share), np.nan, worth.clip(max=_SURE))
