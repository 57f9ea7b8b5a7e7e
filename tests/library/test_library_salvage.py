"""What neither copy nor journal hold is taken over from the damaged file itself, row by row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from library_state import TEXTS, Sample, make_article

from viewer.library import Library
from viewer.library.storage.store import journal_of, marker_of


def _damage(path: Path, words: bytes) -> None:
    """Spoil the page that holds some words, and say that damage was seen."""
    data = bytearray(path.read_bytes())
    place = data.index(words)
    data[place : place + len(words)] = b"\xff" * len(words)
    path.write_bytes(data)
    marker_of(path).touch()


@pytest.fixture
def full(sample: Sample) -> Sample:
    for number in range(40):
        text = f"{number}. " + "What the council said. " * 40
        sample.library.add_article(make_article(text, f"Title {number}"), text.encode() * 3)
    sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "kept in the file")
    sample.library.rename_story(sample.story.id, "spoilt title")
    return sample


def test_pages_that_only_the_damaged_file_held_come_back(full: Sample, path: Path) -> None:
    full.library.close()
    _damage(path, b"spoilt title")
    with Library.open(path) as library:
        assert "built again" in library.notices[0]
        assert "Not back" not in library.notices[0]
        assert library.source(full.articles[1]) == TEXTS[1].encode()
        assert library.check() == ()


def test_pages_that_are_lost_are_named(full: Sample, path: Path) -> None:
    from dataclasses import replace

    article = replace(make_article("Read from a page.", "A page"), path="page.html")
    full.library.add_article(article, b"<p>Read from a page.")
    full.library.close()
    path.write_bytes(b"nothing of use" * 500)
    with Library.open(path) as library:
        assert "Not back are the original files of 1 articles, whose texts are: “A page”." in library.notices[0]
        assert library.article(article.id) == article


def test_a_file_alone_is_built_again_from_what_can_be_read(full: Sample, path: Path) -> None:
    full.library.close()
    journal_of(path).unlink()
    shutil.rmtree(path.with_name(path.name + ".backups"), ignore_errors=True)
    _damage(path, b"spoilt title")
    with Library.open(path) as library:
        assert "neither copy nor journal" in library.notices[0]
        assert library.article_count() == 43
        library.upkeep()
        assert len(library.search("council", limit=100).articles) == 40
        assert library.article(full.articles[0]).text == TEXTS[0]
        assert library.check() == ()
        library.create_story("After", full.articles)
    with Library.open(path) as again:
        assert again.notices == ()
