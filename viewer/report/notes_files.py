"""The notes of a story as files to hand on: Markdown, a table (CSV), and a page (HTML) for screen and paper."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from viewer.data import resource
from viewer.library.notes.colours import is_colour
from viewer.report.note_sheet import NO_CATEGORY, Line, Quotation, Sheet
from viewer.report.safe_markdown import to_html

if TYPE_CHECKING:
    from jinja2 import Template

_COLUMNS = (
    *("note", "passage", "outlet", "headline", "published", "place", "words", "category", "letter"),
    *("text", "tags", "task", "author", "state", "created", "modified"),
)
_FORMULA = re.compile(r"[\s\0]*[=+\-@\t\r\n\0＝＋－＠]")
_CONTROLS = {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#&|~!$])")
_LIST = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.M)
_LOST = "no longer found in the text"


def to_csv(sheet: Sheet) -> bytes:
    """Return a table with a row for each passage, UTF-8 with a byte order mark, so that spreadsheets read it right.

    A cell that a spreadsheet would take for a formula begins with an apostrophe; numbers are numbers.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for line in sheet.lines():
        for number, (quoted, passage) in enumerate(zip(line.quotations, line.note.passages, strict=True), 1):
            cells = (
                *(quoted.outlet, quoted.headline, quoted.published, quoted.place, quoted.words),
                *(line.category.name, line.category.letter, line.note.text, ", ".join(line.note.tags), line.task),
                *(line.note.author, passage.state, line.note.created, line.note.modified),
            )
            writer.writerow([line.number, number, *map(_cell, cells)])
    return out.getvalue().encode("utf-8-sig", "replace")


def to_markdown(sheet: Sheet) -> str:
    """Return the notes as Markdown: a heading, the passages as quotations and the text of each."""
    parts = [f"# Notes: {_literal(sheet.title)}"]
    for line in sheet.lines():
        category = line.category
        parts.append(f"## {line.number}. {_literal(category.letter)} · {_literal(category.name)}")
        parts.extend(_quoted(quotation) for quotation in line.quotations)
        if line.note.text.strip():
            # The text is Markdown of its own; only HTML in it is made plain.
            parts.append(_clean(line.note.text).replace("<", "&lt;").strip())
        parts.extend(f"*{_literal(about)}*" for about in _about(line))
    return "\n\n".join(parts) + "\n"


def to_page(sheet: Sheet) -> str:
    """Return the notes as one HTML page that loads nothing and runs nothing, to be read or printed."""
    lines = [(line, to_html(line.note.text), list(_about(line))) for line in sheet.lines()]
    return _template().render(title=_clean(sheet.title), lines=lines, lost=_LOST)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(clean=_clean, colour=_colour)
    # What to_html returns was made harmless there: it is the only text that is not escaped.
    environment.filters["rendered"] = Markup
    return environment.from_string(resource("reports", "notes.html").read_text("utf-8"))


def _colour(value: str) -> str:
    """Return a colour that may stand in a style: packs bring palettes of others."""
    return value if is_colour(value) else NO_CATEGORY.colour


def _about(line: Line) -> Iterable[str]:
    """Say which task a note answers, its tags and who wrote it."""
    if line.task:
        yield f"Task: {_clean(line.task)}"
    if line.note.tags:
        yield f"Tags: {_clean(', '.join(line.note.tags))}"
    if line.note.author:
        yield f"By {_clean(line.note.author)}"


def _quoted(quotation: Quotation) -> str:
    parts = [quotation.outlet, quotation.headline and f"“{quotation.headline}”", quotation.published, quotation.place]
    parts.append(_LOST if quotation.lost else "")
    words = "\n".join(f"> {line}" for line in _literal(quotation.words).splitlines() or [""])
    return f"{words}\n>\n> — {_literal(', '.join(part for part in parts if part))}"


def _literal(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return _LIST.sub(_escaped_list, _MARKUP.sub(r"\\\1", _clean(text)))


def _escaped_list(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}"


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _cell(text: str) -> str:
    return "'" + _clean(text) if _FORMULA.match(text) else _clean(text)
