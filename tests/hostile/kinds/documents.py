"""Documents of word processors and books: Word, OpenDocument, EPUB, rich text."""

from __future__ import annotations

import io
import random
import zipfile

from tests.article import documents as make
from tests.hostile.kinds.making import DOCTYPE, MB, STORY, Outside, kind, reaching
from tests.hostile.kinds.zipping import bomb, raw_zip, stored


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
