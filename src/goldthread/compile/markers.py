"""Marks that begin an item of a list."""

import re

MARKER = re.compile(r"[ \t]*(?:[-*•–]|\(?\d{1,3}(?:\.\d{1,3})*[.):]{1,2}|[a-z][.)]|#{1,6})[ \t]+")
"""A dash, a bullet, a number with its point or bracket, the signs of a heading."""
