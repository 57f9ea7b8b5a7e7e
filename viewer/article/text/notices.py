"""Small notices of a page that no list of phrases holds: by the numbers in them, or by how they address the reader."""

from __future__ import annotations

import re

from viewer.article.text.furniture import furniture, words_of

_DURATION = r"[(\[]?\b\d{1,2}:\d\d(?::\d\d)?[)\]]?$"
_MINUTES = (
    r"(?i)\W*(?:\d+[ -]?min(?:ute)?s?[ -](?:read|listen|watch)\b|(?:estimated )?reading time\b|\d+ (?:of|/) \d+$"
    r"|.{0,40} in \d+ (?:seconds|minutes)$)"
)
_DEGREES = r"[^\w-]*-?\d{1,3}\s?°"
_CHANGE = r"(?:^|[\s(])[+−–-]\s?\d[\d.,]*\s?%|[▲▼]\s?\d"
_PAID = (
    r"(?:SPONSOR(?:ED)?|ADVERT(?:ISEMENT|ORIAL)?|PROMOTED|PROMOTION|PARTNER CONTENT|PAID POST"
    r"|Advertise (?:with|in|here))\b"
)
_ADDRESS = r"\S@\S+\.\w|https?://|\bwww\.|\b[\w-]+\.\w{2,8}/\w"
_ARROWS = ("→", "»", "›", "➜", "➔", "►")
_AGE_LIMIT = r"\b(?:18|21)\+"
_BETS = frozenset({"odds", "bet", "bets", "betting", "bookies", "bookmaker", "bookmakers", "casino", "gamble", "free"})
_MEDIA = frozenset({"video", "watch", "listen", "audio", "play", "podcast", "gallery", "clip"})
_COUNTED = frozenset(
    {"comment", "comments", "share", "shares", "like", "likes", "view", "views", "reply", "replies", "reaction"}
    | {"reactions", "reads", "votes", "claps", "followers", "retweets", "k", "m"}
)
_SKY = frozenset(
    {
        "sunny",
        "cloudy",
        "overcast",
        "rain",
        "showers",
        "drizzle",
        "fog",
        "mist",
        "snow",
        "clear",
        "forecast",
        "humidity",
    }
)
_ALMANAC = _SKY | {
    "tide",
    "tides",
    "hw",
    "lw",
    "weather",
    "wind",
    "winds",
    "sunrise",
    "sunset",
    "degrees",
    "mph",
    "dry",
}
_CRAFT = frozenset({"journalism", "newsroom", "newsrooms", "journalists"})
_GIVING = frozenset({"give", "donate", "support", "subscribe", "join", "chip", "help", "become", "back", "contribute"})
_ASKING = frozenset(
    {"who", "what", "when", "where", "why", "how", "which", "whose", "is", "are", "was", "were", "does", "do", "did"}
    | {"can", "could", "will", "would", "should", "shall", "must", "may", "might", "has", "had"}
)
_ADDRESSED = frozenset(
    {"me", "us", "our", "my", "reply", "friend", "friends", "subscribe", "share"}
    | {"someone", "somebody", "follow", "comment", "comments"}
)
_SHORT_LINE = 12
_APPEAL_WORDS = 30
_LONGEST = 200
_QUESTION_WORDS = 9


def is_notice(content: str, words: list[str], sentence: bool) -> bool:
    """Whether a line is a notice of the page: a player, a count, the weather, a price, a bet, an appeal."""
    if not sentence and len(content) <= _LONGEST and _is_label(content, words):
        return True
    if not _BETS.isdisjoint(words) and len(words) <= 2 * _APPEAL_WORDS and re.search(_AGE_LIMIT, content):
        return True
    return len(words) <= _APPEAL_WORDS and (_appeals(content, words) or _asks_then_orders(content))


def _is_label(content: str, words: list[str]) -> bool:
    """Whether a line that is no sentence is a link, an advertisement, an address, or shows numbers only."""
    if re.match(_PAID, content) or (content.endswith(_ARROWS) and "«" not in content and "‹" not in content):
        return True
    if len(words) <= 2 * _SHORT_LINE and _shows_almanac(words):
        return True
    return len(words) <= _SHORT_LINE and (_is_gauge(content, words) or bool(re.search(_ADDRESS, content)))


def _is_gauge(content: str, words: list[str]) -> bool:
    """Whether a short line only shows a number: how long, how many, how warm, how much."""
    if not any(map(str.isdigit, content)):
        return False
    if not _MEDIA.isdisjoint(words) and re.search(_DURATION, content):
        return True
    if all(word.rstrip("km").isdigit() or word in _COUNTED for word in words):
        return True
    if re.match(_MINUTES, content) or ("°" in content and (not _SKY.isdisjoint(words) or re.match(_DEGREES, content))):
        return True
    numbers = sum(1 for word in words if word[0].isdigit())
    return numbers > 1 and content.isupper() and bool(re.search(_CHANGE, content))


def _shows_almanac(words: list[str]) -> bool:
    """Whether a line lists the day's weather, tides or light in numbers."""
    numbers = sum(1 for word in words if word[0].isdigit())
    return numbers > 1 and len(_ALMANAC.intersection(words)) > 2


def _appeals(content: str, words: list[str]) -> bool:
    """Whether a line calls for opinions, or speaks of journalism and gives an order to pay for it."""
    clauses = _clauses(content)
    if ["have", "your", "say"] in (part[:3] for part in clauses):
        return True
    return not _CRAFT.isdisjoint(words) and any(_GIVING.intersection(part[:1]) for part in clauses)


def _clauses(content: str) -> list[list[str]]:
    return [words_of(part) for part in re.split(r"[.!?:…]\s+", content)]


def _asks_then_orders(content: str) -> bool:
    """Whether a clipped question is followed by an order that leads back to the page: a plea to share or to answer."""
    question, mark, rest = content.partition("? ")
    asked = words_of(question)
    if not mark or not 1 <= len(asked) <= _QUESTION_WORDS or asked[0] in _ASKING:
        return False
    order = words_of(rest)
    return furniture().whole("start", order[:1]) and not _ADDRESSED.isdisjoint(order)
