"""Where the files that travel with Otklik lie: codebooks, model packs, the demonstration corpus.

Takes the name of a kind, gives a folder. Never opens what is inside.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent


def folder(kind: Literal["codebooks", "models", "corpora"]) -> Path:
    """Return the folder of one kind of shipped file: beside the code in an installed wheel, at the top of a checkout.

    >>> (folder("codebooks") / "volunteering.yaml").is_file()
    True
    """
    inside = _PACKAGE / kind
    return inside if inside.is_dir() else _PACKAGE.parents[1] / kind
