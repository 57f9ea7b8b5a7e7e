"""Menus about a name or a quotation: what the reader may say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from viewer.analysis import edits
from viewer.analysis.model import Entity, Mention, Quote
from viewer.window import texts
from viewer.window.corrector import Corrector
from viewer.window.names.entity_rows import named_as
from viewer.window.names.speakers import near_speakers
from viewer.window.story import OpenStory

if TYPE_CHECKING:
    from viewer.window.correction_commands import CorrectionCommands


def fill_name_menu(menu: QMenu, commands: CorrectionCommands, entity: Entity, mention: Mention | None = None) -> None:
    """Put into a menu what may be said about an entity, and about the ``mention`` at which it was asked for."""
    corrector, story = commands.corrector, commands.story
    menu.addAction(_tr("Rename…") + "\tF2", lambda: commands.ask_for_name(entity))
    menu.addAction(_tr("Hide") + "\t" + _tr("Del"), lambda: corrector.hide(entity))
    menu.addAction(_tr("Same as another name…"), lambda: commands.ask_for_same(entity))
    add_kinds(menu.addMenu(_tr("Kind")), corrector, entity)
    others = menu.addMenu(_tr("Someone else"))
    if mention is not None and len(entity.mentions) > 1:
        words = _tr("“{0}”, only here").format(mention.text)
        others.addAction(words, lambda: corrector.take_out_mention(entity, mention))
    add_forms(others, corrector, entity)
    others.menuAction().setVisible(not others.isEmpty())
    if story.comparison is not None and edits.is_corrected(story.comparison, entity):
        menu.addSeparator()
        menu.addAction(_tr("As the machine found it"), lambda: corrector.restore(entity))


def add_forms(menu: QMenu, corrector: Corrector, entity: Entity) -> bool:
    """Put the forms of an entity into a menu, each to be taken out; none where there is only one."""
    forms = named_as(entity)
    for form, count in forms if len(forms) > 1 else ():
        action = menu.addAction(_tr("“{0}” ({1})").format(form, count).replace("&", "&&"))
        action.triggered.connect(lambda _checked=False, form=form: corrector.take_out_form(entity, form))
    return len(forms) > 1


def add_kinds(menu: QMenu, corrector: Corrector, entity: Entity) -> None:
    """Put the kinds of entities into a menu, that of the entity checked."""
    for label in texts.LABELS:
        action = menu.addAction(texts.singular(label))
        action.setCheckable(True)
        action.setChecked(label == entity.label)
        action.triggered.connect(lambda _checked=False, label=label: corrector.relabel(entity, label))


def add_speakers(menu: QMenu, story: OpenStory, corrector: Corrector, quote: Quote) -> None:
    """Put into a menu who may speak a quotation: the people named near it, and nobody."""
    for entity in near_speakers(story, quote):
        action = menu.addAction(entity.name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(entity.id == quote.speaker)
        action.triggered.connect(lambda _checked=False, entity=entity: corrector.set_speaker(quote, entity))
    menu.addSeparator()
    menu.addAction(_tr("Nobody who is named"), lambda: corrector.set_speaker(quote, None))
    if story.comparison is not None and edits.has_speaker_corrected(story.comparison, quote):
        menu.addAction(_tr("As the machine found it"), lambda: corrector.restore_speaker(quote))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Corrections", text)
