"""Export: results as the files researchers use.

Takes frames and a rendered page, gives files that appear whole or not at all. Computes nothing.
"""
