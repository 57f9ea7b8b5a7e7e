"""Rich text (.rtf) becomes an article: its visible text in order, in one linear pass."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from viewer.article.limits import PARAGRAPH_CHARACTERS
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.text.written import Lines, Role, TooLong, article_of_lines, cut_short, told

TOO_DEEP = Message("This rich text is damaged. Open it in a word processor and save it again.")

_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-z])|(?P<brace>[{}])"
    r"|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]{1,4096})",
    re.S,
)
_SPECIAL = re.compile(r"[\\{}]")
_MOST_GROUPS = 2_000
_MOST_STYLES = 5_000
_SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": " ",
    "_": "-",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
_BREAKS = frozenset({"par", "cell", "row", "sect", "page", "nestcell", "nestrow", "column", "\n", "\r"})
_UNSEEN = frozenset(
    {"colortbl", "listtable", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl"}
    | {"footerr", "footerf", "ftnsep", "ftnsepc", "sp", "nonshppict", "private", "xe", "tc", "info", "upr", "themedata"}
    | {
        "datastore",
        "filetbl",
        "revtbl",
        "rsidtbl",
        "generator",
        "annotation",
        "atnid",
        "atnauthor",
        "falt",
        "bkmkstart",
    }
)
_SEEN = frozenset({"shpinst", "shptxt", "shprslt", "footnote", "fldrslt", "ud", "listtext", "pntext"})
_FACTS = frozenset({"title", "author", "creatim"})
_PAGES = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group and the groups inside it; ``place`` is the destination, empty for the text itself."""

    place: str = ""
    font: int = -1
    skip: int = 1
    hidden: bool = False


def article_of_rtf(data: bytes) -> Article:
    """Return the article in rich text; raise ReadProblem where it is damaged or without text."""
    reader = _Reader(data.decode("latin-1"))
    warnings: tuple[Message, ...] = ()
    try:
        reader.run()
    except TooLong:
        warnings = (cut_short(),)
    facts = {name: "".join(parts) for name, parts in reader.facts.items()}
    known = told(facts.get("title"), None, facts.get("author"), reader.created)
    return article_of_lines(reader.lines.all, known, warnings, pictures=reader.pictures)


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    role: Role = "text"

    def take(self) -> tuple[str, Role]:
        text, role = "".join(self.parts), self.role
        self.parts.clear()
        return text, role


