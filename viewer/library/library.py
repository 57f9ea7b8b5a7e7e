"""The library: one SQLite file with everything that is kept."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from viewer.article.messages import Message
from viewer.library.exporting import Exporting
from viewer.library.imports import Imports
from viewer.library.overview import Overview
from viewer.library.safety import backups, checking
from viewer.library.safety.opening import default_path, open_store, recover
from viewer.library.safety.upkeep import Upkeep
from viewer.library.search.search import Search
from viewer.library.search.where_else import WhereElse
from viewer.library.sharing.sharing import Sharing
from viewer.library.storage.store import Store


class Library(Overview, Sharing, Imports, Search, WhereElse, Exporting, Upkeep):
    """Articles, stories, analyses, corrections and notes, kept in one file.

    What a call changed is on disk when it returns; where it cannot be, LibraryProblem is raised and nothing changed.
    Every change the reader makes is one command that :meth:`undo` takes back. ``notices`` says what the reader should
    know about the file since it was opened (restored from a copy, no copy made today). Several processes may have
    one library open; an instance belongs to the thread that opened it.
    """

    def __init__(self, store: Store, notices: tuple[Message, ...] = ()) -> None:
        self._store = store
        self._orders = {}
        self.notices = notices

    @classmethod
    def open(cls, path: Path | None = None, read_only: bool | None = None) -> Self:
        """Open the library at ``path``, by default the reader's own, or make it; raises LibraryProblem.

        One that may not be written, or is of a newer version, is opened for reading only, as with ``read_only``:
        every change raises LibraryProblem then.
        """
        return cls(*open_store((path or default_path()).absolute(), read_only))

    @property
    def path(self) -> Path:
        """Where the library is."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing in it can be changed."""
        return self._store.read_only

    def changed_elsewhere(self) -> bool:
        """Return whether another process has changed the library since this was last asked; cheap."""
        return self._store.changed_elsewhere()

    def recover(self) -> tuple[Message, ...]:
        """Put the newest good copy, with all later changes, in the place of the damaged file, which is kept.

        To be called where something raised DamagedLibrary. Returns what is back and what is not; nothing where another
        process was faster. Raises LibraryProblem.
        """
        return recover(self._store)

    def close(self) -> None:
        """Close the file; nothing has to be saved."""
        self._store.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def back_up(self) -> Path:
        """Make a copy now and return its path; raises LibraryProblem."""
        with self._store.told():
            return backups.back_up(self._store)

    def check(self) -> tuple[Message, ...]:
        """Look through the whole file, row by row, and its journal; return what is wrong, nothing if all is well."""
        return checking.problems(self._store)
