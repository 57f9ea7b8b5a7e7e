"""PDFs that unpack without end, lead in circles, or reach out."""

from __future__ import annotations

import random
import zlib

from tests.article.pdf_writer import assembled, pdf
from tests.hostile.kinds.making import MB, Outside, kind


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (extra, len(data), data)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"


def pdf_of(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """Make a PDF of one page: objects 4 (content), 5 (font) and those that follow."""
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>" % resources
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, content, FONT, *more])


@kind("a.pdf")
def pdf_that_unpacks_to_a_gigabyte(share: float, outside: Outside) -> bytes:
    data = zlib.compress(b" " * int(1000 * MB * share), 9)
    return pdf_of(stream(data, b"/Filter /FlateDecode"))


@kind("a.pdf")
def pdf_packed_several_times(share: float, outside: Outside) -> bytes:
    data = zlib.compress(zlib.compress(zlib.compress(b" " * int(1000 * MB * share), 9), 9), 9)
    return pdf_of(stream(data, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


@kind("a.pdf")
def pdf_of_noise(share: float, outside: Outside) -> bytes:
    return b"%PDF-1.7\n" + random.Random(4).randbytes(int(2 * MB * share))


@kind("a.pdf")
def pdf_cut_off(share: float, outside: Outside) -> bytes:
    data = pdf(["BT /F1 10 Tf 50 500 Td (Some words of an article that ends early.) Tj ET"] * 3)
    return data[: len(data) * 2 // 3]


@kind("a.pdf")
def pdf_whose_pages_hold_themselves(share: float, outside: Outside) -> bytes:
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])


@kind("a.pdf")
def pdf_of_a_million_pages(share: float, outside: Outside) -> bytes:
    pages = b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * int(1_000_000 * share))
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(b"BT (x) Tj ET")])


@kind("a.pdf")
def pdf_with_deep_arrays(share: float, outside: Outside) -> bytes:
    return pdf_of(stream(b"[" * int(500_000 * share) + b" TJ"))


@kind("a.pdf")
def pdf_with_deep_objects(share: float, outside: Outside) -> bytes:
    return pdf_of(stream(b""), b"[" * int(200_000 * share) + b"]" * int(200_000 * share), resources=b"/X 6 0 R")


@kind("a.pdf")
def pdf_whose_forms_show_each_other(share: float, outside: Outside) -> bytes:
    def form(shown: bytes) -> bytes:
        return stream(
            shown,
            b"/Type /XObject /Subtype /Form /Resources << /XObject << /A 6 0 R /B 7 0 R >> /Font << /F1 5 0 R >> >>",
        )

    calls = b"BT /F1 9 Tf (words) Tj ET " + b"/A Do /B Do " * 20
    return pdf_of(stream(b"/A Do"), form(calls), form(calls), resources=b"/XObject << /A 6 0 R >>")


@kind("a.pdf")
def pdf_with_a_million_operations(share: float, outside: Outside) -> bytes:
    return pdf_of(stream(b"BT /F1 9 Tf " + b"1 0 Td (ab) Tj " * int(500_000 * share) + b"ET"))


@kind("a.pdf")
def pdf_with_text_strewn_about(share: float, outside: Outside) -> bytes:
    numbers = random.Random(5)
    places = (
        b"1 0 0 1 %d %d Tm (word) Tj " % (numbers.randrange(600), numbers.randrange(800))
        for _ in range(int(9e4 * share))
    )
    return pdf_of(stream(b"BT /F1 9 Tf " + b"".join(places) + b"ET"))


@kind("a.pdf")
def pdf_with_impossible_numbers(share: float, outside: Outside) -> bytes:
    odd = b"1e999 -1e999 nan 0 0 99999999999999999999999999 Tm 0 Tz 1e300 Tf (words) Tj " * 1000
    return pdf_of(stream(b"BT /F1 1e308 Tf " + odd + b"/F1 -9 Tf (more) Tj [1e999 (x) --5] TJ ET"))


@kind("a.pdf")
def pdf_with_one_endless_string(share: float, outside: Outside) -> bytes:
    return pdf_of(stream(b"BT /F1 9 Tf (" + b"word " * int(1_500_000 * share) + b") Tj ET"))


@kind("a.pdf")
def pdf_whose_tables_lead_in_a_circle(share: float, outside: Outside) -> bytes:
    data = pdf_of(stream(b"BT /F1 9 Tf (words) Tj ET"))
    place = data.rindex(b"xref\n0")
    return data.replace(b"/Root", b"/Prev %d /Root" % place)


@kind("a.pdf")
def pdf_with_an_endless_table_of_letters(share: float, outside: Outside) -> bytes:
    ranges = b"".join(b"<%08x> <%08x> <0041>\n" % (n << 16, (n << 16) + 0xFFFF) for n in range(int(5_000 * share)))
    table = b"begincmap 100 beginbfrange\n" + ranges + b"endbfrange endcmap"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R >>"
    data = stream(b"BT /F2 9 Tf <00410042> Tj ET")
    return pdf_of(data, font, stream(table), resources=b"/Font << /F2 6 0 R >>")


@kind("a.pdf")
def pdf_locked(share: float, outside: Outside) -> bytes:
    lock = b"/Encrypt << /Filter /Standard /V 5 /R 6 /O (%s) /U (%s) /P -4 >> /Root" % (b"o" * 48, b"u" * 48)
    return pdf(["BT (x) Tj ET"]).replace(b"/Root", lock)


@kind("a.pdf")
def pdf_that_reaches_out(share: float, outside: Outside) -> bytes:
    address, file = outside.address.encode(), outside.file.encode()
    action = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (%s) >> /AF [<< /F (%s) >>] >>" % (
        address,
        file,
    )
    data = pdf_of(stream(b"BT /F1 9 Tf (words) Tj ET", b"/F (%s) /FFilter /None" % file))
    return data.replace(b"<< /Type /Catalog /Pages 2 0 R >>", action)
