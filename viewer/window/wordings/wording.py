"""The wording ladder of a group: every wording of one statement, word by word. No Qt."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from viewer.analysis.lookup import Lookup
from viewer.analysis.model import Comparison, Group, Match, SentenceRef
from viewer.analysis.verdicts import verdicts

# Scripts without spaces are compared by character: their words cannot be told apart by white space.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_EDGES = " .,;:!?…\"'()[]{}«»‹›„“”‚‘’`´¿¡-—–。、「」！？，"
_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛´`′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


class Word(NamedTuple):
    """A word as the article has it, with its punctuation; ``differs`` unless every wording has it at this place.

    ``gap`` is the white space that follows, as one space or nothing.
    """

    text: str
    differs: bool
    gap: str = " "


@dataclass(frozen=True, slots=True)
class Wording:
    """One article's wording of the statement.

    ``outlet`` is the outlet or else the headline. ``paragraph`` counts body paragraphs from 1; 0 is the headline.
    ``match`` is the match with the sentence the reader stands on, or else the best with another member; None in the
    row the others are compared with.
    """

    ref: SentenceRef
    outlet: str
    paragraph: int
    words: tuple[Word, ...]
    match: Match | None

    @property
    def text(self) -> str:
        """The words with white space between them reduced to single spaces."""
        return "".join(word.text + word.gap for word in self.words)

    def boxes(self) -> list[tuple[int, int]]:
        """Return the ranges of :attr:`text` that differ; adjacent differing words are one range."""
        found: list[tuple[int, int]] = []
        at, joins = 0, False
        for word in self.words:
            end = at + len(word.text)
            if word.differs:
                start = found.pop()[0] if joins else at
                found.append((start, end))
            at, joins = end + len(word.gap), word.differs
        return found


@dataclass(frozen=True, slots=True)
class Ladder:
    """All wordings of a group in the order of the screen, and the articles that have none."""

    group: Group
    order: tuple[int, ...]
    rows: tuple[Wording, ...]
    absent: tuple[int, ...]


def build_ladder(lookup: Lookup, group: Group, order: Sequence[int], chosen: SentenceRef | None = None) -> Ladder:
    """Return the ladder of ``group``; ``order`` lists the articles, ``chosen`` is the reader's sentence."""
    place = {article: number for number, article in enumerate(order)}
    members = sorted((ref for ref in group.members if ref.article in place), key=lambda ref: (place[ref.article], ref))
    words = mark_words({ref: lookup.comparison.sentence_text(ref) for ref in members})
    base = chosen if chosen in members else members[0]
    present = {ref.article for ref in members}
    return Ladder(
        group,
        tuple(order),
        tuple(_wording(lookup, ref, words[ref], _match(lookup, ref, base, members)) for ref in members),
        tuple(article for article in order if article not in present),
    )


def _wording(lookup: Lookup, ref: SentenceRef, words: tuple[Word, ...], match: Match | None) -> Wording:
    article = lookup.comparison.articles[ref.article]
    return Wording(ref, article.outlet or article.title, lookup.paragraph_number(ref), words, match)


def _match(lookup: Lookup, ref: SentenceRef, base: SentenceRef, members: Sequence[SentenceRef]) -> Match | None:
    if ref == base:
        return None
    direct = lookup.match_between(ref, base)
    return direct or next((match for match in lookup.matches(ref) if match.other(ref) in members), None)


def group_around(lookup: Lookup, ref: SentenceRef) -> Group | None:
    """Return a sentence's group with its own matches in the articles the group lacks; None where it has no match."""
    group = lookup.group(ref)
    members = group.members if group is not None else (ref,)
    present = {member.article for member in members}
    others = [other for other in lookup.counterparts(ref).values() if other.article not in present]
    if group is None and not others:
        return None
    return Group(group.id if group is not None else "", tuple(sorted({*members, *others})))


def nearest_below(comparison: Comparison, ref: SentenceRef | None = None) -> Match | None:
    """Return the best pair below the threshold about which the reader said nothing: of one sentence, or of all."""
    said = verdicts(comparison)
    below = (
        pair
        for pair in comparison.pairs
        if pair.score < comparison.settings.threshold
        and (ref is None or ref in (pair.a, pair.b))
        and (pair.a, pair.b) not in said
    )
    return max(below, key=lambda pair: pair.score, default=None)


def mark_words(texts: Mapping[SentenceRef, str]) -> dict[SentenceRef, tuple[Word, ...]]:
    """Split each sentence into words and mark those that not every article has in the same order.

    Sentences of one article count together: a statement that one article makes in two sentences is compared with the
    whole of both.
    """
    split = {ref: _split(text) for ref, text in texts.items()}
    articles: dict[int, list[Hashable]] = {}
    for ref in texts:
        articles.setdefault(ref.article, []).extend(key for _, _, key in split[ref])
    common = {article: iter(_common(keys, articles, article)) for article, keys in articles.items()}
    return {ref: tuple(Word(text, not next(common[ref.article]), gap) for text, gap, _ in split[ref]) for ref in texts}


def _common(keys: list[Hashable], articles: Mapping[int, list[Hashable]], own: int) -> list[bool]:
    """Return for each word of an article whether it stands in every other article's wording too."""
    from rapidfuzz.distance import LCSseq  # costs 14 ms, which the first window need not pay

    common = [True] * len(keys)
    for article, others in articles.items():
        if article != own:
            same = [False] * len(keys)
            for step in LCSseq.opcodes(keys, others):
                if step.tag == "equal":
                    same[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
            common = [one and other for one, other in zip(common, same, strict=True)]
    return common


def _split(text: str) -> list[tuple[str, str, str]]:
    """Return ``(word, gap, key)`` for each word; punctuation that stands alone belongs to the word before it."""
    found: list[tuple[str, str, str]] = []
    for token, gap in _tokens(text):
        key = _key(token)
        if key or not found:
            found.append((token, gap, key or token))
        else:
            word, between, known = found[-1]
            found[-1] = (word + between + token, gap, known)
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    matches = list(_TOKEN.finditer(text))
    for index, match in enumerate(matches):
        follows = matches[index + 1].start() if index + 1 < len(matches) else match.end()
        yield match.group(), " " if follows > match.end() else ""


def _key(word: str) -> str:
    """Return what two spellings of the same word share: no case, plain quotes, no punctuation at the edges."""
    return word.translate(_ALIKE).casefold().strip(_EDGES)
