"""An entry of a feed or a chapter of a book as a page of its own, which can be kept and read again."""

from __future__ import annotations

from html import escape

from viewer.article.text.plain import Stated

_METAS = (("author", "byline"), ("og:site_name", "outlet"), ("article:published_time", "published"))


def page_of(content: str, stated: Stated) -> bytes:
    """Return a page with ``content`` (HTML) as its article and what is stated of it in its head."""
    title = escape(stated.title or "")
    metas = "".join(
        f'<meta property="{name}" content="{escape(value)}">'
        for name, value in ((name, getattr(stated, key)) for name, key in _METAS)
        if value
    )
    language = f' lang="{escape(stated.language)}"' if stated.language else ""
    return (
        f'<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8"><title>{title}</title>{metas}</head>\n'
        f"<body><article>\n<h1>{title}</h1>\n{content}\n</article></body></html>\n"
    ).encode("utf-8", "replace")
