"""A small writer of PDF files: pages of text at given places, set in columns as a newspaper does."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WIDTH = 0.5  # of an em: the sample font has letters of one width
_ENCODED = str.maketrans({"“": "\x93", "”": "\x94", "’": "\x92", "–": "\x96", "é": "\xe9"})


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    text: str
    size: float = 10.0
    words_apart: float = 0.0


def pdf(pages: Sequence[str | bytes], info: Mapping[str, str] | None = None, *, packed: bool = True) -> bytes:
    """Make a PDF of the content streams of its pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 "
        b"/Widths [" + b" ".join([b"500"] * 224) + b"] >>"
    )
    objects.append(b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\n0\nendstream")
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else page.encode("latin-1")
        body = zlib.compress(content) if packed else content
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> "
            b"/XObject << /Im1 4 0 R >> >> /Contents %d 0 R >>" % (len(objects) + 2)
        )
        packing = b"/Filter /FlateDecode " if packed else b""
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (packing, len(body), body))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    if info:
        entries = b" ".join(b"/%s (%s)" % (k.encode(), _literal(v).encode("latin-1")) for k, v in info.items())
        objects.append(b"<< " + entries + b" >>")
    return assembled(objects, info_number=len(objects) if info else 0)


def assembled(objects: Sequence[bytes], *, info_number: int = 0) -> bytes:
    """Put numbered objects, the table of their places and the trailer together; the first is the catalogue."""
    made = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    extra = b"/Info %d 0 R " % info_number if info_number else b""
    made += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    return bytes(made)


def _literal(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def shown(lines: Iterable[Line]) -> str:
    """Return the content stream that shows lines, each at its place."""
    parts = ["BT"]
    for line in lines:
        text = _literal(line.text.translate(_ENCODED))
        parts.append(f"/F1 {line.size:g} Tf 1 0 0 1 {line.x:g} {line.y:g} Tm {line.words_apart:g} Tw ({text}) Tj")
    return "\n".join([*parts, "ET"])


def set_in_columns(
    paragraphs: Sequence[str], *, columns: int = 2, top: float = 700, lines_high: int = 40, characters: int = 44
) -> list[list[Line]]:
    """Set paragraphs with indents and broken words in columns; return the lines of each page, column after column."""
    size, step, width = 10.0, 12.0, characters * 5.0
    rows = [row for text in paragraphs for row in _set(text, characters)]
    pages: list[list[Line]] = []
    for number, (indent, text, last) in enumerate(rows):
        page, place = divmod(number, lines_high * columns)
        column, row = divmod(place, lines_high)
        if page == len(pages):
            pages.append([])
        x = 50 + column * (width + 24) + (12 if indent else 0)
        room = width - (12 if indent else 0) - len(text) * size * _WIDTH
        apart = 0.0 if last or " " not in text else max(room, 0) / text.count(" ")
        pages[-1].append(Line(x, top - row * step, text, size, apart))
    return pages


def _set(text: str, characters: int) -> list[tuple[bool, str, bool]]:
    """Break a paragraph into lines; long words are broken with a hyphen."""
    lines: list[str] = []
    rest = text
    while rest:
        room = characters - (2 if not lines else 0)
        if len(rest) <= room:
            lines.append(rest)
            break
        line = textwrap.wrap(rest, room, break_long_words=False)[0]
        left = room - len(line)
        following = rest[len(line) :].lstrip().split(" ")[0]
        if left > 4 and len(following) > left and following.isalpha():
            lines.append(f"{line} {following[: left - 2]}-")
            rest = rest[len(line) :].lstrip()[left - 2 :]
        else:
            lines.append(line)
            rest = rest[len(line) :].lstrip()
    return [(number == 0, line, number == len(lines) - 1) for number, line in enumerate(lines)]
