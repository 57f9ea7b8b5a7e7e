"""Outlet cards: what the class found out about an outlet, with where that came from. Never a score."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.library.storage.hashes import sound
from viewer.library.storage.store import utc_now
from viewer.library.storage.undo import Commands

_READ = "SELECT name, owner, kind, said, source FROM outlets"


@dataclass(frozen=True, slots=True)
class OutletCard:
    """Who owns an outlet, what kind it is, what others say of it, and the source of all that, in the reader's words."""

    name: str
    owner: str = ""
    kind: str = ""
    said: str = ""
    source: str = ""


class Outlets(Commands):
    """The cards of outlets, by the name of the outlet."""

    def outlet_card(self, name: str) -> OutletCard:
        """Return the card of an outlet, an empty one where none was written."""
        row = self._store.row(f"{_READ} WHERE name = ? AND {sound('outlets')}", name)
        return OutletCard(name) if row is None else OutletCard(*row)

    def keep_outlet_card(self, card: OutletCard) -> None:
        """Keep what the reader wrote; one step for undo, an empty card is taken away."""
        values = {"owner": card.owner, "kind": card.kind, "said": card.said, "source": card.source}
        if card == self.outlet_card(card.name):
            return
        with self._command("outlet_card") as draft:
            kept = {**values, "modified": utc_now()} if any(values.values()) else None
            draft.put("outlets", {"name": card.name}, kept)
