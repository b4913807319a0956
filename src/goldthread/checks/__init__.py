"""Checks: programs that decide what a program can decide, and guards on what models write."""
