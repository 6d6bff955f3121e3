"""gensim's latent Dirichlet allocation behind the same door, for comparison.

Takes what `GuidedThemes` takes. Seed priors alone (``eta``) fail on short texts, since gensim's random start drowns
them; so the sufficient statistics start from the seeds as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from otklik import words
from otklik.domain import Codebook
from otklik.themes import vocabulary
from otklik.themes.seeded import SeededModel
from otklik.words.counting import Texts

_SEEDED, _ELSEWHERE, _START = 50.0, 0.001, 0.1


class LdaThemes(SeededModel):
    """Seeded LDA by gensim: the interface of `GuidedThemes`, slower and less accurate on short texts.

    >>> model = LdaThemes({"money": ["price", "pay"], "time": ["hour", "busy"]}, passes=5)
    >>> model.fit_transform(["the price is high", "busy every hour"]).shape
    (2, 2)
    """

    def __init__(
        self,
        seeds: Mapping[str, Sequence[str]] | Codebook,
        n_topics: int = 0,
        random_state: int = 0,
        *,
        passes: int = 15,
    ) -> None:
        super().__init__(seeds, n_topics, random_state)
        self.passes = passes

    def fit(self, texts: Texts, y: object = None) -> LdaThemes:
        """Learn the word distribution of each theme."""
        from gensim.matutils import Sparse2Corpus
        from gensim.models import LdaModel

        presence, seeded = self._see(texts, self.n_topics)
        # One topic more than asked for takes what belongs to no theme.
        topics = len(self.theme_names_) + 1
        start = np.full((topics, max(presence.shape[1], 1)), _START)
        rng = np.random.default_rng(self.random_state)
        start[len(seeded) :] *= rng.gamma(1.0, 1.0, size=start[len(seeded) :].shape)
        if seeded.size:
            anybody = seeded.sum(axis=0) > 0
            start[:, anybody] = _ELSEWHERE
            start[: len(seeded)][seeded > 0] = _SEEDED
        self._model = LdaModel(
            id2word=dict(enumerate(self.terms_.names or [""])),
            num_topics=topics,
            alpha=np.full(topics, 1.0, dtype=np.float32),
            random_state=self.random_state,
            dtype=np.float64,
        )
        self._model.state.sstats = start
        self._model.sync_state()
        if presence.nnz:
            self._model.update(Sparse2Corpus(presence, documents_columns=False), passes=self.passes, chunksize=5000)
        self.word_shares_ = self._model.get_topics()[:, : presence.shape[1]]
        return self

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return each text's share of each theme as its probability: (n_texts, n_themes)."""
        from gensim.matutils import Sparse2Corpus

        self._check_fitted()
        presence = vocabulary.presences(words.of(texts), self.terms_)
        result = np.zeros((presence.shape[0], len(self.theme_names_)))
        full = np.flatnonzero(np.diff(presence.indptr) > 0)
        if len(full) and self.theme_names_:
            # gensim starts inference at random: the same start each time gives the same answer each time.
            self._model.random_state = np.random.RandomState(self.random_state)
            gamma, _ = self._model.inference(list(Sparse2Corpus(presence[full], documents_columns=False)))
            shares = (gamma - 1.0).clip(0)
            shares = (shares / shares.sum(axis=1, keepdims=True).clip(1e-9))[:, : len(self.theme_names_)]
            result[full] = shares * self.takes_part_
        return result
