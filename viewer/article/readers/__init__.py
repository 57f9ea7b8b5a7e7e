"""Readers of single formats, and of files that hold several articles."""
