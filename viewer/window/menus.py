"""Actions made from their table, and the menus made from the actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.analysis.model import Entity
from viewer.data import data_folder
from viewer.folders import story_title
from viewer.window import texts
from viewer.window.actions import ACTIONS, MENUS, ActionSpec
from viewer.window.correction_menus import fill_name_menu
from viewer.window.names.speakers import quotes_of

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_RECENT = 12
_STORY_ACTIONS = (
    "open_files",
    "open_folder",
    "add_files",
    "paste_article",
    "import_files",
    "import_folder",
    "rename_story",
)
_EXCERPT = 40


def build_actions(owner: QWidget, *doers: object) -> dict[str, QAction]:
    """Make the actions of the table and add them to ``owner``; each calls the method of its name on one of the doers.

    Raises AttributeError where no doer has the method.
    """
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(QCoreApplication.translate("Action", spec.text), owner)
        if not spec.numbered:
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
        tip = QCoreApplication.translate("Action", spec.tip or spec.text)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setCheckable(spec.checkable)
        doer = next((doer for doer in doers if hasattr(doer, spec.name)), doers[0])
        action.triggered.connect(partial(_do, getattr(doer, spec.name)))
        owner.addAction(action)
        if spec.numbered:
            _add_numbered(owner, action, spec, getattr(doer, spec.name))
        made[spec.name] = action
    return made


def _add_numbered(owner: QWidget, whole: QAction, spec: ActionSpec, command: Callable[[int], None]) -> None:
    """Let each key of an action tell its number, wherever the action itself may be done."""
    for number, keys in enumerate(spec.keys):
        action = QAction(owner)
        whole.enabledChanged.connect(action.setEnabled)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(partial(_do, partial(command, number)))
        owner.addAction(action)


def _do(command: Callable[[], None], _checked: bool = False) -> None:
    """Call a command without the state that comes along with the signal."""
    command()


def fill_menus(button: QToolButton, actions: dict[str, QAction]) -> None:
    """Put all actions into the menu of a button, in the submenus of the table."""
    fill_menu(button.menu(), actions)


def fill_menu(menu: QMenu, actions: dict[str, QAction]) -> None:
    """Put all actions into a menu, in the submenus of the table."""
    for name in MENUS:
        part = menu.addMenu(QCoreApplication.translate("Menu", name))
        part.setToolTipsVisible(True)
        for spec in ACTIONS:
            if spec.menu == name:
                part.addAction(actions[spec.name])


def fill_stories(window: MainWindow) -> None:
    """Fill the menu of stories: those of the library, the one last opened first, and the samples."""
    menu = window.topbar.stories_button.menu()
    menu.clear()
    library = window.desk.library
    for story in (library.stories() if library is not None else ())[:_RECENT]:
        action = menu.addAction(f"{story.title}  ·  {len(story.articles)}")
        action.setCheckable(True)
        action.setChecked(story.id == window.desk.story_id)
        action.triggered.connect(lambda _checked=False, identity=story.id: window.open_kept(identity))
    menu.addSeparator()
    samples = menu.addMenu(QCoreApplication.translate("Menu", "Sample stories"))
    for folder in sorted(path for path in data_folder("seeds").iterdir() if path.is_dir()):
        action = samples.addAction(story_title([folder]))
        action.triggered.connect(lambda _checked=False, path=folder: window.commands.open_paths([path]))
    for name in (
        "toggle_library",
        "open_files",
        "open_folder",
        "add_files",
        "paste_article",
        "import_files",
        "import_folder",
        "rename_story",
    ):
        menu.addAction(window.actions_by_name[name])


def fill_context_menu(window: MainWindow, article_id: str, place: QPoint, offset: int) -> None:
    """Show the menu of a place in an article."""
    article = next(i for i, known in enumerate(window.story.articles) if known.id == article_id)
    menu = QMenu(window)
    pane = window.strip.pane_of(article)
    if pane is not None and pane.text.selected_range() is not None:
        menu.addAction(QCoreApplication.translate("Menu", "Copy"), pane.text.copy_words)
    elif window.story.lookup is not None:
        window.story.choose_sentence(window.story.lookup.sentence_at(article, offset))
    _add_sentence(menu, window)
    _add_mention(menu, window, article, offset)
    _add_paragraph(menu, window, article, offset)
    menu.popup(place)


def _add_sentence(menu: QMenu, window: MainWindow) -> None:
    """Put into a menu what can be done with the current sentence."""
    story, names = window.story, ["copy_cited", "add_note", "mark_as", "where_else"]
    if story.annotations.chosen is not None:
        names.append("tie_passage")
    if story.group is not None:
        names.append("note_group")
    names.append("reject_match")
    if quotes_of(story, story.current):
        names += ["note_quote", "correct_speaker"]
    for name in names:
        menu.addAction(window.actions_by_name[name])
    if story.tie is None or story.comparison is None:
        menu.addAction(window.actions_by_name["confirm_match"])
        return
    words = QCoreApplication.translate("Menu", "Says the same as {0}")
    waiting = texts.quoted(story.comparison.sentence_text(story.tie), _EXCERPT)
    menu.addAction(words.format(waiting).replace("&", "&&"), window.corrections.confirm_match)


def _add_paragraph(menu: QMenu, window: MainWindow, article: int, offset: int) -> None:
    """Put into the menu of a place what its paragraph is taken for, and a way to correct that."""
    menu.addSeparator()
    paragraph = next((p for p in window.story.articles[article].paragraphs if p.start <= offset <= p.end), None)
    if paragraph is not None:
        words = (
            QCoreApplication.translate("Menu", "This is article text")
            if paragraph.kind == "boilerplate"
            else QCoreApplication.translate("Menu", "This is page furniture")
        )
        menu.addAction(words, lambda: window.commands.turn_paragraph_at(article, offset))
        why = menu.addAction(f"{paragraph.kind}: {paragraph.why}")
        why.setEnabled(False)


def _add_mention(menu: QMenu, window: MainWindow, article: int, offset: int) -> None:
    """Put into the menu of a place what is known of the name there, and what may be said about it."""
    found = window.story.lookup.mention_at(article, offset) if window.story.lookup is not None else None
    if found is None:
        return
    mention, entity = found
    menu.addSeparator()
    place = (article, mention.start, mention.end)
    menu.addAction(
        QCoreApplication.translate("Menu", "Note on “{0}”").format(mention.text).replace("&", "&&"),
        lambda: window.desk.notes.add_note([place]),
    )
    if entity.shared:
        words = QCoreApplication.translate("Menu", "Light up “{0}”").format(entity.name)
        menu.addAction(words, lambda: window.story.choose_entity(entity))
    title = QCoreApplication.translate("Menu", "Correct “{0}”").format(entity.name)
    part = menu.addMenu(title.replace("&", "&&"))
    fill_name_menu(part, window.corrections, entity, mention)
    menu.addAction(texts.said(entity.explain(mention.text))).setEnabled(False)


def show_name_menu(window: MainWindow, entity: Entity, place: QPoint) -> None:
    """Show the menu of a name of the list."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_name_menu(menu, window.corrections, entity)
    menu.popup(place)
