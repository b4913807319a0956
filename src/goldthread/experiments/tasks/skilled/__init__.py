"""`skilled:NAME`: agents of known skill, so that an experiment can be held against what it must find.

They take real turns with real tools; only whether a cell ends right is drawn, with a chance that is known.
"""
