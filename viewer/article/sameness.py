"""Whether two articles are one: the same words, whatever page they stood on and however they were typeset."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from unicodedata import normalize

from viewer.article.model import Article

# Marks that bind or shape letters go; whatever else is neither letter nor digit parts words.
_UNSEEN = re.compile("['’‘ʼ`´\u00ad\u200c\u200d\u2060\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5
_SAME_SHARE = 0.9
_LEAST_LENGTH = 0.8


def content_key(article: Article) -> str:
    """Return 32 letters that two articles share when headline and text say the same words.

    Case, quotation marks, dashes, punctuation and white space play no part, nor do captions, bylines and furniture: the
    same text saved from two pages has one key. Nor does it matter how the text is divided into paragraphs.
    """
    return blake2b(
        " ".join([*words_alike(article.title), "|", *words_alike(_body(article))]).encode("utf-8", "surrogatepass"),
        digest_size=16,
    ).hexdigest()


def nearly_same(one: Article, other: Article) -> bool:
    """Whether two articles have nearly the same text: nine tenths of the runs of five words of the longer one.

    Headlines play no part. An article and the first half of it are two.
    """
    mine, theirs = _runs_of(one), _runs_of(other)
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) < _LEAST_LENGTH * len(longer):
        return False
    return len(shorter & longer) >= _SAME_SHARE * len(longer)


def _body(article: Article) -> str:
    kinds = enumerate(article.paragraphs)
    return " ".join(article.paragraph_text(index) for index, paragraph in kinds if paragraph.kind == "body")


def words_alike(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared: plain small letters and digits."""
    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    return _WORD.findall(_UNSEEN.sub("", folded))


@lru_cache(maxsize=256)
def _runs_of(article: Article) -> frozenset[int]:
    """Return the runs of five words of the text, as numbers; a shorter text is one run."""
    words = words_alike(_body(article) or article.text)
    runs = zip(*(words[start:] for start in range(_SHINGLE)), strict=False)
    return frozenset(map(hash, runs)) or frozenset({hash(tuple(words))})
