"""Which words could be further seeds of a theme, and which seeds pull in the wrong texts.

Takes counted texts and the seed words of themes, gives proposals and a review of every seed, each with the numbers of
texts to read. Never changes a codebook: a person reads and decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.measure import exemplars
from otklik.themes import vocabulary
from otklik.words import Words
from otklik.words.counting import Matrix
from otklik.words.log_odds import weighted_log_odds

_Z = 1.0
"""Least score of a proposal; a person reads it, so that better too many than none."""
_LONE_TEXTS = 5
"""Texts that a seed must mark alone before anything is said of them."""
_TELLS = 0.65
"""Likeness from which on the other words of a text tell a theme. On three public corpora of short texts with planted
wrong seeds, 88 to 100% of the seeds surely below it marked mostly wrong texts (35 to 81% of all seeds did), and a fifth
of the wrong ones were found; on answers of 15 words about one subject little but seeds tells themes: there it is nearly
silent.
"""
_SPREAD = 1.64 * 12**-0.5
"""One-sided 95% of the mean of places that are spread evenly, for one text."""


@dataclass(frozen=True, slots=True)
class SeededTexts:
    """Which text has which term and which seed: everything that proposals and reviews are made from.

    ``presence`` is (n_texts, n_terms), ``marked`` (n_themes, n_terms); ``owner[s]`` is the theme of seed ``s``, its
    word ``written[s]``, its terms ``of_seed[s]``; ``languages`` and ``sizes`` (words) hold one value a text.
    """

    themes: tuple[str, ...]
    terms: vocabulary.Terms
    presence: Matrix
    marked: NDArray[np.float64]
    owner: tuple[int, ...]
    written: tuple[str, ...]
    of_seed: NDArray[np.float64]
    languages: NDArray[np.str_]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that keeps the company of a theme's seeds.

    ``texts`` have it, ``alone`` of them have no seed of the theme; ``score`` is z of the weighted log-odds;
    ``example`` is the number of a text to read, one of those that the word would add if there are such.
    """

    theme: str
    language: str
    word: str
    texts: int
    alone: int
    score: float
    example: int


@dataclass(frozen=True, slots=True)
class Review:
    """What is known of one seed in these texts.

    ``texts`` have it, ``alone`` of them have no other seed of the theme. ``likeness`` is the chance that a text marked
    by it alone looks more like the theme's other texts than a text without the theme's seeds does, by all words but
    those seeds, held out; ``None`` where that can't be told. ``examples``: the least likely of the texts marked alone.
    """

    theme: str
    word: str
    texts: int
    alone: int
    likeness: float | None
    suspect: bool
    examples: tuple[int, ...]


def see(counted: Words, seeds: Mapping[str, Sequence[str]], languages: Sequence[str] | None = None) -> SeededTexts:
    """Find the terms and seeds of texts; texts are compared with those of their own language only."""
    terms = vocabulary.learn(counted, vocabulary.normal_seeds(seeds))
    marked, _ = vocabulary.seed_matrix(terms, seeds)
    listed = [(theme, word) for theme, given in enumerate(seeds.values()) for word in dict.fromkeys(given)]
    of_seed, _ = vocabulary.seed_matrix(terms, {str(number): [word] for number, (_, word) in enumerate(listed)})
    # "learn, learnt, learned" are one seed.
    keys = [(theme, row.tobytes() if row.any() else word) for (theme, word), row in zip(listed, of_seed, strict=True)]
    kept = [at for at, key in enumerate(keys) if keys.index(key) == at]
    return SeededTexts(
        themes=tuple(seeds),
        terms=terms,
        presence=vocabulary.presences(counted, terms),
        marked=marked,
        owner=tuple(listed[at][0] for at in kept),
        written=tuple(listed[at][1] for at in kept),
        of_seed=of_seed[kept],
        languages=np.array(["" for _ in range(len(counted))] if languages is None else list(languages), dtype=str),
        sizes=tuple(np.diff(counted.starts).tolist()),
    )


def propose(seen: SeededTexts, least: int = 5, n: int = 3) -> list[Proposal]:
    """Propose up to ``n`` further seeds a theme and language: content words in at least ``least`` texts, best first.

    Texts with the theme's seeds are compared with the rest on presence in texts, by the log-odds ratio with an
    informative Dirichlet prior (Monroe, Colaresi and Quinn 2008). A word is proposed to the theme it suits best.

    >>> from otklik import words
    >>> texts = ["low pay, high rent"] * 30 + ["rent is due"] * 9 + ["nice people", "good day"] * 60
    >>> [(found.word, found.texts, found.alone) for found in propose(see(words.count(texts), {"money": ["pay"]}))]
    [('low', 30, 0), ('high', 30, 0), ('rent', 39, 9)]

    *Read with care*: a word in the company of a theme need not name it. On the training part of the constructed corpus
    one proposal in six to one in eighteen is good. Micro-F1 of dictionary matching with 3, 6, 12 and all (about 80)
    seeds a theme and language was .06, .13, .24 and .67; with every proposal unread .07, .16, .25 and .58; with the
    good ones alone .07, .14, .26 and .68. So proposals are for reading, and worth it while a codebook is young.
    """
    has = np.asarray(seen.presence @ seen.marked.T) > 0
    single = np.array([" " not in name for name in seen.terms.names], dtype=bool)
    free = single & ~seen.marked.any(axis=0)
    found = []
    for language in np.unique(seen.languages).tolist():
        rows = np.flatnonzero(seen.languages == language)
        texts = seen.presence[rows]
        frequency = np.asarray(texts.sum(axis=0)).ravel()
        here = np.flatnonzero(single & (frequency > 0))
        scores = np.full((len(seen.themes), len(frequency)), -np.inf)
        for theme in np.flatnonzero(has[rows].sum(axis=0) >= least).tolist():
            inside = np.asarray(texts[np.flatnonzero(has[rows, theme])].sum(axis=0)).ravel()
            scores[theme, here] = weighted_log_odds(inside[here], (frequency - inside)[here])
        candidates = np.flatnonzero(free & (frequency >= least))
        for theme, name in enumerate(seen.themes):
            order = candidates[np.argsort(-scores[theme, candidates], kind="stable")]
            best = [at for at in order if scores[theme, at] >= max(_Z, scores[:, at].max())][:n]
            for at in best:
                with_it = rows[texts[:, [at]].toarray().ravel() > 0]
                new = with_it[~has[with_it, theme]]
                example = _readable(new if len(new) else with_it, seen.sizes)
                word, score = seen.terms.names[at], round(float(scores[theme, at]), 2)
                found.append(Proposal(name, language, word, len(with_it), len(new), score, example))
    return sorted(found, key=lambda one: (seen.themes.index(one.theme), one.language, -one.score))


