"""The commands. Everything a command needs is imported when it runs, so that the window opens at once."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.library_commands import add_library, opened
from viewer.note_commands import add_notes, add_pack
from viewer.search_command import add_search, search

if TYPE_CHECKING:
    from viewer.article.messages import Message
    from viewer.article.model import Article

DONE, PROBLEMS_FOUND, WRONG_CALL, UNREADABLE_INPUT = 0, 1, 2, 3
INTERRUPTED = 130

Command = Callable[[argparse.Namespace], int]


def run(argv: Sequence[str]) -> int:
    """Run the command line without the program's name and return its exit code.

    0 done; 1 doctor or check found something; 2 the call is wrong; 3 an input could not be read, the others were
    worked on.
    """
    from viewer.library.problems import LibraryProblem

    _accept_every_character()
    try:
        arguments = _parser().parse_args(_with_command(list(argv)))
        command: Command = arguments.run
        return command(arguments)
    except SystemExit as leaving:  # argparse, for --help and for wrong calls
        return leaving.code if isinstance(leaving.code, int) else WRONG_CALL
    except LibraryProblem as problem:
        return _wrong(str(problem.message))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _open(arguments: argparse.Namespace) -> int:
    if not _has_display():
        return _wrong(
            "There is no display to open a window on; make a picture instead: "
            f"{_program()} picture {_shown(arguments.paths)} -o comparison.png"
        )
    if missing := _missing_for_x11():
        return _wrong(f"System libraries are missing: {missing}; “{_program()} doctor” says how to install them.")
    return _with_qt(lambda: _open_window(arguments))


def _program() -> str:
    """Return how this program was called, so that a line it tells can be run as it stands."""
    from shlex import quote

    called = Path(sys.argv[0])
    if called.stem != "viewer":
        return f"{quote(sys.executable)} -m viewer"
    return "viewer" if shutil.which("viewer") == str(called.absolute()) else quote(str(called))


def _open_window(arguments: argparse.Namespace) -> int:
    from viewer.app import open_window

    return open_window(arguments.paths, library=arguments.library)


def _picture(arguments: argparse.Namespace) -> int:
    return _with_qt(lambda: _take_picture(arguments))


def _take_picture(arguments: argparse.Namespace) -> int:
    from viewer.app import take_picture

    return take_picture(
        arguments.paths,
        output=arguments.output,
        size=arguments.size,
        theme=arguments.theme,
        present=arguments.present,
        select=arguments.select,
        threshold=arguments.threshold,
    )


def _compare(arguments: argparse.Namespace) -> int:
    articles, problems = _read_all(arguments.paths)
    if not articles:
        return UNREADABLE_INPUT
    from viewer.analysis.compare import analyse, compare_analyses
    from viewer.analysis.model import Settings

    analyses = [analyse(article) for article in articles]
    comparison = compare_analyses(articles, analyses, Settings(threshold=arguments.threshold), problems)
    if arguments.format == "json":
        import json

        text = json.dumps(comparison.to_dict(), ensure_ascii=False, indent=1) + "\n"
    else:
        from viewer.report.summary import summary

        text = summary(comparison)
    written = _write(text, arguments.output)
    return written or (UNREADABLE_INPUT if problems else DONE)


def _import(arguments: argparse.Namespace) -> int:
    if not arguments.paths and not arguments.resume:
        return _wrong("Name the files or folders to import, or go on with the last import: --resume.")
    from viewer.importing.terminal import import_paths, resume_imports

    with opened(arguments) as library:
        if not arguments.paths:
            return resume_imports(library)
        return import_paths(library, arguments.paths, arguments.story).exit_code


def _stories(arguments: argparse.Namespace) -> int:
    from viewer.report.listed import story_line

    with opened(arguments) as library:
        for card in library.story_cards():
            print(story_line(card))
    return DONE


def _search(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        search(library, arguments)
    return DONE


def _doctor(arguments: argparse.Namespace) -> int:
    from viewer.doctor import examine
    from viewer.library.safety.opening import default_path

    findings = examine(arguments.library or default_path())
    for finding in findings:
        print(f"{'fine   ' if finding.fine else 'MISSING'}  {finding.message}")
    return DONE if all(finding.fine for finding in findings) else PROBLEMS_FOUND


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    shared = argparse.ArgumentParser(add_help=False)
    # Without a default, so that the option may stand before the command as well as after it.
    shared.add_argument(
        "--library", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="keep everything in FILE"
    )
    parser = argparse.ArgumentParser(
        prog="viewer", description="Two to six news articles side by side, with what they share marked in the text."
    )
    parser.add_argument("--version", action="version", version=f"viewer {__version__}")
    parser.add_argument(
        "--library", type=Path, metavar="FILE", help="keep everything in FILE, not in the user's folder"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=text, description=text)
        made.set_defaults(run=command)
        return made

    window = add("open", _open, "open the window, with articles or the last story (the default command)")
    window.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    _add_compare(add("compare", _compare, "say what the articles share and where they differ"))
    _add_picture(add("picture", _picture, "save a picture of the window; needs no display"))
    importing = add("import", _import, "bring articles into the library: files, folders and zip archives")
    importing.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    importing.add_argument("--story", metavar="TITLE", default="", help="make one story of them")
    importing.add_argument("--resume", action="store_true", help="go on with imports that were stopped")
    add_search(add("search", _search, "find words in all articles and notes of the library, one hit a line"))
    add("stories", _stories, "list the stories of the library, the last opened first")
    add_library(
        commands.add_parser("library", parents=[shared], help="check, copy, restore or export the library"), shared
    )
    add_notes(
        commands.add_parser("notes", parents=[shared], help="export, import or merge the notes of a story"), shared
    )
    text = "write a story, with its notes, to one file for another computer"
    add_pack(commands.add_parser("pack", parents=[shared], help=text, description=text))
    text = "let a double click on a pack (.viewerpack) open it in this program, for you alone"
    association = add("associate", _associate, text)
    association.add_argument("--remove", action="store_true", help="take that back")
    add("doctor", _doctor, "say what is missing on this machine, and the line that installs it")
    return parser


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default) or JSON")
    _add_threshold(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of the terminal")


def _add_picture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.png", required=True)
    parser.add_argument(
        "--size", type=_size, default=(1600, 1000), metavar="WIDTHxHEIGHT", help="in pixels (1600x1000)"
    )
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--present", action="store_true", help="as on a projector")
    parser.add_argument("--select", type=int, metavar="N", help="with the N-th group of sentences selected")
    _add_threshold(parser)


def _add_threshold(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--threshold", type=_threshold, default=70, metavar="N", help="the lowest score of a match, 0 to 100 (70)"
    )


_COMMANDS = (
    "open",
    "compare",
    "picture",
    "import",
    "search",
    "stories",
    "library",
    "notes",
    "pack",
    "associate",
    "doctor",
)


def _with_command(argv: list[str]) -> list[str]:
    """Return the arguments with ``open`` put in where no command is named."""
    place = 0
    while place < len(argv) and argv[place].startswith("--library"):
        place += 1 if "=" in argv[place] else 2
    if place < len(argv) and argv[place] in (*_COMMANDS, "-h", "--help", "--version"):
        return argv
    return [*argv[:place], "open", *argv[place:]]


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    size = int(width), int(height)
    if not all(100 <= length <= 10_000 for length in size):
        raise argparse.ArgumentTypeError("100x100 to 10000x10000 pixels")
    return size


def _threshold(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError("a number from 0 to 100")
    return number


def _read_all(paths: Sequence[Path]) -> tuple[list[Article], list[Message]]:
    """Read the articles; say of each that cannot be read which it is and why, and return that too."""
    from viewer.article.messages import Message
    from viewer.article.problems import ReadProblem
    from viewer.article.reading import read_article
    from viewer.folders import files_of

    articles, problems = [], []
    for path in [file for given in paths for file in files_of([given]) or [given]]:
        try:
            articles.append(read_article(path))
        except ReadProblem as problem:
            reason = problem.message
            named = reason if str(path) in reason else Message("{path}: {reason}", path=str(path), reason=str(reason))
            print(named, file=sys.stderr)
            problems.append(named)
    return articles, problems


def _write(text: str, output: Path | None) -> int:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return DONE
    from viewer.library.storage.files import write_file

    try:
        write_file(output, text.encode("utf-8"))
    except OSError as error:
        return _wrong(f"{output} could not be written: {error.strerror or error}. Name another file with -o.")
    return DONE


def _with_qt(command: Callable[[], int]) -> int:
    """Run a command that needs Qt; where Qt cannot be loaded, say what it lacks."""
    try:
        return command()
    except ImportError as error:
        lacking = str(error).partition(": cannot open shared object file")[0]
        if lacking != str(error):
            return _wrong(f"The system library {lacking} is missing; “{_program()} doctor” says how to install it.")
        if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6"):
            return _wrong(f"PySide6 is not installed, or not fully; “{_program()} doctor” says what is missing.")
        raise


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _missing_for_x11() -> str:
    """Return the missing system libraries of an X11 window: Qt would not raise an error but end the process."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return ""
    from viewer.doctor import missing_libraries

    return ", ".join(missing_libraries())


def _shown(paths: Sequence[Path]) -> str:
    """Return the paths as they are typed; without any, the sample that the window would show."""
    from shlex import join

    from viewer.folders import sample_folder

    sample = sample_folder()
    if not paths and sample is not None:
        here = Path.cwd()
        paths = [sample.relative_to(here) if sample.is_relative_to(here) else sample]
    return join(map(str, paths)) or "PATH PATH"


def _associate(arguments: argparse.Namespace) -> int:
    from viewer.association import AssociationProblem, associate, dissociate

    try:
        (dissociate if arguments.remove else associate)()
    except AssociationProblem as problem:
        return _wrong(str(problem.message))
    print("Packs no longer belong to this program." if arguments.remove else "A double click on a pack opens it now.")
    return DONE


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _wrong(text: str) -> int:
    print(text, file=sys.stderr)
    return WRONG_CALL


def _accept_every_character() -> None:
    """Write UTF-8 whatever the system's habit is: JSON is UTF-8, and articles hold every character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
