"""Find again what stands at a lasting place of an article, also where a better analysis has moved it a little."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from viewer.analysis.corrections import Anchor

T = TypeVar("T")


class _Here(NamedTuple):
    """What stands in one article: starts in text order, ends and things beside them, and the longest extent."""

    starts: list[int]
    ends: list[int]
    things: list[Any]
    longest: int


class Places(Generic[T]):
    """Things at places of articles. What lies at exactly a place is found first, else what covers most of it."""

    def __init__(self, things: Iterable[tuple[Anchor, T]]) -> None:
        sorted_by_article: dict[str, list[tuple[int, int, T]]] = {}
        for (article, start, end), thing in things:
            sorted_by_article.setdefault(article, []).append((start, end, thing))
        self._here: dict[str, _Here] = {}
        for article, found in sorted_by_article.items():
            found.sort(key=lambda item: item[:2])
            starts, ends, held = (list(column) for column in zip(*found, strict=True))
            longest = max(end - start for start, end, _ in found)
            self._here[article] = _Here(starts, ends, held, longest)

    def at(self, anchor: Anchor, least: float = 0.0) -> T | None:
        """Return what stands at a place; it must cover more than the part ``least`` (0-1) of the longer of the two."""
        article, start, end = anchor
        here = self._here.get(article)
        if here is None:
            return None
        best: tuple[float, T | None] = (least, None)
        for number in range(bisect_left(here.starts, end) - 1, -1, -1):
            left, right = here.starts[number], here.ends[number]
            if left <= start - here.longest:
                break
            common = min(right, end) - max(left, start)
            share = common / max(right - left, end - start)
            if share > best[0]:
                best = (share, here.things[number])
        return best[1]
