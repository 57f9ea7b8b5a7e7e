"""How far a comparison of a sample story agrees with its key. Everything here is a pure function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewer.analysis.model import Comparison, Entity, Quote, SentenceRef
from viewer.article.model import Article

from .stories_key import Alignment, KeyArticle, KeyEntity, KeyQuote, KeySentence, KeyStory, Span, overlap

_SAME_NAME = 2 / 3
_SAME_SENTENCE = 0.6
_SAME_QUOTE = 0.8
_QUOTE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers were right, how many given answers were wrong, how many right answers were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of the given answers that are right (1 if none was given)."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the right answers that were given (1 if there are none)."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class StoryScore:
    """All figures of one story, or of several added up.

    ``boilerplate`` counts characters that are not white space; ``speakers`` only the quotations that were found;
    ``metadata`` one answer per article for each of title, outlet, byline and date.
    """

    entities: Tally = Tally()
    matches: Tally = Tally()
    boilerplate: Tally = Tally()
    quotes: Tally = Tally()
    speakers: Tally = Tally()
    metadata: Tally = Tally()

    def __add__(self, other: StoryScore) -> StoryScore:
        return StoryScore(
            self.entities + other.entities,
            self.matches + other.matches,
            self.boilerplate + other.boilerplate,
            self.quotes + other.quotes,
            self.speakers + other.speakers,
            self.metadata + other.metadata,
        )


class Judge:
    """Compares what was found in a story with its key, in the offsets of the articles' canonical texts."""

    def __init__(self, story: KeyStory, comparison: Comparison) -> None:
        self.story = story
        self.comparison = comparison
        self.alignments = [
            Alignment(key.seen, article.text) for key, article in zip(story.articles, comparison.articles, strict=True)
        ]
        self.mentions = [self._key_mentions(article) for article in range(len(story.articles))]

    def score(self) -> StoryScore:
        """Return all figures of the story."""
        quotes, speakers = self.quotes()
        return StoryScore(self.entities(), self.matches(), self.boilerplate(), quotes, speakers, self.metadata())

    # entities

    def entities(self) -> Tally:
        """Tally the shared entities.

        A found entity that two or more articles mention *corresponds* to a key entity if their mentions overlap in at
        least two of the same articles. It is right if that key entity is shared and none of its mentions names
        another. It is wrong if it corresponds to none, mixes two, or splits one that was already found. What mostly
        names a doubtful key entity is left out.
        """
        found: set[str] = set()
        wrong = 0
        for entity in sorted((e for e in self.comparison.entities if e.shared), key=lambda e: -len(e.mentions)):
            answer = self._corresponding(entity)
            if answer is None or (not answer.doubtful and answer.name in found):
                wrong += 1
            elif not answer.doubtful:
                found.add(answer.name)
        shared = {entity.name for entity in self.story.entities if entity.shared and not entity.doubtful}
        return Tally(len(found), wrong, len(shared - found))

    def _corresponding(self, entity: Entity) -> KeyEntity | None:
        named = [(m.article, key) for m in entity.mentions for key in self._named_at(m.article, (m.start, m.end))]
        if not named:
            return None
        name = Counter(key.name for _, key in named).most_common(1)[0][0]
        answer = next(key for _, key in named if key.name == name)
        in_two = len({article for article, key in named if key.name == name}) > 1
        pure = all(key.name == name or key.doubtful for _, key in named)
        return answer if answer.doubtful or (in_two and pure) else None

    def _named_at(self, article: int, span: Span) -> list[KeyEntity]:
        span = _without_the(self.comparison.articles[article].text, span)
        return [entity for place, entity in self.mentions[article] if _same_mention(span, place, entity.label)]

    def _key_mentions(self, article: int) -> list[tuple[Span, KeyEntity]]:
        found = ((self.alignments[article].range(span), entity) for span, entity in self.story.mentions(article))
        text = self.comparison.articles[article].text
        return [(_without_the(text, span), entity) for span, entity in found if span is not None]

    # matches

    def matches(self) -> Tally:
        """Tally the matches at the comparison's threshold.

        A found pair is right if both its sentences are those of a key match: they share three fifths of the shorter
        one, and neither is three times as long as the other. Doubtful pairs are left out.
        """
        places = {sentence: self._place(sentence) for match in self.story.matches for sentence in (match.a, match.b)}
        found: set[int] = set()
        wrong = 0
        for pair in self.comparison.matches:
            hits = {
                i
                for i, match in enumerate(self.story.matches)
                if self._is(pair.a, match.a.article, places[match.a])
                and self._is(pair.b, match.b.article, places[match.b])
            }
            wrong += not hits
            found |= hits
        sure = {i for i, match in enumerate(self.story.matches) if match.kind is not None}
        return Tally(len(found & sure), wrong, len(sure - found))

    def _place(self, sentence: KeySentence) -> Span | None:
        spans = self.story.articles[sentence.article].find(sentence.text)
        return self.alignments[sentence.article].range(spans[0]) if spans else None

    def _is(self, ref: SentenceRef, article: int, place: Span | None) -> bool:
        if ref.article != article or place is None:
            return False
        found = self.comparison.sentences[article][ref.sentence]
        lengths = sorted((found.end - found.start, place[1] - place[0]))
        return overlap((found.start, found.end), place) >= _SAME_SENTENCE * lengths[0] and lengths[1] <= 3 * lengths[0]

    # boilerplate

    def boilerplate(self) -> Tally:
        """Tally the characters of the page's furniture.

        Furniture that the reader dropped counts as recognised; article text that it dropped, as taken for furniture.
        """
        total = Tally()
        for key, article, alignment in zip(self.story.articles, self.comparison.articles, self.alignments, strict=True):
            total += _boilerplate(key, article, alignment)
        return total

    # quotes

    def quotes(self) -> tuple[Tally, Tally]:
        """Tally the quotations of three words or more, and the speakers of those that were found."""
        found = {i: self._quote(quote) for i, quote in enumerate(self.story.quotes)}
        right = {i: quote for i, quote in found.items() if quote is not None}
        given = [q for q in self.comparison.quotes if len(re.findall(r"\w+", self._words(q))) >= _QUOTE_WORDS]
        spoken = sum(self._speaker_right(self.story.quotes[i], quote) for i, quote in right.items())
        wrong = sum(quote not in right.values() for quote in given)
        return Tally(len(right), wrong, len(found) - len(right)), Tally(spoken, len(right) - spoken)

    def _words(self, quote: Quote) -> str:
        return self.comparison.articles[quote.article].text[quote.start : quote.end]

    def _quote(self, key: KeyQuote) -> Quote | None:
        spans = self.story.articles[key.article].find(key.text)
        place = self.alignments[key.article].range(spans[0]) if spans else None
        if place is None:
            return None
        candidates = (quote for quote in self.comparison.quotes if quote.article == key.article)
        return next((quote for quote in candidates if _closeness((quote.start, quote.end), place) >= _SAME_QUOTE), None)

    def _speaker_right(self, key: KeyQuote, quote: Quote) -> bool:
        """Whether a named speaker is that entity, or an unnamed one is called so and stands where it should."""
        if quote.named != key.named:
            return False
        if key.named:
            return self._is_called(quote, key.speaker or "")
        return key.speaker is None or _alike(key.speaker, quote.speaker_text)

    def _is_called(self, quote: Quote, name: str) -> bool:
        entity = next((entity for entity in self.comparison.entities if entity.id == quote.speaker), None)
        if entity is None:
            return _alike(name, quote.speaker_text)
        names = Counter(key.name for m in entity.mentions for key in self._named_at(m.article, (m.start, m.end)))
        return bool(names) and names.most_common(1)[0][0] == name

    # metadata

    def metadata(self) -> Tally:
        """Tally title, outlet, byline and date (the day) of every article."""
        pairs = zip(self.story.articles, self.comparison.articles, strict=True)
        answers = [right for key, article in pairs for right in _metadata(key, article).values()]
        return Tally(sum(answers), len(answers) - sum(answers))


