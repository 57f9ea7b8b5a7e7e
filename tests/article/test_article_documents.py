"""Word, OpenDocument and rich text: the headline, who and when, every paragraph once and in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.article import documents as make
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.reading import read_article

TEXTS = (make.HEADLINE, make.BYLINE, *make.PARAGRAPHS[:3], make.SUBHEAD, *make.PARAGRAPHS[3:])


def read(tmp_path: Path, name: str, data: bytes) -> Article:
    path = tmp_path / name
    path.write_bytes(data)
    return read_article(path)


def word_body(*styles: str) -> str:
    return "".join(
        make.word_paragraph(text, style) for text, style in zip(TEXTS, [*styles, *[""] * len(TEXTS)], strict=False)
    )


def odt_body() -> str:
    first, *rest = TEXTS
    return f'<text:p text:style-name="P1">{first}</text:p>' + "".join(f"<text:p>{text}</text:p>" for text in rest)


ODT_TITLE = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'


def rtf_body() -> str:
    return "".join(
        rf"\pard\s{15 if text == make.HEADLINE else 0}\f0 {make.rtf_text(text)}\par" + "\r\n" for text in TEXTS
    )


DOCUMENTS = {
    "strike.docx": make.docx(word_body("Titel")),
    "strike.odt": make.odt(odt_body(), styles=ODT_TITLE),
    "strike.rtf": make.rtf(rtf_body()),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_whole_text_comes_in_paragraphs_under_its_headline(tmp_path: Path, name: str) -> None:
    article = read(tmp_path, name, DOCUMENTS[name])
    assert article.text == "\n\n".join(TEXTS)
    assert article.title == make.HEADLINE
    assert article.byline == "Maren Holt"
    assert [article.text[p.start : p.end] for p in article.paragraphs if p.kind == "body"] == list(TEXTS[2:])
    assert article.language == "en"
    assert article.warnings == ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_format_is_told_by_the_bytes_where_the_name_lies(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, "strike.txt", DOCUMENTS[name]).title == make.HEADLINE
    assert read(tmp_path, "strike", DOCUMENTS[name]).title == make.HEADLINE


def untitled(text: str) -> str:
    return "".join(make.word_paragraph(line) for line in (make.PARAGRAPHS[0], text, *make.PARAGRAPHS[1:]))


def test_properties_fill_what_the_text_does_not_say(tmp_path: Path) -> None:
    core = make.core_properties(make.HEADLINE, "Jo Verne", "2026-03-12T08:00:00Z")
    plain = "".join(map(make.word_paragraph, make.PARAGRAPHS))
    article = read(tmp_path, "a.docx", make.docx(plain, **{"docProps/core.xml": core}))
    assert (article.title, article.byline, article.published) == (make.HEADLINE, "Jo Verne", "2026-03-12")
    assert article.text == "\n\n".join(make.PARAGRAPHS)
    meta = f"<dc:title>{make.HEADLINE}</dc:title><meta:initial-creator>Jo Verne</meta:initial-creator>"
    meta += "<meta:creation-date>2026-03-12T08:00:00</meta:creation-date>"
    plain = "".join(f"<text:p>{text}</text:p>" for text in make.PARAGRAPHS)
    article = read(tmp_path, "a.odt", make.odt(plain, meta))
    assert (article.title, article.byline, article.published) == (make.HEADLINE, "Jo Verne", "2026-03-12")
    info = rf"{{\title {make.HEADLINE}}}{{\author Jo Verne}}{{\creatim\yr2026\mo3\dy12\hr8}}"
    plain = "".join(make.rtf_text(text) + r"\par " for text in make.PARAGRAPHS)
    article = read(tmp_path, "a.rtf", make.rtf(plain, info))
    assert (article.title, article.byline, article.published) == (make.HEADLINE, "Jo Verne", "2026-03-12")


def test_the_text_wins_over_the_properties(tmp_path: Path) -> None:
    core = make.core_properties("Microsoft Word - draft3.doc", "User", "2026-03-12T08:00:00Z")
    article = read(tmp_path, "a.docx", make.docx(word_body("Titel"), **{"docProps/core.xml": core}))
    assert (article.title, article.byline) == (make.HEADLINE, "Maren Holt")
    plain = "".join(map(make.word_paragraph, make.PARAGRAPHS))
    article = read(tmp_path, "b.docx", make.docx(plain, **{"docProps/core.xml": core}))
    assert article.title.startswith("Dock workers in Arlen")
    assert article.byline is None


def test_word_what_is_deleted_hidden_or_there_twice_is_left_out(tmp_path: Path) -> None:
    tricky = (
        "<w:p><w:del><w:r><w:delText>GONE</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>GONE</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>It was</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>GONE</w:t></w:r>"
        '<w:r><w:instrText>HYPERLINK "x" GONE</w:instrText></w:r>'
        '<w:hyperlink><w:r><w:t xml:space="preserve"> a quiet</w:t><w:tab/><w:t>night,</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>they</w:t><w:br/><w:t>said.</w:t></w:r></w:p>"
        "<w:p><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent><w:r><w:t>Around the box.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ships</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )
    notes = (
        '<w:footnotes xmlns:w="x"><w:footnote w:type="separator"><w:p><w:r><w:t>GONE</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>Counted on Monday.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    article = read(tmp_path, "a.docx", make.docx(word_body("Titel") + tricky, **{"word/footnotes.xml": notes}))
    end = article.text.removeprefix("\n\n".join(TEXTS)).strip().split("\n\n")
    assert end == [
        "It was a quiet night,they\nsaid.",
        "In the box.",
        "Around the box.",
        "Ships",
        "40",
        "Counted on Monday.",
    ]


def test_word_lists_and_captions(tmp_path: Path) -> None:
    body = word_body("Titel") + make.word_paragraph("Night shifts are back", "Listenabsatz")
    body += make.word_paragraph("The harbour of Arlen on Thursday", "Bild") + make.word_paragraph(
        make.PARAGRAPHS[0] * 2
    )
    article = read(tmp_path, "a.docx", make.docx(body))
    assert "• Night shifts are back" in article.text
    kinds = {article.text[p.start : p.end]: p.kind for p in article.paragraphs}
    assert kinds["The harbour of Arlen on Thursday"] == "caption"


def test_odt_spaces_notes_and_what_is_not_seen(tmp_path: Path) -> None:
    tricky = (
        "<text:tracked-changes><text:deletion><text:p>GONE</text:p></text:deletion></text:tracked-changes>"
        '<text:p>It<text:s text:c="3"/>was<text:tab/>quiet<text:line-break/>then<office:annotation>'
        "<text:p>GONE</text:p></office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Counted on Monday.</text:p></text:note-body></text:note>, they said.</text:p>"
        "<text:list><text:list-item><text:p>Night shifts are back</text:p></text:list-item></text:list>"
        "<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
    )
    article = read(tmp_path, "a.odt", make.odt(odt_body() + tricky, styles=ODT_TITLE))
    end = article.text.removeprefix("\n\n".join(TEXTS)).strip().split("\n\n")
    assert end == ["It was quiet\nthen, they said.", "• Night shifts are back", "In the box.", "Counted on Monday."]


def test_rtf_code_pages_numbers_and_what_is_not_seen(tmp_path: Path) -> None:
    tricky = (
        r"{\header GONE\par}{\pict\pngblip " + "89504e47" * 50 + r"}{\*\unknown GONE}{\v GONE}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the union}} said: {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} \u8364?5"
        r" \u-10179?\u-8704? na\u239\'efve\~end{\footnote Counted on Monday.}.\par"
        r"\bin4 {{{{{\listtext\'b7\tab}Night shifts are back\par}"
    )
    article = read(tmp_path, "a.rtf", make.rtf(rtf_body() + tricky))
    end = article.text.removeprefix("\n\n".join(TEXTS)).strip().split("\n\n")
    assert end == ["the union said: Привет €5 😀 naïve end.", "• Night shifts are back", "Counted on Monday."]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", make.docx("<w:p><w:r><w:drawing/></w:r></w:p>")),
        ("a.odt", make.odt("<text:p><draw:frame><draw:image/></draw:frame></text:p>")),
        ("a.rtf", make.rtf(r"{\pict 00ff}\par")),
    ],
)
def test_pictures_without_text_are_told(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(ReadProblem, match=f"{name}: This document holds pictures only"):
        read(tmp_path, name, data)


def test_parts_in_files_inside_a_document_are_told(tmp_path: Path) -> None:
    article = read(tmp_path, "a.docx", make.docx(word_body("Titel") + "<w:altChunk/>"))
    assert "lies in a file inside it" in article.warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", make.docx("").replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        ("a.docx", make.docx("<w:p><w:r>"), "damaged"),
        ("a.docx", make.docx(""), "no text"),
        ("a.docx", b"Just some words that were named wrongly.", ""),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or locked office program"),
        ("a.xlsx", make.zipped({"xl/workbook.xml": "<x/>"}), "no text"),
        (
            "a.odt",
            make.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            "no t",
        ),
        ("a.rtf", b"{\\rtf1 }", "no text"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 5000, "damaged"),
    ],
)
def test_documents_that_cannot_be_read_say_why(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    if not said:
        assert read(tmp_path, name, data).text
        return
    with pytest.raises(ReadProblem, match=said):
        read(tmp_path, name, data)
