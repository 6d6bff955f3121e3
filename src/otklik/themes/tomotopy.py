"""tomotopy's latent Dirichlet allocation with word priors behind the same door, for comparison.

Takes what `GuidedThemes` takes. tomotopy is an extra: ``pip install "otklik[tomotopy]"``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from otklik.domain import Codebook
from otklik.themes.seeded import SeededModel
from otklik.words.counting import Matrix, Texts

_SEEDED, _ELSEWHERE = 10.0, 0.001


class TomotopyThemes(SeededModel):
    """LDA by Gibbs sampling with word priors (Jagarlamudi, Daumé and Udupa 2012, in tomotopy's way).

    A text is read by the mean of what each of its words says, which sampling would only blur. Raises ``ImportError``
    when tomotopy is not installed. One worker, so that a seed gives the same numbers each time.
    """

    def __init__(
        self,
        seeds: Mapping[str, Sequence[str]] | Codebook,
        n_topics: int = 0,
        random_state: int = 0,
        *,
        iterations: int = 300,
    ) -> None:
        super().__init__(seeds, n_topics, random_state)
        self.iterations = iterations

    def fit(self, texts: Texts, y: object = None) -> TomotopyThemes:
        """Sample topics whose seed words are pulled to their themes."""
        import tomotopy

        presence, seeded = self._see(texts, self.n_topics)
        # One topic more than asked for takes what belongs to no theme.
        topics = len(self.theme_names_) + 1
        self.word_shares_ = np.zeros((topics, presence.shape[1]))
        model = tomotopy.LDAModel(k=topics, alpha=0.1, eta=0.01, seed=self.random_state)
        for text in self._lists(presence):
            model.add_doc(text)
        for theme, listed in enumerate(seeded):
            for at in np.flatnonzero(listed):
                prior = [_SEEDED if topic == theme else _ELSEWHERE for topic in range(topics)]
                model.set_word_prior(self.terms_.names[at], prior)
        if presence.nnz:
            model.train(self.iterations, workers=1)
            places = [self.terms_.numbers[name] for name in model.used_vocabs]
            for topic in range(topics):
                self.word_shares_[topic, places] = model.get_topic_word_dist(topic)
        return self

    def _lists(self, presence: Matrix) -> list[list[str]]:
        names = self.terms_.names
        borders = zip(presence.indptr[:-1], presence.indptr[1:], strict=True)
        return [[names[at] for at in presence.indices[start:stop]] for start, stop in borders if stop > start]
