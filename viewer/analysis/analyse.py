"""What is found in one article alone. Runs in a worker: this is where the language pipeline is used."""

from __future__ import annotations

from viewer.analysis.mentions import pipeline_of, raw_mentions
from viewer.analysis.pipeline import analysis_version, missing_pipeline
from viewer.analysis.record import Analysis
from viewer.analysis.sentences import article_sentences
from viewer.analysis.speakers import raw_quotes
from viewer.article.model import Article


def analyse(article: Article) -> Analysis:
    """Return sentences, names and quotes of one article; the result may be kept as long as its version holds."""
    sentences = article_sentences(article)
    pipeline = pipeline_of(article)
    mentions = raw_mentions(article, sentences, pipeline)
    return Analysis(
        article=article.id,
        version=analysis_version("en" if pipeline and article.language == "und" else article.language),
        language=article.language,
        sentences=sentences,
        mentions=mentions,
        quotes=raw_quotes(article, mentions),
        warnings=() if pipeline else (missing_pipeline(article.language),),
    )
