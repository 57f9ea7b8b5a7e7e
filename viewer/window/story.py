"""The open story: the one place that knows what the window shows. Widgets hold no truth of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.analysis.corrections import NO_CORRECTIONS, Corrections
from viewer.analysis.lookup import Lookup
from viewer.analysis.model import Comparison, Entity, EntityLabel, Group, Match, SentenceRef, Settings
from viewer.article.model import Article
from viewer.window.notes.annotations import Annotations
from viewer.window.panes.blocks import fold_of

if TYPE_CHECKING:
    from viewer.library.notes.notes import Note

MOST_SHOWN = 6


class OpenStory(QObject):
    """Articles, their comparison, and what the reader looks at. Changes are told in the past tense.

    ``articles`` keep the order in which they came, and everything refers to them by that position. ``order`` is the
    order on the screen: the first :data:`MOST_SHOWN` have panes, the others wait.
    """

    articles_changed = Signal()  # articles came, went, or changed places
    paragraphs_changed = Signal(int)  # article: a paragraph changed its kind or was folded
    comparison_changed = Signal()  # another comparison, threshold or correction: every mark may have moved
    labels_changed = Signal()  # kinds of entities were switched on or off
    sentence_chosen = Signal()  # the current sentence changed (``current``)
    entity_chosen = Signal()  # the current entity changed (``entity``)
    hovered = Signal()  # the sentence under the mouse changed (``hover``)
    tied = Signal()  # the sentence that waits for one that says the same changed (``tie``)
    only_here_changed = Signal()  # sentences with a match were dimmed, or not any more
    notes_changed = Signal()  # a note came, went, or changed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.articles: tuple[Article, ...] = ()
        self.order: list[int] = []
        self.unfolded: set[tuple[int, int]] = set()
        self.settings = Settings()
        self.corrections = NO_CORRECTIONS
        self.comparison: Comparison | None = None
        self.lookup: Lookup | None = None
        self.hidden_labels: frozenset[EntityLabel] = frozenset()
        self.current: SentenceRef | None = None
        self.hover: SentenceRef | None = None
        self.tie: SentenceRef | None = None
        self.entity: Entity | None = None
        self.only_here = False
        self.notes: tuple[Note, ...] = ()
        self.annotations = Annotations(self)

    # What is open

    def set_articles(self, articles: Sequence[Article], title: str = "") -> None:
        """Open other articles; what was chosen and compared before is forgotten."""
        self.title = title
        self.articles = tuple(articles)
        self.order = list(range(len(self.articles)))
        self.unfolded.clear()
        self.corrections = NO_CORRECTIONS
        self.notes = ()
        self._articles_changed()
        self.annotations.forget()

    def add_article(self, article: Article) -> bool:
        """Put one more article at the end; return False where its text is open already."""
        if any(article.id == known.id for known in self.articles):
            return False
        self.articles += (article,)
        self.order.append(len(self.articles) - 1)
        self._articles_changed()
        return True

    def remove_article(self, article: int) -> None:
        """Take an article out of the story."""
        self.articles = self.articles[:article] + self.articles[article + 1 :]
        self.order = [index - (index > article) for index in self.order if index != article]
        self.unfolded = {(index - (index > article), first) for index, first in self.unfolded if index != article}
        self._articles_changed()

    def move_article(self, article: int, place: int) -> None:
        """Show an article at another place on the screen (0 is the first)."""
        self.order.remove(article)
        self.order.insert(max(0, min(place, len(self.order))), article)
        self.articles_changed.emit()

    def set_order(self, order: Sequence[int]) -> None:
        """Show the articles in this order."""
        if list(order) != self.order and sorted(order) == list(range(len(self.articles))):
            self.order = list(order)
            self.articles_changed.emit()

    @property
    def shown(self) -> list[int]:
        """The articles that have a pane, from left to right."""
        return self.order[:MOST_SHOWN]

    @property
    def waiting(self) -> list[int]:
        """The articles that wait in a row of tabs."""
        return self.order[MOST_SHOWN:]

    def replace_article(self, article: int, changed: Article) -> None:
        """Put another state of the same text in its place: the reader corrected a paragraph, or took that back."""
        self.articles = (*self.articles[:article], changed, *self.articles[article + 1 :])
        self._paragraphs_changed(article)

    def correct_article(self, article: int, changed: Article) -> None:
        """Give an article other facts (headline, outlet, byline, date); what was compared stays as it is."""
        self.articles = (*self.articles[:article], changed, *self.articles[article + 1 :])
        if self.comparison is not None:
            found = self.comparison.found
            self._select(
                replace(
                    self.comparison,
                    articles=self.articles,
                    found=found and replace(found, articles=self.articles),
                )
            )
        self.paragraphs_changed.emit(article)

    def toggle_fold(self, article: int, paragraph: int) -> None:
        """Show the run of boilerplate that begins with a paragraph, or fold it away again."""
        self.unfolded ^= {(article, paragraph)}
        self.paragraphs_changed.emit(article)

    def is_folded(self, article: int, offset: int) -> bool:
        """Whether a code point of an article lies in furniture that is folded away."""
        first = fold_of(self.articles[article], offset)
        return first is not None and (article, first) not in self.unfolded

    # What was compared

    def set_comparison(self, comparison: Comparison) -> None:
        """Take a new comparison of exactly these articles; the reader's threshold and corrections are applied to it.

        What the reader chose in the comparison before stays chosen where it still exists.
        """
        if self.comparison is not None:
            self.current = _same_sentence(self.comparison, self.current, comparison)
            self.hover = _same_sentence(self.comparison, self.hover, comparison)
            self.tie = _same_sentence(self.comparison, self.tie, comparison)
        self._select(comparison)

    def set_threshold(self, threshold: int) -> None:
        """Show matches from another score on."""
        if threshold != self.settings.threshold:
            self.settings = Settings(threshold, self.settings.min_words)
            if self.comparison is not None:
                self._select(self.comparison)

    def set_corrections(self, corrections: Corrections) -> None:
        """Let what the reader said win over the machine."""
        changed, self.corrections = corrections != self.corrections, corrections
        if changed and self.comparison is not None:
            self._select(self.comparison)

    def _select(self, comparison: Comparison) -> None:
        from viewer.analysis.selection import select  # the first text is painted without it

        self.comparison = select(comparison, self.settings, self.corrections)
        self.entity = _same_entity(self.entity, self.comparison)
        self.lookup = Lookup(self.comparison)
        self.comparison_changed.emit()

    def _forget_comparison(self) -> bool:
        had = self.comparison is not None
        self.comparison = self.lookup = None
        self.current = self.hover = self.tie = self.entity = None
        return had

    def _articles_changed(self) -> None:
        """Tell of other articles first: who shows marks must know the articles they belong to."""
        had = self._forget_comparison()
        self.articles_changed.emit()
        if had and self.comparison is None:
            self.comparison_changed.emit()

    def _paragraphs_changed(self, article: int) -> None:
        if self._forget_comparison():
            self.comparison_changed.emit()
        self.paragraphs_changed.emit(article)

    # What the reader looks at

    def choose_sentence(self, ref: SentenceRef | None) -> None:
        """Make a sentence the current one; choosing it again brings the panes into line again."""
        self.current = ref
        self.sentence_chosen.emit()

    def hover_sentence(self, ref: SentenceRef | None) -> None:
        """Note which sentence is under the mouse."""
        if ref != self.hover:
            self.hover = ref
            self.hovered.emit()

    def tie_sentence(self, ref: SentenceRef | None) -> None:
        """Let a sentence wait for another that says the same; None lets it go."""
        if ref != self.tie:
            self.tie = ref
            self.tied.emit()

    def choose_entity(self, entity: Entity | None) -> None:
        """Light up all mentions of an entity; None puts them out."""
        self.entity = entity
        self.entity_chosen.emit()

    def toggle_label(self, label: EntityLabel) -> None:
        """Switch the marks of one kind of entity on or off."""
        self.hidden_labels ^= {label}
        self.labels_changed.emit()

    def set_only_here(self, on: bool) -> None:
        """Dim the sentences that have a match, so that those of one article stand out."""
        if on != self.only_here:
            self.only_here = on
            self.only_here_changed.emit()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Take the notes of the story as the library has them."""
        self.notes = tuple(notes)
        if all(note.id != self.annotations.chosen for note in self.notes):
            self.annotations.choose(None)
        self.notes_changed.emit()

    # Ways through the comparison

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the comparison, in reading order."""
        return self.comparison.groups if self.comparison else ()

    @property
    def group(self) -> Group | None:
        """The group of the current sentence."""
        return self.lookup.group(self.current) if self.lookup else None

    def step_group(self, step: int) -> Group | None:
        """Choose the next (1) or previous (-1) group, from the current sentence on; None if there is none."""
        groups = self.groups
        if not groups:
            return None
        group = self.group
        if group is not None:
            index = max(0, min(groups.index(group) + step, len(groups) - 1))
        else:
            index = 0 if step > 0 else len(groups) - 1
        self.choose_sentence(self._first_shown(groups[index]))
        return groups[index]

    def _first_shown(self, group: Group) -> SentenceRef:
        place = {article: number for number, article in enumerate(self.order)}
        return min(group.members, key=lambda ref: (place[ref.article], ref.sentence))

    def step_sentence(
        self, step: int, wanted: Callable[[SentenceRef], bool] = lambda ref: True, here: SentenceRef | None = None
    ) -> bool:
        """Choose the next or previous sentence of an article that is wanted; False at its end.

        It steps from ``here``, or else from the current sentence.
        """
        if self.comparison is None or not self.articles:
            return False
        here = here or self.current or SentenceRef(self.order[0], -1 if step > 0 else 0)
        index = here.sentence + step
        while 0 <= index < len(self.comparison.sentences[here.article]):
            ref = SentenceRef(here.article, index)
            if wanted(ref):
                self.choose_sentence(ref)
                return True
            index += step
        return False

    def is_matched(self, ref: SentenceRef) -> bool:
        """Whether a sentence has a match in another article at this threshold."""
        return self.comparison is not None and ref in self.comparison.matched

    def current_match(self) -> Match | None:
        """Return the best match of the current sentence."""
        if self.lookup is None or self.current is None:
            return None
        matches = self.lookup.matches(self.current)
        return matches[0] if matches else None


def _same_sentence(before: Comparison, ref: SentenceRef | None, after: Comparison) -> SentenceRef | None:
    if ref is None:
        return None
    sentence = before.sentences[ref.article][ref.sentence]
    places = enumerate(after.sentences[ref.article])
    return next((SentenceRef(ref.article, n) for n, s in places if s[:2] == sentence[:2]), None)


def _same_entity(entity: Entity | None, after: Comparison) -> Entity | None:
    """Return the entity of that name, else the one that has its first mention: another article may name it in full."""
    if entity is None:
        return None
    named = [e for e in after.entities if (e.name, e.label) == (entity.name, entity.label)]
    holding = (e for e in named or after.entities if entity.mentions[0] in e.mentions)
    return next(holding, None) or next(iter(named), None)


def compared_with(comparison: Comparison, article: int) -> int:
    """Return with how many other articles an article was compared: those that have been analysed."""
    return sum(bool(rows) for index, rows in enumerate(comparison.sentences) if index != article)
