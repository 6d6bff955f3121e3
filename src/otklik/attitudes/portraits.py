"""What each group of a scale looks like: the words that told for it, and the texts that show it.

Takes an opened pack, texts and what they were coded as, gives one portrait a group. Names texts by number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik import words as words_room
from otklik.attitudes.classifier import AttitudeClassifier
from otklik.attitudes.explain import Explanation, TakenApart, explain
from otklik.attitudes.linear import Rows, one_thread
from otklik.attitudes.pack import AttitudePack, Verdict
from otklik.domain import Segment
from otklik.measure import exemplars
from otklik.words import Words
from otklik.words.counting import Matrix

LANGUAGES = ("ru", "en")

_WEIGHED = 1_500
"""Words are weighed in so many texts, drawn so that every group of every scale has as many where it can."""

_FEWEST = 3
"""A word of fewer texts may point at one respondent."""

_WORDS = 20
_ANY = 1e-9  # more than nothing
_LONG = 60
"""Words from which on a text is shown by its most telling sentence alone."""


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word, as texts write it most often, that told for a group.

    ``contribution`` is what it added on average to the ``n`` texts of a language that were coded so and weighed, in
    logits against the mean of all groups; ``texts`` of them have it.
    """

    word: str
    language: str
    contribution: float
    texts: int
    n: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """Words of a group, the most telling first, and what shows it.

    An exemplar is the number of a text, the span of it to show, and its explanation, both in code points of the text.
    """

    group: str
    words: tuple[TellingWord, ...]
    exemplars: tuple[tuple[int, Segment, Explanation], ...]


def draw(
    pack: AttitudePack,
    verdicts: Mapping[str, Verdict],
    groups: Mapping[str, Sequence[str]],
    texts: Sequence[str],
    words: Words,
    languages: NDArray[np.object_],
    seed: int = 0,
) -> dict[str, list[Portrait]]:
    """Draw ``groups`` of some scales: at most twenty words, and two exemplars, for each language.

    ``texts`` are those, as typed, that ``words`` were counted from; ``languages`` has that of each. Function words and
    words of fewer than three texts are left out. Exemplars are of readable length where there are such, then such as
    need no person, then the surest.

    *Read with care*: the words are those that the model went by, and a word that tells for a group need not be frequent
    in it, nor say what its writers think.
    """
    chosen = {scale: verdicts[scale].given.argmax(axis=1) for scale in groups}
    with one_thread():
        logits = {scale: _classifier(pack, scale).logits() for scale in groups}
    telling = _telling(pack, logits, chosen, groups, words, languages, np.random.default_rng(seed))
    presence = (words.lemma_counts() > 0).astype(np.int64)
    sizes = np.diff(words.starts).tolist()
    found = {}
    for scale, named in groups.items():
        numbers = [verdicts[scale].values.index(group) for group in named]
        surest = [_surest(verdicts[scale], number, languages, sizes, presence) for number in numbers]
        shown = [text for listed in surest for text in listed]
        coded = np.repeat(numbers, [len(listed) for listed in surest])
        features, values = pack.classifiers[scale].features_, verdicts[scale].values
        told = explain(features, logits[scale], values, [texts[text] for text in shown], coded)
        quotes = [(text, _quoted(texts[text], sizes[text], why), why) for text, why in zip(shown, told, strict=True)]
        found[scale] = [
            Portrait(group, telling[scale, group], tuple(quote for quote in quotes if quote[2].label == group))
            for group in named
        ]
    return found


def _surest(
    verdict: Verdict, number: int, languages: NDArray[np.object_], sizes: Sequence[int], presence: Matrix
) -> list[int]:
    """Return the texts that show a group best, in each language."""
    sure = (verdict.probabilities[:, number] + ~verdict.needs_person) / 2  # the machine's own before a person's
    sure = np.where(verdict.given[:, number], sure, 0.0)
    by_language = [np.where(languages == language, sure, 0.0) for language in LANGUAGES]
    return [text for own in by_language for text in exemplars.choose(own, sizes, 2, _ANY, presence)]


def _telling(
    pack: AttitudePack,
    logits: Mapping[str, Rows],
    chosen: Mapping[str, NDArray[np.int64]],
    groups: Mapping[str, Sequence[str]],
    words: Words,
    languages: NDArray[np.object_],
    rng: np.random.Generator,
) -> dict[tuple[str, str], tuple[TellingWord, ...]]:
    """Weigh the words of each group of each scale."""
    weighed = {
        (scale, group): _drawn(np.flatnonzero(chosen[scale] == at), len(words), sum(map(len, groups.values())), rng)
        for scale, named in groups.items()
        for group, at in zip(named, map(pack.targets[scale].values.index, named), strict=True)
    }
    rows = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *weighed.values()]))
    words = _some(words, rows)
    spoken, forms, lemma = languages[rows], words.commonest_forms(), words.lemma_ids()
    told = np.append(words.content_lemmas(), False)[lemma]  # the last one for signs, whose number is -1
    presence = words.lemma_counts()
    apart: dict[int, TakenApart] = {}
    found: dict[tuple[str, str], tuple[TellingWord, ...]] = {}
    for scale, named in groups.items():
        model = _classifier(pack, scale)
        key = id(model.features_)
        taken = apart[key] = apart.get(key) or TakenApart(model.features_, words)
        added, _ = taken.contributions(logits[scale], chosen[scale][rows])
        for group in named:
            listed: list[TellingWord] = []
            for language in LANGUAGES:
                own = np.isin(rows, weighed[scale, group]) & (spoken == language)
                here, n = told & own[taken.text_of], int(own.sum())
                mean = np.bincount(lemma[here], added[here], minlength=len(forms)) / max(n, 1)
                times = np.bincount(presence[own].indices, minlength=len(forms))
                able = np.flatnonzero((times >= _FEWEST) & (mean > 0))
                best = able[np.argsort(-mean[able], kind="stable")[:_WORDS]].tolist()
                listed += [TellingWord(forms[at], language, float(mean[at]), int(times[at]), n) for at in best]
            found[scale, group] = tuple(listed)
    return found


def _drawn(rows: NDArray[np.int64], n_texts: int, n_groups: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the rows of a group, or some of them where there are too many texts to weigh all."""
    most = _WEIGHED // n_groups
    return rows if n_texts <= _WEIGHED or len(rows) <= most else rng.choice(rows, most, replace=False)


def _some(words: Words, rows: NDArray[np.int64]) -> Words:
    """Return the words of some texts, with the types that these have."""
    row = np.repeat(np.arange(len(words)), np.diff(words.starts))
    types, ids = np.unique(words.ids[np.isin(row, rows)], return_inverse=True)
    starts = np.concatenate([[0], np.cumsum(np.diff(words.starts)[rows])])
    forms = [words.types[at] for at in types.tolist()]
    return Words(forms, ids.astype(np.int32), starts, words.lemmas, words.lemma_of[types])


def _classifier(pack: AttitudePack, scale: str) -> AttitudeClassifier:
    found = pack.classifiers[scale]
    assert isinstance(found, AttitudeClassifier)
    return found


def _quoted(text: str, size: int, why: Explanation) -> Segment:
    """Return the whole of a short text, of a long one the sentence whose words speak most for the label."""
    parts = words_room.sentences(text)
    if size <= _LONG or len(parts) < 2:
        return Segment(0, len(text))
    return max(parts, key=lambda part: sum(one.weight for one in why.parts if part.start <= one.start < part.stop))
