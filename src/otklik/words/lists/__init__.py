"""Lists of words: what a person had to write down because no rule and no dictionary gives it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read(name: str) -> dict[str, str]:
    """Return a list as a mapping from the forms on the right of a line to the word on its left.

    >>> read("russian")["нашли"], read("slips")["вообщем"], read("english")["interested"]
    ('найти', 'вообще', 'interested')
    """
    found: dict[str, str] = {}
    for line in files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, forms = line.partition(":")
            found |= dict.fromkeys(forms.split() or [word], word)
    return found
