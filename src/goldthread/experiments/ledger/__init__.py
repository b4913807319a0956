"""The ledger: one SQLite file a folder, with its grids, cells, tries, model calls, reservations and results.

Only the process that runs a grid writes; readers see what is committed. Cells are found by key, so that grids of one
ledger share them.
"""
