"""The pieces of text on the pages of a PDF become paragraphs in reading order.

Columns are found by where lines begin. What stands at the same place on several pages is a running head or foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from viewer.article.pdf.runs import Run

_SAME_LINE = 0.4
_COLUMN_GAP = 0.9
_FEWEST_LINES = 3
_MOST_CROSSING = 0.35
_MOST_COLUMNS_DEEP = 4
_MOST_PIECES = 3_000
_INITIAL = 1.8
_MOST_INITIALS = 20
_WORD_APART = 0.5
_EDGE_LINES = 3
_EDGE_SHIFT = 14.0
_MOST_EDGES = 3
_LEAST_INDENT = 0.7
_SHORT_LINE = 0.85
_LOOSE = 1.45
_SAME_SIZE = 0.08
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BULLET = re.compile(r"^[•◦▪‣●○■]\s*")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEEPS_HYPHEN = frozenset(
    "self well non ex anti half co pre post mid cross multi all semi so then north south east west".split()
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a column: its ends, its base line and the height of its letters."""

    x: float
    y: float
    end: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text and the height of its letters."""

    text: str
    size: float
    page: int


def blocks_of_pages(pages: Sequence[Sequence[Run]]) -> list[Block]:
    """Return the paragraphs of a document in reading order, without running heads, feet and page numbers."""
    rows = [_rows(_without_initials(runs)) for runs in pages]
    rows = _without_edges(rows)
    edges: set[int] = set()
    columns = [(number, column) for number, page in enumerate(rows) for column in _columns(page, edges)]
    mended = _Hyphens(line.text for _, column in columns for line in column)
    blocks: list[_Open] = []
    for number, column in columns:
        for block in _paragraphs(column, number):
            if blocks and blocks[-1].goes_on_in(block):
                blocks[-1].lines.extend(block.lines)
            else:
                blocks.append(block)
    return [Block(mended.joined(block.lines), block.size, block.page) for block in blocks]


def _without_initials(runs: Sequence[Run]) -> Sequence[Run]:
    """Give a large first letter back to the line that it begins, and the lines beside it their left edge."""
    usual = median(run.size for run in runs) if runs else 0.0
    initials = [run for run in runs if len(run.text) == 1 and run.text.isupper() and run.size >= _INITIAL * usual]
    for initial in initials[:_MOST_INITIALS]:
        beside = [run for run in runs if _is_beside(run, initial)]
        if beside:
            first = max(beside, key=lambda run: run.y)
            apart = " " if first.x - initial.end > _WORD_APART * first.size else ""
            begun = {id(run): replace(run, x=initial.x) for run in beside}
            begun[id(first)] = replace(first, x=initial.x, text=initial.text + apart + first.text)
            runs = [begun.get(id(run), run) for run in runs if run is not initial]
    return runs


def _is_beside(run: Run, initial: Run) -> bool:
    """Whether a line begins directly to the right of a large first letter."""
    near = -0.5 * run.size < run.x - initial.end < 2 * run.size
    return near and initial.y - 0.3 * run.size <= run.y <= initial.y + initial.size and run.size < initial.size


def _rows(runs: Iterable[Run]) -> list[list[Printed]]:
    """Return the lines across a page from top to bottom, each in pieces that a gap as wide as between columns parts."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x)):
        if rows and abs(rows[-1][0].y - run.y) <= _SAME_LINE * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [list(_pieces(sorted(row, key=lambda run: run.x))) for row in rows]


def _pieces(row: Sequence[Run]) -> Iterator[Printed]:
    start, text = row[0], row[0].text
    end, longest = start.end, start
    for before, run in pairwise(row):
        gap = run.x - max(end, before.end)
        size = min(before.size, run.size)
        if run.text == before.text and abs(run.x - before.x) < 0.1 * size:
            continue  # letters printed twice, a little apart, to look bold
        if gap > _COLUMN_GAP * size:
            yield Printed(start.x, start.y, end, longest.size, text.strip())
            start, text, end, longest = run, run.text, run.end, run
        else:
            spaced = (gap > 0.15 * size or gap < -size) and not text.endswith(" ") and not run.text.startswith(" ")
            text, end = text + (" " if spaced else "") + run.text, max(end, run.end)
            longest = max(longest, run, key=lambda run: len(run.text))
    yield Printed(start.x, start.y, end, longest.size, text.strip())


# Running heads and feet


