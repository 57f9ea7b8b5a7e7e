"""Words with capitals, and words without: what a text writes small is no name where it has a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.analysis.gazetteer import name_words

_CAPITAL_WORD = r"(?:[^\W\d_a-zà-ÿß]\.){1,4}|[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_SMALL = re.compile(r"(?<![\w'’])[a-z]{2,}(?![\w'’])")


def small_words(*texts: str) -> frozenset[str]:
    """Return the words that texts write small: where one has a capital, it begins a sentence or a headline."""
    return name_words().always_small.union(word for text in texts for word in _SMALL.findall(text))


def capital_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of words with capitals that only a space parts, in ``text[start:end]``."""
    first = last = -1
    for found in re.finditer(_CAPITAL_WORD, text[start:end]):
        left, right = start + found.start(), start + found.end()
        if not text[left].isupper():
            continue
        if first >= 0 and text[last:left] in (" ", "\u00a0"):
            last = right
            continue
        if first >= 0:
            yield first, last
        first, last = left, right
    if first >= 0:
        yield first, last
