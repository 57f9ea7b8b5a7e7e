"""What the tests of the library share: articles to keep, and everything a library holds as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph
from viewer.library import Library, Story


def make_article(text: str, title: str = "A title") -> Article:
    """An article of one body paragraph a line."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "body", Message("a {what}", what="sentence")))
        start += len(line) + 1
    return Article(text, title, tuple(paragraphs), outlet="The Paper", published="2024-05-01", language="en")


TEXTS = tuple(f"The bridge at {town} was closed.\nNobody was hurt, said the mayor." for town in ("Aa", "Bo", "Ce"))


@dataclass
class Sample:
    library: Library
    articles: tuple[str, ...]
    story: Story


def sample_library(path: Path) -> Sample:
    library = Library.open(path)
    articles = tuple(library.add_article(make_article(text), text.encode()) for text in TEXTS)
    return Sample(library, articles, library.create_story("The bridge", articles))


def state(library: Library) -> object:
    """Everything the reader made, as one comparable value."""
    stories = {story.id: (story, library.notes(story.id)) for story in library.stories()}
    articles = {article for story, _ in stories.values() for article in story.articles}
    said = {
        story: (library.story_corrections(story), library.tasks(story), library.hand_ins(story)) for story in stories
    }
    of_articles = {
        article: (library.kinds(article), library.tags(article), library.listed(article)) for article in articles
    }
    return stories, of_articles, said, library.palettes(), library.outlet_card("The Paper")


def undo_all(library: Library) -> int:
    steps = 0
    while library.undo() is not None:
        steps += 1
    return steps


def redo_all(library: Library) -> int:
    steps = 0
    while library.redo() is not None:
        steps += 1
    return steps


def texts(library: Library) -> list[str]:
    """The texts of all notes of all stories, sorted."""
    return sorted(note.text for story in library.stories() for note in library.notes(story.id))
