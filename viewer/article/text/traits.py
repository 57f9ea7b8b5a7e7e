"""The marks of one paragraph by itself: whether it reads like prose, a caption, a byline, a date, or page furniture.

Patterns are kept as texts and compiled when a line first needs them: compiling them all would take longer than reading
an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from viewer.article.text.bylines import BY, BY_OPENERS, CHINESE
from viewer.article.text.captions import is_caption
from viewer.article.text.dates import date_in, names_month, without_dates
from viewer.article.text.furniture import furniture, words_of
from viewer.article.text.notices import is_notice
from viewer.article.text.segments import Segment

_CLOSERS = "\"'”’»›)]*"
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_PRICE = (
    r"(?i)[£$€₱¥]\s?\d[\d.,]*p?\s?(?:/|a|per|every)\s?(?:day|week|month|year|issue)\b|\bfree of charge\b|\bfree for \d"
)
_PLAYERS = ("▶", "►", "🎧", "📷")
_PLAYER = r"(?i)[(\[](?:video|gallery|photos|podcast|audio|listen|watch)[)\]]$"
_CLAUSES = r"[.!?:…]\s+"
_OFFERED = frozenset(
    {"newsletter", "newsletters", "letter", "bulletin", "digest", "briefing", "podcast", "app", "inbox", "membership"}
    | {"subscription", "emails", "alerts", "members", "membership", "subscribers"}
)
_YOU = frozenset({"you", "your", "you'll", "you're", "you've"})
_GAPS = r"\s{2,}|\t+"
_TEASER_WORDS = 24
_LINK_WORDS = 3
_IDEOGRAPH = "[\u3040-\u9fff]"
_FIRST_CJK, _LAST_CJK = "\u3040", "\u9fff"
_TRAILS = (" > ", " » ", " › ", " → ", " | ", " / ")
_SPEAKS_TO_READER = frozenset({"you", "your", "you're", "you'll", "you've", "our", "us", "we", "we're", "my", "here"})

_READER = frozenset({"you", "your", "you're", "you'll", "you've", "our", "us", "we", "we're", "we'll", "we've"})

_LEGAL = frozenset(
    {
        "rights",
        "reproduced",
        "republished",
        "redistributed",
        "rewritten",
        "necessarily",
        "cookies",
        "privacy",
        "affiliate",
    }
)

_WHOSE = frozenset(
    {"reader", "readers", "readers'", "reader's", "your", "user", "users", "latest", "recent", "newest", "top", "all"}
    | {
        "public",
        "selected",
        "featured",
        "vos",
        "lecteurs",
        "internautes",
        "tus",
        "lectores",
        "ihre",
        "leser",
        "lettori",
    }
    | {"lezers", "leitores", "mambabasa", "القراء"}
)
_LABEL = r"(?i)\b(?:author|source|editor|reporter|writer|time|date|published|updated|byline)\s*[:：]"
_LABELS = frozenset(
    {"author", "source", "editor", "reporter", "writer", "time", "date", "published", "updated", "byline"}
    | {"authors", "reporters", "writers", "editors", "sources", "bylines"}
)
_ONE_LABEL = r"(?i)(?:author|reporter|writer|editor|source|byline)s?\s*[:：]"
_CREDITS_END = r"(?i)\((?:additional |with )?(?:report(?:ing|ed)|writing|editing|compiled|written|edited)\b"
_TIME_WORDS = frozenset(
    "posted published updated last modified first at on am pm a m p et pt ct mt est edt pst pdt cst cdt mst mdt gmt "
    "utc bst cet".split()
)
_POSTED = (
    r"(?i)(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|edited|date|filed)\b|\bon\b)"
)
_COINS = frozenset("£$€₱¥")
_SMALL_IN_NAMES = frozenset(
    {"and", "de", "van", "von", "der", "bin", "al", "la", "le", "di", "del", "da", "of", "the", "for"}
)
_CONTACT = (
    r"https?://|www\.|\S@\S+\.\w|\.com\b|\+\d[\d\s-]{6,}\d|\b1?[- ]?\(?\d{3}\)?[- ]\d{3}-\d{4}\b"
    r"|\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b"
)

_PROSE_WORDS = 8
_SHORT_WORDS = 12
_MORE = frozenset({"more", "latest", "read", "also"})
_OF_WHAT = frozenset({"in", "on", "from", "about", "by", "to", "today", "this", "now"})
_LONE_OPENERS = frozenset({"sponsored", "promoted", "trending", "related", "recommended"})
_BYLINE_WORDS = 14
_FURNITURE_WORDS = 60
_LOOKED_AT = 3000
_POSTED_WORDS = 5
_INITIALS_LENGTH = 6


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Traits:
    """Marks of one paragraph; ``words`` counts words, the others are what their names say."""

    words: int
    sentence: bool
    whole_furniture: bool
    strong_furniture: bool
    weak_share: float
    comment_heading: bool
    tail_heading: bool
    caption: bool
    byline: bool
    dateline: bool
    to_reader: bool

    @property
    def furniture(self) -> bool:
        """Whether the words alone show that this is no article text."""
        return self.whole_furniture or self.strong_furniture

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of an article."""
        return self.words >= _PROSE_WORDS and self.sentence and not (self.furniture or self.caption or self.byline)


