"""What is known of an article, to read and to correct in place: outlet, headline, byline, date."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.article.model import Article
from viewer.window.fonts import sans, serif
from viewer.window.labels import plain_label
from viewer.window.panes.pane import date_text
from viewer.window.shelf.dates import no_date, typed_day
from viewer.window.shelf.words import tr
from viewer.window.texts import said

FACTS = ("outlet", "title", "byline", "published")
_MOST_HEIGHT = 128


class FactLine(QLineEdit):
    """One line that looks like text until it is touched. Enter and leaving it commit."""

    committed = Signal(str)

    def __init__(self, name: str, role: str = "flat", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.known = ""
        self.editingFinished.connect(self._commit)

    def show_value(self, text: str) -> None:
        """Show what is known."""
        self.known = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def _commit(self) -> None:
        text = self.text().strip()
        if text != self.known:
            self.committed.emit(text)

    def take_back(self) -> bool:
        """Forget what was typed; return whether there was anything."""
        changed = self.text() != self.known
        self.setText(self.known)
        return changed


class FactText(QPlainTextEdit):
    """The same for a text of several lines, as high as its words; Tab goes on, Enter commits."""

    committed = Signal(str)

    def __init__(self, name: str, font: QFont, role: str = "flat", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.known = ""
        self.may_be_empty = False
        self.textChanged.connect(self._fit)

    def show_value(self, text: str) -> None:
        """Show what is known."""
        self.known = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + 14
        if height != self.height():
            self.setFixedHeight(min(_MOST_HEIGHT, height))

    def take_back(self) -> bool:
        """Forget what was typed; return whether there was anything."""
        changed = self.toPlainText() != self.known
        self.setPlainText(self.known)
        return changed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _commit(self) -> None:
        text = " ".join(self.toPlainText().split())
        if not text and not self.may_be_empty:
            self.setPlainText(self.known)
        elif text != self.known:
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        else:
            super().keyPressEvent(event)


class FactSheet(QWidget):
    """The four facts of one article. A date is understood in ISO 8601 and as people write it; else a line says so."""

    corrected = Signal(str, object)
    """Name of a fact, and its value (None: not known)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outlet = FactLine(tr("Outlet"), "caps")
        self.outlet.setFont(sans(11, QFont.Weight.DemiBold, 0.9))
        self.title = FactText(tr("Headline"), serif(19, QFont.Weight.DemiBold), "headline")
        self.byline = FactLine(tr("Byline"))
        self.published = FactLine(tr("Date"))
        self.published.setToolTip(tr("2025-03-04 or 4 March 2025; empty where none is given"))
        self.problem = plain_label("small")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._iso: str | None = None
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.byline, 3)
        below.addWidget(self.published, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.outlet)
        column.addWidget(self.title)
        column.addLayout(below)
        column.addWidget(self.problem)
        for name in ("outlet", "title", "byline"):
            getattr(self, name).committed.connect(lambda text, name=name: self.corrected.emit(name, text or None))
        self.published.committed.connect(self._take_date)

    def show_facts(self, article: Article) -> None:
        """Show the facts of an article."""
        self.outlet.show_value(article.outlet or "")
        self.title.show_value(article.title)
        self.byline.show_value(article.byline or "")
        self._iso = article.published
        self.published.show_value(date_text(article.published) if article.published else "")
        self.problem.hide()

    def set_writable(self, on: bool) -> None:
        """Let the facts be corrected, or only read."""
        for line in (self.outlet, self.title, self.byline, self.published):
            line.setReadOnly(not on)

    def _take_date(self, typed: str) -> None:
        day = typed_day(typed) if typed else None
        if typed and day is None:
            self.problem.setText(said(no_date(typed)))
            self.problem.show()
            return
        self.problem.hide()
        if day != self._iso:
            self.corrected.emit("published", day)
        else:
            self.published.show_value(self.published.known)


class FactsDialog(QDialog):
    """The facts of an article that is open beside others."""

    corrected = Signal(str, object)

    def __init__(self, article: Article, parent: QWidget, found: Mapping[str, str | None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Outlet, headline, byline, date"))
        self.sheet = FactSheet()
        self.sheet.show_facts(article)
        self.sheet.corrected.connect(self.corrected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label("strong", tr("Correct what is wrong; Ctrl+Z takes it back")))
        layout.addWidget(self.sheet)
        told = _read_as(found)
        note = plain_label("small", told)
        note.setWordWrap(True)
        note.setVisible(bool(told))
        layout.addWidget(note)
        buttons = QDialogButtonBox()
        done = buttons.addButton(tr("Done"), QDialogButtonBox.ButtonRole.AcceptRole)
        done.setProperty("role", "primary")
        done.setAutoDefault(False)
        buttons.accepted.connect(self._finish)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
        self.sheet.outlet.setFocus()

    def _finish(self) -> None:
        """Close, unless a date that was typed cannot be understood."""
        self.setFocus()
        if self.sheet.problem.isHidden():
            self.accept()
        else:
            self.sheet.published.setFocus()


def _read_as(found: Mapping[str, str | None]) -> str:
    """Return what the page itself says where the reader said otherwise."""
    names = {"outlet": tr("outlet"), "title": tr("headline"), "byline": tr("byline"), "published": tr("date")}
    parts = [
        f"{names[name]} “{value}”" if value else tr("no {fact}").format(fact=names[name])
        for name, value in found.items()
    ]
    return tr("In the page itself: {facts}").format(facts=", ".join(parts)) if parts else ""
