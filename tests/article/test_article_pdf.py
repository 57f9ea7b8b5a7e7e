"""PDF: columns in reading order, broken words mended, paragraphs whole, running heads and page numbers gone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.article import documents as make
from tests.article.pdf_writer import Line, assembled, pdf, set_in_columns, shown
from viewer.article.model import Article
from viewer.article.pdf.layout import blocks_of_pages
from viewer.article.pdf.runs import Run
from viewer.article.problems import ReadProblem
from viewer.article.reading import read_article

MORE = (
    "Shipping companies had sent a dozen vessels to other harbours along the coast. Whether they will come back is "
    "uncertain, because contracts there run until the end of the month, said a broker in Arlen.",
    "The well-known container terminal at Oster Quay, which opened in 1987, will be the last to start again. Its "
    "computers need to be brought up to date, and that takes a weekend, according to the operator.",
    "Neither side wanted to speak of a victory. The mediator, a retired judge, had locked both delegations into a "
    "conference room of the seamen's mission on Wednesday night and provided nothing but coffee.",
    "Transport minister Pavel Orlan called the result reasonable. He announced that the government would present a "
    "law on minimum services in harbours before the summer; unions have already announced their opposition.",
)
TEXTS = (*make.PARAGRAPHS, *MORE)
WIDTHS = {1: 90, 2: 44, 3: 28}


def streams(columns: int, texts: tuple[str, ...] = TEXTS, *, shuffled: bool = False, rows: int = 18) -> list[str]:
    pages = []
    for number, lines in enumerate(set_in_columns(texts, columns=columns, characters=WIDTHS[columns], lines_high=rows)):
        edges = [Line(50, 800, "The Arlen Courier", 8), Line(480, 800, f"12 March 2026 Page {number + 1}", 8)]
        edges += [Line(290, 30, str(number + 1), 8)]
        if number == 0:
            edges += [Line(50, 760, make.HEADLINE, 18), Line(50, 735, make.BYLINE, 10)]
        found = [*edges, *lines]
        if shuffled:
            random.Random(number).shuffle(found)
        pages.append(shown(found))
    return pages


def read(tmp_path: Path, data: bytes, name: str = "strike.pdf") -> Article:
    path = tmp_path / name
    path.write_bytes(data)
    return read_article(path)


def texts_of(article: Article) -> list[str]:
    return [article.text[p.start : p.end] for p in article.paragraphs]


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_in_reading_order_with_whole_paragraphs(tmp_path: Path, columns: int, shuffled: bool) -> None:
    made = streams(columns, TEXTS * 2, shuffled=shuffled)
    assert len(made) > 1
    assert columns == 1 or any("-)" in page for page in made), "the sample breaks no word"
    article = read(tmp_path, pdf(made))
    assert texts_of(article) == [make.HEADLINE, make.BYLINE, *TEXTS, *TEXTS]
    assert (article.title, article.byline) == (make.HEADLINE, "Maren Holt")
    assert article.warnings == ()


def test_the_information_of_a_file(tmp_path: Path) -> None:
    info = {"Title": make.HEADLINE, "Author": "Jo Verne", "CreationDate": "D:20260312183000+01'00'"}
    page = shown(set_in_columns(make.PARAGRAPHS, columns=1, characters=90)[0])
    article = read(tmp_path, pdf([page], info))
    assert (article.title, article.byline, article.published) == (make.HEADLINE, "Jo Verne", "2026-03-12")
    assert article.text == "\n\n".join(make.PARAGRAPHS)
    printed = read(tmp_path, pdf([page], {**info, "Creator": "Mozilla Firefox", "Title": "Untitled"}))
    assert (printed.title[:12], printed.published) == ("Dock workers", None)


def test_letters_moved_one_by_one_and_lines_below_each_other() -> None:
    stream = (
        "BT /F1 10 Tf 12 TL 50 700 Td [(The f) 20 (erry) -300 (stayed) -260 (in)] TJ T* (port on Mon-) Tj (day.) ' ET"
    )
    assert pdf_text(pdf([stream])) == "The ferry stayed in port on Monday."


def pdf_text(data: bytes) -> str:
    from viewer.article.pdf.reading import article_of_pdf

    return article_of_pdf(data).text


def test_turned_pages_and_scaled_text() -> None:
    words = "The ferry stayed in port on Monday, its owners said."
    turned = f"BT /F1 10 Tf 0 1 -1 0 300 100 Tm ({words}) Tj ET BT /F1 8 Tf 1 0 0 1 10 10 Tm (aside) Tj ET"
    assert pdf_text(pdf([turned])) == words
    scaled = f"q .1 0 0 .1 0 0 cm BT /F1 1 Tf 100 0 0 100 500 7000 Tm ({words}) Tj ET Q"
    assert pdf_text(pdf([scaled])) == words


def with_form(form: bytes) -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> "
        b"/XObject << /X 4 0 R >> >> /Contents 6 0 R >>"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    show = b"q 1 0 0 1 0 100 cm /X Do Q BT /F1 10 Tf 50 500 Td (Below the form.) Tj ET"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> "
            b"/XObject << /X 4 0 R >> >> /Length %d >>\nstream\n%s\nendstream" % (len(form), form),
            font,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(show), show),
        ]
    )


def test_text_in_forms_even_in_one_that_shows_itself() -> None:
    form = b"BT /F1 10 Tf 50 600 Td (Inside the form.) Tj ET"
    assert pdf_text(with_form(form)).split("\n\n") == ["Inside the form.", "Below the form."]
    assert "Below the form." in pdf_text(with_form(form + b" /X Do"))


def test_letters_by_their_own_table() -> None:
    table = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
4 beginbfchar <0001> <0046> <0002> <0065> <0003> <00660069> <0004> <D83DDE00> endbfchar endcmap"""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        b"/DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /CIDSystemInfo << >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
    ]
    show = b"BT /F1 10 Tf 50 500 Td <0001000200030004> Tj ET"
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(show), show))
    assert pdf_text(assembled(objects)) == "Fefi😀"


