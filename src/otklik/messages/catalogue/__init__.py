"""Every sentence by its key, in Russian and in English: one module for each thing that is spoken of."""

from __future__ import annotations

from otklik.messages.catalogue import (
    agreement,
    codebooks,
    comparison,
    estimates,
    evaluation,
    help,
    literature,
    packs,
    reading,
    report,
    running,
    seed_help,
    training,
)

_PARTS = (
    agreement,
    codebooks,
    comparison,
    estimates,
    evaluation,
    help,
    literature,
    packs,
    reading,
    report,
    running,
    seed_help,
    training,
)
SENTENCES = {key: pair for part in _PARTS for key, pair in part.SENTENCES.items()}
