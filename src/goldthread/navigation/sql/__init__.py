"""SQL that a stranger wrote: parsed, bound against the catalog, and run in a process of its own.

`gate.check` says whether a statement is one SELECT over tables and columns that the catalog knows; `run.run` and
`run.Sandbox` run one SELECT on a database, read-only and within limits.
"""
