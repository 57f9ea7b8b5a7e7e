"""The questions that a teacher wrote into the story, and how far they are answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from viewer.library.notes.notes import Note
from viewer.window.buttons import quiet_button
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.notes.key_list import KeyList
from viewer.window.notes.rows import answers_to
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_TASK = Qt.ItemDataRole.UserRole


class TasksPage(QWidget):
    """New notes answer the task that is chosen. The page changes nothing itself: it says what is wanted."""

    kept = Signal(str, object)
    """A question, and the id of its task (None: a new one)."""
    moved = Signal(str, int)
    deleted = Signal(str)
    answers_wanted = Signal(str)
    left = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._filling = False
        self.progress = plain_label("strong")
        self.list = KeyList(self.tr("Tasks; the chosen one is answered by new notes"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("A new question"))
        self.field.setAccessibleName(self.tr("A new question"))
        self.hint = plain_label("fine")
        self.hint.setWordWrap(True)
        self.answers = QPushButton()
        self.answers.setProperty("role", "link")
        self.stop = QPushButton(self.tr("Stop answering"))
        self.stop.setProperty("role", "link")
        self.up, self.down = quiet_button(self.tr("Move up (Alt+Up)")), quiet_button(self.tr("Move down (Alt+Down)"))
        self.delete = quiet_button(self.tr("Delete this task (Delete)"))
        self._empty = EmptyState(theme)
        self._arrange()
        self._connect()
        self.apply_theme(theme)
        self.refresh()

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (self.answers, self.stop):
            tools.addWidget(button)
        tools.addStretch(1)
        for tool in (self.up, self.down, self.delete):
            tools.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(self.progress)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.hint)
        layout.addLayout(tools)
        layout.addWidget(self.field)

    def _connect(self) -> None:
        self._story.annotations.tasks_changed.connect(self.refresh)
        self._story.notes_changed.connect(self.refresh)
        self.list.itemSelectionChanged.connect(self._answer)
        self.list.itemChanged.connect(self._rename)
        self.list.on(Qt.Key.Key_Delete, self._delete)
        self.list.on(Qt.Key.Key_Escape, self.left.emit)
        self.list.on(Qt.Key.Key_Up, lambda: self._move(-1), Qt.KeyboardModifier.AltModifier)
        self.list.on(Qt.Key.Key_Down, lambda: self._move(1), Qt.KeyboardModifier.AltModifier)
        self.list.on(Qt.Key.Key_F2, lambda: self.list.editItem(self.list.currentItem()))
        self.field.returnPressed.connect(self._add)
        self.answers.clicked.connect(lambda: self.answers_wanted.emit(self._story.annotations.task or ""))
        self.stop.clicked.connect(lambda: self._story.annotations.answer(None))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.delete.clicked.connect(self._delete)

    def refresh(self) -> None:
        """Show the tasks and their answers as they are now."""
        annotations = self._story.annotations
        self._filling = True
        self.list.clear()
        for number, task in enumerate(annotations.tasks, 1):
            found = answers_to(self._story.notes, task.id)
            item = QListWidgetItem(task.question)
            item.setData(_TASK, task.id)
            item.setIcon(icon("list-checks" if found else "circle", self._theme, 16, "accent" if found else "ink3"))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(f"{number}. {task.question}\n{self._state(found)}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}. {task.question} {self._state(found)}")
            self.list.addItem(item)
            if task.id == annotations.task:
                self.list.setCurrentItem(item)
        if annotations.task is None:
            self.list.setCurrentRow(-1)
        self._filling = False
        self._show_state()

    def _show_state(self) -> None:
        annotations = self._story.annotations
        tasks, chosen = annotations.tasks, annotations.task
        done = sum(bool(answers_to(self._story.notes, task.id)) for task in tasks)
        self.progress.setText(self.tr("{done} of {count} answered").format(done=done, count=len(tasks)))
        self.progress.setVisible(bool(tasks))
        self.list.setVisible(bool(tasks))
        self._empty.setVisible(not tasks)
        self._empty.show_state(
            Emptiness(
                "list-checks",
                self.tr("No tasks yet"),
                self.tr("Write a question below, such as “Mark three words that judge”. Notes can then answer it."),
            )
        )
        found = answers_to(self._story.notes, chosen)
        self.hint.setText(
            self.tr("New notes answer this task: mark the passages that show it. {state}").format(
                state=self._state(found)
            )
        )
        self.answers.setText(self.tr("Its answers"))
        self.answers.setEnabled(bool(found))
        only_with_task: tuple[QWidget, ...] = (self.hint, self.answers, self.stop, self.up, self.down, self.delete)
        for widget in only_with_task:
            widget.setVisible(chosen is not None)

    def _state(self, found: list[Note]) -> str:
        passages = sum(len(note.passages) for note in found)
        if not found:
            return self.tr("Not answered yet.")
        if passages == 1:
            return self.tr("Answered with 1 passage.")
        return self.tr("Answered with {count} passages.").format(count=passages)

    def _answer(self) -> None:
        if not self._filling:
            chosen = self.list.selectedItems()
            self._story.annotations.answer(chosen[0].data(_TASK) if chosen else None)

    def _rename(self, item: QListWidgetItem) -> None:
        if not self._filling:
            if item.text().strip():
                self.kept.emit(item.text().strip(), item.data(_TASK))
            else:
                self.refresh()

    def _add(self) -> None:
        question = self.field.text().strip()
        if question:
            self.field.clear()
            self.kept.emit(question, None)

    def _move(self, step: int) -> None:
        task = self._story.annotations.task
        if task is not None:
            self.moved.emit(task, step)

    def _delete(self) -> None:
        task = self._story.annotations.task
        if task is not None:
            self.deleted.emit(task)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.up.setIcon(icon("chevron-up", theme))
        self.down.setIcon(icon("chevron-down", theme))
        self.delete.setIcon(icon("trash-2", theme))
        self._empty.apply_theme(theme)
        self.refresh()
