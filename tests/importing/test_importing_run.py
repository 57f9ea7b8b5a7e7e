from __future__ import annotations

import os
import zipfile
from pathlib import Path
from time import monotonic

import pytest
from import_helpers import LIGHT, Bring, text, write

from viewer.article.reading import read_article
from viewer.importing import progress as pacing
from viewer.importing import run as running
from viewer.importing.events import Advanced, Done, Kept, Problem, Twice
from viewer.importing.run import Import
from viewer.library import Library


def kept_names(heard) -> list[str]:
    return sorted(Path(event.path).name for event in heard.of(Kept))


def test_files_folders_and_archives_come_into_the_library(library: Library, folder: Path, bring: Bring) -> None:
    write(folder, "a.txt", 1)
    (folder / "below").mkdir()
    page = write(folder / "below", "b.md", 2)
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("in/d.txt", text(3))
        archive.writestr("in/e.txt", text(4))
    heard = bring(folder)
    assert kept_names(heard) == ["a.txt", "b.md", "c.zip", "c.zip"]
    assert heard.done == Done(files=3, articles=4)
    assert heard.events[-1] == heard.done
    identity = read_article(page).id
    assert library.article(identity) == read_article(page)
    assert library.source(identity) == page.read_bytes()
    member = next(event for event in heard.of(Kept) if event.origin == "c.zip: in/e.txt")
    assert library.source(member.id) == text(4).encode()
    assert library.stories() == ()
    assert library.next_undo() is None


def test_every_article_has_its_analysis(library: Library, folder: Path, bring: Bring) -> None:
    from viewer.analysis.keys import analysis_key

    for number in range(9):
        write(folder, f"{number}.txt", number)
    for event in bring(folder).of(Kept):
        assert library.analysis(analysis_key(library.article(event.id)))["article"] == event.id


def test_progress_goes_up_to_all(folder: Path, bring: Bring) -> None:
    for number in range(5):
        write(folder, f"{number}.txt", number)
    said = [event.progress for event in bring(folder).of(Advanced)]
    assert (said[0].done, said[0].total) == (0, 5)
    assert (said[-1].done, said[-1].articles, said[-1].seconds_left) == (5, 5, 0.0)
    assert [one.done for one in said] == sorted(one.done for one in said)


def test_the_time_that_an_archive_alone_will_take_is_told_while_it_is_read(
    folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        for number in range(150):
            archive.writestr(f"{number:03}.txt", text(number))
    monkeypatch.setattr(pacing, "_SURE_SECONDS", 0.0)
    monkeypatch.setattr(running, "_BETWEEN_REPORTS", 0.0)
    said = [event.progress for event in bring(folder / "many.zip").of(Advanced)]
    before = [one.seconds_left for one in said if one.done == 0]
    assert before[0] is None
    assert any(left is not None and left > 0 for left in before)


# Twice


def test_the_same_text_is_kept_once_and_told(library: Library, folder: Path, bring: Bring) -> None:
    write(folder, "a.txt", 1)
    write(folder, "b.txt", 1)
    heard = bring(folder, workers=1)
    (kept,), (twice,) = heard.of(Kept), heard.of(Twice)
    assert (twice.known, twice.how, Path(twice.path).name) == (kept.id, "same text", "b.txt")
    assert twice.title == "Ferry number 1 is late"
    assert (heard.done.articles, heard.done.twice) == (1, 1)
    other = write(folder, "c.txt", 1)
    assert [event.known for event in bring(other).of(Twice)] == [kept.id]


PAGE = (
    "<html><head><title>{site}: Ferry is late</title></head><body><nav>{menu}</nav><article><h1>The ferry is late</h1>"
    "<p>The ferry to Orle left twenty minutes late on Monday, and nobody on board was told why it waited.</p>"
    "<p>Its captain, Bo Lind, said that fog at the outer pier was to blame, as it is on most days in May.</p>"
    "<p>The harbour office said it would look into the matter and publish what it finds before the summer.</p>"
    "</article><footer>{site}. {menu}</footer></body></html>"
)


def test_the_same_news_on_another_page_is_kept_once(library: Library, folder: Path, bring: Bring) -> None:
    one, other = folder / "one.html", folder / "other.html"
    one.write_text(PAGE.format(site="Orle Post", menu="Home Sports Weather"), encoding="utf-8")
    other.write_text(PAGE.format(site="Coast Line", menu="News Boats Fish Subscribe today"), encoding="utf-8")
    assert read_article(one).id != read_article(other).id
    heard = bring(one, other, story="Fog", workers=1)
    (kept,), (twice,) = heard.of(Kept), heard.of(Twice)
    assert (twice.known, twice.how) == (kept.id, "same news text, other furniture")
    assert library.story(heard.done.stories[0]).articles == (kept.id,)
    assert bring(one, other).done == Done(files=2, known=2)


def test_a_story_holds_an_article_that_came_twice_once(library: Library, folder: Path, bring: Bring) -> None:
    paths = [write(folder, "a.txt", 1), write(folder, "b.txt", 2), write(folder, "c.txt", 1)]
    (identity,) = bring(*paths, story="Ferries").done.stories
    story = library.story(identity)
    assert story.title == "Ferries"
    assert story.articles == tuple(read_article(path).id for path in paths[:2])
    assert bring(*paths, story="Ferries").done.stories == (identity,)
    assert len(library.stories()) == 1


def test_folders_with_a_record_become_stories(library: Library, tmp_path: Path, bring: Bring) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / "all" / name).mkdir(parents=True)
        write(tmp_path / "all" / name, "a.txt", len(name))
        write(tmp_path / "all" / name, "b.txt", ord(name[0]))
    for name in ("one", "two"):
        record = f'{{"title": "Story {name}", "articles": ["b.txt", "a.txt"]}}'
        (tmp_path / "all" / name / "story.json").write_text(record)
    heard = bring(tmp_path / "all")
    assert {story.title: len(story.articles) for story in library.stories()} == {"Story one": 2, "Story two": 2}
    assert len(heard.done.stories) == 2
    assert library.stories()[-1].articles[0] == read_article(tmp_path / "all" / "one" / "b.txt").id


