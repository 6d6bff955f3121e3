"""What every theme model with seed words does alike.

Takes a fitted model's terms and scores, gives top words and the reach of its seeds. The models differ in how they are
fitted and how they score a term.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.exceptions import NotFittedError

from otklik import words
from otklik.domain import Codebook
from otklik.themes import vocabulary
from otklik.words.counting import Matrix, Texts

_SHOWN_FROM = 5
"""A rare word may point at one respondent; only seeds, which the codebook brought, are shown below so many texts."""


class SeededModel(TransformerMixin, BaseEstimator, ABC):
    """A theme model guided by seed words; `fit` sets ``terms_``, ``seeded_``, ``frequency_`` and ``unseen_seeds_``."""

    terms_: vocabulary.Terms
    word_shares_: NDArray[np.float64]
    seeded_: NDArray[np.bool_]
    frequency_: NDArray[np.float64]
    unseen_seeds_: list[str]

    @abstractmethod
    def fit(self, texts: Texts, y: object = None) -> SeededModel:
        """Learn the word distribution of each theme."""

    @abstractmethod
    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return the probability that each text names each theme: (n_texts, n_themes)."""

    @abstractmethod
    def _score(self, k: int) -> NDArray[np.float64]:
        """Score the terms of theme ``k`` for showing; 0 or less is not shown."""

    def fit_transform(self, X: Texts, y: object = None, **_: Any) -> NDArray[np.float64]:  # noqa: N803
        """Fit on texts and return their probabilities."""
        counted = words.of(X)
        return self.fit(counted).transform(counted)

    def top_words(self, k: int, n: int = 10) -> list[str]:
        """Return the ``n`` terms that best show theme ``k``, as texts write them."""
        return [self.terms_.forms[at] for at in self._top(k, n)]

    def top_terms(self, k: int, n: int = 10) -> list[str]:
        """Return the terms of `top_words` as lemmas."""
        return [self.terms_.names[at] for at in self._top(k, n)]

    def seeded_share(self, texts: Texts) -> float:
        """Return the share of texts that have any seed word."""
        self._check_fitted()
        presence = vocabulary.presences(words.of(texts), self.terms_)
        return float((np.asarray(presence @ self.seeded_.astype(float)) > 0).mean()) if presence.shape[0] else 0.0

    def _see(self, counted: words.Words, seeds: Mapping[str, Sequence[str]]) -> tuple[Matrix, NDArray[np.float64]]:
        """Choose the terms of texts; return which text has which (n_texts, n_terms), and which is a seed of what."""
        self.terms_ = vocabulary.learn(counted, vocabulary.normal_seeds(seeds))
        presence = vocabulary.presences(counted, self.terms_)
        seeded, self.unseen_seeds_ = vocabulary.seed_matrix(self.terms_, seeds)
        self.frequency_ = np.asarray(presence.sum(axis=0)).ravel()
        self.seeded_ = np.asarray(seeded.any(axis=0))
        return presence, seeded

    def _claimed(self, texts: Texts) -> NDArray[np.float64]:
        """Return for each text the mean over its terms of each distribution's share of them: (n_texts, n_shares)."""
        self._check_fitted()
        presence = vocabulary.presences(words.of(texts), self.terms_)
        claims = self.word_shares_ / np.maximum(self.word_shares_.sum(axis=0), 1e-300)
        return np.asarray(presence @ claims.T / np.maximum(np.diff(presence.indptr), 1)[:, None])

    def _top(self, k: int, n: int) -> list[int]:
        self._check_fitted()
        shown = (self.frequency_ >= _SHOWN_FROM) | (self.seeded_ & (self.frequency_ >= 1))
        score = np.where(shown, self._score(k), 0.0)
        return [int(at) for at in np.argsort(-score, kind="stable")[:n] if score[at] > 0]

    def _check_fitted(self) -> None:
        if not hasattr(self, "word_shares_"):
            raise NotFittedError(f"{type(self).__name__} is not fitted yet: call fit first.")


def seeds_by_theme(seeds: Mapping[str, Sequence[str]] | Codebook) -> dict[str, list[str]]:
    """Return the seed words of each theme, all languages together."""
    if isinstance(seeds, Codebook):
        return {theme.id: [word for listed in theme.seeds.values() for word in listed] for theme in seeds.themes}
    return {name: list(listed) for name, listed in seeds.items()}
