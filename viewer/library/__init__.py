"""What is kept: articles, stories, analyses, corrections, notes and the undo log, in one SQLite file."""

from __future__ import annotations

from viewer.library.articles import Listed
from viewer.library.changes import Change
from viewer.library.hand_ins import HandIn
from viewer.library.hits import ArticleHits, Hit, Hits, NoteHit
from viewer.library.library import Library
from viewer.library.listing import Facets, Query
from viewer.library.notes import Note, NoteVersion, Passage
from viewer.library.outlets import OutletCard
from viewer.library.overview import StoryCard
from viewer.library.palettes import Category, Palette
from viewer.library.problems import DamagedLibrary, LibraryProblem
from viewer.library.stories import Story
from viewer.library.tasks import Task
from viewer.library.where_else import SentenceHit

__all__ = [
    "ArticleHits",
    "Category",
    "Change",
    "DamagedLibrary",
    "Facets",
    "HandIn",
    "Hit",
    "Hits",
    "Library",
    "LibraryProblem",
    "Listed",
    "Note",
    "NoteHit",
    "NoteVersion",
    "OutletCard",
    "Palette",
    "Passage",
    "Query",
    "SentenceHit",
    "Story",
    "StoryCard",
    "Task",
]