# Once more


def test_files_that_were_read_are_passed_over(library: Library, folder: Path, bring: Bring) -> None:
    for number in range(4):
        write(folder, f"{number}.txt", number)
    first = bring(folder)
    again = bring(folder)
    assert again.done == Done(files=4, known=4)
    assert [type(event) for event in again.events if not isinstance(event, Advanced)] == [Done]
    write(folder, "2.txt", 20)
    changed = bring(folder)
    assert kept_names(changed) == ["2.txt"]
    trashed = next(event.id for event in first.of(Kept) if event.path.endswith("3.txt"))
    library.trash_articles([trashed])
    assert [event.id for event in bring(folder).of(Kept)] == [trashed]
    assert library.has_article(trashed)


def test_what_failed_is_tried_again(folder: Path, bring: Bring) -> None:
    bad = folder / "bad.txt"
    bad.write_bytes(b"\x7fELF\0\0\0\0")
    assert bring(folder).done.problems == 1
    assert bring(folder).done.problems == 1
    write(folder, "bad.txt")
    assert bring(folder).done == Done(files=1, articles=1)


def test_an_import_that_was_cancelled_goes_on_where_it_was(library: Library, folder: Path, bring: Bring) -> None:
    for number in range(150):
        write(folder, f"{number}.txt", number)
    began = monotonic()
    stopped = bring(folder, story="Ferries", stop_at=20)
    assert stopped.done.cancelled
    assert 20 <= stopped.done.articles < 150
    assert library.stories() == ()
    assert all(library.has_article(event.id) for event in stopped.of(Kept))
    (left,) = library.unfinished_imports()
    assert (left.paths, left.story, left.cancelled) == ((str(folder),), "Ferries", True)
    rest = bring(*map(Path, left.paths), story=left.story)
    assert rest.done.articles == 150 - stopped.done.articles
    assert not rest.of(Twice)
    assert len(library.story(rest.done.stories[0]).articles) == 150
    assert library.unfinished_imports() == ()
    assert monotonic() - began < 60


# What goes wrong


