"""Articles for a large library: 600 words as common and as rare as in real texts, always the same."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from tests.benchmarks.texts import sample_paragraphs
from viewer.analysis.sentences import split_sentences
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph

WORDS = 600
_VOCABULARY = 60_000
_SENTENCE, _PARAGRAPH = 20, 60
_SYLLABLES = "ka lo mer tin dor vas pel ri sta gun bel no fi hel ster wick ham ton er an is ou cre pan".split()
_LANGUAGES = ("en",) * 17 + ("de", "fr", "und")
_PAIRS = Path(__file__).parents[1] / "quality" / "pairs.jsonl"
_WHY = Message("benchmark")


def known_sentences() -> list[str]:
    """Return the sentences of the sample stories and of the graded pairs: real ones, to be found again in copies."""
    texts = sample_paragraphs()
    found = [text[start:end] for text in texts for start, end in split_sentences(text)]
    for line in _PAIRS.read_text(encoding="utf-8").splitlines():
        found += [json.loads(line)[side] for side in ("a", "b")]
    return [sentence for sentence in dict.fromkeys(found) if len(sentence.split()) > 5]


class Words:
    """A vocabulary whose words are as frequent as in texts: our own words, then made ones that look like names."""

    def __init__(self) -> None:
        counted = Counter(word for text in known_sentences() for word in re.findall(r"[^\W\d_]+", text.lower()))
        words = dict.fromkeys(word for word, _ in counted.most_common())
        self.common = len(words)
        chance = random.Random(1)
        while len(words) < _VOCABULARY:
            words["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))] = None
        self.words = list(words)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._weights, k=count)

    def sentence(self, chance: random.Random) -> str:
        words = self.draw(chance, _SENTENCE)
        return " ".join(words).capitalize() + "."

    def edited(self, chance: random.Random, sentence: str) -> str:
        """Return a sentence with some of its words exchanged."""
        share = chance.choice((0.0, 0.1, 0.2, 0.3))
        kept = [self.draw(chance, 1)[0] if chance.random() < share else word for word in sentence.split()]
        return " ".join(kept)


def library_articles(count: int) -> Iterator[Article]:
    """Give articles; each holds one known sentence, edited."""
    vocabulary, known = Words(), known_sentences()
    outlets = [" ".join(vocabulary.draw(random.Random(number), 2)).title() for number in range(40)]
    for number in range(count):
        chance = random.Random(number)
        sentences = [vocabulary.sentence(chance) for _ in range(WORDS // _SENTENCE - 1)]
        sentences.insert(chance.randrange(len(sentences)), vocabulary.edited(chance, chance.choice(known)))
        title = " ".join(vocabulary.draw(chance, 8)).capitalize()
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(900))
        outlet = chance.choice(outlets)
        yield _article(title, sentences, outlet, None if chance.random() < 0.05 else day.isoformat(), chance)


def _article(title: str, sentences: list[str], outlet: str, published: str | None, chance: random.Random) -> Article:
    step = _PARAGRAPH // _SENTENCE
    parts = [title, *(" ".join(sentences[first : first + step]) for first in range(0, len(sentences), step))]
    paragraphs, start = [], 0
    for number, part in enumerate(parts):
        paragraphs.append(Paragraph(start, start + len(part), "body" if number else "title", _WHY))
        start += len(part) + 2
    language = chance.choice(_LANGUAGES)
    return Article("\n\n".join(parts), title, tuple(paragraphs), outlet, None, published, language)
