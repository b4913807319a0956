"""Types of the files that goldthread reads and writes, and of what travels between its layers."""
