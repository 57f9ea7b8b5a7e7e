from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import compared
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from stubs import sample_articles, sample_story

from viewer.analysis.model import SentenceRef
from viewer.window import speaking
from viewer.window.speaking import Speaker, spoken_sentence
from viewer.window.story import OpenStory
from viewer.window.topbar import summary
from viewer.window.wordings.ladder_states import looked_for


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(speaking, "announce", lambda _widget, text: words.append(text))
    return words


def test_a_matched_sentence_is_said_with_how_many_report_it() -> None:
    words = spoken_sentence(sample_story(), SentenceRef(0, 2))
    assert words.startswith("matched in 2 of 2 other articles, 11 words agree")
    assert words.endswith(
        "Mayor Ines Falk said the work would cost 14 million euros and be finished before the next winter."
    )


def test_a_sentence_without_a_match_is_said_honestly() -> None:
    words = spoken_sentence(sample_story(), SentenceRef(0, 4))
    assert words.startswith("no match found in the other 2 articles (threshold 70). About 200 residents")


def test_of_two_articles_there_is_one_other() -> None:
    story = OpenStory()
    story.set_articles(sample_articles()[:2])
    story.set_comparison(compared(story.articles, []))
    assert spoken_sentence(story, SentenceRef(0, 1)).startswith("no match found in the other article (threshold 70). ")


@pytest.mark.parametrize(
    ("analysed", "spoken", "above", "below"),
    [
        (
            3,
            "no match found in the other 2 articles (threshold 70). ",
            "have no match in the other 2 articles",
            "2 art",
        ),
        (2, "no match found in the other article (threshold 70). ", "no match in the other article ", "other art"),
        (1, "", "", "no other article yet"),
    ],
)
def test_articles_that_have_not_been_analysed_are_not_counted(
    analysed: int, spoken: str, above: str, below: str
) -> None:
    story = OpenStory()
    story.set_articles(sample_articles())
    known = compared(story.articles, [])
    sentences = tuple(rows if article < analysed else () for article, rows in enumerate(known.sentences))
    story.set_comparison(replace(known, sentences=sentences))
    story.set_only_here(True)
    ref = SentenceRef(0, 1)
    assert story.comparison is not None
    assert spoken_sentence(story, ref) == spoken + story.comparison.sentence_text(ref)
    assert above in summary(story)
    assert below in looked_for(story.comparison, ref)[0]


def test_before_the_comparison_nothing_is_said() -> None:
    assert spoken_sentence(sample_story(compared=False), SentenceRef(0, 1)) == ""


def test_each_step_is_said(qtbot: QtBot, said: list[str]) -> None:
    story, widget = sample_story(), QWidget()
    qtbot.addWidget(widget)
    Speaker(story, widget)
    story.choose_sentence(SentenceRef(0, 1))
    story.choose_sentence(None)
    story.set_only_here(True)
    story.set_only_here(False)
    assert len(said) == 3
    assert said[0].startswith("matched in 1 of 2")
    assert "dimmed" in said[1]
