"""What a page says about the author, the outlet or the article itself, at the edges of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.article import reasons
from viewer.article.messages import Message
from viewer.article.model import ParagraphKind
from viewer.article.text.furniture import words_of
from viewer.article.text.segments import Segment

_FIRST = 2
_LAST = 3
_MOST_WORDS = 60
_ROLES = frozenset(
    {"editor", "reporter", "correspondent", "columnist", "journalist", "writer", "author", "contributor", "freelance"}
    | {"novelist", "fellow", "professor", "lecturer", "researcher", "historian", "critic", "photographer", "producer"}
    | {"presenter", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "journaliste", "periodista"}
    | {"redactor", "redactora", "corrispondente"}
)
_ABOUT = frozenset(
    {"is", "was", "are", "were", "has", "covers", "covered", "writes", "wrote", "reports", "teaches", "edits", "lives"}
    | {
        "holds",
        "owns",
        "hosts",
        "works",
        "worked",
        "runs",
        "joined",
        "tweets",
        "ist",
        "schreibt",
        "est",
        "écrit",
        "es",
        "escribe",
    }
)
_HABITS = frozenset({"covers", "writes", "lives", "teaches", "edits", "hosts", "tweets", "reports", "blogs"})
_AUTHORS = (
    "the author ",
    "the writer ",
    "the authors ",
    "our reporter ",
    "our correspondent ",
    "der autor ",
    "die autorin ",
)
_TOUCH = ("@", "follow him", "follow her", "follow them", "write to", "twitter", "reached ", "e-mail", "email")
_NOTES = frozenset(
    {"correction", "corrections", "clarification", "clarifications", "korrektur", "rectificatif", "fe", "conflict"}
    | {"conflicts", "disclosure", "disclosures", "declaration", "declarations"}
)
_PIECES = frozenset({"article", "story", "report", "page", "post", "piece", "headline", "interview", "note"})
_FIRST_WORDS = 6
_ASIDE = 80
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
    about_article = not (_NOTES.isdisjoint(words[:1]) and _PIECES.isdisjoint(words[:_FIRST_WORDS]))
    if about_article and re.match(_CORRECTION, content):
        return True
    if not last:
        return False
    if about_article and re.match(_ORIGIN, content):
        return True
    authors = [name for name in re.split(r" and |, ", byline or "") if " " in name]
    if any(_presents(content, words, name) for name in authors):
        return True
    if content.lower().startswith(_AUTHORS) and not _ABOUT.isdisjoint(words[2:3]):
        return True
    return _is_biography(content, words)


def _opens_with(content: str, name: str) -> bool:
    """Whether a paragraph starts with the name and goes on to say what or who that is."""
    text = content.casefold().removeprefix("the ")
    rest = text.removeprefix(name.casefold().removeprefix("the "))
    if len(rest) == len(text) or rest[:1] not in (" ", ","):
        return False
    if rest.startswith(","):
        rest = rest[1:].partition(",")[2] if "," in rest[1:_ASIDE] else ""
    return bool(_ABOUT.intersection(words_of(rest[:_ASIDE])[:1]))


def _presents(content: str, words: list[str], author: str) -> bool:
    """Whether a paragraph without quotation opens with the author's full name, or with a part of it and a habit."""
    if any(mark in content for mark in '“”"'):
        return False
    name = words_of(author)
    if words[: len(name)] == name or words[: len(name)] == [*name[:-1], f"{name[-1]}'s"]:
        return len(words) > len(name)
    return len(words) > 1 and words[0] in (name[0], name[-1]) and words[1] in _HABITS


def _is_biography(content: str, words: list[str]) -> bool:
    """Whether a paragraph without quotation presents somebody by an office in the press, and asks to be in touch."""
    if _ROLES.isdisjoint(words) or any(mark in content for mark in '“”"'):
        return False
    verb = next((at for at, word in enumerate(words[:6]) if word in _ABOUT), 0)
    named = verb > 1 and all(word[0].isupper() for word in content.split()[:verb])
    return named and any(sign in content.lower() for sign in _TOUCH)
