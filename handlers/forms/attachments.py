"""Attachments of a form: received, rejected, and the protocol that takes them in."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from handlers.filekinds import Problem
from handlers.messages import Media, Person
from handlers.results import Reason, Source
from handlers.texts import materials as texts

_CARD_WORDS = ("身份证", "银行卡", "开户")
"""An item of the office's list that has one of these asks for a card itself."""


class Received(Struct, frozen=True):
    """A file that is checked and on the disk; without a row within a day it is swept away again."""

    path: str
    copy: str | None
    name: str
    media_type: str
    size: int
    sha256: str
    invoice: str | None
    at: datetime


class Rejection(Struct, frozen=True):
    """Not taken, nothing kept. `text` says why and what to do instead."""

    problem: Problem

    @property
    def text(self) -> str:
        """The sentence for the person."""
        return texts.PROBLEMS[self.problem]

    @property
    def reason(self) -> Reason:
        """The same as a reason of an act: a check of the system."""
        return Reason(self.text, Source.SYSTEM)


class Attachments(Protocol):
    """Fetches what people send to a form, checks it and keeps it."""

    async def receive(
        self, person: Person, media: Media, *, draft: int, cards: bool = False
    ) -> Received | Rejection:
        """The file as it was kept for this draft; `cards` (identity, bank) are kept only where asked for."""
        ...


def asks_for_card(label: str) -> bool:
    """Whether an item of the office's list asks for such a card itself."""
    return any(word in label for word in _CARD_WORDS)
