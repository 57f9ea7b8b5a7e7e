"""The scores of the sample stories mean what they say: tried on comparisons made from the keys themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import get_args

from viewer.analysis.model import (
    Comparison,
    Entity,
    EntityLabel,
    Match,
    Mention,
    Quote,
    Sentence,
    SentenceRef,
    Settings,
)
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph, ParagraphKind

from .stories_key import KeyArticle, KeySentence, KeyStory, load_stories
from .stories_score import StoryScore, Tally, score

STORIES = load_stories()


def test_a_perfect_comparison_scores_one() -> None:
    for story in STORIES:
        figures = score(story, perfect(story))
        for metric in StoryScore.__slots__:
            tally: Tally = getattr(figures, metric)
            assert (tally.wrong, tally.missed) == (0, 0), (story.folder.name, metric, tally)
            assert tally.right > 0


def test_a_lost_entity_is_missed() -> None:
    story = STORIES[0]
    whole = perfect(story)
    first = next(i for i, e in enumerate(whole.entities) if e.shared)
    rest = replace(whole, entities=whole.entities[:first] + whole.entities[first + 1 :])
    assert score(story, rest).entities.missed == 1


def test_two_entities_in_one_are_wrong() -> None:
    story = STORIES[0]
    whole = perfect(story)
    one, two = [entity for entity in whole.entities if entity.shared][:2]
    both = replace(one, mentions=tuple(sorted(one.mentions + two.mentions)))
    merged = replace(whole, entities=(both, *(e for e in whole.entities if e not in (one, two))))
    tally = score(story, merged).entities
    assert tally.wrong == 1
    assert tally.missed == 2


def test_one_entity_in_two_is_wrong_once() -> None:
    story = STORIES[0]
    whole = perfect(story)
    most = max(whole.entities, key=lambda entity: min(Counter(m.article for m in entity.mentions).values()))
    halves = [replace(most, id=f"{most.id}.{i}", mentions=most.mentions[i::2]) for i in (0, 1)]
    split = replace(whole, entities=(*halves, *(e for e in whole.entities if e is not most)))
    tally = score(story, split).entities
    assert (tally.wrong, tally.missed) == (int(all(half.shared for half in halves)), 0)


def test_an_invented_match_is_wrong_and_a_lost_one_missed() -> None:
    story = STORIES[0]
    whole = perfect(story)
    first, *others = whole.matches
    known = {(match.a, match.b) for match in whole.matches}
    false = next(replace(first, b=other.b) for other in others if (first.a, other.b) not in known and other.b.article)
    tally = score(story, replace(whole, matches=(false, *others))).matches
    assert (tally.wrong, tally.missed) == (1, 1)


def test_doubtful_matches_count_neither_way() -> None:
    story = next(story for story in STORIES if any(match.kind is None for match in story.matches))
    without = perfect(story)
    assert score(story, perfect(story, doubtful=True)).matches == score(story, without).matches


def test_body_taken_for_furniture_lowers_precision_only() -> None:
    story = STORIES[0]
    whole = perfect(story)
    first = whole.articles[0]
    body = next(i for i, p in enumerate(first.paragraphs) if p.kind == "body")
    hidden = replace(whole, articles=(first.with_kinds({body: "boilerplate"}), *whole.articles[1:]))
    tally = score(story, hidden).boilerplate
    assert tally.recall == 1
    assert tally.precision < 1


def test_dropped_furniture_counts_as_recognised_and_dropped_text_as_wrong() -> None:
    story = STORIES[0]
    key = story.articles[0]
    lines = [line for line in key.lines if key.kind(line) != "boilerplate"]
    assert boilerplate_of(story, lines) == perfect_boilerplate(story)
    assert boilerplate_of(story, lines[:-1]).wrong > 0


def test_a_quote_of_another_speaker_is_a_wrong_speaker() -> None:
    story = STORIES[0]
    whole = perfect(story)
    named = [quote for quote in whole.quotes if quote.named]
    other = next(quote.speaker for quote in named if quote.speaker != named[0].speaker)
    quotes = tuple(replace(quote, speaker=other) if quote is named[0] else quote for quote in whole.quotes)
    figures = score(story, replace(whole, quotes=quotes))
    assert figures.speakers.wrong == 1
    assert figures.quotes.wrong == 0


def boilerplate_of(story: KeyStory, lines: list[str]) -> Tally:
    """Return the tally if the first article had been read as these lines of body."""
    first = article_of(story.articles[0], lines, only_body=True)
    whole = perfect(story)
    blind = replace(
        whole, articles=(first, *whole.articles[1:]), sentences=((), *whole.sentences[1:]), matches=(), quotes=()
    )
    return score(story, replace(blind, entities=())).boilerplate


def perfect_boilerplate(story: KeyStory) -> Tally:
    return score(story, perfect(story)).boilerplate


def perfect(story: KeyStory, doubtful: bool = False) -> Comparison:
    """Return the comparison that says exactly what the key says."""
    matches = [match for match in story.matches if doubtful or match.kind is not None]
    ends: list[list[Sentence]] = [[] for _ in story.articles]
    places = {end: place(story, end, ends) for match in matches for end in (match.a, match.b)}
    return Comparison(
        settings=Settings(),
        articles=tuple(article_of(key, list(key.lines)) for key in story.articles),
        sentences=tuple(map(tuple, ends)),
        entities=entities_of(story),
        pairs=(),
        runs=(),
        quotes=tuple(quotes_of(story)),
        warnings=(),
        matches=tuple(
            Match(places[match.a], places[match.b], 100.0, "edited", (), Message("the key says so"))
            for match in matches
        ),
    )


def article_of(key: KeyArticle, lines: list[str], only_body: bool = False) -> Article:
    paragraphs = []
    start = 0
    for line in lines:
        kind = "body" if only_body else paragraph_kind(key, line)
        paragraphs.append(Paragraph(start, start + len(line), kind, Message("the key says so")))
        start += len(line) + 2
    return Article(
        "\n\n".join(lines), key.title, tuple(paragraphs), key.outlet, key.byline, key.published, path=str(key.path)
    )


def paragraph_kind(key: KeyArticle, line: str) -> ParagraphKind:
    kind = key.kind(line)
    return "body" if kind == "content" or kind == "either" else kind


def place(story: KeyStory, end: KeySentence, sentences: list[list[Sentence]]) -> SentenceRef:
    """Add the sentence to its article's list and return where it stands there."""
    start, stop = canonical(story.articles[end.article], story.articles[end.article].find(end.text)[0])
    sentences[end.article].append(Sentence(start, stop, 0))
    return SentenceRef(end.article, len(sentences[end.article]) - 1)


def canonical(key: KeyArticle, span: tuple[int, int]) -> tuple[int, int]:
    """Return the range in the article made by :func:`article_of`, which has an empty line after each paragraph."""
    shift = key.seen.count("\n", 0, span[0])
    return span[0] + shift, span[1] + shift


def entities_of(story: KeyStory) -> tuple[Entity, ...]:
    mentions: dict[str, list[Mention]] = {entity.name: [] for entity in story.entities}
    for position, article in enumerate(story.articles):
        for span, entity in story.mentions(position):
            mentions[entity.name].append(Mention(position, *canonical(article, span), article.seen[slice(*span)]))
    labels = {label: label for label in get_args(EntityLabel)}
    return tuple(Entity(e.name, e.name, labels[e.label], tuple(mentions[e.name])) for e in story.entities)


def quotes_of(story: KeyStory) -> list[Quote]:
    rows = []
    for quote in story.quotes:
        span = canonical(story.articles[quote.article], story.articles[quote.article].find(quote.text)[0])
        rows.append(
            Quote(quote.article, *span, quote.speaker if quote.named else None, quote.speaker, named=quote.named)
        )
    return rows
