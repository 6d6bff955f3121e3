"""The guided theme model.

Takes seed words for themes and texts, gives the probability that each text names each theme. Two views of a text are
put together: some word of it is a theme's (`admixture`), and the whole of it is like the theme's texts (`mixture`). The
second counts as far as, in these very texts, the words that are no seeds find the theme that the seeds name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from otklik import words
from otklik.domain import Codebook
from otklik.measure import exemplars
from otklik.themes import admixture, mixture, quality, vocabulary
from otklik.themes.mixture import Mixture
from otklik.themes.seeded import SeededModel
from otklik.words.counting import Matrix, Texts
from otklik.words.scripts import begins_cyrillic

_LEARN_FROM = 50_000
"""So many texts are learnt from, taken evenly; more change the words of a theme no longer."""
_STEPS = 30
_YIELDS = 0.6
"""How much of a word's evidence goes when the text as a whole speaks for other themes, and texts can be trusted to."""
_UNNAMED = 0.49
"""A text that is like a theme's texts without any word that could name the theme stays below one half."""
_SHOWN = 10
"""So many exemplars are kept for each theme."""
_TOLD_BY = 1.5
"""A word tells a theme that makes it so many times as likely as it usually is."""
_TOPIC_WORDS, _TOPIC_WORD_FROM = 10, 5
"""Words that mark a topic, each in at least so many texts."""
_SEED_IN_BACKGROUND, _SEED_AT_MOST = 0.1, 0.001


