"""JSON from other computers: only what every reader understands in the same way, and nothing that is dear to read."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

DEPTH = 20
"""Lists and objects may be nested so deep."""

PARTS = 100_000
"""So many lists and objects one text may hold: an empty one takes thirty times the memory of its two signs."""

_DIGITS = 15
_STRING = re.compile(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+(?:"|\Z)', re.S)
_BRACKET = re.compile(r"[\[\]{}]")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

NOT_JSON = Message("This is no JSON that can be read. Get a new copy of it.")
NOT_UTF8 = Message("This is not UTF-8 text. Get a new copy of it.")
TOO_DEEP = Message("This is nested more than 20 levels deep, as only harmful files are.")
TOO_MANY = Message("This holds more entries than anybody writes, as only harmful files do.")
TWICE = Message("This says the same thing twice in two ways, so it was not read. Get a new copy of it.")
NO_NUMBER = Message("This holds a number that cannot be one. Get a new copy of it.")
BROKEN_TEXT = Message("This holds broken characters. Get a new copy of it.")


def loads(data: bytes) -> Any:
    """Return what JSON says; raise ReadProblem with one sentence for anything that is not plain, well-formed JSON.

    Refused are other encodings than UTF-8, more than 20 levels, a key given twice, NaN and infinite numbers, integers
    of more than 15 digits, and halves of characters (lone surrogates).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadProblem(NOT_UTF8) from error
    _refuse_shape(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_integer, parse_float=_float
        )
    except (ValueError, RecursionError) as error:
        raise ReadProblem(NOT_JSON) from error
    if _SURROGATE.search(text):
        _refuse_halves(value)
    return value


def dumps(value: Any) -> bytes:
    """Return plain data as JSON in UTF-8, the same bytes for the same data; raises ValueError for NaN."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n").encode("utf-8")


def _refuse_shape(text: str) -> None:
    bare = _STRING.sub("", text)
    if bare.count("[") + bare.count("{") > PARTS:
        raise ReadProblem(TOO_MANY)
    depth = 0
    for bracket in _BRACKET.findall(bare):
        depth += 1 if bracket in "[{" else -1
        if depth > DEPTH:
            raise ReadProblem(TOO_DEEP)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ReadProblem(TWICE)
    return value


def _no_number(_: str) -> Any:
    raise ReadProblem(NO_NUMBER)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > _DIGITS:
        raise ReadProblem(NO_NUMBER)
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ReadProblem(NO_NUMBER)
    return number


def _refuse_halves(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadProblem(BROKEN_TEXT) from error
