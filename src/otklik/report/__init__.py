"""The report: results as one page for people.

Takes a result, gives HTML that opens offline. Computes nothing; a number that is not in the result is not shown.
"""
