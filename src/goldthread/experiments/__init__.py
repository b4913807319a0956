"""Experiments: grids of cells, run within ceilings on one machine or many, and what their results say."""
