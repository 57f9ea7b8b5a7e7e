"""A mail (.eml): the article in its text, and those attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from viewer.article import reasons
from viewer.article.files.budget import Budget
from viewer.article.files.decoding import decode
from viewer.article.files.formats import is_article_name
from viewer.article.limits import FILE_BYTES, STORY_DEPTH
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.page.reading import article_of_page
from viewer.article.problems import ReadProblem
from viewer.article.readers.bundles import Found, Part, Piece, Unread, articles_of
from viewer.article.readers.mailtree import ERRORS, header, parsed, payload
from viewer.article.text.dates import date_in
from viewer.article.text.metadata import names_outlet
from viewer.article.text.plain import Stated, article_of_text
from viewer.article.text.written import told

NO_TEXT = Message("There is no text in this mail. Choose a mail with an article in it.")
TOO_DEEP = Message("This mail lies too deep inside other mails and was left out. Save it by itself.")

_MOST_PARTS = 500
_COVER_WORDS = 40
_LONGEST_ADDRESS = 300
_QUOTED_REACH = 5_000
_PASSED_ON = re.compile(r"(?i)\b(?:fwd?|wg|tr|rv|i):")
_QUOTED_HEADERS = re.compile(r"^-{3,}[^\n]{3,60}-{3,}\s*\n((?:[^\W\d_]{2,10}\s?: [^\n]{1,300}\n){2,8})", re.M)
_QUOTED_LINE = re.compile(r"^([^\W\d_]{2,10})\s?: ([^\n]+)", re.M)
_SENDERS = ("From", "Von", "De", "Da")
_SUBJECT_MARK = re.compile(r"(?i)^(?:(?:re|fwd?|aw|wg|tr|rv|i)(?:\[\d+\])?:\s*|\[[\w .-]{1,30}\]\s+)+")


def articles_of_mail(part: Part, budget: Budget) -> Iterator[Piece]:
    """Yield the article in the text of a mail and those attached to it; raise ReadProblem where there is none."""
    if part.mails >= STORY_DEPTH:
        raise ReadProblem(TOO_DEEP)
    message = parsed(part.data)
    attached = list(islice(_attached(message), _MOST_PARTS))
    body = _body(part, message)
    covers = attached and (isinstance(body, Unread) or len(body.article.text.split()) < _COVER_WORDS)
    if not covers:
        yield body
    for number, (name, child) in enumerate(attached, start=1):
        data = _bytes(child)
        budget.take(len(data))
        origin = f"{part.origin}: {name or number}"
        if not data.strip() or len(data) > FILE_BYTES:
            yield Unread(origin, NO_TEXT)
        else:
            inner = Part(origin, name or "attached.eml", data, part.archives, part.mails + 1)
            yield from articles_of(inner, budget)


def _body(part: Part, message: EmailMessage) -> Piece:
    problem = NO_TEXT
    for kind in ("html", "plain"):
        text = _text_of(message, kind)
        if text.strip():
            try:
                article = _article(text, kind, _stated(message))
            except ReadProblem as error:
                problem = error.message
            else:
                return Found(article, part.origin, part.data)
    return Unread(part.origin, problem)


def _text_of(message: EmailMessage, kind: str) -> str:
    """Return the text of a mail in one of its two forms, empty where it has none."""
    try:
        body = message.get_body((kind,))
        charset = body.get_content_charset() if body is not None else None
    except ERRORS:
        return ""
    if body is None:
        return ""
    data = payload(body)
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return decode(data).text if data.strip() else ""


def _article(text: str, kind: str, stated: Stated) -> Article:
    if kind == "html":
        return article_of_page(text, (), stated)
    return _without_quoted_headers(article_of_text(_unflowed(text), stated))


def _without_quoted_headers(article: Article) -> Article:
    """Return a mail that was passed on with the headers that it quotes put aside."""
    quoted = _QUOTED_HEADERS.search(article.text, 0, _QUOTED_REACH)
    if not quoted:
        return article
    paragraphs = tuple(
        replace(paragraph, kind="boilerplate", why=reasons.FURNITURE)
        if quoted.start() <= paragraph.start and paragraph.end <= quoted.end()
        else paragraph
        for paragraph in article.paragraphs
    )
    return replace(article, paragraphs=paragraphs)


def _unflowed(text: str) -> str:
    """Join lines that a mail program broke and marked with a space at their end; drop the signature's mark."""
    text = text.replace("\r\n", "\n")
    text = re.sub(r"^-- \n", "\n", text, flags=re.M)
    broken = sum(1 for line in text.split("\n") if line.endswith(" "))
    return re.sub(r" \n(?=\S)", " ", text) if broken * 3 > text.count("\n\n") > 0 else text


def _stated(message: EmailMessage) -> Stated:
    """Return what the headers say, or for a mail that was passed on, the headers that it quotes."""
    title = header(message, "subject") or ""
    marks = _SUBJECT_MARK.match(title)
    subject = title[marks.end() :] if marks else title
    if marks and _PASSED_ON.search(marks[0]):
        # Whoever passes an article on has not written it.
        quoted = _QUOTED_HEADERS.search(_text_of(message, "plain")[:_QUOTED_REACH])
        lines = dict(_QUOTED_LINE.findall(quoted[1])) if quoted else {}
        sender = next((lines[name] for name in _SENDERS if name in lines), "")
        day = next((day for value in lines.values() if (day := date_in(value[:100]))), None)
    else:
        sender, day = header(message, "from") or "", _day(header(message, "date"))
    outlet, byline = _sender(sender)
    return told(subject, outlet, byline, day)


def _sender(address: str) -> tuple[str | None, str | None]:
    """Return a sender as outlet or as author: the outlet where the name sounds like one."""
    name = parseaddr(address[:_LONGEST_ADDRESS])[0]
    if not name or "@" in name:
        return None, None
    return (name, None) if names_outlet(name) else (None, name)


def _day(date: str | None) -> str | None:
    try:
        return parsedate_to_datetime((date or "")[:100]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _attached(message: AnyMessage) -> Iterator[tuple[str, AnyMessage]]:
    """Yield the mails and the files that may hold articles in a mail, with their names."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        try:
            kind, name = part.get_content_type(), part.get_filename() or ""
            children = part.get_payload() if part.is_multipart() else []
        except ERRORS:
            continue
        name = "".join(filter(str.isprintable, name.replace("\\", "/").rpartition("/")[2]))[:120]
        if kind == "message/rfc822":
            yield name if name.endswith(".eml") else "", part
        elif isinstance(children, list) and children:
            waiting[:0] = [child for child in children if isinstance(child, AnyMessage)]
        elif is_article_name(name):
            yield name, part


def _bytes(part: AnyMessage) -> bytes:
    if part.get_content_type() != "message/rfc822":
        return payload(part)
    try:
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, AnyMessage) else b""
    except ERRORS:
        return b""
