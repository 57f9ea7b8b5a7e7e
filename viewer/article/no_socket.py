"""Libraries are imported without the sockets that they would open only to see what this computer can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def no_socket() -> Iterator[None]:
    """Keep what is imported in the block from trying out IPv6.

    trafilatura and spaCy import urllib3 for downloads that nobody asks for, and that binds a socket to this computer's
    own address when it is imported: harmless, but a socket of the internet all the same.
    """
    sockets = import_module("socket")
    known, sockets.has_ipv6 = sockets.has_ipv6, False  # type: ignore[attr-defined]
    try:
        yield
    finally:
        sockets.has_ipv6 = known  # type: ignore[attr-defined]
