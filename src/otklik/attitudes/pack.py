"""A trained pack: classifiers for scales and themes, ready to code texts.

Takes fitted classifiers or a folder of `packs`, gives for counted words what each text is coded as, its probability,
and whether a person must read it. Shipped packs and those of a researcher are the same thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from otklik import clean, packs
from otklik.attitudes.classifier import AttitudeClassifier
from otklik.attitudes.codes import ThemeClassifier
from otklik.attitudes.features import TextFeatures
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.messages import say
from otklik.words import Words

KIND = "attitudes"
THEMES = "themes"
_UNSAFE = frozenset({".pkl", ".pickle", ".joblib", ".skops", ".pt", ".bin"})
_FEWEST = 20
_SEEN = "seen"
_UNFIT = (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError)
"""What broken descriptions and arrays of another shape raise."""

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
class Verdict:
    """What a pack says of texts on one target.

    ``probabilities`` and ``given`` are (n_texts, n_values) in the order of ``values``; ``probability`` is how sure the
    coding of the whole text is; ``needs_person`` marks what a person must read.
    """

    values: tuple[str, ...]
    given: NDArray[np.bool_]
    probability: NDArray[np.float64]
    needs_person: NDArray[np.bool_]
    probabilities: NDArray[np.float64]

    @property
    def group(self) -> NDArray[Any]:
        """Return the group of each text on a scale."""
        return np.asarray(np.array(self.values, dtype=object)[self.given.argmax(axis=1)])


@dataclass(frozen=True, slots=True)
class Coded:
    """What a pack made of texts: a verdict on each target, and how far they are like its training texts.

    ``suits`` is ``None`` when there are too few texts to tell.
    """

    verdicts: dict[str, Verdict]
    likeness: float
    suits: bool | None


@dataclass(frozen=True, slots=True)
class AttitudePack:
    """An opened pack; ``targets`` are its scales and themes, ``card`` is what was written about it.

    ``least_known`` is the share of content words below which a text is too foreign to be coded; ``seen`` are the
    `fingerprints` of the texts that it was trained on, where it kept them.
    """

    name: str
    meta: dict[str, Any]
    digest: str
    card: str
    targets: dict[str, Target]
    classifiers: Mapping[str, Classifier]
    least_known: float
    seen: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, dtype=np.uint64))

    @classmethod
    def load(cls, name: str | Path) -> AttitudePack:
        """Open a pack by folder or by the name of a shipped one.

        Raises `UserError` when it is missing, damaged, of another schema or kind, or a file that would run code
        (pickle).
        """
        _refuse_code(Path(name))
        opened = packs.load(name)
        folder = packs.find(name)
        card = folder / "card.md" if folder else None
        written = card.read_text(encoding="utf-8", errors="replace") if card and card.is_file() else ""
        try:
            if opened.meta["kind"] != KIND or not isinstance(opened.meta.get("trained_on", {}), dict):
                raise ValueError(KIND)
            listed = [(_target(told), int(told["features"])) for told in opened.meta["targets"]]
            least_known = float(opened.meta["least_known"])
            number_of_features = 1 + max(place for _, place in listed)
        except _UNFIT:  # what is in the file is not told: it may be anything
            raise UserError(
                say("pack_damaged", cause=say("pack_meta")), hint=say("pack_damaged_hint"), where=str(name)
            ) from None
        try:
            features = [
                TextFeatures.from_arrays(_part(opened.arrays, f"features{number}"))
                for number in range(number_of_features)
            ]
            classifiers: dict[str, Classifier] = {}
            for number, (target, place) in enumerate(listed):
                own, sees = _part(opened.arrays, f"target{number}"), features[place]
                classifiers[target.id] = (
                    AttitudeClassifier.from_arrays(own, sees, target.ordered)
                    if target.kind == "scale"
                    else ThemeClassifier.from_arrays(own, sees)
                )
                if classifiers[target.id].classes_.tolist() != list(target.values):
                    raise ValueError(f"target{number}.classes")
        except _UNFIT:
            raise UserError(
                say("pack_damaged", cause=say("pack_unlike")), hint=say("pack_damaged_hint"), where=str(name)
            ) from None
        seen = opened.arrays.get(_SEEN, np.empty(0, dtype=np.uint64))
        targets = {target.id: target for target, _ in listed}
        return cls(opened.name, opened.meta, opened.digest, written, targets, classifiers, least_known, seen)

    def fits(self, book: Codebook) -> list[str]:
        """Return the scales that the pack and a codebook share, value for value, in the codebook's order."""
        return [
            scale.id
            for scale in book.scales
            if scale.id in self.targets and set(scale.values) == set(self.targets[scale.id].values)
        ]

    @property
    def themes(self) -> ThemeClassifier | None:
        """Return the classifier of themes, where the pack has one."""
        found = self.classifiers.get(THEMES)
        return found if isinstance(found, ThemeClassifier) else None

    @property
    def features(self) -> TextFeatures:
        """Return what the first classifier sees of a text."""
        return next(iter(self.classifiers.values())).features_

    def probabilities(self, words: Words, targets: Sequence[str] | None = None) -> dict[str, NDArray[np.float64]]:
        """Return for each target (n_texts, n_values): of a scale rows sum to 1, of themes each code stands alone."""
        names = list(self.targets if targets is None else targets)
        found: dict[str, NDArray[np.float64]] = {}
        for features in {
            id(self.classifiers[name].features_): self.classifiers[name].features_ for name in names
        }.values():
            here = [name for name in names if self.classifiers[name].features_ is features]
            # Some thousand texts at a time: their letter groups together would fill the memory.
            parts = [[self.classifiers[name].probabilities(rows) for name in here] for rows in features.batches(words)]
            found |= {name: np.vstack([part[at] for part in parts]) for at, name in enumerate(here)}
        return {name: found[name] for name in names}

    def code(self, words: Words, targets: Sequence[str] | None = None) -> Coded:
        """Code texts; of texts that the pack does not surely suit, every one needs a person.

        It suits texts that speak of what it was trained on (see `TextFeatures.likeness`). Few texts are less like
        anything, so the bar rises with their number ``n``: ``.5 n / (n + 15)``. Of fewer than 20 nobody can tell.

        *Read with care*: counts of these groups are a machine's counts. Its errors do not cancel out: only a random
        part coded by hand turns them into an estimate.
        """
        likeness = self.features.likeness(words)
        suits = None if len(words) < _FEWEST else likeness >= 0.5 * len(words) / (len(words) + 15)
        foreign = (self.features.known_share(words) < self.least_known) | (suits is not True)
        verdicts = {}
        for name, probabilities in self.probabilities(words, targets).items():
            target, model = self.targets[name], self.classifiers[name]
            given, sure = model.decided(probabilities)
            verdicts[name] = Verdict(target.values, given, sure, (sure < target.threshold) | foreign, probabilities)
        return Coded(verdicts, likeness, suits)


