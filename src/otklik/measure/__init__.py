"""Measures: shares with intervals, calibration, thresholds.

Takes counts, probabilities and codings, gives estimates. Never sees a text.
"""
