"""The Qt document of one pane, and the way between its positions and the article's offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from viewer.article.model import Article
from viewer.window.fonts import sans, serif
from viewer.window.panes.blocks import Block, BlockKind, lay_out, shown_text
from viewer.window.panes.offsets import Offsets
from viewer.window.theme import Theme

_LINE = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_ROUNDING = 1e-6  # of a character: a fraction may come back a little short of the offset it was made of
_FOLD_LENGTH = 40  # what a fold line counts in a ruler, in characters
_OTHER_SCRIPTS = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


@dataclass(frozen=True, slots=True)
class Type:
    """How large a pane's text is: the body size in pixels; everything else follows from it."""

    body: float = 16.0
    line: float = 1.55

    def size(self, kind: BlockKind) -> float:
        """Return the size of the type of a kind of block, in pixels."""
        factor = {"title": 1.4, "body": 1.0}.get(kind, 0.8)
        return round(self.body * factor)


class _ClosedDocument(QTextDocument):
    """A document that can load nothing: whatever it asks for is an empty picture."""

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        return QImage()


class PaneDocument:
    """An article laid out in blocks. Offsets are code points of the article; positions are Qt's, in the document."""

    def __init__(self, article: Article, unfolded: set[int], size: Type, theme: Theme) -> None:
        self.article = article
        self.blocks: list[Block] = lay_out(article, unfolded)
        self._offsets = Offsets(article.text)
        self._starts = [block.start for block in self.blocks]
        lengths = (_FOLD_LENGTH if block.kind == "fold" else block.end - block.start for block in self.blocks)
        self._shown_before = list(accumulate(lengths, initial=0))
        self.size = size
        self.left = 0
        self.qt = _ClosedDocument()
        self.qt.setUndoRedoEnabled(False)
        self.qt.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.qt.setDefaultTextOption(option)
        self.qt.setDefaultFont(serif(size.body))
        self.qt.setPlainText("\n".join(self._text(block) for block in self.blocks))
        self._format(theme)

    def set_margins(self, left: int, right: int) -> None:
        """Keep so many pixels free beside the text, and above it as many as at the left."""
        self.left = left
        frame = self.qt.rootFrame()
        form = frame.frameFormat()
        if (form.leftMargin(), form.rightMargin()) != (left, right):
            form.setLeftMargin(left)
            form.setRightMargin(right)  # wide enough for the letters of panes further away
            form.setTopMargin(left)
            frame.setFrameFormat(form)

    def _text(self, block: Block) -> str:
        if block.kind == "fold":
            return fold_text(block)
        return shown_text(self.article.text[block.start : block.end], block.kind)

    def _format(self, theme: Theme) -> None:
        cursor = QTextCursor(self.qt)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._block_format("body"))
        ink = QTextCharFormat()
        ink.setForeground(theme["ink1"])
        cursor.mergeCharFormat(ink)
        for number, block in enumerate(self.blocks):
            if block.kind != "body":
                at = QTextCursor(self.qt.findBlockByNumber(number))
                at.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                at.setBlockFormat(self._block_format(block.kind))
                at.setCharFormat(self._char_format(block.kind, theme))
                at.setBlockCharFormat(self._char_format(block.kind, theme))

    def _block_format(self, kind: BlockKind) -> QTextBlockFormat:
        format_ = QTextBlockFormat()
        size = self.size.size(kind)
        line = size * (1.22 if kind == "title" else self.size.line)
        if self.article.language[:2] in {"zh", "ja", "ko", "ar", "fa", "hi", "th"}:
            format_.setLineHeight(130.0, _OTHER_SCRIPTS)
        else:
            format_.setLineHeight(round(line), _LINE)
        gap = {"title": 0.75, "fold": 0.35, "boilerplate": 0.35}.get(kind, 0.75)
        format_.setBottomMargin(round(self.size.body * gap))
        if kind == "fold":
            format_.setTopMargin(round(self.size.body * 0.1))
        if kind == "boilerplate":
            format_.setLeftMargin(round(self.size.body))
        return format_

    def _char_format(self, kind: BlockKind, theme: Theme) -> QTextCharFormat:
        format_ = QTextCharFormat()
        size = self.size.size(kind)
        if kind == "title":
            format_.setFont(serif(size, QFont.Weight.DemiBold))
            format_.setForeground(theme["ink1"])
        elif kind == "caption":
            format_.setFont(serif(round(self.size.body * 0.9), italic=True))
            format_.setForeground(theme["ink2"])
        else:
            format_.setFont(sans(size))
            format_.setForeground(theme["ink2" if kind in ("byline", "dateline") else "ink3"])
        return format_

    # Between offsets and positions

    def position(self, offset: int) -> int | None:
        """Return the position of a code point; None where it lies in a folded paragraph or between paragraphs."""
        number = self.block_number(offset)
        if number is None:
            return None
        return self.position_in(number, offset)

    def block_number(self, offset: int) -> int | None:
        """Return the number of the block that shows a code point (its end counts too), None if none does."""
        number = bisect_right(self._starts, offset) - 1
        while number >= 0 and self.blocks[number].kind == "fold":
            number -= 1
        if number < 0 or offset > self.blocks[number].end:
            return None
        return number

    def nearest_block(self, offset: int) -> int:
        """Return the number of the block that stands for a code point, be it a fold line or the paragraph before."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def position_in(self, number: int, offset: int) -> int:
        """Return the position of a code point inside a block that shows it."""
        start = self.blocks[number].start
        units = self._offsets.to_units(offset) - self._offsets.to_units(start)
        return self.qt.findBlockByNumber(number).position() + units

    def units_in(self, number: int, offset: int) -> int:
        """Return the UTF-16 offset of a code point from the beginning of its block, kept inside the block."""
        block = self.blocks[number]
        inside = max(block.start, min(offset, block.end))
        return self._offsets.to_units(inside) - self._offsets.to_units(block.start)

    def fraction(self, offset: int) -> float:
        """Return how far into what is shown a code point is, 0 to 1, without laying anything out."""
        number = self.nearest_block(offset)
        inside = min(max(0, offset - self.blocks[number].start), self.blocks[number].end - self.blocks[number].start)
        return (self._shown_before[number] + inside) / max(1, self._shown_before[-1])

    def offset_at_fraction(self, fraction: float) -> int:
        """Return the code point that is this far into what is shown."""
        wanted = fraction * self._shown_before[-1] + _ROUNDING
        number = min(max(0, bisect_right(self._shown_before, wanted) - 1), len(self.blocks) - 1)
        inside = int(wanted - self._shown_before[number])
        return min(self.blocks[number].start + inside, self.blocks[number].end)

    def offset(self, position: int) -> int:
        """Return the code point at a position; on a fold line, the beginning of the folded text."""
        qt_block: QTextBlock = self.qt.findBlock(position)
        block = self.blocks[min(max(qt_block.blockNumber(), 0), len(self.blocks) - 1)]
        if block.kind == "fold":
            return block.start
        units = self._offsets.to_units(block.start) + position - qt_block.position()
        return min(self._offsets.to_points(units), block.end)


def fold_text(block: Block) -> str:
    """Return the words of a fold line."""
    lines = QCoreApplication.translate("PaneDocument", "%n furniture line(s)", "", block.count)
    lines = lines.replace("line(s)", "line" if block.count == 1 else "lines")
    verb = "show" if block.folded else "hide"
    sign = "▸" if block.folded else "▾"
    return f"{sign} {lines} · {QCoreApplication.translate('PaneDocument', verb)}"


TEXT_FLAGS = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
