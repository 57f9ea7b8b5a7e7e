"""How colours are told apart: contrast, distance as the eye sees it, and what colour-blind readers see.

Sources: contrast and relative luminance as in WCAG 2.2; CIELAB for D65; the distance is CIEDE2000 (Sharma, Wu and Dalal
2005); the three kinds of colour-blindness are simulated with the matrices for severity 1.0 of Machado, Oliveira and
Fernandes (2009), applied to linear light. Colours are ``#rrggbb`` throughout.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Literal

Sight = Literal["full", "protan", "deutan", "tritan"]
SIGHTS: tuple[Sight, ...] = ("full", "protan", "deutan", "tritan")
AA = 4.5
"""The least contrast of text on its ground (WCAG 2.2, level AA)."""

Triple = tuple[float, float, float]

_BLIND: dict[Sight, tuple[Triple, Triple, Triple]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def is_colour(text: str) -> bool:
    """Whether a text is a colour as it is kept: ``#rrggbb``."""
    return len(text) == 7 and text[0] == "#" and all(char in "0123456789abcdefABCDEF" for char in text[1:])


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 (none) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=512)
def seen_by(colour: str, sight: Sight) -> str:
    """Return the colour that a reader with full sight would have to see to see what the other one sees."""
    if sight == "full":
        return colour
    return _hex([_encoded(value) for value in _times(_BLIND[sight], _linear(colour))])


@lru_cache(maxsize=2048)
def difference(one: str, other: str) -> float:
    """Return the distance of two colours (CIEDE2000): below 2 hardly seen, above 10 seen at a glance."""
    return ciede2000(lab(one), lab(other))


def lab(colour: str) -> Triple:
    """Return a colour in CIELAB."""
    x, y, z = (_cube(value / white) for value, white in zip(_times(_XYZ, _linear(colour)), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, with ``share`` (0 to 1) of the first."""
    return _hex([a * share + b * (1 - share) for a, b in zip(_parts(one), _parts(other), strict=True)])


def readable(colour: str, ground: str, least: float = AA) -> str:
    """Return the colour, darker or lighter where that is needed to stand out from its ground by ``least``."""
    if contrast(colour, ground) >= least:
        return colour
    end = "#000000" if _luminance(ground) > 0.18 else "#ffffff"
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if contrast(mixed(end, colour, middle), ground) >= least else (middle, high)
    return mixed(end, colour, high)


def tint(colour: str, page: str, ink: str, share: float = 0.22, least: float = 9.0) -> str:
    """Return a ground of that colour on which the ink of the page still stands out by ``least``."""
    while share > 0.02 and contrast(mixed(colour, page, share), ink) < min(least, contrast(page, ink)):
        share -= 0.02
    return mixed(colour, page, share)


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the CIEDE2000 distance of two colours of CIELAB."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    grey = 0.5 * (1 - sqrt(_seventh((hypot(a1, b1) + hypot(a2, b2)) / 2)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2, h1, h2 = hypot(a1, b1), hypot(a2, b2), _hue(a1, b1), _hue(a2, b2)
    turn, hue = _hues(c1, c2, h1, h2)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    in_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    in_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    in_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = -2 * sqrt(_seventh(chroma)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(in_light**2 + in_chroma**2 + in_hue**2 + rotation * in_chroma * in_hue)


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def _hues(c1: float, c2: float, h1: float, h2: float) -> tuple[float, float]:
    """Return the turn between two hues and the hue in their middle, in degrees; a grey has none."""
    if c1 * c2 == 0:
        return 0.0, h1 + h2
    turn, middle = h2 - h1, (h1 + h2) / 2
    if abs(turn) <= 180:
        return turn, middle
    return (turn - 360 if turn > 180 else turn + 360), (middle + 180 if h1 + h2 < 360 else middle - 180)


def _seventh(chroma: float) -> float:
    power = chroma**7
    return power / (power + 25.0**7)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _linear(colour: str) -> Triple:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return red, green, blue


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _hex(parts: list[float]) -> str:
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02x}" for part in parts)


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
