"""A library is opened: checked, restored if damaged, brought to the newest schema, and backed up once a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from viewer.article.messages import Message
from viewer.library import backups, journal, schema
from viewer.library.log import replay
from viewer.library.problems import LibraryProblem, is_damage, not_kept
from viewer.library.store import Store, connect, journal_of


@dataclass(frozen=True, slots=True)
class _Restored:
    """Where the damaged file went (None: it was missing) and which copy took its place (None: there was none)."""

    aside: Path | None
    copy: Path | None


def default_path() -> Path:
    """Return where the reader's library is: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("viewer", appauthor=False) / "library.sqlite"


def open_store(path: Path) -> tuple[Store, tuple[Message, ...]]:
    """Open or make the library at ``path``; return it with what the reader should know. Raises LibraryProblem."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection, restored = _sound_connection(path)
    except (sqlite3.Error, OSError) as error:
        raise not_kept(path, error) from error
    store = Store(path, connection)
    try:
        return store, _make_ready(store, restored)
    except BaseException:
        connection.close()
        raise


def _make_ready(store: Store, restored: _Restored | None) -> tuple[Message, ...]:
    with store.told():
        if schema.version(store.connection) > len(schema.MIGRATIONS):
            raise LibraryProblem(
                Message("The library {path} was made by a newer version; use that version.", path=str(store.path))
            )
        schema.migrate(store.connection, lambda number: backups.keep_copy(store.connection, store.path, number))
        added = _catch_up(store, restored)
    notices = () if restored is None else (_restored_notice(store.path, restored, added),)
    return notices + _daily_copy(store)


def _sound_connection(path: Path) -> tuple[sqlite3.Connection, _Restored | None]:
    restored = None
    if not path.exists() or path.stat().st_size == 0:
        if _can_restore(path):
            backups.set_aside(path, "empty")
            restored = _Restored(None, backups.put_back(path))
    elif (connection := _connect_if_sound(path)) is not None:
        return connection, None
    elif not _can_restore(path):  # perhaps never a library: another file named by mistake is left alone
        raise LibraryProblem(
            Message("The file {path} is damaged or no library; name another one with --library.", path=str(path))
        )
    else:
        aside = backups.set_aside(path, "damaged")
        restored = _Restored(aside, backups.put_back(path))
    return connect(path), restored


def _can_restore(path: Path) -> bool:
    return journal_of(path).exists() or bool(backups.copies(path))


def _connect_if_sound(path: Path) -> sqlite3.Connection | None:
    connection = None
    try:
        connection = connect(path)
        if backups.is_sound(connection):
            return connection
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
    if connection is not None:
        connection.close()
    return None


def _catch_up(store: Store, restored: _Restored | None) -> int:
    """Do what the journal holds and the database does not; return how many changes that were."""
    if restored is None and not _is_behind(store):
        return 0
    paths = [*backups.journals(store.path), store.journal]
    records = journal.read([path for path in paths if path.exists()])
    with _without_foreign_keys(store.connection), store.writing():
        if restored is not None and restored.copy is None and records:
            store.run("UPDATE meta SET library = ?", records[-1]["library"])
        added = replay(store, records)
        # A damaged line of the journal may have held the article or the story.
        store.run("DELETE FROM story_articles WHERE article NOT IN (SELECT id FROM articles)")
        store.run("DELETE FROM story_articles WHERE story NOT IN (SELECT id FROM stories)")
    return added


def _is_behind(store: Store) -> bool:
    last = journal.last(store.journal)
    if last is None:
        return False
    return (
        store.row("SELECT 1 FROM meta WHERE library = ? AND changes < ?", last["library"], last["number"]) is not None
    )


@contextmanager
def _without_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _daily_copy(store: Store) -> tuple[Message, ...]:
    if not backups.is_due(store.path) or store.row("SELECT 1 FROM meta WHERE changes > 0") is None:
        return ()
    try:
        backups.back_up(store)
    except (sqlite3.Error, OSError, LibraryProblem) as error:
        return (
            Message(
                "Today's copy of the library could not be made in {folder}: {reason}.",
                folder=str(store.backups),
                reason=str(error),
            ),
        )
    return ()


def _restored_notice(path: Path, restored: _Restored, added: int) -> Message:
    what = "was missing or empty" if restored.aside is None else "was damaged and is kept as {aside}"
    if restored.copy is None:
        then = "it was built again from the journal of changes ({added})"
    else:
        then = "the copy of {date} UTC took its place, with {added} later changes from the journal"
    return Message(
        f"The library {{path}} {what}; {then}.",
        path=str(path),
        aside=restored.aside.name if restored.aside else "",
        date=f"{backups.made_at(restored.copy):%Y-%m-%d %H:%M}" if restored.copy else "",
        added=added,
    )
