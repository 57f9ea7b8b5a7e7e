"""How far the main text goes on beyond its heaviest run: across boxes of furniture, where the same story continues."""

from __future__ import annotations

from collections.abc import Sequence, Set

from viewer.article.text.furniture import words_of
from viewer.article.text.segments import Segment
from viewer.article.text.traits import Traits

_LONGEST_GAP = 5
_LONGEST_BOX = 16
_LONG_WORDS = 8
_TELLING_LETTERS = 5
_ENOUGH = 2
_SMALL_BOX = 5
_FEW_WORDS = 5
_ONE_LINE = 2
_SAID = frozenset({"said", "says", "told", "added"})
_COMMON = frozenset(
    "about above after again against almost along already although always among another around because become been "
    "before being below between both could does doing during each either every first found given going great having "
    "however into itself later least likely made make many might months more most much never nothing often only other "
    "others over part people perhaps rather second several should since some something still such than that their them "
    "themselves there these they thing things think third this those though three through today together tomorrow "
    "under until upon using very week weeks well were what whatever when where whether which while whose will with "
    "within without would year years yesterday monday tuesday wednesday thursday friday saturday sunday".split()
)
_QUOTES = ("“", '"', "‘")
_LOOKED_AT = 3000


class Reach:
    """Asks, paragraph by paragraph, whether the text goes on; ``ends`` are lines that no text crosses."""

    def __init__(
        self, segments: Sequence[Segment], traits: Sequence[Traits], boxes: Set[int], ends: Set[int], indent: int
    ) -> None:
        self._segments, self._traits = segments, traits
        self._boxes, self._ends, self._indent = boxes, ends, indent

    def extended(self, start: int, stop: int) -> tuple[int, int]:
        """Return the run, extended on both sides as long as prose set like the text, on the same matter, follows."""
        told = {word for index in range(start, stop) for word in self._telling(index)}
        start -= self._steps(range(start - 1, -1, -1), told)
        return start, stop + self._steps(range(stop, len(self._segments)), told)

    def _telling(self, index: int) -> set[str]:
        """Return the words of a prose paragraph that are long enough to tell its matter."""
        if not self._traits[index].prose or index in self._boxes:
            return set()
        words = words_of(self._segments[index].content[:_LOOKED_AT])
        return {word.removesuffix("'s") for word in words if len(word) >= _TELLING_LETTERS} - _COMMON

    def _steps(self, indices: range, told: set[str]) -> int:
        """Return how many paragraphs beyond the run, in the order of ``indices``, still lead to its text."""
        reached, crossed, tight = 0, False, 0
        for distance, index in enumerate(indices, start=1):
            away = distance - reached
            if index in self._ends or away > (_LONGEST_BOX if crossed else _LONGEST_GAP):
                break
            if self._is_furniture(index):
                crossed = True
                tight += index in self._boxes and not self._segments[index].gap
            elif self._follows(index, reached, away) or self._continues(
                indices[distance - 1 :], told, crossed, away - tight
            ):
                reached, crossed, tight = distance, False, 0
                told |= self._telling(index)
        return reached

    def _is_furniture(self, index: int) -> bool:
        trait = self._traits[index]
        return index in self._boxes or trait.furniture or trait.tail_heading

    def _follows(self, index: int, reached: int, away: int) -> bool:
        """Whether a sentence stands next to text that was reached already."""
        trait = self._traits[index]
        plain = trait.sentence and not (trait.to_reader or trait.caption or trait.byline or trait.dateline)
        return bool(reached) and away == 1 and plain and trait.words >= _FEW_WORDS and self._is_set_like_text(index)

    def _continues(self, indices: range, told: set[str], crossed: bool, away: int) -> bool:
        """Whether the first of the paragraphs belongs to the text that ended ``away`` lines before it."""
        trait = self._traits[indices[0]]
        if not self._is_set_like_text(indices[0]) or not trait.sentence:
            return False
        if crossed:
            return trait.prose and not trait.to_reader and self._evidence(indices, told, away) >= _ENOUGH
        return trait.prose and trait.words >= _LONG_WORDS

    def _is_set_like_text(self, index: int) -> bool:
        return self._segments[index].indent == self._indent and not self._segments[index].bullet

    def _evidence(self, indices: range, told: set[str], away: int) -> int:
        """Weigh whether the text goes on behind a box: shared words, paragraphs in a row, speech, a small box."""
        group = [index for index in indices[:_ENOUGH] if self._traits[index].prose and self._is_set_like_text(index)]
        row = group == list(indices[: len(group)]) and len(group) > 1
        words = set[str]().union(*map(self._telling, group if row else group[:1]))
        content = self._segments[indices[0]].content[:_LOOKED_AT]
        reports = any(mark in content for mark in _QUOTES) or not _SAID.isdisjoint(words_of(content))
        return len(words & told) + row + reports + (away <= _SMALL_BOX) + (away <= _ONE_LINE)
