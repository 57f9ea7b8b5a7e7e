"""What a comparison is: sentences, entities, matches, groups, phrases and quotes over several articles.

Every ``start`` and ``end`` is a half-open range of code points in the canonical text of its article; every ``article``
is the position of an article in the comparison; every ``sentence`` a position in that article's list of sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from viewer.analysis.corrections import NO_CORRECTIONS, Anchor, Corrections
from viewer.article.messages import Message
from viewer.article.model import Article

SCHEMA = 1
DEFAULT_THRESHOLD = 70
LOWEST_THRESHOLD = 40
"""Pairs that score less are not kept, so the threshold can move down to here without comparing again."""

EntityLabel = Literal["person", "place", "organisation", "group", "event", "other"]
MatchKind = Literal["verbatim", "edited", "reworded"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader may choose about a comparison.

    ``threshold`` is the lowest score (0-100) of a match that is shown. ``min_words`` is the shortest sentence, in
    words, that may match.
    """

    threshold: int = DEFAULT_THRESHOLD
    min_words: int = 3

    def to_json(self) -> dict[str, Any]:
        """Return the settings as plain data."""
        return {"threshold": self.threshold, "min_words": self.min_words}


class Sentence(NamedTuple):
    """A sentence of an article and the index of the paragraph that holds it."""

    start: int
    end: int
    paragraph: int


class SentenceRef(NamedTuple):
    """One sentence of one article of a comparison."""

    article: int
    sentence: int


class Mention(NamedTuple):
    """Where an article names an entity."""

    article: int
    start: int
    end: int
    text: str


