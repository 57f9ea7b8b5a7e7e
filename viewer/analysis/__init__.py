"""Articles become analyses and comparisons."""
