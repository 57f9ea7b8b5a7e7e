"""No file, however hostile, crashes the reading worker, takes long, takes much memory or reaches anything outside.

This is the short form; ``python -m tests.hostile`` makes every file at full size.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.article import documents as make
from tests.article.pdf_writer import pdf, set_in_columns, shown
from tests.hostile.kinds import KINDS
from tests.hostile.running import run_all
from viewer.article.reading import read_articles

SHARE = 0.03
FAMILIES = sorted({kind.partition("_")[0] for kind in KINDS})
SAID = {
    "zip_of_one_gigabyte": "harmful",
    "zip_that_climbs_out": "not safe",
    "zip_with_links": "link",
    "docx_with_a_bomb_of_entities": "entities",
    "docx_that_reaches_out": "entities",
    "docx_that_hides_its_entities_in_utf16": "entities",
    "odt_that_reaches_out": "entities",
    "epub_with_a_bomb_in_its_package": "entities",
    "pdf_of_noise": "damaged",
    "pdf_locked": "locked",
    "feed_with_a_bomb_of_entities": "entities",
    "mail_in_ten_thousand_wrappers": "wrapped too deeply",
    "text_of_binary_zeros": "not text",
}


def test_there_are_many_kinds_and_all_readers_are_met() -> None:
    assert len(KINDS) >= 60
    assert {"zip", "zip64", "docx", "odt", "epub", "pdf", "rtf", "mail", "mhtml", "feed", "page"} < set(FAMILIES)
    assert set(SAID) <= set(KINDS)


@pytest.mark.skipif(sys.platform == "win32", reason="what a process has taken is told by another way on Windows")
@pytest.mark.parametrize("family", FAMILIES)
def test_every_hostile_file_ends_in_an_article_or_a_sentence(tmp_path: Path, family: str) -> None:
    kinds = [kind for kind in KINDS if kind.partition("_")[0] == family]
    outcomes = run_all(tmp_path, SHARE, kinds)
    assert {outcome.kind: outcome.faults for outcome in outcomes if outcome.faults} == {}
    for outcome in outcomes:
        assert SAID.get(outcome.kind, "") in " ".join(outcome.problems), outcome


@cache
def sound_files() -> dict[str, bytes]:
    page = make.page(make.HEADLINE)
    lines = set_in_columns(make.PARAGRAPHS * 2)[0]
    chapters = [f"<h1>{make.HEADLINE}</h1><p>By {name}</p>" + page for name in ("Maren Holt", "Hanna Lind")]
    message = make.mail(make.HEADLINE, "Maren Holt <m@x.example>", "\n\n".join(make.PARAGRAPHS), page)
    message.add_attachment(page.encode(), maintype="text", subtype="html", filename="a.html")
    return {
        "a.docx": make.docx("".join(map(make.word_paragraph, make.PARAGRAPHS))),
        "a.odt": make.odt("".join(f"<text:p>{text}</text:p>" for text in make.PARAGRAPHS)),
        "a.epub": make.epub(chapters),
        "a.rtf": make.rtf("".join(make.rtf_text(text) + r"\par " for text in make.PARAGRAPHS)),
        "a.pdf": pdf([shown(lines)], {"Title": "x"}, packed=False),
        "b.pdf": pdf([shown(lines)]),
        "a.eml": message.as_bytes(),
        "a.mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        + page.encode(),
        "a.rss": f"<rss><channel><item><title>x</title><description><![CDATA[{page}]]></description></item></channel>"
        "</rss>".encode(),
        "a.zip": make.zipped({"a.html": page, "b.txt": "\n\n".join(make.PARAGRAPHS)}),
    }


@pytest.mark.parametrize("name", sound_files())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_damaged_files_never_raise(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(sound_files()[name])
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, max_size=20), "flipped"):
        content[place] ^= data.draw(st.integers(1, 255), "by")
    cut, inserted = data.draw(places, "cut"), data.draw(st.binary(max_size=30), "inserted")
    content[cut:cut] = inserted
    if data.draw(st.booleans(), "cut off"):
        del content[data.draw(places, "at") :]
    path = tmp_path / name
    path.write_bytes(bytes(content))
    found = read_articles(path)
    assert found.articles or found.problems
    assert all(problem.endswith((".", "!")) for problem in found.problems)
