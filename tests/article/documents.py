"""Small writers of documents: each makes the bytes of one format from plain paragraphs, as programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from html import escape

HEADLINE = "Harbour workers vote to end nine-day strike"
BYLINE = "By Maren Holt"
PARAGRAPHS = (
    "Dock workers in Arlen voted on Thursday to return to work after nine days, ending a strike that had left "
    "forty ships waiting in the bay.",
    "The union said 812 of its 1,140 members had backed the offer, which raises pay by 4.5 percent this year and "
    "by 3 percent in the next.",
    "“We did not get everything, but we got the night shifts back,” said Tomas Reuel, who led the talks for the "
    "union. “Nobody here wanted a tenth day.”",
    "The port authority expects the first cranes to move at six on Friday morning. It will take about two weeks, "
    "its director Ilse Brandt said, until the last of the waiting ships has been unloaded.",
    "Fruit importers had put their losses at 11 million crowns. A spokeswoman for the growers said that some of "
    "the cargo could no longer be sold.",
)
SUBHEAD = "Two weeks of work ahead"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(body: str, **more: str) -> bytes:
    """Make a Word document of the XML of its body; ``more`` are further members, ``styles`` and the like."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Titel", "Title"), ("berschrift1", "heading 1"), ("Listenabsatz", "List Paragraph"))
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0"?><w:document {_WORD}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles {_WORD}>{styles}<w:style w:styleId="Bild"><w:name w:val="caption"/></w:style>'
        "</w:styles>",
        **more,
    }
    return zipped(members)


def word_paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of a Word document, divided into runs as Word does after each edit."""
    middle = len(text) // 2
    runs = "".join(
        f'<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:middle], text[middle:])
    )
    set_as = f'<w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab w:pos="4"/></w:tabs></w:pPr>' if style else ""
    return f"<w:p>{set_as}{runs}</w:p>"


def core_properties(title: str, creator: str, created: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dcterms:created>{created}</dcterms:created>"
        "</cp:coreProperties>"
    )


def odt(body: str, meta: str = "", styles: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "style", "table", "meta"))
    spaces += (
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def epub(chapters: Sequence[str], metadata: str = "", **more: str) -> bytes:
    """Make a book of the bodies of its chapters."""
    items = "".join(
        f'<item id="c{n}" href="text/chapter%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{
                f"OEBPS/text/chapter {n}.xhtml": '<?xml version="1.0"?><!DOCTYPE html>'
                f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
                for n, body in enumerate(chapters)
            },
            **more,
        }
    )


def rtf(body: str, info: str = "") -> bytes:
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset204 Arial Cyr;}}"
        r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s15\qc Title;}}"
        rf"{{\*\generator Msftedit 5.41;}}{{\info{info}}}" + body + "}"
    ).encode("latin-1")


def rtf_text(text: str) -> str:
    """Return text as rich text writes it: signs beyond ASCII in the code page where they are in it, else by number."""
    parts = []
    for character in text:
        if character in "\\{}":
            parts.append("\\" + character)
        elif character.isascii():
            parts.append(character)
        else:
            try:
                parts.append(rf"\'{character.encode('cp1252')[0]:02x}")
            except UnicodeEncodeError:
                parts.extend(rf"\u{unit}?" for unit in _units(character))
    return "".join(parts)


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2)]


def mail(subject: str, sender: str, text: str = "", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "class@school.example"
    message["Date"] = "Thu, 12 Mar 2026 18:30:00 +0100"
    message["Message-ID"] = "<1@courier.example>"
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message


def page(headline: str, paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{body}</article></body></html>"
    )
