"""What a screen reader is told when the reader moves: marks that are only painted must also be said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from viewer.analysis.model import SentenceRef
from viewer.window.announce import announce
from viewer.window.story import OpenStory, compared_with


class Speaker(QObject):
    """Announces the current sentence and what is known about it."""

    def __init__(self, story: OpenStory, widget: QWidget) -> None:
        super().__init__(widget)
        self._story = story
        self._widget = widget
        story.sentence_chosen.connect(self._say_sentence)
        story.only_here_changed.connect(self._say_only_here)

    def _say_sentence(self) -> None:
        if self._story.current is not None:
            announce(self._widget, spoken_sentence(self._story, self._story.current))

    def _say_only_here(self) -> None:
        on = QCoreApplication.translate("Speaker", "only here: sentences with a match are dimmed")
        off = QCoreApplication.translate("Speaker", "all sentences shown")
        announce(self._widget, on if self._story.only_here else off)


def spoken_sentence(story: OpenStory, ref: SentenceRef) -> str:
    """Return a sentence and its matches in words, as "matched in 2 of 3, four words differ"."""
    if story.comparison is None or story.lookup is None:
        return ""
    text = story.comparison.sentence_text(ref)
    others = compared_with(story.comparison, ref.article)
    if not others:
        return text
    found = story.lookup.counterparts(ref)
    if not found:
        one = QCoreApplication.translate("Speaker", "no match found in the other article (threshold {1})")
        many = QCoreApplication.translate("Speaker", "no match found in the other {0} articles (threshold {1})")
        words = one if others == 1 else many
        return f"{words.format(others, story.settings.threshold)}. {text}"
    words = QCoreApplication.translate("Speaker", "matched in {0} of {1} other articles").format(len(found), others)
    match = story.lookup.matches(ref)
    why = f", {match[0].why}" if match else ""
    return f"{words}{why}. {text}"
