"""Mails, pages saved like mails, and feeds."""

from __future__ import annotations

import random

from tests.article import documents as make
from tests.hostile.kinds.documents import docx_of_one_gigabyte
from tests.hostile.kinds.making import DOCTYPE, MB, STORY, Outside, kind, reaching


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