def traits_of(segment: Segment) -> Traits:
    """Return the marks of a paragraph."""
    content = segment.content
    words = words_of(content[:_LOOKED_AT])
    count = max(len(words), _ideographs(content) // 2)
    sentence = ends_sentence(content)
    byline = is_byline(content, words)
    numbered = segment.bullet[:1].isdigit()  # The day of a date is no list mark: *5. Oktober 2021*.
    dateline = not byline and is_dateline(segment.text if numbered else content, len(words))
    return Traits(
        words=count,
        sentence=sentence,
        whole_furniture=is_bare(content, words) or _is_trail(content, words, sentence) or _is_teaser(content, words),
        strong_furniture=len(words) <= _FURNITURE_WORDS and _asks_or_states(content, words, sentence or byline),
        weak_share=furniture().count("weak", words) / max(len(words), 1),
        comment_heading=_heads_comments(words),
        tail_heading=_heads_tail(words),
        caption=not byline and is_caption(content, words, sentence),
        byline=byline,
        dateline=dateline,
        to_reader=_is_to_reader(content, words),
    )


def _ideographs(content: str) -> int:
    """How many characters are of the scripts that put no space between words; about two of them make a word."""
    return 0 if content.isascii() else len(re.findall(_IDEOGRAPH, content[:_LOOKED_AT]))


def ends_sentence(content: str) -> bool:
    """Whether a line ends as a sentence does, closing quotation marks and brackets aside."""
    if content.endswith("]") and content[content.rfind("[") + 1 : -1].isdigit():
        content = content[: content.rfind("[")]
    if "/" in content[-_INITIALS_LENGTH:]:
        content = content[: content.rfind("/")].rstrip()  # Some desks sign a report with initials: */abc*.
    bare = content.rstrip(_CLOSERS)
    if content.endswith(("...", "…")):
        return False  # Teasers are cut off like this; quotations that trail away close their marks.
    return bare.endswith(_SENTENCE_ENDS) or (len(bare) < len(content) and bare.endswith((",", ":")))


def is_bare(content: str, words: list[str]) -> bool:
    """Whether a line is nothing but a furniture word, a number, a mark or an address."""
    if not words or (len(words) <= 4 and all(word.isdigit() for word in words)):
        return True
    if content.startswith(("http://", "https://", "www.")) and " " not in content:
        return True
    lists = furniture()
    if lists.whole("whole", words) or lists.whole("turn", words):
        return True
    letters = [word for word in words if not word.isdigit()]
    return len(letters) < len(words) <= 5 and lists.whole("whole", letters)


def _is_trail(content: str, words: list[str], sentence: bool) -> bool:
    """Whether a line is a trail of links: *Home > World > Asia*."""
    if sentence or len(words) > 16:
        return False
    if content.count(">") > 1 or any(content.count(mark) > 1 for mark in _TRAILS):
        return True
    if _FIRST_CJK <= content[0] <= _LAST_CJK:
        links = content.split()
        return len(links) > 2 and max(map(len, links)) <= 2 * _LINK_WORDS
    links = re.split(_GAPS, content) if "  " in content or "\t" in content else []
    return len(links) > 2 and all(link.count(" ") < _LINK_WORDS for link in links)


def _is_teaser(content: str, words: list[str]) -> bool:
    """Whether a line leads to another story: *Read more: …*, *Related: …*."""
    if len(words) > _TEASER_WORDS or not (":" in content[:40] or "：" in content[:20]) or content.endswith("."):
        return False
    label = words_of(re.split("[:：]", content, maxsplit=1)[0])
    return furniture().whole("label", label) or _heads_tail(label)


def _asks_or_states(content: str, words: list[str], settled: bool) -> bool:
    """Whether a line asks the reader for something, or states terms, as pages do around articles."""
    if content.startswith("©") or words[:1] == ["copyright"] or ("©" in content and len(words) <= 40):
        return True
    if _reports_speech(content):
        return False
    if is_notice(content, words, settled):
        return True
    lists = furniture()
    if lists.within("strong", words):
        return _is_meant(words)
    if _offers(content, words):
        return True
    asked = lists.count("ask", words)
    if asked and _speaks_to_reader(content, words) and lists.whole("start", words[:1]):
        return len(words) <= (12 if content.endswith(".") else 16) or (asked > 1 and len(words) <= 40)
    brief = len(words) <= 2 * _SHORT_WORDS or not _READER.isdisjoint(words)
    return brief and lists.count("weak", words) > 0 and bool(re.search(_CONTACT, content))


def _offers(content: str, words: list[str]) -> bool:
    """Whether a line offers the reader something of the outlet's own: a letter, a price, somebody to write to."""
    readers = _READER.intersection(words)
    if content.startswith(_PLAYERS) or (content.endswith((")", "]")) and re.search(_PLAYER, content)):
        return True
    if not content.endswith(".") and len(words) <= 2 * _SHORT_WORDS and _ends_with_order(content, words):
        return True
    if not readers:
        return False
    if not _OFFERED.isdisjoint(words) and len(readers) > 1 and not _YOU.isdisjoint(words) and len(words) <= 40:
        return True
    if len(words) <= 2 * _SHORT_WORDS and "?" in content and re.search(_CONTACT, content):
        return True
    return not _COINS.isdisjoint(content) and bool(re.search(_PRICE, content)) and _sells(content)


def _sells(content: str) -> bool:
    """Whether a line with a price speaks like an advertisement: it gives an order, or says how to buy."""
    orders = any(furniture().whole("start", words_of(part)[:1]) for part in re.split(_CLAUSES, content))
    return orders or bool(re.search(_CONTACT, content)) or content.endswith("!")


def _ends_with_order(content: str, words: list[str]) -> bool:
    """Whether a line ends with a link in words: *The week in five minutes. Sign up*."""
    lists = furniture()
    if not any(lists.whole("whole", words[-length:]) for length in (1, 2, 3)):
        return False
    parts = re.split(_CLAUSES, content)
    return len(parts) > 1 and furniture().whole("whole", words_of(parts[-1]))


def _is_meant(words: list[str]) -> bool:
    """Whether a phrase of furniture is the page's own: a report may tell of people who sign up for something."""
    if len(words) <= _SHORT_WORDS or not _READER.isdisjoint(words) or not _LEGAL.isdisjoint(words):
        return True
    return furniture().opens("strong", words)


def _speaks_to_reader(content: str, words: list[str]) -> bool:
    return not content.endswith(".") or not _SPEAKS_TO_READER.isdisjoint(words)


def _is_to_reader(content: str, words: list[str]) -> bool:
    """Whether a line speaks to whoever reads the page, not about the news."""
    if _reports_speech(content):
        return False
    return not _READER.isdisjoint(words) or (content.endswith("?") and "this" in words and len(words) <= 12)


def _reports_speech(content: str) -> bool:
    """Whether the line quotes somebody: then it is not the page that asks."""
    return content.count('"') >= 2 or content.count("''") >= 2 or ("“" in content and "”" in content)


def _heads_comments(words: list[str]) -> bool:
    if len(words) > _FURNITURE_WORDS:
        return False
    lists = furniture()
    letters = [word for word in words if not word.isdigit()]
    if len(words) <= 6 and (lists.opens("comments", letters) or _names_comments(letters)):
        return True
    if len(letters) < len(words) and letters[:2] == ["thoughts", "on"]:
        return True
    return "comments" in words and lists.within("strong", words) and lists.within("comments", words)


def _names_comments(letters: list[str]) -> bool:
    """Whether a word for comments stands alone, or with a word for readers: *Latest reader comments*."""
    if not furniture().count("comments alone", letters):
        return False
    return len(letters) == 1 or not _WHOSE.isdisjoint(letters)


def _heads_tail(words: list[str]) -> bool:
    """Whether a line heads what follows an article: other stories, links, the newsletter."""
    if len(words) > 7:
        return False
    lists = furniture()
    if lists.whole("tail", words):
        return True
    if len(words) >= 3 and words[0] in _MORE and words[1] in {"from", "in", "on", "of", "about"}:
        return True
    return any(
        words[at] in _OF_WHAT and (at > 1 or words[0] in _LONE_OPENERS) and lists.whole("tail", words[:at])
        for at in range(1, min(4, len(words) - 1))
    )


def is_dateline(content: str, words: int) -> bool:
    """Whether a line says only when (and where) the article was published."""
    if words <= _BYLINE_WORDS and says_only_time(content):
        return True
    if words <= _POSTED_WORDS and re.match(_POSTED, content) and names_month(re.sub(_POSTED, " ", content)):
        return not content.endswith(".")
    if words > _BYLINE_WORDS or content.startswith(("—", "–", "- ", "@")) or date_in(content) is None:
        return False  # A dash before a name and a date signs a post that the article quotes.
    rest = words_of(re.sub(_POSTED, " ", without_dates(content)))
    left = sum(1 for word in rest if len(word) > 2 or word.isdigit())
    return left <= 1 if content.endswith(".") else left <= 3


def says_only_time(content: str) -> bool:
    """Whether a line is a moment and nothing else: "Posted 2/3/2009 11:11 PM", "8/2/13 at 1:30 PM"."""
    if ":" not in content and "/" not in content:
        return False
    parts = [part.strip("0123456789") for part in words_of(content)]
    return any(char.isdigit() for char in content) and all(not part or part in _TIME_WORDS for part in parts)


def is_byline(content: str, words: list[str]) -> bool:
    """Whether a line says who wrote the article."""
    if not content.isascii() and re.match(CHINESE, content):
        return True
    if content.startswith("(") and len(words) <= _FURNITURE_WORDS and re.match(_CREDITS_END, content):
        return True
    if len(words) <= 2 * _BYLINE_WORDS and (":" in content or "：" in content):
        labels = 0 if _LABELS.isdisjoint(words) and content.isascii() else len(re.findall(_LABEL, content))
        if labels > 1 or (labels and len(words) <= _BYLINE_WORDS and re.match(_ONE_LABEL, content)):
            return True
    return 2 <= len(words) <= _BYLINE_WORDS and words[0] in BY_OPENERS and _names_somebody(content, len(words))


def _names_somebody(content: str, words: int) -> bool:
    found = re.match(BY, content)
    if not found or (words > 5 and content.endswith((".", "!", "?"))):
        return False
    names = found[1].split()
    capital = sum(1 for name in names if not name[0].islower() or name in _SMALL_IN_NAMES)
    return names[0][0].isupper() and capital * 3 >= len(names) * 2
