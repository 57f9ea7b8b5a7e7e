"""What can go wrong while an article is read."""

from __future__ import annotations

from viewer.article.messages import Message


class ReadProblem(Exception):
    """An input that cannot become an article.

    Its ``message`` is one sentence for the reader that says what is wrong, where, and what to do next.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
