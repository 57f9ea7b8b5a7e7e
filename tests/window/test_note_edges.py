from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.window.fakes import long_article
from viewer.window.notes.edges import (
    NARROWEST,
    WIDEST,
    NoteEdge,
    in_heap,
    in_lanes,
    lane_middle,
    lanes_with_room,
    pitch,
)
from viewer.window.panes.document import Type
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.textview import ArticleText
from viewer.window.theme import theme

EXTENTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20), st.integers(0, 9)).map(
        lambda one: (float(one[0]), float(one[0] + one[1]), Span(one[0], one[0] + one[1], f"n{one[2]}", "a"))
    ),
    max_size=40,
)


@given(EXTENTS)
def test_no_two_edges_in_one_lane_overlap_and_no_lane_is_wasted(extents: list[tuple[float, float, Span]]) -> None:
    edges = in_lanes(extents)
    assert sorted((edge.top, edge.bottom, edge.span) for edge in edges) == sorted(extents)
    for number, one in enumerate(edges):
        for other in edges[number + 1 :]:
            if one.lane == other.lane:
                assert one.bottom <= other.top or other.bottom <= one.top
    for edge in edges:
        together = [other for other in edges if other.begin == edge.begin and other.lanes == edge.lanes]
        deepest = max(sum(other.top <= one.top < other.bottom for other in together) for one in together)
        assert edge.lane < edge.lanes == deepest


@given(st.integers(1, 60), st.sampled_from([20.0, 26.0]))
def test_lanes_stay_in_the_margin_and_can_be_told_apart(lanes: int, margin: float) -> None:
    assert NARROWEST <= pitch(lanes, margin) <= WIDEST
    room = lanes_with_room(lanes, margin)
    assert room >= 3 or room == lanes
    edges = [NoteEdge(Span(0, 1, "n", "a"), 0.0, 9.0, lane, lanes, 0.0) for lane in range(lanes)]
    middles = [lane_middle(edge, margin) for edge in edges if not in_heap(edge, margin)]
    assert all(2.0 <= middle <= margin - 2.0 for middle in middles)
    assert middles == sorted(middles, reverse=True)
    assert len({round(middle, 3) for middle in middles}) == len(middles)
    assert len([edge for edge in edges if in_heap(edge, margin)]) == (lanes - room + 1 if lanes > room else 0)


def shown(qtbot: QtBot) -> ArticleText:
    view = ArticleText(theme("light"), Type())
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show_article(long_article(1, 12), set())
    view.show()
    qtbot.waitExposed(view)
    return view


def test_edges_are_the_same_whatever_part_is_asked_for(qtbot: QtBot) -> None:
    view = shown(qtbot)
    paragraphs = [block for block in view.geometry_of_text.document.blocks if block.kind == "body"]
    spans = [Span(p.start + 3, p.end - 5, f"a{n}", "a") for n, p in enumerate(paragraphs)]
    spans += [Span(paragraphs[2].start + 9, paragraphs[4].end - 2, "across", "b")]
    spans += [Span(paragraphs[3].start, paragraphs[3].start + 30, "short", "c")]
    edges = view._painter.notes.edges
    edges.take(Layer(spans))
    whole = {edge.span.key: edge for edge in edges.of(range(len(view.geometry_of_text.document.blocks)))}
    assert set(whole) == {span.key for span in spans}
    for first in range(len(view.geometry_of_text.document.blocks)):
        edges.forget()
        for edge in edges.of([first]):
            assert whole[edge.span.key] == edge
    assert len({whole[key].lane for key in ("across", "a3", "short")}) == 3


def test_the_note_under_a_place_is_that_of_the_nearest_lane(qtbot: QtBot) -> None:
    view = shown(qtbot)
    body = next(block for block in view.geometry_of_text.document.blocks if block.kind == "body")
    edges = view._painter.notes.edges
    edges.take(Layer([Span(body.start, body.end, "long", "a"), Span(body.start, body.start + 20, "short", "b")]))
    blocks = range(3)
    found = {str(edge.span.key): edge for edge in edges.of(blocks)}
    margin = view.geometry_of_text.document.left
    for key, edge in found.items():
        assert edges.at(edge.top + 1, lane_middle(edge, margin), margin, blocks) == [key]
    assert edges.at(found["long"].bottom - 1, lane_middle(found["short"], margin), margin, blocks) == ["long"]
    assert edges.at(found["long"].top + 1, margin + 30.0, margin, blocks) == []
    assert edges.at(found["long"].bottom + 60, lane_middle(found["long"], margin), margin, blocks) == []
