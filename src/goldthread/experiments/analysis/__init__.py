"""What the results of a grid say, as plain data (`goldthread.schemas.analysis`)."""
