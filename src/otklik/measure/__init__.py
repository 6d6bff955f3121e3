"""Measures: shares with intervals, calibration, thresholds.

Takes counts, probabilities and codings, gives estimates. Never sees a text.
"""

from __future__ import annotations

from typing import Any

__all__ = ["prevalence"]


def __getattr__(name: str) -> Any:
    if name != "prevalence":
        raise AttributeError(f"module 'otklik.measure' has no attribute {name!r}")
    from otklik.measure.regression import prevalence

    return prevalence


def __dir__() -> list[str]:
    return sorted(__all__)
