"""What the wording ladder says when there is no group to show."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.analysis.model import Comparison, Match, SentenceRef
from viewer.window import texts
from viewer.window.empty import Emptiness
from viewer.window.fonts import sans, serif
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.story import OpenStory, compared_with
from viewer.window.text_button import SIDE, TextButton
from viewer.window.theme import Theme
from viewer.window.wordings.wording import nearest_below

_EXCERPT = 90

translate = QCoreApplication.translate


def emptiness(story: OpenStory) -> Emptiness:
    """Return the notice for a story without a current sentence: what is missing, and how to go on."""
    if len(story.articles) < 2:
        return Emptiness(
            "layers",
            translate("Ladder", "Wordings need two articles"),
            translate(
                "Ladder",
                "Open a second article on the same event: statements that both make stand here, one under the other.",
            ),
        )
    if story.comparison is None:
        return Emptiness(
            "rows-3",
            translate("Ladder", "Not compared yet"),
            translate(
                "Ladder",
                "The wordings appear here as soon as the articles have been compared. You can read on meanwhile.",
            ),
        )
    if not story.groups:
        return _no_groups(story.comparison)
    count = len(story.groups)
    text = (
        translate("Ladder", "One statement stands")
        if count == 1
        else translate("Ladder", "{count} statements stand").format(count=count)
    )
    return Emptiness(
        "rows-3",
        translate("Ladder", "Click a sentence to see its wordings"),
        text + " " + translate("Ladder", "in two or more articles. Alt+Down goes through them in reading order."),
        translate("Ladder", "Go to the first"),
    )


def _no_groups(comparison: Comparison) -> Emptiness:
    counts = " + ".join(str(len(sentences)) for sentences in comparison.sentences)
    best = nearest_text(comparison)
    return Emptiness(
        "rows-3",
        translate("Ladder", "No sentence matches one of another article"),
        translate(
            "Ladder",
            "{counts} sentences were compared, each with all of the other articles, by their words, names and "
            "numbers; no two reach the threshold of {threshold}.",
        ).format(counts=counts, threshold=comparison.settings.threshold)
        + ("\n\n" + best if best else ""),
        translate("Ladder", "Show the nearest") if best else "",
    )


def nearest_text(comparison: Comparison) -> str:
    """Return how near the best pair below the threshold is, or nothing."""
    pair = nearest_below(comparison)
    return translate("Ladder", "The nearest two score {score}.").format(score=f"{pair.score:.0f}") if pair else ""


def looked_for(comparison: Comparison, ref: SentenceRef) -> tuple[str, str]:
    """Return what was not found for a sentence, and what was looked for."""
    others = compared_with(comparison, ref.article)
    threshold = comparison.settings.threshold
    if not others:
        missing = translate("Ladder", "There is no other article yet with which to compare this sentence.")
    elif others == 1:
        missing = translate("Ladder", "No match found in the other article (threshold {threshold}).").format(
            threshold=threshold
        )
    else:
        missing = translate("Ladder", "No match found in the other {others} articles (threshold {threshold}).").format(
            others=others, threshold=threshold
        )
    compared = sum(len(rows) for index, rows in enumerate(comparison.sentences) if index != ref.article)
    searched = translate(
        "Ladder", "Looked for sentences that share words, names and numbers with this one; {compared} were compared."
    ).format(compared=compared)
    return missing, searched


class UnmatchedNotice(QWidget):
    """No match was found for the chosen sentence: what was looked for, and the nearest pair below the threshold."""

    nearest_wanted = Signal(object)
    """The SentenceRef of the nearest sentence."""
    confirmed = Signal(object, object)
    """The sentence and the nearest one (SentenceRef), which say the same, says the reader."""

    def __init__(self, theme: Theme, pixels: int, *, plain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = plain
        self._pair: SentenceRef | None = None
        self._ref: SentenceRef | None = None
        self._missing, self._searched = plain_label(""), plain_label("muted")
        self._missing.setFont(serif(pixels, QFont.Weight.DemiBold))
        self._searched.setFont(sans(max(12, round(pixels * 0.6))))
        self.nearest = TextButton(theme, sans(max(13, round(pixels * 0.8))), "accent")
        self.nearest.clicked.connect(lambda: self.nearest_wanted.emit(self._pair))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        for label in (self._missing, self._searched):
            label.setWordWrap(True)
            label.setContentsMargins(SIDE, 0, SIDE, 0)
            layout.addWidget(label)
        layout.addWidget(self.nearest, 0, Qt.AlignmentFlag.AlignTop)
        self.same = QPushButton(translate("Ladder", "These say the same"))
        self.same.setProperty("role", "link")
        self.same.setToolTip(translate("Ladder", "Make this a match; it holds at every threshold, and can be undone"))
        self.same.clicked.connect(lambda: self.confirmed.emit(self._ref, self._pair))
        layout.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)

    def show_for(self, comparison: Comparison, ref: SentenceRef, pair: Match | None, rejected: int) -> None:
        """Explain that ``ref`` has no match, of so many rejected; ``pair`` is its best one below the threshold."""
        missing, searched = looked_for(comparison, ref)
        if rejected:
            missing = translate("Ladder", "No match but what you rejected (threshold {threshold}).").format(
                threshold=comparison.settings.threshold
            )
        self._missing.setText(missing)
        self._searched.setText(searched)
        self._ref = ref
        self.nearest.setVisible(pair is not None)
        self.same.setVisible(pair is not None and not self._plain)
        if pair is not None:
            self._pair = pair.other(ref)
            article = comparison.articles[self._pair.article]
            excerpt = texts.excerpt(comparison.sentence_text(self._pair), _EXCERPT)
            self.nearest.show_text(
                translate("Ladder", "Nearest: {score} · {outlet} · {excerpt}").format(
                    score=f"{pair.score:.0f}", outlet=texts.outlet(article), excerpt=excerpt
                )
            )
        self.setAccessibleName(f"{missing} {searched}")

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.nearest.apply_theme(theme)
        self.same.setIcon(icon("link", theme, 14, "accent"))
