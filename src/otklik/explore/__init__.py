"""Explore: what stands in texts before anything is coded.

Takes texts and counted words, gives frequencies, concordances, keyness and collocations as tables. Knows no models.
"""
