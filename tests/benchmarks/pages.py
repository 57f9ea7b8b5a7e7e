"""Web pages to measure with: articles made from the sample stories, inside as much furniture as real pages have."""

from __future__ import annotations

import random
from html import escape
from pathlib import Path

from tests.benchmarks.texts import long_text

PAGE_BYTES = 100_000

_SECTIONS = "Home World Politics Business Sport Weather Culture Science Travel Opinion Video Podcasts".split()


def write_pages(folder: Path, count: int, words: int = 600) -> list[Path]:
    """Write pages of about 100 kB that each hold an article of so many words."""
    paths = []
    for number in range(count):
        path = folder / f"page-{number:04}.html"
        path.write_text(page(number, words), encoding="utf-8")
        paths.append(path)
    return paths


def page(number: int, words: int) -> str:
    """Return the source of one page; each has its own text, addresses and class names."""
    chance = random.Random(number)
    paragraphs = long_text(words, number).split("\n\n")
    title = " ".join(paragraphs[0].split()[:9]).rstrip(",.;:")
    body = "\n".join(
        f'<p class="{_mark(chance)}">{escape(text)}</p>' + (_aside(chance) if place % 5 == 3 else "")
        for place, text in enumerate(paragraphs)
    )
    head = f"<title>{escape(title)} | Harbour Gazette</title><meta name='author' content='Ida Rehn'>{_styles(chance)}"
    shell = (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        f"<header><a href='/'>Harbour Gazette</a>{_links(chance, _SECTIONS * 3)}</header>"
        f"<main><article><h1>{escape(title)}</h1><p class='byline'>By Ida Rehn</p>"
        f"<time datetime='2026-03-{1 + number % 28:02}'>March {1 + number % 28}, 2026</time>{body}</article>"
        f"<aside><h2>Most read</h2>{_links(chance, _headlines(chance, 30))}</aside></main>"
        f"<footer>{_links(chance, _SECTIONS * 4)}<p>Subscribe to our newsletter. All rights reserved.</p></footer>"
    )
    return shell + _script(chance, PAGE_BYTES - len(shell)) + "</body></html>"


def _mark(chance: random.Random) -> str:
    return f"css-{chance.getrandbits(40):x}"


def _links(chance: random.Random, names: list[str]) -> str:
    items = (
        f'<li class="{_mark(chance)}"><a class="{_mark(chance)} {_mark(chance)}" href="/{_mark(chance)}/{at}" '
        f'data-track="{_mark(chance)}"><span>{escape(name)}</span></a></li>'
        for at, name in enumerate(names)
    )
    return f"<nav><ul>{''.join(items)}</ul></nav>"


def _headlines(chance: random.Random, count: int) -> list[str]:
    words = "council ferry budget storm museum striker bridge vote harbour teacher record inquiry".split()
    return [" ".join(chance.sample(words, 6)).capitalize() for _ in range(count)]


def _aside(chance: random.Random) -> str:
    name = _headlines(chance, 1)[0]
    return f'<div class="{_mark(chance)}"><a href="/{_mark(chance)}">Read more: {name}</a></div>'


def _styles(chance: random.Random) -> str:
    rules = (f".{_mark(chance)}{{margin:{chance.randrange(40)}px;display:flex}}" for _ in range(300))
    return f"<style>{''.join(rules)}</style>"


def _script(chance: random.Random, size: int) -> str:
    state = "".join(
        f'"{_mark(chance)}":{{"id":{chance.getrandbits(30)},"on":true}},' for _ in range(max(0, size) // 43)
    )
    return f"<script>window.__STATE__={{{state}}}</script>"
