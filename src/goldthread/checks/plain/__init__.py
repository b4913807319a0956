"""Everyday requirements decided by programs: what a constraint's `wanted` asks, looked for where its `place` says.

A verdict is kept only with a passage that shows it, broken only where nothing of it is there or the opposite is, and else
undecided.
"""

from goldthread.checks.plain.verdict import check_plain

__all__ = ["check_plain"]
