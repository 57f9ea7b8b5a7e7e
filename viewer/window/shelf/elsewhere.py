"""Where else a sentence stands: a quiet list of the sentences of other articles that say nearly the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from viewer.library import Hit, Listed, SentenceHit
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.labels import plain_label
from viewer.window.panes.pane import date_text
from viewer.window.shelf.hits import HitRow, HitView
from viewer.window.shelf.words import counted, tr
from viewer.window.texts import quoted
from viewer.window.theme import Theme

_SAME, _CLOSE = 97, 85
_EXCERPT = 160


class ElsewhereDialog(QDialog):
    """Each place with its outlet, its date and how alike the two sentences are; Enter opens it."""

    opened = Signal(object)
    """The HitRow to open."""

    def __init__(
        self,
        sentence: str,
        found: Sequence[tuple[SentenceHit, str]],
        threshold: int,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Where else does this stand?"))
        self.view = HitView(theme)
        self.view.hits.show_rows([row for hit, text in found for row in _rows(hit, text)])
        self.view.opened.connect(self._open)
        quote = plain_label("small", quoted(sentence, _EXCERPT))
        quote.setWordWrap(True)
        count = counted(len(found), "{count} sentence in other articles", "{count} sentences in other articles")
        told = plain_label("strong", count if found else tr("Found in no other article"))
        empty = EmptyState(theme)
        text = tr("No sentence of another article in the library is as alike as {threshold} of 100.")
        empty.show_state(Emptiness("search", told.text(), text.format(threshold=threshold)))
        stack = QStackedWidget()
        stack.addWidget(self.view if found else empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(8)
        for part in (told, quote, stack):
            layout.addWidget(part)
        told.setVisible(bool(found))
        self.resize(620, 460)
        self.view.enter()

    def _open(self, row: HitRow) -> None:
        self.accept()
        self.opened.emit(row)


def _rows(found: SentenceHit, text: str) -> list[HitRow]:
    listed: Listed = found.listed
    told = [listed.outlet or "", date_text(listed.published) if listed.published else "", likeness(found.score)]
    hit = Hit(found.start, found.end, 0, text, ())
    return [
        HitRow("article", listed.title, "  ·  ".join(part for part in told if part), listed=listed, hit=hit),
        HitRow("hit", text, str(round(found.score)), listed=listed, hit=hit),
    ]


def likeness(score: float) -> str:
    """Return in words how alike two sentences are (``score`` 0 to 100, as everywhere)."""
    if score >= _SAME:
        return tr("the same words")
    return tr("nearly the same words") if score >= _CLOSE else tr("much the same in other words")
