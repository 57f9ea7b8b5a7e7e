"""The commands that go somewhere or change how things are looked at, each named as its row in the table of actions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.analysis.model import SentenceRef
from viewer.article.messages import Message
from viewer.window.look import NORMAL_SIZE, Look

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_NO_NAME_LIT = Message("Choose a name in the list first; Alt+Right then goes from mention to mention.")
_NO_GROUPS = "No two sentences match at threshold {threshold}; lower it to see weaker matches."


class Steps:
    """The commands of one window that change no article and no note."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.story = window.story

    def next_group(self) -> None:
        """Go to the next group."""
        self._step_group(1)

    def previous_group(self) -> None:
        """Go to the group before."""
        self._step_group(-1)

    def _step_group(self, step: int) -> None:
        if self.story.step_group(step) is None:
            self.window.tell(Message(_NO_GROUPS, threshold=self.story.settings.threshold))

    def next_sentence(self) -> None:
        """Go to the next sentence of the article."""
        self._step_sentence(1)

    def previous_sentence(self) -> None:
        """Go to the sentence before."""
        self._step_sentence(-1)

    def next_match(self) -> None:
        """Go to the next sentence that has a match."""
        self._step_sentence(1, self.story.is_matched)

    def next_unmatched(self) -> None:
        """Go to the next sentence that has no match in the other articles."""
        self._step_sentence(1, lambda ref: not self.story.is_matched(ref))

    def _step_sentence(self, step: int, wanted: Callable[[SentenceRef], bool] = lambda ref: True) -> None:
        """Step in the article with the keyboard, from its current sentence, or from the top where another has that."""
        pane, current = self.window.current_pane(), self.story.current
        here = None
        if pane is not None and self.story.comparison is not None and current is not None:
            article = self.window.strip.article_of(pane)
            if article != current.article:
                starts = [sentence.start for sentence in self.story.comparison.sentences[article]]
                here = SentenceRef(article, bisect_left(starts, pane.text.top_offset()) - (step > 0))
        self.story.step_sentence(step, wanted, here)

    def next_mention(self) -> None:
        """Go to the next mention of the name that is lit."""
        self._step_mention(1)

    def previous_mention(self) -> None:
        """Go to the mention before."""
        self._step_mention(-1)

    def _step_mention(self, step: int) -> None:
        if self.story.entity is None:
            self.window.tell(_NO_NAME_LIT)
        else:
            self.window.inspector.names.details.step(step)

    def next_pane(self) -> None:
        """Put the keyboard into the next article, on the sentence that says there what the current one says."""
        panes = self.window.strip.panes
        current = self.window.current_pane()
        if not panes:
            return
        place = panes.index(current) + 1 if current in panes else 0
        pane = panes[place % len(panes)]
        pane.text.setFocus()
        if self.story.lookup is not None and self.story.current is not None:
            counterpart = self.story.lookup.counterparts(self.story.current).get(self.window.strip.article_of(pane))
            if counterpart is not None:
                self.story.choose_sentence(counterpart)

    def move_left(self) -> None:
        """Move the current article to the left."""
        self._move(-1)

    def move_right(self) -> None:
        """Move the current article to the right."""
        self._move(1)

    def _move(self, step: int) -> None:
        pane = self.window.current_pane()
        if pane is not None:
            article = self.window.strip.article_of(pane)
            self.story.move_article(article, self.story.order.index(article) + step)
            pane.text.setFocus()

    # Look

    def toggle_only_here(self) -> None:
        """Dim what has a match, or no longer."""
        self.story.set_only_here(not self.story.only_here)

    def toggle_following(self) -> None:
        """Let the panes scroll together, or freely."""
        self._look(lambda look: replace(look, following=not look.following))

    def toggle_present(self) -> None:
        """Show only the wordings, for the back row, or everything again."""
        self.window.set_presenting(not self.window.presenting)

    def toggle_inspector(self) -> None:
        """Show or hide the side panel."""
        self._look(lambda look: replace(look, inspector=not look.inspector))

    def raise_threshold(self) -> None:
        """Show only stronger matches."""
        self.window.step_threshold(5)

    def lower_threshold(self) -> None:
        """Show weaker matches too."""
        self.window.step_threshold(-5)

    def larger_text(self) -> None:
        """Make the text of the articles larger."""
        self._look(lambda look: look.resized(1))

    def smaller_text(self) -> None:
        """Make the text of the articles smaller."""
        self._look(lambda look: look.resized(-1))

    def normal_text(self) -> None:
        """Give the text of the articles its usual size."""
        self._look(lambda look: replace(look, size=NORMAL_SIZE))

    def next_theme(self) -> None:
        """Go from light to dark to high contrast."""
        self._look(lambda look: look.next_theme())

    def _look(self, change: Callable[[Look], Look]) -> None:
        self.window.set_look(change(self.window.look))

    def leave(self) -> None:
        """Leave the library or presenting, close the search, or let go of what is chosen, one after the other."""
        window = self.window
        if window.library_commands.leave():
            return
        if window.presenting:
            window.set_presenting(False)
        elif window.find_bar.isVisible():
            window.find_bar.leave()
        elif self.story.tie is not None:
            self.story.tie_sentence(None)
        elif self.story.annotations.chosen is not None:
            self.story.annotations.choose(None)
        elif self.story.only_here:
            self.story.set_only_here(False)
        else:
            self.story.choose_entity(None)
            window.strip.show_finds([], None)
            self.story.choose_sentence(None)

    def cancel_marking(self) -> None:
        """Stop the comparison that is running."""
        self.window.marking.cancel()

    def mark_again(self) -> None:
        """Compare the open articles once more."""
        self.window.marking.run(again=True)

    def show_keys(self) -> None:
        """Show all keys on one page."""
        from viewer.window.keys_page import KeysPage

        KeysPage(self.window.theme, self.window).open()
