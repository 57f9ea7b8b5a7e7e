"""A sample story, written for these tests, and the fakes that stand in for the rest of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from viewer.analysis.model import (
    Comparison,
    Entity,
    EntityLabel,
    Match,
    MatchKind,
    Mention,
    Quote,
    Sentence,
    SentenceRef,
    Settings,
)
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph
from viewer.library.notes.notes import Note, Passage
from viewer.window.story import OpenStory

WHY = Message("sample paragraph")

HARBOUR = (
    "Harbour wall to be rebuilt after storm",
    "The city council voted on Tuesday to rebuild the harbour wall that last winter’s storm broke in two places.",
    "Mayor Ines Falk said the work would cost 14 million euros and be finished before the next winter.",
    "“We cannot ask people to live behind sandbags for another year,” Falk told reporters outside the town hall.",
    "About 200 residents of Nordholm had gathered on the square.",
)
MORNING = (
    "Council backs new sea wall for Nordholm",
    "On Tuesday the council of Nordholm voted to rebuild the harbour wall, which a storm broke in two places last "
    "winter.",
    "The mayor, Ines Falk, said that the work would cost 14 million euros.",
    "The opposition called the plan too small and asked for a wall one metre higher.",
    "“We cannot ask people to live behind sandbags for another year”, Falk said.",
)
FERRY = (
    "Ferry owners fear a long closure",
    "Ferry owners in Nordholm expect to lose a whole summer while the Harbour Board rebuilds the wall.",
    "Ines Falk said the work would cost 16 million euros and be finished before the next winter.",
    "“Nobody has asked us,” said Jonas Brandt, who runs two boats to the islands.",
)


def article(paragraphs: Sequence[str], outlet: str | None) -> Article:
    """Return an article whose first paragraph is the headline."""
    spans: list[Paragraph] = []
    text = ""
    for index, paragraph in enumerate(paragraphs):
        text += "\n\n" if text else ""
        spans.append(Paragraph(len(text), len(text) + len(paragraph), "body" if index else "title", WHY))
        text += paragraph
    return Article(text, paragraphs[0], tuple(spans), outlet=outlet, published="2025-03-04", language="en")


def sample_articles() -> tuple[Article, ...]:
    """Return three articles on one event."""
    return (
        article(HARBOUR, "The Harbour Post"),
        article(MORNING, "Morning Chronicle"),
        article(FERRY, "Island Ferry News"),
    )


def match(a: tuple[int, int], b: tuple[int, int], score: float, kind: MatchKind, why: str) -> Match:
    """Return a match of sentences given as (article, sentence)."""
    return Match(SentenceRef(*a), SentenceRef(*b), score, kind, (), Message(why))


def entity(articles: Sequence[Article], number: int, label: EntityLabel, *names: str) -> Entity:
    """Return an entity with a mention at every occurrence of its names; a longer name wins over one inside it."""
    found: list[Mention] = []
    for index, known in enumerate(articles):
        taken: set[int] = set()
        for name in sorted(names, key=len, reverse=True):
            start = known.text.find(name)
            while start >= 0:
                if start not in taken:
                    found.append(Mention(index, start, start + len(name), name))
                    taken.update(range(start, start + len(name)))
                start = known.text.find(name, start + len(name))
    links = tuple((name, Message("“{name}” is the only one of that surname here.", name=name)) for name in names[1:])
    return Entity(f"e{number}", names[0], label, tuple(sorted(found)), links)


def plain_comparison(articles: Sequence[Article], *pairs: Match) -> Comparison:
    """Return a comparison in which every paragraph is a sentence, with these pairs and no entities."""
    return Comparison(
        settings=Settings(),
        articles=tuple(articles),
        sentences=tuple(
            tuple(Sentence(p.start, p.end, index) for index, p in enumerate(known.paragraphs)) for known in articles
        ),
        entities=(),
        pairs=pairs,
        runs=(),
        quotes=(),
        warnings=(),
    )


def comparison(articles: Sequence[Article]) -> Comparison:
    """Return a comparison of the sample articles: three groups, one pair below the threshold, nothing selected yet."""
    found = plain_comparison(
        articles,
        match((0, 1), (1, 1), 86.4, "edited", "13 words agree, the order differs."),
        match((0, 2), (1, 2), 81.0, "edited", "11 words agree; “before the next winter” stands on one side only."),
        match((0, 2), (2, 2), 78.2, "edited", "16 words agree, the numbers differ (14 and 16)."),
        match((1, 2), (2, 2), 71.5, "reworded", "9 words agree, the numbers differ (14 and 16)."),
        match((0, 3), (1, 4), 97.3, "verbatim", "The quoted words are the same."),
        match((0, 1), (2, 1), 52.0, "reworded", "4 words agree."),
    )
    entities = (
        entity(articles, 0, "person", "Ines Falk", "Falk"),
        entity(articles, 1, "place", "Nordholm"),
        entity(articles, 2, "organisation", "council", "city council"),
        entity(articles, 3, "organisation", "Harbour Board"),
        entity(articles, 4, "event", "storm"),
        entity(articles, 5, "group", "residents"),
        entity(articles, 6, "person", "Jonas Brandt"),
    )
    return replace(found, entities=entities)


def quoted(known: Comparison) -> Comparison:
    """Return the comparison of the sample articles with two quotations and their speakers."""
    quotes = []
    for article, words, speaker, verb in ((0, "“We cannot", "Falk", "told"), (2, "“Nobody", "Jonas Brandt", "said")):
        text = known.articles[article].text
        start = text.index(words)
        end = text.index("”", start) + 1
        told = text.index(speaker, end)
        entity = next(e for e in known.entities if speaker in {m.text for m in e.mentions})
        quotes.append(Quote(article, start, end, entity.id, speaker, told, told + len(speaker), verb, True))
    return replace(known, quotes=tuple(quotes))


def sample_story(*, compared: bool = True) -> OpenStory:
    """Return the sample story, compared or waiting for its comparison."""
    story = OpenStory()
    articles = sample_articles()
    story.set_articles(articles, "Harbour wall")
    if compared:
        story.set_comparison(comparison(articles))
    return story


def note(story: OpenStory, number: int, index: int, quote: str, colour: str = "a", text: str = "") -> Note:
    """Return a note on the first occurrence of ``quote`` in an article."""
    known = story.articles[index]
    start = known.text.index(quote)
    end = start + len(quote)
    now = "2025-03-04T08:05:00.000+00:00"
    prefix, suffix = known.text[max(0, start - 32) : start], known.text[end : end + 32]
    passage = Passage(known.id, start, end, quote, prefix, suffix)
    return Note(f"n{number}", "s1", (passage,), colour, text, created=now, modified=now)


def sample_notes(story: OpenStory) -> tuple[Note, ...]:
    """Return four notes, one of each colour, not in text order."""
    return (
        note(story, 1, 1, "The opposition called the plan too small", "b", "Only here. Why not in the Post?"),
        note(story, 2, 0, "would cost 14 million euros", "a", "14 or 16? Check the minutes of the council."),
        note(story, 3, 2, "“Nobody has asked us,”", "c"),
        note(story, 4, 0, "About 200 residents", "d", "Nobody else gives a figure."),
    )
