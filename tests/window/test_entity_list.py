from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from stubs import comparison, sample_articles, sample_story

from viewer.analysis.model import Entity, Mention
from viewer.window.names.entity_list import EntityList
from viewer.window.names.entity_rows import entity_rows, in_screen_order, named_as, wanted_rows
from viewer.window.story import OpenStory
from viewer.window.theme import theme

ROWS = entity_rows(comparison(sample_articles()))


def shown(qtbot: QtBot, story: OpenStory) -> EntityList:
    names = EntityList(story, theme("light"))
    qtbot.addWidget(names)
    names.resize(340, 560)
    names.show()
    names.activateWindow()
    qtbot.waitUntil(names.isActiveWindow)
    return names


def listed(names: EntityList) -> list[str]:
    return [row.entity.name for row in names._model.rows]


def click_row(qtbot: QtBot, names: EntityList, number: int) -> None:
    place: QPoint = names.view.visualRect(names._model.index(number)).center()
    qtbot.mouseClick(names.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("words", "hidden", "single", "expected"),
    [
        ("", set(), False, ["Ines Falk", "Nordholm", "storm", "council"]),
        ("", set(), True, ["Ines Falk", "Nordholm", "storm", "council", "Harbour Board", "Jonas Brandt", "residents"]),
        ("FALK", set(), False, ["Ines Falk"]),
        ("city", set(), False, ["council"]),
        ("", {"place", "event"}, False, ["Ines Falk", "council"]),
        ("zebra", set(), True, []),
    ],
)
def test_the_filter_the_switch_and_the_chips_choose_the_rows(
    words: str, hidden: set[str], single: bool, expected: list[str]
) -> None:
    rows = wanted_rows(ROWS, words, hidden, single=single)  # type: ignore[arg-type]
    assert [row.entity.name for row in rows] == expected


def test_rows_count_the_mentions_in_each_article() -> None:
    assert [(row.entity.name, row.counts) for row in ROWS[:3]] == [
        ("Ines Falk", (2, 2, 1)),
        ("Nordholm", (1, 2, 1)),
        ("storm", (2, 1, 0)),
    ]


def test_forms_are_told_with_their_numbers_the_commonest_first() -> None:
    mentions = tuple(
        Mention(0, n, n + 1, text) for n, text in enumerate(["Falk", "Ines\n Falk", "Falk", "Ines Falk", "Falk"])
    )
    assert named_as(Entity("e", "Ines Falk", "person", mentions)) == [("Falk", 3), ("Ines Falk", 2)]


def test_mentions_come_in_the_order_of_the_screen() -> None:
    entity = Entity("e", "x", "person", (Mention(0, 5, 6, "x"), Mention(1, 9, 10, "x"), Mention(1, 2, 3, "x")))
    assert [mention[:2] for mention in in_screen_order(entity, [1, 0])] == [(1, 2), (1, 9), (0, 5)]


