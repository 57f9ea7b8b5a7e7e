"""An article of a story is exchanged for a new version of it, and the notes on it are found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.library.notes.notes import Notes, Passage, passage_of
from viewer.library.problems import LibraryProblem
from viewer.library.stories import Stories

if TYPE_CHECKING:
    from viewer.library.notes.likeness import Candidate


@dataclass(frozen=True, slots=True)
class Exchange:
    """What became of the passages in the text that was exchanged: how many stand for certain, how many do not."""

    placed: int
    orphans: int


class Versions(Stories, Notes):
    """New versions of articles in the stories of the library."""

    def exchange_article(self, story_id: str, old_id: str, new: Article, source: bytes | None = None) -> Exchange:
        """Let a new version stand in the place of an article of a story; one step for undo.

        Notes of the story move with it where their place is certain; other passages become orphans that keep their
        quote. Raises LibraryProblem where the story has the new text already.
        """
        from viewer.library.notes.anchoring import Placed, find_again

        articles = self.story(story_id).articles
        if new.id in articles:
            raise LibraryProblem(Message("This version of the article is in the story already."))
        old = self.article(old_id)
        on_it = [(n.id, p) for n in self.notes(story_id) for p in n.passages if p.article == old_id]
        waiting = [(note_id, passage) for note_id, passage in on_it if passage.state != "orphan"]
        found = find_again([passage for _, passage in waiting], old.text, new.text)
        moved = {(note_id, p.number): place for (note_id, p), place in zip(waiting, found, strict=True)}
        places: list[tuple[str, Passage]] = []
        for note_id, passage in on_it:
            place = moved.get((note_id, passage.number))
            if isinstance(place, Placed):
                there = passage_of(new.id, new.text, place.start, place.end)
                kept = replace(there, number=passage.number, tray=passage.tray, state="moved")
            else:
                kept = replace(passage, article=new.id, state="orphan")
            places.append((note_id, kept))
        self.add_article(new, source)
        with self._command("exchange_article") as draft:
            self._place(draft, story_id, [new.id if known == old_id else known for known in articles])
            self._put_passages(draft, places)
        orphans = sum(passage.state == "orphan" for _, passage in places)
        return Exchange(len(places) - orphans, orphans)


def candidates(passages: Sequence[Passage], text: str) -> list[tuple[Candidate, ...]]:
    """Return, for each orphan, at most two places of a text where it may belong, the better one first."""
    from viewer.library.notes.alignment import Vocabulary, worded
    from viewer.library.notes.likeness import Quotes

    vocabulary: Vocabulary = {}
    quotes = Quotes(worded(text, vocabulary), vocabulary)
    return [quotes.candidates(passage) for passage in passages]
