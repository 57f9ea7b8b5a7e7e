"""Quotation marks that hold no speech: titles of works, names, and words that the article keeps at arm's length."""

from __future__ import annotations

import re

from viewer.analysis.gazetteer import name_words, quote_words

_FEW_WORDS = 7
_VERY_FEW_WORDS = 3
_BEFORE = re.compile(r"(?P<words>(?:[\w’'-]+,?\s+){1,4})$")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_CONTEXT = 60
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be) (?:told|asked|ordered|urged|warned|advised|reminded)"
    r"(?: not)?(?: to| that)?:? $"
)
_WRITTEN = re.compile(r"(?P<thing>[\w-]+) (?:that |which )?(?:said|says|read|reads|reading|saying)[,:]? $")
_PLACED = frozenset({"called", "dubbed"})


def is_no_speech(text: str, span: tuple[int, int]) -> bool:
    """Whether nobody speaks a quotation: the title of a work, a word spoken of, writing on a wall, an order received.

    *Her novel “The Salt Road”*, *so-called “x”*, *a sign that said “x”*, *residents were told to “x”*.
    """
    if _PASSIVE.search(text, max(0, span[0] - _CONTEXT), span[0]):
        return True
    inside = _WORD.findall(text, *span)
    before = _words_before(text, span[0])
    written = _WRITTEN.search(text, max(0, span[0] - _CONTEXT), span[0])
    if written is not None and written["thing"].casefold() in quote_words().surfaces:
        return True
    if not before or not inside or len(inside) > _FEW_WORDS or text[span[1] - 2] in "!?":
        return False
    last = before[-1].rstrip(",").casefold()
    if last in quote_words().no_speech:
        return True
    if last in _PLACED:
        return len(before) > 1 and before[-2].endswith(",")
    return _is_capitalised(inside) and any(word.rstrip(",").casefold() in quote_words().titles_of for word in before)


def is_scare_quote(text: str, span: tuple[int, int]) -> bool:
    """Whether a quotation is one to three small words after *the* or *a*, inside a clause: *the “ghost shops”*."""
    inside = _WORD.findall(text, *span)
    before = _words_before(text, span[0])
    return (
        0 < len(inside) <= _VERY_FEW_WORDS
        and bool(before)
        and before[-1].casefold() in name_words().determiners
        and not any(word[0].isupper() for word in inside)
        and text[span[1] - 2].isalnum()
    )


def _words_before(text: str, place: int) -> list[str]:
    found = _BEFORE.search(text, max(0, place - _CONTEXT), place)
    return found["words"].split() if found is not None else []


def _is_capitalised(words: list[str]) -> bool:
    small = name_words().always_small
    return all(word[0].isupper() or word[0].isdigit() or word.casefold() in small for word in words)
