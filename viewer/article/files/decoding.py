"""Bytes become characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from viewer.article.limits import CHARSET_SAMPLE_BYTES, NUL_SHARE
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = rb"""(?i)<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})"""
_BINARY = (
    (b"%PDF-", "PDF document"),
    (b"PK\x03\x04", "zip archive or office document"),
    (b"PK\x05\x06", "zip archive"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "sound or video file"),
    (b"OggS", "sound or video file"),
    (b"ID3", "sound file"),
    (b"\x1f\x8b", "compressed file"),
    (b"BZh", "compressed file"),
    (b"\xfd7zXZ\x00", "compressed file"),
    (b"7z\xbc\xaf", "compressed file"),
    (b"Rar!", "compressed file"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"SQLite format 3\x00", "database"),
    (b"\xd0\xcf\x11\xe0", "document of an old or locked office program"),
    (b"{\\rtf", "rich text document"),
)
_CHARS_PER_ODD_LETTER = 50

NULS_REMOVED = Message("This file held a few NUL bytes; they were left out. Compare the text with the original.")
REPAIRED = Message(
    "This file mixes encodings; the odd bytes were read as Windows-1252. Check accents and quotation marks."
)
NOT_TEXT = Message("This file is not text. Open a text document or a saved web page instead.")
UNKNOWN_ENCODING = Message("The encoding of this file cannot be told. Save it as UTF-8 and open it again.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and what had to be repaired to get them."""

    text: str
    warnings: tuple[Message, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the characters of ``data``; raise ReadProblem where it is no text or its encoding cannot be told."""
    _refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"))
    wide = _utf16_without_mark(data)
    if wide is not None:
        return Decoded(wide)
    data, warnings = _without_nuls(data)
    try:
        return Decoded(data.decode("utf-8"), warnings)
    except UnicodeDecodeError:
        return _decode_legacy(data, warnings)


def _refuse_binary(data: bytes) -> None:
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise ReadProblem(
                Message("This file is a {name}, not text. Open a text document or a saved web page.", name=name)
            )


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the text of UTF-16 that starts without a mark: half of its bytes are NUL, all on one side."""
    sample = data[:4096]
    if len(data) < 4 or len(data) % 2 or not sample.count(0) * 4 > len(sample):
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[1 - offset :: 2].count(0) * 20 <= len(sample):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if text.count("\0") <= NUL_SHARE * len(text) and sample[offset::2].count(0) * 4 > len(sample):
                return text
    return None


def _without_nuls(data: bytes) -> tuple[bytes, tuple[Message, ...]]:
    nuls = data.count(0)
    if not nuls:
        return data, ()
    if nuls > max(NUL_SHARE * len(data), 1):
        raise ReadProblem(NOT_TEXT)
    return data.replace(b"\0", b""), (NULS_REMOVED,)


def _decode_legacy(data: bytes, warnings: tuple[Message, ...]) -> Decoded:
    """Decode what is not UTF-8: by what it says of itself, as damaged UTF-8, or by guess."""
    declared = _declared(data)
    if declared is not None:
        return Decoded(declared, warnings)
    repaired = _repaired_utf8(data)
    if repaired is not None:
        return Decoded(repaired, (*warnings, REPAIRED))
    return Decoded(_guessed(data), warnings)


def _declared(data: bytes) -> str | None:
    found = re.search(_META_CHARSET, data[:4096])
    if not found:
        return None
    name = found[1].decode("ascii", "replace").lower()
    # Browsers read Latin-1 and ASCII as Windows-1252.
    encoding = {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "us-ascii": "cp1252",
        "ascii": "cp1252",
        "gb2312": "gb18030",
    }.get(name, name)
    if encoding in {"utf-8", "utf8", "utf-16"}:
        return None
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) and text.count("\ufffd") * _CHARS_PER_ODD_LETTER <= len(text) else None


def _cp1252_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    odd = error.object[error.start : error.end]
    return odd.decode("cp1252", "replace"), error.end


codecs.register_error("viewer_cp1252", _cp1252_byte)


def _repaired_utf8(data: bytes) -> str | None:
    """Return UTF-8 with its odd bytes read as Windows-1252, or None where most of the letters are odd."""
    lost = data.decode("utf-8", "replace")
    odd = lost.count("\ufffd")
    good = sum(1 for character in lost if character > "\x7f") - odd
    return data.decode("utf-8", "viewer_cp1252") if good >= odd else None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:CHARSET_SAMPLE_BYTES]).best()
    if best is None:
        raise ReadProblem(UNKNOWN_ENCODING)
    text = data.decode(best.encoding, "replace")
    odd = sum(1 for character in text[:100_000] if not character.isprintable() and not character.isspace())
    if odd * _CHARS_PER_ODD_LETTER > min(len(text), 100_000):
        raise ReadProblem(NOT_TEXT)
    return text
