"""What stands in a pane, block by block: the paragraphs of an article, with furniture folded behind thin lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from viewer.article.model import Article, ParagraphKind

BlockKind = ParagraphKind | Literal["fold"]

_MADE_VISIBLE = {
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "◊"),
    # Qt begins a new block at these, and every block after it would be taken for the one before.
    **dict.fromkeys([0x0D, 0x2029, 0xFDD0, 0xFDD1], "�"),
}
_LINE_SEPARATOR = "\u2028"
_WRAPPED_LINE = 50


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a pane: a paragraph (``start``-``end`` in the article's text), or a fold line.

    A fold line stands for ``count`` paragraphs of furniture from ``paragraph`` on, and is empty in the article.
    """

    kind: BlockKind
    start: int
    end: int
    paragraph: int
    count: int = 0
    folded: bool = False


def lay_out(article: Article, unfolded: Collection[int]) -> list[Block]:
    """Return the blocks of an article; ``unfolded`` names the runs of furniture to show, by their first paragraph."""
    blocks: list[Block] = []
    numbered = enumerate(article.paragraphs)
    for furniture, run in groupby(numbered, key=lambda item: item[1].kind == "boilerplate"):
        members = list(run)
        first, paragraph = members[0]
        if furniture:
            folded = first not in unfolded
            blocks.append(Block("fold", paragraph.start, paragraph.start, first, len(members), folded))
            if folded:
                continue
        blocks.extend(Block(member.kind, member.start, member.end, index) for index, member in members)
    return blocks


def shown_text(text: str, kind: BlockKind) -> str:
    """Return a paragraph as the pane shows it: as many characters as ``text`` has, in one block.

    Lines of a wrapped paragraph flow together; short lines (a list, an address) stay lines. Invisible characters that
    reorder text, and those that would break the block, are made visible.
    """
    shown = text.translate(_MADE_VISIBLE)
    if "\n" not in shown:
        return shown
    *lines, _last = shown.split("\n")
    wrapped = kind != "boilerplate" and all(len(line) >= _WRAPPED_LINE for line in lines)
    return shown.replace("\n", " " if wrapped else _LINE_SEPARATOR)


def fold_runs(blocks: Collection[Block]) -> Iterator[Block]:
    """Return the fold lines among blocks."""
    return (block for block in blocks if block.kind == "fold")


def fold_of(article: Article, offset: int) -> int | None:
    """Return the run of furniture that holds a code point, by its first paragraph; None where no furniture does."""
    first = None
    for index, paragraph in enumerate(article.paragraphs):
        first = (index if first is None else first) if paragraph.kind == "boilerplate" else None
        if paragraph.start <= offset < paragraph.end:
            return first
    return None
