"""The navigator: finds tables in a catalog and writes one SELECT, by turns of strict JSON."""
