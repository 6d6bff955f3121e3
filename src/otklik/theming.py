"""What a run shows as themes: those of a codebook, codes of a trained pack, topics beside them.

Takes a fitted theme model and what a pack coded, gives names, probabilities, portraits and trust in one order. A theme
that the pack was trained on is coded by the pack, and by seed words no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from otklik.results.run import NAMED_FROM

if TYPE_CHECKING:
    from otklik.attitudes import ThemeClassifier, Verdict
    from otklik.responses import Responses
    from otklik.themes.portraits import Portrait
    from otklik.themes.seeded import SeededModel
    from otklik.themes.trust import Trust
    from otklik.words import Words


@dataclass(frozen=True, slots=True)
class Theming:
    """Themes first, ``n_themes`` of them, then topics; a text has those of probability ``named_from`` or more.

    ``probability`` is (n_texts, n_names); of the names ``seeded`` are the theme model's, all others are codes of the
    ``trained`` classifier.
    """

    names: tuple[str, ...]
    n_themes: int
    probability: NDArray[np.float64]
    named_from: NDArray[np.float64]
    seeded: tuple[str, ...]
    model: SeededModel
    trained: ThemeClassifier | None

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the names of the themes."""
        return self.names[: self.n_themes]

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the names of the topics."""
        return self.names[self.n_themes :]

    def portraits(self, responses: Responses, words: Words) -> list[Portrait]:
        """Draw every theme: its words by the model that has its seeds, or else by the classifier trained on it.

        Quotes are the texts that most surely have it.
        """
        from otklik.themes import portraits

        spoken = responses.language[responses.first_row]
        drawn: dict[str, Portrait] = {}
        seeded = [name for name in self.themes if name in self.seeded]
        codes = [name for name in self.themes if name not in self.seeded]
        for model, here in ((self.model, seeded), (self.model, self.topics), (self.trained, codes)):
            if model is None or not here:
                continue
            at = [model.theme_names_.index(name) for name in here]
            places = [self.names.index(name) for name in here]
            probability = np.zeros((len(words), len(model.theme_names_)))
            probability[:, at] = self.probability[:, places]
            least = float(self.named_from[places].min())
            found = portraits.draw(model, responses.texts, words, probability, spoken, at, least)
            drawn |= dict(zip(here, found, strict=True))
        return [drawn[name] for name in self.names]

    def trust(self, responses: Responses, words: Words) -> Trust:
        """Measure the themes; of a code that has no seeds only its shares by language are known."""
        from otklik.themes import trust
        from otklik.themes.trust import ThemeTrust

        named = (self.probability >= self.named_from)[responses.text_of[responses.coded]]
        language = responses.language[responses.coded]
        seeded = [self.names.index(name) for name in self.seeded]
        guided = sum(at < self.n_themes for at in seeded)
        found = trust.measure(self.model, words, self.seeded, guided, named[:, seeded], language)
        extra = {}
        for at, name in enumerate(self.themes):
            if name not in self.seeded:
                ru, en = (_mean(named[language == spoken, at]) for spoken in ("ru", "en"))
                extra[name] = ThemeTrust(None, None, None, None, ru, en, ())
        if not extra:
            return found
        themes = named[:, : self.n_themes]
        return replace(
            found,
            themes=found.themes | extra,
            unassigned=round(float((~themes.any(axis=1)).mean()), 4) if len(themes) else None,
            languages=trust.languages(themes, language),
        )


def gather(
    model: SeededModel,
    probability: NDArray[np.float64],
    kept: Sequence[str],
    themes: Sequence[str],
    trained: ThemeClassifier | None = None,
    verdict: Verdict | None = None,
) -> Theming:
    """Put together the ``kept`` themes and topics of a model and the codes of a trained classifier.

    ``themes`` are the names that are no topics; ``verdict`` is what the classifier made of the same texts.
    """
    columns: dict[str, tuple[NDArray[np.float64], float]] = {
        name: (probability[:, model.theme_names_.index(name)], NAMED_FROM) for name in kept
    }
    codes: list[Any] = []
    if trained is not None and verdict is not None:
        codes = list(verdict.values)
        columns |= {code: (verdict.probabilities[:, at], trained.threshold_) for at, code in enumerate(codes)}
    first = [name for name in kept if name in themes]
    first += [code for code in codes if code not in first]
    names = (*first, *(name for name in kept if name not in first))
    return Theming(
        names=names,
        n_themes=len(first),
        probability=np.column_stack([columns[name][0] for name in names]) if names else probability[:, :0],
        named_from=np.array([columns[name][1] for name in names]),
        seeded=tuple(name for name in names if name in kept),
        model=model,
        trained=trained if codes else None,
    )


def _mean(marks: NDArray[np.bool_]) -> float | None:
    return round(float(marks.mean()), 4) if len(marks) else None