def review(seen: SeededTexts) -> list[Review]:
    """Review every seed of every theme, in the order of the codebook.

    A seed is suspect when the texts that it marks alone surely look less like the theme than `_TELLS`, while the
    theme's other texts do not. Words are weighed by the logarithm of their rates in the theme's other texts and in
    texts without its seeds, on one half of the texts, and texts of the other half are placed by the sum.

    *Read with care*: likeness is blind where a theme has few seeds or texts are short; a seed that marks many texts
    alone deserves a look, suspect or not.
    """
    hits = np.asarray(seen.presence @ seen.of_seed.T) > 0
    found = []
    for seed, (theme, word) in enumerate(zip(seen.owner, seen.written, strict=True)):
        of_theme = hits[:, np.array(seen.owner) == theme]
        others = of_theme.sum(axis=1) - hits[:, seed]
        alone = np.flatnonzero(hits[:, seed] & (others == 0))
        likeness, suspect, examples = None, False, alone[:2]
        if len(alone) >= _LONE_TEXTS:
            lone, usual = _places(seen, alone, others > 0, others + hits[:, seed] == 0, theme)
            if len(usual) >= _LONE_TEXTS and usual.mean() >= _TELLS and not np.isnan(lone).any():
                likeness = float(lone.mean())
                suspect = bool(likeness + _SPREAD / np.sqrt(len(lone)) < _TELLS)
                examples = alone[np.argsort(lone, kind="stable")[:2]]
        found.append(
            Review(
                theme=seen.themes[theme],
                word=word,
                texts=int(hits[:, seed].sum()),
                alone=len(alone),
                likeness=None if likeness is None else round(likeness, 3),
                suspect=suspect,
                examples=tuple(int(at) for at in examples) if suspect else (),
            )
        )
    return found


def shared(seen: SeededTexts) -> dict[str, list[str]]:
    """Return the terms that are seeds of several themes, also by different forms, with the themes."""
    several = np.flatnonzero(seen.marked.sum(axis=0) > 1)
    return {
        seen.terms.names[at]: [seen.themes[theme] for theme in np.flatnonzero(seen.marked[:, at])] for at in several
    }


def _places(
    seen: SeededTexts, alone: NDArray[np.int64], other: NDArray[np.bool_], rest: NDArray[np.bool_], theme: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return which share of the texts without seeds (``rest``) each lone text, and each other text, lies above."""
    lone = np.full(len(alone), np.nan)
    usual: list[NDArray[np.float64]] = []
    for language in np.unique(seen.languages[alone]):
        spoken = seen.languages == language
        here = np.flatnonzero(spoken[alone])
        # Every other text of each side: rows may come in a pattern of their own.
        second = np.zeros(len(rest), dtype=bool)
        for side in (other, rest):
            second[np.flatnonzero(spoken & side)[1::2]] = True
        places = []
        for learn, test in ((spoken & ~second, spoken & second), (spoken & second, spoken & ~second)):
            if not all((part & side).any() for part in (learn, test) for side in (other, rest)):
                break
            scores = seen.presence @ _weights(seen, np.flatnonzero(learn & other), np.flatnonzero(learn & rest), theme)
            places.append(_above(scores[alone[here]], scores[test & rest]))
            usual.append(_above(scores[test & other], scores[test & rest]))
        if len(places) == 2:
            lone[here] = (places[0] + places[1]) / 2
    return lone, np.concatenate([np.empty(0), *usual])


def _weights(
    seen: SeededTexts, inside: NDArray[np.int64], outside: NDArray[np.int64], theme: int
) -> NDArray[np.float64]:
    a = np.asarray(seen.presence[inside].sum(axis=0)).ravel()
    b = np.asarray(seen.presence[outside].sum(axis=0)).ravel()
    weights = np.log((a + 0.5) / (len(inside) + 1)) - np.log((b + 0.5) / (len(outside) + 1))
    return np.where((seen.marked[theme] > 0) | (a + b < 3), 0.0, weights)


def _above(scores: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of the reference below each score, ties counting half; its mean is the area under the curve."""
    ordered = np.sort(reference)
    below, upto = np.searchsorted(ordered, scores, "left"), np.searchsorted(ordered, scores, "right")
    return np.asarray((below + upto) / (2 * len(ordered)))


def _readable(texts: NDArray[np.int64], sizes: Sequence[int]) -> int:
    return int(texts[exemplars.choose(np.ones(len(texts)), [sizes[at] for at in texts], n=1)[0]])
