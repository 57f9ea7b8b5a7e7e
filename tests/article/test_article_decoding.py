from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.article.files.decoding import NOT_TEXT, NULS_REMOVED, REPAIRED, decode
from viewer.article.problems import ReadProblem

ENGLISH = "The café on the quay stayed open – “for the crews”, said its owner. " * 8
RUSSIAN = "Паром на реке не ходит третий день, и жители города ждут ответа от министра. " * 8
JAPANESE = "川の渡し船は三日間止まっており、町の人々は大臣の答えを待っています。" * 8
CHINESE = "河上的渡船已经停了三天，镇上的居民都在等待部长的答复。" * 8


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
    ],
)
def test_text_comes_back_from_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_page_is_read_by_the_encoding_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode(page.encode("cp1251")).text == page


def test_latin_1_is_read_as_browsers_read_it() -> None:
    page = '<meta charset="iso-8859-1"><p>“quoted”</p>'
    assert "“quoted”" in decode(page.encode("cp1252")).text


def test_odd_bytes_in_utf_8_are_read_as_windows_1252_with_a_warning() -> None:
    decoded = decode("Grüße aus Zürich, schöne Tage. ".encode() * 5 + b"It\x92s late.")
    assert decoded.text.endswith("It’s late.")
    assert decoded.warnings == (REPAIRED,)


def test_a_few_nul_bytes_are_left_out_with_a_warning() -> None:
    decoded = decode(b"The ferry\0 left. " * 1 + b"All is well on the river today. " * 100)
    assert "\0" not in decoded.text
    assert decoded.warnings == (NULS_REMOVED,)


def test_many_nul_bytes_are_no_text() -> None:
    with pytest.raises(ReadProblem) as caught:
        decode(b"ab\0cde\0\0fgh" * 50)
    assert caught.value.message == NOT_TEXT


@pytest.mark.parametrize(
    "magic", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x7fELF", b"{\\rtf1"]
)
def test_known_binary_files_are_refused_by_name(magic: bytes) -> None:
    with pytest.raises(ReadProblem, match="not text"):
        decode(magic + b"some bytes " * 20)


@given(st.binary(max_size=3000))
def test_random_bytes_become_text_or_a_problem(data: bytes) -> None:
    try:
        text = decode(data).text
    except ReadProblem:
        return
    assert isinstance(text, str)
