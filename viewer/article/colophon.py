"""What a page says about the author, the outlet or the article itself, at the edges of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.article import reasons
from viewer.article.furniture import words_of
from viewer.article.messages import Message
from viewer.article.model import ParagraphKind
from viewer.article.segments import Segment

_FIRST = 2
_LAST = 3
_MOST_WORDS = 60
_ROLES = (
    r"(?i)\b(?:editor|reporter|correspondent|columnist|journalist|writer|author of|contributor|freelance|novelist"
    r"|fellow|professor|lecturer|researcher|historian|critic|photographer|student (?:at|of)|producer|presenter"
    r"|redakteurin?|korrespondentin?|journaliste|periodista|redactora?|corrispondente)\b"
)
_ABOUT = (
    r"(?:is|was|are|were|has|covers|covered|writes|wrote|reports|teaches|edits|lives|works|worked|runs|joined|can be"
    r"|tweets|ist|schreibt|est|écrit|es|escribe)\b"
)
_THE_AUTHOR = (
    r"(?i)(?:the (?:author|writer)s?|about the authors?|our (?:reporter|correspondent)|der autor|die autorin)\b"
)
_CORRECTION = (
    r"(?i)(?:\W*(?:correction|clarification|editor[’']s note|korrektur|rectificatif|fe de errat\w+)s?\b[^.]{0,30}[:：]"
    r"|(?:this|an earlier version of this|a previous version of this|the original version of this)"
    r" (?:article|story|report|page|post|piece|headline)\b.{0,60}"
    r"\b(?:amended|corrected|updated|edited|mis(?:stated|spelled|identified)|incorrectly|wrongly|(?:said|gave) that)\b)"
)
_ORIGIN = (
    r"(?i)this (?:article|story|report|piece|post|page|interview) (?:(?:was|is|has been|were) )?"
    r"(?:(?:first|originally|also) )?(?:appeared|published|republished|produced|adapted|supported|funded|translated"
    r"|part of)\b|(?:conflicts? of interest|disclosures?|declarations?)(?: \w+){0,2}:"
)
_CONTACT = r"(?i)@\w|\bfollow (?:him|her|them)\b|\bwrite to\b|\btwitter\b|\breach(?:ed)? (?:him|her|them)\b"


def put_aside(
    segments: Sequence[Segment],
    kinds: Sequence[tuple[ParagraphKind, Message]],
    outlet: str | None,
    byline: str | None,
) -> list[tuple[ParagraphKind, Message]]:
    """Return the kinds, with what only tells of author, outlet or article turned from body into boilerplate."""
    body = [index for index, (kind, _) in enumerate(kinds) if kind == "body"]
    result = list(kinds)
    edges = dict.fromkeys([*body[:_FIRST], *body[-_LAST:]])
    about = [index for index in edges if _is_about(segments[index].content, outlet, byline, index in body[-_LAST:])]
    if len(about) < len(body):
        for index in about:
            result[index] = "boilerplate", reasons.COLOPHON
    return result


def _is_about(content: str, outlet: str | None, byline: str | None, last: bool) -> bool:
    """Whether a paragraph tells of the outlet, or, at the end of the text, of its author or its corrections."""
    words = words_of(content[:1000])
    if len(words) > _MOST_WORDS:
        return False
    if outlet and _opens_with(content, outlet):
        return True
    if re.match(_CORRECTION, content):
        return True
    if not last:
        return False
    if re.match(_ORIGIN, content):
        return True
    authors = [name for name in re.split(r" and |, ", byline or "") if " " in name]
    if any(_opens_with(content, name) for name in authors) or re.match(_THE_AUTHOR + r"\s+" + _ABOUT, content):
        return True
    return _is_biography(content)


def _opens_with(content: str, name: str) -> bool:
    """Whether a paragraph starts with the name and goes on to say what or who that is."""
    short = name.removeprefix("The ")
    found = re.match(rf"(?:The )?{re.escape(short)}(?:,[^.]{{0,80}},)?\s+{_ABOUT}", content, re.I)
    return bool(found)


def _is_biography(content: str) -> bool:
    """Whether a paragraph without quotation presents somebody by an office in the press, and asks to be in touch."""
    found = re.match(r"(?:[A-Z][\w’'.-]+ ){2,4}(?:is|was|covers|writes|reports) ", content)
    if not found or any(mark in content for mark in '“”"'):
        return False
    contact = re.search(
        r"(?i)@\w|\bfollow (?:him|her|them)\b|\bwrite to\b|\btwitter\b|\breach(?:ed)? (?:him|her)?\b", content
    )
    return bool(re.search(_ROLES, content) and contact)
