"""What an article is: one fixed text and what each paragraph of it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Literal, get_args

from viewer.article.messages import Message

ParagraphKind = Literal["title", "byline", "dateline", "caption", "body", "boilerplate"]
PARAGRAPH_KINDS: tuple[ParagraphKind, ...] = get_args(ParagraphKind)

CORRECTED = Message("you said so")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A half-open range of code points in the canonical text, its kind, and the reason for it in words.

    Paragraphs are in text order, do not overlap, and cover every character that is not white space.
    """

    start: int
    end: int
    kind: ParagraphKind
    why: Message


@dataclass(frozen=True, slots=True)
class Article:
    """One news text. ``text`` is canonical: fixed when it was read, never rewritten; every offset refers to it.

    ``published`` is an ISO 8601 date or date-time as stated in the source, or None. ``language`` is a BCP 47 tag
    (``und`` where it cannot be told). ``path`` says where the article came from, None for pasted text. ``id`` is made
    from the text alone, so the same text has the same id wherever it was read.
    """

    text: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str = "und"
    path: str | None = None
    warnings: tuple[Message, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16])

    def with_kinds(self, kinds: Mapping[int, ParagraphKind]) -> Article:
        """Return the article with the paragraphs at the given indices turned into other kinds by the reader."""
        changed = tuple(
            replace(paragraph, kind=kinds[index], why=CORRECTED)
            if index in kinds and kinds[index] != paragraph.kind
            else paragraph
            for index, paragraph in enumerate(self.paragraphs)
        )
        return replace(self, paragraphs=changed)

    @property
    def word_count(self) -> int:
        """The number of words of the body: what the page adds around it is not counted."""
        return sum(
            len(self.paragraph_text(index).split())
            for index, paragraph in enumerate(self.paragraphs)
            if paragraph.kind == "body"
        )

    def paragraph_text(self, index: int) -> str:
        """Return the text of one paragraph."""
        paragraph = self.paragraphs[index]
        return self.text[paragraph.start : paragraph.end]

    def to_json(self) -> dict[str, Any]:
        """Return the article as plain data for JSON; :meth:`from_json` makes the same article again."""
        return {
            "text": self.text,
            "title": self.title,
            "paragraphs": [[p.start, p.end, p.kind, p.why.to_json()] for p in self.paragraphs],
            "outlet": self.outlet,
            "byline": self.byline,
            "published": self.published,
            "language": self.language,
            "path": self.path,
            "warnings": [warning.to_json() for warning in self.warnings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Article:
        """Make the article that :meth:`to_json` described."""
        paragraphs = tuple(
            Paragraph(start, end, kind, Message.from_json(why)) for start, end, kind, why in data["paragraphs"]
        )
        warnings = tuple(Message.from_json(warning) for warning in data["warnings"])
        return cls(**{**data, "paragraphs": paragraphs, "warnings": warnings})
