"""The page of proposed stories: a list to accept from, to join, to take apart and to rename in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.library import Listed
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.labels import plain_label
from viewer.window.shelf.proposals import Proposal, Proposals
from viewer.window.shelf.words import articles_text, counted, outlets_text, tr
from viewer.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_LATER = Qt.ConnectionType.QueuedConnection
"""A list must not change while the line that was edited in it is being closed."""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A line of the list: a proposal (by its number), or one of its articles."""

    number: int
    proposal: Proposal
    article: Listed | None = None

    @property
    def below(self) -> str:
        """What stands below the title of a proposal."""
        outlets = tuple(dict.fromkeys(row.outlet for row in self.proposal.articles if row.outlet))
        return "  ·  ".join(
            part for part in (articles_text(len(self.proposal.articles)), outlets_text(outlets)) if part
        )


class ProposedModel(QAbstractListModel):
    """The proposals with their articles below them; a proposal's title can be edited."""

    renamed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ProposedRow] = []

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show other proposals."""
        self.beginResetModel()
        self.rows = [
            row
            for number, proposal in enumerate(proposals)
            for row in (
                ProposedRow(number, proposal),
                *(ProposedRow(number, proposal, article) for article in proposal.articles),
            )
        ]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.article.title if row.article else row.proposal.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.article is not None:
                return ", ".join(part for part in (row.article.title, row.article.outlet) if part)
            return tr("Proposed story {title}, {what}").format(title=row.proposal.title, what=row.below)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.renamed.emit(self.rows[index.row()].number, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.rows[index.row()].article is None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


class ProposedView(QListView):
    """The list with its keys: Enter accepts, M makes one, Delete takes out or away, F2 renames."""

    accepted = Signal()
    merged = Signal()
    taken_out = Signal()

    def __init__(self, model: ProposedModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from viewer.window.shelf.proposed_rows import ProposedDelegate

        self.proposed = model
        self.setModel(model)
        self._delegate = ProposedDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Proposed stories"))

    def chosen(self) -> list[ProposedRow]:
        """Return the selected rows from top to bottom."""
        return [self.proposed.rows[number] for number in sorted(index.row() for index in self.selectedIndexes())]

    def current(self) -> ProposedRow | None:
        """Return the row with the keyboard."""
        number = self.currentIndex().row()
        return self.proposed.rows[number] if 0 <= number < len(self.proposed.rows) else None

    def choose(self, number: int) -> None:
        """Choose one row."""
        if self.proposed.rows:
            index = self.proposed.index(max(0, min(number, len(self.proposed.rows) - 1)))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def rename(self) -> None:
        """Let the reader type another title for the proposal of the current row."""
        row = self.current()
        if row is not None:
            head = next(n for n, known in enumerate(self.proposed.rows) if known.number == row.number)
            self.choose(head)
            self.edit(self.proposed.index(head))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter in the line of a title ends the line, and accepts nothing
        told = {
            Qt.Key.Key_Return: self.accepted.emit,
            Qt.Key.Key_Enter: self.accepted.emit,
            Qt.Key.Key_M: self.merged.emit,
            Qt.Key.Key_Delete: self.taken_out.emit,
            Qt.Key.Key_F2: self.rename,
        }.get(Qt.Key(event.key()))
        if told is not None and not event.modifiers():
            told()
        else:
            super().keyPressEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.theme = theme
        self.viewport().update()


class ProposedPage(QWidget):
    """The proposals with what can be done to them; while they are looked for, a line that says so."""

    look_wanted = Signal()
    """The reader wants proposals."""
    stop_wanted = Signal()
    accepted = Signal(object)
    """The Proposal that is to become a story."""
    article_chosen = Signal(object)
    """The Listed to preview."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposals = Proposals()
        self.model = ProposedModel()
        self.view = ProposedView(self.model, theme)
        self.writable = True
        self._build(theme)
        self._connect()
        self.show_idle()

    def _build(self, theme: Theme) -> None:
        self.empty = EmptyState(theme)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(120, 6)
        self.progress.setAccessibleName(tr("Looking for stories"))
        self.words = plain_label("small")
        self.stop = _button(tr("Stop"), self.stop_wanted.emit)
        self.accept_button = _button(tr("Make it a story"), self._accept, "primary")
        self.merge_button = _button(tr("Make one"), self._merge)
        self.out_button = _button(tr("Take out"), self._take_out)
        self.rename_button = _button(tr("Rename"), self.view.rename)
        self.again_button = _button(tr("Look again"), self.look_wanted.emit, "quiet")
        self._tips()
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        self._doers = (self.accept_button, self.merge_button, self.out_button, self.rename_button)
        for part in (*self._doers, self.progress, self.words, self.stop):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.again_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _tips(self) -> None:
        for button, tip in (
            (self.accept_button, tr("Keep the chosen proposals as stories (Enter)")),
            (self.merge_button, tr("Make one proposal of the chosen ones (M)")),
            (self.out_button, tr("Take the chosen article out of its proposal, or the proposal off the list (Delete)")),
            (self.rename_button, tr("Give the proposal another title (F2)")),
            (self.again_button, tr("Compare all articles that are in no story once more")),
        ):
            button.setToolTip(tip)

    def _connect(self) -> None:
        view = self.view
        view.accepted.connect(self._accept)
        view.merged.connect(self._merge)
        view.taken_out.connect(self._take_out)
        view.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.model.renamed.connect(self._rename, _LATER)
        self.empty.acted.connect(self.look_wanted)

    # What is shown

    def show_idle(self) -> None:
        """Offer to look for stories."""
        self._show_state(
            Emptiness(
                "layers",
                tr("Which articles report the same event?"),
                tr("The articles that are in no story are compared; what belongs together is proposed, you decide."),
                tr("Look for stories"),
            )
        )

    def show_looking(self, count: int) -> None:
        """Say that proposals are being looked for."""
        text = tr("Comparing {articles} with each other").format(articles=articles_text(count))
        self._show_state(Emptiness("layers", tr("Looking for stories"), text))
        self.words.setText(text)
        for part in (self.progress, self.words, self.stop):
            part.show()

    def show_found(self, groups: Sequence[Sequence[Listed]], compared: int) -> None:
        """Show what was found among so many articles."""
        self.proposals.show(groups)
        self._compared = compared
        self.refresh()
        self.view.choose(0)

    def refresh(self) -> None:
        """Show the proposals as they are now."""
        shown = self.proposals.shown
        self.model.show_proposals(shown)
        if not shown:
            text = tr("No two of the {articles} that are in no story seem to report one event.")
            text = text.format(articles=articles_text(self._compared))
            done = tr("All proposals are done")
            title = tr("No stories to propose") if self.proposals.last_was_accepted is None else done
            self._show_state(Emptiness("layers", title, "" if title == done else text))
            self.again_button.show()
            return
        self._stack.setCurrentWidget(self.view)
        self.progress.hide()
        self.stop.hide()
        self.words.setText(counted(len(shown), "{count} proposal", "{count} proposals"))
        for part in (*self._doers, self.words, self.again_button):
            part.show()
        self._chosen()

    def _show_state(self, state: Emptiness) -> None:
        self.empty.show_state(state)
        self._stack.setCurrentWidget(self.empty)
        for part in (*self._doers, self.progress, self.words, self.stop, self.again_button):
            part.hide()

    def _chosen(self) -> None:
        numbers = {row.number for row in self.view.chosen()}
        self.accept_button.setEnabled(bool(numbers) and self.writable)
        self.accept_button.setText(tr("Make it a story") if len(numbers) < 2 else tr("Make them stories"))
        self.merge_button.setEnabled(len(numbers) > 1)
        self.out_button.setEnabled(bool(numbers))
        self.rename_button.setEnabled(len(numbers) == 1)
        row = self.view.current()
        if row is not None:
            self.article_chosen.emit(row.article or row.proposal.articles[0])

    # What the reader does

    def _numbers(self) -> list[int]:
        return sorted({row.number for row in self.view.chosen()})

    def _rename(self, number: int, title: str) -> None:
        self._change(lambda: self.proposals.rename(number, title))

    def _accept(self) -> None:
        numbers = self._numbers()
        if numbers and self.writable:
            for number in reversed(numbers):  # each is a step of its own for undo
                proposal = self.proposals.shown[number]
                self._change(partial(self.proposals.dismiss, [number], accepted=True))
                self.accepted.emit(proposal)

    def _merge(self) -> None:
        self._change(lambda: self.proposals.merge(self._numbers() or [0]))

    def _take_out(self) -> None:
        """Take the chosen articles out of their proposal; a chosen proposal goes off the list."""
        rows = self.view.chosen()
        heads = [row.number for row in rows if row.article is None]
        if heads:
            self._change(lambda: self.proposals.dismiss(heads))
        elif len({row.number for row in rows}) == 1 and 1 < len(rows) < len(rows[0].proposal.articles):
            apart = {row.article.id for row in rows if row.article is not None}
            self._change(lambda: self.proposals.split(rows[0].number, apart))
        elif rows and rows[0].article is not None:
            number, identity = rows[0].number, rows[0].article.id
            self._change(lambda: self.proposals.take_out(number, identity))

    def undo(self) -> bool:
        """Take the last change of the list back; return whether there was one."""
        number = self.view.currentIndex().row()
        done = self.proposals.undo()
        if done:
            self.refresh()
            self.view.choose(number)
        return done

    def _change(self, change: Callable[[], object]) -> None:
        number = self.view.currentIndex().row()
        change()
        self.refresh()
        self.view.choose(number)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.apply_theme(theme)
        self.empty.apply_theme(theme)


def _button(text: str, does: Callable[[], object], role: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", role)
    button.clicked.connect(lambda: does())
    return button
