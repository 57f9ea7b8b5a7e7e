"""Zip files: several articles from one file, and members that are refused one by one."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from viewer.article.problems import ReadProblem
from viewer.article.reading import Reading, read_article, read_articles

FERRY = "Ferry stays in port\n\nThe ferry stayed in port on Monday, the owners said.\n\nNobody was told why.\n"
BRIDGE = (
    "<html><head><title>Bridge opens</title></head><body><article><h1>Bridge opens</h1>"
    "<p>The bridge over the Arle opened on Friday, a year late.</p><p>Trains will follow in spring.</p>"
    "</article></body></html>"
)


def packed(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def reading(tmp_path: Path, data: bytes, name: str = "stories.zip") -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    return read_articles(path)


def test_each_member_is_an_article_with_its_bytes_and_origin(tmp_path: Path) -> None:
    found = reading(tmp_path, packed(("b/page.html", BRIDGE), ("a.txt", FERRY)))
    assert [(entry.origin, entry.article.title) for entry in found.articles] == [
        ("stories.zip: a.txt", "Ferry stays in port"),
        ("stories.zip: b/page.html", "Bridge opens"),
    ]
    assert [entry.source.decode() for entry in found.articles] == [FERRY, BRIDGE]
    assert all(entry.article.path == str(tmp_path / "stories.zip") for entry in found.articles)
    assert found.problems == ()


def test_the_format_is_told_by_the_bytes_where_the_name_lies(tmp_path: Path) -> None:
    found = reading(tmp_path, packed(("a.txt", FERRY)), "stories.txt")
    assert [entry.origin for entry in found.articles] == ["stories.txt: a.txt"]


def test_one_article_alone_is_read_as_from_any_file(tmp_path: Path) -> None:
    path = tmp_path / "one.zip"
    path.write_bytes(packed(("a.txt", FERRY)))
    assert read_article(path).warnings == ()
    path.write_bytes(packed(("a.txt", FERRY), ("b.html", BRIDGE)))
    assert "more than one article" in read_article(path).warnings[0]


def test_what_lies_beside_a_page_is_left_out(tmp_path: Path) -> None:
    members = [("Bridge.htm", BRIDGE), ("Bridge_files/frame.html", "<p>Buy now"), ("x.png", b"\x89PNG"), ("s.css", "p")]
    members += [("__MACOSX/._Bridge.htm", b"\0\5"), (".hidden.txt", "x"), ("data.json", "{}")]
    found = reading(tmp_path, packed(*members))
    assert [entry.origin for entry in found.articles] == ["stories.zip: Bridge.htm"]
    assert found.problems == ()


UNSAFE = (
    *("../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "a:b.txt", "..\\out.txt", "con.txt", "a/LPT1"),
    *("x. ", "a/./b.txt", "a//b.txt", "n" * 300 + ".txt", "tab\t.txt", "a/aux.html", "dots..."),
)


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names_are_listed_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    found = reading(tmp_path, packed((name, FERRY), ("good.txt", FERRY)))
    assert [entry.origin for entry in found.articles] == ["stories.zip: good.txt"]
    (problem,) = found.problems
    assert "not safe" in problem
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["stories.zip"]


def test_links_and_second_names_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwords.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = reading(tmp_path, packed((link, "/etc/passwd"), ("a.txt", FERRY), ("A.TXT", FERRY)))
    assert len(found.articles) == 1
    assert ["link" in found.problems[0], "same name" in found.problems[1]] == [True, True]


def test_a_bad_member_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", FERRY), ("b.txt", FERRY * 3), ("c.bin", b"\x7fELF\0\0")))
    at = data.index(b"a.txt") + 5 + 12
    data[at] ^= 0xFF
    found = reading(tmp_path, bytes(data))
    assert [entry.origin for entry in found.articles] == ["stories.zip: b.txt"]
    assert [problem.partition(": ")[2].split(":")[0] for problem in found.problems] == ["a.txt", "c.bin"]


def test_archives_lie_in_archives_one_level_deep(tmp_path: Path) -> None:
    inner = packed(("a.txt", FERRY))
    found = reading(tmp_path, packed(("week.zip", inner), ("deep.zip", packed(("deeper.zip", inner)))))
    assert [entry.origin for entry in found.articles] == ["stories.zip: week.zip: a.txt"]
    assert found.problems == (
        "stories.zip: deep.zip: deeper.zip: This is an archive inside an archive inside an archive, so it was left "
        "out. Unpack it first.",
    )


def problem_of(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "stories.zip"
    path.write_bytes(data)
    with pytest.raises(ReadProblem) as caught:
        read_article(path)
    assert str(caught.value).startswith(str(path))
    return str(caught.value)


def test_archives_without_articles_or_with_too_many(tmp_path: Path) -> None:
    assert "no articles" in problem_of(tmp_path, packed(("a.png", b"x")))
    assert "no articles" in problem_of(tmp_path, packed())
    assert "more than 2000" in problem_of(tmp_path, packed(*[(f"{n}.txt", "") for n in range(2001)]))


def test_bombs_are_refused_by_the_directory(tmp_path: Path) -> None:
    assert "harmful" in problem_of(tmp_path, packed(("a.txt", b"a" * 11_000_000)))
    assert "more than 200 MB" in problem_of(tmp_path, packed(*[(f"{n}.txt", b"a" * 9_000_000) for n in range(23)]))


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    data = packed(("a.txt", FERRY), ("b.txt", FERRY))
    entry = data.rindex(b"PK\x01\x02")
    shared = bytearray(data)
    shared[entry + 42 : entry + 46] = struct.pack("<L", 0)
    assert "harmful" in problem_of(tmp_path, bytes(shared))


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", FERRY)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 10)
    assert "damaged" in problem_of(tmp_path, bytes(data))


def test_locked_and_oddly_packed_members(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", FERRY)))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in problem_of(tmp_path, bytes(data))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", FERRY)
    assert "packed in a way" in problem_of(tmp_path, made.getvalue())


def test_a_damaged_archive(tmp_path: Path) -> None:
    data = packed(("a.txt", FERRY))
    assert "damaged" in problem_of(tmp_path, data[:-10])
    assert "damaged" in problem_of(tmp_path, b"PK\x03\x04" + b"\0" * 100)


def test_names_in_utf8_that_do_not_say_so(tmp_path: Path) -> None:
    data = packed(("caf\u00e9.txt", FERRY)).replace("é".encode(), b"\xc3\xa9")
    unmarked = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        unmarked[place : place + 2] = struct.pack("<H", struct.unpack_from("<H", data, place)[0] & ~0x800)
    found = reading(tmp_path, bytes(unmarked))
    assert [entry.origin for entry in found.articles] == ["stories.zip: café.txt"]
