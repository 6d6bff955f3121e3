"""Results: what each command has found, as tables that can save themselves.

Takes what the stages found, gives frames and files by the rooms of reports and export. Decides nothing.
"""
