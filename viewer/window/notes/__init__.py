"""Notes in the window: marks, lists, palettes, tasks, evidence, hand-ins, packs."""
