"""Bringing many articles in: worker processes read and analyse, this side keeps what they find. No Qt.

``python -m viewer.importing`` is an import as a process of its own, for the window; ``terminal`` is the command.
"""