class SameRun(NamedTuple):
    """A run of words that two sentences share: the same words at two places."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


class Passage(NamedTuple):
    """A range of one article."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place, organisation … with all its mentions in all articles, in text order.

    ``links`` says, for each surface form that is not the name itself, in one sentence why it is the same entity.
    """

    id: str
    name: str
    label: EntityLabel
    mentions: tuple[Mention, ...]
    links: tuple[tuple[str, Message], ...] = ()

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles that mention the entity, in order."""
        return tuple(sorted({mention.article for mention in self.mentions}))

    def explain(self, form: str) -> Message:
        """Say in one sentence why ``form`` is taken for this entity."""
        reasons = dict(self.links)
        return reasons.get(form, Message("“{form}” is the name itself.", form=form))

    @property
    def shared(self) -> bool:
        """Whether two or more articles mention it."""
        return len({mention.article for mention in self.mentions}) > 1


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of different articles (``a.article < b.article``) that say nearly the same.

    ``score`` is 0-100. ``same`` lists the runs of words that agree. ``why`` explains the score in one sentence.
    ``confirmed`` says that the reader does: then it is a match at every threshold.
    """

    a: SentenceRef
    b: SentenceRef
    score: float
    kind: MatchKind
    same: tuple[SameRun, ...]
    why: Message
    confirmed: bool = False

    def explain(self) -> Message:
        """Say in one sentence why the two sentences match, and what speaks against it."""
        return self.why

    def other(self, ref: SentenceRef) -> SentenceRef:
        """Return the counterpart of ``ref`` in this match."""
        return self.b if ref == self.a else self.a


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that two or more articles share; ``sentences`` holds the sentence around each member."""

    members: tuple[Passage, ...]
    sentences: tuple[SentenceRef, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of several articles that match each other: one statement, several wordings, in article order."""

    id: str
    members: tuple[SentenceRef, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, marks included, with speaker and reporting verb where found.

    ``speaker`` is an entity id, ``speaker_text`` the words that name the speaker and ``speaker_start/end`` their place.
    ``named`` is False for "officials", "a source", and where nobody was found.
    """

    article: int
    start: int
    end: int
    speaker: str | None = None
    speaker_text: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    verb: str | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """Something the reader should know about one article (None: about all of them)."""

    article: int | None
    message: Message


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything two or more articles share, and where they differ.

    ``pairs`` keeps every scored pair down to :data:`LOWEST_THRESHOLD` and ``runs`` every shared run of words;
    ``matches``, ``phrases`` and ``groups`` are what the settings and the reader's ``corrections`` leave of them. Make
    one with :func:`viewer.analysis.selection.select`, which also moves the threshold, without comparing again. Where
    the reader corrected entities or speakers, ``found`` is the comparison with those of the machine, and ``hidden``
    holds the entities that the reader took out of everything else.
    """

    settings: Settings
    articles: tuple[Article, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    entities: tuple[Entity, ...]
    pairs: tuple[Match, ...]
    runs: tuple[Phrase, ...]
    quotes: tuple[Quote, ...]
    warnings: tuple[ArticleWarning, ...]
    matches: tuple[Match, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    groups: tuple[Group, ...] = ()
    matched: frozenset[SentenceRef] = field(default_factory=frozenset)
    corrections: Corrections = NO_CORRECTIONS
    found: Comparison | None = field(default=None, compare=False, repr=False)
    hidden: tuple[Entity, ...] = ()

    def anchor(self, ref: SentenceRef) -> Anchor:
        """Return the lasting name of a sentence."""
        sentence = self.sentences[ref.article][ref.sentence]
        return self.articles[ref.article].id, sentence.start, sentence.end

    def place(self, passage: Mention | Quote | Passage) -> Anchor:
        """Return the lasting name of a mention, a quotation or any passage."""
        return self.articles[passage.article].id, passage.start, passage.end

    def sentence_text(self, ref: SentenceRef) -> str:
        """Return the words of a sentence as the article has them."""
        sentence = self.sentences[ref.article][ref.sentence]
        return self.articles[ref.article].text[sentence.start : sentence.end]

    def unmatched(self, article: int) -> tuple[int, ...]:
        """Return the sentences of an article with no match in the others at this threshold."""
        return tuple(i for i in range(len(self.sentences[article])) if SentenceRef(article, i) not in self.matched)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison in the documented JSON contract, schema 1."""
        return {
            "schema": SCHEMA,
            "settings": self.settings.to_json(),
            "articles": [self._article(i) for i in range(len(self.articles))],
            "entities": [_entity(entity) for entity in self.entities],
            "matches": [_match(match) for match in self.matches],
            "phrases": [{"members": [passage._asdict() for passage in phrase.members]} for phrase in self.phrases],
            "groups": [{"id": g.id, "members": [ref._asdict() for ref in g.members]} for g in self.groups],
            "quotes": [_quote(quote) for quote in self.quotes],
            "warnings": [{"article": w.article, "message": str(w.message)} for w in self.warnings],
        }

    def _article(self, index: int) -> dict[str, Any]:
        article = self.articles[index]
        return {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "published": article.published,
            "language": article.language,
            "text": article.text,
            "paragraphs": [
                {"start": p.start, "end": p.end, "kind": p.kind, "why": str(p.why)} for p in article.paragraphs
            ],
            "sentences": [
                {"start": s.start, "end": s.end, "unmatched": SentenceRef(index, i) not in self.matched}
                for i, s in enumerate(self.sentences[index])
            ],
        }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "label": entity.label,
        "articles": list(entity.articles),
        "mentions": [mention._asdict() for mention in entity.mentions],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "a": match.a._asdict(),
        "b": match.b._asdict(),
        "score": match.score,
        "kind": match.kind,
        "same": [list(run) for run in match.same],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    names = ("article", "start", "end", "speaker", "speaker_text", "speaker_start", "speaker_end", "verb", "named")
    return {name: getattr(quote, name) for name in names}


def to_cache(comparison: Comparison) -> dict[str, Any]:
    """Return what :func:`from_cache` needs, besides the articles, to make the comparison again (plain JSON data).

    That is the machine's work; the reader's corrections are kept elsewhere.
    """
    comparison = comparison.found or comparison
    return {
        "settings": comparison.settings.to_json(),
        "sentences": comparison.sentences,
        "entities": [
            [e.id, e.name, e.label, e.mentions, [[form, why.to_json()] for form, why in e.links]]
            for e in comparison.entities
        ],
        "pairs": [[m.a, m.b, m.score, m.kind, m.same, m.why.to_json()] for m in comparison.pairs],
        "runs": [[run.members, run.sentences] for run in comparison.runs],
        "quotes": [_quote(quote) for quote in comparison.quotes],
        "warnings": [[w.article, w.message.to_json()] for w in comparison.warnings],
    }


def from_cache(data: Mapping[str, Any], articles: tuple[Article, ...]) -> Comparison:
    """Make the comparison of ``articles`` that :func:`to_cache` described; nothing is selected in it yet."""
    ref = SentenceRef._make
    return Comparison(
        settings=Settings(**data["settings"]),
        articles=articles,
        sentences=tuple([tuple(map(Sentence._make, rows)) for rows in data["sentences"]]),
        entities=tuple(
            [
                Entity(
                    identity,
                    name,
                    label,
                    tuple(map(Mention._make, mentions)),
                    tuple((form, Message.from_json(why)) for form, why in links),
                )
                for identity, name, label, mentions, links in data["entities"]
            ]
        ),
        pairs=tuple(
            [
                Match(ref(a), ref(b), score, kind, tuple(map(SameRun._make, same)), Message.from_json(why))
                for a, b, score, kind, same, why in data["pairs"]
            ]
        ),
        runs=tuple(
            [
                Phrase(tuple(map(Passage._make, members)), tuple(map(ref, sentences)))
                for members, sentences in data["runs"]
            ]
        ),
        quotes=tuple([Quote(**quote) for quote in data["quotes"]]),
        warnings=tuple([ArticleWarning(article, Message.from_json(text)) for article, text in data["warnings"]]),
    )


def with_selection(
    comparison: Comparison,
    settings: Settings,
    matches: tuple[Match, ...],
    phrases: tuple[Phrase, ...],
    groups: tuple[Group, ...],
) -> Comparison:
    """Return the comparison with another selection of its pairs and runs."""
    matched = frozenset(ref for match in matches for ref in (match.a, match.b))
    return replace(comparison, settings=settings, matches=matches, phrases=phrases, groups=groups, matched=matched)
