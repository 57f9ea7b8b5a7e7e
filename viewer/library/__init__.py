"""What is kept: articles, stories, analyses, corrections, notes and the undo log, in one SQLite file."""

from __future__ import annotations

from viewer.library.articles import Listed
from viewer.library.library import Library
from viewer.library.notes.notes import Note, NoteVersion, Passage
from viewer.library.notes.palettes import Category, Palette
from viewer.library.notes.tasks import Task
from viewer.library.outlets import OutletCard
from viewer.library.overview import StoryCard
from viewer.library.problems import DamagedLibrary, LibraryProblem
from viewer.library.search.hits import ArticleHits, Hit, Hits, NoteHit
from viewer.library.search.listing import Facets, Query
from viewer.library.search.where_else import SentenceHit
from viewer.library.sharing.hand_ins import HandIn
from viewer.library.storage.changes import Change
from viewer.library.stories import Story

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
