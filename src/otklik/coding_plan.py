"""Which texts a person should code next: those that teach most, and a random part that keeps estimates valid.

Takes a file of answers and a model, gives a coding sheet in which every text has its sampling probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from otklik import clean, reading, responses, words
from otklik import codebook as codebooks
from otklik.attitudes import AttitudePack
from otklik.domain import Codebook
from otklik.errors import UserError
from otklik.export import coding_sheet
from otklik.measure import learning
from otklik.messages import interface, say

Aim = Literal["learning", "shares"]
"""What a sheet is for: to teach the model most, or to make shares most exact."""

_LITTLE = 0.005
"""A gain in F1 that is not worth another sheet."""

_STRATA, _IN_A_STRATUM = 5, 10
"""Layers of doubt that texts are drawn from, and the fewest drawn from each."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet that was written: its texts, the columns to fill in, how many texts there were to draw from."""

    path: Path
    frame: pd.DataFrame
    fields: tuple[str, ...]
    population: int
    advice: tuple[str, ...]


def draw(
    margin: NDArray[np.float64], n: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]]:
    """Choose ``n`` texts: half with the smallest margins, the other half at random from all others.

    Returns their places in a random order, whether each was drawn at random, and its probability of being chosen:
    1 for the first half, which the margins alone decide, and (random half) / (all others) for the second. With the
    weights 1 / probability the sheet stands for all texts (Horvitz and Thompson 1952).

    >>> places, random, probability = draw(np.array([0.9, 0.1, 0.8, 0.7, 0.6]), 2, 0)
    >>> random.sum(), sorted(probability.tolist())
    (np.int64(1), [0.25, 1.0])
    """
    rng = np.random.default_rng(seed)
    order = np.argsort(margin, kind="stable")
    n = min(n, len(margin))
    near = n // 2
    others = order[near:]
    drawn = rng.choice(others, n - near, replace=False)
    places = np.concatenate([order[:near], drawn])
    random = np.arange(n) >= near
    probability = np.where(random, (n - near) / max(len(others), 1), 1.0)
    mixed = rng.permutation(n)
    return places[mixed], random[mixed], probability[mixed]


