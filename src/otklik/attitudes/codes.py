"""A classifier for themes that people coded: several codes a text.

Takes texts and their codes, gives calibrated probabilities of each code. One logistic regression a code on the features
that attitudes use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.attitudes import sets
from otklik.attitudes.base import TextClassifier, learnt
from otklik.attitudes.explain import Explanation, explain
from otklik.attitudes.features import PLAIN, Counted, TextFeatures
from otklik.attitudes.linear import Rows, one_thread
from otklik.attitudes.recipes import Learner, Recipe, Trials, best_recipe
from otklik.measure import automation
from otklik.words.counting import Matrix, Texts

ARROW = "->"
_FEWEST_CODED = 2
_LEARNT = ("weights", "offsets", "calibration", "held_out")


class ThemeClassifier(TextClassifier):
    """Several codes a text, learnt from coded texts.

    A code ``a->b`` lies under ``a``: wherever it is given, ``a`` is given too. ``ordered`` lists the codes in the order
    wanted; by default they are sorted. ``C`` and the kinds of features are chosen by the log loss of held-out texts
    unless ``C`` is given. Probabilities are calibrated code by code on held-out scores (Platt 1999).

    After `fit`: ``classes_`` (the codes), ``recipe_``, ``features_``, ``weights_`` (n_codes, n_features), ``offsets_``
    (n_codes), ``calibration_`` (n_codes, 2), ``threshold_`` (the probability from which a code is given, chosen for
    micro-F1 on held-out texts), ``coded_`` and ``held_out_`` (n_texts, n_codes).

    >>> pay = ["low pay", "pay is bad", "the pay", "no pay at all", "we wait for pay"]
    >>> boss = ["bad boss", "the boss", "a boss who shouts", "my boss again"]
    >>> rest = ["nice people", "fine", "all fine here", "good people", "nothing to add"]
    >>> codes = [["pay"]] * 5 + [["boss"]] * 4 + [[]] * 5
    >>> ThemeClassifier().fit(pay + boss + rest, codes).predict(["my pay", "fine people"])
    [['pay'], []]

    *Read with care*: a code that people gave ten times is learnt from ten texts. Look at the held-out figures of each
    code before counting it.
    """

    def learn(
        self,
        texts: Counted,
        codings: Any,
        kin: NDArray[np.int64],
        one_out: bool = False,
        recipe: Recipe | None = None,
    ) -> ThemeClassifier:
        """Learn from counted texts and a list of codes for each, or a 0/1 matrix (n_texts, n_codes).

        Columns of a matrix are named by ``ordered``, by its own column names, or by their numbers. See
        `TextClassifier.learn`. Raises ``ValueError`` for unequal lengths, for a matrix of other numbers than 0 and 1,
        and when no code is given to some texts and not to others.
        """
        self.classes_, marks, self.as_matrix_ = _marks(codings, self.ordered)
        if len(marks) != texts.n:
            raise ValueError(f"{texts.n} texts but codes of {len(marks)}")
        self.parents_ = [_parents(name, self.classes_.tolist()) for name in self.classes_]
        self.coded_ = marks = _closed(marks.astype(np.float64), self.parents_) > 0
        if not (marks.any(axis=0) & ~marks.all(axis=0)).any():
            raise ValueError("at least one code that some texts have and others have not is needed")
        # Folds share out the rarest code of each text.
        rarest = np.where(marks, marks.sum(axis=0), len(marks) + 1)
        kind = np.where(marks.any(axis=1), rarest.argmin(axis=1), -1)
        often = np.isin(kind, np.flatnonzero(np.bincount(kind + 1, minlength=marks.shape[1] + 1) >= 5) - 1)
        trials = Trials(texts, np.where(often, kind, -2), kin, self.random_state, one_out)
        with one_thread():
            self.recipe_ = recipe or self._choose(trials)
            learner = self._learner(self.recipe_, marks)
            scores = trials.scores(self.recipe_.blocks, learner) if trials.splits else None
            self.features_, span = trials.made(self.recipe_.blocks)
            self.weights_, self.offsets_ = learner(span, np.arange(len(marks)))
            self._calibrate(scores)
        return self

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """Return calibrated probabilities for features made by ``features_``: (n_texts, n_codes).

        A code is never more probable than the code above it.
        """
        return self._probabilities(self.scores(matrix), self.calibration_)

    def decided(self, probability: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Return the codes that probabilities give, (n_texts, n_codes), and how sure all codes of a text are."""
        return probability >= self.threshold_, self._sure(probability)

    @property
    def theme_names_(self) -> list[str]:
        """Return the codes; with `transform`, `top_words` and `top_terms` they can be drawn like any themes."""
        return [str(name) for name in self.classes_]

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return what `predict_proba` does."""
        return self.predict_proba(texts)

    def top_words(self, k: int, n: int = 10) -> list[str]:
        """Return the words that speak most for a code, in their dictionary forms."""
        return self.features_.strongest(self.weights_[k], n)

    def top_terms(self, k: int, n: int = 10) -> list[str]:
        """Return what `top_words` does."""
        return self.top_words(k, n)

    def predict(self, texts: Texts) -> Any:
        """Return the codes of each text as they were given to `fit`: lists, or a 0/1 matrix."""
        given = self.predict_proba(texts) >= self.threshold_
        if self.as_matrix_:
            return given.astype(np.int64)
        return [self.classes_[row].tolist() for row in given]

    def predict_set(self, texts: Texts, alpha: float = 0.1) -> NDArray[np.bool_]:
        """Return the codes that cannot be ruled out: (n_texts, n_codes).

        Of texts like those trained on, at least ``1 - alpha`` have all their codes in the set. Raises ``ValueError``
        for an ``alpha`` not between 0 and 1.
        """
        probability = self.predict_proba(texts)
        if np.isnan(self.held_out_).any():
            return np.ones(probability.shape, dtype=bool)
        given = np.where(self.coded_, self.held_out_, 1.0).min(axis=1)
        return np.asarray(probability >= sets.least(given, alpha))

    def needs_person(self, texts: Texts, accuracy: float = 0.9) -> NDArray[np.bool_]:
        """Tell for each text whether a person must read it, so that of the rest ``accuracy`` have all codes right.

        See `AttitudeClassifier.needs_person`.
        """
        probability = self.predict_proba(texts)
        if np.isnan(self.held_out_).any():
            return np.ones(len(probability), dtype=bool)
        right = ((self.held_out_ >= self.threshold_) == self.coded_).all(axis=1)
        found = automation.threshold(self._sure(self.held_out_), right, accuracy)
        return np.asarray(self._sure(probability) < (np.inf if found is None else found))

    def explain(self, texts: Sequence[str], code: str) -> list[Explanation]:
        """Tell for texts as typed what each of their words adds for a code.

        Weights and rest sum to the code's own calibrated logit: 0 means as probable as not. Raises ``ValueError`` for a
        code that was never learnt. See `AttitudeClassifier.explain`.

        >>> texts = ["low pay", "pay is bad", "bad boss", "the boss and the pay", "nice people", "fine"] * 3
        >>> codes = [["pay"], ["pay"], ["boss"], ["pay", "boss"], [], []] * 3
        >>> (found,) = ThemeClassifier().fit(texts, codes).explain(["my boss"], "boss")
        >>> ["my boss"[part.start : part.stop] for part in found.parts if part.weight > 0.1]
        ['boss']

        *Read with care*: a code may be given because one below it is (``a`` for ``a->b``); its own words then say
        little, those of the lower code say why.
        """
        names = self.fitted().classes_.tolist()
        if code not in names:
            raise ValueError(f"{code!r} is none of the codes {names}")
        return explain(self.features_, self.logits(), names, texts, np.full(len(texts), names.index(code)))

    def logits(self) -> Rows:
        """Return weights (n_codes, n_features) and offsets that give the calibrated logit of each code."""
        slope, shift = self.calibration_.T
        return self.weights_ * slope[:, None], self.offsets_ * slope + shift

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything learnt but the features as arrays for a pack."""
        numbers = {name: getattr(self, f"{name}_").astype(np.float32) for name in _LEARNT}
        return numbers | {
            "classes": self.classes_.astype(str),
            "coded": self.coded_,
            "threshold": np.array([self.threshold_], dtype=np.float64),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], features: TextFeatures) -> ThemeClassifier:
        """Rebuild a classifier from `arrays` and the features it was learnt with.

        Raises ``KeyError`` or ``ValueError`` when arrays are missing, of other shapes or not finite.
        """
        names = arrays["classes"].tolist()
        made = cls(names)
        made.classes_, made.features_, made.as_matrix_ = np.array(names, dtype=object), features, False
        made.parents_ = [_parents(name, names) for name in names]
        n, texts = len(names), len(arrays["coded"])
        shapes = ((n, features.width), (n,), (n, 2), (texts, n))
        for name, shape in zip(_LEARNT, shapes, strict=True):
            setattr(made, f"{name}_", learnt(arrays, name, shape))
        made.threshold_ = float(learnt(arrays, "threshold", (1,))[0])
        made.coded_ = arrays["coded"].astype(bool)
        if made.coded_.shape != (texts, n):
            raise ValueError("coded")
        return made

    def _sure(self, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability that every code is rightly given or not given, were codes independent."""
        agreed = np.where(probability >= self.threshold_, probability, 1 - probability)
        return np.asarray(agreed.prod(axis=1))

    def _probabilities(self, scores: NDArray[np.float64], calibration: NDArray[np.float64]) -> NDArray[np.float64]:
        logits = scores * calibration[:, 0] + calibration[:, 1]
        return _closed(1 / (1 + np.exp(-np.clip(logits, -30, 30))), self.parents_)

    def _choose(self, trials: Trials) -> Recipe:
        if self.C is not None:
            return Recipe((*PLAIN, *trials.texts.sources), self.C)
        some, rows = trials.some()
        marks = self.coded_[rows]
        if not some.splits:
            return Recipe()

        def loss(recipe: Recipe) -> float:
            scores = some.scores(recipe.blocks, self._learner(recipe, marks))
            p = np.clip(self._probabilities(scores, _platt(scores, marks)), 1e-12, 1 - 1e-12)
            return float(-np.log(np.where(marks, p, 1 - p)).mean())

        return best_recipe(loss, bool(self.word_classes), learnt_elsewhere=tuple(trials.texts.sources))

    def _learner(self, recipe: Recipe, marks: NDArray[np.bool_]) -> Learner:
        return lambda span, seen: span.binary(marks[seen], recipe.c)

    def _calibrate(self, scores: NDArray[np.float64] | None) -> None:
        self.threshold_ = 0.5
        if scores is None:
            self.calibration_ = np.tile([1.0, 0.0], (len(self.classes_), 1))
            self.held_out_ = np.full(self.coded_.shape, np.nan)
            return
        self.calibration_ = _platt(scores, self.coded_)
        self.held_out_ = self._probabilities(scores, self.calibration_)
        self.threshold_ = _best_threshold(self.held_out_, self.coded_)


def _platt(scores: NDArray[np.float64], marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return slope and offset of each code; a code with too few texts keeps its scores as they are."""
    from sklearn.linear_model import LogisticRegression

    found = np.tile([1.0, 0.0], (scores.shape[1], 1))
    for at in range(scores.shape[1]):
        y = marks[:, at]
        if min(y.sum(), (~y).sum()) >= _FEWEST_CODED:
            model = LogisticRegression(C=1.0).fit(scores[:, [at]], y)
            found[at] = max(model.coef_[0, 0], 0.0), model.intercept_[0]
    return found


def _marks(codes: Any, ordered: Sequence[str] | None) -> tuple[NDArray[Any], NDArray[np.bool_], bool]:
    """Return names of codes, marks (n_texts, n_codes), and whether they came as a matrix."""
    matrix = hasattr(codes, "shape") and len(codes.shape) == 2
    if matrix:
        values = np.asarray(codes)
        names = list(ordered or getattr(codes, "columns", [str(at) for at in range(values.shape[1])]))
        if len(names) != values.shape[1]:
            raise ValueError(f"{values.shape[1]} columns of codes but {len(names)} names")
        if not np.isin(values, (0, 1)).all():
            raise ValueError("a matrix of codes may hold 0 and 1 only")
        return np.array(names, dtype=object), values.astype(bool), True
    listed = [[row] if isinstance(row, str) else list(row) for row in codes]
    above = {part for row in listed for code in row for part in _line(str(code))}
    names = [name for name in ordered or [] if name in above]
    names += sorted(above - set(names))
    if not names:
        raise ValueError("no text has a code")
    at = {name: number for number, name in enumerate(names)}
    marks = np.zeros((len(listed), len(names)), dtype=bool)
    for row, given in enumerate(listed):
        marks[row, [at[str(code)] for code in given]] = True
    return np.array(names, dtype=object), marks, False


def _line(code: str) -> list[str]:
    """Return a code and those above it: ``a->b->c`` lies under ``a->b`` and ``a``."""
    parts = code.split(ARROW)
    return [ARROW.join(parts[: length + 1]) for length in range(len(parts))]


def _parents(code: Any, names: list[Any]) -> list[int]:
    return [names.index(above) for above in _line(str(code))[:-1] if above in names]


def _closed(values: NDArray[np.float64], parents: list[list[int]]) -> NDArray[np.float64]:
    """Raise what stands above a code to at least the code's own value."""
    found = values.copy()
    for at, above in enumerate(parents):
        for parent in above:
            found[:, parent] = np.maximum(found[:, parent], values[:, at])
    return found


def _best_threshold(probability: NDArray[np.float64], coded: NDArray[np.bool_]) -> float:
    """Return the one threshold for all codes that has the best micro-F1: at the optimum it is half of that F1."""
    order = np.argsort(-probability, axis=None, kind="stable")
    given, right = probability.ravel()[order], coded.ravel()[order]
    f1 = 2 * np.cumsum(right) / (np.arange(1, len(right) + 1) + right.sum())
    last = np.append(given[:-1] != given[1:], True)
    return float(given[np.where(last, f1, -1.0).argmax()])
