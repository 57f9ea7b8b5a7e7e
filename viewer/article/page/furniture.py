"""Which extracted blocks of a page are furniture after all: by the names of their elements, headings and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from viewer.article.page.blocks import Block
from viewer.article.page.home import beside, boxes, home_of, missing
from viewer.article.text.traits import Traits

_NAMES = re.compile(
    r"newsletter|sponsor|advert|promo|related|recirc|breadcrumb|crumbs|cookie|consent|paywall|subscri|sign-?up|outbrain"
    r"|taboola|most-?(?:read|popular|viewed)|trending|read-?(?:more|next|also)|see-also|sharing|donat|support-?us"
    r"|author-?(?:bio|box|card|info)|about-?(?:the-)?author|tag-?list|weather|copyright|disclaimer|appeal"
    r"|(?<![a-z])(?:ads?|tags?|app|bio|share|social|odds|bets?|betting|spon|wx|nl|teasers?|topics|toc|legal|ticker|rate"
    r"|ratings?|poll|audio|video|player|cta|widget)(?![a-z])"
)
_MOST_WORDS = 0.2
_ALL_LINKED = 0.8
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LISTED = frozenset({"li", "td", "blockquote"})
_MOST_BELOW = 12


def furniture_blocks(blocks: Sequence[Block], traits: Sequence[Traits], body: Set[int]) -> set[int]:
    """Return the indices of ``body`` that belong to the page, not to the article."""
    names = {index: _names(blocks[index]) for index in body}
    words: Counter[str] = Counter()
    for index in body:
        words.update(dict.fromkeys({*names[index], blocks[index].place}, traits[index].words))
    most = _MOST_WORDS * sum(traits[index].words for index in body)
    named = {i for i in body if any(words[name] <= most for name in names[i])}
    strange = {i for i in body if words[blocks[i].place] <= most and _is_plain(blocks[i], traits[i])}
    home = home_of(blocks, traits, body - named)
    found = named | _announced(blocks, traits, body) | strange
    return found if home is None else found | beside(blocks, traits, body, home) | boxes(blocks, traits, body, home)


def text_blocks(blocks: Sequence[Block], traits: Sequence[Traits], extracted: Set[int]) -> set[int]:
    """Return the indices of the article's text: the ``extracted`` without furniture, and with what was overlooked."""
    body = set(extracted) - furniture_blocks(blocks, traits, extracted)
    home = home_of(blocks, traits, body)
    if home is None:
        return body
    more = missing(blocks, traits, body, home)
    return body | (more - furniture_blocks(blocks, traits, body | more))


def _names(block: Block) -> set[str]:
    """Return the words for furniture in the classes and ids around a block."""
    return set() if "blockquote" in block.inside else set(_NAMES.findall(block.marks))


def _is_plain(block: Block, trait: Traits) -> bool:
    """Whether words alone show it, or the place: the name of a table, a heading or item that only links."""
    if trait.tail_heading or (trait.strong_furniture and not _LISTED.intersection(block.inside)):
        return True
    return not trait.sentence and _parent(block)[1].startswith("caption.")


def _parent(block: Block) -> tuple[str, str]:
    """Return the place of the element around a block, and the element itself."""
    parent, _, own = block.place.rpartition(">")
    return parent, own


def _announced(blocks: Sequence[Block], traits: Sequence[Traits], body: Set[int]) -> set[int]:
    """Return what stands below headings that announce furniture, in the same element, up to text or another heading."""
    found: set[int] = set()
    first = min(body, default=len(blocks))
    for heading in (i for i, trait in enumerate(traits) if trait.tail_heading and first < i):
        home = _parent(blocks[heading])[0]
        for index in range(heading + 1, min(len(blocks), heading + 1 + _MOST_BELOW)):
            own = _parent(blocks[index])[1].partition(".")[0]
            if not blocks[index].place.startswith(home) or own in _HEADINGS or traits[index].prose:
                break
            found.add(index)
    return found & body
