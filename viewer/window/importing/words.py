"""What the window says of an import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from viewer.article.files.opening import shown
from viewer.importing.events import Done, Problem, Twice
from viewer.importing.wording import articles_of
from viewer.window.texts import said


def brought_in(done: Done) -> str:
    """Return the outcome of an import in a few words."""
    if done.failed:
        words = _tr("The import broke off; {0} brought in")
    elif done.cancelled:
        words = _tr("Stopped; {0} brought in")
    elif not done.articles:
        return _tr("Nothing new for the library")
    elif done.articles == 1:
        return _tr("1 article is in the library now")
    else:
        words = _tr("{0} are in the library now")
    return words.format(said(articles_of(done.articles)))


def problem_words(problem: Problem) -> str:
    """Return what could not be read and why, with the file's name."""
    words, name = said(problem.message), shown(Path(Path(problem.path).name))
    return words if name in words else f"{name}: {words}"


def twice_words(twice: Twice) -> str:
    """Return what was in the library already, and as which article."""
    name = shown(Path(Path(twice.path).name))
    how = {
        "same text": _tr("the same text"),
        "same news text, other furniture": _tr("the same article on another page"),
    }
    return _tr("{0} is “{1}”: {2}").format(name, twice.title, how.get(twice.how, twice.how))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)
