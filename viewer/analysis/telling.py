"""What articles tell of, as sparse vectors: tf-idf of their words, lead, names and figures, each part by its weight."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Floats, Ints, parted
from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.words import raw_words, stem, word_form
from viewer.article.model import Article

Bools = npt.NDArray[np.bool_]

_WEIGHTS = {"words": 0.4, "lead": 0.25, "opening": 0.1, "names": 0.15, "figures": 0.1}
_LEAD = 60
"""Words of the lead: what happened, to whom, where."""
_OPENING = 30
"""Words of title and first sentence: what happened."""
_PRIOR = 10
"""So many articles weigh as much as the table of rarities that ships: a few articles are no statistics."""
_MOST_WORDS = 3_000


@dataclass(frozen=True, slots=True)
class Vectors:
    """One sparse vector for each of ``count`` articles, of length 1 at most; ``rows`` are in ascending order."""

    rows: Ints
    columns: Ints
    values: Floats
    count: int


class _Vocabulary(dict[str, int]):
    """A number for each word as written, and what the word is: the number of its stem, content, name, figure."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}
        self.stem_of: list[int] = []
        self.content: list[bool] = []
        self.capital: list[bool] = []
        self.figure: list[bool] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        form = word_form(word)
        self.stem_of.append(self.stems.setdefault(stem(form), len(self.stems)))
        self.content.append(rarity(form) >= CONTENT)
        self.capital.append(word[0].isupper())
        self.figure.append(word[0].isdigit())
        return number


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of all articles: the article and the stem of each, and what it counts for."""

    articles: npt.NDArray[np.int32]
    stems: npt.NDArray[np.int32]
    parts: dict[str, Bools]


def vectors_of(articles: Sequence[Article]) -> Vectors:
    """Return what the articles tell of: the dot product of two vectors is how much it is the same (0-1)."""
    vocabulary = _Vocabulary()
    words = _words(articles, vocabulary)
    usual = np.array([rarity(form) for form in vocabulary.stems], float)
    rows, columns, values = [], [], []
    for number, (part, weight) in enumerate(_WEIGHTS.items()):
        chosen = words.parts[part]
        packed = words.articles[chosen].astype(np.int64) * len(usual) + words.stems[chosen]
        row, column, value = _tf_idf(packed, usual, len(articles))
        rows.append(row)
        columns.append(column + number * len(usual))
        values.append(value * weight**0.5)
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    return Vectors(row[order], np.concatenate(columns)[order], np.concatenate(values)[order], len(articles))


def _words(articles: Sequence[Article], vocabulary: _Vocabulary) -> _Words:
    numbers = array("i")
    paragraphs: list[tuple[int, int, int, bool]] = []
    for place, article in enumerate(articles):
        seen = 0
        for text, titled in _told(article):
            found = raw_words(text)
            numbers.extend(map(vocabulary.__getitem__, found))
            paragraphs.append((place, seen, len(found), titled))
            seen += len(found)
            if seen > _MOST_WORDS:
                break
    written = np.array(numbers, np.int32)
    holders, before, sizes, titles = np.array(paragraphs, np.int64).reshape(-1, 4).T
    within = (np.arange(len(numbers)) - np.repeat(np.cumsum(sizes) - sizes, sizes)).astype(np.int32)
    position, in_title = within + np.repeat(before.astype(np.int32), sizes), np.repeat(titles > 0, sizes)
    content, capital = np.array(vocabulary.content, bool)[written], np.array(vocabulary.capital, bool)[written]
    return _Words(
        np.repeat(holders.astype(np.int32), sizes),
        np.array(vocabulary.stem_of, np.int32)[written],
        {
            "words": content,
            "lead": content & ((position < _LEAD) | in_title),
            "opening": content & (position < _OPENING),
            "names": content & (within > 0) & ~in_title & capital,
            "figures": np.array(vocabulary.figure, bool)[written],
        },
    )


def _told(article: Article) -> Iterator[tuple[str, bool]]:
    """Give title and body, paragraph by paragraph, and whether it is the title."""
    for paragraph in article.paragraphs:
        if paragraph.kind in ("title", "body"):
            yield article.text[paragraph.start : paragraph.end], paragraph.kind == "title"


def _tf_idf(packed: Ints, usual: Floats, count: int) -> tuple[Ints, Ints, Floats]:
    """Return (row, column, value) for the different columns of each row, packed in one number, scaled to length 1."""
    if not len(packed):
        return packed, packed, np.zeros(0)
    packed.sort()
    starts = np.flatnonzero(np.concatenate(([True], packed[1:] != packed[:-1])))
    counts = np.diff(starts, append=len(packed))
    row, column = parted(packed[starts], len(usual))
    holders = np.bincount(column, minlength=len(usual))
    own = count / (count + _PRIOR)
    telling = np.maximum(0.0, own * np.log((count + 1) / (holders + 0.5)) + (1 - own) * usual)
    values = (1 + np.log(counts)) * telling[column]
    lengths = np.sqrt(np.bincount(row, values**2, count))
    return row, column, values / np.where(lengths > 0, lengths, 1.0)[row]
