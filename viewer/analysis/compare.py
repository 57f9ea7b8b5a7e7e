"""Articles become a comparison."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from os import PathLike
from pathlib import Path

from viewer.analysis.analyse import analyse
from viewer.analysis.entities import story_entities
from viewer.analysis.model import ArticleWarning, Comparison, Entity, Quote, Settings
from viewer.analysis.pairing import story_pairs
from viewer.analysis.phrases import shared_runs
from viewer.analysis.pipeline import analysis_version
from viewer.analysis.record import Analysis, RawQuote
from viewer.analysis.selection import select
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem

__all__ = ["Progress", "analyse", "analysis_version", "compare", "compare_analyses"]

Progress = Callable[[int, int], object]
"""Called with (steps done, steps in all)."""


def compare(
    articles_or_paths: Iterable[Article | str | PathLike[str]],
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare articles, or the files at paths. A file that cannot be read is named in a warning, the others compared.

    ``progress`` is called after each article and once more at the end.
    """
    articles, warnings = _read_all(articles_or_paths)
    analyses: list[Analysis] = []
    for article in articles:
        analyses.append(analyse(article))
        if progress is not None:
            progress(len(analyses), len(articles) + 1)
    comparison = compare_analyses(articles, analyses, settings, warnings)
    if progress is not None:
        progress(len(articles) + 1, len(articles) + 1)
    return comparison


def compare_analyses(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    settings: Settings | None = None,
    problems: Sequence[Message] = (),
) -> Comparison:
    """Compare articles of which each was analysed before. Quick: no language pipeline is used."""
    settings = settings or Settings()
    sentences = tuple(analysis.sentences for analysis in analyses)
    entities = story_entities(articles, analyses)
    found = Comparison(
        settings=settings,
        articles=tuple(articles),
        sentences=sentences,
        entities=entities,
        pairs=tuple(sorted((m for pairs in story_pairs(articles, sentences) for m in pairs), key=lambda m: (m.a, m.b))),
        runs=shared_runs(articles, sentences, entities),
        quotes=tuple(_quotes(articles, analyses, entities)),
        warnings=tuple(_warnings(analyses, problems)),
    )
    return select(found, settings)


def _read_all(articles_or_paths: Iterable[Article | str | PathLike[str]]) -> tuple[list[Article], list[Message]]:
    articles: list[Article] = []
    problems: list[Message] = []
    for item in articles_or_paths:
        if isinstance(item, Article):
            articles.append(item)
            continue
        from viewer.article.reading import read_article

        try:
            articles.append(read_article(Path(item)))
        except ReadProblem as problem:
            problems.append(problem.message)
    return articles, problems


def _warnings(analyses: Sequence[Analysis], problems: Sequence[Message]) -> Iterable[ArticleWarning]:
    yield from (ArticleWarning(None, problem) for problem in problems)
    for index, analysis in enumerate(analyses):
        yield from (ArticleWarning(index, warning) for warning in analysis.warnings)


def _quotes(articles: Sequence[Article], analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Iterable[Quote]:
    for index, (article, analysis) in enumerate(zip(articles, analyses, strict=True)):
        places = sorted(
            (
                (mention.start, mention.end, entity)
                for entity in entities
                for mention in entity.mentions
                if mention.article == index
            ),
            key=itemgetter(0),
        )
        for quote in analysis.quotes:
            yield _spoken(index, article, quote, places)


def _names(left: int, right: int, start: int, end: int) -> bool:
    """Whether a mention is what a speaker is called: the group in *a Republican aide* is not."""
    return 4 * (min(right, end) - max(left, start)) > 3 * (end - start)


def _spoken(index: int, article: Article, quote: RawQuote, places: Sequence[tuple[int, int, Entity]]) -> Quote:
    """Tie the words that name a speaker to the entity that they, or the name a pronoun stands for, belong to."""
    if quote.speaker_start < 0:
        return Quote(index, quote.start, quote.end, verb=quote.verb)
    start, end = (
        (quote.name_start, quote.name_end) if quote.name_start >= 0 else (quote.speaker_start, quote.speaker_end)
    )
    last = bisect_left(places, end, key=itemgetter(0))
    near = reversed(places[max(0, last - 4) : last])
    entity = next((found for left, right, found in near if _names(left, right, start, end)), None)
    return Quote(
        article=index,
        start=quote.start,
        end=quote.end,
        speaker=entity.id if entity else None,
        speaker_text=article.text[quote.speaker_start : quote.speaker_end],
        speaker_start=quote.speaker_start,
        speaker_end=quote.speaker_end,
        verb=quote.verb,
        named=entity is not None,
    )
