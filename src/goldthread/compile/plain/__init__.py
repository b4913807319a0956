"""Requirements as people type them about a document that is there, read without a model.

`The staff section must name the people who joined`, `at least three links`, `the budget comes before the schedule`: each
demand becomes a constraint whose `wanted` says what programs look for (goldthread.checks.plain decides it). A demand that no
rule knows is left to the grammar, and through it to a judge.
"""

from goldthread.compile.plain.reading import read_plain, without_plain, without_units

__all__ = ["read_plain", "without_plain", "without_units"]
