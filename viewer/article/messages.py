"""Sentences for people, kept together with what they were made from."""

from __future__ import annotations

from typing import Any


class Message(str):
    """An English sentence that remembers its template and arguments.

    It *is* the English text, so every layer may print, compare or serialise it. The window looks up a translation of
    ``template`` and fills in ``args`` again; layers without Qt never translate.
    """

    __slots__ = ("args", "template")

    template: str
    args: dict[str, Any]

    def __new__(cls, template: str, **args: Any) -> Message:
        """Fill ``template`` (``str.format`` fields by name) with ``args``."""
        self = super().__new__(cls, template.format(**args) if args else template)
        self.template = template
        self.args = args
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.template,), self.args

    def to_json(self) -> dict[str, Any]:
        """Return what :meth:`from_json` needs to make the same message again."""
        return {"template": self.template, "args": self.args}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Message:
        """Make the message that :meth:`to_json` described."""
        return cls(data["template"], **data["args"])
