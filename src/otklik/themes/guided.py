"""The guided theme model.

Takes seed words for themes and texts, gives the probability that each text names each theme. Every word of a text comes
from one of its themes, from a topic found beside them, or from a background of ordinary speech; expectation
maximisation finds which. Seeds act as prior counts in every step, not only at the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from otklik import words
from otklik.domain import Codebook
from otklik.themes import vocabulary
from otklik.themes.seeded import SeededModel, seeds_by_theme
from otklik.words.counting import Matrix, Texts

_CHUNK = 20_000
_ORDINARY = 0.25
"""A word speaks for a theme when at least this share of it is the theme's; below that it is chance company."""
_SEED_IN_BACKGROUND, _SEED_AT_MOST = 0.1, 0.001
_TOPIC_TEXTS, _TOPIC_STEPS = 5_000, 40


class GuidedThemes(SeededModel):
    """Themes guided by seed words, with ``n_topics`` further topics found beside them.

    ``seeds`` maps theme names to seed words (or is a `Codebook`, whose Russian and English seeds act together).
    ``seed_weight`` is how many observed words one theme's seeds count for together; ``theme_prior`` and
    ``background_prior`` are pseudo-words in every text for each theme and for ordinary speech.

    After `fit`: ``theme_names_`` (seeded ones first, then ``topic_1``…), ``unseen_seeds_``, ``terms_``,
    ``word_shares_`` (n_themes + 1, n_terms): the distribution over terms of each theme, the background last;
    ``telling_`` (n_themes, n_terms): whether a term can name a theme;
    ``word_counts_`` (n_themes, n_terms): how many texts' words each theme explained; ``frequency_`` (n_terms): in how
    many texts each term is.

    >>> model = GuidedThemes({"money": ["price", "pay"], "time": ["hour", "busy"]})
    >>> texts = ["the price is high", "they pay nothing", "busy every hour", "no idea"]
    >>> (model.fit_transform(texts) > 0.5).astype(int).tolist()
    [[1, 0], [1, 0], [0, 1], [0, 0]]

    The model is probabilistic latent semantic analysis (Hofmann 1999) with a fixed background (Zhai, Velivelli and
    Yu 2004) and Dirichlet priors on seed words (Jagarlamudi, Daumé and Udupa 2012), binary counts.

    Topics take texts from themes with few seeds (with four seeds a theme and five topics about a quarter of them, in
    simulation; with ten hardly any): give a theme ten good seeds before adding topics.

    *Read with care*: a probability says how surely some word of the text belongs to the theme, given these seeds. It
    is not calibrated on codings, and a theme without good seeds in a language will be missed in that language.
    """

    def __init__(
        self,
        seeds: Mapping[str, Sequence[str]] | Codebook,
        n_topics: int = 0,
        random_state: int = 0,
        *,
        seed_weight: float = 30.0,
        smoothing: float = 0.1,
        theme_prior: float = 0.1,
        background_prior: float = 3.0,
        n_iter: int = 20,
    ) -> None:
        self.seeds = seeds
        self.n_topics = n_topics
        self.random_state = random_state
        self.seed_weight = seed_weight
        self.smoothing = smoothing
        self.theme_prior = theme_prior
        self.background_prior = background_prior
        self.n_iter = n_iter

    def fit(self, texts: Texts, y: object = None) -> GuidedThemes:
        """Learn the word distribution of each theme from texts, lists of tokens, or counted words."""
        counted = words.of(texts)
        by_theme = seeds_by_theme(self.seeds)
        presence, seeded = self._see(counted, by_theme)
        frequency = self.frequency_ + 1e-9
        # What is a seed is not ordinary speech, however often the question makes people use it.
        usual = frequency / frequency.sum()
        background = np.where(self.seeded_, np.minimum(_SEED_IN_BACKGROUND * usual, _SEED_AT_MOST), usual)
        self.n_topics_ = min(self.n_topics, presence.shape[0])
        self.theme_names_ = [*by_theme, *(f"topic_{number + 1}" for number in range(self.n_topics_))]
        prior = self._prior(seeded, background)
        if self.n_topics_:
            prior = np.vstack([prior, self._topic_starts(presence, seeded, background)])
        shares = np.vstack([prior / prior.sum(axis=1, keepdims=True), background])
        # A theme none of whose seeds occurs has nothing to go by and takes no part.
        takes_part = np.append(seeded.any(axis=1), np.ones(self.n_topics_, dtype=bool))
        # Without seeds nothing marks a theme's words beforehand, so ordinary speech may not claim them beforehand.
        ordinary = self.background_prior if len(seeded) else self.theme_prior
        self.mixture_prior_ = np.append(self.theme_prior * takes_part, ordinary)
        # Unseeded topics start from a few texts; from the second step on only what they explain keeps them.
        flat = self.smoothing * background * len(background)
        mixture = np.tile(self.mixture_prior_, (presence.shape[0], 1))
        self.word_counts_ = np.zeros((len(shares) - 1, presence.shape[1]))
        for _ in range(self.n_iter if len(self.theme_names_) else 0):
            counts = np.zeros((len(shares) - 1, presence.shape[1]))
            for rows in _chunks(presence.shape[0]):
                mixture[rows], found = self._step(presence[rows], mixture[rows], shares)
                counts += found
            self.word_counts_ = counts.copy()
            counts[: len(seeded)] += prior[: len(seeded)]
            counts[len(seeded) :] += flat
            shares[:-1] = counts / counts.sum(axis=1, keepdims=True)
        self.word_shares_ = shares
        # Its seeds can name a theme, and words that it makes half as likely again as they usually are.
        self.telling_ = np.asarray(shares[:-1] >= 1.5 * usual)
        self.telling_[: len(seeded)] |= seeded > 0
        return self

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return the probability that each text names each theme: (n_texts, n_themes)."""
        self._check_fitted()
        presence = vocabulary.presences(words.of(texts), self.terms_)
        result = np.zeros((presence.shape[0], len(self.theme_names_)))
        if not self.theme_names_:
            return result
        for rows in _chunks(presence.shape[0]):
            part = presence[rows]
            mixture = np.tile(self.mixture_prior_, (part.shape[0], 1))
            for _ in range(self.n_iter):
                mixture, _found = self._step(part, mixture, self.word_shares_, learn=False)
            result[rows] = self._named(part, mixture)
        return result

    def _score(self, k: int) -> NDArray[np.float64]:
        # The theme's share of a term times how much likelier the theme makes it than ordinary speech (relevance in the
        # sense of Sievert and Shirley 2014), by what the texts gave and not the prior: an unused seed tells nothing.
        own = self.word_counts_[k] / max(self.word_counts_[k].sum(), 1e-12)
        ordinary = self.frequency_ / max(self.frequency_.sum(), 1)
        score = own * np.log(np.maximum(own, 1e-12) / np.maximum(ordinary, 1e-12))
        return np.where(self.word_counts_[k] >= 0.5, score, 0.0)

    def _prior(self, seeded: NDArray[np.float64], background: NDArray[np.float64]) -> NDArray[np.float64]:
        # A seed of two themes counts half for each.
        owners = np.maximum(seeded.sum(axis=0), 1)
        smooth = self.smoothing * background * len(background)
        return np.asarray(smooth + self.seed_weight * seeded / owners)

    def _step(
        self, presence: Matrix, mixture: NDArray[np.float64], shares: NDArray[np.float64], *, learn: bool = True
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """One step for some texts: their new mixtures, and the words that each theme explained (these add up)."""
        from scipy import sparse

        owner = np.repeat(np.arange(presence.shape[0]), np.diff(presence.indptr))
        expected = np.einsum("ij,ij->i", mixture[owner], shares.T[presence.indices])
        ratio = sparse.csr_array(
            (presence.data / np.maximum(expected, 1e-300), presence.indices, presence.indptr), shape=presence.shape
        )
        updated = mixture * (ratio @ shares.T) + self.mixture_prior_
        updated /= updated.sum(axis=1, keepdims=True)
        counts = (ratio.T @ mixture).T * shares if learn else shares
        return updated, counts[:-1]

    def _named(self, presence: Matrix, mixture: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability that at least one word of a text is the theme's."""
        owner = np.repeat(np.arange(presence.shape[0]), np.diff(presence.indptr))
        claim = mixture[owner] * self.word_shares_.T[presence.indices]
        claim /= np.maximum(claim.sum(axis=1, keepdims=True), 1e-300)
        claim = claim[:, :-1] * self.telling_.T[presence.indices]
        misses = np.log1p(-np.where(claim >= _ORDINARY, np.minimum(claim, 0.9999), 0.0))
        return 1 - np.exp(_sum_by_text(misses, presence))

    def _topic_starts(
        self, presence: Matrix, seeded: NDArray[np.float64], background: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Start topics as the clusters of texts that no seed explains: a mixture of multinomials, annealed.

        Annealing (Ueda and Nakano 1998) lets texts belong a little to every cluster at first, so that the start hardly
        matters. Of more than 5,000 such texts every so-manieth is taken.
        """
        rng = np.random.default_rng(self.random_state)
        free = np.asarray(presence @ seeded.any(axis=0).astype(float)).ravel() == 0
        chosen = np.flatnonzero(free & (np.diff(presence.indptr) >= 2))
        if len(chosen) < 5 * self.n_topics_:
            chosen = np.arange(presence.shape[0])
        texts = presence[chosen[:: max(1, len(chosen) // _TOPIC_TEXTS)]]
        smooth = self.smoothing * background * len(background)
        belongs = rng.dirichlet(np.ones(self.n_topics_), size=texts.shape[0])
        for step in range(_TOPIC_STEPS):
            shares = (texts.T @ belongs).T + smooth + 1e-9
            shares /= shares.sum(axis=1, keepdims=True)
            heat = min(1.0, 0.3 + step / _TOPIC_STEPS)
            logits = heat * (texts @ np.log(shares).T + np.log(belongs.mean(axis=0) + 1e-9))
            belongs = np.exp(logits - logits.max(axis=1, keepdims=True))
            belongs /= belongs.sum(axis=1, keepdims=True)
        return np.asarray((texts.T @ belongs).T + smooth + 1e-9)


def _chunks(n: int) -> list[slice]:
    return [slice(start, min(start + _CHUNK, n)) for start in range(0, n, _CHUNK)]


def _sum_by_text(values: NDArray[np.float64], presence: Matrix) -> NDArray[np.float64]:
    from scipy import sparse

    ones = np.ones(len(values))
    columns = np.arange(len(values))
    return np.asarray(
        sparse.csr_array((ones, columns, presence.indptr), shape=(presence.shape[0], len(values))) @ values
    )
