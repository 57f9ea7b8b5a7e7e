"""The reader's verbs against the machine: each is one command in the library, and one sentence below the articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from viewer.analysis import edits
from viewer.analysis.corrections import Corrections
from viewer.analysis.model import Comparison, Entity, EntityLabel, Match, Mention, Quote, SentenceRef
from viewer.article.messages import Message
from viewer.window import texts
from viewer.window.desk import Desk

_EXCERPT = 48

_REJECTED = "No match any more: {why}. Ctrl+Z brings it back."
_CONFIRMED = "{one} and {other} say the same now. Ctrl+Z takes that back."
_LEFT = "Whether these two match is left to the machine again."
_RENAMED = "“{name}” is called “{new}” now."
_LABELLED = "“{name}” is of the kind “{kind}” now."
_HIDDEN = "“{name}” is hidden; the list of names brings it back, or Ctrl+Z."
_SHOWN = "“{name}” is shown again."
_ALL_SHOWN = "{count} hidden names are shown again."
_MERGED = "“{name}” and “{other}” are one now."
_APART = "“{form}” is a name of its own now, apart from “{name}”."
_RESTORED = "“{name}” is what the machine found again."
_SPEAKS = "These words are said by {name} now."
_NOBODY = "These words are said by nobody who is named."
_SPEAKER_LEFT = "Who says these words is left to the machine again."


class Corrector(QObject):
    """Rejects and confirms matches, edits names, and says who speaks."""

    said = Signal(object)  # Message: what was done

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._story = desk, desk.story

    @property
    def _comparison(self) -> Comparison:
        assert self._story.comparison is not None  # whoever asks for a correction has seen what it is about
        return self._story.comparison

    def _do(self, corrections: Corrections, command: str, done: Message) -> None:
        if self._desk.correct(corrections, command):
            self.said.emit(done)

    # Matches

    def reject(self, match: Match) -> None:
        """Take a match away; one that only the reader made is left to the machine again."""
        if match.confirmed:
            self.leave(match.a, match.b)
        else:
            self._do(
                edits.judge(self._comparison, match.a, match.b, "rejected"), "reject", Message(_REJECTED, why=match.why)
            )

    def confirm(self, one: SentenceRef, other: SentenceRef) -> None:
        """Say that two sentences say the same."""
        words = {"one": self._excerpt(one), "other": self._excerpt(other)}
        self._do(edits.judge(self._comparison, one, other, "confirmed"), "confirm", Message(_CONFIRMED, **words))

    def leave(self, one: SentenceRef, other: SentenceRef) -> None:
        """Take back what was said about two sentences."""
        self._do(edits.judge(self._comparison, one, other, None), "accept", Message(_LEFT))

    def _excerpt(self, ref: SentenceRef) -> str:
        return texts.quoted(self._comparison.sentence_text(ref), _EXCERPT)

    # Names

    def rename(self, entity: Entity, name: str) -> None:
        """Give an entity another name; an empty one is none."""
        new = " ".join(name.split())
        if new and new != entity.name:
            done = Message(_RENAMED, name=entity.name, new=new)
            self._do(edits.rename(self._comparison, entity, new), "rename_entity", done)

    def relabel(self, entity: Entity, label: EntityLabel) -> None:
        """Give an entity another kind."""
        if label != entity.label:
            done = Message(_LABELLED, name=entity.name, kind=texts.singular(label))
            self._do(edits.relabel(self._comparison, entity, label), "label_entity", done)

    def hide(self, entity: Entity) -> None:
        """Hide an entity everywhere."""
        self._do(edits.hide(self._comparison, entity), "hide_entity", Message(_HIDDEN, name=entity.name))

    def show(self, entities: Sequence[Entity]) -> None:
        """Show hidden entities again."""
        one = len(entities) == 1
        done = Message(_SHOWN, name=entities[0].name) if one else Message(_ALL_SHOWN, count=len(entities))
        self._do(edits.show(self._comparison, entities), "show_entity", done)

    def merge(self, entity: Entity, into: Entity) -> None:
        """Make two entities one, under the name of the second."""
        if entity.id != into.id:
            done = Message(_MERGED, name=entity.name, other=into.name)
            self._do(edits.merge(self._comparison, entity, into), "merge_entities", done)

    def take_out_form(self, entity: Entity, form: str) -> None:
        """Make one form of an entity an entity of its own."""
        done = Message(_APART, form=form, name=entity.name)
        self._do(edits.take_out_form(self._comparison, entity, form), "split_entity", done)

    def take_out_mention(self, entity: Entity, mention: Mention) -> None:
        """Make one mention of an entity an entity of its own."""
        done = Message(_APART, form=mention.text, name=entity.name)
        self._do(edits.take_out_mention(self._comparison, mention), "split_entity", done)

    def restore(self, entity: Entity) -> None:
        """Take back everything that was said about an entity."""
        done = Message(_RESTORED, name=entity.name)
        self._do(edits.restore(self._comparison, entity), "restore_entity", done)

    # Speakers

    def set_speaker(self, quote: Quote, speaker: Entity | None) -> None:
        """Say who speaks a quotation; None: nobody who is named."""
        done = Message(_NOBODY) if speaker is None else Message(_SPEAKS, name=speaker.name)
        self._do(edits.set_speaker(self._comparison, quote, speaker), "set_speaker", done)

    def restore_speaker(self, quote: Quote) -> None:
        """Leave the speaker to the machine again."""
        self._do(edits.restore_speaker(self._comparison, quote), "restore_speaker", Message(_SPEAKER_LEFT))
