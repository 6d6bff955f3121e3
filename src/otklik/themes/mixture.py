"""Texts as draws from word distributions, one for each text, sharpened by a linear reader.

Takes which text has which term, gives how surely each text belongs to each component. Counts add up over parts of the
texts. Never knows words, seeds by name or themes.

The mixture of multinomials (Nigam et al. 2000) takes every word as evidence of its own and so is too sure of words that
keep company; a ridge classifier, taught on the texts that the mixture is sure of, weighs words together. Each teaches
the other for a few rounds, which on short texts is worth more than any other change that was measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.words.counting import Matrix

Floats = NDArray[np.float64]
Scripts = NDArray[np.int64]
"""The script of each term: words of one language never stand beside those of the other, so each has its own shares."""

_ROUNDS, _SURE, _SHARP, _RIDGE = 6, 0.9, 4.0, 10.0
_READER_STEPS = 5
"""Steps of conjugate gradients; more change no text's component."""
_CONTRAST = 4.0
"""The reader's scores lie in about [-1, 1]; so many times larger they are log odds."""
_LEARN_FROM = 20_000
"""Texts that restarts look at; all texts are read once more at the end."""
_STARTS, _STEPS, _AGREED = 8, 30, 0.8
_LONG = 30
"""Terms beyond which further ones count less, so that a long text may belong to several components."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Components over terms: ``shares`` (n_components, n_terms) sum to 1 in each row and script, ``sizes`` to 1."""

    shares: Floats
    sizes: Floats

    def belongs(self, presence: Matrix) -> Floats:
        """Return the probability that each text was drawn from each component: (n_texts, n_components)."""
        terms = np.maximum(np.diff(presence.indptr), 1)
        logits = (presence @ np.log(self.shares).T) * np.minimum(1, _LONG / terms)[:, None] + np.log(self.sizes)
        return softmax(np.asarray(logits))


def softmax(logits: Floats) -> Floats:
    """Return probabilities from log odds, row by row.

    >>> softmax(np.log([[1.0, 3.0]])).tolist()
    [[0.25, 0.75]]
    """
    turned = np.ascontiguousarray(logits.T)  # few columns and many rows: sums over the long side are far faster
    odds = np.exp(turned - turned.max(axis=0))
    odds /= odds.sum(axis=0)
    return np.ascontiguousarray(odds.T)


def learn(presence: Matrix, belongs: Floats, prior: Floats, scripts: Scripts, fixed: Floats | None = None) -> Mixture:
    """Return the mixture that texts belonging so make likeliest, with ``prior`` counts (n_components, n_terms).

    Components beyond the prior's, if any, have the ``fixed`` shares.
    """
    shares = normal((presence.T @ belongs[:, : len(prior)]).T + prior, scripts)
    sizes = belongs.sum(axis=0) + 1.0
    return Mixture(shares if fixed is None else np.vstack([shares, fixed]), sizes / sizes.sum())


def normal(counts: Floats, scripts: Scripts) -> Floats:
    """Turn counts into shares within each script, so that a text is likely or not within its own language.

    >>> normal(np.array([[1.0, 3.0, 5.0]]), np.array([0, 0, 1])).tolist()
    [[0.25, 0.75, 1.0]]
    """
    shares = counts.copy()
    for script in np.unique(scripts):
        own = scripts == script
        shares[:, own] /= np.maximum(shares[:, own].sum(axis=1, keepdims=True), 1e-300)
    return shares


def expect_and_learn(
    presence: Matrix, start: Mixture, prior: Floats, scripts: Scripts, fixed: Floats | None, steps: int
) -> Mixture:
    """Return the mixture after so many steps of expectation maximisation."""
    mixture = start
    for _ in range(steps):
        mixture = learn(presence, mixture.belongs(presence), prior, scripts, fixed)
    return mixture


