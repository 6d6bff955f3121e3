"""Themes: what texts speak of.

Takes words and seed words, gives the probability of each theme for each text, top words, exemplars and quality. Several
themes per text, and none, are ordinary answers. Never knows files, stores or screens.
"""

from __future__ import annotations

from otklik.themes.guided import GuidedThemes
from otklik.themes.lda import LdaThemes
from otklik.themes.nmf import NmfThemes
from otklik.themes.quality import coherence, exclusivity, frex, npmi
from otklik.themes.stability import stability
from otklik.themes.tomotopy import TomotopyThemes

__all__ = [
    "GuidedThemes",
    "LdaThemes",
    "NmfThemes",
    "TomotopyThemes",
    "coherence",
    "exclusivity",
    "frex",
    "npmi",
    "stability",
]
