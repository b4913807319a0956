"""The report of an experiment: one HTML file with pictures, and its records as tables."""
