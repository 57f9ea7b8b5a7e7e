"""The format of a file: by its first bytes, which cannot lie, then by its name, then by its first words."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

Format = Literal["text", "markdown", "html", "mhtml", "mail", "feed", "pdf", "rtf", "docx", "odt", "epub", "zip"]

_SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".eml": "mail",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".zip": "zip",
}
ARTICLE_SUFFIXES = tuple(_SUFFIXES)
"""The endings of the names of files that may hold articles."""

_ZIPPED: dict[str, Format] = {"docx": "docx", "odt": "odt", "epub": "epub"}
_ASSETS = frozenset(
    ".png .jpg .jpeg .jpe .gif .svg .webp .avif .bmp .ico .tif .tiff .css .js .mjs .map .json .woff .woff2 .ttf .otf "
    ".eot .mp3 .mp4 .m4a .ogg .wav .webm .mov .avi .db .ini .ds_store .lnk .url .webloc".split()
)
_MAGIC: tuple[tuple[bytes, Format], ...] = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"{\\rtf", "rtf"))
_PDF_REACH = 1024
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<?xml", "<!-- saved from", "<body")
_MHTML_STARTS = ("from: <saved by", "mime-version:")
_FEED = re.compile(r"<(?:[a-z]+:)?(?:rss|rdf|feed)[\s>]")
_HEADER = re.compile(r"^([A-Za-z][A-Za-z-]{1,40}):[ \t]?[^\n]*(?:\n[ \t][^\n]*)*\n?", re.M)
_MAIL_NAMES = frozenset("from to subject date received return-path delivered-to".split())
_MAIL_SIGNS = frozenset("message-id received mime-version content-type return-path delivered-to".split())
_LEAST_HEADERS = 3


def format_of(name: str, data: bytes) -> Format:
    """Return the format of a file by its first bytes, its name, and its first words.

    A zip archive that is no office document or book by its name is a ``zip``; only its directory tells more.
    """
    suffix = PurePath(name).suffix.lower()
    known = _SUFFIXES.get(suffix)
    magic = _magic_format(data)
    if magic == "zip":
        return _ZIPPED.get(suffix[1:], "zip")
    if magic is not None:
        return magic
    if known in ("text", "markdown", "mhtml"):
        return known
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1")
    return _format_of_words(start, known)


def _magic_format(data: bytes) -> Format | None:
    start = data[:_PDF_REACH].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    # Readers of PDF accept some other bytes before its mark, as old servers sent them.
    at = start.find(b"%PDF-")
    return "pdf" if at == 0 or (at > 0 and b"\0" in start + data[_PDF_REACH : 4 * _PDF_REACH]) else None


def _format_of_words(start: str, known: Format | None) -> Format:
    words = start.lower()
    if words.startswith(_MHTML_STARTS) and "multipart/related" in words:
        return "mhtml"
    if known == "mail" or (known is None and _starts_like_mail(start)):
        return "mail"
    if words.startswith("<") and not words.startswith(("<!doctype html", "<html")) and _FEED.search(words):
        return "feed"
    if words.startswith(_HTML_STARTS) or known in ("html", "feed"):
        return "html"
    return "text"


def _starts_like_mail(start: str) -> bool:
    """Whether a text begins with the headers of a mail: at least one of those that only programs write among them."""
    names, position = set(), 0
    start = start.replace("\r\n", "\n")
    while found := _HEADER.match(start, position):
        names.add(found[1].lower())
        position = found.end()
    return len(names) >= _LEAST_HEADERS and bool(names & _MAIL_NAMES) and bool(names & _MAIL_SIGNS)


def is_article_name(name: str) -> bool:
    """Whether a file's name says that it may hold articles."""
    return PurePath(name).suffix.lower() in _SUFFIXES


def is_beside_articles(parts: tuple[str, ...], names: frozenset[str]) -> bool:
    """Whether a file, by the parts of its path, only lies beside articles, which are among ``names`` (small letters).

    Such are hidden files, pictures and styles, and the folder that a browser saves beside a page.
    """
    if any(part.startswith((".", "__MACOSX")) for part in parts) or parts[-1].lower() == "thumbs.db":
        return True
    if PurePath(parts[-1]).suffix.lower() in _ASSETS:
        return True
    return any(_is_page_folder(parts[: depth + 1], names) for depth in range(len(parts) - 1))


def _is_page_folder(parts: tuple[str, ...], names: frozenset[str]) -> bool:
    path = "/".join(parts).lower()
    stem = next((path.removesuffix(end) for end in ("_files", "-dateien", "_fichiers") if path.endswith(end)), None)
    return stem is not None and (f"{stem}.html" in names or f"{stem}.htm" in names)
