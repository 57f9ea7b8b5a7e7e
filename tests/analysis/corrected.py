"""Three small articles with what a machine found in them, and what the reader's corrections make of it."""

from __future__ import annotations

from collections import Counter

from helpers import article

from viewer.analysis.corrections import Corrections
from viewer.analysis.model import (
    Comparison,
    Entity,
    Match,
    Mention,
    Quote,
    SentenceRef,
    Settings,
)
from viewer.analysis.selection import select
from viewer.analysis.sentences import article_sentences
from viewer.article.messages import Message

NAMES = ("Kerry", "John Kerry", "Wang", "Beijing")
TEXTS = (
    "Talks\n\nJohn Kerry met Wang in Beijing. “We agree,” Kerry said. Wang spoke of 3 days.",
    "More talks\n\nKerry and Wang met for 4 days. In Beijing it rained. “No,” he said.",
    "Rain\n\nIt rained in Beijing. Nobody else was there with John Kerry.",
)
ARTICLES = tuple(article(text) for text in TEXTS)
LINK = Message("“{form}” can only be {name} here: no one else is called so", form="Kerry", name="John Kerry")


def mentions_of(*names: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for index, known in enumerate(ARTICLES):
        taken: set[int] = set()
        for name in sorted(names, key=len, reverse=True):
            start = known.text.find(name)
            while start >= 0:
                if not taken & set(range(start, start + len(name))):
                    found.append(Mention(index, start, start + len(name), name))
                    taken |= set(range(start, start + len(name)))
                start = known.text.find(name, start + 1)
    return tuple(sorted(found))


def quote_of(index: int, words: str, speaker: str | None, said_by: str | None) -> Quote:
    text = ARTICLES[index].text
    start = text.index(words)
    if said_by is None:
        return Quote(index, start, start + len(words))
    place = text.index(said_by, start)
    return Quote(
        index, start, start + len(words), speaker, said_by, place, place + len(said_by), "said", speaker is not None
    )


def machine() -> Comparison:
    """What the machine found in the three articles, nothing corrected."""
    found = Comparison(
        settings=Settings(),
        articles=ARTICLES,
        sentences=tuple(article_sentences(known) for known in ARTICLES),
        entities=(
            Entity("e1", "John Kerry", "person", mentions_of("John Kerry", "Kerry"), (("Kerry", LINK),)),
            Entity("e2", "Wang", "person", mentions_of("Wang")),
            Entity("e3", "Beijing", "place", mentions_of("Beijing")),
        ),
        pairs=(
            Match(SentenceRef(0, 1), SentenceRef(1, 1), 82.0, "reworded", (), Message("4 of 7 words agree")),
            Match(SentenceRef(1, 2), SentenceRef(2, 1), 55.0, "edited", (), Message("3 of 4 words agree")),
        ),
        runs=(),
        quotes=(quote_of(0, "“We agree,”", "e1", "Kerry"), quote_of(1, "“No,”", "e2", "he")),
        warnings=(),
    )
    return select(found, Settings())


def named(comparison: Comparison, name: str) -> Entity:
    return next(entity for entity in (*comparison.entities, *comparison.hidden) if entity.name == name)


def corrected(comparison: Comparison, corrections: Corrections) -> Comparison:
    return select(comparison, comparison.settings, corrections)


def parts(comparison: Comparison) -> set[tuple[str, frozenset[Mention]]]:
    return {(entity.name, frozenset(entity.mentions)) for entity in comparison.entities}


def all_mentions(comparison: Comparison) -> Counter[Mention]:
    return Counter(m for entity in (*comparison.entities, *comparison.hidden) for m in entity.mentions)
