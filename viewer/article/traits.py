"""What can be told of one paragraph by itself: does it read like prose, a caption, a byline, a date, furniture?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from viewer.article.dates import DATE, TIME_OF_DAY, date_in
from viewer.article.furniture import agencies, furniture, words_of
from viewer.article.segments import Segment

_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»›)\]*]*(?:\s*\[\d+\])?$|[.!?:,][\"”’]$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|\.com\b")
_COPYRIGHT = re.compile(r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b", re.I)
_PHONE = re.compile(r"\+\d[\d\s-]{6,}\d|\b1?[- ]?\(?\d{3}\)?[- ]\d{3}-\d{4}\b")
_BREADCRUMB = re.compile(r"(?:\S\s*[>»›/|→]\s*\S.*){2,}")
_BAR = re.compile(r"\s[|•·»›>/]\s")
_SPEAKS_TO_READER = frozenset("you your you're you'll you've our us we we're my here".split())

_CREDIT_WORD = re.compile(
    r"\b(?:photo(?:graph)?s?|picture|image|file|illustration|credits?|courtesy|handout|screengrab|screenshot|video)"
    r"(?: (?:credit|by|courtesy|from|via|of))?\s*[:/©]|\b(?:photo(?:graph)?|image|picture|illustration)s? (?:by|courtesy|via|credit)\b"
    r"|\b(?:file|handout|stock|ap|afp|reuters) (?:photo|image|picture)\b",
    re.I,
)
_CAPTION_START = re.compile(
    r"(?:above|below|pictured|left|right|photo|image|picture|caption|watch|video|graphic|chart)\s*:", re.I
)
_BY = re.compile(r"(?:written |reported |posted |story |words |compiled |published |text )?by:? +(\S.*)", re.I)
_CREDITS_END = re.compile(
    r"\((?:additional |with )?(?:report(?:ing|ed)|writing|editing|compiled|written|edited)\b", re.I
)
_LABELLED = re.compile(r"\b(?:author|source|editor|reporter|writer|time|date|published|updated|byline)\s*[:：]", re.I)
_POSTED = re.compile(
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|edited|date|filed)\b|on (?=\w))",
    re.I,
)
_PLACE_LINE = re.compile(r"[A-Z][A-Z .’'-]{2,40}(?:, [^.]{2,40})?(?:\([^)]{2,30}\))?\s*[–—-]{0,2}$")
_NAMES = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*|and|de|van|von|der|bin|al|la|le|di|del|da|&|of|the|for|with)")
_SHORT = 8
_BYLINE_WORDS = 14
_CAPTION_WORDS = 70


@dataclass(frozen=True, slots=True)
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
    breadcrumb: bool

    @property
    def furniture(self) -> bool:
        """Whether the words alone show that this is no article text."""
        return self.whole_furniture or self.strong_furniture or self.breadcrumb

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of an article."""
        return self.words >= _SHORT and self.sentence and not self.furniture and not self.caption and not self.byline


def traits_of(segment: Segment) -> Traits:
    """Return the marks of a paragraph."""
    content = segment.content
    words = words_of(content[:3000])
    lists = furniture()
    sentence = bool(_ENDS_SENTENCE.search(content))
    short = len(words) <= 60
    dateline = is_dateline(content, len(words))
    byline = not dateline and is_byline(content, len(words))
    return Traits(
        words=len(words),
        sentence=sentence,
        whole_furniture=is_bare(content, words),
        strong_furniture=short and _strong(content, words),
        weak_share=lists.count("weak", words) / max(len(words), 1),
        comment_heading=_heads_comments(words),
        tail_heading=len(words) <= 7 and (lists.whole("tail", words) or _more_from(words)),
        caption=not byline and is_caption(content, len(words), sentence),
        byline=byline,
        dateline=dateline,
        breadcrumb=len(words) <= 16 and not sentence and bool(_BREADCRUMB.search(content)),
    )


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


def _strong(content: str, words: list[str]) -> bool:
    if _COPYRIGHT.search(content) and len(words) <= 40 and ("©" in content or content.lower().startswith("copyright")):
        return True
    lists = furniture()
    if _quoted(content):
        return False
    if lists.within("strong", words):
        return True
    asks = lists.whole("start", words[:1]) and lists.count("ask", words) > 0
    if asks and (_SPEAKS_TO_READER.intersection(words) or not content.endswith(".")) and len(words) <= 30:
        return len(words) <= 12 or lists.count("ask", words) > 1
    return bool(_PHONE.search(content) or _ADDRESS.search(content)) and lists.count("weak", words) > 0


def _quoted(content: str) -> bool:
    """Whether the line reports speech: then its imperative is not the page's."""
    return content.count('"') >= 2 or ("“" in content and "”" in content)


def _heads_comments(words: list[str]) -> bool:
    lists = furniture()
    letters = [word for word in words if not word.isdigit()]
    if len(words) <= 6 and lists.opens("comments", letters):
        return True
    return (
        len(words) <= 60 and "comments" in words and lists.within("strong", words) and lists.within("comments", words)
    )


def _more_from(words: list[str]) -> bool:
    return (
        len(words) >= 3
        and words[0] in {"more", "latest", "read", "also", "best"}
        and words[1] in {"from", "in", "on", "of", "about"}
    )


def is_dateline(content: str, words: int) -> bool:
    """Whether a line says only when (and where) the article was published."""
    if words > _BYLINE_WORDS or not any(character.isdigit() for character in content):
        return False
    if date_in(content) is None:
        return False
    rest = TIME_OF_DAY.sub(" ", DATE.sub(" ", content))
    rest = _POSTED.sub(" ", rest)
    left = [word for word in words_of(rest) if len(word) > 2 or word.isdigit()]
    return len(left) <= 3


def is_byline(content: str, words: int) -> bool:
    """Whether a line says who wrote the article."""
    if words > _BYLINE_WORDS * 2:
        return bool(_CREDITS_END.match(content)) and words <= 60
    if _CREDITS_END.match(content) or len(_LABELLED.findall(content)) >= 2:
        return True
    if re.match(r"(?:author|reporter|writer|editor|source|byline)s?\s*[:：]", content, re.I) and words <= _BYLINE_WORDS:
        return True
    found = _BY.match(content)
    if not found or words > _BYLINE_WORDS or content.endswith((".", "!", "?")) and words > 5:
        return False
    names = found[1].split()
    capital = sum(1 for name in names if _NAMES.match(name) or not name[0].isalpha())
    return bool(names) and names[0][0].isupper() and capital * 3 >= len(names) * 2


def is_caption(content: str, words: int, sentence: bool) -> bool:
    """Whether a line describes a picture: it carries a credit."""
    if not 1 <= words <= _CAPTION_WORDS:
        return False
    if words <= 40 and _CAPTION_START.match(content):
        return True
    if _CREDIT_WORD.search(content):
        return words <= 25 or not sentence or content.endswith(")")
    return _ends_with_agency(content)


def _ends_with_agency(content: str) -> bool:
    """Whether the last words, after a full stop, slash, dash or bracket, name an agency."""
    tail = content.rstrip(". )]").rstrip()
    cut = max(tail.rfind(mark) for mark in (". ", "/", " – ", " — ", " - ", "(", "| ", "© "))
    if cut < 0:
        return False
    name = tail[cut:].lstrip(" ./–—-(|©")
    closed = content.endswith((")", "]")) or not content.endswith(".")
    return closed and bool(name) and (name in agencies() or name.split("/")[0].strip() in agencies())
