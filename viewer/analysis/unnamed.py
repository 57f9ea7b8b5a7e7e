"""People in quotations' sentences who go without a name: *one angry villager said*, *said a cook at the inn*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from viewer.analysis.gazetteer import quote_words
from viewer.analysis.people import is_human_role

_NUMBER = r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome)"
_PLACE = r"(?: (?:at|of|in|from|with|near|for|on|outside|inside) [^\n,.;:!?“”\"‘]{2,60}?)?"
# What a pattern begins with stands before what it looks back for: most places of a text are passed over at once.
_BEFORE = (
    rf"(?=[AaOoTtSs])(?:(?<=[.!?:”’\"\n] )|(?<=\n)|(?<=\bas )|(?<=[Ll]ast night )|(?<=[Yy]esterday )|(?<=, ))"
    rf"(?P<who>{_NUMBER}(?: [a-z][\w'’-]*){{1,5}}?){_PLACE} (?:(?:also|later|then) )?"
)
_AFTER_VERB = re.compile(
    rf" (?P<who>{_NUMBER}(?: [a-z][\w'’-]*){{1,5}}?){_PLACE}"
    r"(?=[\n,.;:]| (?:who|whose|when|as|after|before|while|because|outside|last|on|this|yesterday|today)\b)"
)
_ALONE = re.compile(r" (?P<who>one|another)(?=[.,;]|\n)")
_HEADS = frozenset({"head", "figure"})
_NO_SPEAKERS = frozenset(
    "a bit few lot little great deal day week month year time moment minute hour days weeks months years times".split()
)
_DESCRIBED = re.compile(
    r"\b[Tt]he (?:former (?:[a-z]+ )?[a-z]+(?= (?:said|told|added|declared|insisted|admitted|claimed|wrote|replied)\b)"
    r"|ex-[a-z]+|(?:mother|father|mum|mom|dad|grandmother|grandfather)-of-[a-z]+|[a-z][a-z-]+(?=, \d{2},))\b"
)
_ASKED = re.compile(
    rf"(?=[AaIOoSsTtW])(?:(?<=[.!?”’] )|(?<=\n))(?:(?:I|We) (?:asked|spoke to|met|phoned|rang) )?"
    rf"(?P<who>(?:{_NUMBER}|[Tt]he) (?:[a-z][\w-]*(?:['’]s)? ){{0,3}}?(?P<role>[a-z][a-z-]+)\b"
    r"(?: of one (?:[a-z-]+ ){1,3}?[a-z-]+)?)"
    r"(?=(?P<clause>, who\b)|,? (?:who|was|were|is|are|had|has|have|could|would|did|looked|shook|nodded|thought|"
    r"smiled|sighed|pointed|stood|sat|came|said|told|works?|wrote|counted|found|speaking)\b)"
)
_ONE_OF = re.compile(
    r"(?=[Oo])(?:(?<=[.!?”’] )|(?<=\n)|(?<=But )|(?<=And ))"
    r"(?:One of (?:them|the (?:[a-z]+ )?(?:two|three|others)), (?P<kind>an? [a-z]+)"
    r"|(?P<who>[Oo]ne of (?:them|(?:the|her|his|their|its) (?:[a-z-]+ ){0,2}[a-z-]+)))\b"
)
_ANONYMOUS = re.compile(
    r",? (?:who (?:[a-z]+ ){0,8}?(?:did not|would not|didn['’]t|wouldn['’]t|declined|asked not|refused|preferred not)\b"
    r"|(?:who (?:spoke|was speaking)|speaking) (?:off|on condition|anonymously|privately|in confidence)\b)"
)
_PUT = re.compile(r"\bas (?P<who>[^\n,.;:“”\"]{2,60}?) (?:put|puts|has put|had put) it\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"(?=H)(?:(?<=[.!?”’] )|(?<=\n))(?P<who>His|Her) (?:[a-z]+ ){0,2}(?:line|words|message|verdict|answer|reply|"
    r"response|view|advice|comment|remark|warning|description|argument|conclusion|explanation|slogan|motto)\b"
)


def speaking(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of people without a name right before a verb of speech."""
    for found in _before_verb().finditer(text):
        if _may_speak(found["who"].split()):
            yield found.span("who")


@cache
def _before_verb() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?:{'|'.join(sorted(quote_words().speech))})\b")


def after_verb(text: str, verb_end: int, end: int) -> tuple[int, int] | None:
    """Return the place of somebody without a name right after a verb: *said one season-ticket holder, who …*."""
    alone = _ALONE.match(text, verb_end)
    if alone is not None:
        return alone.span("who")
    found = _AFTER_VERB.match(text, verb_end, min(len(text), end + 1))
    return found.span("who") if found is not None and _may_speak(found["who"].split()) else None


def _may_speak(words: list[str]) -> bool:
    head = next((place for place, word in enumerate(words) if place and word in _LINKS), len(words))
    return head > 1 and words[head - 1] not in _NO_SPEAKERS and not any(word in quote_words().speech for word in words)


_LINKS = frozenset("at of in from with near for on outside inside".split())


def described(text: str) -> list[tuple[int, int]]:
    """Return the places of words that stand for a person named before: *the ex-midfielder*, *the joiner, 55,*."""
    return [found.span() for found in _DESCRIBED.finditer(text)]


def subjects(text: str) -> list[tuple[int, int]]:
    """Return the places of single people without a name who begin a sentence: *The insurer's witness was asked why*."""
    named = (
        found.span("who")
        for found in _ASKED.finditer(text)
        if found["clause"] or is_human_role(found["role"]) or found["role"] in _HEADS
    )
    return sorted([*named, *(found.span(found.lastgroup or "who") for found in _ONE_OF.finditer(text))])


def is_anonymous(text: str, end: int) -> bool:
    """Whether the words behind somebody without a name say that the name is kept back."""
    return _ANONYMOUS.match(text, end) is not None


def is_plural(words: str) -> bool:
    """Whether a speaker without a name is several: *The inspectors*, *Two people*, but *One of the judges*."""
    first, *rest = words.casefold().split()
    return (
        first not in ("one", "a", "an", "another")
        and bool(rest)
        and rest[-1].endswith(("s", "people", "men"))
        and not rest[-1].endswith("ss")
    )


def possessed(text: str) -> list[tuple[int, int]]:
    """Return the places of *his* and *her* before words that were said: *Her line about it: “…”*."""
    return [found.span("who") for found in _POSSESSIVE.finditer(text)]


def put_by(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the words in *as one sailor put it*."""
    found = _PUT.search(text, start, end)
    return found.span("who") if found is not None else None
