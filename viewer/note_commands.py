"""The commands about notes and packs: ``viewer notes …`` and ``viewer pack``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.library_commands import DONE, opened

if TYPE_CHECKING:
    from viewer.library import Library, Story
    from viewer.library.sharing.packs import Kind, Pack

UNREADABLE_INPUT = 3
_CHANGES = {
    "new": "new",
    "same": "here already, nothing changed",
    "newer": "takes the place of an older one",
    "older": "older than the one that is here, which stays",
}
_MOST_TITLES = 10


def find_story(library: Library, words: str) -> Story:
    """Return the story of that id or title, else the only one whose title has the words; raises LibraryProblem."""
    from viewer.article.messages import Message
    from viewer.library import LibraryProblem

    stories, wanted = library.stories(), words.casefold()
    exact = [story for story in stories if words == story.id or wanted == story.title.casefold()]
    found = exact or [story for story in stories if wanted in story.title.casefold()]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{story.title} ({story.id})" for story in (found or stories)[:_MOST_TITLES])
    template = "Several stories are called like “{words}”; name one by its id: {titles}"
    if not found:
        template = "No story here is called “{words}”; there are: {titles}" if stories else "There are no stories here."
    raise LibraryProblem(Message(template, words=words, titles=listed))


def _pack(arguments: argparse.Namespace) -> int:
    from viewer.library.sharing.packs import write_pack

    kind: Kind = "hand-in" if arguments.hand_in else "story"
    with opened(arguments) as library:
        story = find_story(library, arguments.story)
        pack = library.pack(
            story.id, kind, arguments.author, notes=not arguments.without_notes, originals=arguments.originals
        )
        write_pack(pack, arguments.output)
    print(f"{arguments.output}: articles {len(pack.articles)}, notes {len(pack.notes)}, tasks {len(pack.tasks)}.")
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from viewer.report.notes_export import FORMS, notes_file

    form = arguments.format or FORMS.get(arguments.output.suffix.lower() if arguments.output else "", "markdown")
    with opened(arguments) as library:
        data = notes_file(library, find_story(library, arguments.story), form)
    if arguments.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return DONE
    from viewer.library.storage.files import write_file

    try:
        write_file(arguments.output, data)
    except OSError as error:
        print(f"{arguments.output} could not be written: {error.strerror or error}.", file=sys.stderr)
        return 2
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from viewer.article.problems import ReadProblem
    from viewer.report.notes_export import notes_in_file

    with opened(arguments) as library:
        story = find_story(library, arguments.story)
        texts = {article: library.article(article).text for article in story.articles}
        try:
            notes, problems = notes_in_file(arguments.file, texts, story.id)
        except ReadProblem as problem:
            print(f"{arguments.file}: {problem.message}", file=sys.stderr)
            return UNREADABLE_INPUT
        for told in problems[:_MOST_TITLES]:
            print(f"{arguments.file}: {told}", file=sys.stderr)
        count = library.add_notes(story.id, notes)
    print(f"{story.title}: notes added or changed {count}.")
    return DONE


def _merge(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        story = find_story(library, arguments.story)
        read, problems = _read_packs(arguments.packs)
        changes = library.collect(story.id, [pack for _, pack in read], "key" if arguments.key else "hand-in")
        for (path, pack), change in zip(read, changes, strict=True):
            author = pack.author or "no name"
            print(f"{path.name}: {author}, notes {len(pack.notes)}, {_CHANGES[change]}.")
    return UNREADABLE_INPUT if problems else DONE


def _read_packs(paths: Sequence[Path]) -> tuple[list[tuple[Path, Pack]], int]:
    """Return the packs that could be read, and how many could not, which are told."""
    from viewer.article.problems import ReadProblem
    from viewer.library.sharing.packs import read_pack

    read, problems = [], 0
    for path in paths:
        try:
            read.append((path, read_pack(path)))
        except ReadProblem as problem:
            problems += 1
            print(f"{path}: {problem.message}", file=sys.stderr)
    return read, problems


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Add what ``viewer pack`` takes."""
    parser.set_defaults(run=_pack)
    parser.add_argument("story", metavar="STORY", help="its title, a part of it, or its id")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.viewerpack", required=True)
    parser.add_argument("--hand-in", action="store_true", help="as the answers of one reader, to be merged")
    parser.add_argument("--author", default="", metavar="NAME", help="a name or a code; none if left out")
    parser.add_argument("--without-notes", action="store_true", help="leave the notes out")
    parser.add_argument("--originals", action="store_true", help="take the files along that articles were read from")


def add_notes(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what ``viewer notes`` can do."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def add(name: str, command: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, parents=[shared], help=text, description=text)
        made.set_defaults(run=command)
        made.add_argument("story", metavar="STORY", help="its title, a part of it, or its id")
        return made

    exporting = add("export", _export, "write the notes of a story to a file")
    exporting.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of the terminal")
    exporting.add_argument(
        "--format",
        choices=("markdown", "csv", "html", "annotations"),
        help="by default what the ending of FILE says, or markdown",
    )
    importing = add("import", _import, "add notes from a file of W3C Web Annotations")
    importing.add_argument("file", type=Path, metavar="FILE")
    merging = add("merge", _merge, "lay hand-ins beside a story")
    merging.add_argument("packs", nargs="+", type=Path, metavar="PACK")
    merging.add_argument("--key", action="store_true", help="they are the teacher's key")
