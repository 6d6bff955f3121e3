"""gensim's non-negative matrix factorisation behind the same door, for comparison.

Takes what `GuidedThemes` takes. The factors are found without any guide, two for each theme since words of two
languages never share one; afterwards each factor goes to the theme whose seed words it gives most weight.
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


class NmfThemes(SeededModel):
    """Non-negative matrix factorisation by gensim: the interface of `GuidedThemes`.

    >>> model = NmfThemes({"money": ["price", "pay"], "time": ["hour", "busy"]}, passes=5)
    >>> model.fit_transform(["the price is high, they pay", "busy every hour"]).shape
    (2, 2)
    """

    def __init__(
        self,
        seeds: Mapping[str, Sequence[str]] | Codebook,
        n_topics: int = 0,
        random_state: int = 0,
        *,
        passes: int = 5,
    ) -> None:
        self.seeds = seeds
        self.n_topics = n_topics
        self.random_state = random_state
        self.passes = passes

    def fit(self, texts: Texts, y: object = None) -> NmfThemes:
        """Find factors and give each to the theme whose seeds weigh most in it; topics are the first of the rest."""
        from gensim.models.nmf import Nmf

        counted = words.of(texts)
        by_theme = seeds_by_theme(self.seeds)
        presence, seeded = self._see(counted, by_theme)
        self.theme_names_ = [*by_theme, *(f"topic_{number + 1}" for number in range(self.n_topics))]
        self.takes_part_ = np.append(seeded.any(axis=1), np.ones(self.n_topics, dtype=bool))
        # One distribution more than asked for takes what belongs to no theme.
        self.word_shares_ = np.zeros((len(self.theme_names_) + 1, presence.shape[1]))
        if presence.nnz:
            model = Nmf(
                self._corpus(presence),
                num_topics=2 * len(by_theme) + self.n_topics + 1,
                id2word=dict(enumerate(self.terms_.names)),
                passes=self.passes,
                random_state=self.random_state,
                kappa=1.0,
            )
            found = model.get_topics()
            weight = found @ seeded.T
            own = weight.argmax(axis=1) if len(seeded) else np.zeros(len(found), dtype=int)
            own[weight.max(axis=1, initial=0) <= 1 / presence.shape[1]] = -1
            if not len(seeded):
                own[:] = -1
            rest = np.flatnonzero(own < 0)
            for factor, theme in enumerate(own):
                if theme >= 0:
                    self.word_shares_[theme] += found[factor]
            for place, left in enumerate(rest):
                self.word_shares_[min(len(seeded) + place, len(self.theme_names_))] += found[left]
        return self

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return each text's share of each theme as its probability: (n_texts, n_themes)."""
        return np.asarray(self._claimed(texts)[:, : len(self.theme_names_)] * self.takes_part_)

    def _corpus(self, presence: Matrix) -> list[list[tuple[int, float]]]:
        # gensim takes texts as lists of pairs; rare words weigh more.
        weight = vocabulary.rarity(presence)
        return [
            [(int(at), float(weight[at])) for at in presence.indices[start:stop]]
            for start, stop in zip(presence.indptr[:-1], presence.indptr[1:], strict=True)
        ]

    def _score(self, k: int) -> NDArray[np.float64]:
        return np.asarray(self.word_shares_[k][: len(self.frequency_)])
