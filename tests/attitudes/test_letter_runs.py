"""Runs of letters counted all at once are those that plain slicing finds."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from otklik.attitudes import blocks


def plainly(form: str) -> Counter[str]:
    padded = f" {form[:40]} "
    return Counter(padded[at : at + n] for n in range(2, 6) for at in range(len(padded) - n + 1))


def runs(forms: list[str]) -> list[Counter[str]]:
    counted, names = blocks.letter_runs(forms)
    assert len(set(names)) == len(names)
    dense = counted.toarray()
    return [Counter({names[at]: int(row[at]) for at in np.flatnonzero(row)}) for row in dense]


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60), max_size=8
    )
)
def test_runs_are_those_of_slicing(forms: list[str]) -> None:
    assert runs(forms) == [plainly(form) for form in forms]


def test_thousands_of_different_signs_are_counted_too() -> None:
    forms = ["".join(map(chr, range(start, start + 30))) for start in range(0x4E00, 0x4E00 + 6000, 30)]
    found = runs(["рука", *forms])
    assert found[0] == plainly("рука")
    assert all(counted.total() == plainly(form).total() for counted, form in zip(found[1:], forms, strict=True))
