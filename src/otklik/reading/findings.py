"""What there is to know about a coded sheet: labels that are unknown, misspelt or rare, texts coded in two ways.

Takes the rows of a sheet and the labels that a codebook or a person told, gives findings with their place. Brings
labels to one spelling; never corrects a code by itself.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.messages import say
from otklik.reading.cells import SUB
from otklik.reading.tables import listed

FEWEST = 10
"""Texts below which a class can hardly be learnt."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a sheet: its kind, a sentence, the next step, the place; ``rows`` of the file."""

    kind: str
    text: str
    hint: str = ""
    where: str = ""
    rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Row:
    """One row of a sheet; ``key`` is what copies of its text share. `labels` brings its labels to one spelling."""

    number: int
    text: str
    key: str
    coder: str
    respondent: str
    labels: dict[str, str | None]
    codes: tuple[str, ...] | None


def labels(
    found: list[Row], scale: str, told: Sequence[str], names: Mapping[str, str], place: str, findings: list[Finding]
) -> tuple[str, ...]:
    """Bring labels to one spelling, look for unknown, misspelt, empty and small classes; return their order."""
    spellings = {label.casefold(): label for label in told} | dict(names)
    counts: Counter[str] = Counter()
    for row in found:
        label = row.labels[scale]
        if label:
            row.labels[scale] = label = spellings.setdefault(label.casefold(), label)
            counts[label] += 1
    if told:
        known = [spelling for spelling, label in spellings.items() if label in told]
        for label in [label for label in counts if label not in told]:
            near = [] if _is_number(label) else difflib.get_close_matches(label.casefold(), known, n=1, cutoff=0.6)
            hint = (
                say("codings_near", label=spellings[near[0]]) if near else say("codings_known", labels=", ".join(told))
            )
            rows = _rows_of(found, scale, label)
            findings.append(
                Finding("unknown", say("codings_unknown", label=label, rows=listed(rows)), hint, place, rows)
            )
            for row in found:
                if row.labels[scale] == label:
                    row.labels[scale] = None
            del counts[label]
        empty = [label for label in told if not counts[label]]
        if empty:
            findings.append(Finding("empty", say("codings_empty", labels=", ".join(empty)), "", place))
    else:
        for label, close in _misspelt(counts).items():
            rows = _rows_of(found, scale, label)
            said, hint = say("codings_misspelt", label=label, rows=listed(rows)), say("codings_near", label=close)
            findings.append(Finding("misspelt", said, hint, place, rows))
    _small(counts, place, findings)
    if told:
        return tuple(told)
    numeric = sorted((label for label in counts if _is_number(label)), key=float, reverse=True)
    return tuple(numeric) if len(numeric) == len(counts) > 2 else ()


def codes(found: list[Row], known: set[str], place: str, findings: list[Finding]) -> None:
    """Look for codes that are unknown, misspelt, empty or rare; none is changed."""
    counts = Counter(code for row in found for code in row.codes or ())
    if known:
        suspects = {
            code: next(iter(difflib.get_close_matches(code, known, n=1, cutoff=0.6)), "")
            for code in counts
            if code.split(SUB)[0] not in known
        }
        empty = sorted(known - counts.keys())
        if empty:
            findings.append(Finding("empty", say("codings_empty", labels=", ".join(empty)), "", place))
    else:
        suspects = _misspelt(counts)
    for code, near in suspects.items():
        rows = tuple(row.number for row in found if code in (row.codes or ()))
        said = (
            say("codings_unknown", label=code, rows=listed(rows))
            if known
            else say("codings_misspelt", label=code, rows=listed(rows))
        )
        hint = say("codings_near", label=near) if near else say("codings_known", labels=", ".join(sorted(known)))
        findings.append(Finding("unknown" if known else "misspelt", said, hint, place, rows))
    _small(counts, place, findings)


def two_ways(rows: list[Row], scales: list[str], name: str) -> list[Finding]:
    """Look for texts that stand in several rows, and for those of them that were coded in different ways."""
    same: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        same[row.key].append(row)
    several = [group for group in same.values() if len(group) > 1]
    findings = []
    if several:
        numbers = tuple(row.number for group in several for row in group)
        findings.append(
            Finding("duplicates", say("codings_duplicates", n=len(several), rows=listed(numbers)), "", name, numbers)
        )
    for group in several:
        ways = {(*(row.labels[scale] for scale in scales), frozenset(row.codes or ())) for row in group}
        if len(ways) > 1:
            numbers = tuple(row.number for row in group)
            findings.append(
                Finding("two_ways", say("codings_two_ways", rows=listed(numbers)), say("codings_two_ways_hint"), name,
                        numbers)
            )  # fmt: skip
    return findings


def _misspelt(counts: Counter[str]) -> dict[str, str]:
    """Find labels used once or twice that look like one used ten times as often.

    >>> _misspelt(Counter({"fairness": 40, "fairnes": 1, "cost": 20}))
    {'fairnes': 'fairness'}
    """
    found = {}
    common = [label for label, n in counts.items() if n >= FEWEST]
    for label, n in counts.items():
        if n <= 2 and len(label) > 3:
            rivals = [other for other in common if counts[other] >= 10 * n and label.count(SUB) == other.count(SUB)]
            near = difflib.get_close_matches(label, rivals, n=1, cutoff=0.85)
            if near:
                found[label] = near[0]
    return found


def _small(counts: Counter[str], place: str, findings: list[Finding]) -> None:
    small = [(label, n) for label, n in counts.most_common() if n < FEWEST]
    if small:
        labels = listed([f"{label} ({n})" for label, n in small])
        findings.append(
            Finding(
                "small",
                say("codings_small", n=len(small), fewest=FEWEST, labels=labels),
                say("codings_small_hint"),
                place,
            )
        )


def _rows_of(found: list[Row], scale: str, label: str) -> tuple[int, ...]:
    return tuple(row.number for row in found if row.labels[scale] == label)


def _is_number(label: str) -> bool:
    try:
        float(label)
    except ValueError:
        return False
    return True
