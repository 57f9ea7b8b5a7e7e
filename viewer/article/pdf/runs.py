"""The pieces of text on a page of a PDF, with their places: what its content stream shows, in upright coordinates."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject
from pypdf.generic._font import Font

Matrix = tuple[float, float, float, float, float, float]

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WORD_GAP = 0.18
_FORM_DEPTH = 5
_FORM_COST = 100
_MOST_STATES = 1_000
_LONGEST_RUN = 20_000
_LONGEST_STREAM = 5_000_000
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is shown in one go: the left end of its base line, its right end, and the height of its letters."""

    x: float
    y: float
    end: float
    size: float
    text: str


@dataclass(slots=True)
class Work:
    """How many operations of content streams may still be carried out for one file, and the fonts it has shown."""

    operations: int
    _fonts: dict[int, Font] = field(default_factory=dict)

    def spend(self, count: int) -> bool:
        """Count operations; return whether there were still as many."""
        self.operations -= count
        return self.operations >= 0

    def fonts_in(self, resources: Any) -> dict[str, Font]:
        """Return the fonts of a page or form by name; what many pages share is looked into once."""
        held = resources.get("/Font") if isinstance(resources, DictionaryObject) else None
        held = held.get_object() if held is not None else None
        if not isinstance(held, DictionaryObject):
            return {}
        return {name: font for name in held if (font := self._font(held.raw_get(name))) is not None}

    def _font(self, raw: Any) -> Font | None:
        number = raw.idnum if isinstance(raw, IndirectObject) else None
        if number is not None and number in self._fonts:
            return self._fonts[number]
        held = raw.get_object() if raw is not None else None
        if not isinstance(held, DictionaryObject):
            return None
        font = Font.from_font_resource(held)
        if number is not None:
            self._fonts[number] = font
        return font


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The text of a page, whether it holds pictures, and how many letters of it cannot be told."""

    runs: tuple[Run, ...]
    pictures: bool
    unknown: int


def runs_of(page: PageObject, work: Work) -> PageRuns:
    """Return the text of a page in the order of its content stream; stops where the work is used up."""
    show = _Show(page, work)
    contents = page.get("/Contents")
    if contents is not None:
        resources = page.get("/Resources")
        show.carry_out(contents, work.fonts_in(resources.get_object() if resources is not None else None))
    return PageRuns(tuple(show.upright()), show.pictures, show.unknown)


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that text depends on."""

    matrix: Matrix = _UNIT
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Show:
    """Carries out the operations that show text or move where it is shown."""

    def __init__(self, page: PageObject, work: Work) -> None:
        self.pictures = False
        self.unknown = 0
        self._page = page
        self._work = work
        self._runs: list[tuple[Run, int]] = []
        self._state = _State()
        self._states: list[_State] = []
        self._line: Matrix = _UNIT
        self._at: Matrix = _UNIT
        self._depth = 0

    def upright(self) -> Iterator[Run]:
        """Yield the runs that are written in the direction in which most of the page is."""
        count: Counter[int] = Counter()
        for run, turn in self._runs:
            count[turn] += len(run.text)
        most = count.most_common(1)[0][0] if count else 0
        return (run for run, turn in self._runs if turn == most)

    def carry_out(self, contents: Any, fonts: Mapping[str, Font], resources: Any = None) -> None:
        """Carry out a content stream; ``resources`` are those of the form that it is, None for the page."""
        contents = contents.get_object()
        if not isinstance(contents, (ArrayObject, StreamObject)):
            return
        stream = ContentStream(contents, self._page.pdf, "bytes")
        if len(stream.get_data()) > _LONGEST_STREAM:
            raise PdfReadError("This content stream is longer than that of any page.")
        for operands, operator in stream.operations:
            if not self._work.spend(1):
                return
            if operator == b"Do" and operands:
                self._do(operands[0], fonts, resources)
            elif operator == b"Tf" and len(operands) >= 2:
                self._state = replace(self._state, font=fonts.get(operands[0]), size=_number(operands[1]))
            elif operator in _TEXT:
                _TEXT[operator](self, operands)
            elif operator == b"BI":
                self.pictures = True

    def _do(self, name: Any, fonts: Mapping[str, Font], resources: Any) -> None:
        """Show a picture or a form, which is a content stream of its own."""
        held = resources if resources is not None else self._page.get("/Resources")
        held = held.get_object() if held is not None else None
        objects = held.get("/XObject") if isinstance(held, DictionaryObject) else None
        objects = objects.get_object() if objects is not None else None
        thing = objects.get(name) if isinstance(objects, DictionaryObject) else None
        thing = thing.get_object() if thing is not None else None
        if not isinstance(thing, StreamObject):
            return
        if thing.get("/Subtype") == "/Image":
            self.pictures = True
        elif thing.get("/Subtype") == "/Form" and self._depth < _FORM_DEPTH and self._work.spend(_FORM_COST):
            self._show_form(thing, fonts, resources)

    def _show_form(self, form: StreamObject, fonts: Mapping[str, Font], resources: Any) -> None:
        own = form.get("/Resources")
        own = own.get_object() if own is not None else None
        kept = (self._state, self._states, self._line, self._at)
        self._depth += 1
        matrix = form.get("/Matrix")
        if isinstance(matrix, ArrayObject) and len(matrix) == 6:
            self._state = replace(self._state, matrix=_times(_matrix(matrix), self._state.matrix))
        self._states = []
        self.carry_out(form, {**fonts, **self._work.fonts_in(own)}, own if own is not None else resources)
        self._state, self._states, self._line, self._at = kept
        self._depth -= 1

    # What the operators do; operands that are missing or no numbers count as 0

    def save(self, operands: list[Any]) -> None:
        """Keep the state for later."""
        if len(self._states) < _MOST_STATES:
            self._states.append(self._state)

    def restore(self, operands: list[Any]) -> None:
        """Take the last state that was kept."""
        if self._states:
            self._state = self._states.pop()

    def transform(self, operands: list[Any]) -> None:
        """Change the coordinates."""
        self._state = replace(self._state, matrix=_times(_matrix(operands), self._state.matrix))

    def begin(self, operands: list[Any]) -> None:
        """Begin a piece of text."""
        self._line = self._at = _UNIT

    def place(self, operands: list[Any]) -> None:
        """Set where the line begins."""
        self._line = self._at = _matrix(operands)

    def move(self, operands: list[Any]) -> None:
        """Begin a new line, so far from the last."""
        x, y = _number(_at(operands, 0)), _number(_at(operands, 1))
        self._line = self._at = _times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def move_leading(self, operands: list[Any]) -> None:
        """Begin a new line and keep its distance."""
        self._state = replace(self._state, leading=-_number(_at(operands, 1)))
        self.move(operands)

    def next_line(self, operands: list[Any]) -> None:
        """Begin a new line at the distance that was kept."""
        self.move([0.0, -self._state.leading])

    def show(self, operands: list[Any]) -> None:
        """Show a string."""
        self._show(operands[-1:])

    def show_spaced(self, operands: list[Any]) -> None:
        """Show strings with numbers between them, which move the next to the left."""
        pieces = _at(operands, 0)
        if isinstance(pieces, (list, ArrayObject)):
            self._show(list(pieces))

    def show_next(self, operands: list[Any]) -> None:
        """Begin a new line and show a string."""
        if len(operands) >= 3:
            spacing, between = _number(operands[1]), _number(operands[0])
            self._state = replace(self._state, spacing=spacing, word_spacing=between)
        self.next_line(operands)
        self._show(operands[-1:])

    def _show(self, pieces: list[Any]) -> None:
        state = self._state
        if state.font is None or state.size == 0:
            return
        start, parts, advance = self._at, [], 0.0
        for piece in pieces:
            if isinstance(piece, (bytes, str)):
                text, width = self._decoded(piece, state.font)
                parts.append(text)
                advance += width
            elif isinstance(piece, (int, float)):
                gap = -float(piece) / 1000.0
                advance += gap * state.size * state.scale
                if gap > _WORD_GAP and parts and not parts[-1].endswith(" "):
                    parts.append(" ")
        self._at = _times((1.0, 0.0, 0.0, 1.0, advance, 0.0), start)
        text = "".join(parts)[:_LONGEST_RUN]
        if text.strip():
            self._add(text, start, self._at)

    def _add(self, text: str, start: Matrix, end: Matrix) -> None:
        """Keep a run in coordinates turned so that it is written from left to right."""
        a, b, c, d, x, y = _times((1.0, 0.0, 0.0, 1.0, 0.0, self._state.rise), _times(start, self._state.matrix))
        end_x, end_y = _times(end, self._state.matrix)[4:]
        size = abs(self._state.size) * math.hypot(c, d)
        turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
        if turn == 1:
            x, y, end_x = y, -x, end_y
        elif turn == 2:
            x, y, end_x = -x, -y, -end_x
        elif turn == 3:
            x, y, end_x = -y, x, -end_y
        if all(map(math.isfinite, (x, y, end_x, size))) and 0.5 < size < 2000:
            self._runs.append((Run(x, y, max(end_x, x), size, text.translate(_LIGATURES)), turn))

    def _decoded(self, piece: bytes | str, font: Font) -> tuple[str, float]:
        """Return the letters of a string and how far it moves on."""
        self.unknown += max(0, len(piece) - _LONGEST_RUN)
        raw = _raw_characters(piece[:_LONGEST_RUN], font)
        state = self._state
        width = sum(font.space_width if code == font.space_char else font.get_text_width(code) for code in raw)
        moved = width / 1000.0 * state.size + len(raw) * state.spacing + raw.count(" ") * state.word_spacing
        if not font.interpretable:
            self.unknown += len(raw)
            return "", moved * state.scale
        if isinstance(piece, bytes) and not isinstance(font.encoding, str):
            raw = "".join(font.encoding.get(ord(code), code) for code in raw)
        text = "".join(str(font.character_map.get(code, code)) for code in raw)
        self.unknown += sum(1 for letter in text if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
        return text.replace("\n", " ").replace("\r", " "), moved * state.scale

    # The settings of text

    def set_spacing(self, operands: list[Any]) -> None:
        """Set the space between letters."""
        self._state = replace(self._state, spacing=_number(_at(operands, 0)))

    def set_word_spacing(self, operands: list[Any]) -> None:
        """Set the space between words."""
        self._state = replace(self._state, word_spacing=_number(_at(operands, 0)))

    def set_scale(self, operands: list[Any]) -> None:
        """Set the width of letters in percent."""
        self._state = replace(self._state, scale=_number(_at(operands, 0)) / 100.0 or 1.0)

    def set_leading(self, operands: list[Any]) -> None:
        """Set the distance of lines."""
        self._state = replace(self._state, leading=_number(_at(operands, 0)))

    def set_rise(self, operands: list[Any]) -> None:
        """Set how far letters stand above the line."""
        self._state = replace(self._state, rise=_number(_at(operands, 0)))


_TEXT = {
    b"q": _Show.save,
    b"Q": _Show.restore,
    b"cm": _Show.transform,
    b"BT": _Show.begin,
    b"Tm": _Show.place,
    b"Td": _Show.move,
    b"TD": _Show.move_leading,
    b"T*": _Show.next_line,
    b"Tj": _Show.show,
    b"TJ": _Show.show_spaced,
    b"'": _Show.show_next,
    b'"': _Show.show_next,
    b"Tc": _Show.set_spacing,
    b"Tw": _Show.set_word_spacing,
    b"Tz": _Show.set_scale,
    b"TL": _Show.set_leading,
    b"Ts": _Show.set_rise,
}


def _raw_characters(piece: bytes | str, font: Font) -> str:
    if isinstance(piece, str):
        return piece
    if not isinstance(font.encoding, str):
        return piece.decode("latin-1")
    try:
        return piece.decode(font.encoding, "surrogatepass")
    except (UnicodeDecodeError, LookupError):
        return piece.decode("utf-16-be", "replace")


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 0.0
    return number if math.isfinite(number) else 0.0


def _at(operands: list[Any], index: int) -> Any:
    return operands[index] if index < len(operands) else None


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (_number(value) for value in [*operands, 0, 0, 0, 0, 0, 0][:6])
    return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
