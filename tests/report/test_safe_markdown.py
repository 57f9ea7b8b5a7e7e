from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.report.safe_markdown import MOST_CHARACTERS, TAGS, to_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](vbscript:x)",
    "[x](//evil.example/x)",
    "[x](\\\\evil\\share)",
    "<a href='\\\\evil\\share'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='/local'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<object data=x></object><embed src=x>",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    "<math><mtext></table><img src=x onerror=alert(1)>",
    "<style>@import 'https://evil.example'</style>",
    "<link rel=stylesheet href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>",
    "<form action=https://evil.example><input name=a><button>go</button></form>",
    "<p onclick=alert(1) style='background:url(x)' id=a class=b>x</p>",
    "<b>bold</b><!-- comment --><?php x ?>",
    "<https://ok.example/><javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "`<script>`\n\n    <script>x</script>",
    "<<script>script>alert(1)<</script>/script>",
    '<p title="\'><script>alert(1)</script>">',
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<video poster=x><source src=x onerror=alert(1)></video><audio src=x>",
]


class _Look(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_harmless(html: str) -> None:
    look = _Look()
    look.feed(html)
    look.close()
    for tag, attributes in look.found:
        assert tag in TAGS, tag
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set()), attributes
        address = attributes.get("href")
        assert address is None or re.match(r"https?://|mailto:", address, re.I), address


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_comes_through(text: str) -> None:
    assert_harmless(to_html(text))
    assert_harmless(to_html(f"Before\n\n> - {text}\n\nafter **it**"))


@given(
    st.lists(st.sampled_from([*HOSTILE, "\n\n", "`", "**", "[", "](", ")", "<", ">", "&", '"', "'", "x"])).map("".join)
)
def test_no_mixture_of_them_comes_through(text: str) -> None:
    assert_harmless(to_html(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Who *counted* the **votes**?", "<p>Who <em>counted</em> the <strong>votes</strong>?</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# Claim", "<h3>Claim</h3>"),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>"),
        ("", ""),
        (
            "[source](https://news.example/a)",
            '<p><a href="https://news.example/a" rel="noopener noreferrer nofollow">source</a></p>',
        ),
    ],
)
def test_what_readers_write_is_rendered(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize("unit", ["[", "](", "![", "*", "_", "<", "> ", "`", "&", "**a ", "- ", "\n  - ", "|a", "\\", "~", "(", "#", "[a](b", "<a ", "1. ", "a\n", "\n\n", "    ", "*a_"])  # fmt: skip  # noqa: E501
def test_floods_take_no_time(unit: str) -> None:
    for text in (unit * (MOST_CHARACTERS // len(unit)), unit * 300, (unit * 40 + "\n\n") * 100):
        start = time.process_time()
        assert_harmless(to_html(text))
        assert time.process_time() - start < 1, unit


def test_a_note_beyond_the_limit_is_cut_with_a_sign() -> None:
    html = to_html("word " * MOST_CHARACTERS)
    assert html.endswith("[…]</p>")
    assert len(html) < MOST_CHARACTERS + 100