def test_choosing_a_name_lights_it_up_and_tells_its_forms(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    assert names.details.isHidden()
    click_row(qtbot, names, 0)
    assert story.entity is not None
    assert story.entity.name == "Ines Falk"
    assert names.details.isVisible()
    assert names.details.forms.text() == "named as: Ines Falk\u00a03 · Falk\u00a02"
    assert names.details.forms.accessibleName() == "named as: Ines Falk 3, Falk 2"


def test_arrow_keys_go_through_the_names_and_escape_puts_the_light_out(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    click_row(qtbot, names, 0)
    qtbot.keyClick(names.view, Qt.Key.Key_Down)
    assert story.entity is not None
    assert story.entity.name == "Nordholm"
    qtbot.keyClick(names.view, Qt.Key.Key_Escape)
    assert story.entity is None
    assert names.details.isHidden()


def test_the_list_shows_a_name_chosen_elsewhere_without_choosing_it_again(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    chosen: list[object] = []
    story.entity_chosen.connect(lambda: chosen.append(story.entity))
    assert story.comparison is not None
    story.choose_entity(story.comparison.entities[1])
    assert names.view.selectedIndexes()[0].data() == "Nordholm"
    assert len(chosen) == 1


def test_the_reader_goes_from_mention_to_mention(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    wanted: list[tuple[int, int, int]] = []
    names.mention_wanted.connect(lambda *place: wanted.append(place))
    click_row(qtbot, names, 2)
    for _ in range(4):
        qtbot.mouseClick(names.details._next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(names.details._previous, Qt.MouseButton.LeftButton)
    assert [article for article, _, _ in wanted] == [0, 0, 1, 0, 1]
    assert {story.articles[article].text[start:end] for article, start, end in wanted} == {"storm"}
    assert names.details._position.text() == "3 of 3"


def test_enter_goes_to_the_next_mention(qtbot: QtBot) -> None:
    names = shown(qtbot, sample_story())
    click_row(qtbot, names, 0)
    with qtbot.waitSignal(names.mention_wanted) as told:
        qtbot.keyClick(names.view, Qt.Key.Key_Return)
    assert told.args[0] == 0


def test_the_reasons_are_shown_on_demand(qtbot: QtBot) -> None:
    names = shown(qtbot, sample_story())
    click_row(qtbot, names, 0)
    assert names.details.reasons.isHidden()
    qtbot.mouseClick(names.details.why, Qt.MouseButton.LeftButton)
    assert names.details.reasons.isVisible()
    assert names.details.reasons.text() == "Falk: “Falk” is the only one of that surname here."
    click_row(qtbot, names, 1)
    assert not names.details.why.isVisible()


def test_typing_filters_and_says_so_when_nothing_is_left(qtbot: QtBot) -> None:
    names = shown(qtbot, sample_story())
    names.filter.setFocus()
    qtbot.keyClicks(names.filter, "nord")
    assert listed(names) == ["Nordholm"]
    qtbot.keyClicks(names.filter, "xyz")
    assert names._empty.accessibleName() == "No name contains “nordxyz”"


def test_hidden_kinds_are_not_listed(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    story.toggle_label("person")
    assert listed(names) == ["Nordholm", "storm", "council"]
    for label in ("place", "event", "organisation"):
        story.toggle_label(label)
    assert names._empty.accessibleName() == "The kinds of all names are switched off"


def test_names_of_one_article_are_listed_on_demand(qtbot: QtBot) -> None:
    names = shown(qtbot, sample_story())
    assert "Jonas Brandt" not in listed(names)
    qtbot.mouseClick(names.single, Qt.MouseButton.LeftButton)
    assert "Jonas Brandt" in listed(names)


def test_a_screen_reader_hears_name_kind_and_counts(qtbot: QtBot) -> None:
    names = shown(qtbot, sample_story())
    spoken = names._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ines Falk, person, A 2, B 2, C 1"


def test_three_thousand_names_are_laid_out_without_asking_each(qtbot: QtBot) -> None:
    found = comparison(sample_articles())
    many = tuple(
        Entity(f"m{n}", f"Name {n}", "person", (Mention(0, n, n + 1, "N"), Mention(1, n, n + 1, "N")))
        for n in range(3000)
    )
    story = OpenStory()
    story.set_articles(found.articles)
    names = shown(qtbot, story)
    painted: list[str] = []
    paint = names._delegate.paint
    names._delegate.paint = lambda *a: (painted.append(a[2].data()), paint(*a))[1]  # type: ignore[method-assign]
    story.set_comparison(replace(found, entities=many))
    names.view.viewport().grab()
    assert names._head._inset >= names.view.verticalScrollBar().width() > 0
    assert names._model.rowCount() == 3000
    assert 0 < len(painted) < 60


def test_letters_follow_the_order_of_the_screen(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    story.set_order([2, 0, 1])
    spoken = names._model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "storm, event, A 0, B 2, C 1"
    assert names._head.toolTip().splitlines()[0] == "A  Island Ferry News"


def test_moving_the_threshold_leaves_the_list_alone(qtbot: QtBot) -> None:
    story = sample_story()
    names = shown(qtbot, story)
    click_row(qtbot, names, 1)
    with qtbot.assertNotEmitted(names._model.modelReset):
        story.set_threshold(50)
    assert names.view.selectedIndexes()[0].data() == "Nordholm"


@pytest.mark.parametrize("chosen", [False, True])
def test_names_that_arrive_do_not_move_the_list_under_the_reader(qtbot: QtBot, chosen: bool) -> None:
    story = sample_story()
    known = comparison(story.articles)
    many = tuple(replace(e, id=f"{e.id}.{n}", name=f"{e.name} {n}") for n in range(12) for e in known.entities)
    story.set_comparison(replace(known, entities=many[:-5]))
    names = shown(qtbot, story)
    if chosen:
        story.choose_entity(many[0])
    bar = names.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(200)
    story.set_comparison(replace(known, entities=many))
    assert bar.value() == 200


def test_enter_in_the_filter_goes_to_the_first_name_and_lights_it(qtbot: QtBot) -> None:
    names = shown(qtbot, sample_story())
    names.filter.setFocus()
    first = names._model.rows[0].entity
    qtbot.keyClick(names.filter, Qt.Key.Key_Return)
    assert names._story.entity == first
    qtbot.keyClick(names.view, Qt.Key.Key_Down)
    assert names._story.entity == names._model.rows[1].entity
    qtbot.keyClick(names.filter, Qt.Key.Key_Down)
    assert names._story.entity == names._model.rows[1].entity, "what is lit stays lit"
