"""A comparison as plain text for people at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import fill

from viewer.analysis.model import Comparison, Entity, Match, SentenceRef

WIDTH = 100
"""Columns of a line."""

MOST_ENTITIES = 30
"""How many shared entities are listed; the JSON format has all of them."""


def summary(comparison: Comparison) -> str:
    """Return what the articles share and where they differ, in lines of at most 100 columns where words allow it."""
    sections = (_articles(comparison), _shared(comparison), _matches(comparison), _unmatched(comparison))
    warnings = [fill(str(w.message), WIDTH) for w in comparison.warnings]
    return "\n\n".join("\n".join(section) for section in (*sections, warnings) if section) + "\n"


def letter(article: int) -> str:
    """Return the letter that stands for an article: A, B and so on; A2 follows Z."""
    round_, place = divmod(article, 26)
    return chr(ord("A") + place) + (str(round_ + 1) if round_ else "")


def _articles(comparison: Comparison) -> list[str]:
    lines = [f"{_number(len(comparison.articles), 'article')} compared (threshold {comparison.settings.threshold})"]
    for index, article in enumerate(comparison.articles):
        facts = ", ".join(fact for fact in (article.outlet, article.published) if fact)
        lines.append(_entry(f"  {letter(index)}  ", article.title + (f" ({facts})" if facts else "")))
    return lines


def _shared(comparison: Comparison) -> list[str]:
    shared = [entity for entity in comparison.entities if entity.shared]
    if not shared:
        return ["No name found that two or more of the articles mention."]
    shared.sort(key=lambda entity: (-len(entity.articles), -len(entity.mentions)))
    lines = ["Named in two or more articles", *map(_named, shared[:MOST_ENTITIES])]
    if len(shared) > MOST_ENTITIES:
        lines.append(f"  and {len(shared) - MOST_ENTITIES} more (--format json lists them all)")
    return lines


def _named(entity: Entity) -> str:
    places = Counter(mention.article for mention in entity.mentions)
    counts = ", ".join(f"{letter(article)} {places[article]}" for article in sorted(places))
    forms = Counter(mention.text for mention in entity.mentions)
    wording = ", ".join(f"{form} {number}" for form, number in forms.most_common())
    return _entry(
        "  ", f"{entity.name} ({entity.label}): {counts}" + (f"; named as {wording}" if len(forms) > 1 else "")
    )


def _matches(comparison: Comparison) -> list[str]:
    if comparison.matches:
        lines = [_number(len(comparison.matches), "match", "matches")]
        return [*lines, *(line for match in comparison.matches for line in _match(comparison, match))]
    lines = [f"No match found between these articles (threshold {comparison.settings.threshold})."]
    if comparison.pairs:
        nearest = max(comparison.pairs, key=lambda match: match.score)
        lines += ["The nearest two sentences:", *_match(comparison, nearest)]
    return lines


def _match(comparison: Comparison, match: Match) -> Iterator[str]:
    yield f"  {match.score:.0f} {match.kind}"
    for ref in (match.a, match.b):
        text = " ".join(comparison.sentence_text(ref).split())
        yield _entry(f"    {letter(ref.article)} ¶{_paragraph(comparison, ref)}  ", text)


def _paragraph(comparison: Comparison, ref: SentenceRef) -> int:
    """Return the number of the paragraph as a reader counts: furniture of the page does not count, the title is 0."""
    paragraph = comparison.sentences[ref.article][ref.sentence].paragraph
    kinds = [p.kind for p in comparison.articles[ref.article].paragraphs[: paragraph + 1]]
    return kinds.count("body")


def _unmatched(comparison: Comparison) -> list[str]:
    others = len(comparison.articles) - 1
    if others < 1:
        return []
    where = "the other article" if others == 1 else f"the other {others} articles"
    where += f" (threshold {comparison.settings.threshold})"
    numbers = [(len(comparison.unmatched(i)), len(sentences)) for i, sentences in enumerate(comparison.sentences)]
    return [
        f"{letter(article)}: {unmatched} of {sentences} sentences have no match in {where}"
        for article, (unmatched, sentences) in enumerate(numbers)
    ]


def _entry(start: str, text: str) -> str:
    return fill(text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))


def _number(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
