"""Words that several widgets say: letters of articles, names of kinds, messages of other layers."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from viewer.analysis.model import EntityLabel, MatchKind
from viewer.article.messages import Message
from viewer.article.model import Article

_PLURALS: dict[EntityLabel, object] = {
    "person": QT_TRANSLATE_NOOP("Kinds", "People"),
    "place": QT_TRANSLATE_NOOP("Kinds", "Places"),
    "organisation": QT_TRANSLATE_NOOP("Kinds", "Organisations"),
    "group": QT_TRANSLATE_NOOP("Kinds", "Groups"),
    "event": QT_TRANSLATE_NOOP("Kinds", "Events"),
    "other": QT_TRANSLATE_NOOP("Kinds", "Others"),
}
_SINGULARS: dict[EntityLabel, object] = {
    "person": QT_TRANSLATE_NOOP("Kinds", "person"),
    "place": QT_TRANSLATE_NOOP("Kinds", "place"),
    "organisation": QT_TRANSLATE_NOOP("Kinds", "organisation"),
    "group": QT_TRANSLATE_NOOP("Kinds", "group"),
    "event": QT_TRANSLATE_NOOP("Kinds", "event"),
    "other": QT_TRANSLATE_NOOP("Kinds", "other"),
}
_MATCH_KINDS: dict[MatchKind, object] = {
    "verbatim": QT_TRANSLATE_NOOP("Kinds", "verbatim"),
    "edited": QT_TRANSLATE_NOOP("Kinds", "edited"),
    "reworded": QT_TRANSLATE_NOOP("Kinds", "reworded"),
}
_MARKS = "“”„«»‘’\"' \n"
LABELS: tuple[EntityLabel, ...] = tuple(_PLURALS)
"""The kinds of entities, in the order in which they are shown."""


def plural(label: EntityLabel) -> str:
    """Return the name of a kind of entity for many, as on a chip."""
    return QCoreApplication.translate("Kinds", str(_PLURALS[label]))


def singular(label: EntityLabel) -> str:
    """Return the name of a kind of entity for one."""
    return QCoreApplication.translate("Kinds", str(_SINGULARS[label]))


def match_kind(kind: MatchKind) -> str:
    """Return the word for a kind of match."""
    return QCoreApplication.translate("Kinds", str(_MATCH_KINDS[kind]))


def said(message: Message) -> str:
    """Return a message of another layer in the reader's language."""
    args = {name: said(value) if isinstance(value, Message) else value for name, value in message.args.items()}
    template = QCoreApplication.translate("Message", message.template)
    return template.format(**args) if args else template


def letter(place: int) -> str:
    """Return the letter of an article by its place on the screen: A, B, C … Z, AA."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def outlet(article: Article) -> str:
    """Return what to call an article's source: the outlet, or else its headline."""
    return article.outlet or article.title or QCoreApplication.translate("Kinds", "Untitled")


def place(paragraph: int) -> str:
    """Return where a sentence stands: its paragraph's number, or the headline (0)."""
    return f"¶{paragraph}" if paragraph else QCoreApplication.translate("Kinds", "headline")


def spoken_place(paragraph: int) -> str:
    """Return the same for the ear."""
    if not paragraph:
        return QCoreApplication.translate("Kinds", "headline")
    return QCoreApplication.translate("Kinds", "paragraph {number}").format(number=paragraph)


def excerpt(text: str, most: int) -> str:
    """Return the first words of a text on one line, at most so many characters and an ellipsis."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(" ,.;:–—") + "…"


def quoted(text: str, most: int) -> str:
    """Return the same in quotation marks; marks that the text has at its ends are not doubled."""
    return f"“{excerpt(text.strip(_MARKS), most)}”"