class _Reader:
    """Goes through the source once; groups are kept on a list, so that no depth of them does harm."""

    def __init__(self, source: str) -> None:
        self.lines = Lines()
        self.facts: dict[str, list[str]] = {}
        self.pictures = False
        self._source = source
        self._state = _State()
        self._groups: list[_State] = []
        self._starred = self._fresh = False
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, Role] = {}
        self._entry = ""  # the name of the style that the style sheet describes
        self._number = 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._text = _Paragraph()
        self._note = _Paragraph()
        self._date: dict[str, int] = {}

    @property
    def created(self) -> str | None:
        """The date of creation that the document states."""
        year, month, day = (self._date.get(name, 0) for name in ("yr", "mo", "dy"))
        return f"{year:04}-{month:02}-{day:02}" if year and month and day else None

    def run(self) -> None:
        """Read the whole source."""
        position = 0
        while found := self._next(position):
            position = found.end()
            if found["word"] == "bin":
                position += max(0, int(found["number"] or 0))
            elif found["brace"]:
                if not self._brace(found["brace"]):
                    break
            else:
                self._take(found)
        self._end_paragraph()

    def _next(self, position: int) -> re.Match[str] | None:
        """Return the next token; the text of what is not seen, such as pictures, is passed over at once."""
        if self._state.place == "unseen":
            special = _SPECIAL.search(self._source, position)
            if special is None:
                return None
            position = special.start()
        return _TOKEN.match(self._source, position) or _TOKEN.search(self._source, position)

    def _take(self, found: re.Match[str]) -> None:
        if found["text"]:
            self._plain(found["text"])
        elif found["hex"]:
            self._plain(chr(int(found["hex"], 16)))
        elif found["word"]:
            self._word(found["word"], None if found["number"] is None else int(found["number"]))
        elif found["sign"]:
            self._sign(found["sign"])

    def _brace(self, brace: str) -> bool:
        """Enter or leave a group; return whether the document goes on."""
        self._flush()
        self._to_skip = 0
        if brace == "{":
            if len(self._groups) >= _MOST_GROUPS:
                raise ReadProblem(TOO_DEEP)
            self._groups.append(self._state)
            self._fresh, self._starred = True, False
            return True
        if not self._groups:
            return False
        before, self._state = self._state, self._groups.pop()
        if before.place == "footnote" and self._state.place != "footnote":
            self.lines.add(*self._note.take(), note=True)
        return bool(self._groups)

    def _sign(self, sign: str) -> None:
        if sign == "*" and self._fresh:
            self._starred = True
        elif sign in _BREAKS:
            self._end_paragraph()
        elif sign in _SIGNS:
            self._add(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        fresh, self._fresh = self._fresh, False
        if fresh and self._opens_place(word):
            return
        if word == "u" and number is not None:
            self._flush()
            self._add(chr(number % 0x10000))
            self._to_skip = self._state.skip
        elif word in _BREAKS:
            self._end_paragraph()
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        else:
            self._set(word, number)

    def _opens_place(self, word: str) -> bool:
        """Whether the first word of a group says that its text goes elsewhere."""
        if word in ("listtext", "pntext") and not self._state.place:
            self._text.role = "item"
            self._state = replace(self._state, place="unseen")
        elif word in _FACTS or word in ("fonttbl", "stylesheet") or word == "footnote":
            self._state = replace(self._state, place=word)
        elif word in _UNSEEN or (self._starred and word not in _SEEN):
            self.pictures = self.pictures or word in ("pict", "shppict")
            if self._state.place != "stylesheet":
                self._state = replace(self._state, place="info" if word == "info" else "unseen")
        else:
            return False
        return True

    def _set(self, word: str, number: int | None) -> None:
        state = self._state
        if word in ("ansicpg", "mac", "pc"):
            self._page = _known_page({"mac": "mac_roman", "pc": "cp437"}.get(word, f"cp{number}"), self._page)
        elif word == "f" and number is not None:
            self._flush()
            self._state = replace(state, font=number)
        elif word == "fcharset" and state.place == "fonttbl":
            self._fonts[state.font] = _PAGES.get(number or 0, "")
        elif word == "uc":
            self._state = replace(state, skip=min(max(number or 0, 0), 10))
        elif word in ("v", "deleted", "plain"):
            self._state = replace(state, hidden=word != "plain" and number != 0)
        elif state.place == "creatim" and word in ("yr", "mo", "dy"):
            self._date[word] = min(max(number or 0, 0), 9999)
        else:
            self._set_paragraph(word, number or 0)

    def _set_paragraph(self, word: str, number: int) -> None:
        if word == "s":
            self._number = number
            if not self._state.place:
                self._text.role = self._styles.get(number, "text")
        elif word == "pard" and not self._state.place:
            self._text.role = "text"
        elif word == "outlinelevel" and not self._state.place and self._text.role == "text":
            self._text.role = "heading"

    def _plain(self, text: str) -> None:
        """Take characters that stand for bytes in the code page of the font."""
        self._fresh = False
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if self._state.place == "stylesheet":
            self._style_name(text)
        elif self._is_kept():
            self._bytes += text.encode("latin-1")
            if len(self._bytes) > PARAGRAPH_CHARACTERS * 100:
                self._flush()

    def _style_name(self, text: str) -> None:
        self._entry = (self._entry + text)[:200]
        if self._entry.endswith(";"):
            name = self._entry.rstrip(";").strip().lower()
            if len(self._styles) < _MOST_STYLES:
                self._styles[self._number] = (
                    "title"
                    if name == "title"
                    else "heading"
                    if name.startswith("heading")
                    else "caption"
                    if name == "caption"
                    else "text"
                )
            self._entry, self._number = "", 0

    def _is_kept(self) -> bool:
        return not self._state.hidden and self._state.place in ("", "footnote", "title", "author")

    def _flush(self) -> None:
        if self._bytes:
            page = self._fonts.get(self._state.font) or self._page
            text = bytes(self._bytes).decode(page, "replace")
            self._bytes.clear()
            self._put(text)

    def _add(self, text: str) -> None:
        self._fresh = False
        if self._is_kept():
            self._flush()
            self._put(text)

    def _put(self, text: str) -> None:
        place = self._state.place
        if place in ("title", "author"):
            self.facts.setdefault(place, []).append(text[:500])
        else:
            (self._note if place == "footnote" else self._text).parts.append(text)

    def _end_paragraph(self) -> None:
        self._flush()
        if self._state.place == "footnote":
            self._note.parts.append("\n")
        elif not self._state.place:
            text, role = self._text.take()
            # Two halves of a character beyond the first plane come as two \u words.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            self.lines.add(text, role)


def _known_page(name: str, otherwise: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return otherwise
    return name
