"""Stories that the program proposes: accepted, made one, taken apart and renamed by the reader. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from viewer.library import Listed


@dataclass(frozen=True, slots=True)
class Proposal:
    """Articles that seem to report one event; ``title`` is the headline of the first until the reader gives another."""

    title: str
    articles: tuple[Listed, ...]


class Proposals:
    """The proposals as the reader left them. Each change can be taken back.

    What is kept in the library (an accepted proposal) is taken back there, by whoever calls :meth:`undo`.
    """

    def __init__(self) -> None:
        self.shown: tuple[Proposal, ...] = ()
        self._past: list[tuple[tuple[Proposal, ...], bool]] = []

    def show(self, groups: Sequence[Sequence[Listed]]) -> None:
        """Show other proposals: those of two or more articles, the largest first; the past is forgotten."""
        found = [Proposal(group[0].title, tuple(group)) for group in groups if len(group) > 1]
        self.shown = tuple(sorted(found, key=lambda proposal: -len(proposal.articles)))
        self._past.clear()

    def rename(self, number: int, title: str) -> None:
        """Give a proposal another title."""
        if title.strip() and title.strip() != self.shown[number].title:
            self._replace({number: replace(self.shown[number], title=title.strip())})

    def merge(self, numbers: Collection[int]) -> None:
        """Make several proposals one; it has the place and the title of the first."""
        first, *others = sorted(set(numbers))
        if not others:
            return
        articles = {row.id: row for number in (first, *others) for row in self.shown[number].articles}
        changed = {first: replace(self.shown[first], articles=tuple(articles.values()))}
        self._replace({**changed, **dict.fromkeys(others)})

    def take_out(self, number: int, identity: str) -> None:
        """Take an article out of a proposal; where one would be left alone, the proposal goes."""
        rest = tuple(row for row in self.shown[number].articles if row.id != identity)
        self._replace({number: replace(self.shown[number], articles=rest) if len(rest) > 1 else None})

    def split(self, number: int, identities: Collection[str]) -> None:
        """Make a proposal of its own of some articles of a proposal."""
        known = self.shown[number].articles
        apart = tuple(row for row in known if row.id in identities)
        rest = tuple(row for row in known if row.id not in identities)
        if len(apart) < 2 or not rest:
            return
        left = (replace(self.shown[number], articles=rest),) if len(rest) > 1 else ()
        self._keep(False)
        self.shown = (*self.shown[:number], *left, Proposal(apart[0].title, apart), *self.shown[number + 1 :])

    def dismiss(self, numbers: Collection[int], *, accepted: bool = False) -> None:
        """Take proposals away, because the reader does not want them, or has accepted them."""
        self._keep(accepted)
        self.shown = tuple(proposal for n, proposal in enumerate(self.shown) if n not in set(numbers))

    @property
    def last_was_accepted(self) -> bool | None:
        """Whether the last change accepted a proposal; None where there is nothing to take back."""
        return self._past[-1][1] if self._past else None

    def undo(self) -> bool:
        """Take the last change back; return whether there was one."""
        if not self._past:
            return False
        self.shown, _accepted = self._past.pop()
        return True

    def _replace(self, changed: dict[int, Proposal | None]) -> None:
        self._keep(False)
        kept = (changed.get(number, proposal) for number, proposal in enumerate(self.shown))
        self.shown = tuple(proposal for proposal in kept if proposal is not None)

    def _keep(self, accepted: bool) -> None:
        self._past.append((self.shown, accepted))
