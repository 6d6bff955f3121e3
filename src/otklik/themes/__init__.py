"""Themes: what texts speak of.

Takes words and seed words, gives the probability of each theme for each text, top words, exemplars and quality. Several
themes per text, and none, are ordinary answers. Never knows files, stores or screens.
"""

from __future__ import annotations

from otklik.themes.guided import GuidedThemes
from otklik.themes.lda import LdaThemes
from otklik.themes.quality import coherence

__all__ = ["GuidedThemes", "LdaThemes", "coherence"]
