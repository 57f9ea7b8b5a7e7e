from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from library_state import Sample, make_article, sample_library, state, texts

from viewer.library import Library, LibraryProblem
from viewer.library.problems import DamagedLibrary
from viewer.library.safety import backups, opening
from viewer.library.storage import journal, schema
from viewer.library.storage.store import backups_of, journal_of, restoring_of


def _stamp(copy: Path, moment: datetime) -> Path:
    return copy.rename(copy.with_name(copy.name[:7] + moment.strftime("%Y-%m-%dT%H-%M-%S-%fZ") + copy.suffix))


def _fill(sample: Sample, notes: int) -> None:
    for number in range(notes):
        sample.library.add_note(sample.story.id, sample.articles[number % 3], 0, 5, "a", f"note {number}")


def _damage_header(data: bytearray) -> None:
    data[:100] = b"x" * 100


def _damage_schema(data: bytearray) -> None:
    data[100:4096] = bytes(3996)


def _truncate(data: bytearray) -> None:
    del data[len(data) // 2 :]


def _empty(data: bytearray) -> None:
    data.clear()


@pytest.mark.parametrize("damage", [_damage_header, _damage_schema, _truncate, _empty])
@pytest.mark.parametrize("with_copy", [True, False])
def test_a_damaged_file_is_set_aside_and_every_note_comes_back(
    sample: Sample, path: Path, damage: object, with_copy: bool
) -> None:
    _fill(sample, 3)
    if with_copy:
        sample.library.back_up()
    _fill(sample, 4)
    before = state(sample.library)
    sample.library.close()
    data = bytearray(path.read_bytes())
    assert callable(damage)
    damage(data)
    path.write_bytes(data)
    with Library.open(path) as restored:
        assert state(restored) == before
        assert len(restored.notices) == 1
        assert "journal" in restored.notices[0]
    aside = list(path.parent.glob("library.sqlite.damaged-*"))
    assert [file.read_bytes() for file in aside] == [bytes(data)]
    with Library.open(path) as again:
        assert again.notices == ()
        assert state(again) == before


def test_random_damage_of_pages_is_found_or_harmless(sample: Sample, path: Path) -> None:
    _fill(sample, 40)
    before = state(sample.library)
    sample.library.close()
    whole = path.read_bytes()
    chance = random.Random(5)
    for _ in range(12):
        data = bytearray(whole)
        page = chance.randrange(len(data) // 4096) * 4096
        data[page : page + 4096] = chance.randbytes(4096)
        path.write_bytes(data)
        with Library.open(path) as opened:
            assert state(opened) == before
            assert len(opened.notices) == 1


def test_a_missing_library_comes_back(sample: Sample, path: Path) -> None:
    _fill(sample, 2)
    sample.library.back_up()
    before = state(sample.library)
    sample.library.close()
    path.unlink()
    with Library.open(path) as restored:
        assert state(restored) == before
        assert "was missing" in restored.notices[0]


def test_changes_that_only_the_journal_knows_are_added_when_opened(sample: Sample, path: Path, tmp_path: Path) -> None:
    _fill(sample, 2)
    older = tmp_path / "older"
    with closing(sqlite3.connect(older)) as copy:
        sample.library._store.connection.backup(copy)
    _fill(sample, 3)
    before = state(sample.library)
    sample.library.close()
    older.replace(path)  # as after a power cut that lost the end of the write-ahead log
    with Library.open(path) as opened:
        assert state(opened) == before
        assert opened.notices == ()


def test_torn_and_damaged_lines_of_the_journal_are_passed_over(sample: Sample, path: Path) -> None:
    _fill(sample, 3)
    lines = journal_of(path).read_bytes().split(b"\n")
    lost = next(number for number, line in enumerate(lines) if b"note 1" in line)
    lines[lost] = lines[lost].replace(b"note 1", b"note X")
    journal_of(path).write_bytes(b"\n".join(lines) + b'\n{"crc32":1,"rec')
    _fill(sample, 1)
    assert sample.library.check() == ("1 damaged lines in the journal " + str(journal_of(path)) + ".",), (
        "a torn one is none"
    )
    sample.library.close()
    path.unlink()
    with Library.open(path) as restored:
        assert texts(restored) == ["note 0", "note 0", "note 2"]


def test_typing_whose_first_line_is_damaged_is_not_lost(sample: Sample, path: Path) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 5, "a")
    for text in ("first", "first second"):
        sample.library.edit_note(note.id, text)
    sample.library.close()
    content = journal_of(path).read_bytes()
    journal_of(path).write_bytes(content.replace(b'"text":"first"', b'"text":"f1rst"', 1))
    path.unlink()
    with Library.open(path) as restored:
        assert restored.note(note.id).text == "first second"
        restored.undo()
        assert restored.note(note.id).text == "first"


def test_a_note_outlives_its_story_and_article_lines(sample: Sample, path: Path) -> None:
    _fill(sample, 2)
    sample.library.close()
    lines = [line for line in journal_of(path).read_bytes().split(b"\n") if b"add_article" not in line]
    journal_of(path).write_bytes(b"\n".join(lines))
    path.unlink()
    with Library.open(path) as restored:
        assert texts(restored) == ["note 0", "note 1"]
        assert restored.check() == ()


def test_a_file_that_was_never_a_library_is_left_alone(tmp_path: Path) -> None:
    article = tmp_path / "article.html"
    article.write_text("<p>Not a library, but a page somebody named by mistake.</p>" * 30)
    with pytest.raises(LibraryProblem, match="no library"):
        Library.open(article)
    assert [file.name for file in tmp_path.iterdir()] == ["article.html"]


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE places (url TEXT)")
    before = other.read_bytes()
    with pytest.raises(LibraryProblem, match="no library"):
        Library.open(other)
    assert other.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["places.sqlite"]


def test_the_journal_of_another_library_is_not_mixed_in(sample: Sample, path: Path, tmp_path: Path) -> None:
    _fill(sample, 5)
    sample.library.close()
    other = tmp_path / "other.sqlite"
    with Library.open(other) as library:
        library.add_article(make_article("Another text."))
    path.unlink()
    other.replace(path)
    with Library.open(path) as library:
        assert library.stories() == ()
        story = library.create_story("Other", [make_article("Another text.").id])
    path.unlink()
    with Library.open(path) as library:
        assert [kept.id for kept in library.stories()] == [story.id]


def test_a_copy_is_made_once_a_day(sample: Sample, path: Path) -> None:
    assert backups.copies(path) == []
    sample.library.upkeep()
    (first,) = backups.copies(path)
    sample.library.upkeep()
    assert backups.copies(path) == [first]
    yesterday = _stamp(first, datetime.now(UTC) - timedelta(hours=25))
    sample.library.upkeep()
    assert len(backups.copies(path)) == 2
    assert backups.copies(path)[0] == yesterday


def test_a_copy_is_small_because_analyses_can_be_made_again(sample: Sample, path: Path) -> None:
    for number in range(20):
        sample.library.keep_analysis(str(number), random.Random(number).randbytes(20_000).hex())
    copy = sample.library.back_up()
    assert copy.stat().st_size < 20 * 20_000
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM analyses").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)


def test_an_empty_library_needs_no_copy(path: Path) -> None:
    with Library.open(path) as library:
        assert library.upkeep() == ()
    assert not backups_of(path).exists()


def test_seven_copies_are_kept_and_none_from_the_future_is_deleted(sample: Sample, path: Path) -> None:
    future = _stamp(sample.library.back_up(), datetime.now(UTC) + timedelta(days=4000))
    assert backups.is_due(path)
    made = []
    for number in range(10):
        _fill(sample, 1)
        copy = sample.library.back_up()
        made.append(_stamp(copy, datetime.now(UTC) - timedelta(days=20 - number)))
        _stamp(backups_of(path) / (copy.stem + ".changes"), datetime.now(UTC) - timedelta(days=20 - number))
    last = sample.library.back_up()
    assert backups.copies(path) == [future, *made[-6:], last]
    assert len(backups.journals(path)) <= 8


def test_what_an_interrupted_copy_left_is_cleared_away(sample: Sample, path: Path) -> None:
    sample.library.back_up()
    old, new = backups_of(path) / ".1-old.sqlite", backups_of(path) / ".2-new.sqlite"
    for stray in (old, new):
        stray.write_bytes(b"half a copy")
    yesterday = datetime.now(UTC).timestamp() - 90_000
    os.utime(old, (yesterday, yesterday))
    sample.library.back_up()
    assert not old.exists()
    assert new.exists()


def test_a_damaged_copy_is_passed_over(sample: Sample, path: Path) -> None:
    _fill(sample, 1)
    good = sample.library.back_up()
    _fill(sample, 1)
    bad = sample.library.back_up()
    before = state(sample.library)
    sample.library.close()
    bad.write_bytes(bad.read_bytes()[:6000])
    path.write_bytes(b"nothing of use" * 400)
    with Library.open(path) as restored:
        assert state(restored) == before
        assert good.name in restored.notices[0]


def test_no_room_for_the_copy_of_the_day_is_only_told(
    sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups_of(path).write_text("a file where the folder should be")
    assert "copy of the library could not be made" in sample.library.upkeep()[0]
    assert len(sample.library.stories()) == 1


def test_restoring_a_named_copy_brings_back_exactly_that(sample: Sample, path: Path) -> None:
    _fill(sample, 2)
    before = state(sample.library)
    copy = sample.library.back_up()
    _fill(sample, 3)
    sample.library.close()
    content = copy.read_bytes()
    told = opening.restore(path, copy)
    assert copy.name in told
    assert copy.read_bytes() == content
    with Library.open(path) as restored:
        assert state(restored) == before
        restored.rename_story(sample.story.id, "After")
    path.write_bytes(b"damaged again " * 500)
    with Library.open(path) as restored:
        assert texts(restored) == ["note 0", "note 1"]
        assert restored.story(sample.story.id).title == "After"


def test_restoring_without_a_name_takes_the_newest_copy_and_the_journal(sample: Sample, path: Path) -> None:
    _fill(sample, 2)
    sample.library.back_up()
    _fill(sample, 1)
    before = state(sample.library)
    sample.library.close()
    opening.restore(path)
    with Library.open(path) as restored:
        assert state(restored) == before
    assert len(list(path.parent.glob("library.sqlite.replaced-*"))) >= 1


def test_nothing_is_touched_where_there_is_no_copy(sample: Sample, path: Path, tmp_path: Path) -> None:
    sample.library.close()
    content = path.read_bytes()
    broken = tmp_path / "broken"
    broken.write_bytes(b"no library " * 500)
    for copy in (None, broken, tmp_path / "missing"):
        with pytest.raises(LibraryProblem):
            opening.restore(path, copy)
    assert path.read_bytes() == content


def test_the_last_line_of_a_journal_is_found_behind_long_ones(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    assert journal.last(file) is None
    long = {"library": "l", "number": 1, "text": "x" * 200_000}
    journal.append(file, long)
    assert journal.last(file) == long
    journal.append(file, {"library": "l", "number": 2})
    assert journal.last(file) == {"library": "l", "number": 2}


@pytest.mark.parametrize("with_copy", [True, False])
@pytest.mark.parametrize("step", ["connect", "migrate", "bring_back", "finish"])
def test_a_restore_that_is_broken_off_is_done_again(
    sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch, step: str, with_copy: bool
) -> None:
    class Killed(BaseException):
        """As a kill: nothing is tidied up."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    if with_copy:
        sample.library.back_up()
    _fill(sample, 3)
    before = state(sample.library)
    sample.library.close()
    damaged = b"nothing of use" * 400
    path.write_bytes(damaged)
    for times in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(schema if step == "migrate" else opening, step, killed)
            with pytest.raises(Killed):
                Library.open(path)
        assert restoring_of(path).exists(), times
    with Library.open(path) as restored:
        assert state(restored) == before
        assert "was damaged" in restored.notices[0]
        restored.rename_story(sample.story.id, "After")
    assert not restoring_of(path).exists()
    assert [p.read_bytes() for p in path.parent.glob("library.sqlite.damaged-*")] == [damaged]
    with Library.open(path) as again:
        assert again.story(sample.story.id).title == "After"


def test_nobody_opens_what_another_window_is_restoring(sample: Sample, path: Path) -> None:
    sample.library.close()
    restoring_of(path).write_text(path.name, "utf-8")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryProblem, match="restored by another window"):
            Library.open(path)
    with Library.open(path) as library:
        assert library.stories() == (sample.story,)


def test_a_journal_that_a_copy_has_filed_away_meanwhile_is_no_problem(
    sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(sample.library)
    sample.library.close()
    monkeypatch.setattr(Path, "exists", lambda self, **_: True if self == journal_of(path) else os.path.exists(self))  # noqa: PTH110
    journal_of(path).unlink()
    with Library.open(path) as library:
        assert state(library) == before
        assert library.check() == ()


def test_an_article_whose_text_is_lost_for_good_leads_to_one_restore_and_not_to_many(
    path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source.sqlite"
    kept = sample_library(source)
    first, *others = kept.articles
    kept.library.close()
    shutil.copy(source, path)  # without journal and copies
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM texts WHERE article = ?", (first,))
        connection.commit()
    with Library.open(path) as library:
        with pytest.raises(DamagedLibrary):
            library.article(first)
        (notice,) = library.recover()
        assert "2 articles" in notice
        with pytest.raises(LibraryProblem, match="no article"):
            library.article(first)
        assert library.stories()[0].articles == tuple(others)
    assert len(list(path.parent.glob(f"{path.name}.damaged-*"))) == 1
