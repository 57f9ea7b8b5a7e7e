"""A pack: one file that carries a story with its texts, notes, palette, tasks and corrections to another computer.

It is a ZIP of JSON members, each with its checksum in ``manifest.json``. Nothing in it says on which computer, in which
folder or by whom it was made, but for an author's name or code that was given for it. The same story makes the same
bytes. What is read is foreign: it is checked whole before anything is made of it, and refused with one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast, get_args
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import viewer
from viewer.article.files.archive import Archive
from viewer.article.files.budget import Budget
from viewer.article.files.opening import opened
from viewer.article.limits import FILE_BYTES, UNPACKED_BYTES
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.library.problems import LibraryProblem
from viewer.library.sharing import checks as check
from viewer.library.sharing.strict_json import dumps, loads
from viewer.library.storage.files import write_file

SUFFIX = ".viewerpack"
SCHEMA = 1
MOST_ARTICLES = 300

Kind = Literal["story", "hand-in"]

_FORMAT = "viewerpack"
_MANIFEST, _STORY, _NOTES, _CORRECTIONS = "manifest.json", "story.json", "notes.json", "corrections.json"
_PARTS = (_STORY, _NOTES, _CORRECTIONS)
_ARTICLE = re.compile(r"articles/([0-9a-f]{16})\.json")
_ORIGINAL = re.compile(r"originals/([0-9a-f]{16})")
_JSON_BYTES = 8_000_000
_FREE_BYTES, _GROWTH = 32_000_000, 30
_MANIFEST_KEYS = frozenset("format schema created program kind author origin stamp members".split())
_STORY_KEYS = frozenset("title settings palette tasks articles".split())
_NO_DATE = (1980, 1, 1, 0, 0, 0)

NO_PACK = Message("This is not a pack of this program. Choose a file that ends in .viewerpack.")
NEWER = "This pack was made by a newer version of the program (schema {schema}). Update the program to open it."
CHANGED = (
    "The part {name} of this pack was changed or damaged on its way, so nothing of it was taken. Ask for a new one."
)
BAD_MEMBER = (
    "There is a file in this pack that belongs to none ({name}), so nothing of it was taken. Ask for a new one."
)
NOT_WRITTEN = "The pack {name} could not be written: {reason}. Choose another folder."


@dataclass(frozen=True, slots=True)
class Pack:
    """A story as it travels. ``origin`` is the id of the sender's story, ``stamp`` when its content was this (UTC).

    ``author`` is a name or code, empty by default. Corrections, palette, tasks (id, question, place), settings and
    notes (see :mod:`viewer.library.sharing.plain_notes`) are plain JSON data. ``originals`` are the bytes that
    articles were read from, by article.
    """

    kind: Kind
    title: str
    articles: tuple[Article, ...]
    origin: str
    stamp: str
    created: str = ""
    author: str = ""
    notes: tuple[dict[str, Any], ...] = ()
    corrections: tuple[tuple[str, Any, Any], ...] = ()
    palette: dict[str, Any] = field(default_factory=dict)
    tasks: tuple[dict[str, Any], ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)


def write_pack(pack: Pack, path: Path) -> None:
    """Write a pack beside its place, then put it there; raises ReadProblem or LibraryProblem, and leaves no half."""
    data = pack_bytes(pack)
    try:
        write_file(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryProblem(Message(NOT_WRITTEN, name=path.name, reason=reason)) from error


def pack_bytes(pack: Pack) -> bytes:
    """Return a pack as the bytes of its file; raises ReadProblem for what could not be read again."""
    members = _members(pack)
    about = {
        "format": _FORMAT,
        "schema": SCHEMA,
        "program": f"viewer {viewer.__version__}",
        "members": {name: sha256(data).hexdigest() for name, data in members.items()},
        **{key: getattr(pack, key) for key in ("created", "kind", "author", "origin", "stamp")},
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in ((_MANIFEST, dumps(about)), *sorted(members.items())):
            entry = ZipInfo(name, _NO_DATE)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            archive.writestr(entry, data, ZIP_DEFLATED)
    read_pack(file.getvalue())
    return file.getvalue()


def read_pack(source: Path | bytes) -> Pack:
    """Return the pack in a file; raises ReadProblem with one sentence for anything else, and nothing is half read."""
    with BytesIO(source) if isinstance(source, bytes) else opened(source) as file:
        return _read(file)


def _read(file: BinaryIO) -> Pack:
    room = _FREE_BYTES + _GROWTH * file.seek(0, SEEK_END)
    archive = Archive(file, Budget(bytes=min(UNPACKED_BYTES, room)))
    if _MANIFEST not in archive:
        raise ReadProblem(NO_PACK)
    about = _manifest(loads(archive.read(_MANIFEST, _JSON_BYTES)))
    _refuse_strangers(archive, about["members"])
    parts = {name: loads(_checked(archive, name, about)) for name in _PARTS}
    return _pack(archive, about, parts)


def _members(pack: Pack) -> dict[str, bytes]:
    story = {
        "title": pack.title,
        "settings": pack.settings,
        "palette": pack.palette,
        "tasks": list(pack.tasks),
        "articles": [article.id for article in pack.articles],
    }
    try:
        members = {
            _STORY: dumps(story),
            _NOTES: dumps(list(pack.notes)),
            _CORRECTIONS: dumps([list(entry) for entry in pack.corrections]),
        }
        for article in pack.articles:
            members[f"articles/{article.id}.json"] = dumps(check.without_traces(article))
    except (ValueError, TypeError) as error:
        raise ReadProblem(Message(check.WRONG, where="the story")) from error
    return {**members, **{f"originals/{article}": data for article, data in pack.originals.items()}}


def _manifest(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or value.get("format") != _FORMAT:
        raise ReadProblem(NO_PACK)
    schema = value.get("schema")
    if type(schema) is not int or schema < 1:
        check.refuse(_MANIFEST)
    if schema > SCHEMA:
        raise ReadProblem(Message(NEWER, schema=schema))
    about = check.object_of(value, _MANIFEST_KEYS, _MANIFEST)
    for key, limit in (("program", 100), ("author", check.NAME_CHARACTERS), ("origin", check.ID_CHARACTERS)):
        check.text_of(about[key], limit, _MANIFEST)
    for key in ("created", "stamp"):
        check.moment_of(about[key], _MANIFEST)
    if about["kind"] not in get_args(Kind) or not isinstance(about["members"], dict):
        check.refuse(_MANIFEST)
    return about


def _refuse_strangers(archive: Archive, members: dict[str, Any]) -> None:
    """Refuse a pack with members that are not told, not there, or have names that packs do not use."""
    for name, _ in archive.refused:
        raise ReadProblem(Message(BAD_MEMBER, name=_shown(name)))
    names = set(archive.names) - {_MANIFEST}
    for name in sorted(names):
        known = name in _PARTS or _ARTICLE.fullmatch(name) or _ORIGINAL.fullmatch(name)
        if not known or name not in members:
            raise ReadProblem(Message(BAD_MEMBER, name=_shown(name)))
    for name in (*members, *_PARTS):
        if name not in names:
            raise ReadProblem(Message(CHANGED, name=_shown(name)))


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name[:80])


def _checked(archive: Archive, name: str, about: Mapping[str, Any]) -> bytes:
    data = archive.read(name, FILE_BYTES if name.startswith("originals/") else _JSON_BYTES)
    if sha256(data).hexdigest() != about["members"][name]:
        raise ReadProblem(Message(CHANGED, name=_shown(name)))
    return data


def _pack(archive: Archive, about: dict[str, Any], parts: dict[str, Any]) -> Pack:
    story = check.object_of(parts[_STORY], _STORY_KEYS, _STORY)
    articles = _articles(archive, about, story["articles"])
    texts = {article.id: article.text for article in articles}
    notes = tuple(check.note_of(one, texts) for one in check.list_of(parts[_NOTES], check.MOST_NOTES, _NOTES))
    if len({note["id"] for note in notes}) < len(notes) or not isinstance(story["settings"], dict):
        check.refuse(_NOTES if isinstance(story["settings"], dict) else _STORY)
    return Pack(
        kind=cast(Kind, about["kind"]),
        title=check.text_of(story["title"], check.TITLE_CHARACTERS, _STORY),
        articles=articles,
        **{key: about[key] for key in ("origin", "stamp", "created", "author")},
        notes=notes,
        corrections=check.corrections_of(parts[_CORRECTIONS]),
        palette=check.palette_of(story["palette"]),
        tasks=check.tasks_of(story["tasks"]),
        settings=story["settings"],
        originals=_originals(archive, about, texts),
    )


def _articles(archive: Archive, about: Mapping[str, Any], order: Any) -> tuple[Article, ...]:
    ids = [check.text_of(one, 16, _STORY) for one in check.list_of(order, MOST_ARTICLES, _STORY)]
    names = {name for name in about["members"] if _ARTICLE.fullmatch(name)}
    if len(set(ids)) < len(ids) or {f"articles/{one}.json" for one in ids} != names:
        check.refuse(_STORY)
    return tuple(check.article_of(loads(_checked(archive, f"articles/{one}.json", about)), one) for one in ids)


def _originals(archive: Archive, about: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, bytes]:
    found = [match for name in archive.names if (match := _ORIGINAL.fullmatch(name))]
    if any(match[1] not in texts for match in found):
        check.refuse("originals")
    return {match[1]: _checked(archive, match[0], about) for match in found}
