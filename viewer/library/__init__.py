"""What is kept: articles, stories, analyses, corrections, notes and the undo log, in one SQLite file."""

from __future__ import annotations

from viewer.library.articles import Listed
from viewer.library.changes import Change
from viewer.library.hand_ins import HandIn
from viewer.library.library import Library
from viewer.library.notes import Note, NoteVersion, Passage
from viewer.library.outlets import OutletCard
from viewer.library.overview import StoryCard
from viewer.library.palettes import Category, Palette
from viewer.library.problems import LibraryProblem
from viewer.library.stories import Story
from viewer.library.tasks import Task

__all__ = [
    "Category",
    "Change",
    "HandIn",
    "Library",
    "LibraryProblem",
    "Listed",
    "Note",
    "NoteVersion",
    "OutletCard",
    "Palette",
    "Passage",
    "Story",
    "StoryCard",
    "Task",
]
