"""The one place where things are wired together: the window, the worker, the library, and what is remembered."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from viewer.window.fonts import load_fonts, sans
from viewer.window.jobs import WorkerClient
from viewer.window.look import load_look
from viewer.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.library import Library

_FIRST_SAMPLE = "diplomacy"
_NO_FONT = "The font {name} could not be loaded; install the viewer again."


def make_application() -> QApplication:
    """Return the running Qt application, made on the first call: fonts loaded, one style on every system."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    application = QApplication(sys.argv[:1])
    application.setApplicationName("viewer")
    application.setApplicationDisplayName("Article comparison")
    application.setOrganizationName("article-comparison-viewer")
    application.setStyle("Fusion")
    for name in load_fonts():
        sys.stderr.write(f"{_NO_FONT.format(name=name)}\n")
    application.setFont(sans(13))
    return application


def open_window(paths: Sequence[str | Path], library: str | Path | None = None) -> int:
    """Open the window on some articles, else on the last story, and return the exit code when it is closed."""
    application = make_application()
    settings = QSettings()
    window = MainWindow(load_look(settings), WorkerClient(application), settings)
    if not window.restoreGeometry(window.look.geometry):
        window.resize(1440, 900)
    start(window, [Path(path) for path in paths], None if library is None else Path(library))
    window.show()
    return application.exec()


def start(window: MainWindow, paths: list[Path], library: Path | None) -> None:
    """Show articles at once where that is possible; what takes time comes after the first paint.

    Without paths the last story of the library is opened, at first start a sample. The worker starts late on
    purpose: started earlier it would only delay the first paint.
    """
    texts = window.opening.read_now(paths) if paths else None
    if texts:
        window.desk.open_articles(texts, _title(paths))
    elif not paths:
        kept = open_library(window, library)
        if kept is not None and kept.stories():
            window.open_kept(kept.stories()[0].id)
        else:
            _open_sample(window)
    QTimer.singleShot(0, window, lambda: _go_on(window, paths if texts is None else [], library))


def _go_on(window: MainWindow, paths: list[Path], library: Path | None) -> None:
    if window.desk.library is None:
        open_library(window, library)
    window.desk.keep_story()
    window.worker.start()
    if paths:
        window.commands.open_paths(paths)
    elif not window.marking.running and window.story.comparison is None:
        window.marking.run()


def _open_sample(window: MainWindow) -> None:
    from viewer.data import data_folder

    folder = next(
        (path for path in sorted(data_folder("seeds").iterdir()) if path.name.startswith(_FIRST_SAMPLE)), None
    )
    if folder is not None:
        window.commands.open_paths([folder])
        window.sample_open = True


def open_library(window: MainWindow, path: Path | None) -> Library | None:
    """Open the library for a window; where that fails the window says so and works without."""
    from viewer.library import Library, LibraryProblem

    try:
        library = Library.open(path)
    except LibraryProblem as problem:
        window.tell(problem.message)
        return None
    window.use_library(library)
    return library


def _title(paths: list[Path]) -> str:
    from viewer.window.opening import story_title

    return story_title(paths)


def take_picture(
    paths: Sequence[str | Path],
    output: str | Path,
    size: tuple[int, int] = (1600, 1000),
    theme: str = "light",
    present: bool = False,
    select: int | None = None,
    threshold: int | None = None,
) -> int:
    """Render the real window with a comparison as a PNG, without a display; return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    from viewer.window.picture import Picture, render

    wanted = Picture(size, theme, present, select, threshold)
    problems = render([Path(path) for path in paths], Path(output), wanted)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 3 if problems else 0
