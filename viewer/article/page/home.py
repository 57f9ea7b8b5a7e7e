"""The element of a page that holds most of its article: what stands in it, what beside it, and boxes inside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from viewer.article.page.blocks import Block
from viewer.article.text.traits import Traits

_MOST = 0.6
_FEWEST = 3
_ALL_LINKED = 0.9
_HALF_LINKED = 0.5
_LINK_WORDS = 4
_BOX_WORDS = 60
_NEAR = 8
_STANDFIRST = re.compile(
    r"(?<![a-z])(?:stand-?first|dek|deck|lead|lede|sub-?(?:title|head|heading|headline)|strap-?line|intro)(?![a-z])"
)
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_KEPT = frozenset({"figure", "blockquote"})
_LISTS = frozenset({"ul", "ol"})


@dataclass(frozen=True, slots=True)
class Home:
    """The element around most of the prose (as a place), and the first and last paragraph of prose in it."""

    place: str
    first: int
    last: int


def home_of(blocks: Sequence[Block], traits: Sequence[Traits], body: Set[int]) -> Home | None:
    """Return the element that holds most words of ``body``, None where none does."""
    words: Counter[str] = Counter()
    for index in body:
        words[parent_of(blocks[index])] += traits[index].words
    place, most = words.most_common(1)[0] if words else ("", 0)
    inside = [index for index in body if traits[index].prose and parent_of(blocks[index]) == place]
    if len(inside) < _FEWEST or most < _MOST * words.total():
        return None
    return Home(place, min(inside), max(inside))


def parent_of(block: Block) -> str:
    """Return the place of the element around a block."""
    return block.place.rpartition(">")[0]


def beside(blocks: Sequence[Block], traits: Sequence[Traits], body: Set[int], home: Home) -> set[int]:
    """Return what of ``body`` stands above the headline or below the end of the text, elsewhere than the text."""
    heads = [index for index in range(home.first) if "h1" in blocks[index].inside]
    top = heads[-1] if heads else 0
    return {
        index
        for index in body
        if not top <= index <= home.last and not _is_within(blocks[index], home) and traits[index].words <= _BOX_WORDS
    }


def missing(blocks: Sequence[Block], traits: Sequence[Traits], body: Set[int], home: Home) -> set[int]:
    """Return the standfirst, and subheads and lists between the paragraphs of the text, that were not extracted."""
    heads = [index for index in range(home.first) if "h1" in blocks[index].inside]
    below = range(max(heads[-1] + 1, home.first - _NEAR), home.first) if heads else range(0)
    parts = {index for index in range(home.first, home.last) if _is_part(blocks[index], home)}
    parts |= {index for index in below if traits[index].words >= _LINK_WORDS and _is_standfirst(blocks[index])}
    return {index for index in parts - set(body) if not _is_out_of_place(traits[index])}


def _is_standfirst(block: Block) -> bool:
    """Whether the page itself calls a paragraph the lines below its headline."""
    return block.linked < _HALF_LINKED and bool(_STANDFIRST.search(block.place.rpartition(">")[2].lower()))


def _is_part(block: Block, home: Home) -> bool:
    """Whether a block is a subhead right in the home, or an item of a list right in it, and mostly without links."""
    if block.linked >= _HALF_LINKED:
        return False
    parent, _, own = block.place.rpartition(">")
    if parent == home.place:
        return own.partition(".")[0] in _SUBHEADS
    return own.startswith("li.") and _is_within(block, home) and parent.rpartition(">")[2].partition(".")[0] in _LISTS


def _is_within(block: Block, home: Home) -> bool:
    """Whether a block stands in the home, or in a list or table right inside it: places reach four elements up."""
    own = home.place.rpartition(">")[2]
    return parent_of(block) == home.place or f">{own}>" in f">{block.place}"


def _is_out_of_place(trait: Traits) -> bool:
    return trait.furniture or trait.tail_heading or trait.comment_heading or trait.caption or trait.byline


def boxes(blocks: Sequence[Block], traits: Sequence[Traits], body: Set[int], home: Home) -> set[int]:
    """Return what of ``body`` stands in small boxes with a button or a notice, and lines that are one link."""
    found = {i for i in body if blocks[i].linked >= _ALL_LINKED and not traits[i].sentence and _is_line(blocks[i])}
    for box in _small_boxes(blocks, traits, home):
        if any(traits[index].furniture or _is_button(blocks[index], traits[index]) for index in box):
            found.update(box)
    return found & body


def _is_line(block: Block) -> bool:
    return block.place.rpartition(">")[2].startswith("p.")


def _is_button(block: Block, trait: Traits) -> bool:
    return block.linked >= _ALL_LINKED and trait.words <= _LINK_WORDS


def _small_boxes(blocks: Sequence[Block], traits: Sequence[Traits], home: Home) -> Iterator[list[int]]:
    """Yield the blocks of each element inside the text, other than the home, that holds few words."""
    for place, group in groupby(range(home.first, home.last), key=lambda index: parent_of(blocks[index])):
        box = list(group)
        held = any(_KEPT.intersection(blocks[index].inside) for index in box)
        if place != home.place and not held and sum(traits[index].words for index in box) <= _BOX_WORDS:
            yield box
