"""What is known of the chosen entity: its forms, why they are one, and a way from mention to mention."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from viewer.analysis.model import Entity, Mention
from viewer.window import texts
from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.names.entity_rows import in_screen_order, named_as
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_MOST_HEIGHT = 150


class EntityDetails(QWidget):
    """A card below the list; hidden while no entity is chosen."""

    mention_wanted = Signal(int, int, int)
    menu_wanted = Signal(object, object)
    """The Entity that the reader wants to correct, and where on the screen (QPoint)."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._entity: Entity | None = None
        self._mentions: list[Mention] = []
        self._at = -1
        self._build()
        self.apply_theme(theme)
        self.show_entity(None)

    def _build(self) -> None:
        self._name = ElidedLabel(role="strong")
        self._position = plain_label("small")
        self._previous, self._next = self._step_button(-1), self._step_button(1)
        self.forms, self.reasons = plain_label("small"), plain_label("small")
        for label in (self.forms, self.reasons):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why = QPushButton(self.tr("Why one?"))
        self.why.setCheckable(True)
        self.why.setProperty("role", "link")
        self.why.setToolTip(self.tr("Show for each form why it names the same"))
        self.why.toggled.connect(self._show_reasons)
        self.correct = QPushButton(self.tr("Not right?"))
        self.correct.setProperty("role", "link")
        self.correct.setToolTip(self.tr("Rename, hide, take apart, or make one with another name"))
        self.correct.clicked.connect(self._ask_for_menu)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addStretch(1)
        for part in (self._position, self._previous, self._next):
            head.addWidget(part)
        self._area = _Words(self.forms, self.reasons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 8, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._area)
        foot = QHBoxLayout()
        foot.addWidget(self.why)
        foot.addWidget(self.correct)
        foot.addStretch(1)
        layout.addLayout(foot)
        self.setAccessibleName(self.tr("The chosen name"))

    def _step_button(self, step: int) -> QToolButton:
        name = self.tr("Next mention") if step > 0 else self.tr("Previous mention")
        button = quiet_button(name)
        button.clicked.connect(lambda: self.step(step))
        return button

    def show_entity(self, entity: Entity | None) -> None:
        """Tell about another entity."""
        if entity is not self._entity:
            self._at = -1
            self.why.setChecked(False)
        self._entity = entity
        self.setVisible(entity is not None)
        if entity is None:
            return
        self._mentions = in_screen_order(entity, self._story.order)
        self._name.setText(entity.name)
        self.correct.setAccessibleName(self.tr("Not right? {name}").format(name=entity.name))
        forms = named_as(entity)
        told = self.tr("named as: {forms}")
        # A form and its number stay on one line, for the eye; a screen reader gets plain spaces.
        self.forms.setText(told.format(forms=" · ".join(f"{form}\u00a0{count}" for form, count in forms)))
        self.forms.setAccessibleName(told.format(forms=", ".join(f"{form} {count}" for form, count in forms)))
        lines = [f"{form}: {texts.said(why)}" for form, why in entity.links]
        self.reasons.setText("\n".join(lines))
        self.why.setVisible(bool(lines))
        self._show_reasons(self.why.isChecked())
        self._show_position()

    def _ask_for_menu(self) -> None:
        self.menu_wanted.emit(self._entity, self.correct.mapToGlobal(self.correct.rect().topLeft()))

    def step(self, step: int) -> None:
        """Ask for the next (1) or previous (-1) mention, and begin again at the end."""
        if self._mentions:
            first = 0 if step > 0 else -1
            self._at = (self._at + step if self._at >= 0 else first) % len(self._mentions)
            self._show_position()
            mention = self._mentions[self._at]
            self.mention_wanted.emit(mention.article, mention.start, mention.end)

    def _show_position(self) -> None:
        count = len(self._mentions)
        if self._at < 0:
            self._position.setText(
                self.tr("{count} mentions").format(count=count) if count > 1 else self.tr("1 mention")
            )
        else:
            self._position.setText(self.tr("{number} of {count}").format(number=self._at + 1, count=count))

    def _show_reasons(self, shown: bool) -> None:
        self.reasons.setVisible(shown)
        self._area.fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._previous.setIcon(icon("chevron-up", theme))
        self._next.setIcon(icon("chevron-down", theme))
        self.why.setIcon(icon("circle-help", theme, 14, "accent"))
        self.correct.setIcon(icon("pencil", theme, 14, "accent"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule that parts the card from the list."""
        painter = QPainter(self)
        painter.setPen(self._theme["rule"])
        painter.drawLine(0, 0, self.width(), 0)


class _Words(QScrollArea):
    """Labels one under the other, as high as they need to be up to a limit."""

    def __init__(self, *labels: QLabel) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        for label in labels:
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        self.setWidget(content)

    def fit(self) -> None:
        """Take the height that the words need."""
        self._column.invalidate()
        self.setFixedHeight(max(0, min(_MOST_HEIGHT, self._column.heightForWidth(max(self.width(), 1)))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
