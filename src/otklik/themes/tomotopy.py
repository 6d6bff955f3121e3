"""tomotopy's latent Dirichlet allocation with word priors behind the same door, for comparison.

Takes what `GuidedThemes` takes. tomotopy is an extra: ``pip install "otklik[tomotopy]"``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from otklik import words
from otklik.domain import Codebook
from otklik.themes.seeded import SeededModel, seeds_by_theme
from otklik.words.counting import Matrix, Texts

_SEEDED, _ELSEWHERE = 10.0, 0.001


class TomotopyThemes(SeededModel):
    """LDA by Gibbs sampling with word priors (Jagarlamudi, Daumé and Udupa 2012, in tomotopy's way).

    Raises ``ImportError`` when tomotopy is not installed. One worker, so that a seed gives the same numbers each time.
    """

    def __init__(
        self,
        seeds: Mapping[str, Sequence[str]] | Codebook,
        n_topics: int = 0,
        random_state: int = 0,
        *,
        iterations: int = 300,
    ) -> None:
        self.seeds = seeds
        self.n_topics = n_topics
        self.random_state = random_state
        self.iterations = iterations

    def fit(self, texts: Texts, y: object = None) -> TomotopyThemes:
        """Sample topics whose seed words are pulled to their themes."""
        import tomotopy

        counted = words.of(texts)
        by_theme = seeds_by_theme(self.seeds)
        presence, seeded = self._see(counted, by_theme)
        self.theme_names_ = [*by_theme, *(f"topic_{number + 1}" for number in range(self.n_topics))]
        self.takes_part_ = np.append(seeded.any(axis=1), np.ones(self.n_topics, dtype=bool))
        # One topic more than asked for takes what belongs to no theme.
        topics = len(self.theme_names_) + 1
        self.word_shares_ = np.zeros((topics, presence.shape[1]))
        self._model = tomotopy.LDAModel(k=topics, alpha=0.1, eta=0.01, seed=self.random_state)
        for text in self._lists(presence):
            self._model.add_doc(text)
        for theme, listed in enumerate(seeded):
            for at in np.flatnonzero(listed):
                prior = [_SEEDED if topic == theme else _ELSEWHERE for topic in range(topics)]
                self._model.set_word_prior(self.terms_.names[at], prior)
        if presence.nnz:
            self._model.train(self.iterations, workers=1)
            places = [self.terms_.numbers[name] for name in self._model.used_vocabs]
            for topic in range(topics):
                self.word_shares_[topic, places] = self._model.get_topic_word_dist(topic)
        return self

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return each text's share of each theme as its probability: (n_texts, n_themes)."""
        # The mean over a text's words of what each word says, which sampling would only blur.
        return np.asarray(self._claimed(texts)[:, : len(self.theme_names_)] * self.takes_part_)

    def _lists(self, presence: Matrix) -> list[list[str]]:
        names = self.terms_.names
        borders = zip(presence.indptr[:-1], presence.indptr[1:], strict=True)
        return [[names[at] for at in presence.indices[start:stop]] for start, stop in borders if stop > start]

    def _score(self, k: int) -> NDArray[np.float64]:
        return np.asarray(self.word_shares_[k][: len(self.frequency_)])
