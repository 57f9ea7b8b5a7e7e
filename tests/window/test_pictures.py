"""The window looks as a person has approved it; see approving.py for how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from approving import looks_as_approved, same_qt
from pytestqt.qtbot import QtBot

from tests.window.stubs import comparison, quoted, sample_articles, sample_notes
from viewer.analysis import edits
from viewer.analysis.model import SentenceRef
from viewer.library.notes.notes import Note
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.story import OpenStory
from viewer.window.theme import ThemeName


@dataclass(frozen=True)
class Scene:
    name: str
    theme: ThemeName = "light"
    size: tuple[int, int] = (1366, 768)
    articles: int = 3
    compared: bool = True
    current: SentenceRef | None = None
    only_here: bool = False
    present: bool = False
    notes: bool = False
    type_size: float = 16.0
    page: str = "wording"
    corrected: bool = False
    tied: bool = False


SCENES = (
    Scene("three"),
    Scene("two_dark", theme="dark", articles=2, current=SentenceRef(0, 1)),
    Scene("contrast", theme="contrast", current=SentenceRef(0, 2)),
    Scene("ghost", current=SentenceRef(0, 3), size=(1600, 1000)),
    Scene("only_here", only_here=True),
    Scene("present", present=True, current=SentenceRef(0, 2), size=(1920, 1080)),
    Scene("notes", notes=True, page="notes"),
    Scene("notes_tied", notes=True, page="notes", tied=True, theme="dark"),
    Scene("names", page="names", theme="dark"),
    Scene("corrected_match", corrected=True, current=SentenceRef(0, 3)),
    Scene("corrected_names", corrected=True, page="names", theme="dark", size=(1600, 1000)),
    Scene("large_type", type_size=26.0),
    Scene("waiting", compared=False),
    Scene("one_article", articles=1, compared=False),
    Scene("empty", articles=0, compared=False),
)


def window_of(scene: Scene) -> MainWindow:
    window = MainWindow(Look(theme=scene.theme, size=scene.type_size))
    window.equip(WorkerClient(window))
    window.strip.animated = False
    window.resize(*scene.size)
    articles = sample_articles()[: scene.articles]
    window.story.set_articles(articles, "Harbour wall" if articles else "")
    if scene.compared:
        window.story.set_comparison(comparison_of(scene.articles))
    if scene.corrected:
        correct(window.story)
    if scene.notes:
        window.story.set_notes(tied(sample_notes(window.story)) if scene.tied else sample_notes(window.story))
        window.story.annotations.choose("n1" if scene.tied else None)
    return window


def tied(notes: Sequence[Note]) -> list[Note]:
    """Tie the first two notes into one, and lay the others over it."""
    first, second, *rest = notes
    one = replace(first, passages=(*first.passages, *second.passages), tags=("figures",))
    passage = second.passages[0]
    wider = replace(passage, start=passage.start - 27, end=passage.end + 39)
    return [one, *(replace(note, passages=(wider,)) for note in rest)]


def correct(story: OpenStory) -> None:
    """Reject a match and confirm another, hide a name, make two one, and say who speaks."""

    def entity(name: str):
        return next(entity for entity in story.comparison.entities if entity.name == name)

    story.set_comparison(quoted(comparison(story.articles)))
    for edit in (
        lambda known: edits.judge(known, SentenceRef(0, 3), SentenceRef(1, 4), "rejected"),
        lambda known: edits.judge(known, SentenceRef(0, 3), SentenceRef(2, 3), "confirmed"),
        lambda known: edits.hide(known, entity("storm")),
        lambda known: edits.merge(known, entity("council"), entity("Harbour Board")),
        lambda known: edits.rename(known, entity("Harbour Board"), "Board and council"),
    ):
        story.set_corrections(edit(story.comparison))
    story.choose_entity(entity("Board and council"))


def comparison_of(count: int):
    whole = comparison(sample_articles())
    if count == 3:
        return whole
    kept = tuple(pair for pair in whole.pairs if pair.a.article < count and pair.b.article < count)
    entities = tuple(
        replace(entity, mentions=tuple(m for m in entity.mentions if m.article < count)) for entity in whole.entities
    )
    return replace(
        whole,
        articles=whole.articles[:count],
        sentences=whole.sentences[:count],
        pairs=kept,
        entities=tuple(entity for entity in entities if entity.mentions),
    )


@same_qt
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_window_looks_as_approved(qtbot: QtBot, tmp_path: Path, scene: Scene):
    window = window_of(scene)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    if scene.current is not None:
        window.story.choose_sentence(scene.current)
    window.story.set_only_here(scene.only_here)
    window.inspector.show_page(scene.page)
    window.inspector.names.details.why.setChecked(scene.corrected)
    window.set_presenting(scene.present)
    looks_as_approved(qtbot, window, scene.name, tmp_path)
