"""Finding the way through a catalog kept as files: bounded tools, join paths, ranking, SQL bound and confined."""
