"""What the library holds and what a search found, a line each, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viewer.library import Hits
from viewer.library.overview import StoryCard

_NO_OUTLET, _NO_DATE = "(no outlet)", "(no date)"


def search_words(words: Sequence[str], without: Sequence[str] = ()) -> str:
    """Return words of a command line as they are typed into the search; one that holds spaces is a phrase."""
    return " ".join([*map(_term, words), *("-" + _term(word) for word in without)]) + " "


def hit_lines(hits: Hits) -> Iterator[str]:
    """Give a line for each place that was found: outlet, date, headline, paragraph and text; then the notes."""
    for one in hits.articles:
        listed = one.listed
        date = (listed.published or _NO_DATE)[:10]
        head = f"{listed.outlet or _NO_OUTLET}  {date}  {listed.title}"
        if not one.passages:
            yield f"{head}  (headline)"
        for passage in one.passages:
            place = f"¶{passage.paragraph}" if passage.paragraph else "headline"
            yield f"{head}  {place}  {passage.snippet}"
    for note in hits.notes:
        yield f"note  {note.snippet}"


def search_remarks(hits: Hits) -> Iterator[str]:
    """Give what a reader should know besides the hits."""
    if not hits.articles and not hits.notes:
        yield "No article and no note holds all these words."
    if hits.total > len(hits.articles):
        more = hits.total - len(hits.articles)
        yield f"{_count(more, 'more article')} {'was' if more == 1 else 'were'} found; --limit N shows more."
    if hits.told:
        yield str(hits.told)
    elif hits.waiting:
        yield f"{_count(hits.waiting, 'article')} could not be searched yet; search again in a moment."


def story_line(card: StoryCard) -> str:
    """Return a story as one line: last opened, articles, title, dates, outlets and notes."""
    dates = [day[:10] for day in (card.first, card.last) if day]
    facts = [
        " to ".join(dict.fromkeys(dates)),
        ", ".join(card.outlets),
        _count(card.notes, "note") if card.notes else "",
    ]
    told = "; ".join(fact for fact in facts if fact)
    return f"{card.opened[:10]}  {_count(card.articles, 'article')}  {card.title}" + (f"  ({told})" if told else "")


def _term(word: str) -> str:
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
