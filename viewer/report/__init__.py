"""Comparisons become files."""
