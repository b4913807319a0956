"""Public benchmarks: their data and judgements read from where the user has them, and scored as they define it."""
