"""Finding one's way through a catalog kept as files: bounded tools, join paths, ranking, SQL that is bound and confined."""
