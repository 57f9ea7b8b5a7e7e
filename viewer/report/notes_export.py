"""The notes of a story as one file of the format that is asked for, and notes read from such a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from viewer.article.limits import FILE_BYTES
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem
from viewer.library import Library, Note, Story
from viewer.library.notes.lesson_palettes import lesson_palettes
from viewer.library.sharing.strict_json import dumps, loads
from viewer.report.annotation_check import check
from viewer.report.note_sheet import Sheet
from viewer.report.notes_files import to_csv, to_markdown, to_page
from viewer.report.web_annotations import from_annotations, to_annotations

Form = Literal["markdown", "csv", "html", "annotations"]
FORMS: dict[str, Form] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".json": "annotations",
    ".jsonld": "annotations",
}
"""What the ending of a file's name says about its format."""

_TOO_LARGE = "{name} is too large to hold notes. Choose a file of Web Annotations."
_UNREADABLE = "{name} could not be read: {reason}. Check the name, or try a copy."


def notes_file(library: Library, story: Story, form: Form) -> bytes:
    """Return the notes of a story as a file: Markdown, a table, a page, or W3C Web Annotations."""
    if form == "annotations":
        return dumps(to_annotations(library.notes(story.id), story.id, story.title))
    sheet = _sheet(library, story)
    if form == "csv":
        return to_csv(sheet)
    return (to_page(sheet) if form == "html" else to_markdown(sheet)).encode("utf-8")


def notes_in_file(path: Path, texts: Mapping[str, str], story_id: str) -> tuple[list[Note], list[Message]]:
    """Return the notes in a file of Web Annotations, and what in it breaks a rule of their model.

    ``texts`` are those of the story's articles by id. Raises ReadProblem for a file that is none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError as error:
        raise ReadProblem(Message(_UNREADABLE, name=path.name, reason=error.strerror or str(error))) from error
    if len(data) > FILE_BYTES:
        raise ReadProblem(Message(_TOO_LARGE, name=path.name))
    found = loads(data)
    return from_annotations(found, texts, story_id), check(found)


def _sheet(library: Library, story: Story) -> Sheet:
    palettes = (*lesson_palettes(), *library.palettes())
    return Sheet(
        story.title,
        library.notes(story.id),
        {article: library.current_article(article) for article in story.articles},
        [category for palette in palettes for category in palette.categories],
        {task.id: task.question for task in library.tasks(story.id)},
    )
