"""A picture of the real window: what `viewer picture` saves, and what the tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication

from viewer.analysis.compare import compare
from viewer.analysis.model import DEFAULT_THRESHOLD
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.reading import read_article
from viewer.folders import files_of, story_title
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.theme import ThemeName

_NOT_SAVED = "The picture could not be written to {path}; choose a folder that exists and a name that ends in .png."
_SETTLED = 60
"""Milliseconds after which everything that was posted to the event loop has been laid out and painted."""
_NO_GROUP = "Group {wanted} cannot be selected: at threshold {threshold} the last one is group {count}."
_NO_GROUPS = "Group {wanted} cannot be selected: no group stands at threshold {threshold}. Lower it to see some."


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture shows: its size in pixels, the theme, presenting or not, the selected group (1 is the first)."""

    size: tuple[int, int] = (1600, 1000)
    theme: str = "light"
    present: bool = False
    select: int | None = None
    threshold: int | None = None


def render(application: QApplication, paths: list[Path], output: Path, wanted: Picture) -> list[Message]:
    """Compare articles, draw the window and save it; return what went wrong, in sentences."""
    articles, problems = _read(paths)
    look = Look(theme=cast("ThemeName", wanted.theme), threshold=wanted.threshold or DEFAULT_THRESHOLD)
    window = MainWindow(look)
    window.equip(WorkerClient())
    window.strip.animated = False
    window.resize(QSize(*wanted.size))
    window.desk.open_articles(articles, story_title(paths))
    window.show()
    if articles:
        window.story.set_comparison(compare(articles))

    def save() -> None:
        focus = application.focusWidget()
        if focus is not None:
            focus.clearFocus()  # whether a caret is drawn depends on the display; a picture has none
        if not window.grab().save(str(output), "PNG"):
            problems.append(Message(_NOT_SAVED, path=str(output)))
        window.close()

    def select() -> None:
        problems.extend(_select(window, wanted))
        QTimer.singleShot(_SETTLED, save)

    QTimer.singleShot(_SETTLED, select)
    application.exec()
    return problems


def _read(paths: list[Path]) -> tuple[list[Article], list[Message]]:
    articles, problems = [], []
    for path in files_of(paths):
        try:
            articles.append(read_article(path))
        except ReadProblem as problem:
            problems.append(problem.message)
    return articles, problems


def _select(window: MainWindow, wanted: Picture) -> list[Message]:
    story = window.story
    if wanted.select is not None:
        if not 1 <= wanted.select <= len(story.groups):
            threshold, count = story.settings.threshold, len(story.groups)
            text = _NO_GROUP if count else _NO_GROUPS
            return [Message(text, count=count, threshold=threshold, wanted=wanted.select)]
        for _ in range(wanted.select):
            story.step_group(1)
    if wanted.present:
        window.set_presenting(True)
    return []
