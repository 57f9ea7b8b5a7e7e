"""Which notes are listed: words and tags typed, categories and articles pressed; in the order of texts or of time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from viewer.window import texts
from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.notes.category_row import CategoryRow
from viewer.window.notes.rows import NoteFilter, Order
from viewer.window.story import OpenStory
from viewer.window.theme import Theme


class FilterBar(QWidget):
    """The field and the chips above the list of notes."""

    changed = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self.filter = NoteFilter()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter: words, #tag"))
        self.field.setAccessibleName(self.tr("Filter notes by words and #tags"))
        self.field.setClearButtonEnabled(True)
        self.time = quiet_button(self.tr("The last one first, not in the order of the texts"))
        self.time.setCheckable(True)
        self.categories = CategoryRow(story.annotations, theme)
        self.categories.setAccessibleName(self.tr("Show only notes of these categories"))
        self.articles: dict[str, QPushButton] = {}
        self._letters = QHBoxLayout()
        self._letters.setSpacing(0)
        self._arrange()
        self.field.textChanged.connect(self._take)
        self.time.clicked.connect(self.changed)
        self.categories.chosen.connect(self._toggle_category)
        self.apply_theme(theme)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.field, 1)
        top.addLayout(self._letters)
        top.addWidget(self.time)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 4)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.categories)

    @property
    def order(self) -> Order:
        """In which order notes are listed."""
        return "time" if self.time.isChecked() else "place"

    def refresh(self) -> None:
        """Show the letters of the articles that are open, and the categories that notes have."""
        wanted = [self._story.articles[article].id for article in self._story.order]
        if list(self.articles) != wanted:
            self._fill(wanted)
        used = {note.category for note in self._story.notes}
        foreign = [one for one in sorted(used) if self._story.annotations.is_foreign(one)]
        self.categories.show_categories([*self.filter.categories])
        self.categories.offer(foreign)

    def _fill(self, wanted: list[str]) -> None:
        for button in self.articles.values():
            self._letters.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.articles = {}
        for place, identity in enumerate(wanted):
            button = self.articles[identity] = QPushButton(texts.letter(place))
            button.setProperty("role", "link")
            button.setCheckable(True)
            button.setChecked(identity in self.filter.articles)
            name = texts.outlet(self._story.articles[self._story.order[place]])
            button.setToolTip(self.tr("Only notes in {outlet}").format(outlet=name))
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(partial(self._toggle_article, identity))
            self._letters.addWidget(button)

    def ask_for(self, wanted: NoteFilter) -> None:
        """List these notes only."""
        self.filter = wanted
        self.field.blockSignals(True)
        self.field.setText(wanted.words)
        self.field.blockSignals(False)
        for identity, button in self.articles.items():
            button.setChecked(identity in wanted.articles)
        self.categories.show_categories([*wanted.categories])
        self.changed.emit()

    def clear(self) -> None:
        """List all notes again."""
        self.ask_for(NoteFilter())

    def _take(self) -> None:
        self._set(words=self.field.text())

    def _toggle_category(self, category_id: str) -> None:
        self._set(categories=self.filter.categories ^ {category_id})

    def _toggle_article(self, article_id: str) -> None:
        self._set(articles=self.filter.articles ^ {article_id})

    def _set(
        self,
        words: str | None = None,
        categories: frozenset[str] | None = None,
        articles: frozenset[str] | None = None,
    ) -> None:
        now = self.filter
        self.filter = NoteFilter(
            now.words if words is None else words,
            now.categories if categories is None else categories,
            now.articles if articles is None else articles,
            now.tasks,
        )
        self.categories.show_categories([*self.filter.categories])
        self.changed.emit()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.time.setIcon(icon("clock", theme))
        self.categories.apply_theme(theme)
