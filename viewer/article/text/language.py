"""Which language is it? Small words and scripts tell for the common ones; a model is asked only where they do not."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from viewer.article.text.furniture import lines_of, words_of

UNKNOWN = "und"
_SAMPLE = 20_000
_ENOUGH_FOR_MODEL = 40
_CLEAR_SHARE = 0.12
_CLEAR_LEAD = 1.5
_SCRIPTS = (
    ("\u3040", "\u30ff", "ja"),
    ("\uac00", "\ud7af", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0370", "\u03ff", "el"),
    ("\u0590", "\u05ff", "he"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0530", "\u058f", "hy"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u0b80", "\u0bff", "ta"),
    ("\u0980", "\u09ff", "bn"),
)
_SCRIPT_SHARE = 0.2
_KANA_SHARE = 0.05


def language_of(text: str) -> str:
    """Return the BCP 47 tag of the language of ``text``, ``und`` where it cannot be told."""
    sample = text[:_SAMPLE]
    script = _by_script(sample)
    if script:
        return script
    words = words_of(sample)
    ranked = _by_small_words(words)
    if ranked and _is_clear(ranked, len(words)):
        return ranked[0][0]
    if ranked and ranked[0][0] == "en":
        return "en"
    if len(words) < _ENOUGH_FOR_MODEL:
        return ranked[0][0] if ranked and ranked[0][1] > 1 and ranked[0][1] > ranked[-1][1] else UNKNOWN
    return _by_model(sample)


def _by_script(sample: str) -> str | None:
    letters = [character for character in sample if character > "\u036f" and character.isalpha()]
    if not letters or len(letters) < _SCRIPT_SHARE * len(sample):
        return None
    for first, last, tag in _SCRIPTS:
        share = sum(1 for character in letters if first <= character <= last) / len(letters)
        if share >= (_KANA_SHARE if tag == "ja" else _SCRIPT_SHARE):
            return tag
    return None


def _by_small_words(words: list[str]) -> list[tuple[str, int]]:
    """Return languages with the number of their small words in the text, most first."""
    counts: Counter[str] = Counter()
    profiles = _profiles()
    for word, times in Counter(words).items():
        for tag in profiles.get(word, ()):
            counts[tag] += times
    return counts.most_common()


def _is_clear(ranked: list[tuple[str, int]], words: int) -> bool:
    first = ranked[0][1]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return first >= 2 and first >= _CLEAR_SHARE * words and first >= _CLEAR_LEAD * second


@lru_cache(maxsize=1)
def _profiles() -> dict[str, tuple[str, ...]]:
    """Return for each small word the languages that use it."""
    profiles: dict[str, tuple[str, ...]] = {}
    for line in lines_of("article_languages.txt"):
        tag, _, words = line.partition(":")
        for word in words.split():
            profiles[word] = (*profiles.get(word, ()), tag)
    return profiles


def _by_model(sample: str) -> str:
    import py3langid

    tag = str(py3langid.classify(sample)[0])
    return tag if 2 <= len(tag) <= 3 else UNKNOWN
