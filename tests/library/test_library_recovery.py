from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from library_state import Sample, make_article, state, texts

from viewer.library import Library, LibraryProblem, backups, journal, opening
from viewer.library.store import backups_of, journal_of


def _stamp(copy: Path, moment: datetime) -> Path:
    return copy.rename(copy.with_name(moment.strftime("%Y-%m-%dT%H-%M-%S-%fZ") + copy.suffix))


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
    assert sample.library.check() == ("2 damaged lines in the journal " + str(journal_of(path)) + ".",)
    sample.library.close()
    path.unlink()
    with Library.open(path) as restored:
        assert texts(restored) == ["note 0", "note 0", "note 2"]


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
    sample.library.close()
    assert backups.copies(path) == []
    Library.open(path).close()
    (first,) = backups.copies(path)
    Library.open(path).close()
    assert backups.copies(path) == [first]
    yesterday = _stamp(first, datetime.now(UTC) - timedelta(hours=25))
    Library.open(path).close()
    assert len(backups.copies(path)) == 2
    assert backups.copies(path)[0] == yesterday


def test_an_empty_library_needs_no_copy(path: Path) -> None:
    Library.open(path).close()
    Library.open(path).close()
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
    assert backups.copies(path) == [*made[-6:], last, future]
    assert len(backups.journals(path)) <= 8


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
    sample.library.close()
    backups_of(path).write_text("a file where the folder should be")
    with Library.open(path) as library:
        assert "copy of the library could not be made" in library.notices[0]
        assert len(library.stories()) == 1


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
