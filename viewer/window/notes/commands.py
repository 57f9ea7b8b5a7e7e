"""The commands about notes: make one, tie a passage to it, go from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.analysis.model import SentenceRef
from viewer.article.messages import Message
from viewer.window import texts
from viewer.window.desk import passage_of
from viewer.window.notes.desk import Place, in_tray
from viewer.window.notes.rows import NoteRow, note_rows
from viewer.window.panes.layers import KEY

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_NOTHING_TO_NOTE = Message("Select words or click a sentence first, then press N to write a note on it.")
_NO_QUOTE = Message("The current sentence has no quotation; J and K go from sentence to sentence.")
_NO_GROUP = Message("The current sentence has no match; Alt+Down goes to the next group.")
_NOTHING_TO_TIE = Message("Make or choose a note first, then press Shift+N on the passage that belongs to it too.")
_TIED = "Tied to the note: “{quote}”. It has {count} passages now; P goes from one to the next."
_NO_NOTE = Message("Choose a note first: click its edge beside the text, or press ] for the next one.")
_NO_NOTES = Message("There are no notes yet; N writes one on the selection or the current sentence.")
_NO_CATEGORY = "The palette “{palette}” has no category {number}."
_MARKED = "Marked as {name}: “{quote}”. Alt+N writes what you noticed."
_IN_TRAY = "In the evidence tray: “{quote}”"
_OUT_OF_TRAY = "Taken out of the evidence tray: “{quote}”"
_EXCERPT = 50


class NoteCommands(QObject):
    """The reader's commands about notes, on the parts of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._story = window.story
        self._desk = window.desk
        self._standing: Place | None = None
        window.story.sentence_chosen.connect(self._leave_place)

    # What is noted

    def stand_on(self, article: int, start: int, end: int) -> None:
        """Let the next note be on a mention that the reader went to, until another sentence is chosen."""
        self._standing = article, start, end

    def _leave_place(self) -> None:
        self._standing = None

    def passage(self) -> Place | None:
        """Return what the reader has selected or stands on: a mention, else the current sentence."""
        pane = self._window.current_pane()
        selected = pane.text.selected_range() if pane is not None else None
        if pane is not None and selected is not None:
            return (self._window.strip.article_of(pane), *selected)
        if self._standing is not None:
            return self._standing
        return passage_of(self._story, self._story.current) if self._story.current is not None else None

    # Making notes

    def add_note(self) -> None:
        """Write a note on the selection, the mention or the current sentence; on a chosen one, go on writing."""
        place = self.passage()
        if place is None:
            self._window.tell(_NOTHING_TO_NOTE)
            return
        chosen = self._chosen()
        if chosen is not None and place in self._places(chosen):
            self._window.write_note(chosen.note.id)
        else:
            self._desk.notes.add_note([place])
            self._drop_selection()

    def mark_as(self, number: int | None = None) -> None:
        """Make a note of a category of the palette, by its number from 0; without one, show the colours to choose."""
        palette = self._story.annotations.palette
        if number is None:
            self.show_palette()
        elif number >= len(palette.categories):
            self._window.tell(Message(_NO_CATEGORY, palette=palette.name, number=number + 1))
        else:
            self.mark(palette.categories[number].id)

    def show_palette(self) -> None:
        """Show the bar of colours at the selection, or at the current sentence, which is selected for it."""
        place = self.passage()
        pane = None if place is None else self._window.strip.pane_of(place[0])
        if place is None or pane is None:
            self._window.tell(_NOTHING_TO_NOTE)
            return
        if pane.text.selected_range() is None:
            pane.text.select(*place[1:])
        pane.text.setFocus()
        self._window.palette_bar.show_for(pane)

    def mark(self, category_id: str) -> None:
        """Make a note of a category on the selection or the current sentence; the chosen note there changes to it."""
        place = self.passage()
        if place is None:
            self._window.tell(_NOTHING_TO_NOTE)
            return
        chosen = self._chosen()
        if chosen is not None and place in self._places(chosen):
            self._desk.notes.change([chosen.note.id], {"category": category_id})
        elif self._desk.notes.add_note([place], category_id, write=False) is None:
            return
        self._drop_selection()
        name = self._story.annotations.category(category_id).name
        self._window.tell(Message(_MARKED, name=name, quote=self._quote(place)))

    def note_group(self) -> None:
        """Write one note on all wordings of the current group."""
        group = self._story.group
        if group is None:
            self._window.tell(_NO_GROUP)
        else:
            members = sorted(group.members, key=lambda ref: (self._story.order.index(ref.article), ref.sentence))
            self._desk.notes.add_note([passage_of(self._story, ref) for ref in members])

    def note_quote(self) -> None:
        """Write a note on the words in quotation marks of the current sentence."""
        place = self._quote_of(self._story.current)
        if place is None:
            self._window.tell(_NO_QUOTE)
        else:
            self._desk.notes.add_note([place])

    def _quote_of(self, ref: SentenceRef | None) -> Place | None:
        from viewer.window.names.speakers import quotes_of

        quotes = quotes_of(self._story, ref)
        return (quotes[0].article, quotes[0].start, quotes[0].end) if quotes else None

    def tie_passage(self) -> None:
        """Tie the selection or the current sentence to the note last made or chosen."""
        place, chosen = self.passage(), self._story.annotations.chosen
        if chosen is None:
            self._window.tell(_NOTHING_TO_TIE)
        elif place is None:
            self._window.tell(_NOTHING_TO_NOTE)
        elif self._desk.notes.tie(chosen, place):
            self._drop_selection()
            note = self._desk.note(chosen)
            count = len(note.passages) if note is not None else 0
            self._window.tell(Message(_TIED, quote=self._quote(place), count=count))

    def _drop_selection(self) -> None:
        pane = self._window.current_pane()
        if pane is not None and pane.text.selected_range() is not None:
            cursor = pane.text.textCursor()
            cursor.setPosition(cursor.selectionStart())
            pane.text.setTextCursor(cursor)

    # From note to note

    def write_note(self) -> None:
        """Write in the note that is chosen."""
        chosen = self._story.annotations.chosen
        if chosen is None:
            self._window.tell(_NO_NOTE)
        else:
            self._window.write_note(chosen)

    def next_note(self) -> None:
        """Choose the next note in the order of the texts."""
        self._step_note(1)

    def previous_note(self) -> None:
        """Choose the note before."""
        self._step_note(-1)

    def _step_note(self, step: int) -> None:
        rows = self._rows()
        if not rows:
            self._window.tell(_NO_NOTES)
            return
        ids = [row.note.id for row in rows]
        chosen = self._story.annotations.chosen
        at = ids.index(chosen) + step if chosen in ids else (0 if step > 0 else len(ids) - 1)
        self.choose_note(ids[max(0, min(at, len(ids) - 1))])

    def choose_note(self, note_id: str) -> None:
        """Choose a note and bring its first passage into view."""
        self._story.annotations.choose(note_id)
        self._window.show_note(note_id)

    def open_note(self, note_ids: tuple[str, ...]) -> None:
        """Show the note whose edge was clicked; clicking again goes on to the others that overlap there."""
        note_ids = tuple(one for one in note_ids if not one.startswith(KEY))
        if not note_ids:
            return
        chosen = self._story.annotations.chosen
        at = note_ids.index(chosen) + 1 if chosen in note_ids else 0
        self._story.annotations.choose(note_ids[at % len(note_ids)])
        self._window.open_notes()

    def next_passage(self) -> None:
        """Go to the next passage of the chosen note, also in another article."""
        row = self._chosen()
        if row is None:
            self._window.tell(_NO_NOTE)
            return
        places = self._places(row)
        if not places:
            return
        at = (places.index(self._standing) + 1) % len(places) if self._standing in places else len(places) > 1
        self.go_to(places[int(at)])

    def go_to(self, place: Place) -> None:
        """Go to a passage: into view, with the caret before it, and it is what the next note would be on."""
        article, start, end = place
        self._window.strip.show_place(article, start, end)
        pane = self._window.strip.pane_of(article)
        if pane is not None:
            pane.text.place_caret(start)
            pane.text.setFocus()
        self.stand_on(article, start, end)

    def tray_passage(self) -> None:
        """Put the first passage of the chosen note into the evidence tray, or the one gone to; or take it out."""
        row = self._chosen()
        if row is None:
            self._window.tell(_NO_NOTE)
            return
        places = self._places(row)
        at = places.index(self._standing) if self._standing in places else 0
        passage = row.note.passages[at]
        tray, wanted = in_tray(self._story.notes), (row.note.id, passage.number)
        put = wanted not in tray
        self._desk.notes.set_tray([*tray, wanted] if put else [one for one in tray if one != wanted])
        words = _IN_TRAY if put else _OUT_OF_TRAY
        self._window.tell(Message(words, quote=texts.excerpt(passage.exact, _EXCERPT)))

    # What they work on

    def _rows(self) -> list[NoteRow]:
        return note_rows(self._story.notes, self._story.articles, self._story.order)

    def _chosen(self) -> NoteRow | None:
        chosen = self._story.annotations.chosen
        return next((row for row in self._rows() if row.note.id == chosen), None)

    def _places(self, row: NoteRow) -> list[Place]:
        """Return the passages of a note that stand in open articles."""
        found = ((self._desk.article_index(p.article), p) for p in row.note.passages if p.state != "orphan")
        return [(article, p.start, p.end) for article, p in found if article is not None]

    def _quote(self, place: Place) -> str:
        article, start, end = place
        return texts.excerpt(self._story.articles[article].text[start:end], _EXCERPT)