def score(story: KeyStory, comparison: Comparison) -> StoryScore:
    """Return how far ``comparison``, of the story's articles in reading order, agrees with the story's key."""
    return Judge(story, comparison).score()


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _same_mention(found: Span, key: Span, label: str) -> bool:
    """Whether two ranges name the same thing: most of their union is common, or a person's name ends both."""
    return _closeness(found, key) >= _SAME_NAME or (
        label == "person" and overlap(found, key) > 0 and found[1] == key[1]
    )


def _without_the(text: str, span: Span) -> Span:
    return (span[0] + 4, span[1]) if text[span[0] : span[1]].lower().startswith("the ") else span


def _closeness(a: Span, b: Span) -> float:
    common = overlap(a, b)
    return common / (a[1] - a[0] + b[1] - b[0] - common)


def _alike(name: str, words: str | None) -> bool:
    """Whether two ways to name a speaker are equal, or have a word of more than three letters in common."""
    a, b = _plain(name), _plain(words)
    return a == b or bool({word for word in a.split() if len(word) > 3} & set(b.split()))


def _boilerplate(key: KeyArticle, article: Article, alignment: Alignment) -> Tally:
    furniture = [(p.start, p.end) for p in article.paragraphs if p.kind == "boilerplate"]
    right = wrong = missed = 0
    for span, kind in key.line_spans():
        for token, place in alignment.tokens(span):
            size = token[1] - token[0]
            marked = place is None or any(overlap(place, other) for other in furniture)
            right += size * (kind == "boilerplate" and marked)
            missed += size * (kind == "boilerplate" and not marked)
            wrong += size * (kind not in ("boilerplate", "either") and marked)
    return Tally(right, wrong, missed)


def _metadata(key: KeyArticle, article: Article) -> dict[str, bool]:
    return {
        "title": _plain(article.title) == _plain(key.title),
        "outlet": _plain(article.outlet).removeprefix("the ") == _plain(key.outlet).removeprefix("the "),
        "byline": _plain(key.byline) in _plain(article.byline) if key.byline else not article.byline,
        "published": (article.published or "")[:10] == (key.published or "")[:10],
    }


def _plain(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def total(scores: Iterable[StoryScore]) -> StoryScore:
    """Return several scores added up."""
    return sum(scores, StoryScore())


def report(name: str, figures: StoryScore) -> Sequence[dict[str, object]]:
    """Return one row of plain data per metric."""
    return [
        {
            "story": name,
            "metric": metric,
            "precision": round(tally.precision, 3),
            "recall": round(tally.recall, 3),
            "f1": round(tally.f1, 3),
            "right": tally.right,
            "wrong": tally.wrong,
            "missed": tally.missed,
        }
        for metric in StoryScore.__slots__
        for tally in (getattr(figures, metric),)
    ]
