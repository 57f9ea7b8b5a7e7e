"""Texts that no one writes, to be analysed in time linear in their length: ratios of times, never times."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from tests.analysis.helpers import analysis, article
from tests.growth import LINEAR, growth
from viewer.analysis.analyse import analyse
from viewer.analysis.mentions import is_prose, raw_mentions
from viewer.analysis.pipeline import ENGLISH, pipeline_for
from viewer.article.model import Article

_CHARACTERS = 15_000
_RUNS = {
    "signs": "( ( (",
    "quotations": '"We will see," he said. ',
    "quoted letters": "“a” ",
    "open quotations": "“a ",
    "single marks": "'ab s' ",
    "verbs": "“We go” said ",
    "speakers": "said “We go” and ",
    "names": "John Smith ",
    "roles": "the officials ",
    "pronouns": "he ",
    "stops": "A. ",
    "unnamed": "One man of the town said ",
    "clauses": "One man, who was, ",
    "bodies": "“We go,” the company said at Osmund Energy. ",
    "titles": "Ida Smith met Joe Smith, and Mr Smith left. ",
    "clubs": "Orbury Town v Orbury. ",
}


def _text(run: str, characters: int) -> Article:
    return article("Title\n\n" + run * (characters // len(run)))


def _growth(task: Callable[[Article], object], run: str) -> float:
    """Return how much longer four times the text takes."""
    return growth(task, _text(run, _CHARACTERS), _text(run, 4 * _CHARACTERS))


@pytest.mark.parametrize("run", _RUNS.values(), ids=_RUNS)
def test_names_given_four_times_the_text_takes_four_times_as_long(run: str) -> None:
    assert _growth(lambda made: analysis(made, {"John Smith": "person"}), run) < LINEAR


@pytest.mark.skipif(pipeline_for("en") is None, reason="the English pipeline is not installed")
@pytest.mark.parametrize("run", ["( ( (", '"We will see," he said. ', "John Smith "])
def test_with_the_pipeline_four_times_the_text_takes_four_times_as_long(run: str) -> None:
    analyse(_text("A word to begin with. ", 100))
    assert _growth(analyse, run) < LINEAR


@pytest.mark.parametrize(
    "piece",
    ["( ( ( (", "1 2 3 4 5", "😀 😀 😀", "", "no capital, no name", "- - - - - - - - - - - - - - - - - - Ab - -"],
)
def test_what_has_no_words_is_not_read_for_names(piece: str) -> None:
    assert not is_prose(piece)


@pytest.mark.parametrize("piece", ["Kerry flew home.", "中国外交部", "A 4–2 win, 6–3, 6–4 (7–5), for Ash Barty"])
def test_what_has_words_is_read_for_names(piece: str) -> None:
    assert is_prose(piece)


def test_a_piece_that_stands_twice_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count()

    def spans(_name: str, texts: list[str]) -> list[list[tuple[int, int, str]]]:
        for _ in texts:
            next(calls)
        return [[(0, 5, "PERSON")] for _ in texts]

    monkeypatch.setattr("viewer.analysis.mentions.named_spans", spans)
    made = article("Title here\n\nKerry spoke.\n\nKerry spoke.")
    found = raw_mentions(made, (), ENGLISH)
    assert [made.text[m.start : m.end] for m in found] == ["Title", "Kerry", "Kerry"]
    assert next(calls) == 2
