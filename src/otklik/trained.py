"""A pack that a researcher has trained: classifiers for scales and themes, ready to give probabilities.

Takes fitted classifiers or a folder, gives for counted words the probability of every label and code. Opens the shipped
packs as well. Never decides what a person must read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik import packs
from otklik.attitudes import AttitudeClassifier, AttitudePack, ThemeClassifier
from otklik.attitudes.codes import ARROW
from otklik.attitudes.features import TextFeatures
from otklik.errors import UserError
from otklik.messages import say
from otklik.words import Words

KIND = "trained"
THEMES = "themes"
_UNSAFE = frozenset({".pkl", ".pickle", ".joblib", ".skops", ".pt", ".bin"})
_LEARNT = ("weights", "offsets", "calibration")

Classifier = AttitudeClassifier | ThemeClassifier


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is coded: a scale with one of its ``values`` a text, or themes with any number of them.

    A text is coded automatically from ``threshold`` on; a code of the themes is given from ``given_from`` on.
    """

    id: str
    kind: Literal["scale", "themes"]
    values: tuple[str, ...]
    ordered: bool
    threshold: float
    given_from: float = 0.5


@dataclass(frozen=True, slots=True)
class TrainedPack:
    """An opened pack; ``targets`` are its scales and themes, ``card`` is what was written about it."""

    name: str
    meta: dict[str, Any]
    digest: str
    card: str
    targets: dict[str, Target]
    classifiers: Mapping[str, Classifier]
    shipped: AttitudePack | None = None

    def probabilities(self, words: Words) -> dict[str, NDArray[np.float64]]:
        """Return for each target (n_texts, n_values): of a scale rows sum to 1, of themes each code stands alone."""
        if self.shipped is not None:
            verdicts = self.shipped.code(words, list(self.targets))
            return {name: verdict.probabilities for name, verdict in verdicts.items()}
        return {name: model.predict_proba(words) for name, model in self.classifiers.items()}


def save(
    folder: Path,
    targets: Sequence[Target],
    classifiers: Mapping[str, Classifier],
    *,
    meta: Mapping[str, Any],
    card: str,
) -> None:
    """Write classifiers as one pack."""
    arrays: dict[str, NDArray[Any]] = {}
    listed = []
    for number, target in enumerate(targets):
        model = classifiers[target.id]
        arrays |= {f"{number}.{name}": array for name, array in model.features_.arrays().items()}
        for name in _LEARNT:
            arrays[f"{number}.{name}"] = getattr(model, f"{name}_").astype(np.float32)
        listed.append({**asdict(target), "values": list(target.values)})
    packs.save(folder, {**meta, "kind": KIND, "targets": listed}, arrays, card)


def load(name: str | Path) -> TrainedPack:
    """Open a pack by folder or by the name of a shipped one.

    Raises `UserError` when it is missing, damaged, of another schema, or a file that would run code (pickle).
    """
    path = Path(name)
    unsafe = path.suffix.lower() in _UNSAFE and path.is_file()
    if path.is_dir() and not (path / "meta.json").is_file():
        unsafe = any(file.suffix.lower() in _UNSAFE for file in path.iterdir())
    if unsafe:
        raise UserError(say("pack_unsafe"), hint=say("pack_unsafe_hint"), where=str(name))
    opened = packs.load(name)
    folder = packs.find(name)
    card = folder / "card.md" if folder else None
    written = card.read_text(encoding="utf-8", errors="replace") if card and card.is_file() else ""
    if opened.meta.get("kind") != KIND:
        shipped = AttitudePack.load(name)
        targets = {
            scale: Target(scale, "scale", made.values, True, made.threshold) for scale, made in shipped.scales.items()
        }
        return TrainedPack(opened.name, opened.meta, opened.digest, written, targets, {}, shipped)
    try:
        targets, classifiers = {}, {}
        for number, told in enumerate(opened.meta["targets"]):
            target = _target(told)
            targets[target.id] = target
            classifiers[target.id] = _classifier(opened.arrays, number, target)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise UserError(say("pack_damaged", cause=str(error)), hint=say("pack_damaged_hint"), where=str(name)) from None
    return TrainedPack(opened.name, opened.meta, opened.digest, written, targets, classifiers)


def _target(told: Mapping[str, Any]) -> Target:
    if told["kind"] not in {"scale", THEMES} or not told["values"]:
        raise ValueError(str(told["kind"]))
    values = tuple(map(str, told["values"]))
    return Target(
        str(told["id"]),
        told["kind"],
        values,
        bool(told["ordered"]),
        float(told["threshold"]),
        float(told["given_from"]),
    )


def _classifier(arrays: Mapping[str, NDArray[Any]], number: int, target: Target) -> Classifier:
    own = {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{number}.")}
    model = AttitudeClassifier(target.values) if target.kind == "scale" else ThemeClassifier(target.values)
    model.classes_ = np.array(target.values, dtype=object)
    model.features_ = TextFeatures.from_arrays(own)
    model.weights_, model.offsets_, model.calibration_ = (own[name].astype(np.float64) for name in _LEARNT)
    if isinstance(model, ThemeClassifier):
        model.threshold_ = target.given_from
        model.parents_ = [
            [at for at, above in enumerate(target.values) if code.startswith(f"{above}{ARROW}")]
            for code in target.values
        ]
    else:
        model.leaning_ = np.zeros(len(target.values))
    n, width = len(target.values), sum(map(len, model.features_.vocabulary_.values()))
    shapes = (model.weights_.shape, model.offsets_.shape, model.calibration_.shape)
    if shapes != ((n, width), (n,), (n, n + 1 if target.kind == "scale" else 2)):
        raise ValueError(f"{number}.weights")
    if not all(np.isfinite(own[name]).all() for name in _LEARNT):
        raise ValueError(f"{number}.weights")
    return model
