"""Words of one text drawn from several distributions: themes, and ordinary speech.

Takes which text has which term, gives how surely each text has a word of each theme. Counts add up over parts of the
texts. Never knows words, seeds by name or topics.

Probabilistic latent semantic analysis (Hofmann 1999) with a fixed background (Zhai, Velivelli and Yu 2004) and prior
counts in every step (Jagarlamudi, Daumé and Udupa 2012), binary counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.words.counting import Matrix

Floats = NDArray[np.float64]

_STEPS = 20
_THEME, _ORDINARY_SPEECH = 0.1, 3.0
"""Pseudo-words that every text has beforehand of each theme and of ordinary speech."""
_ORDINARY = 0.25
"""A word speaks for a theme when at least this share of it is the theme's; below that it is chance company."""
_TOLD_BY = 1.5
"""A word can name a theme that makes it so many times as likely as it usually is."""
_SUREST = 0.9999
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Admixture:
    """Themes over terms: ``shares`` (n_themes + 1, n_terms), ordinary speech last; ``telling`` (n_themes, n_terms)
    tells whether a term can name a theme; ``weights`` (n_themes + 1) are the pseudo-words of every text."""

    shares: Floats
    telling: NDArray[np.bool_]
    weights: Floats

    def named(self, presence: Matrix) -> Floats:
        """Return the probability that at least one word of each text is the theme's: (n_texts, n_themes)."""
        parts = [self._named(presence[rows]) for rows in chunks(presence.shape[0])]
        return np.vstack(parts) if parts else np.zeros((0, len(self.telling)))

    def _named(self, presence: Matrix) -> Floats:
        from scipy import sparse

        mixture = np.tile(self.weights, (presence.shape[0], 1))
        for _ in range(_STEPS):
            mixture, _counts = _step(presence, mixture, self.shares, self.weights, learn=False)
        owner = np.repeat(np.arange(presence.shape[0]), np.diff(presence.indptr))
        claim = mixture[owner] * self.shares.T[presence.indices]
        claim /= np.maximum(claim.sum(axis=1, keepdims=True), 1e-300)
        claim = claim[:, :-1] * self.telling.T[presence.indices]
        misses = np.log1p(-np.where(claim >= _ORDINARY, np.minimum(claim, _SUREST), 0.0))
        places = (np.ones(len(misses)), np.arange(len(misses)), presence.indptr)
        by_text = sparse.csr_array(places, shape=(presence.shape[0], len(misses)))
        return np.asarray(1 - np.exp(by_text @ misses))


def fit(presence: Matrix, prior: Floats, background: Floats, seeded: NDArray[np.bool_], usual: Floats) -> Admixture:
    """Learn themes from ``prior`` counts (n_themes, n_terms) and a ``background`` distribution (n_terms).

    A theme without any ``seeded`` term (n_themes, n_terms) takes no part. ``usual`` are the shares of terms in texts.
    """
    weights = np.append(_THEME * seeded.any(axis=1), _ORDINARY_SPEECH)
    shares = np.vstack([prior / prior.sum(axis=1, keepdims=True), background])
    mixture = np.tile(weights, (presence.shape[0], 1))
    for _ in range(_STEPS):
        counts = prior.copy()
        for rows in chunks(presence.shape[0]):
            mixture[rows], found = _step(presence[rows], mixture[rows], shares, weights)
            counts += found
        shares[:-1] = counts / counts.sum(axis=1, keepdims=True)
    return Admixture(shares, np.asarray((shares[:-1] >= _TOLD_BY * usual) | seeded), weights)


def _step(
    presence: Matrix, mixture: Floats, shares: Floats, weights: Floats, *, learn: bool = True
) -> tuple[Floats, Floats]:
    """One step for some texts: their new mixtures, and the words that each theme explained (these add up)."""
    from scipy import sparse

    owner = np.repeat(np.arange(presence.shape[0]), np.diff(presence.indptr))
    expected = np.einsum("ij,ij->i", mixture[owner], shares.T[presence.indices])
    ratio = sparse.csr_array(
        (presence.data / np.maximum(expected, 1e-300), presence.indices, presence.indptr), shape=presence.shape
    )
    updated = mixture * (ratio @ shares.T) + weights
    updated /= updated.sum(axis=1, keepdims=True)
    return updated, ((ratio.T @ mixture).T * shares)[:-1] if learn else shares


def chunks(n: int) -> list[slice]:
    """Return slices of 20,000 rows, so that memory does not grow with the texts."""
    return [slice(start, min(start + _CHUNK, n)) for start in range(0, n, _CHUNK)]
