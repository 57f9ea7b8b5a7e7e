"""Work shared among threads, and the pause of the search for cycles."""

from __future__ import annotations

import gc

import pytest

from viewer.analysis.threads import in_threads, without_collecting


def test_what_threads_found_comes_in_the_order_of_the_parts() -> None:
    assert in_threads(lambda part: part * 2, range(50)) == list(range(0, 100, 2))


def test_the_collector_rests_until_the_last_of_two_is_done() -> None:
    assert gc.isenabled()
    with without_collecting():
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_works_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="in the midst"), without_collecting():
        raise ValueError("in the midst of it")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
