"""Literature: what in a scholarly text is the text itself, and which names of a codebook it uses.

Takes the text of a source, gives sections, sentences and what was set aside. Never knows files, models or shares.
"""
