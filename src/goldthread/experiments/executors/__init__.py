"""Where work runs: in this process, or on a fleet."""
