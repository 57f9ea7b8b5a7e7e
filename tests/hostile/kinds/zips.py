"""Zip archives: bombs, lies, and names that lead out of the folder."""

from __future__ import annotations

import random
import stat
import struct

from tests.hostile.kinds.making import MB, Outside, kind
from tests.hostile.kinds.zipping import Entry, bomb, raw_zip, stored


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
