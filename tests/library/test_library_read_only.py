from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from library_state import Sample, state

from viewer.library import Library, LibraryProblem
from viewer.library.safety import read_only
from viewer.library.search.listing import Query


def _only_to_be_read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system say that nothing in a folder may be written."""
    access = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: access(path, mode) and not (mode == os.W_OK and Path(path).is_relative_to(folder)),
    )


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_library_in_a_read_only_place_is_read_and_nothing_is_written(
    sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "kept")
    before = state(sample.library)
    sample.library.close()
    names = _names(path.parent)
    _only_to_be_read(monkeypatch, path.parent)
    with Library.open(path) as library:
        assert library.read_only
        assert "reading only" in library.notices[0]
        assert state(library) == before
        assert len(library.article_page(Query())) == 3
        assert library.search("bridge").total == 3
        assert _names(path.parent) == names


WRITES = ("rename", "note", "article", "undo", "trash", "backup", "tags")


@pytest.mark.parametrize("write", WRITES)
def test_every_change_says_that_nothing_can_be_changed(sample: Sample, path: Path, write: str) -> None:
    article = sample.library.article(sample.articles[0])
    sample.library.delete_story(sample.library.create_story("Trashed", sample.articles[:1]).id)
    sample.library.close()
    with Library.open(path, read_only=True) as library:
        writes = {
            "rename": lambda: library.rename_story(sample.story.id, "x"),
            "note": lambda: library.add_note(sample.story.id, article.id, 0, 3, "a"),
            "article": lambda: library.add_article(article),
            "undo": library.undo,
            "trash": library.empty_trash,
            "backup": library.back_up,
            "tags": lambda: library.set_tags(article.id, ["x"]),
        }
        with pytest.raises(LibraryProblem, match="may only be read here"):
            writes[write]()
        library.open_story(sample.story.id)
        library.keep_position(sample.story.id, {})
        library.keep_analysis("k", 1)
        assert library.upkeep() == ()
        assert not library.upkeep_is_due()


def test_what_a_program_left_beside_is_read_too(sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "in the log of changes only")
    before = state(sample.library)
    medium = path.parent / "medium"
    medium.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", medium / (path.name + ending))
    names = _names(medium)
    _only_to_be_read(monkeypatch, medium)
    opened = read_only.connect_untouched

    def no_index(path: Path, options: str = "", **more: type[sqlite3.Connection]) -> sqlite3.Connection:
        """Open as SQLite does in a place where it cannot make the index of its log."""
        if options:
            raise sqlite3.OperationalError("unable to open database file")
        return opened(path, options, **more)

    monkeypatch.setattr(read_only, "connect_untouched", no_index)
    with Library.open(medium / path.name) as library:
        assert library.read_only
        assert state(library) == before
    assert _names(medium) == names


def test_where_the_right_to_write_shows_only_when_writing(
    sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.library.close()

    def refused(*arguments: object, **options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    with Library.open(path) as library:
        assert library.read_only


def test_a_library_that_only_could_be_read_and_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryProblem, match="no library"):
        Library.open(tmp_path / "nowhere.sqlite", read_only=True)


def test_a_file_that_is_no_library_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>A page</p>" * 500)
    with pytest.raises(LibraryProblem):
        Library.open(tmp_path / "page.html", read_only=True)


_READER = """
import json, sys
from pathlib import Path
from viewer.library import Library, LibraryProblem
with Library.open(Path(sys.argv[1])) as library:
    stories = library.stories()
    told = ""
    try:
        library.rename_story(stories[0].id, "x")
    except LibraryProblem as problem:
        told = str(problem)
    print(json.dumps([library.read_only, [s.title for s in stories], told, library.notes(stories[0].id)[0].text]))
"""


@pytest.mark.parametrize("clean", [True, False])
def test_a_medium_that_cannot_be_written(sample: Sample, path: Path, tmp_path: Path, *, clean: bool) -> None:
    """A mount without the right to write, seen by the child process only."""
    sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "kept")
    medium = tmp_path / "medium"
    medium.mkdir()
    if clean:
        sample.library.close()
    for ending in ("", "-wal"):
        if (part := Path(f"{path}{ending}")).exists():
            shutil.copy(part, medium)
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'
    if shutil.which("unshare") is None or _run(mount, medium, "true").returncode:
        pytest.skip("mounting needs rights that this user does not have")
    done = _run(mount, medium, '"$1" -c "$2" "$0"/library.sqlite')
    assert done.returncode == 0, done.stderr
    read, titles, told, text = json.loads(done.stdout)
    assert (read, titles, text) == (True, ["The bridge"], "kept")
    assert "may only be read here" in told


def _run(mount: str, medium: Path, command: str) -> subprocess.CompletedProcess[str]:
    script = ["unshare", "-m", "sh", "-c", f"{mount} && {command}", str(medium), sys.executable, _READER]
    return subprocess.run(script, capture_output=True, text=True, check=False)
