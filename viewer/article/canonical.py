"""The one form of a text that every offset refers to."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from viewer.article.limits import COMBINING_RUN

_NEWLINES = "\r\v\f\x85\u2028\u2029"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Soft hyphens, zero-width spaces, word joiners, byte order marks; the control codes are added below.
_INVISIBLE = "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n" + _NEWLINES]
_PLAIN = {
    **dict.fromkeys(_CONTROLS),
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **dict.fromkeys(map(ord, _NEWLINES), "\n"),
    **dict.fromkeys(map(ord, _SPACES), " "),
}
_SURROGATE = re.compile("[\ud800-\udfff]")
# Anything but letters, digits and ASCII: long runs of these may be combining marks, whose pattern is dear to compile.
_MAYBE_FLOOD = re.compile(rf"[^\w\x00-\x7f]{{{COMBINING_RUN + 1}}}")
_MARK = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0730-\u074a"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]"
)
_MARK_FLOOD = f"({_MARK}{{{COMBINING_RUN}}}){_MARK}+"
_JOINERS = "([\u200c\u200d])"
_FIRST_SHAPED = "\u0590"


def canonical(text: str) -> str:
    """Return ``text`` in NFC with line feeds as the only line ends, plain spaces, no invisible or control characters.

    Bidirectional controls stay: they are part of the text and the window shows them. Lone surrogates become U+FFFD.
    Doing it again changes nothing.
    """
    text = text.replace("\r\n", "\n").translate(_PLAIN)
    if text.isascii():
        return text
    text = _composed(_SURROGATE.sub("\ufffd", text))
    if "\u200c" in text or "\u200d" in text:
        text = _composed(_without_idle_joiners(text))
    return text


def _without_idle_joiners(text: str) -> str:
    """Drop joiners but where they shape Arabic, Indic scripts and emoji: elsewhere they only hide a match."""
    kept: list[str] = []
    letter = ""
    for piece in re.split(_JOINERS, text):
        if piece not in ("\u200c", "\u200d"):
            letter = next((character for character in reversed(piece) if not combining(character)), letter)
            kept.append(piece)
        elif letter >= _FIRST_SHAPED and not "\u2000" <= letter < "\u2100":
            kept.append(piece)
    return "".join(kept)


def _composed(text: str) -> str:
    """Return ``text`` in NFC, with at most ``COMBINING_RUN`` marks on one letter."""
    if _MAYBE_FLOOD.search(text):
        text = re.sub(_MARK_FLOOD, r"\1", text)
    return normalize("NFC", text)
