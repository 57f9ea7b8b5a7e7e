"""The commands that look after the library: ``viewer library …``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.library import Library

DONE, PROBLEMS_FOUND = 0, 1
_LOW = 15


def opened(arguments: argparse.Namespace) -> closing[Library]:
    """Open the library that a command names, and say what the reader should know about it; raises LibraryProblem."""
    from viewer.library import Library

    library = Library.open(arguments.library)
    for notice in library.notices:
        print(notice, file=sys.stderr)
    return closing(library)


def _check(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        problems = library.check()
        for problem in problems:
            print(problem)
        if not problems:
            print(f"No damage found in {library.path}.")
    return PROBLEMS_FOUND if problems else DONE


def _backup(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        print(library.back_up())
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from viewer.library.safety.opening import default_path, restore

    print(restore(arguments.library or default_path(), arguments.copy))
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        stories, articles = library.export(arguments.folder)
    print(f"{arguments.folder}: stories {stories}, articles {articles}.")
    return DONE


def _where(arguments: argparse.Namespace) -> int:
    from viewer.library.safety.opening import default_path

    print(arguments.library or default_path())
    return DONE


def _upkeep(arguments: argparse.Namespace) -> int:
    """Do what the window has done by a process of its own; what was found goes out as lines of JSON."""
    from viewer.library import Library, LibraryProblem

    if hasattr(os, "nice"):
        os.nice(_LOW)  # whoever reads or writes goes first
    try:
        with closing(Library.open(arguments.library)) as library:
            notices = (*library.notices, *library.upkeep())
    except LibraryProblem as problem:
        notices = (problem.message,)
    for notice in notices:
        print(json.dumps(notice.to_json()))
    return DONE


def add_library(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what ``viewer library`` can do."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def add(name: str, command: Callable[[argparse.Namespace], int], text: str | None) -> argparse.ArgumentParser:
        shown = {"help": text, "description": text} if text else {}  # without a text it is not listed
        made = actions.add_parser(name, parents=[shared], **shown)  # type: ignore[arg-type]
        made.set_defaults(run=command)
        return made

    add("check", _check, "look for damage")
    add("backup", _backup, "make a copy now and say where it is")
    restoring = add("restore", _restore, "put a copy in the library's place, which is kept under another name")
    restoring.add_argument(
        "copy", nargs="?", type=Path, help="exactly this copy; without it the newest, with all later changes"
    )
    exporting = add("export", _export, "write everything as plain files into a new folder")
    exporting.add_argument("folder", type=Path, metavar="FOLDER")
    add("where", _where, "say where the library is")
    add("upkeep", _upkeep, None)