def spread(
    doubt: NDArray[np.float64], n: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]]:
    """Choose ``n`` texts at random, more of those in doubt: they tell more of the shares than as many drawn evenly.

    ``doubt`` is how far from its probabilities each text's code may lie, as a standard deviation. Texts are cut into up
    to five layers by it, and each layer gives texts in proportion to its sum of doubt (Neyman 1934), at least ten.
    Returns what `draw` does; within a layer all chances are the same.

    >>> places, random, probability = spread(np.repeat([0.1, 0.5], 500), 100, 0)
    >>> len(places), bool(random.all()), float((1 / probability).sum().round())
    (100, True, 1000.0)
    >>> bool((probability[places >= 500].mean() > 2 * probability[places < 500].mean()))
    True
    """
    rng = np.random.default_rng(seed)
    n = min(n, len(doubt))
    layers = np.array_split(np.argsort(doubt, kind="stable"), max(1, min(_STRATA, n // (2 * _IN_A_STRATUM))))
    sizes = _shared_out(np.array([doubt[layer].sum() for layer in layers]), np.array([len(one) for one in layers]), n)
    places = np.concatenate([rng.choice(layer, size, replace=False) for layer, size in zip(layers, sizes, strict=True)])
    probability = np.repeat([size / max(len(one), 1) for one, size in zip(layers, sizes, strict=True)], sizes)
    mixed = rng.permutation(n)
    return places[mixed], np.ones(n, dtype=bool), probability[mixed]


def _shared_out(doubt: NDArray[np.float64], most: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Share ``n`` texts out to layers, one by one to where the next one takes away most (Wright 2012)."""
    sizes = np.minimum(most, _IN_A_STRATUM if len(most) > 1 else n)
    while sizes.sum() < n:
        gain = np.where(sizes < most, (doubt + 1e-12) ** 2 / (sizes * (sizes + 1)), -1.0)
        sizes[int(gain.argmax())] += 1
    return np.asarray(sizes)


def write(
    files: Sequence[str | Path],
    model: str | Path,
    out: str | Path,
    *,
    n: int = 50,
    aim: Aim = "learning",
    text: Sequence[str] | None = None,
    coded: Sequence[str | Path] = (),
    codebook: str | None = None,
    seed: int = 0,
    overwrite: bool = False,
) -> Plan:
    """Write a coding sheet of ``n`` texts to code next: those that teach the model most, or make shares most exact.

    Texts that stand in one of the ``coded`` sheets are left out. The model's own guess is not in the sheet: it would
    lead the coder. Raises `UserError` when the model or the answers can't be used, ``out`` is no .xlsx file, or it is
    there already without ``overwrite``: it may hold hours of coding.
    """
    path = Path(out)
    if path.suffix.lower() != ".xlsx":
        raise UserError(say("next_bad_sheet"), hint=say("next_bad_sheet_hint"), where=str(path))
    if path.exists() and not overwrite:
        raise UserError(say("out_is_file"), hint=say("file_out_exists_hint"), where=str(path))
    pack = AttitudePack.load(model)
    book = codebooks.load(codebook) if codebook else None
    survey = reading.read(files)
    found, name = reading.answers(survey.frame), survey.sources[0].name
    columns = reading.resolve(survey.frame, text, "--text", name) if text else [found] if found else []
    if not columns:
        raise _no_text(survey)
    gathered = responses.gather(survey.frame, columns)
    if not gathered.texts:
        raise UserError(say("next_none"), hint=say("file_empty_hint"), where=name)
    known = _coded_keys(coded, columns)
    left = np.array([at for at, one in enumerate(gathered.texts) if clean.key(one) not in known], dtype=np.int64)
    if not len(left):
        raise UserError(say("next_all_coded"), hint=say("file_empty_hint"), where=name)
    counted = words.count(gathered.texts[at] for at in left)
    chosen = spread(doubts(pack, counted), n, seed) if aim == "shares" else draw(margins(pack, counted), n, seed)
    drawn, random, probability = chosen
    places = left[drawn]
    times = np.bincount(gathered.text_of[gathered.coded], minlength=len(gathered.texts))
    first = gathered.first_row[places]
    frame = pd.DataFrame(
        {
            "row": [survey.rows[row] for row in first],
            "text": [gathered.originals[row] for row in first],
            "random": random.tolist(),
            "probability": probability,
            "times": times[places].tolist(),
        }
    )
    facts = {
        say("next_about_model"): f"{pack.name} {pack.digest[:16]}",
        say("next_about_seed"): str(seed),
        say("next_about_population"): str(len(left)),
    }
    fields = _fields(pack, book)
    coding_sheet.write(path, frame, fields, facts)
    advice = [say("next_few", n=len(left))] if n > len(left) else []
    if len(left) < len(gathered.texts):
        advice.append(say("next_left_out", n=len(gathered.texts) - len(left)))
    names = tuple(name for field in fields for name in field.names)
    return Plan(path, frame, names, len(left), (*advice, *(_gains(pack, n) if aim == "learning" else ())))


def margins(pack: AttitudePack, counted: words.Words) -> NDArray[np.float64]:
    """Return for each text the smallest gap between the best and the next answer over all scales and codes."""
    gaps = []
    for name, found in pack.probabilities(counted).items():
        target = pack.targets[name]
        if target.kind == "scale":
            best = np.sort(found, axis=1)
            gaps.append(best[:, -1] - best[:, -2])
        else:
            gaps.append(np.abs(found - target.given_from).min(axis=1))
    return np.asarray(np.min(gaps, axis=0))


def doubts(pack: AttitudePack, counted: words.Words) -> NDArray[np.float64]:
    """Return for each text how far its codes may lie from their probabilities, as one standard deviation."""
    variance = np.zeros(1)
    for found in pack.probabilities(counted).values():
        one = (found * (1 - found)).sum(axis=1)
        # Scales and codes count alike, however many groups or codes they have.
        variance = variance + one / max(one.mean(), 1e-12)
    return np.asarray(np.sqrt(variance))


def _fields(pack: AttitudePack, book: Codebook | None) -> list[coding_sheet.Field]:
    told = {group.id: group for scale in book.scales for group in scale.groups} if book else {}
    codes = {theme.id: theme for theme in book.themes} if book else {}
    fields = []
    for name, target in pack.targets.items():
        known = told if target.kind == "scale" else codes
        notes = [
            f"{entry.name.get(interface(), '')}: {entry.define.get(interface(), '')}".strip(": ")
            if (entry := known.get(value))
            else ""
            for value in target.values
        ]
        fields.append(coding_sheet.Field(name, target.values, tuple(notes), 1 if target.kind == "scale" else 5))
    return fields


def _gains(pack: AttitudePack, n: int) -> list[str]:
    """Say what ``n`` more codings would change by each target's learning curve, where one was fitted."""
    said, gains = [], []
    for name, told in pack.meta.get("held_out", {}).items():
        if told.get("law") and told.get("curve"):
            law, now = learning.Law(*map(float, told["law"])), float(told["curve"][-1][0])
            gains.append(law.at(now + n) - law.at(now))
            said.append(say("next_gain", id=name, n=n, gain=f"{gains[-1]:+.3f}"))
    if gains and max(gains) < _LITTLE:
        said.append(say("next_enough", n=n))
    return said


def _coded_keys(sheets: Sequence[str | Path], columns: Sequence[str]) -> set[str]:
    """Return the texts of coded sheets: of the same columns where a sheet has them, else of that with most text."""
    found: set[str] = set()
    for sheet in sheets:
        survey = reading.read(sheet)
        column = reading.answers(survey.frame)
        named = [one for one in columns if one in survey.frame] or ([column] if column else [])
        if not named:
            raise _no_text(survey)
        found |= {clean.key(str(cell)) for one in named for cell in survey.frame[one]}
    return found


def _no_text(survey: reading.Survey) -> UserError:
    hint = say("no_text_column_hint", names=", ".join(map(reading.short, survey.frame.columns)))
    return UserError(say("no_text_column"), hint=hint, where=survey.sources[0].name)
