from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.library import Listed
from viewer.window.shelf.proposals import Proposals


def row(name: str) -> Listed:
    return Listed(name, f"Headline {name}", None, None, None, "en", 100, None, "2025-03-04T08:05:00.000+00:00")


def proposals(*groups: str) -> Proposals:
    made = Proposals()
    made.show([[row(name) for name in group] for group in groups])
    return made


def shape(known: Proposals) -> list[str]:
    return ["".join(article.id for article in proposal.articles) for proposal in known.shown]


def test_the_largest_comes_first_and_single_articles_are_no_story() -> None:
    assert shape(proposals("ab", "c", "def")) == ["def", "ab"]
    assert proposals("ab").shown[0].title == "Headline a"


def test_merged_proposals_have_the_title_of_the_first() -> None:
    known = proposals("abc", "de", "fg")
    known.merge([2, 0])
    assert shape(known) == ["abcfg", "de"]
    assert known.shown[0].title == "Headline a"


def test_an_article_is_taken_out_and_a_lone_one_is_no_story() -> None:
    known = proposals("abc", "de")
    known.take_out(0, "b")
    assert shape(known) == ["ac", "de"]
    known.take_out(0, "a")
    assert shape(known) == ["de"]


def test_several_articles_become_a_proposal_of_their_own() -> None:
    known = proposals("abcd")
    known.split(0, {"b", "c"})
    assert shape(known) == ["ad", "bc"]
    assert known.shown[1].title == "Headline b"


def test_an_empty_title_is_none() -> None:
    known = proposals("ab")
    known.rename(0, "  ")
    known.rename(0, " The wall ")
    assert known.shown[0].title == "The wall"
    assert known.undo()
    assert known.shown[0].title == "Headline a"
    assert not known.undo()


def test_it_says_whether_the_last_change_accepted_one() -> None:
    known = proposals("ab", "cd")
    assert known.last_was_accepted is None
    known.dismiss([0])
    assert known.last_was_accepted is False
    known.dismiss([0], accepted=True)
    assert known.last_was_accepted is True
    assert shape(known) == []


STEP = st.tuples(st.sampled_from(["merge", "out", "split", "dismiss", "rename"]), st.integers(0, 9), st.integers(0, 9))


@given(st.lists(STEP, max_size=12))
def test_every_change_can_be_taken_back(steps: list[tuple[str, int, int]]) -> None:
    known = proposals("abcd", "efg", "hi", "jk")
    states = [known.shown]
    for name, one, other in steps:
        if not known.shown:
            break
        number = one % len(known.shown)
        articles = known.shown[number].articles
        before = known.shown
        if name == "merge":
            known.merge([number, other % len(known.shown)])
        elif name == "out":
            known.take_out(number, articles[other % len(articles)].id)
        elif name == "split":
            known.split(number, {article.id for article in articles[: other % len(articles)]})
        elif name == "dismiss":
            known.dismiss([number])
        else:
            known.rename(number, f"Title {other}")
        if known.shown != before:
            states.append(known.shown)
        assert all(len(proposal.articles) > 1 for proposal in known.shown)
        ids = [article.id for proposal in known.shown for article in proposal.articles]
        assert len(ids) == len(set(ids)), "no article is in two proposals"
    for state in reversed(states[:-1]):
        assert known.undo()
        assert known.shown == state
    assert not known.undo()
