"""The one form of a text that every offset refers to."""

from __future__ import annotations

import re
from unicodedata import normalize

from viewer.article.limits import COMBINING_RUN

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphens, zero-width spaces, word joiners, byte order marks, and the control codes other than tab and newline.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u2060-\u2064\ufeff]")
# Joiners shape Arabic, Indic scripts and emoji; after a Latin, Greek or Cyrillic letter they only break matching.
_IDLE_JOINERS = re.compile("(?<![\u0590-\u1fff\u2100-\U0010ffff])[\u200c\u200d]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARK = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0730-\u074a"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]"
)
_MARK_FLOOD = re.compile(f"({_MARK}{{{COMBINING_RUN}}}){_MARK}+")


def canonical(text: str) -> str:
    """Return ``text`` in NFC with ``\\n`` as the only line end, plain spaces, and no invisible or control characters.

    Bidirectional controls stay: they are part of the text and the window shows them. Lone surrogates become U+FFFD.
    Doing it again changes nothing.
    """
    if text.isascii():
        return _INVISIBLE.sub("", _NEWLINES.sub("\n", text))
    text = _SPACES.sub(" ", _NEWLINES.sub("\n", text))
    text = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text))
    text = normalize("NFC", _MARK_FLOOD.sub(r"\1", text))
    text = _IDLE_JOINERS.sub("", text)
    return normalize("NFC", _MARK_FLOOD.sub(r"\1", text))
