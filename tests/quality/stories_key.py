"""The sample stories and their keys: what a careful reader marked in them, found again in the text of an Article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from viewer.data import data_folder

from .stories_text import visible_lines

Span = tuple[int, int]
"""A half-open range of characters."""

LineKind = Literal["title", "caption", "boilerplate", "either", "content"]
_TOKEN = re.compile(r"\w+|[^\w\s]")

SEEDS = data_folder("seeds")
OPEN = Path(__file__).with_name("stories")


@dataclass(frozen=True, slots=True)
class KeySentence:
    """A whole sentence of one article (its position in the story), as the key spells it."""

    article: int
    text: str


@dataclass(frozen=True, slots=True)
class KeyMatch:
    """Two sentences that say the same; ``kind`` is None where a fair judge could decide either way."""

    a: KeySentence
    b: KeySentence
    kind: str | None


@dataclass(frozen=True, slots=True)
class KeyEntity:
    """A named entity and its surface forms by article position. A ``doubtful`` one counts neither for nor against."""

    name: str
    label: str
    forms: dict[int, tuple[str, ...]]
    doubtful: bool = False

    @property
    def shared(self) -> bool:
        """Whether two or more articles name it."""
        return len(self.forms) > 1


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """A quotation of three words or more, marks included; ``speaker`` is a name, other words, or None."""

    article: int
    text: str
    speaker: str | None
    named: bool


@dataclass(frozen=True)
class KeyArticle:
    """One article file, what its key says about it, and the text a person sees in it (``seen``, a line a paragraph)."""

    path: Path
    title: str
    outlet: str
    byline: str | None
    published: str | None
    boilerplate: tuple[str, ...]
    captions: tuple[str, ...]
    either: tuple[str, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The visible lines of the file."""
        return tuple(visible_lines(self.path))

    @cached_property
    def seen(self) -> str:
        """The visible text: the lines, joined by line feeds."""
        return "\n".join(self.lines)

    def kind(self, line: str) -> LineKind:
        """Return what a visible line is, by the key."""
        if line in self.boilerplate:
            return "boilerplate"
        if line in self.either:
            return "either"
        if line in self.captions:
            return "caption"
        return "title" if line == self.title else "content"

    def line_spans(self) -> Iterator[tuple[Span, LineKind]]:
        """Yield each visible line's range in ``seen`` and its kind."""
        start = 0
        for line in self.lines:
            yield (start, start + len(line)), self.kind(line)
            start += len(line) + 1

    def article_spans(self) -> list[Span]:
        """Return the ranges of ``seen`` that belong to the article, not to the page."""
        return [span for span, kind in self.line_spans() if kind != "boilerplate"]

    def find(self, text: str) -> list[Span]:
        """Return where ``text`` stands in ``seen``, in lines that belong to the article, not inside a longer word."""
        pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
        return [match.span() for span in self.article_spans() for match in pattern.finditer(self.seen, *span)]


@dataclass(frozen=True)
class KeyStory:
    """A story: its articles in reading order and everything its key says; only the sample stories plant lessons."""

    folder: Path
    title: str
    held: bool
    articles: tuple[KeyArticle, ...]
    entities: tuple[KeyEntity, ...]
    matches: tuple[KeyMatch, ...]
    quotes: tuple[KeyQuote, ...]
    lessons: dict[str, tuple[str, ...]]

    @property
    def sample(self) -> bool:
        """Whether it is one of the stories that come with the program (``seeds``)."""
        return self.folder.parent == SEEDS

    def mentions(self, article: int) -> list[tuple[Span, KeyEntity]]:
        """Return the entities named in ``seen`` of one article; a longer form wins over one inside it."""
        forms = [(form, entity) for entity in self.entities for form in entity.forms.get(article, ())]
        taken: list[tuple[Span, KeyEntity]] = []
        for form, entity in sorted(forms, key=lambda pair: -len(pair[0])):
            for span in self.articles[article].find(form):
                if not any(overlap(span, other) for other, _ in taken):
                    taken.append((span, entity))
        return sorted(taken, key=lambda pair: pair[0])


@dataclass(frozen=True)
class Alignment:
    """Where the characters of one text stand in another that has the same words but other white space and furniture."""

    source: str
    target: str
    _tokens: dict[int, tuple[Span, Span]] = field(init=False)

    def __post_init__(self) -> None:
        ours, theirs = list(_TOKEN.finditer(self.source)), list(_TOKEN.finditer(self.target))
        words = [[token.group() for token in tokens] for tokens in (ours, theirs)]
        blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
        pairs = ((ours[b.a + i].span(), theirs[b.b + i].span()) for b in blocks for i in range(b.size))
        object.__setattr__(self, "_tokens", {source[0]: (source, target) for source, target in pairs})

    def tokens(self, span: Span) -> list[tuple[Span, Span | None]]:
        """Return the words of a range of ``source``, each with its range in ``target`` (None: it is not there)."""
        found = (match.span() for match in _TOKEN.finditer(self.source, *span))
        return [(token, self._tokens[token[0]][1] if token[0] in self._tokens else None) for token in found]

    def range(self, span: Span) -> Span | None:
        """Return the range of ``target`` from the first to the last word of ``span``; None if under half are there."""
        words = self.tokens(span)
        there = [target for _, target in words if target is not None]
        return (there[0][0], there[-1][1]) if 2 * len(there) > len(words) else None


def overlap(a: Span, b: Span) -> int:
    """Return how many characters two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def load_story(folder: Path) -> KeyStory:
    """Read ``story.json`` and ``key.json`` of a story's folder."""
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    names: list[str] = story["articles"]
    at = {name: position for position, name in enumerate(names)}
    return KeyStory(
        folder=folder,
        title=story["title"],
        held=story["held"],
        articles=tuple(_article(folder / name, key["articles"][name]) for name in names),
        entities=tuple(_entity(row, at) for row in key["entities"]),
        matches=tuple(_matches(key["matches"], at)) + tuple(_matches(key["doubtful"], at)),
        quotes=tuple(KeyQuote(at[q["article"]], q["text"], q["speaker"], q["named"]) for q in key["quotes"]),
        lessons={lesson: tuple(texts) for lesson, texts in story["lessons"].items()},
    )


def load_stories() -> list[KeyStory]:
    """Return the sample stories, then those written only to tune on (below ``stories``); each half by folder name."""
    return [load_story(path.parent) for root in (SEEDS, OPEN) for path in sorted(root.glob("*/story.json"))]


def _article(path: Path, row: dict[str, Any]) -> KeyArticle:
    lists = {name: tuple(row.get(name, ())) for name in ("boilerplate", "captions", "either")}
    return KeyArticle(path, row["title"], row["outlet"], row["byline"], row["published"], **lists)


def _entity(row: dict[str, Any], at: dict[str, int]) -> KeyEntity:
    forms = {at[name]: tuple(found) for name, found in row["forms"].items()}
    return KeyEntity(row["name"], row["label"], forms, row.get("doubtful", False))


def _matches(rows: Iterable[dict[str, Any]], at: dict[str, int]) -> Iterator[KeyMatch]:
    """Yield the matches with the earlier article first."""
    for row in rows:
        ends = [KeySentence(at[row[end]["article"]], row[end]["sentence"]) for end in ("a", "b")]
        a, b = sorted(ends, key=lambda sentence: sentence.article)
        yield KeyMatch(a, b, row.get("kind"))
