"""Models: provider clients, the embedded runtime, scripted and replayed doubles, limits and prices."""