def test_a_bad_file_never_stops_the_others(
    folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.setattr(running, "READ_TIME", 6000)
    for number, name in enumerate(("a", "hangs", "dies", "stumbles", "z")):
        write(folder, f"{number} {name}.txt", number)
    (folder / "5.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (folder / "6.zip").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "7.html").write_text("<div>" * 100_000, encoding="utf-8")
    heard = bring(folder)
    assert {"0 a.txt", "3 stumbles.txt", "4 z.txt"} <= set(kept_names(heard))
    problems = {Path(problem.path).name: str(problem.message) for problem in heard.of(Problem)}
    assert {"1 hangs.txt", "2 dies.txt", "5.txt", "6.zip"} <= problems.keys()
    assert "took longer" in problems["1 hangs.txt"]
    assert "failed twice" in problems["2 dies.txt"]
    assert all(name in message for name, message in problems.items())
    assert heard.done.files == 8


def test_an_article_that_cannot_be_analysed_is_kept_and_told(library: Library, folder: Path, bring: Bring) -> None:
    (folder / "a.txt").write_text("An unbearable ferry\n\nThe ferry to Orle left late on Monday.", encoding="utf-8")
    heard = bring(folder)
    (kept,), (problem,) = heard.of(Kept), heard.of(Problem)
    assert library.has_article(kept.id)
    assert "An unbearable ferry is in the library, but has no marks yet" in problem.message


def test_another_program_that_writes_for_long_is_waited_for(
    library: Library, folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3
    from contextlib import closing

    for number in range(5):
        write(folder, f"{number}.txt", number)
    library._store.connection.execute("PRAGMA busy_timeout = 10")
    tries: list[int] = []
    take_in = library.take_in
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:

        def counted(batch):
            tries.append(len(batch))
            if len(tries) == 1:
                other.execute("BEGIN IMMEDIATE")
            if len(tries) == 3:
                other.execute("COMMIT")
            return take_in(batch)

        monkeypatch.setattr(library, "take_in", counted)
        assert bring(folder).done == Done(files=5, articles=5)
        assert len(tries) > 2
        monkeypatch.setattr(running, "_PATIENCE", 0.0)
        other.execute("BEGIN IMMEDIATE")
        write(folder, "6.txt", 6)
        stopped = bring(folder)
        other.execute("COMMIT")
    assert stopped.done.failed
    assert "another program holds the file" in stopped.of(Problem)[0].message


def test_no_worker_at_all_is_told(library: Library, folder: Path) -> None:
    write(folder, "a.txt")
    for command in ((*LIGHT, "--broken"), (str(folder / "nowhere"),)):
        events: list = []
        done = Import(library, [folder], events.append, workers=2, command=command).run()
        assert (done.failed, done.cancelled, done.exit_code) == (True, False, 3)
        assert "cannot be started" in next(event for event in events if isinstance(event, Problem)).message


@pytest.mark.parametrize("name", ["gone.txt", "gone/also.html", "a\0b.txt"])
def test_a_path_that_is_not_there_is_told(folder: Path, bring: Bring, name: str) -> None:
    there = write(folder, "a.txt")
    heard = bring(there, folder / name)
    assert kept_names(heard) == ["a.txt"]
    assert len(heard.of(Problem)) == 1


def test_files_that_vanish_while_it_runs_are_told(folder: Path, bring: Bring, library: Library) -> None:
    for number in range(30):
        write(folder, f"{number}.txt", number)
    events: list = []

    def say(event: object) -> None:
        events.append(event)
        if len(events) == 1:
            for number in range(10, 30):
                (folder / f"{number}.txt").unlink()

    done = Import(library, [folder], say, workers=2, command=LIGHT).run()
    assert (done.articles, done.problems, done.files) == (10, 20, 30)
    assert all("does not exist" in event.message for event in events if isinstance(event, Problem))


def test_an_empty_folder_is_told(folder: Path, bring: Bring) -> None:
    (problem,) = bring(folder).of(Problem)
    assert "holds no articles" in problem.message


def test_a_closed_folder_is_told_and_the_others_are_read(
    folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "a.txt")
    (folder / "closed").mkdir()
    scan = os.scandir

    def scandir(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    heard = bring(folder)
    assert kept_names(heard) == ["a.txt"]
    (problem,) = heard.of(Problem)
    assert f"You may not look into the folder {folder / 'closed'}" in problem.message


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_names_in_every_script_and_in_none(library: Library, folder: Path, bring: Bring) -> None:
    names = ["日本 ファイル.txt", "ünï\u202ecode.txt", "🚢.txt", os.fsdecode(b"\xff\xfe.txt"), "new\nline.txt"]
    try:
        for number, name in enumerate(names):
            write(folder, name, number)
    except OSError:
        pytest.skip("this file system takes no such names")
    assert kept_names(bring(folder)) == sorted(names)
    assert bring(folder).done == Done(files=5, known=5)


def test_a_file_that_changes_after_it_was_read_has_no_source(
    library: Library, folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(folder, "a.txt", 1)
    monkeypatch.setattr(running, "look_at", lambda path: running.ImportFile(path, 1, "other"))
    (kept,) = bring(file).of(Kept)
    assert library.source(kept.id) is None
    monkeypatch.undo()
    assert bring(file).done.known == 1, "it is read again, and found"
