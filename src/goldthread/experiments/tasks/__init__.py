"""What the cells of a grid do."""
