"""Stories of a few sentences with the speaker of each quotation, written by hand; blind.txt is never tuned on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.analysis.helpers import article
from viewer.analysis.compare import compare
from viewer.analysis.model import Comparison, Quote

FOLDER = Path(__file__).resolve().parent


class Expected(NamedTuple):
    """Who speaks a quotation: a name, words for somebody without a name, or nobody; the verb where it is asked for."""

    name: str | None
    words: str | None
    verb: str | None


class Case(NamedTuple):
    """A few sentences and who speaks their quotations, in text order."""

    text: str
    quotes: tuple[Expected, ...]


def cases(half: str) -> list[Case]:
    """Return the cases of one half, ``open`` or ``blind``."""
    lines = (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return [_case(part) for part in text.split("\n---\n")]


def _case(part: str) -> Case:
    text, _, answer = part.strip().rpartition("\n> ")
    return Case(text, tuple(_expected(item.strip()) for item in answer.split("|")))


def _expected(item: str) -> Expected:
    who, _, verb = (half.strip() for half in item.partition("/"))
    unnamed = who.startswith("=")
    return Expected(None if unnamed or who == "-" else who, who[1:] if unnamed else None, verb or None)


def mistakes(case: Case) -> list[str]:
    """Return a line for each quotation of a case whose speaker or verb is another; needs the English pipeline."""
    found = compare([article(f"News\n\n{case.text}")])
    if len(found.quotes) != len(case.quotes):
        return [f"{len(found.quotes)} quotations in {case.text!r}"]
    pairs = zip(found.quotes, case.quotes, strict=True)
    return [f"{quote!r} for {wanted!r}" for quote, wanted in pairs if not _is_right(found, quote, wanted)]


def _is_right(found: Comparison, quote: Quote, wanted: Expected) -> bool:
    if wanted.verb is not None and quote.verb != wanted.verb:
        return False
    if wanted.name is None:
        right = {_without_article(words) for words in (wanted.words or "").split(" or ")}
        return quote.speaker is None and not quote.named and _without_article(quote.speaker_text or "") in right
    speaker = next((entity for entity in found.entities if entity.id == quote.speaker), None)
    forms = {speaker.name, *(mention.text for mention in speaker.mentions)} if speaker else set()
    return wanted.name in forms or _without_title(wanted.name) in forms


def _without_article(words: str) -> str:
    return words.removeprefix("the ").removeprefix("The ")


def _without_title(name: str) -> str:
    title, _, rest = name.partition(" ")
    return rest if title.rstrip(".") in ("Mr", "Mrs", "Ms") else name