def _without_edges(pages: list[list[list[Printed]]]) -> list[list[list[Printed]]]:
    """Take out the rows that come again at the top or the bottom of other pages, apart from their numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    marks = [{index: _mark(row) for index, row in _edges(page)} for page in pages]
    for page_marks in marks:
        seen.update({key for mark in page_marks.values() for key in mark})
    # A few pages are enough: left and right pages and each chapter may have a head of their own.
    usual = min(_MOST_EDGES, max(2, sum(1 for page in pages if page) // 2))
    again = {key for key, count in seen.items() if count >= (2 if "#" in key[0] else usual)}
    return [
        [row for index, row in enumerate(page) if again.isdisjoint(page_marks.get(index, ()))]
        for page, page_marks in zip(pages, marks, strict=True)
    ]


def _edges(page: list[list[Printed]]) -> Iterator[tuple[int, list[Printed]]]:
    for index, row in enumerate(page):
        if index < _EDGE_LINES or index >= len(page) - _EDGE_LINES:
            yield index, row


def _mark(row: Sequence[Printed]) -> tuple[tuple[str, int], ...]:
    """Return how a row is known again: its words with numbers made alike, about its height on the page."""
    words = re.sub(r"[\divxlc]*\d[\divxlc]*|\b[ivxlc]+\b", "#", " ".join(piece.text for piece in row).casefold())
    place = round(row[0].y / _EDGE_SHIFT)
    size = round(row[0].size)
    return tuple((f"{size} {' '.join(words.split())}", place + step) for step in (0, 1))


# Columns


def _columns(rows: list[list[Printed]], edges: set[int]) -> list[list[Printed]]:
    """Return the lines of a page, column after column; ``edges`` gathers where those of the pages begin."""
    pieces = [piece for row in rows for piece in row if piece.text]
    depth = _MOST_COLUMNS_DEEP if len(pieces) <= _MOST_PIECES else 0
    return [_lines(column) for column in _parted(pieces, edges, depth)]


def _parted(pieces: list[Printed], edges: set[int], depth: int) -> list[list[Printed]]:
    """Divide a part of a page where a column begins; what stands across it divides it into bands."""
    edge = _column_edge(pieces, edges) if depth else None
    if edge is None:
        return [pieces] if pieces else []
    edges.add(round(edge / 3))
    parts: list[list[Printed]] = []
    band: list[Printed] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if _side(piece, edge) == 0:
            parts.extend(_sides(band, edge, edges, depth))
            parts.append([piece])
            band = []
        else:
            band.append(piece)
    parts.extend(_sides(band, edge, edges, depth))
    return _together(parts)


def _sides(band: list[Printed], edge: float, edges: set[int], depth: int) -> list[list[Printed]]:
    left = [piece for piece in band if _side(piece, edge) < 0]
    right = [piece for piece in band if _side(piece, edge) > 0]
    return [*_parted(left, edges, depth - 1), *_parted(right, edges, depth - 1)]


def _together(parts: list[list[Printed]]) -> list[list[Printed]]:
    """Put lines that stand across all columns one below the other together again."""
    joined: list[list[Printed]] = []
    wide = False
    for part in parts:
        single = len(part) == 1
        if joined and single and wide:
            joined[-1].extend(part)
        else:
            joined.append(list(part))
        wide = single
    return joined


def _side(piece: Printed, edge: float) -> int:
    """Return -1 for what ends before the edge, 1 for what begins behind it, 0 for what stands across."""
    slack = 0.3 * piece.size
    if piece.x >= edge - slack:
        return 1
    return -1 if piece.end <= edge - slack else 0


def _column_edge(pieces: list[Printed], known: set[int]) -> float | None:
    """Return where a column begins that parts the most text, None where there is none.

    Where other pages have a column, a single line is enough: the last column of a text may be short.
    """
    starts = Counter(round(piece.x / 3) for piece in pieces)
    left = min(starts, default=0)
    best, best_gain = None, 0.0
    for bucket, count in starts.most_common(12):
        expected = not known.isdisjoint((bucket - 1, bucket, bucket + 1))
        near = count + starts[bucket + 1] + starts[bucket - 1]
        if bucket <= left + 3 or (near < _FEWEST_LINES and not expected):
            continue
        edge = min(piece.x for piece in pieces if abs(round(piece.x / 3) - bucket) <= 1)
        gain = _gain(pieces, edge, 1 if expected else _FEWEST_LINES)
        if gain > best_gain:
            best, best_gain = edge, gain
    return best


def _gain(pieces: list[Printed], edge: float, fewest: int) -> float:
    """Return how many letters stand beside each other on both sides of an edge, 0 where too many stand across it."""
    sides = [_side(piece, edge) for piece in pieces]
    letters = {side: sum(len(p.text) for p, s in zip(pieces, sides, strict=True) if s == side) for side in (-1, 0, 1)}
    if letters[0] > _MOST_CROSSING * sum(letters.values()):
        return 0.0
    left = [piece.y for piece, side in zip(pieces, sides, strict=True) if side < 0]
    right = [piece.y for piece, side in zip(pieces, sides, strict=True) if side > 0]
    if min(len(left), len(right)) < fewest:
        return 0.0
    beside = min(max(left), max(right)) - max(min(left), min(right))
    height = min(max(left) - min(left), max(right) - min(right))
    return min(letters[-1], letters[1]) - letters[0] if beside >= 0.5 * height else 0.0


def _lines(column: list[Printed]) -> list[Printed]:
    """Return the lines of one column, with the pieces of each put together again."""
    lines: list[Printed] = []
    for piece in sorted(column, key=lambda piece: -piece.y):
        last = lines[-1] if lines else None
        if last is not None and abs(last.y - piece.y) <= _SAME_LINE * min(last.size, piece.size):
            first, second = sorted((last, piece), key=lambda part: part.x)
            text, size = f"{first.text} {second.text}", max(first, second, key=lambda part: len(part.text)).size
            lines[-1] = Printed(first.x, last.y, max(first.end, second.end), size, text)
        else:
            lines.append(piece)
    return lines


# Paragraphs


class _Open:
    """A paragraph of a column that may go on in the next."""

    __slots__ = ("ends_full", "indented", "lines", "page", "size")

    def __init__(self, lines: list[Printed], page: int, left: float, right: float) -> None:
        self.lines = [line.text for line in lines]
        self.size = median(line.size for line in lines)
        self.page = page
        self.indented = lines[0].x - left > _LEAST_INDENT * self.size
        self.ends_full = lines[-1].end - left >= _SHORT_LINE * (right - left)

    def goes_on_in(self, other: _Open) -> bool:
        """Whether a paragraph at the head of the next column or page is the rest of this one."""
        if abs(self.size - other.size) > _SAME_SIZE * self.size or _BULLET.match(other.lines[0]):
            return False
        first = other.lines[0][:1]
        goes_on = self.ends_full and not other.indented and not _SENTENCE_END.search(self.lines[-1])
        if goes_on:
            self.ends_full = other.ends_full
        return goes_on or (first.islower() and self._open_ended())

    def _open_ended(self) -> bool:
        return not _SENTENCE_END.search(self.lines[-1])


def _paragraphs(lines: list[Printed], page: int) -> Iterator[_Open]:
    if not lines:
        return
    left = _common(lines, lambda line: line.x)
    right = max(line.end for line in lines)
    pitch = _pitch(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or _breaks(lines[index - 1], lines[index], left, right, pitch):
            yield _Open(lines[start:index], page, left, right)
            start = index


def _common(lines: Sequence[Printed], of: Callable[[Printed], float]) -> float:
    """Return the smallest of the values that many lines share: the edge of the column, not that of indents."""
    counts = Counter(round(of(line) / 2) * 2 for line in lines)
    often = max(counts.values()) / 3
    return float(min(value for value, count in counts.items() if count >= often))


def _pitch(lines: Sequence[Printed]) -> float:
    """Return the usual distance of two lines, in heights of their letters."""
    steps = [(a.y - b.y) / max(a.size, b.size) for a, b in pairwise(lines) if abs(a.size - b.size) < 0.5]
    return median(steps) if steps else 1.2


def _breaks(before: Printed, line: Printed, left: float, right: float, pitch: float) -> bool:
    """Whether a new paragraph begins with a line."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _SAME_SIZE * size or _BULLET.match(line.text):
        return True
    if before.y - line.y > min(pitch, 2.5) * _LOOSE * size / 1.15:
        return True
    if line.x - before.x > _LEAST_INDENT * size and not _BULLET.match(before.text):
        return True
    short = before.end - left < _SHORT_LINE * (right - left)
    return short and bool(_SENTENCE_END.search(before.text)) and line.x - left < 2 * size


# Hyphens


class _Hyphens:
    """Puts words together that were broken at the end of a line, as the rest of the document writes them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: set[str] = set()
        for line in lines:
            words = _WORD.findall(line.casefold())
            self._known.update(words[1:-1] if len(words) > 2 else ())

    def joined(self, lines: Sequence[str]) -> str:
        """Return the lines of a paragraph as one text."""
        parts = [lines[0]]
        for line in lines[1:]:
            broken = _HYPHEN.search(parts[-1][-_LONGEST_WORD:])
            following = _WORD.match(line)
            if not broken or not following:
                parts.append(" ")
            elif not self._keeps(broken[1], following[0], parts[-1][-1]):
                parts[-1] = parts[-1][:-1]
            parts.append(line)
        return "".join(parts)

    def _keeps(self, before: str, after: str, mark: str) -> bool:
        """Whether the hyphen belongs to the word."""
        if mark == "\u00ad":
            return False
        before, begins_large, after = before.casefold(), after[:1].isupper(), after.casefold()
        if before + after in self._known:
            return False
        if f"{before}-{after}" in self._known:
            return True
        return begins_large or before in _KEEPS_HYPHEN
