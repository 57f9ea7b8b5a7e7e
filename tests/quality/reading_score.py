"""How far single articles are read as their keys say: comments put aside, page heads, furniture in other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from viewer import article_from_html, article_from_text, read_article
from viewer.article.model import Article

from .data import (
    CommentPage,
    Half,
    LanguageSample,
    PageHead,
    load_comment_pages,
    load_language_samples,
    load_page_heads,
)
from .stories_text import squeeze

FIELDS = ("title", "outlet", "byline", "published")
_BETWEEN_NAMES = r"\s*(?:,|;|&|/|\band\b|\bund\b|\bet\b|\by\b)\s*"


@dataclass(frozen=True, slots=True)
class LineScore:
    """Lines of article text that were put aside, and lines of the page that were kept, out of how many each."""

    lost: int = 0
    body: int = 0
    kept: int = 0
    furniture: int = 0

    def __add__(self, other: LineScore) -> LineScore:
        return LineScore(
            self.lost + other.lost, self.body + other.body, self.kept + other.kept, self.furniture + other.furniture
        )

    @property
    def kept_share(self) -> float:
        """The share of the page's lines that were kept as part of the article (0 if there are none)."""
        return self.kept / self.furniture if self.furniture else 0.0


@dataclass(frozen=True, slots=True)
class ReadLines:
    """The lines of an article as it was read, with the kind of each, to be asked for the lines of a key in order."""

    lines: tuple[str, ...]
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, article: Article) -> ReadLines:
        """Return the lines of all paragraphs of an article."""
        pairs = [
            (squeeze(line), paragraph.kind)
            for index, paragraph in enumerate(article.paragraphs)
            for line in article.paragraph_text(index).split("\n")
        ]
        return cls(tuple(line for line, _ in pairs), tuple(kind for _, kind in pairs))

    def kinds_of(self, wanted: Sequence[str]) -> list[str]:
        """Return the kind of each wanted line, in order of the page; an empty text where a line is not there."""
        found: list[str] = []
        start = 0
        for line in wanted:
            at = self._find(squeeze(line), start)
            found.append("" if at is None else self.kinds[at])
            start = start if at is None else at + 1
        return found

    def _find(self, line: str, start: int) -> int | None:
        whole = next((i for i in range(start, len(self.lines)) if self.lines[i] == line), None)
        if whole is not None:
            return whole
        return next((i for i in range(max(start - 1, 0), len(self.lines)) if line in self.lines[i]), None)


def comment_lines(page: CommentPage, article: Article) -> LineScore:
    """Count the lines of a page with comments that were read as what they are not."""
    read = ReadLines.of(article)
    lost = sum(1 for kind in read.kinds_of(page.body) if kind != "body")
    kept = sum(1 for kind in read.kinds_of(page.boilerplate) if kind not in ("boilerplate", ""))
    return LineScore(lost, len(page.body), kept, len(page.boilerplate))


def comments(half: Half) -> LineScore:
    """Read all pages with comments of one half and add their lines up."""
    pages = [page for page in load_comment_pages() if page.half == half]
    return total(comment_lines(page, read_article(page.path)) for page in pages)


def head_answers(head: PageHead, article: Article) -> dict[str, bool]:
    """Say of each field of a page head whether it was read right."""
    return {
        "title": _plain(article.title) == _plain(head.title),
        "outlet": _plain(article.outlet).removeprefix("the ") == _plain(head.outlet).removeprefix("the "),
        "byline": names_in(article.byline) == names_in(head.byline),
        "published": (article.published or "")[:10] == (head.published or "")[:10],
    }


def names_in(byline: str | None) -> frozenset[str]:
    """Return the names in a byline, in small letters."""
    return frozenset(_plain(name) for name in re.split(_BETWEEN_NAMES, byline or "") if name.strip())


def article_of_head(head: PageHead) -> Article:
    """Read a page head as the program would read the page."""
    return article_from_html(head.source) if head.format == "html" else article_from_text(head.source)


def heads(half: Half) -> tuple[Counter[str], int]:
    """Read all page heads of one half; return how often each field was right, and of how many."""
    chosen = [head for head in load_page_heads() if head.half == half]
    right: Counter[str] = Counter()
    for head in chosen:
        answers = head_answers(head, article_of_head(head))
        right.update(name for name in FIELDS if answers[name])
    return right, len(chosen)


def language_lines(sample: LanguageSample) -> LineScore:
    """Count the lines of the two articles of a sample that were read as what they are not."""
    return total(_sample_lines(sample, number) for number in (0, 1))


def _sample_lines(sample: LanguageSample, number: int) -> LineScore:
    article = read_article(sample.paths[number])
    furniture = sample.boilerplate[number]
    aside = Counter(map(squeeze, furniture))
    lines = [squeeze(line) for line in sample.text(number).split("\n") if line.strip()]
    body = [line for line in lines if not aside[line]]
    read = ReadLines.of(article)
    kept = sum(1 for kind in read.kinds_of(furniture) if kind not in ("boilerplate", ""))
    lost = sum(1 for kind in read.kinds_of(body) if kind == "boilerplate")
    return LineScore(lost, len(body), kept, len(furniture))


def languages_told() -> int:
    """Return how many of the articles in other languages have the title that the page shows first of its own lines."""
    return sum(_title_is_own(sample, number) for sample in load_language_samples() for number in (0, 1))


def _title_is_own(sample: LanguageSample, number: int) -> bool:
    title = squeeze(read_article(sample.paths[number]).title)
    aside = {squeeze(line) for line in sample.boilerplate[number]}
    first = next(line for line in map(squeeze, sample.text(number).split("\n")) if line and line not in aside)
    return title == first


def report() -> Iterator[dict[str, object]]:
    """Yield one row of plain data per figure."""
    halves: tuple[Half, ...] = ("dev", "held")
    for half in halves:
        yield _row("comments", half, comments(half))
        right, count = heads(half)
        for name in FIELDS:
            yield {"set": "metadata", "half": half, "metric": name, "right": right[name], "of": count}
    for sample in load_language_samples():
        yield _row("languages", sample.language, language_lines(sample))
    yield {"set": "languages", "metric": "titles", "right": languages_told(), "of": 2 * len(load_language_samples())}


def _row(name: str, part: str, lines: LineScore) -> dict[str, object]:
    return {
        "set": name,
        "part": part,
        "body_lost": lines.lost,
        "of_body": lines.body,
        "furniture_kept": lines.kept,
        "of_furniture": lines.furniture,
    }


def _plain(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def total(scores: Iterable[LineScore]) -> LineScore:
    """Return several scores added up."""
    return sum(scores, LineScore())
