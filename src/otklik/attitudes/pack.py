"""A trained pack: classifiers for the scales of one codebook, ready to code texts.

Takes a folder of `packs` and counted words, gives for each scale the group of each text, its probability, and whether a
person must read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import packs
from otklik.attitudes.classifier import AttitudeClassifier
from otklik.attitudes.features import TextFeatures
from otklik.attitudes.linear import calibrated
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.messages import say
from otklik.words import Words

KIND = "attitudes"
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pack says of texts on one scale: ``group`` ids, their ``probability``, ``needs_person`` marks.

    ``probabilities`` is (n_texts, n_values) in the order of ``values``.
    """

    values: tuple[str, ...]
    group: NDArray[Any]
    probability: NDArray[np.float64]
    needs_person: NDArray[np.bool_]
    probabilities: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Scale:
    values: tuple[str, ...]
    weights: NDArray[np.float64]
    offsets: NDArray[np.float64]
    calibration: NDArray[np.float64]
    threshold: float


@dataclass(frozen=True, slots=True)
class AttitudePack:
    """An opened pack. ``least_known`` is the share of content words below which a text is too foreign to be coded."""

    name: str
    meta: dict[str, Any]
    digest: str
    features: TextFeatures
    scales: dict[str, _Scale]
    least_known: float

    @classmethod
    def load(cls, name: str | Path) -> AttitudePack:
        """Open a pack by name or folder. Raises `UserError` when it is missing, damaged or of another kind."""
        opened = packs.load(name)
        try:
            if opened.meta["kind"] != KIND:
                raise ValueError(str(opened.meta["kind"]))
            features = TextFeatures.from_arrays(opened.arrays)
            width = sum(map(len, features.vocabulary_.values()))
            scales = {}
            for scale, values in opened.meta["scales"].items():
                made = _Scale(
                    values=tuple(map(str, values)),
                    weights=opened.arrays[f"{scale}_weights"].astype(np.float64),
                    offsets=opened.arrays[f"{scale}_offsets"].astype(np.float64),
                    calibration=opened.arrays[f"{scale}_calibration"].astype(np.float64),
                    threshold=float(opened.meta["thresholds"][scale]),
                )
                n = len(values)
                if made.weights.shape != (n, width) or made.offsets.shape != (n,):
                    raise ValueError(f"{scale}_weights")
                if made.calibration.shape != (n, n + 1):
                    raise ValueError(f"{scale}_calibration")
                scales[str(scale)] = made
            least_known = float(opened.meta["least_known"])
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise UserError(
                say("pack_damaged", cause=str(error)), hint=say("pack_damaged_hint"), where=str(name)
            ) from None
        return cls(opened.name, opened.meta, opened.digest, features, scales, least_known)

    def fits(self, book: Codebook) -> list[str]:
        """Return the scales that the pack and a codebook share, value for value, in the codebook's order."""
        return [
            scale.id
            for scale in book.scales
            if scale.id in self.scales and set(scale.values) == set(self.scales[scale.id].values)
        ]

    def suits(self, words: Words) -> bool | None:
        """Tell whether texts speak of what the pack was trained on (see `TextFeatures.likeness`).

        Few texts are less like anything, so the bar rises with their number ``n``: ``.5 n / (n + 15)``. Of fewer than
        20 nobody can tell: ``None``.
        """
        if len(words) < _FEWEST:
            return None
        return self.features.likeness(words) >= 0.5 * len(words) / (len(words) + 15)

    def code(self, words: Words, scales: list[str]) -> dict[str, Verdict]:
        """Code texts on some scales; of texts that the pack does not surely suit, every one needs a person.

        *Read with care*: counts of these groups are a machine's counts. Its errors do not cancel out: only a random
        part coded by hand turns them into an estimate.
        """
        foreign = (self.features.known_share(words) < self.least_known) | (self.suits(words) is not True)
        scored: dict[str, list[NDArray[np.float64]]] = {name: [] for name in scales}
        # Some thousand texts at a time: their letter groups together would fill the memory.
        for matrix in self.features.batches(words):
            for name in scales:
                scale = self.scales[name]
                scored[name].append(np.asarray(matrix @ scale.weights.T + scale.offsets))
        verdicts = {}
        for name in scales:
            scale = self.scales[name]
            probabilities = calibrated(np.vstack(scored[name]), scale.calibration)
            best = probabilities.argmax(axis=1)
            sure = probabilities[np.arange(len(best)), best]
            verdicts[name] = Verdict(
                values=scale.values,
                group=np.array(scale.values, dtype=object)[best],
                probability=sure,
                needs_person=(sure < scale.threshold) | foreign,
                probabilities=probabilities,
            )
        return verdicts


def save(
    folder: Path,
    classifiers: dict[str, AttitudeClassifier],
    *,
    thresholds: dict[str, float],
    least_known: float,
    meta: dict[str, Any],
    card: str,
) -> None:
    """Write classifiers that were fitted on the same texts as one pack."""
    arrays: dict[str, NDArray[Any]] = {}
    for scale, classifier in classifiers.items():
        arrays |= classifier.features_.arrays()
        arrays[f"{scale}_weights"] = classifier.weights_.astype(np.float32)
        arrays[f"{scale}_offsets"] = classifier.offsets_.astype(np.float32)
        arrays[f"{scale}_calibration"] = classifier.calibration_.astype(np.float32)
    described = {
        **meta,
        "kind": KIND,
        "scales": {scale: [str(value) for value in classifier.classes_] for scale, classifier in classifiers.items()},
        "thresholds": thresholds,
        "least_known": least_known,
    }
    packs.save(folder, described, arrays, card)
