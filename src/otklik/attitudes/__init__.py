"""Attitude groups and coded themes: how a writer stands to something, and what people coded by hand.

Takes texts and codings, gives a trained classifier or pack; takes a pack and texts, gives a calibrated probability for
each group and a mark where a person must read. Never knows files of answers, stores or screens.
"""

from __future__ import annotations

from otklik.attitudes.classifier import AttitudeClassifier
from otklik.attitudes.codes import ThemeClassifier
from otklik.attitudes.explain import Explanation, Part
from otklik.attitudes.pack import THEMES, AttitudePack, Coded, Target, Verdict

__all__ = [
    "THEMES",
    "AttitudeClassifier",
    "AttitudePack",
    "Coded",
    "Explanation",
    "Part",
    "Target",
    "ThemeClassifier",
    "Verdict",
]
