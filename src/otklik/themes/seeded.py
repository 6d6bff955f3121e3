"""What every theme model with seed words does alike.

Takes texts and seed words, gives terms, and of a fitted model the themes of a text, top words and the reach of its
seeds. The models differ in how they are fitted, and where they know better in how they read a text or score a term.
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
    """A theme model guided by seed words.

    `fit` sets ``theme_names_`` (seeded ones first, then ``topic_1``…), ``takes_part_`` (themes with a seed in a text,
    and topics), ``terms_``, ``seeded_``, ``frequency_``, ``unseen_seeds_``, and ``word_shares_``: the distribution of
    each theme over the terms, and last, if there is one, that of what belongs to no theme.
    """

    def __init__(self, seeds: Mapping[str, Sequence[str]] | Codebook, n_topics: int = 0, random_state: int = 0) -> None:
        self.seeds = seeds
        self.n_topics = n_topics
        self.random_state = random_state

    theme_names_: list[str]
    takes_part_: NDArray[np.bool_]
    terms_: vocabulary.Terms
    word_shares_: NDArray[np.float64]
    seeded_: NDArray[np.bool_]
    frequency_: NDArray[np.float64]
    unseen_seeds_: list[str]

    @abstractmethod
    def fit(self, texts: Texts, y: object = None) -> SeededModel:
        """Learn the word distribution of each theme."""

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return each text's share of each theme as its probability: (n_texts, n_themes).

        It is the mean, over the text's terms, of the theme's part in each term.
        """
        self._check_fitted()
        presence = vocabulary.presences(words.of(texts), self.terms_)
        claims = self.word_shares_ / np.maximum(self.word_shares_.sum(axis=0), 1e-300)
        found = presence @ claims.T / np.maximum(np.diff(presence.indptr), 1)[:, None]
        return np.asarray(found[:, : len(self.theme_names_)] * self.takes_part_)

    def fit_transform(self, X: Texts, y: object = None, **_: Any) -> NDArray[np.float64]:  # noqa: N803  sklearn's name
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

    def _see(self, texts: Texts, n_topics: int) -> tuple[Matrix, NDArray[np.float64]]:
        """Name the themes and choose the terms.

        Return which text has which term (n_texts, n_terms), and which term is a seed of what (n_seeded, n_terms).
        """
        counted, seeds = words.of(texts), seeds_by_theme(self.seeds)
        self.terms_ = vocabulary.learn(counted, vocabulary.normal_seeds(seeds))
        presence = vocabulary.presences(counted, self.terms_)
        seeded, self.unseen_seeds_ = vocabulary.seed_matrix(self.terms_, seeds)
        self.frequency_ = np.asarray(presence.sum(axis=0)).ravel()
        self.seeded_ = np.asarray(seeded.any(axis=0))
        self.theme_names_ = [*seeds, *(f"topic_{number + 1}" for number in range(n_topics))]
        self.takes_part_ = np.append(seeded.any(axis=1), np.ones(n_topics, dtype=bool))
        return presence, seeded

    def _score(self, k: int) -> NDArray[np.float64]:
        """Score the terms of theme ``k`` for showing; 0 or less is not shown."""
        return np.asarray(self.word_shares_[k])

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
