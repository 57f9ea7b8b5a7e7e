"""The names that the articles share: who is mentioned where, how often, and under which forms."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.analysis.model import Entity
from viewer.window import texts
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.icons import icon
from viewer.window.names.entity_details import EntityDetails
from viewer.window.names.entity_rows import EntityRow, entity_rows, wanted_rows
from viewer.window.names.entity_view import ColumnHead, EntityDelegate, EntityModel
from viewer.window.names.hidden_names import HiddenNames
from viewer.window.names.name_view import NameView
from viewer.window.search_field import SearchField
from viewer.window.story import OpenStory
from viewer.window.theme import Theme


class EntityList(QWidget):
    """The list of entities with a filter; choosing one lights up its mentions and tells its forms."""

    mention_wanted = Signal(int, int, int)
    """Article, start and end (code points) of a mention to show."""
    menu_wanted = Signal(object, object)
    """The Entity that the reader wants to correct, and where on the screen (QPoint)."""
    name_wanted = Signal(object)
    """The Entity that is to be renamed."""
    hidden = Signal(object)
    """The Entity that is to be hidden."""
    shown = Signal(object)
    """The hidden entities (a tuple) that are to be shown again."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._rows: list[EntityRow] = []
        self._entities: tuple[Entity, ...] | None = None
        self._shared = 0
        self._model = EntityModel()
        self._build()
        self._connect()
        self.apply_theme(theme)
        self._take_comparison()

    def _build(self) -> None:
        self.filter = SearchField()
        self.filter.setPlaceholderText(self.tr("Filter names"))
        self.filter.setAccessibleName(self.tr("Filter names"))
        self.filter.setClearButtonEnabled(True)
        self.single = QPushButton(self.tr("In one article only, too"))
        self.single.setCheckable(True)
        self.single.setProperty("role", "quiet")
        self.single.setToolTip(self.tr("List also the names that only one article mentions"))
        self._head = ColumnHead(self._theme)
        self.view = NameView(self)
        self.view.setModel(self._model)
        self._delegate = EntityDelegate(self._theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.details = EntityDetails(self._story, self._theme)
        self.hidden_names = HiddenNames()
        self._empty = EmptyState(self._theme)
        self._arrange()
        self.setAccessibleName(self.tr("Names"))
        self.view.setAccessibleName(self.tr("Names that the articles share"))

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 2)
        top.addWidget(self.filter)
        under = QHBoxLayout()
        under.setContentsMargins(8, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.single)
        under.addWidget(self._head, 1, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self.hidden_names)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(under)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._empty, 1)
        layout.addLayout(foot)
        layout.addWidget(self.details)

    def _connect(self) -> None:
        story = self._story
        story.comparison_changed.connect(self._take_comparison)
        story.articles_changed.connect(self._take_comparison)
        story.labels_changed.connect(self.refresh)
        story.entity_chosen.connect(self._show_chosen)
        self.filter.textChanged.connect(self.refresh)
        self.filter.entered.connect(self._enter)
        self.single.toggled.connect(self.refresh)
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.view.inset_changed.connect(self._head.set_inset)
        self.view.put_out.connect(lambda: story.choose_entity(None))
        self.view.renamed.connect(lambda index: self.name_wanted.emit(self._entity_at(index)))
        self.view.hidden.connect(self._hide)
        self.view.customContextMenuRequested.connect(self._ask_for_menu)
        self.details.menu_wanted.connect(self.menu_wanted)
        self.hidden_names.shown.connect(self.shown)
        self.details.mention_wanted.connect(self.mention_wanted)
        self.view.activated.connect(self._activate)

    @property
    def count(self) -> int:
        """The number of shared entities of the comparison, for a label."""
        return self._shared

    # What is shown

    def _enter(self) -> None:
        """Go into the list, to the first name where none of them is lit."""
        if self._model.rows:
            self.view.setFocus()
            if not self.view.selectedIndexes():
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.view.selectionModel().setCurrentIndex(self._model.index(0), flag)

    def _take_comparison(self) -> None:
        """List the names of another comparison; moving the threshold leaves them as they are."""
        comparison, order = self._story.comparison, list(self._story.order)
        entities = comparison.entities if comparison else ()
        self.hidden_names.show_hidden(comparison.hidden if comparison else ())
        if entities is self._entities and order == self._delegate.order:
            return
        self._entities = entities
        self._rows = entity_rows(comparison) if comparison else []
        self._shared = sum(row.shared for row in self._rows)
        self._delegate.order = self._model.order = order
        self._head.show_order(order, [texts.outlet(article) for article in self._story.articles])
        bar = self.view.verticalScrollBar()
        height = bar.value()
        self.refresh()
        bar.setValue(height)  # names that arrive with one more article must not move the list under the reader

    def refresh(self) -> None:
        """Show the names that fit the filter, the switch and the chips."""
        hidden, words = self._story.hidden_labels, self.filter.text()
        rows = wanted_rows(self._rows, words, hidden, single=self.single.isChecked())
        self._model.show_rows(rows)
        self.view.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if not rows:
            self._empty.show_state(self._emptiness())
        self._show_chosen()

    def _emptiness(self) -> Emptiness:
        if not self._rows:
            return Emptiness(
                "users",
                self.tr("No names yet"),
                self.tr("People, places and organisations stand here as soon as the articles have been compared."),
            )
        if self.filter.text().strip():
            return Emptiness(
                "search",
                self.tr("No name contains “{words}”").format(words=self.filter.text().strip()),
                self.tr("Clear the filter to see all names again."),
            )
        if self._shared and self._story.hidden_labels:
            return Emptiness(
                "eye-off",
                self.tr("The kinds of all names are switched off"),
                self.tr("Switch them on with the chips above the articles."),
            )
        return Emptiness(
            "users",
            self.tr("No name stands in two articles"),
            self.tr("“In one article only, too” lists the {count} names of single articles.").format(
                count=len(self._rows)
            ),
        )

    def _show_chosen(self) -> None:
        entity = self._story.entity
        chosen = entity.id if entity else None
        number = next((n for n, row in enumerate(self._model.rows) if row.entity.id == chosen), -1)
        if number >= 0:
            index = self._model.index(number)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
        else:
            self.view.clearSelection()
        self.details.show_entity(entity)

    def _choose(self) -> None:
        chosen = self.view.selectedIndexes()
        entity: Entity | None = self._model.rows[chosen[0].row()].entity if chosen else None
        if entity is not None and entity is not self._story.entity:
            self._story.choose_entity(entity)

    def _entity_at(self, index: QModelIndex) -> Entity:
        return self._model.rows[index.row()].entity

    def _hide(self, index: QModelIndex) -> None:
        """Ask to hide a name, and go on with the next."""
        row = index.row()
        self.hidden.emit(self._entity_at(index))
        if self._story.entity is None and self._model.rows:
            self._story.choose_entity(self._model.rows[min(row, len(self._model.rows) - 1)].entity)

    def _ask_for_menu(self, place: QPoint) -> None:
        """Ask for the menu of the name under the mouse, or of the chosen one where the keyboard asks."""
        index = self.view.indexAt(place)
        if not index.isValid():
            index = self.view.currentIndex()
            place = self.view.visualRect(index).center()
        if index.isValid():
            self.menu_wanted.emit(self._entity_at(index), self.view.viewport().mapToGlobal(place))

    def _activate(self, index: QModelIndex) -> None:
        """Go to the next mention of the chosen name (Enter, double click)."""
        entity = self._entity_at(index)
        if entity is not self._story.entity:
            self._story.choose_entity(entity)
        self.details.step(1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = self._delegate.theme = theme
        self.single.setIcon(icon("plus", theme, 14))
        self.hidden_names.setIcon(icon("eye-off", theme, 14, "accent"))
        for part in (self._head, self.details, self._empty):
            part.apply_theme(theme)
        self.view.viewport().update()
