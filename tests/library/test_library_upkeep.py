from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from library_state import Sample, make_article, state

from viewer.library import Library
from viewer.library.problems import DamagedLibrary
from viewer.library.safety import backups, upkeep
from viewer.library.storage.store import backups_of, marker_of


class Clock:
    """Days that pass for the upkeep and for what is put into the trash."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)
        clock = self

        class Moment(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:
                return clock.now

        for module in ("safety.upkeep", "safety.backups", "storage.store"):
            monkeypatch.setattr(f"viewer.library.{module}.datetime", Moment)

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_upkeep_is_due_once_a_day(sample: Sample, clock: Clock) -> None:
    assert sample.library.upkeep_is_due()
    assert sample.library.upkeep() == ()
    assert not sample.library.upkeep_is_due()
    clock.pass_days(1.1)
    assert sample.library.upkeep_is_due()
    sample.library.upkeep()
    clock.pass_days(-3000)
    assert sample.library.upkeep_is_due(), "an upkeep that is to come was none"


def test_upkeep_is_due_after_a_program_that_did_not_close_the_library(sample: Sample, path: Path) -> None:
    sample.library.upkeep()
    with Library.open(path) as second:
        assert second.upkeep_is_due()
    sample.library.close()
    with Library.open(path) as third:
        assert not third.upkeep_is_due()


def test_damage_that_upkeep_finds_is_repaired_and_told(sample: Sample, path: Path) -> None:
    sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "kept")
    sample.library.upkeep()
    before = state(sample.library)
    sample.library._store.run("UPDATE texts SET hash = 1 WHERE article = ?", sample.articles[1])
    (notice,) = sample.library.upkeep()
    assert "Back are 3 articles, 1 stories and 1 notes." in notice
    assert state(sample.library) == before
    assert sample.library.check() == ()
    assert len(list(path.parent.glob("library.sqlite.damaged-*"))) == 1
    assert not marker_of(path).exists()


def test_a_damaged_library_is_never_copied(sample: Sample, path: Path) -> None:
    good = sample.library.back_up()
    sample.library._store.run("UPDATE notes SET hash = 1")
    sample.library._store.run("UPDATE articles SET hash = 1")
    with pytest.raises(DamagedLibrary):
        sample.library.back_up()
    assert backups.copies(path) == [good]


def test_another_window_follows_to_the_file_that_was_restored(sample: Sample, path: Path) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "first")
    with Library.open(path) as other:
        other._store.run("UPDATE texts SET hash = 1")
        assert len(other.upkeep()) == 1
        other.edit_note(note.id, "from the other window")
        sample.library.add_note(sample.story.id, sample.articles[0], 4, 6, "a", "second")
        assert sample.library.note(note.id).text == "from the other window"
        assert other.changed_elsewhere()
        assert len(other.notes(sample.story.id)) == 2
    assert sample.library.recover() != ()
    assert sample.library.check() == ()


def test_changes_of_another_window_are_noticed_once(sample: Sample, path: Path) -> None:
    library = sample.library
    assert not library.changed_elsewhere()
    library.rename_story(sample.story.id, "Mine")
    assert not library.changed_elsewhere()
    with Library.open(path) as other:
        assert not library.changed_elsewhere()
        other.rename_story(sample.story.id, "Theirs")
        assert library.changed_elsewhere()
        assert not library.changed_elsewhere()
        library.rename_story(sample.story.id, "Mine again")
        assert other.changed_elsewhere()


def test_damage_seen_while_reading_is_repaired_when_opened_next(sample: Sample, path: Path) -> None:
    before = state(sample.library)
    sample.library._store.run("UPDATE tasks SET hash = 1")
    sample.library._store.run("UPDATE stories SET hash = 1")
    with pytest.raises(DamagedLibrary):
        sample.library.stories()
    sample.library.close()
    with Library.open(path) as library:
        assert "was damaged" in library.notices[0]
        assert state(library) == before


def test_what_is_in_the_trash_is_listed_and_taken_back(sample: Sample) -> None:
    library = sample.library
    note = library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "a note")
    library.delete_note(note.id)
    library.trash_articles([sample.articles[2]])
    library.delete_story(sample.story.id)
    trash = library.trash()
    assert [(item.kind, item.title) for item in trash] == [
        ("story", "The bridge"),
        ("article", "A title"),
        ("note", "a note"),
    ]
    library.take_back(trash)
    assert library.trash() == ()
    assert library.note(note.id) == note
    assert library.has_article(sample.articles[2])
    library.undo()
    assert library.trash() == trash


def test_the_trash_is_emptied_for_good_but_not_of_what_a_story_shows(sample: Sample, path: Path) -> None:
    library, (a, b, _) = sample.library, sample.articles
    alone = library.add_article(make_article("Alone."), b"page")
    note = library.add_note(sample.story.id, a, 0, 3, "a", "in the story")
    second = library.create_story("Second", [a])
    library.keep_task(second.id, "Why?")
    library.trash_articles([alone, b])
    library.delete_story(second.id)
    assert library.empty_trash() == 2
    assert [item.id for item in library.trash()] == [b]
    assert library.source(alone) is None
    assert library.tasks(second.id) == ()
    assert library.note(note.id) == note
    assert library.check() == ()
    library.close()
    path.unlink()
    with Library.open(path) as rebuilt:
        assert [item.id for item in rebuilt.trash()] == [b]
        assert not rebuilt.has_article(alone)


def test_undo_after_emptying_the_trash_leaves_out_what_is_gone(sample: Sample) -> None:
    library, (a, b, c) = sample.library, sample.articles
    library.set_order(sample.story.id, [a, b])
    library.trash_articles([c])
    library.empty_trash()
    assert library.undo() is not None
    assert library.undo() is not None
    assert library.story(sample.story.id).articles == (a, b)
    assert library.check() == ()


def test_the_trash_is_emptied_after_a_month_of_upkeeps(sample: Sample, clock: Clock) -> None:
    library = sample.library
    library.delete_story(sample.story.id)
    days = 0
    while library.trash():
        assert days < 40
        clock.pass_days(1)
        days += 1
        library.upkeep()
    assert days == 31, "the first upkeep has begun to count"
    assert library.stories() == ()


def test_a_clock_that_runs_wrong_empties_no_trash_and_loses_no_copy(sample: Sample, clock: Clock, path: Path) -> None:
    library = sample.library
    library.delete_story(sample.story.id)
    library.upkeep()
    for jump in (3650, -3650, 3650, -7300, 3650):
        clock.pass_days(jump)
        before = set(backups.copies(path))
        library.rename_story(sample.story.id, f"{jump}")
        library.upkeep()
        assert len(library.trash()) == 1
        assert before <= set(backups.copies(path))
    names = [copy.name[:6] for copy in backups.copies(path)]
    assert names == sorted(names)
    assert len(names) >= 3
    library.close()
    before_damage = path.read_bytes()
    path.write_bytes(b"x" * len(before_damage))
    with Library.open(path) as restored:
        (trashed,) = restored.trash()
        assert trashed.title == "3650"
        assert backups.copies(path)[-1].name in restored.notices[0]


def test_copies_of_one_day_are_thinned_to_the_last_when_it_is_over(sample: Sample, clock: Clock, path: Path) -> None:
    made = []
    for _ in range(4):
        clock.pass_days(2)
        for _ in range(3):
            clock.pass_days(0.01)
            sample.library.rename_story(sample.story.id, str(clock.now))
            made.append(sample.library.back_up())
    assert backups.copies(path) == [made[2], made[5], made[8], *made[9:]]


def test_a_day_of_many_copies_does_not_push_out_the_days_before(sample: Sample, clock: Clock, path: Path) -> None:
    first = sample.library.back_up()
    clock.pass_days(2)
    for _ in range(12):
        clock.pass_days(0.001)
        sample.library.back_up()
    assert first in backups.copies(path)
    assert len(backups.copies(path)) == 1 + backups.KEPT
    assert len(list(backups_of(path).iterdir())) <= 2 * (1 + backups.KEPT)


def test_upkeep_says_when_today_has_no_copy(sample: Sample, path: Path) -> None:
    backups_of(path).write_text("in the way")
    assert upkeep.daily_copy(sample.library._store) is not None
