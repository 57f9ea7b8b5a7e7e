"""What the library's actions ask: which library, which facts, where a sentence stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from viewer.library import Library, LibraryProblem, SentenceHit
from viewer.library.safety.opening import default_path
from viewer.window.shelf.chooser import Choice, Chooser
from viewer.window.shelf.elsewhere import ElsewhereDialog
from viewer.window.shelf.facts import FactsDialog
from viewer.window.shelf.hits import HitRow
from viewer.window.shelf.words import tr

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_REMEMBERED = "libraries"
_MOST_REMEMBERED = 8
_BROWSE = ""


def remembered(settings: QSettings) -> list[str]:
    """Return the paths of the libraries opened before, the last one first; those that are gone are left out."""
    known = settings.value(_REMEMBERED) or []
    paths = [known] if isinstance(known, str) else list(known)
    return [path for path in map(str, paths) if Path(path).exists()]


def remember(settings: QSettings, path: Path) -> None:
    """Put a library first among those opened before."""
    paths = [str(path), *(known for known in remembered(settings) if known != str(path))]
    settings.setValue(_REMEMBERED, paths[:_MOST_REMEMBERED])


def ask_for_library(window: MainWindow) -> None:
    """Let the reader choose one of the libraries opened before, his own, or a file."""
    here = str(window.desk.library.path) if window.desk.library is not None else ""
    known = dict.fromkeys([str(default_path().absolute()), *remembered(QSettings())])
    own = str(default_path().absolute())
    choices = [
        Choice(path, tr("Your own library") if path == own else Path(path).stem, str(Path(path).parent))
        for path in known
        if path != here
    ]
    browse = Choice(_BROWSE, tr("Choose a file…"))
    chooser = Chooser(tr("Open another library"), [browse, *choices], window)
    chooser.chosen.connect(
        lambda keys: _browse(window) if keys[0] == _BROWSE else open_library_at(window, Path(keys[0]))
    )
    chooser.open()


def _browse(window: MainWindow) -> None:
    name, _ = QFileDialog.getSaveFileName(
        window,
        tr("Open a library, or name a new one"),
        "",
        f"{tr('Libraries')} (*.sqlite *.db);;{tr('All files')} (*)",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if name:
        path = Path(name)
        open_library_at(window, path if path.suffix else path.with_suffix(".sqlite"))


def open_library_at(window: MainWindow, path: Path) -> bool:
    """Open another library in the window; the one before is closed. Return whether it could be opened."""
    try:
        library = Library.open(path)
    except LibraryProblem as problem:
        window.warn(problem.message)
        return False
    before = window.desk.library
    window.leave_story()
    window.desk.close_story()
    window.use_library(library)
    if before is not None:
        before.close()
        remember(QSettings(), before.path)
    remember(QSettings(), library.path)
    stories = window.desk.keep(library.stories) or ()
    if stories:
        window.open_kept(stories[0].id)
    return True


def ask_for_facts(window: MainWindow, article: int) -> None:
    """Let the reader correct outlet, headline, byline and date of an open article."""
    known = window.story.articles[article]
    library = window.desk.library
    read = window.desk.keep(lambda: library.article(known.id)) if library is not None else None
    facts = ("outlet", "title", "byline", "published")
    found = {name: getattr(read, name) for name in facts if read and getattr(read, name) != getattr(known, name)}
    dialog = FactsDialog(known, window, found)
    dialog.corrected.connect(lambda name, value: window.desk.correct_fact(known.id, name, value))
    dialog.open()


def show_elsewhere(
    window: MainWindow, library: Library, article: int, start: int, end: int, open_hit: Callable[[HitRow], None]
) -> None:
    """Show where a range of an open article stands elsewhere, in other words or the same."""
    known, threshold = window.story.articles[article], window.story.settings.threshold
    sentence = known.text[start:end]

    def look() -> list[tuple[SentenceHit, str]]:
        found = library.where_else(sentence, but_article=known.id, threshold=threshold)
        return [(hit, library.article(hit.listed.id).text[hit.start : hit.end]) for hit in found]

    found = window.desk.keep(look)
    if found is not None:
        dialog = ElsewhereDialog(sentence, found, threshold, window.theme, window)
        dialog.opened.connect(open_hit)
        dialog.open()
