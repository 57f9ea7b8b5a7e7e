"""What is found in one article alone: the part of a comparison that can be kept, article by article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from viewer.analysis.model import EntityLabel, Sentence
from viewer.article.messages import Message

MentionSource = Literal["pipeline", "capitals", "glued"]


class RawMention(NamedTuple):
    """A span of an article that seems to be a name, and who said so."""

    start: int
    end: int
    label: EntityLabel
    source: MentionSource


class RawQuote(NamedTuple):
    """A quotation: its span with the marks, the words that name its speaker, and the name a pronoun stands for.

    Places are -1 where nothing was found. ``name_start/end`` differ from ``speaker_start/end`` for *he said*.
    """

    start: int
    end: int
    speaker_start: int = -1
    speaker_end: int = -1
    name_start: int = -1
    name_end: int = -1
    verb: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Sentences, raw mentions and quotes of one article; ``version`` names the rules and the pipeline behind them."""

    article: str
    version: str
    language: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[RawMention, ...]
    quotes: tuple[RawQuote, ...]
    warnings: tuple[Message, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the analysis as plain data; :meth:`from_json` makes the same analysis again."""
        return {
            "article": self.article,
            "version": self.version,
            "language": self.language,
            "sentences": [list(sentence) for sentence in self.sentences],
            "mentions": [list(mention) for mention in self.mentions],
            "quotes": [list(quote) for quote in self.quotes],
            "warnings": [warning.to_json() for warning in self.warnings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Analysis:
        """Make the analysis that :meth:`to_json` described."""
        return cls(
            article=data["article"],
            version=data["version"],
            language=data["language"],
            sentences=tuple(Sentence._make(row) for row in data["sentences"]),
            mentions=tuple(RawMention._make(row) for row in data["mentions"]),
            quotes=tuple(RawQuote._make(row) for row in data["quotes"]),
            warnings=tuple(Message.from_json(warning) for warning in data["warnings"]),
        )
