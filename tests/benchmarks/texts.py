"""Texts to measure with: made from the sample stories, so they look like news, and always the same."""

from __future__ import annotations

import random
from pathlib import Path

from viewer.analysis.model import Comparison, Entity, Match, Mention, SameRun, Sentence, SentenceRef, Settings
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph
from viewer.article.reading import read_article
from viewer.data import data_folder

_LABELS = ("person", "place", "organisation", "group", "event")


def sample_paragraphs() -> list[str]:
    """Return the body paragraphs of all plain-text sample articles."""
    found = []
    for path in sorted(data_folder("seeds").glob("*/*.txt")):
        article = read_article(path)
        found += [article.paragraph_text(i) for i, p in enumerate(article.paragraphs) if p.kind == "body"]
    return found


def write_articles(folder: Path, count: int, words: int = 600) -> list[Path]:
    """Write plain-text articles of about ``words`` words into a folder."""
    paths = []
    for number in range(count):
        path = folder / f"article-{number}.txt"
        path.write_text(f"Report number {number + 1} on the talks\n\n" + long_text(words, number), encoding="utf-8")
        paths.append(path)
    return paths


def long_text(words: int, seed: int = 0) -> str:
    """Return paragraphs with so many words in all."""
    source = sample_paragraphs()
    chance = random.Random(seed)
    chance.shuffle(source)
    vocabulary = [word for paragraph in source for word in paragraph.split() if word.islower() and word.isalpha()]
    chosen, count = [], 0
    while count < words:
        paragraph = source[len(chosen) % len(source)]
        chosen.append(paragraph if len(chosen) < len(source) else _other_words(paragraph, vocabulary, chance))
        count += len(chosen[-1].split())
    return "\n\n".join(chosen)


def _other_words(paragraph: str, vocabulary: list[str], chance: random.Random) -> str:
    """Return a paragraph with most of its common words exchanged: real texts do not repeat themselves."""
    swapped = (
        chance.choice(vocabulary) if word.islower() and chance.random() < 0.8 else word for word in paragraph.split()
    )
    return " ".join(swapped)


def article_of(words: int, seed: int = 0) -> Article:
    """Return an article whose every paragraph is body."""
    text = long_text(words, seed)
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(part), "body", Message("benchmark")))
        start += len(part) + 2
    return Article(text, "Benchmark", tuple(paragraphs))


def marked_comparison(article: Article, marks: int) -> Comparison:
    """Return a comparison of an article with a copy of itself that marks ``marks`` words and sentences."""
    sentences = tuple(Sentence(p.start, p.end, i) for i, p in enumerate(article.paragraphs))
    words = [found for found in _words(article.text) if found[1] - found[0] > 3]
    step = max(1, len(words) // max(1, marks - len(sentences)))
    chosen = words[::step][: max(0, marks - len(sentences))]
    entities = tuple(
        Entity(
            f"e{number}",
            label,
            label,
            tuple(Mention(a, s, e, article.text[s:e]) for a in (0, 1) for s, e in chosen[number :: len(_LABELS)]),
        )
        for number, label in enumerate(_LABELS)
    )
    pairs = tuple(
        Match(SentenceRef(0, i), SentenceRef(1, i), 100.0, "verbatim", (SameRun(s.start, s.end, s.start, s.end),), _WHY)
        for i, s in enumerate(sentences[:marks])
    )
    return Comparison(Settings(), (article, article), (sentences, sentences), entities, pairs, (), (), ())


_WHY = Message("benchmark")


def _words(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for word in text.split(" "):
        found.append((start, start + len(word)))
        start += len(word) + 1
    return [(s, e) for s, e in found if "\n" not in text[s:e]]
