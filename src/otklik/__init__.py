"""Otklik turns open-ended answers, Russian and English, into themes, attitude groups and numbers that can be trusted.

    import otklik
    result = otklik.run("answers.xlsx", text="answer", by=["district"], codebook="volunteering")
    result.coded, result.themes, result.groups      # pandas DataFrames
    result.save("results")                           # CSV, XLSX, HTML report, run.json

Importing this module loads nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from otklik._version import __version__
from otklik.errors import UserError

_DOORS = {
    "run": "otklik.study",
    "run_questions": "otklik.several",
    "compare": "otklik.comparison",
    "train": "otklik.training",
    "evaluate": "otklik.evaluation",
    "agree": "otklik.agreeing",
    "estimate": "otklik.estimation",
    "Result": "otklik.results.run",
    "read": "otklik.reading",
    "GuidedThemes": "otklik.themes",
    "AttitudeClassifier": "otklik.attitudes",
    "ThemeClassifier": "otklik.attitudes",
    "words": "",
    "measure": "",
}

__all__ = [
    "AttitudeClassifier",
    "GuidedThemes",
    "Result",
    "ThemeClassifier",
    "UserError",
    "__version__",
    "agree",
    "compare",
    "estimate",
    "evaluate",
    "measure",
    "read",
    "run",
    "run_questions",
    "train",
    "words",
]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module 'otklik' has no attribute {name!r}")
    if not _DOORS[name]:
        return import_module(f"otklik.{name}")
    return getattr(import_module(_DOORS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
