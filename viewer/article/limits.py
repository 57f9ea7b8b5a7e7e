"""How much the readers accept: beyond these sizes a file is hostile or no article."""

from __future__ import annotations

FILE_BYTES = 50_000_000
"""Larger files are refused by their size, before a byte is read."""

HTML_CHARACTERS = 10_000_000
"""The longest page, after ``data:`` addresses are taken out."""

TEXT_CHARACTERS = 2_000_000
"""The longest canonical text of an article."""

LINES = 150_000
"""A text is cut behind so many lines."""

WINDOW_BYTES = 256_000
"""Plain text up to this size may be read in the window itself: its reader is linear."""

MARKDOWN_CHARACTERS = 400_000
"""Longer Markdown is read as plain text: the work of the renderer grows with the square of hostile input."""

PARAGRAPHS = 20_000
"""With more paragraphs than this, their kinds are not told: no article has so many."""

EXTRACTED_CHARACTERS = 4_000_000
"""Longer pages (real ones reach 1.5 million) are judged by the rules for plain text: trafilatura takes minutes."""

PARAGRAPH_CHARACTERS = 5_000
"""Longer paragraphs are divided, after a sentence where possible: the language pipeline needs short pieces."""

TAG_CHARACTERS = 20_000
"""A longer tag is an attribute flood, on which the tree builder takes minutes."""

NESTING = 250
"""lxml drops text below about 256 levels without a word."""

COMBINING_RUN = 30
"""More combining marks on one letter carry no meaning, and normalising them takes quadratic time."""

CHARSET_SAMPLE_BYTES = 1_000_000
"""How much of a file is looked at to guess its encoding."""

NUL_SHARE = 0.001
"""With a larger share of NUL bytes a file is not text."""

ARCHIVE_BYTES = 250_000_000
"""A zip file is read member by member, so it may be larger than another file."""

ARCHIVE_MEMBERS = 2_000
"""A zip file with more members is refused by its directory, before anything is unpacked."""

DIRECTORY_BYTES = 1_000_000
"""The longest directory of a zip file that is looked at."""

UNPACKED_BYTES = 200_000_000
"""How much one zip file may hold, and what may be unpacked from it together with the archives inside it."""

PACKED_RATIO = 200
"""A member that grows more than so many times and beyond ``RATIO_BYTES`` is a bomb."""

RATIO_BYTES = 10_000_000
"""Up to this size a member may be packed as tightly as it likes."""

MEMBER_NAME_CHARACTERS = 240
"""The longest name of a member in a zip file."""

STORY_DEPTH = 3
"""How deep mails may lie in mails."""

FEED_ENTRIES = 1_000
"""How many entries of a feed are read."""

PDF_PAGES = 500
"""How many pages of a PDF are read."""

CHAPTERS = 500
"""How many chapters of a book are read."""

READ_TIME = 20_000
"""How many milliseconds reading one article may take."""

_ANALYSIS_TIME = 60_000
_CHARACTERS_IN_A_MILLISECOND = 8


def analysis_time(characters: int) -> int:
    """Return how many milliseconds the work on so much text may take: a minute, and more for very long texts.

    A slow laptop reads some 2,000 words a second while it does other things; 100,000 words are 600,000 characters.
    """
    return _ANALYSIS_TIME + characters // _CHARACTERS_IN_A_MILLISECOND
