"""Why a paragraph has its kind, and what the reader is warned of: in words."""

from __future__ import annotations

from viewer.article.messages import Message

MAIN_TEXT = Message("part of the main run of text")
SUBHEAD = Message("a heading or short line inside the main text")
LIST_ITEM = Message("a list item inside the main text")
HEADLINE = Message("the headline")
HEADLINE_GIVEN = Message("the title that came with the text")
HEADLINE_AGAIN = Message("repeats the headline")
SAYS_WHO = Message("says who wrote it or where it comes from")
SAYS_WHEN = Message("says when or where it was published")
PICTURE = Message("describes a picture: it carries a credit or stands with the picture")
FURNITURE = Message("words that belong to the page: navigation, promotion, sharing or legal notice")
COMMENT = Message("part of the readers' comments")
COLOPHON = Message("tells of the author, the outlet or the article itself")
OUTSIDE = Message("outside the main run of text")
UNFINISHED = Message("a short line that does not belong to the sentences around it")
EXTRACTED = Message("recognised as article text by its place in the page")
NOT_EXTRACTED = Message("not recognised as article text by its place in the page")
ONLY_TEXT = Message("nothing on this page looked like an article, so everything counts as text")

NO_BODY = Message(
    "Nothing here looks like article text, so all of it is shown as text. Mark what does not belong to it."
)
DAMAGED = Message("The code of this page is damaged or unusually deep, so only its plain words were read.")
LITTLE_RECOGNISED = Message(
    "Only part of this page was recognised as the article. Look through what was put aside and mark what belongs to it."
)
PARTLY_SHOWN = "Only {share} percent of the text in this file is visible on the page. Compare it with the original."
CUT_SHORT = "This text is longer than {limit} characters; the rest was left out. Divide the file to read all of it."
TOO_MANY_LINES = "This text has more than {limit} lines; the rest was left out. Divide the file to read all of it."
