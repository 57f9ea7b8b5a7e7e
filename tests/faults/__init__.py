"""Faults that are injected into the library: kills, damage, several writers, a full disk, a clock that jumps.

``python -m tests.faults`` runs the long form; the tests of the library run a short one.
"""
