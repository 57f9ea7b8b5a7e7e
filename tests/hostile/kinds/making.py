"""What makers of hostile files share: their register, what they try to reach, and entities of XML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.article import documents as make

STORY = "\n\n".join([make.HEADLINE, *make.PARAGRAPHS]).encode()
SECRET = "the secret of the file beside"
MB = 1_000_000


@dataclass(frozen=True)
class Outside:
    """What hostile files try to reach."""

    file: str
    address: str


Maker = Callable[[float, Outside], bytes]
KINDS: dict[str, tuple[str, Maker]] = {}
"""The name of the file and its maker, by kind."""


def kind(name: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        KINDS[maker.__name__] = (name, maker)
        return maker

    return register


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'


def reaching(outside: Outside) -> str:
    return (
        f'<!DOCTYPE x SYSTEM "{outside.address}/x.dtd" [<!ENTITY % p SYSTEM "{outside.address}/p"> %p; '
        f'<!ENTITY f SYSTEM "file://{outside.file}">]>'
    )
