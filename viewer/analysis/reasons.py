"""Why two sentences match, in one sentence for people: what agrees, and which facts do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from viewer.analysis.clauses import clauses
from viewer.analysis.disputes import Told, disputes
from viewer.analysis.matching import quoted_parts
from viewer.analysis.wordfacts import NEGATIONS, common_form, is_day, is_name
from viewer.analysis.words import Word, words_of
from viewer.article.messages import Message

_MUCH_SHORTER, _MOST_OF = 0.75, 0.6
_LISTED = 4
"""Words of a disagreement that are shown."""
_AGREE = "{same} of {words} words agree"
_ALL_INSIDE = "all {same} words of the shorter sentence stand in the longer one"
_INSIDE = "{same} of the {words} words of the shorter sentence stand in the longer one"
_QUOTED = "{same} words of a quotation agree; the words around it differ"
_CLAUSE = "{same} of {words} words agree in one clause of the longer sentence"
_DIFFER = {
    "numbers": "; the numbers differ: {ours} and {theirs}",
    "days": "; the days differ: {ours} and {theirs}",
    "names": "; the names differ: {ours} and {theirs}",
}
_HEADLINE = 4
_UNITED = frozenset({"usa", "uk", "un", "united", "states", "kingdom", "nations"})
"""Parts of names that are written in full or by their initials."""


def reason(text_a: str, left: Sequence[Word], text_b: str, right: Sequence[Word]) -> Message:
    """Explain the score of two sentences, given as their words and the texts that the places of the words refer to."""
    ours, theirs = ([word.form for word in words] for words in (left, right))
    if ours == theirs:
        return Message("all {words} words agree", words=len(left))
    template, fields = _agreement(text_a, left, text_b, right)
    found = disputes(_told(text_a, left), _told(text_b, right))
    for kind, listed in (("numbers", found.figures), ("names", found.names)):
        if listed:
            here = [text_a[left[k].start : left[k].end] for dispute in listed for k in dispute.ours]
            there = [text_b[right[k].start : right[k].end] for dispute in listed for k in dispute.theirs]
            kind = "days" if kind == "numbers" and all(is_day(left[k].form) for d in listed for k in d.ours) else kind
            return Message(template + _DIFFER[kind], **fields, ours=_listed(here), theirs=_listed(there))
    if template not in (_CLAUSE, _QUOTED) and NEGATIONS.isdisjoint(ours) != NEGATIONS.isdisjoint(theirs):
        return Message(template + "; only one of the two says “not”", **fields)
    return Message(template, **fields)


def _agreement(text_a: str, left: Sequence[Word], text_b: str, right: Sequence[Word]) -> tuple[str, dict[str, int]]:
    """Say what agrees: all of it, the shorter sentence inside the longer one, or a quotation."""
    same = _agreeing(left, right)
    short, long = sorted((len(left), len(right)))
    if short < _MUCH_SHORTER * long and same >= _MOST_OF * short:
        return _ALL_INSIDE if same == short else _INSIDE, {"same": same, "words": short}
    if same < _MOST_OF * long and (quoted := _quoted(text_a, left, text_b, right)):
        return _QUOTED, {"same": quoted}
    if short < _MUCH_SHORTER * long:
        part, words = _clause(*((text_a, left, right) if len(left) == long else (text_b, right, left)))
        if part * long > same * words:
            return _CLAUSE, {"same": part, "words": words}
    return _AGREE, {"same": same, "words": long}


def _clause(text: str, longer: Sequence[Word], shorter: Sequence[Word]) -> tuple[int, int]:
    """Return how many words the shorter sentence shares with the clause that shares most, of how many."""
    found = [words_of(part) for part in clauses(text[longer[0].start : longer[-1].end])]
    counts = [(_agreeing(part, shorter), max(len(part), len(shorter))) for part in found]
    return max(counts, key=lambda count: count[0] / count[1], default=(0, len(longer)))


def _quoted(text_a: str, left: Sequence[Word], text_b: str, right: Sequence[Word]) -> int:
    """Count the words that agree of the two quotations that agree most, if most of the shorter one does."""
    sides = [
        [words_of(part) for part in quoted_parts(text[max(0, words[0].start - 1) : words[-1].end + 2])] if words else []
        for text, words in ((text_a, left), (text_b, right))
    ]
    counts = [(_agreeing(a, b), min(len(a), len(b))) for a in sides[0] for b in sides[1]]
    return max((same for same, short in counts if same >= _MOST_OF * short), default=0)


def _agreeing(left: Sequence[Word], right: Sequence[Word]) -> int:
    return (Counter(word.form for word in left) & Counter(word.form for word in right)).total()


def _listed(words: Sequence[str]) -> str:
    different = list(dict.fromkeys(words))
    return ", ".join(different[:_LISTED]) + ("…" if len(different) > _LISTED else "")


def _told(text: str, words: Sequence[Word]) -> Told:
    common = [common_form(word.form) for word in words]
    names = [k for k, w in enumerate(words) if k and w.form not in _UNITED and is_name(text[w.start : w.end], w.form)]
    if 2 * len(names) > len(words) >= _HEADLINE:
        names = []  # a headline in capitals says nothing about names
    figures = [common[k] for k, word in enumerate(words) if word.form[0].isdigit() or is_day(word.form)]
    return Told([word.form for word in words], common, [common[k] for k in names], figures)
