"""Notes with their palettes and tasks, and how their passages are found again in another text."""
