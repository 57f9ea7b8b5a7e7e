"""Whether a line describes a picture: by its label, its credit, or the agency behind it."""

from __future__ import annotations

import re

from viewer.article.text.furniture import agencies

_LONE_PICTURE = (
    r"(?i)\b(?:in|on) (?:this|an|a|the)(?: \w+){0,3} (?:picture|photo|photograph|image|screengrab)\b[^.!?]{0,30}\.?$"
)
_CREDIT_CUES = frozenset(
    {"photo", "photos", "photograph", "photographs", "picture", "pictures", "image", "images", "illustration"}
    | {"credit", "credits", "courtesy", "handout", "screengrab", "screenshot", "video", "file"}
)
_CREDIT = (
    r"(?i)\b(?:photo(?:graph)?s?|pictures?|images?|file|illustration|credits?|courtesy|handout|screengrab|screenshot|video)"
    r"(?: (?:credit|by|courtesy|from|via|of))?\s*[:/©]"
    r"|\b(?:photo(?:graph)?|image|picture|illustration)s? (?:by|courtesy|via|credit)\b"
    r"|\b(?:file|handout|stock|ap|afp|reuters) (?:photo|image|picture)\b|[.,;(–—-]\s*courtesy (?:of|the)\b"
)
_INITIALS = r"[.!?”\"] [(\[](?:[A-Z]{2,6}|(?:(?i:staff|photo|via|courtesy)|[A-Z][\w. ]+/)[^()\n]{0,40})[)\]]$"
_CAPTION_LABELS = frozenset(
    {"above", "below", "pictured", "left", "right", "photo", "image", "picture", "caption", "watch", "video", "graphic"}
)
_CAPTION_WORDS = 70
_CREDITED_WORDS = 30
_SAID = frozenset({"said", "says", "told", "added", "according"})


def is_caption(content: str, words: list[str], sentence: bool) -> bool:
    """Whether a line describes a picture: it carries a label or a credit."""
    if not 1 <= len(words) <= _CAPTION_WORDS:
        return False
    if words[0] in {"image", "media"} and words[1:2] in (["caption"], ["source"]):
        return True
    if len(words) <= 40 and words[0] in _CAPTION_LABELS and content[len(words[0]) :].lstrip().startswith(":"):
        return True
    if not sentence and not _CREDIT_CUES.isdisjoint(words) and re.search(_LONE_PICTURE, content):
        return len(words) <= 40
    if not _CREDIT_CUES.isdisjoint(words) and re.search(_CREDIT, content):
        return len(words) <= 25 or not sentence or content.endswith(")")
    return _ends_with_agency(content) or _ends_with_initials(content, words)


def _ends_with_initials(content: str, words: list[str]) -> bool:
    """Whether a credit in brackets follows a sentence in which nobody speaks: reports are signed with initials too."""
    silent = _SAID.isdisjoint(words) and not any(mark in content for mark in '"“')
    return silent and len(words) <= _CREDITED_WORDS and bool(re.search(_INITIALS, content))


def _ends_with_agency(content: str) -> bool:
    """Whether the last words, after a full stop, slash, dash or bracket, name an agency."""
    tail = content.rstrip(". )]").rstrip()
    cut = max(tail.rfind(mark) for mark in (". ", "/", " – ", " — ", " - ", "(", "| ", "© "))
    if cut < 0:
        return False
    name = tail[cut:].lstrip(" ./–—-(|©")
    closed = content.endswith((")", "]")) or not content.endswith(".")
    return closed and bool(name) and (name in agencies() or name.split("/")[0].strip() in agencies())
