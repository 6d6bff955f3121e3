"""REFI-QDA, the exchange format of QDA programs: what a project is, opened from bytes and written to bytes.

Takes and gives bytes and the nouns of `otklik.refi.model`. Never touches a path, and knows nothing of a run.
"""
