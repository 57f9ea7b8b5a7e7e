"""Hostile files, made on the fly: each kind aims at a weakness that readers of its format have had.

Every kind is a function of ``share``, the part of its full size to make (1.0 in the long form, less in a hurry). Kinds
that name something outside of themselves name ``Outside``: a file with a secret and an address that listens.
"""

from __future__ import annotations

from tests.hostile.kinds import documents, mails, pages, pdfs, zips
from tests.hostile.kinds.making import KINDS, SECRET, Outside

__all__ = ["KINDS", "SECRET", "Outside", "documents", "mails", "pages", "pdfs", "zips"]