def test_a_scan_is_told_and_so_are_pages_that_are_pictures(tmp_path: Path) -> None:
    scan = "q 595 0 0 842 0 0 cm /Im1 Do Q"
    with pytest.raises(ReadProblem, match=r"strike\.pdf: This document holds pictures only"):
        read(tmp_path, pdf([scan, scan]))
    article = read(tmp_path, pdf([*streams(1)[:1], scan]))
    assert "1 of the 2 pages of this PDF hold pictures only; their text was not read." in article.warnings
    with pytest.raises(ReadProblem, match="no text"):
        read(tmp_path, pdf([""]))


def test_a_headline_across_columns_and_a_second_article_below() -> None:
    def column(x: float, top: float, count: int, word: str) -> list[Run]:
        return [Run(x, top - 12 * n, x + 200, 10, f"{word}{n} goes on here and") for n in range(count)]

    runs = [Run(50, 760, 450, 24, "A headline across"), *column(50, 700, 8, "left"), *column(280, 700, 8, "right")]
    runs += [Run(50, 560, 400, 20, "Another headline"), *column(50, 530, 5, "down"), *column(280, 530, 5, "last")]
    words = " ".join(block.text for block in blocks_of_pages([runs])).split()
    order = [word for word in words if word[0].isalpha() and word[-1].isdigit()]
    names = ["left"] * 8 + ["right"] * 8 + ["down"] * 5 + ["last"] * 5
    assert [word.rstrip("0123456789") for word in order] == names


def test_a_large_first_letter_belongs_to_its_line() -> None:
    lines = [
        (74, "ock workers in Arlen voted on Thurs-"),
        (74, "day to return to work after nine days,"),
        (50, "he said."),
    ]
    runs = [Run(x, 700 - 12 * n, 250, 10, text) for n, (x, text) in enumerate(lines)]
    runs += [Run(50, 688, 70, 30, "D"), *(Run(50, 600 - 12 * n, 250, 10, "More of the story here") for n in range(4))]
    first = blocks_of_pages([runs])[0].text
    assert first == "Dock workers in Arlen voted on Thursday to return to work after nine days, he said."


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the govern-", "ment said", "the government said"),
        ("a well-", "known name", "a well-known name"),
        ("the Anglo-", "Saxon past", "the Anglo-Saxon past"),
        ("the soft\u00ad", "ware works", "the software works"),
        ("from 1990-", "1995 on", "from 1990- 1995 on"),
        ("the three-", "day talks", "the three-day talks"),
    ],
)
def test_hyphens_at_the_end_of_lines(first: str, second: str, whole: str) -> None:
    lines = ["these were three-day talks", first, second]
    runs = [Run(50, 700 - 12 * n, 250, 10, text) for n, text in enumerate(lines)]
    assert blocks_of_pages([runs])[0].text == f"{lines[0]} {whole}"


PLACES = st.tuples(st.integers(0, 500), st.integers(0, 800), st.sampled_from([8, 10, 10, 10, 24]))


@settings(deadline=None)
@given(pages=st.lists(st.lists(PLACES, max_size=60), min_size=1, max_size=3))
def test_no_arrangement_of_text_loses_a_word(pages: list[list[tuple[int, int, int]]]) -> None:
    made, words = [], []
    for page in pages:
        names = [f"w{chr(97 + len(made))}{'abcdefghij'[n // 10]}{'klmnopqrst'[n % 10]}x" for n in range(len(page))]
        words += names
        made.append([Run(x, y, x + 20, size, name) for name, (x, y, size) in zip(names, page, strict=True)])
    # Words that are printed into each other may come as one.
    found = "".join(block.text for block in blocks_of_pages(made)).replace(" ", "")
    assert all(word in found for word in words)
    assert len(found) == len("".join(words))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n" + b"garbage " * 100, "damaged"),
        (pdf(["BT (x) Tj ET"])[:300], "damaged"),
        (pdf(streams(1)).replace(b"/Root", b"/Encrypt << /Filter /Standard /V 9 >> /Root"), "damaged|locked"),
    ],
)
def test_damaged_and_locked_files_say_so(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ReadProblem, match=said):
        read(tmp_path, data)
