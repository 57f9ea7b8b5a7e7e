"""What is kept: articles, stories, analyses, corrections, notes and the undo log, in one SQLite file."""

from __future__ import annotations

from viewer.library.changes import Change
from viewer.library.library import Library
from viewer.library.notes import Note
from viewer.library.problems import LibraryProblem
from viewer.library.stories import Story

__all__ = ["Change", "Library", "LibraryProblem", "Note", "Story"]
