"""gensim's non-negative matrix factorisation behind the same door, for comparison.

Takes what `GuidedThemes` takes. The factors are found without any guide, two for each theme since words of two
languages never share one; afterwards each factor goes to the theme whose seed words it gives most weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from otklik.domain import Codebook
from otklik.themes import vocabulary
from otklik.themes.seeded import SeededModel
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
        super().__init__(seeds, n_topics, random_state)
        self.passes = passes

    def fit(self, texts: Texts, y: object = None) -> NmfThemes:
        """Find factors and give each to the theme whose seeds weigh most in it; topics are the first of the rest."""
        from gensim.models.nmf import Nmf

        presence, seeded = self._see(texts, self.n_topics)
        # One distribution more than asked for takes what belongs to no theme.
        self.word_shares_ = np.zeros((len(self.theme_names_) + 1, presence.shape[1]))
        if presence.nnz:
            model = Nmf(
                self._corpus(presence),
                num_topics=2 * len(seeded) + self.n_topics + 1,
                id2word=dict(enumerate(self.terms_.names)),
                passes=self.passes,
                random_state=self.random_state,
                kappa=1.0,
            )
            found = model.get_topics()
            free = len(seeded)
            for factor, weight in zip(found, found @ seeded.T, strict=True):
                if weight.max(initial=0) > 1 / presence.shape[1]:
                    self.word_shares_[weight.argmax()] += factor
                else:
                    self.word_shares_[min(free, len(self.theme_names_))] += factor
                    free += 1
        return self

    def _corpus(self, presence: Matrix) -> list[list[tuple[int, float]]]:
        # gensim takes texts as lists of pairs; rare words weigh more.
        weight = vocabulary.rarity(presence)
        return [
            [(int(at), float(weight[at])) for at in presence.indices[start:stop]]
            for start, stop in zip(presence.indptr[:-1], presence.indptr[1:], strict=True)
        ]
