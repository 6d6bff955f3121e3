"""Settling disagreements: one coding of each text, by whom it was decided, and why.

Takes what each coder gave, gives decisions. Never guesses: what no rule settles stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from otklik.messages import say

How = Literal["agreed", "single", "majority", "expert", "file", "open"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The coding that stands, ``None`` while it is open; of themes a frozenset of the codes that stand.

    ``open`` lists what is left to decide, ``by`` who decided, ``reason`` says why in words.
    """

    value: Any
    how: How
    by: str
    reason: str
    open: tuple[str, ...] = ()


def majority(given: Mapping[str, Any]) -> Decision | None:
    """Return what more than half of the coders gave; ``None`` when nobody coded.

    ``given`` has the coding by each coder: a value, or a frozenset of codes, each of which is decided by itself.

    >>> majority({"a": "yes", "b": "yes", "c": "no"}).value
    'yes'
    >>> majority({"a": frozenset({"help"}), "b": frozenset({"help", "pay"})}).open
    ('pay',)

    *Read with care*: a majority is not the truth; with two coders it settles nothing.
    """
    said = {coder: coding for coder, coding in given.items() if coding is not None}
    if not said:
        return None
    codings, n, by = list(said.values()), len(said), ", ".join(said)
    if n == 1:
        return Decision(codings[0], "single", by, say("gold_single", coder=by))
    if len(set(codings)) == 1:
        return Decision(codings[0], "agreed", by, say("gold_agreed", n=n))
    return _codes_by_vote(codings, by) if isinstance(codings[0], frozenset) else _value_by_vote(said)


def _codes_by_vote(codings: Sequence[frozenset[str]], by: str) -> Decision:
    n, votes = len(codings), Counter(code for codes in codings for code in sorted(codes))
    stands = frozenset(code for code, count in votes.items() if 2 * count > n)
    left = tuple(sorted(code for code, count in votes.items() if 2 * count == n))
    told = ", ".join(f"{code} {count}/{n}" for code, count in sorted(votes.items()))
    if left:
        return Decision(stands, "open", "", say("gold_codes_open", codes=", ".join(left), told=told), left)
    return Decision(stands, "majority", by, say("gold_codes_majority", told=told))


def _value_by_vote(said: Mapping[str, Any]) -> Decision:
    votes = Counter(said.values())
    value, count = votes.most_common(1)[0]
    told = ", ".join(f"{one} {times}/{len(said)}" for one, times in votes.most_common())
    if 2 * count > len(said):
        by = ", ".join(coder for coder, coding in said.items() if coding == value)
        return Decision(value, "majority", by, say("gold_majority", told=told))
    return Decision(None, "open", "", say("gold_open", told=told), tuple(sorted(votes)))


def expert(given: Mapping[str, Any], name: str, coding: Any, reason: str = "") -> Decision | None:
    """Return what the expert gave, with the reason written down for it; without one, what the coders agree on.

    *Read with care*: an expert who knew the coders' codings is no independent coder of the same texts.
    """
    if coding is None:
        return unless_agreed(given)
    if given and all(one == coding for one in given.values() if one is not None):
        return Decision(coding, "agreed", ", ".join([*given, name]), say("gold_expert_agrees", name=name))
    against = ", ".join(coder for coder, one in given.items() if one is not None and one != coding)
    return Decision(coding, "expert", name, reason or say("gold_expert", name=name, against=against))


def from_file(given: Mapping[str, Any], decided: tuple[Any, str, str] | None) -> Decision | None:
    """Return what a file decided (coding, by whom, reason); where it says nothing, what the coders agree on."""
    if decided is None:
        return unless_agreed(given)
    coding, by, reason = decided
    return Decision(coding, "file", by, reason or say("gold_no_reason"))


def unless_agreed(given: Mapping[str, Any]) -> Decision | None:
    """Return what all coders agree on, an open decision where they do not."""
    found = majority(given)
    if found is None or found.how in {"agreed", "single"}:
        return found
    left = found.open or _named(given.values())
    return Decision(None, "open", "", say("gold_undecided"), left)


def _named(codings: Iterable[Any]) -> tuple[str, ...]:
    found: set[str] = set()
    for coding in codings:
        found |= set(coding) if isinstance(coding, frozenset) else {coding} - {None}
    return tuple(sorted(found))
