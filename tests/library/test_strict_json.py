from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.article.problems import ReadProblem
from viewer.library.sharing.strict_json import dumps, loads

words = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=10,
)


@given(PLAIN)
def test_plain_data_comes_back(value: Any) -> None:
    assert loads(dumps(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b'{"a": NaN}',
        b"[Infinity]",
        b"[1e999]",
        b"[9999999999999999]",
        b'{"a": 1, "a": 2}',
        b'["\\ud800"]',
        b'["\\udc00 \\ud800"]',
        b'["\xff"]',
        b"[" * 21 + b"]" * 21,
        b"[" * 1_000_000,
        b'{"a":' * 100_000,
        b'"\\"' * 300_000,
        b"[" + b"[]," * 300_000 + b"0]",
        "\ufeff\ufeff{}".encode(),
    ],
)
def test_what_is_not_plain_is_refused_in_one_sentence_and_soon(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(ReadProblem) as told:
        loads(data)
    assert time.process_time() - start < 0.2
    assert str(told.value.message).endswith(".")


def test_brackets_in_strings_are_no_depth_and_whole_pairs_no_halves() -> None:
    assert loads(b'["' + b"[" * 100 + b'"]') == ["[" * 100]
    assert loads(b'["\\ud83d\\ude00"]') == ["😀"]
    assert loads(b"\xef\xbb\xbf[20]") == [20]
    assert loads(b"[" * 20 + b"]" * 20)