def save(
    folder: Path,
    targets: Sequence[Target],
    classifiers: Mapping[str, Classifier],
    *,
    least_known: float,
    meta: Mapping[str, Any],
    card: str,
    texts: Iterable[str] = (),
) -> None:
    """Write classifiers as one pack; what several of them see alike is kept once, of ``texts`` their fingerprints."""
    arrays: dict[str, NDArray[Any]] = {}
    seen: list[dict[str, NDArray[Any]]] = []
    listed = []
    for number, target in enumerate(targets):
        model = classifiers[target.id]
        sees = model.features_.arrays()
        place = next((at for at, known in enumerate(seen) if _equal(known, sees)), len(seen))
        if place == len(seen):
            seen.append(sees)
            arrays |= {f"features{place}.{name}": array for name, array in sees.items()}
        arrays |= {f"target{number}.{name}": array for name, array in model.arrays().items()}
        listed.append({**asdict(target), "values": list(target.values), "features": place})
    seen_texts = np.unique(fingerprints(texts))
    if len(seen_texts):
        arrays[_SEEN] = seen_texts
    packs.save(folder, {**meta, "kind": KIND, "targets": listed, "least_known": least_known}, arrays, card)


def fingerprints(texts: Iterable[str]) -> NDArray[np.uint64]:
    """Return a number for each text by which its copies are known, however they are typed.

    >>> first, copy, other = fingerprints(["Да,  конечно", "да, конечно ", "нет"])
    >>> first == copy, first == other
    (np.True_, np.False_)

    *Read with care*: no text can be read off its number, but whoever guesses a text can check the guess.
    """
    digests = (hashlib.blake2b(clean.key(text).encode(), digest_size=8).digest() for text in texts)
    return np.array([int.from_bytes(digest) for digest in digests], dtype=np.uint64)


def _equal(left: Mapping[str, NDArray[Any]], right: Mapping[str, NDArray[Any]]) -> bool:
    return left.keys() == right.keys() and all(np.array_equal(left[name], right[name]) for name in left)


def _part(arrays: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {name.partition(".")[2]: array for name, array in arrays.items() if name.partition(".")[0] == prefix}


def _target(told: Mapping[str, Any]) -> Target:
    if told["kind"] not in {"scale", THEMES} or not told["values"]:
        raise ValueError(str(told["kind"]))
    values = tuple(map(str, told["values"]))
    threshold, given_from = float(told["threshold"]), float(told["given_from"])
    return Target(str(told["id"]), told["kind"], values, bool(told["ordered"]), threshold, given_from)


def _refuse_code(path: Path) -> None:
    unsafe = path.suffix.lower() in _UNSAFE and path.is_file()
    if path.is_dir() and not (path / "meta.json").is_file():
        unsafe = any(file.suffix.lower() in _UNSAFE for file in path.iterdir())
    if unsafe:
        raise UserError(say("pack_unsafe"), hint=say("pack_unsafe_hint"), where=str(path))
