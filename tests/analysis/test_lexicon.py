"""Words keep their numbers and facts, whoever asks for them, also where several threads do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from viewer.analysis import lexicon as module
from viewer.analysis.lexicon import Lexicon, lexicon
from viewer.analysis.matching import match_sentences
from viewer.analysis.prepared import Reader
from viewer.analysis.wordfacts import KINDS, word_facts

WORDS = [f"{letter}{number}{ending}" for letter in "abN" for number in range(2_000) for ending in ("ing", "s")]


def test_threads_learn_the_same_words_with_one_number_each() -> None:
    words = Lexicon()
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda order: [words[word] for word in order], [WORDS, WORDS[::-1], WORDS[::2]]))
    assert numbers[0] == numbers[1][::-1]
    assert sorted(numbers[0]) == list(range(len(WORDS)))
    for word, number in zip(WORDS[::500], numbers[0][::500], strict=True):
        form, _, rarity, kind = word_facts(word)
        assert (words.forms[number], words.rarities[number]) == (form, rarity)
        assert words.codes[number] & ((1 << KINDS) - 1) == kind
    assert words[WORDS[0]] == numbers[0][0]
    assert words.codes[words["tending"]] >> KINDS == words.codes[words["tends"]] >> KINDS


def test_what_was_read_before_changes_no_score() -> None:
    a, b = ["The tenders of the ferry were repainted."], ["They repaint the tender of that ferry every year."]
    before = match_sentences(a, b, 0)
    Reader().read(["Tendering tendered repaints", "repainting of ferries", *WORDS])
    assert match_sentences(a, b, 0) == before


def test_a_full_lexicon_is_begun_anew_and_the_old_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SHARED", [Lexicon()])
    monkeypatch.setattr(module, "MOST_KEPT", 10)
    old = Reader()
    old.read(["one two three four five six seven eight nine ten eleven twelve"])
    assert lexicon() is lexicon()
    assert len(lexicon()) == 0
    assert old.read(["twelve thirteen"]).words.data.tolist() == [11, 12]