class GuidedThemes(SeededModel):
    """Themes guided by seed words, with ``n_topics`` further topics found beside them.

    ``seeds`` maps theme names to seed words (or is a `Codebook`, whose Russian and English seeds act together).
    ``seed_weight`` is how many observed words one theme's seeds count for together, in every step of the fit;
    ``smoothing`` how many words of ordinary speech each theme is given beforehand, as a share of the terms.

    After `fit`: ``theme_names_`` (seeded ones first, then ``topic_1``…), ``unseen_seeds_``, ``terms_``,
    ``word_shares_`` (n_themes + 1, n_terms): the distribution of each theme over the terms of each script, the
    background last (none in the unguided mode, ``seeds={}``); ``word_counts_`` (n_themes, n_terms): how many of the
    texts learnt from (at most 50,000, taken evenly) have each term and the theme;
    ``frequency_`` (n_terms): in how many texts each term is; ``context_accuracy_``: how often the other words of a
    text alone find the theme that its seeds name, 0 for chance and 1 for always; ``agreement_``: how far restarts
    found the same topics (1 without topics); ``quality_``: document NPMI and exclusivity of each theme, the share of
    texts with no theme, and the two numbers before (see `otklik.themes.quality`).

    >>> model = GuidedThemes({"money": ["price", "pay"], "time": ["hour", "busy"]})
    >>> texts = ["the price is high", "they pay nothing", "busy every hour", "no idea"]
    >>> (model.fit_transform(texts) > 0.5).astype(int).tolist()
    [[1, 0], [1, 0], [0, 1], [0, 0]]

    With a matrix of codings for ``y`` (n_texts, n_seeded; NaN where nobody coded) the probabilities of seeded
    themes are calibrated (Platt 1999).

    *Read with care*: a probability is not calibrated unless codings were given, and a theme without good seeds in a
    language will be missed in that language.
    """

    def __init__(
        self,
        seeds: Mapping[str, Sequence[str]] | Codebook,
        n_topics: int = 0,
        random_state: int = 0,
        *,
        seed_weight: float = 30.0,
        smoothing: float = 0.1,
    ) -> None:
        super().__init__(seeds, n_topics, random_state)
        self.seed_weight = seed_weight
        self.smoothing = smoothing

    mixture_: Mixture
    word_shares_: NDArray[np.float64]
    _counts: NDArray[np.float64]
    _sizes: NDArray[np.float64]

    def fit(self, texts: Texts, y: object = None) -> GuidedThemes:
        """Learn the word distribution of each theme from texts, lists of tokens, or counted words."""
        counted = words.of(texts)
        self.n_topics_ = min(self.n_topics, len(counted))
        presence, self._seed_matrix = self._see(counted, self.n_topics_)
        step = max(1, -(-presence.shape[0] // _LEARN_FROM))
        learnt = presence[::step]
        self._learn(learnt)
        self.calibration_: dict[int, tuple[float, float]] = {}
        named = self._named(learnt)
        self.word_counts_ = _explained(learnt, named)
        self._shown = [
            [step * row for row in exemplars.choose(theme, np.diff(learnt.indptr).tolist(), _SHOWN, presence=learnt)]
            for theme in named.T
        ]
        top = [self._top(k, 10) for k in range(len(self.theme_names_))]
        self.quality_ = {
            "npmi": quality.npmi(learnt, top, self._scripts),
            "exclusivity": quality.exclusivity(quality.word_shares(self), top),
            "unassigned": float((named.max(axis=1, initial=0) < 0.5).mean()) if len(named) else 0.0,
            "context_accuracy": self.context_accuracy_,
            "agreement": self.agreement_,
        }
        if y is not None:
            self._calibrate(presence, np.asarray(y, dtype=np.float64))
        return self

    def partial_fit(self, texts: Texts, y: object = None) -> GuidedThemes:
        """Learn from further texts of a stream; terms, topics and calibration stay those of the first texts.

        Only the view of whole texts moves (and so ``word_shares_``): its counts add up, as if it had seen all texts,
        each under the model of its time. Which words name a theme stays as the first texts had it. First texts without
        a single term taught nothing, and the next ones are the first.
        """
        if not hasattr(self, "word_shares_") or not self.word_shares_.any():
            return self.fit(texts, y)
        presence = vocabulary.presences(words.of(texts), self.terms_)
        belongs = self.mixture_.belongs(presence)
        background = self.mixture_.shares[len(self.theme_names_) :]
        self._counts += (presence.T @ belongs[:, : len(self._counts)]).T
        self._sizes += belongs.sum(axis=0)
        shares = mixture.normal(self._counts, self._scripts)
        self.mixture_ = Mixture(np.vstack([shares, background]), self._sizes / self._sizes.sum())
        self.word_shares_ = self.mixture_.shares
        self.frequency_ = self.frequency_ + np.asarray(presence.sum(axis=0)).ravel()
        self.word_counts_ += _explained(presence, self._named(presence))
        return self

    def transform(self, texts: Texts) -> NDArray[np.float64]:
        """Return the probability that each text names each theme: (n_texts, n_themes)."""
        self._check_fitted()
        presence = vocabulary.presences(words.of(texts), self.terms_)
        result = self._named(presence)
        for theme, (slope, offset) in self.calibration_.items():
            result[:, theme] = 1 / (1 + np.exp(-(slope * _log_odds(result[:, theme]) + offset)))
        return result

    def exemplars(self, k: int, n: int = 3) -> list[int]:
        """Return the numbers of the texts learnt from that best show theme ``k``, at most 10.

        They are sure, readable and not alike: the rule of choice is that of `otklik.measure.exemplars`.
        """
        self._check_fitted()
        return self._shown[k][:n]

    def no_theme(self, texts: Texts) -> NDArray[np.float64]:
        """Return the probability that each text names no theme at all: (n_texts,)."""
        return np.asarray((1 - self.transform(texts)).prod(axis=1))

    def _learn(self, presence: Matrix) -> None:
        n_terms = len(self.frequency_)
        self._scripts = np.array([begins_cyrillic(name) for name in self.terms_.names], dtype=np.int64)
        self._marks = np.vstack([self._seed_matrix, np.zeros((self.n_topics_, n_terms))])
        self.agreement_, self.context_accuracy_ = 1.0, 0.0
        if not presence.nnz or not self.theme_names_:
            self.word_shares_ = self._counts = np.zeros((len(self.theme_names_), n_terms))
            self._sizes = np.ones(len(self.theme_names_))
            return
        usual = (self.frequency_ + 1e-9) / (self.frequency_ + 1e-9).sum()
        smooth = self.smoothing * usual * n_terms
        if self.n_topics_:
            found, self.agreement_ = self._topics(presence, np.tile(smooth, (self.n_topics_, 1)))
            if not len(self._seed_matrix):
                self._keep(found, presence, np.tile(smooth, (self.n_topics_, 1)))
                self.context_accuracy_ = 1.0
                return
            self._marks[len(self._seed_matrix) :] = self._telling_terms(found.shares, usual)
        # A theme without any mark has nothing to go by and takes no part; a mark of two themes is half each.
        prior = smooth + self.seed_weight * self._marks / np.maximum(self._marks.sum(axis=0), 1)
        # What is a mark is not ordinary speech, however often the question makes people use it.
        marked = self._marks.any(axis=0)
        ordinary = np.where(marked, np.minimum(_SEED_IN_BACKGROUND * usual, _SEED_AT_MOST), usual)
        self._by_word = admixture.fit(presence, prior, ordinary, self._marks > 0, usual)
        fixed = mixture.normal(ordinary[None, :], self._scripts)
        shares = np.vstack([mixture.normal(prior, self._scripts), fixed])
        start = Mixture(shares, np.full(len(shares), 1 / len(shares)))
        fitted = mixture.expect_and_learn(presence, start, prior, self._scripts, fixed, _STEPS)
        belongs = self._keep(mixture.sharpen(presence, fitted, prior, self._scripts, fixed), presence, prior)
        self.context_accuracy_ = self._context_accuracy(presence, belongs, prior)

    def _keep(self, fitted: Mixture, presence: Matrix, prior: NDArray[np.float64]) -> NDArray[np.float64]:
        """Keep what was fitted, with its counts; return how surely each text belongs to each component."""
        self.mixture_, self.word_shares_ = fitted, fitted.shares
        belongs = fitted.belongs(presence)
        self._counts = (presence.T @ belongs[:, : len(prior)]).T + prior
        self._sizes = belongs.sum(axis=0) + 1.0
        return belongs

    def _topics(self, presence: Matrix, smooth: NDArray[np.float64]) -> tuple[Mixture, float]:
        """Find topics among the texts that no seed explains, or among all when those are too few."""
        free = np.asarray(presence @ self.seeded_.astype(float)).ravel() == 0
        chosen = np.flatnonzero(free & (np.diff(presence.indptr) >= 2))
        texts = presence[chosen] if len(self._seed_matrix) and len(chosen) >= 5 * self.n_topics_ else presence
        return mixture.cluster(texts, self.n_topics_, smooth, self._scripts, self.random_state)

    def _telling_terms(self, shares: NDArray[np.float64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mark the terms that tell a topic from the others, which then act for it as seeds do for a theme."""
        ordinary = mixture.normal(usual[None, :], self._scripts)
        score = shares * np.log(np.maximum(shares, 1e-12) / ordinary)
        own = (shares == shares.max(axis=0)) & (shares >= _TOLD_BY * ordinary)
        score[:, (self.frequency_ < _TOPIC_WORD_FROM) | self.seeded_] = 0
        marks = np.zeros_like(shares)
        for topic in range(len(shares)):
            best = np.argsort(-np.where(own[topic], score[topic], 0), kind="stable")[:_TOPIC_WORDS]
            marks[topic, best[score[topic, best] * own[topic, best] > 0]] = 1.0
        return marks

    def _context_accuracy(self, presence: Matrix, belongs: NDArray[np.float64], prior: NDArray[np.float64]) -> float:
        """Return how often the words that are no seeds find the theme that the seeds of a text name, above chance.

        Of texts with seeds of one theme; each half of them is read with the words that the other half taught.
        """
        owned = np.asarray(presence @ self._seed_matrix.T) > 0
        rows = np.flatnonzero((owned.sum(axis=1) == 1) & (np.asarray(presence @ ~self.seeded_).ravel() > 0))
        truth = owned[rows].argmax(axis=1)
        others = presence[rows].multiply(~self.seeded_).tocsr()
        if len(rows) < 20 or len(np.unique(truth)) < 2:
            return 0.0
        right, n = 0, len(self._seed_matrix)
        half = np.diff(presence.indptr)[rows] % 2 == 0  # by their length, so that the order of texts does not matter
        for learnt, read in ((half, ~half), (~half, half)):
            own = mixture.learn(others[learnt], belongs[rows[learnt]][:, :n], prior[:n], self._scripts)
            found = Mixture(own.shares, np.full(n, 1 / n)).belongs(others[read]).argmax(axis=1)
            right += int((found == truth[read]).sum())
        chance = np.bincount(truth).max() / len(rows)
        return float(max(0.0, (right / len(rows) - chance) / (1 - chance)))

    def _named(self, presence: Matrix) -> NDArray[np.float64]:
        """Return the probability that a word or the whole text names each theme: (n_texts, n_themes)."""
        result = np.zeros((presence.shape[0], len(self.theme_names_)))
        if self.word_shares_.any():
            for rows in admixture.chunks(presence.shape[0]):
                result[rows] = self._named_part(presence[rows])
        return result

    def _named_part(self, presence: Matrix) -> NDArray[np.float64]:
        said = (np.diff(presence.indptr) > 0)[:, None]
        whole = self.mixture_.belongs(presence)[:, : len(self.theme_names_)] * said
        if not len(self._seed_matrix):
            return np.asarray(whole)
        trust = self.context_accuracy_
        whole *= self._marks.any(axis=1)
        by_word = self._by_word.named(presence)
        if self.n_topics_:  # nobody chose a topic's words: it takes two of them to name it
            by_word[:, -self.n_topics_ :] *= np.asarray(presence @ self._marks[-self.n_topics_ :].T) >= 2
        like = np.where(by_word > 0, trust * whole, np.minimum(trust * whole, _UNNAMED))
        return np.asarray(1 - (1 - like) * (1 - by_word * (1 - _YIELDS * trust * (1 - whole))))

    def _calibrate(self, presence: Matrix, y: NDArray[np.float64]) -> None:
        from sklearn.linear_model import LogisticRegression

        if y.shape != (presence.shape[0], len(self._seed_matrix)):
            raise ValueError(f"codings have the shape {y.shape}, not {(presence.shape[0], len(self._seed_matrix))}")
        probability = self._named(presence)
        for theme in range(y.shape[1]):
            coded = ~np.isnan(y[:, theme])
            truth = y[coded, theme] > 0.5
            if min(truth.sum(), (~truth).sum()) >= 5:
                odds = _log_odds(probability[coded, theme])[:, None]
                fitted = LogisticRegression().fit(odds, truth)
                self.calibration_[theme] = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])

    def _score(self, k: int) -> NDArray[np.float64]:
        # The theme's share of a term times how much likelier the theme makes it than ordinary speech (relevance in the
        # sense of Sievert and Shirley 2014), by what the texts gave and not the prior: an unused seed tells nothing.
        own = self.word_counts_[k] / max(self.word_counts_[k].sum(), 1e-12)
        ordinary = self.frequency_ / max(self.frequency_.sum(), 1)
        score = own * np.log(np.maximum(own, 1e-12) / np.maximum(ordinary, 1e-12))
        telling = (self.word_counts_[k] >= 0.5) & (own >= _TOLD_BY * ordinary)
        return np.where(telling, score, 0.0)


def _explained(presence: Matrix, named: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many texts of each theme have each term; a text of several themes is shared among them."""
    sure = np.where(named >= 0.5, named, 0.0)
    sure /= np.maximum(sure.sum(axis=1, keepdims=True), 1.0)
    return np.asarray((presence.T @ sure).T)


def _log_odds(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    kept = np.clip(probability, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)))
