"""How far the themes of a run can be trusted: every number of their quality in one place.

Takes a fitted model, its texts and their probabilities; gives the numbers of each theme and of all together, ``None``
where one is undefined. Never decides which theme is good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik.themes import quality, vocabulary
from otklik.themes.stability import REFITS, half, stability, taken
from otklik.words import Words
from otklik.words.scripts import has_cyrillic

if TYPE_CHECKING:
    from otklik.themes.seeded import SeededModel

_LANGUAGE_TEXTS = 20
"""With fewer texts of a language nothing is said of how the languages agree."""
_LEAST_THEMES = 3
"""Fewer themes have no order worth correlating."""
_NPMI_TEXTS = 50_000
"""Texts that NPMI is measured on, taken evenly."""


@dataclass(frozen=True, slots=True)
class ThemeTrust:
    """What is known of one theme; see `otklik.themes.quality` and `otklik.themes.stability` for each number.

    ``share_ru`` and ``share_en``: of the answers in Russian and in English, the share that has the theme.
    """

    coherence_c_v: float | None
    npmi: float | None
    exclusivity: float | None
    stability: float | None
    share_ru: float | None
    share_en: float | None
    frex_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Languages:
    """How alike the answers in Russian (``ru`` of them) and in English (``en``) are in their themes.

    ``profile``: Spearman's correlation of the themes' shares; ``together``: Pearson's correlation, over the
    pairs of ``themes`` themes, of how far the two themes of a pair stand in the same answers (phi).
    """

    ru: int
    en: int
    themes: int
    profile: float | None
    together: float | None


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known of all themes together, and of each by its name.

    ``unassigned`` is the share of answers without any theme (of topics, where there is no codebook);
    ``context_accuracy`` is the guided model's; ``refits`` new fits on ``refit_texts`` texts each gave the stability.
    """

    themes: dict[str, ThemeTrust]
    unassigned: float | None
    context_accuracy: float | None
    languages: Languages
    refits: int
    refit_texts: int


def measure(
    model: SeededModel,
    words: Words,
    kept: Sequence[str],
    guided: int,
    named: NDArray[np.bool_],
    language: NDArray[np.object_],
) -> Trust:
    """Measure the ``kept`` themes of a model, the first ``guided`` of which are a codebook's.

    ``words`` are the texts it was fitted on; ``named`` (n_answers, n_kept) tells which answer has which theme, and
    ``language`` (n_answers) its language.
    """
    at = [model.theme_names_.index(name) for name in kept]
    names = [model.top_terms(k, 10) for k in range(len(model.theme_names_))]
    top = [[model.terms_.numbers[name] for name in listed] for listed in names]
    step = max(1, -(-len(words) // _NPMI_TEXTS))
    read = words if step == 1 else taken(words, np.arange(0, len(words), step))
    scripts = np.array([has_cyrillic(name) for name in model.terms_.names], dtype=np.int64)
    coherent = quality.coherence(words, [[name for name in names[k] if " " not in name] for k in at])
    together = quality.npmi(vocabulary.presences(read, model.terms_), [top[k] for k in at], scripts)
    exclusive = quality.exclusivity(quality.word_shares(model), top)
    stable = stability(model, words)
    shares = {name: _shares(named[language == name]) for name in ("ru", "en")}
    themes = {
        name: ThemeTrust(
            coherence_c_v=coherent[place],
            npmi=together[place],
            exclusivity=exclusive[k],
            stability=stable[k],
            share_ru=shares["ru"][place],
            share_en=shares["en"][place],
            frex_words=tuple(quality.frex(model, k, 10)),
        )
        for place, (name, k) in enumerate(zip(kept, at, strict=True))
    }
    counted = named[:, : guided or named.shape[1]]
    accuracy = getattr(model, "context_accuracy_", None) if guided else None
    return Trust(
        themes=themes,
        unassigned=round(float((~counted.any(axis=1)).mean()), 4) if len(counted) else None,
        context_accuracy=None if accuracy is None else round(accuracy, 4),
        languages=languages(counted, language),
        refits=REFITS if half(len(words)) else 0,
        refit_texts=half(len(words)),
    )


def languages(named: NDArray[np.bool_], language: NDArray[np.object_]) -> Languages:
    """Compare answers in Russian and in English by their themes: ``named`` (n_answers, n_themes).

    Nothing is compared with fewer than 20 answers in a language, or fewer than three themes that both can differ in.

    >>> named = np.array([[1, 1, 0], [1, 0, 0], [1, 0, 1], [0, 0, 0]] * 10, dtype=bool)
    >>> languages(np.vstack([named, named[:, ::-1]]), np.array(["ru"] * 40 + ["en"] * 40, dtype=object))
    Languages(ru=40, en=40, themes=3, profile=-0.5, together=-0.5)

    *Read with care*: those who answer in one language may be other people than those who answer in the other.
    """
    from scipy.stats import pearsonr, spearmanr

    ru, en = (named[language == name] for name in ("ru", "en"))
    profile = together = None
    if min(len(ru), len(en)) >= _LANGUAGE_TEXTS and named.shape[1] >= _LEAST_THEMES:
        profile = _correlation(spearmanr, ru.mean(axis=0), en.mean(axis=0))
        vary = np.flatnonzero(_varies(ru) & _varies(en))
        if len(vary) >= _LEAST_THEMES:
            pairs = np.triu_indices(len(vary), 1)
            phi = [np.corrcoef(part[:, vary].astype(float), rowvar=False)[pairs] for part in (ru, en)]
            together = _correlation(pearsonr, *phi)
    return Languages(len(ru), len(en), named.shape[1], profile, together)


def _shares(named: NDArray[np.bool_]) -> list[float | None]:
    if not len(named):
        return [None] * named.shape[1]
    return [round(float(value), 4) for value in named.mean(axis=0)]


def _varies(named: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(named.any(axis=0) & ~named.all(axis=0))


def _correlation(measure: Any, one: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    if np.ptp(one) < 1e-12 or np.ptp(other) < 1e-12:  # what does not vary has no correlation
        return None
    return round(float(measure(one, other).statistic), 4)
