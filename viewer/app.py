"""The one place where things are wired together: the window, the worker, the library, and what is remembered."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from viewer.article.problems import ReadProblem
from viewer.folders import sample_folder, story_title
from viewer.window.fonts import load_fonts, sans
from viewer.window.look import load_look
from viewer.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.article.model import Article
    from viewer.library import Library
    from viewer.window.jobs import WorkerClient

_NO_FONT = "The font {name} could not be loaded; install the viewer again."


def make_application() -> QApplication:
    """Return the running Qt application, made on the first call: fonts loaded, one style on every system."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setStyle("Fusion")  # before the application is made: afterwards it would replace one just made
    application = QApplication(sys.argv[:1])
    application.setApplicationName("viewer")
    application.setApplicationDisplayName("Article comparison")
    application.setOrganizationName("article-comparison-viewer")
    application.setDesktopFileName("article-comparison-viewer")  # where a desktop finds the mark: association.py
    for name in load_fonts():
        sys.stderr.write(f"{_NO_FONT.format(name=name)}\n")
    application.setFont(sans(13))
    return application


def open_window(paths: Sequence[str | Path], library: str | Path | None = None) -> int:
    """Open the window on some articles, else on the last story, and return the exit code when it is closed."""
    application = make_application()
    settings = QSettings()
    window = MainWindow(load_look(settings), settings)
    if not window.restoreGeometry(window.look.geometry):
        window.resize(1440, 900)
    start(window, [Path(path) for path in paths], None if library is None else Path(library))
    window.show()
    return application.exec()


def start(window: MainWindow, paths: list[Path], library: Path | None) -> None:
    """Show articles at once where that is possible; what takes time comes after the first paint.

    Small plain-text files are read here and shown first, and the window is equipped afterwards. Without paths the last
    story of the library is opened, at first start a sample. The worker starts late on purpose: started earlier it
    would only delay the first paint.
    """
    texts = read_plain(paths)
    if texts:
        window.story.set_articles(texts, texts[0].title)
        window.after_first_paint(lambda: _equip_later(window, paths, library))
        return
    window.equip(_new_worker())
    kept = open_library(window, library)
    if paths:
        window.commands.open_paths(paths)
    elif kept is not None and kept.stories():
        window.open_kept(kept.stories()[0].id)
    elif (sample := sample_folder()) is not None:
        window.commands.open_sample(sample)
    window.after_first_paint(lambda: _start_worker(window))


def read_plain(paths: list[Path]) -> list[Article]:
    """Return the articles of small plain-text files; none if any file is something else, or cannot be read."""
    from viewer.article.reading import is_plain_text_file, read_article

    if not all(is_plain_text_file(path) for path in paths):
        return []
    try:
        return [read_article(path) for path in paths]
    except ReadProblem:
        return []  # read again when the window can say why


def _equip_later(window: MainWindow, paths: list[Path], library: Path | None) -> None:
    """Go on after the first paint: everything around the articles, the library, the worker."""
    window.equip(_new_worker())
    for warning in (warning for article in window.story.articles for warning in article.warnings):
        window.caution(warning)
    open_library(window, library)
    window.desk.keep_story(story_title(paths))
    _start_worker(window)
    window.marking.run()


def _start_worker(window: MainWindow) -> None:
    if window.isVisible():  # it may have been closed since
        window.worker.start()


def _new_worker() -> WorkerClient:

    from viewer.window.jobs import WorkerClient

    return WorkerClient(QApplication.instance())


def open_library(window: MainWindow, path: Path | None) -> Library | None:
    """Open the library for a window; where that fails the window says so and works without."""
    from viewer.library import Library, LibraryProblem

    try:
        library = Library.open(path)
    except LibraryProblem as problem:
        window.warn(problem.message)
        return None
    window.use_library(library)
    return library


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
    application = make_application()
    from viewer.window.picture import Picture, render

    wanted = Picture(size, theme, present, select, threshold)
    problems = render(application, [Path(path) for path in paths], Path(output), wanted)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 3 if problems else 0
