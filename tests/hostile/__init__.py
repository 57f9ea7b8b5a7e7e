"""Hostile files through the real worker: ``python -m tests.hostile`` makes them at full size and tells their cost."""
