"""Random edits of a news text that know the truth: each word carries where it came from through every edit.

A word of the first version has its index there as its ``origin``; a word that replaces it keeps the origin and is no
longer ``kept``; words that were added, pasted in or belong to a copy have no origin. So for a passage of the first
version we know, whatever happens to it, which words of the last version are its own.

An altered copy is never put within three sentences of its original. If later edits bring it into the very place of its
original (behind the words that stood before it, before those that stood after it, or between the two) and the original
is gone, it *is* the edited original, to every reader of both texts; an unaltered copy of what is gone is the original,
moved; and an unaltered copy between the very sentences that the original stood between *is* the original, also where
that was moved elsewhere (:func:`_adopt`).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.benchmarks.texts import sample_paragraphs
from viewer.analysis.sentences import split_sentences

NAMES = "Kettering Olsen Marwick Devane Brill Tarrant Yusuf Paxton Lindqvist Abara Thorne Whitlow".split()
FILLERS = "again later quietly also reportedly nearly still indeed once more early there".split()
AWAY = 3
_SIGNS = ".,;:!?\"'”“’‘()—–"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    origin: int | None = None
    kept: bool = True
    model: int | None = None


Sentence = list[Piece]


@dataclass(slots=True)
class Draft:
    """A text as paragraphs of sentences of pieces; ``first`` are the sentences of the first version."""

    paragraphs: list[list[Sentence]]
    first: list[Sentence] = field(default_factory=list)

    def text(self) -> str:
        return "\n\n".join(
            " ".join(" ".join(piece.text for piece in sentence) for sentence in paragraph)
            for paragraph in self.paragraphs
        )

    def spans(self) -> list[tuple[Piece, int, int]]:
        """Return each piece with its range in :meth:`text`."""
        found, place = [], 0
        for paragraph in self.paragraphs:
            for piece in (piece for sentence in paragraph for piece in sentence):
                found.append((piece, place, place + len(piece.text)))
                place += len(piece.text) + 1
            place += 1
        return found

    def places(self) -> list[tuple[int, int]]:
        return [(p, s) for p, paragraph in enumerate(self.paragraphs) for s in range(len(paragraph))]

    def tidy(self) -> None:
        self.paragraphs = [kept for paragraph in self.paragraphs if (kept := [s for s in paragraph if s])]


def article(chance: random.Random, source: list[str], sentences: int = 40) -> Draft:
    """Return a draft of news sentences, some of which have look-alikes in it, with the origins set."""
    paragraphs: list[list[Sentence]] = []
    stock: list[str] = []
    while sum(map(len, paragraphs)) < sentences:
        stock = stock or chance.sample(source, len(source))
        text = stock.pop()
        paragraphs.append([_sentence(text[s:e]) for s, e in split_sentences(text)])
    draft = Draft(paragraphs)
    for _ in range(chance.randrange(6)):
        copy_with_change(draft, chance)
    if chance.random() < 0.2:  # some pages repeat themselves word by word
        _put(draft, chance.choice(draft.places()), list(_any_sentence(draft, chance, 1)))
    count = iter(range(10**9))
    draft.paragraphs = [[[Piece(p.text, next(count)) for p in s] for s in para] for para in draft.paragraphs]
    return draft


def _sentence(text: str) -> Sentence:
    return [Piece(word) for word in text.split()]


def drop_words(draft: Draft, chance: random.Random) -> None:
    sentence = _any_sentence(draft, chance, 5)
    for _ in range(chance.choice((1, 1, 2, 3))):
        if len(sentence) > 3:
            del sentence[chance.randrange(len(sentence))]


def replace_words(draft: Draft, chance: random.Random) -> None:
    sentence = _any_sentence(draft, chance, 3)
    words = [piece.text for piece in _any_sentence(draft, chance, 3)]
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.randrange(len(sentence))
        sentence[place] = replace(sentence[place], text=_other(sentence[place].text, chance, words), kept=False)


def add_words(draft: Draft, chance: random.Random) -> None:
    sentence = _any_sentence(draft, chance, 1)
    place = chance.randrange(len(sentence) + 1)
    sentence[place:place] = [Piece(chance.choice(FILLERS)) for _ in range(chance.choice((1, 1, 2, 3)))]


def move_sentence(draft: Draft, chance: random.Random) -> None:
    """Move one that has no twin: twins that change places leave the text as it was."""
    words = [tuple(piece.text for piece in draft.paragraphs[p][s]) for p, s in draft.places()]
    alone = [place for place, own in zip(draft.places(), words, strict=True) if words.count(own) == 1]
    sentence = _take(draft, *chance.choice(alone))
    draft.tidy()
    _put(draft, chance.choice(draft.places()), sentence)


def copy_with_change(draft: Draft, chance: random.Random) -> tuple[int, int] | None:
    """Put a copy with another number, name or word somewhere else; return where the original is now."""
    places = draft.places()
    origin = chance.randrange(len(places))
    away = [place for index, place in enumerate(places) if abs(index - origin) > AWAY]
    original = draft.paragraphs[places[origin][0]][places[origin][1]]
    copy = _look_alike(original, chance)
    if not away or len(original) < 4 or _near(draft, copy, place := chance.choice(away)):
        return None
    _put(draft, place, copy)
    return next((p, s) for p, s in draft.places() if draft.paragraphs[p][s] is original)


def delete_and_keep_look_alike(draft: Draft, chance: random.Random) -> None:
    place = copy_with_change(draft, chance)
    if place is not None:
        _take(draft, *place)


def delete_sentence(draft: Draft, chance: random.Random) -> None:
    _take(draft, *chance.choice(draft.places()))


def insert_paragraph(draft: Draft, chance: random.Random) -> None:
    """Put a paragraph of new sentences, or of look-alikes, before another."""
    if chance.random() < 0.5:
        text = chance.choice(sample())
        new = [_pasted(draft, _sentence(text[s:e])) for s, e in split_sentences(text)]
    else:
        new = [_look_alike(_any_sentence(draft, chance, 4), chance)]
    place = chance.choice(draft.places())[0]
    if not any(_near(draft, sentence, (place, 0)) for sentence in new):
        draft.paragraphs.insert(place, new)


def _pasted(draft: Draft, sentence: Sentence) -> Sentence:
    """Return a sentence as a copy of the same one in the text, if there is one."""
    words = [piece.text for piece in sentence]
    for known in (*(draft.paragraphs[p][s] for p, s in draft.places()), *draft.first):
        if [piece.text for piece in known] == words:
            return [_copied(piece) for piece in known]
    return sentence


def _copied(piece: Piece) -> Piece:
    return replace(piece, origin=None, model=piece.model if piece.origin is None else piece.origin)


def _near(draft: Draft, copy: Sentence, place: tuple[int, int]) -> bool:
    """Whether a copy would come to stand within three sentences of a sentence that shares most of its words."""
    places = draft.places()
    at = places.index(place)
    words = {piece.text for piece in copy}
    beside = [draft.paragraphs[p][s] for p, s in places[max(0, at - AWAY - 1) : at + AWAY + 1]]
    return any(2 * len(words & {piece.text for piece in other}) > len(words) for other in beside)


def noise(draft: Draft, chance: random.Random) -> None:
    """Replace one word in fifty everywhere."""
    for p, s in draft.places():
        sentence = draft.paragraphs[p][s]
        for place, piece in enumerate(sentence):
            if chance.random() < 0.02:
                sentence[place] = replace(piece, text=_other(piece.text, chance, FILLERS), kept=False)


Edit = Callable[[Draft, random.Random], object]
EDITS: tuple[tuple[Edit, int], ...] = (
    (drop_words, 4),
    (replace_words, 4),
    (add_words, 4),
    (move_sentence, 3),
    (copy_with_change, 3),
    (delete_and_keep_look_alike, 3),
    (delete_sentence, 2),
    (insert_paragraph, 3),
    (noise, 1),
)


def edit(draft: Draft, chance: random.Random, count: int) -> Draft:
    """Return a copy of a draft after so many random edits."""
    first = [sentence for paragraph in draft.paragraphs for sentence in paragraph]
    edited = Draft([[list(sentence) for sentence in paragraph] for paragraph in draft.paragraphs], first)
    kinds, weights = zip(*EDITS, strict=True)
    for kind in chance.choices(kinds, weights, k=count):
        kind(edited, chance)
        edited.tidy()
    _adopt(edited)
    return edited


def _adopt(draft: Draft) -> None:
    """Give a copy the origins of its original where it stands in the place of one that is gone."""
    sentences = draft.places()
    present = {piece.origin for p, s in sentences for piece in draft.paragraphs[p][s] if piece.origin is not None}
    for index, (p, s) in enumerate(sentences):
        models = [piece.model for piece in draft.paragraphs[p][s] if piece.model is not None]
        if not models:
            continue
        before = _nearest_origin(draft, sentences[:index][::-1], -1)
        after = _nearest_origin(draft, sentences[index + 1 :], 0)
        if any(model in present for model in range(min(models), max(models) + 1)):
            at_home = before == min(models) - 1 and after == max(models) + 1
            if at_home and _is_whole(draft.paragraphs[p][s], models):
                _disown(draft, models)
                draft.paragraphs[p][s] = [replace(piece, origin=piece.model) for piece in draft.paragraphs[p][s]]
            continue
        low = max((o for o in present if o < min(models)), default=None)
        high = min((o for o in present if o > max(models)), default=None)
        between = before is not None and after is not None and before < min(models) and max(models) < after
        in_place = between or before == low or after == high
        if in_place or _is_whole(draft.paragraphs[p][s], models):
            draft.paragraphs[p][s] = [replace(piece, origin=piece.model) for piece in draft.paragraphs[p][s]]


def _disown(draft: Draft, origins: list[int]) -> None:
    """Make what has these origins a copy like any other."""
    for p, s in draft.places():
        sentence = draft.paragraphs[p][s]
        if any(piece.origin in origins for piece in sentence):
            draft.paragraphs[p][s] = [replace(piece, origin=None, model=piece.origin) for piece in sentence]


def _nearest_origin(draft: Draft, sentences: list[tuple[int, int]], side: int) -> int | None:
    """Return the first origin in a list of sentences, seen from one side (0: their starts, -1: their ends)."""
    for p, s in sentences:
        origins = [piece.origin for piece in draft.paragraphs[p][s] if piece.origin is not None]
        if origins:
            return origins[side]
    return None


def _is_whole(sentence: Sentence, models: list[int]) -> bool:
    return len(sentence) == len(models) == max(models) - min(models) + 1 and all(piece.kept for piece in sentence)


def _any_sentence(draft: Draft, chance: random.Random, words: int) -> Sentence:
    long_enough = [s for paragraph in draft.paragraphs for s in paragraph if len(s) >= words]
    return chance.choice(long_enough)


def _take(draft: Draft, paragraph: int, sentence: int) -> Sentence:
    return draft.paragraphs[paragraph].pop(sentence)


def _put(draft: Draft, place: tuple[int, int], sentence: Sentence) -> None:
    draft.paragraphs[place[0]].insert(place[1], sentence)


def _look_alike(sentence: Sentence, chance: random.Random) -> Sentence:
    copy = [_copied(piece) for piece in sentence]
    telling = [
        i for i, piece in enumerate(copy) if any(map(str.isdigit, piece.text)) or (piece.text[:1].isupper() and i)
    ]
    for place in chance.sample(telling or range(len(copy)), min(len(telling) or 1, chance.choice((1, 1, 2)))):
        copy[place] = replace(copy[place], text=_other(copy[place].text, chance, NAMES), kept=False)
    return copy


def _other(word: str, chance: random.Random, words: list[str]) -> str:
    """Return another word with the same signs around it: another figure for a figure."""
    bare = word.strip(_SIGNS)
    new = bare
    while new.casefold() == bare.casefold() or not new:
        new = (
            str(chance.randint(2, 900))
            if any(map(str.isdigit, bare))
            else chance.choice([*words, *NAMES]).strip(_SIGNS)
        )
    return word.replace(bare, new) if bare else word + new


_SOURCE: list[str] = []


def sample() -> list[str]:
    if not _SOURCE:
        _SOURCE.extend(sample_paragraphs())
    return _SOURCE
