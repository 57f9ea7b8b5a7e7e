"""The parts of a mail, or of a page saved like one; harmless to parse, or refused."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.parser import BytesParser

from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

BROKEN = Message("This mail is damaged or wrapped too deeply to be read. Save its text instead.")

_MOST_BOUNDARIES = 200
_MOST_MAILS = 100
_MOST_MARKS = 5_000
_LONGEST_HEADER = 5_000
_LONGEST_FACT = 1_000
_BOUNDARY = re.compile(rb"\bboundary(?:\*\d*\*?)?\s{0,20}=", re.I)
_MAIL = b"message/rfc822"
_DESCRIBES = re.compile(rb"^content-[a-z-]{1,30}:", re.I | re.M)
_HEADER_END = re.compile(rb"\n[^ \t]")

ERRORS = (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError, AssertionError)
"""What the parser of mail raises on damaged headers."""


def parsed(data: bytes) -> EmailMessage:
    """Return the mail in some bytes; raise ReadProblem where its parser could take long or fails."""
    if sum(1 for _ in _BOUNDARY.finditer(data)) > _MOST_BOUNDARIES or data.lower().count(_MAIL) > _MOST_MAILS:
        raise ReadProblem(BROKEN)
    if data.count(b"\n--") > _MOST_MARKS:
        raise ReadProblem(BROKEN)
    for found in _DESCRIBES.finditer(data):
        end = _HEADER_END.search(data, found.end(), found.end() + _LONGEST_HEADER)
        if end is None and len(data) - found.end() > _LONGEST_HEADER:
            raise ReadProblem(BROKEN)  # The parser of such headers takes quadratic time.
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except ERRORS as error:
        raise ReadProblem(BROKEN) from error
    if not isinstance(message, EmailMessage):
        raise ReadProblem(BROKEN)
    return message


def header(message: AnyMessage, name: str) -> str | None:
    """Return a header in plain letters, cut to a bearable length, None where there is none."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), None)
    if raw is None:
        return None
    try:
        return str(policy.default.header_factory(name, str(raw)[:_LONGEST_FACT])) or None
    except ERRORS:
        return None


def payload(part: AnyMessage) -> bytes:
    """Return the bytes of a part, empty where they cannot be had."""
    try:
        data = part.get_payload(decode=True)
    except ERRORS:
        return b""
    return data if isinstance(data, bytes) else b""
