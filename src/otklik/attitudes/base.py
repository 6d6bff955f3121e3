"""What the classifiers of scales and of themes have in common: what they are told, read and learn from.

Takes texts and their codings, gives calibrated probabilities; what a coding is, each classifier says itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError

from otklik import words
from otklik.attitudes import dense
from otklik.attitudes.features import Counted, TextFeatures
from otklik.attitudes.folds import together
from otklik.attitudes.recipes import BLOCK_CHOICES, Recipe
from otklik.attitudes.word_classes import WordClasses
from otklik.words.counting import Matrix, Texts


class TextClassifier(BaseEstimator, ABC):
    """A classifier of texts, with the parameters that `AttitudeClassifier` describes."""

    features_: TextFeatures
    weights_: NDArray[np.float64]
    offsets_: NDArray[np.float64]

    def __init__(
        self,
        ordered: Sequence[str] | None = None,
        random_state: int = 0,
        *,
        C: float | None = None,  # noqa: N803  scikit-learn's name
        word_classes: str = "",
        vectors: str | None = None,
        encoder: str | None = None,
    ) -> None:
        self.ordered = ordered
        self.random_state = random_state
        self.C = C
        self.word_classes = word_classes
        self.vectors = vectors
        self.encoder = encoder

    def fit(self, texts: Texts, codings: Any, groups: Sequence[Any] | None = None) -> Self:
        """Learn from texts and their codings (see `learn`).

        ``groups`` names whatever must not straddle folds (writers, respondents); texts of the same words never do.
        Raises ``ValueError`` for codings that nothing can be learnt from, `UserError` when word vectors or an encoder
        cannot be opened.
        """
        counted = words.of(texts)
        kin = together(counted, groups)
        known = read(counted, self.word_classes, dense.opened(self.vectors, self.encoder))
        return self.learn(known, codings, kin, one_out=groups is not None)

    @abstractmethod
    def learn(
        self,
        texts: Counted,
        codings: Any,
        kin: NDArray[np.int64],
        one_out: bool = False,
        recipe: Recipe | None = None,
    ) -> Self:
        """Learn from texts that are counted already, of which those of the same ``kin`` never straddle folds.

        For whoever learns many times from parts of the same texts; see `fit`, `read` and `folds.splits`. A ``recipe``
        leaves nothing to choose.
        """

    def scores(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return raw scores for features made by ``features_``: (n_texts, n_classes)."""
        return np.asarray(matrix @ self.weights_.T + self.offsets_)

    @abstractmethod
    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return calibrated probabilities for features made by ``features_``: (n_texts, n_classes)."""

    def predict_proba(self, texts: Texts | Counted) -> NDArray[np.float64]:
        """Return calibrated probabilities of texts: (n_texts, n_classes), in the order of ``classes_``."""
        counted = texts if isinstance(texts, Counted) else words.of(texts)
        return np.vstack([self.probabilities(matrix) for matrix in self.fitted().features_.batches(counted)])

    def fitted(self) -> Self:
        """Return the classifier itself. Raises ``NotFittedError`` before `fit`."""
        if not hasattr(self, "held_out_"):
            raise NotFittedError(f"{type(self).__name__} is not fitted yet: call fit first.")
        return self


def learnt(arrays: Mapping[str, NDArray[Any]], name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return one array of a pack as numbers; ``ValueError`` for another shape or for what is no number.

    Held-out probabilities may be unknown (NaN), weights may not.
    """
    found = arrays[name].astype(np.float64)
    if found.shape != shape or not (np.isfinite(found).all() or (name == "held_out" and np.isnan(found).all())):
        raise ValueError(name)
    return found


def read(counted: words.Words, word_classes: str = "", sources: dense.Sources | None = None) -> Counted:
    """Return texts with all features counted, ready to be learnt from in whole or in part."""
    blocks = (*BLOCK_CHOICES[-1], *(sources or {}))
    return TextFeatures(WordClasses(word_classes), blocks, sources).count(counted).placed()
