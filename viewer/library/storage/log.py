"""The log of commands, for undo, and the journal's replay: both keep rows before and after."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Literal

from viewer.library.storage import journal
from viewer.library.storage.changes import RowChange, write_row
from viewer.library.storage.hashes import sound
from viewer.library.storage.store import Store
from viewer.library.storage.upgrade import SCHEMA, upgraded

UNDO_STEPS = 1000
"""How many commands the log remembers."""

_SOUND = sound("log")

Act = Literal["do", "more", "undo", "redo", "keep"]
"""What a record means to the log: a new step, more of the last step, one step back or forward, or nothing."""


def record(store: Store, act: Act, command: str, rows: Sequence[RowChange]) -> None:
    """Note rows already written in the log and the journal; part of the transaction that wrote them."""
    at = time.time()
    log_step(store, act, command, rows, at)
    store.run("UPDATE meta SET changes = changes + 1")
    identity = store.row("SELECT library, changes FROM meta")
    assert identity is not None
    library, number = identity
    with store.told():
        journal.append(
            store.journal,
            {
                "library": library,
                "number": number,
                "schema": SCHEMA,
                "act": act,
                "command": command,
                "rows": rows,
                "at": at,
            },
        )


def replay(store: Store, records: Sequence[journal.Record]) -> int:
    """Do the journalled changes that the database does not hold; return how many. Part of a transaction."""
    identity = store.row("SELECT library, changes FROM meta")
    assert identity is not None
    library, number = identity
    missing = [entry for entry in records if entry["library"] == library and entry["number"] > number]
    for entry in missing:
        rows = [new for row in entry["rows"] for new in upgraded(RowChange(*row), entry.get("schema", 1))]
        for row in rows:
            write_row(store, row)
        log_step(store, entry["act"], entry["command"], rows, entry["at"])
        store.run("UPDATE meta SET changes = ?", entry["number"])
    return len(missing)


def log_step(store: Store, act: Act, command: str, rows: Sequence[RowChange], at: float) -> None:
    """Keep the log of steps true to what ``act`` did."""
    if act == "undo":
        store.run("UPDATE log SET done = 0 WHERE id = (SELECT max(id) FROM log WHERE done)")
    elif act == "redo":
        store.run("UPDATE log SET done = 1 WHERE id = (SELECT min(id) FROM log WHERE NOT done)")
    elif act == "more" and (merged := _merged(store, rows)) is not None:
        store.run("UPDATE log SET forward = ?, at = ? WHERE id = (SELECT max(id) FROM log)", json.dumps(merged), at)
    elif act != "keep":
        store.run("DELETE FROM log WHERE NOT done")
        forward, backward = json.dumps(rows), json.dumps([row.backward() for row in reversed(rows)])
        store.run(
            "INSERT INTO log (command, forward, backward, done, at) VALUES (?, ?, ?, 1, ?)",
            command, forward, backward, at,
        )  # fmt: skip
        store.run("DELETE FROM log WHERE id <= (SELECT max(id) FROM log) - ?", UNDO_STEPS)


def last_step(store: Store) -> tuple[str, list[RowChange], float] | None:
    """Return name, rows and time (seconds since 1970) of the last command done, unless one was taken back since."""
    row = store.row(f"SELECT command, forward, at, done FROM log WHERE {_SOUND} ORDER BY id DESC LIMIT 1")
    if row is None or not row[3]:
        return None
    return row[0], _rows(row[1]), row[2]


def next_step(store: Store, act: Literal["undo", "redo"]) -> tuple[str, list[RowChange]] | None:
    """Return name and rows of the command that would be taken back or done again."""
    if act == "undo":
        row = store.row(f"SELECT command, backward FROM log WHERE done AND {_SOUND} ORDER BY id DESC LIMIT 1")
    else:
        row = store.row(f"SELECT command, forward FROM log WHERE NOT done AND {_SOUND} ORDER BY id LIMIT 1")
    return None if row is None else (row[0], _rows(row[1]))


def _rows(text: str) -> list[RowChange]:
    return [RowChange(*row) for row in json.loads(text)]


def _merged(store: Store, rows: Sequence[RowChange]) -> list[RowChange] | None:
    """Return the rows of the last step with ``rows`` done on top; None where they do not belong to it.

    That happens when a damaged line of the journal held the step.
    """
    step = last_step(store)
    if step is None or list(map(_columns, step[1])) != list(map(_columns, rows)):
        return None
    return [old._replace(after=new.after) for old, new in zip(step[1], rows, strict=True)]


def _columns(row: RowChange) -> tuple[object, ...]:
    return row.table, row.key, set(row.after or ())
