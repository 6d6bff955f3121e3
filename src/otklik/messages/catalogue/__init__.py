"""Every sentence by its key, in Russian and in English: one module for each thing that is spoken of."""

from __future__ import annotations

from importlib import import_module

_PARTS = (
    "agreement codebooks coders comments comparison estimates estimates_report evaluation exchange help "
    "literature packs personal platforms reading refi report running seed_help statistical surveys "
    "training"
).split()
SENTENCES: dict[str, tuple[str, str]] = {
    key: pair for part in _PARTS for key, pair in import_module(f"{__name__}.{part}").SENTENCES.items()
}
