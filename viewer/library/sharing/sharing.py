"""A story leaves the library as a pack and comes into another one; what others hand in is laid beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from viewer.article.model import Article
from viewer.library.corrections import FACTS_KIND, PARAGRAPH_KIND
from viewer.library.notes.lesson_palettes import find_palette, lesson_palettes
from viewer.library.notes.notes import Note
from viewer.library.notes.palettes import Palettes
from viewer.library.notes.tasks import Tasks
from viewer.library.notes.versions import Versions
from viewer.library.sharing.hand_ins import HandIn, HandIns, Kind
from viewer.library.sharing.plain_notes import note_from_json, note_to_json
from viewer.library.storage.changes import Draft
from viewer.library.storage.store import new_id, utc_now
from viewer.library.stories import Story

if TYPE_CHECKING:
    from viewer.library.sharing.merging import Change
    from viewer.library.sharing.packs import Kind as PackKind
    from viewer.library.sharing.packs import Pack

PALETTE = "palette"
"""The setting of a story that names its palette."""
_TAKEN, _GIVEN = "taken", "given"
"""Settings of a story: when each note was last changed as it came in a pack, and as it left in one."""
_OWN = frozenset({_TAKEN, _GIVEN})


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """What became of a pack: its story here, whether that is new, and what changed in a story that was here already.

    ``notes`` came or changed; ``twice`` were edited here and there, and are shown both; ``versions`` are articles that
    were exchanged for a new version, ``orphans`` the passages that could not be placed in one for certain.
    """

    story: str
    change: Literal["new", "same", "changed"]
    notes: int = 0
    twice: int = 0
    versions: int = 0
    orphans: int = 0


class Sharing(Versions, Palettes, Tasks, HandIns):
    """The packs of stories."""

    def pack(
        self, story_id: str, kind: PackKind = "story", author: str = "", *, notes: bool = True, originals: bool = False
    ) -> Pack:
        """Return a story as a pack; raises LibraryProblem for an unknown story.

        ``author`` is a name or a code, or nothing; ``originals`` takes the bytes along that articles were read from.
        """
        from viewer.library.sharing.packs import Pack

        story, now = self.story(story_id), utc_now()
        kept = self.notes(story_id) if notes else ()
        sources = {one: self.source(one) for one in story.articles} if originals else {}
        pack = Pack(
            kind=kind,
            title=story.title,
            articles=tuple(self.article(one) for one in story.articles),
            origin=story.origin or story.id,
            stamp=now,
            created=now,
            author=author,
            notes=tuple(note_to_json(note) for note in kept),
            corrections=tuple(self._shared_corrections(story)),
            palette=self._shared_palette(story),
            tasks=tuple({"id": t.id, "question": t.question, "place": t.place} for t in self.tasks(story_id)),
            settings={name: value for name, value in story.settings.items() if name not in _OWN},
            originals={one: data for one, data in sources.items() if data is not None},
        )
        self._remember(story_id, _GIVEN, pack.notes)
        return pack

    def _shared_palette(self, story: Story) -> dict[str, Any]:
        palette = find_palette((*lesson_palettes(), *self.palettes()), story.settings.get(PALETTE))
        names = ("id", "name", "colour", "letter", "line")
        categories = [{part: getattr(category, part) for part in names} for category in palette.categories]
        return {"id": palette.id, "name": palette.name, "categories": categories}

    def _shared_corrections(self, story: Story) -> Iterable[tuple[str, Any, Any]]:
        """Give the corrections of a story and of its articles, without the ids that only this library knows."""
        from viewer.library.sharing.corrections import OF_STORY

        for kind, target, value in self.story_corrections(story.id, story.articles).entries():
            yield OF_STORY, [kind, target], value
        for article in story.articles:
            for paragraph, kind in self.kinds(article).items():
                yield PARAGRAPH_KIND, [article, paragraph], kind
            if facts := self.facts(article):
                yield FACTS_KIND, article, facts

    def open_pack(self, pack: Pack) -> OpenedPack:
        """Open a pack: make its story, or bring the one that is here already to what the pack says.

        Nothing that the reader wrote is lost: a note that was edited here and there is kept twice. A new story is one
        step for undo. Raises LibraryProblem.
        """
        known = next((one for one in self.stories() if pack.origin in (one.id, one.origin)), None)
        self.add_articles([(article, pack.originals.get(article.id), None) for article in pack.articles])
        if known is None:
            return OpenedPack(self._new_story(pack), "new", len(pack.notes))
        return self._brought_up(known, pack)

    def _new_story(self, pack: Pack) -> str:
        story_id = new_id()
        settings = {**pack.settings, _TAKEN: _moments(pack.notes)}
        values = {"title": pack.title, "opened": utc_now(), "position": None, "origin": pack.origin}
        with self._command("open_pack") as draft:
            draft.insert("stories", {"id": story_id}, {**values, "settings": json.dumps(settings, sort_keys=True)})
            self._place(draft, story_id, [article.id for article in pack.articles])
            self._put_rest(draft, story_id, pack)
            self._put_notes(draft, story_id, (self._of_this_story(note, story_id) for note in pack.notes))
        return story_id

    def _put_rest(self, draft: Draft, story_id: str, pack: Pack) -> None:
        from viewer.library.sharing.corrections import correction_rows

        articles = {article.id: article for article in pack.articles}
        for kind, target, value in correction_rows(story_id, articles, pack.corrections):
            draft.put("corrections", {"kind": kind, "target": target}, {"value": value})
            if kind == FACTS_KIND:
                draft.update("articles", {"id": json.loads(target)}, json.loads(value))
        for task in pack.tasks:
            values = {"story": story_id, "question": task["question"], "place": task["place"]}
            draft.put("tasks", {"id": task["id"]}, values)
        self._put_palette(draft, pack.palette)

    def _put_palette(self, draft: Draft, palette: Mapping[str, Any]) -> None:
        known = {one.id for one in (*lesson_palettes(), *self.palettes())}
        if palette and palette["id"] not in known:
            values = {"name": palette["name"], "categories": json.dumps(palette["categories"]), "place": len(known)}
            draft.insert("palettes", {"id": palette["id"]}, values)

    def _put_notes(self, draft: Draft, story_id: str, notes: Iterable[Note]) -> None:
        for note in notes:
            names = ("category", "text", "task", "author", "created", "modified")
            values = {"story": story_id, **{name: getattr(note, name) for name in names}, "trashed": None}
            draft.put("notes", {"id": note.id}, {**values, "tags": json.dumps(note.tags), "filled": int(note.filled)})
            kept = {passage.number for passage in note.passages}
            for (number,) in self._store.rows("SELECT number FROM passages WHERE note = ?", note.id):
                if number not in kept:
                    draft.delete("passages", {"note": note.id, "number": number})
            self._put_passages(draft, [(note.id, passage) for passage in note.passages])

    def _of_this_story(self, note: Mapping[str, Any], story_id: str) -> Note:
        """Return a note of a pack as a note of a story; its id stays, unless another story has that note."""
        row = self._store.row("SELECT story FROM notes WHERE id = ?", note["id"])
        taken = row is not None and row[0] != story_id
        return note_from_json({**note, "id": f"{note['id']}-{story_id[:8]}"} if taken else note, story_id)

    # A story that is here already

    def _brought_up(self, story: Story, pack: Pack) -> OpenedPack:
        from viewer.library.sharing.merging import edited_in_two_places

        exchanged = self._exchange_versions(story, pack)
        base = {**story.settings.get(_TAKEN, {}), **story.settings.get(_GIVEN, {})}
        mine = {note.id: note_to_json(note) for note in self.notes(story.id)}
        theirs = {note["id"]: note for note in pack.notes} if pack.kind == "story" else {}
        common = _common(base, story.settings.get(_TAKEN, {}), mine, theirs)
        found = edited_in_two_places(common, mine.values(), theirs.values())
        changed = [note for note in found.notes if note["id"] not in mine or mine[note["id"]] != note]
        gone = [note_id for note_id in mine if note_id not in {note["id"] for note in found.notes}]
        before = self.next_undo()
        with self._command("open_pack") as draft:
            self._put_notes(draft, story.id, (note_from_json(note, story.id) for note in changed))
            for note_id in gone:
                draft.update("notes", {"id": note_id}, {"trashed": utc_now()})
            self._put_rest(draft, story.id, pack)
        same = not exchanged.versions and self.next_undo() == before
        self._remember(story.id, _TAKEN, pack.notes if pack.kind == "story" else ())
        return replace(
            exchanged, change="same" if same else "changed", notes=len(changed) + len(gone), twice=len(found.twice)
        )

    def _exchange_versions(self, story: Story, pack: Pack) -> OpenedPack:
        """Exchange the articles that the pack has in another version, place for place; add those that are new."""
        texts = {article.id: article for article in pack.articles}
        known = [one for one in story.articles if one not in texts]
        fresh = [article for article in pack.articles if article.id not in story.articles]
        result = OpenedPack(story.id, "changed")
        for article in fresh:
            old = _version_of(article, [self.current_article(one) for one in known])
            if old is None:
                self.set_order(story.id, [*self.story(story.id).articles, article.id])
                continue
            known.remove(old)
            became = self.exchange_article(story.id, old, article, pack.originals.get(article.id))
            result = replace(result, versions=result.versions + 1, orphans=result.orphans + became.orphans)
        return result

    def add_notes(self, story_id: str, notes: Sequence[Note]) -> int:
        """Add notes that come from a file to a story, one step for undo; return how many came or changed.

        What is here already changes nothing; a note that says something else than the one here comes a second time.
        """
        from viewer.library.sharing.merging import edited_in_two_places

        mine = {note.id: note_to_json(note) for note in self.notes(story_id)}
        wanted = [note_to_json(self._of_this_story(note_to_json(note), story_id)) for note in notes]
        found = edited_in_two_places((), mine.values(), wanted).notes
        new = [note for note in found if note["id"] not in mine]
        with self._command("import_notes") as draft:
            self._put_notes(draft, story_id, (note_from_json(note, story_id) for note in new))
        return len(new)

    def collect(self, story_id: str, packs: Sequence[Pack], kind: Kind = "hand-in") -> tuple[Change, ...]:
        """Lay what others handed in beside a story, one step for undo; return what each pack changed.

        The same pack twice changes nothing, and only a newer one of an author takes the place of an older.
        """
        from viewer.library.sharing.merging import hand_in_of, merge_all

        known = self.hand_ins(story_id)
        kept, changes = merge_all(known, [hand_in_of(pack, story_id, kind) for pack in packs])
        new: list[HandIn] = [one for one in kept if one not in known]
        if new:
            self.keep_hand_ins(new)
        return changes

    def _remember(self, story_id: str, name: str, notes: Iterable[Mapping[str, Any]]) -> None:
        """Keep when notes that travel were last changed, to tell later on which side they were edited; no undo."""
        moments = {**self.story(story_id).settings.get(name, {}), **_moments(notes)}
        settings = {**self.story(story_id).settings, name: moments}
        with self._command("open_pack", act="keep") as draft:
            draft.update("stories", {"id": story_id}, {"settings": json.dumps(settings, sort_keys=True)})


def _moments(notes: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {note["id"]: note["modified"] for note in notes}


def _common(
    base: Mapping[str, str],
    taken: Mapping[str, str],
    mine: Mapping[str, Mapping[str, Any]],
    theirs: Mapping[str, Mapping[str, Any]],
) -> list[Mapping[str, Any]]:
    """Return the notes as both sides last had them, as far as that can be told: a side that changed nothing has them.

    A note that came in a pack, and is in the next pack no more, was deleted there.
    """
    found: list[Mapping[str, Any]] = []
    for note_id, moment in base.items():
        here, there = mine.get(note_id), theirs.get(note_id)
        if here is not None and here["modified"] == moment and (there is not None or note_id in taken):
            found.append(here)
        elif there is not None and there["modified"] == moment:
            found.append(there)
    return found


def _version_of(article: Article, known: Sequence[Article]) -> str | None:
    """Return the article of which another is a new version: of the same outlet or headline, with like words."""
    from viewer.article.sameness import nearly_same

    for one in known:
        same_page = article.title == one.title or (article.outlet and article.outlet == one.outlet)
        if nearly_same(article, one) or (same_page and _shared_words(article, one) > 0.5):
            return one.id
    return None


def _shared_words(article: Article, other: Article) -> float:
    words, others = (set(one.text.split()) for one in (article, other))
    return len(words & others) / max(1, min(len(words), len(others)))