def sharpen(
    presence: Matrix,
    start: Mixture,
    prior: Floats,
    scripts: Scripts,
    fixed: Floats | None = None,
    rounds: int = _ROUNDS,
) -> Mixture:
    """Let the mixture and a linear reader teach each other."""
    weighted = _tf_idf(presence)
    mixture = start
    for _ in range(rounds):
        belongs = mixture.belongs(presence)
        sure = np.flatnonzero((belongs.max(axis=1) > _SURE) & (np.diff(presence.indptr) > 0))
        if len(np.unique(belongs[sure].argmax(axis=1))) < 2:
            return mixture
        read = _read(weighted, sure, belongs[sure].argmax(axis=1), belongs.shape[1]) ** _SHARP
        mixture = learn(presence, read / read.sum(axis=1, keepdims=True), prior, scripts, fixed)
    return mixture


def _tf_idf(presence: Matrix) -> Matrix:
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer().fit_transform(presence).tocsr()


def _read(weighted: Matrix, rows: NDArray[np.intp], component: NDArray[np.intp], n: int) -> Floats:
    """Teach a ridge classifier on some rows, for all components at once; return its probabilities for all rows.

    Block conjugate gradients on the centred normal equations, as scikit-learn's ``sparse_cg`` does for one class after
    another.
    """
    taught = weighted[rows]
    turned = taught.T.tocsr()
    target = np.full((len(rows), n), -1.0)
    target[np.arange(len(rows)), component] = 1.0
    middle, offset = np.asarray(taught.mean(axis=0)).ravel(), target.mean(axis=0)

    def normal(weights: Floats) -> Floats:
        scores = taught @ weights - middle @ weights
        return np.asarray(turned @ scores - np.outer(middle, scores.sum(axis=0)) + _RIDGE * weights)

    centred = target - offset
    residual = np.asarray(turned @ centred - np.outer(middle, centred.sum(axis=0)))
    weights, direction, size = np.zeros_like(residual), residual.copy(), (residual**2).sum(axis=0)
    for _ in range(_READER_STEPS):
        image = normal(direction)
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        before, size = size, (residual**2).sum(axis=0)
        direction = residual + size / np.maximum(before, 1e-12) * direction
    return softmax(_CONTRAST * (weighted @ weights + offset - middle @ weights))


def cluster(presence: Matrix, n: int, smooth: Floats, scripts: Scripts, seed: int) -> tuple[Mixture, float]:
    """Find ``n`` components without any guide; return them, and how far the restarts agreed in [0, 1].

    Restarts are annealed (Ueda and Nakano 1998): texts belong a little to every component at first, so that the start
    matters less. The restart that the others agree with most is kept: on texts with known labels it is nearly the best,
    and better than the likeliest. Agreement is normalised mutual information; two restarts that agree end the search.
    """
    from sklearn.metrics import normalized_mutual_info_score

    step = max(1, -(-presence.shape[0] // _LEARN_FROM))
    texts = presence[::step]
    found: list[Mixture] = []
    labels: list[NDArray[np.intp]] = []
    starts = _STARTS if n > 1 else 1
    agreement = np.eye(starts)
    for start in range(starts):
        begun = _annealed(texts, n, smooth, scripts, np.random.default_rng([seed, start]))
        mixture = sharpen(texts, begun, smooth, scripts, rounds=4)
        label = mixture.belongs(texts).argmax(axis=1)
        alike = [float(normalized_mutual_info_score(label, earlier)) for earlier in labels]
        agreement[start, :start] = agreement[:start, start] = alike
        found.append(mixture)
        labels.append(label)
        if max(alike, default=0.0) >= _AGREED:
            break
    agreement = agreement[: len(found), : len(found)]
    typical = int(agreement.mean(axis=0).argmax())
    others = agreement[np.triu_indices(len(found), 1)]
    whole = learn(presence, found[typical].belongs(presence), smooth, scripts)
    return sharpen(presence, whole, smooth, scripts), float(others.mean()) if len(others) else 1.0


def _annealed(texts: Matrix, n: int, smooth: Floats, scripts: Scripts, rng: np.random.Generator) -> Mixture:
    mixture = learn(texts, rng.dirichlet(np.ones(n), size=texts.shape[0]), smooth, scripts)
    for step in range(_STEPS):
        heat = min(1.0, 0.3 + 1.0 * step / (0.7 * _STEPS))
        logits = heat * (texts @ np.log(mixture.shares).T + np.log(mixture.sizes))
        mixture = learn(texts, softmax(np.asarray(logits)), smooth, scripts)
    return mixture
