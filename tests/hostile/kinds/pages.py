"""Pages, plain text and Markdown."""

from __future__ import annotations

import random

from tests.article import documents as make
from tests.hostile.kinds.making import MB, STORY, Outside, kind


@kind("a.html")
def page_with_deep_elements(share: float, outside: Outside) -> bytes:
    return b"<div>" * int(500_000 * share) + make.PARAGRAPHS[0].encode()


@kind("a.html")
def page_with_a_flood_of_attributes(share: float, outside: Outside) -> bytes:
    return b"<p " + b" ".join(b"a%d=1" % n for n in range(int(200_000 * share))) + b">" + STORY


@kind("a.html")
def page_of_short_paragraphs(share: float, outside: Outside) -> bytes:
    return b"<p>Some words of it.</p>" * int(400_000 * share)


@kind("a.html")
def page_of_one_endless_paragraph(share: float, outside: Outside) -> bytes:
    return b"<p>" + b"Some words of it. " * int(550_000 * share)


@kind("a.html")
def page_of_open_comments(share: float, outside: Outside) -> bytes:
    return b"<!--" * int(500_000 * share) + STORY


@kind("a.html")
def page_with_an_embedded_film(share: float, outside: Outside) -> bytes:
    film = b"QUJD" * int(3 * MB * share)
    return b"<html><body><img src='data:video/mp4;base64," + film + b"'>" + make.page(make.HEADLINE).encode()


@kind("a.html")
def page_that_reaches_out(share: float, outside: Outside) -> bytes:
    remote = (
        f'<link rel=stylesheet href="{outside.address}"><img src="{outside.address}"><img src="file://{outside.file}">'
    )
    remote += f'<iframe src="{outside.address}"></iframe><script src="{outside.address}"></script>'
    return f"<html><head><base href='{outside.address}'></head><body>{remote}{make.page(make.HEADLINE)}".encode()


@kind("a.html")
def page_of_nested_tables(share: float, outside: Outside) -> bytes:
    return b"<table><tr><td>x" * int(100_000 * share) + STORY


# Text and Markdown


@kind("a.txt")
def text_of_binary_zeros(share: float, outside: Outside) -> bytes:
    return b"\0" * int(40 * MB * share)


@kind("a.txt")
def text_of_noise(share: float, outside: Outside) -> bytes:
    return random.Random(8).randbytes(int(10 * MB * share))


@kind("a.txt")
def text_without_a_break(share: float, outside: Outside) -> bytes:
    return b"a" * int(10 * MB * share)


@kind("a.txt")
def text_of_brackets_and_marks(share: float, outside: Outside) -> bytes:
    return ("(" * 16_000 + '"' * 16_000 + "😀" * 16_000 + "e" + "\u0301" * 100_000).encode() * 3


@kind("a.txt")
def text_of_one_letter_lines(share: float, outside: Outside) -> bytes:
    return b"a\n\n" * int(600_000 * share)


@kind("a.txt")
def text_written_backwards(share: float, outside: Outside) -> bytes:
    return ("\u202e" + "\u2066" * 1000 + STORY.decode() + "\u2069\u200f\ufeff" * 1000).encode()


@kind("a.md")
def markdown_of_brackets(share: float, outside: Outside) -> bytes:
    return b"[" * int(300_000 * share) + b"(x)" * 1000


@kind("a.md")
def markdown_of_deep_lists(share: float, outside: Outside) -> bytes:
    return b"".join(b"  " * n + b"- x\n" for n in range(int(800 * share)))


@kind("a.md")
def markdown_of_stars(share: float, outside: Outside) -> bytes:
    return b"*a **b _c " * int(30_000 * share)


@kind("a.md")
def markdown_with_a_bomb_of_aliases(share: float, outside: Outside) -> bytes:
    rows = b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
    return b"---\na0: &a0 lol\n" + rows + b"title: *a11\n---\n" + STORY
