"""The terminal chat: typed by a person, or played from JSON lines (`chat --jsonl`) by scripts and tests."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.base import Dispatch
from bot.clock import ShiftedClock
from handlers.messages import (
    Channel,
    Content,
    Event,
    EventKind,
    Inbound,
    Media,
    MediaKind,
    Person,
    Press,
    Reply,
    Text,
)
from handlers.rendering import plain_text
from handlers.texts import terminal as texts

_EVENTS: dict[str, Callable[[str], Content]] = {
    "subscribe": lambda value: Event(EventKind.SUBSCRIBE, value),
    "unsubscribe": lambda value: Event(EventKind.UNSUBSCRIBE, value),
    "scan": lambda value: Event(EventKind.SCAN, value),
    "menu": lambda value: Event(EventKind.MENU, value),
    **{kind.value: lambda value, kind=kind: Media(kind, value) for kind in MediaKind},  # type: ignore[misc]
}


class Line(BaseModel):
    """One line of `chat --jsonl`: exactly one act of one person, or a move of the clock."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str | None = Field(default=None, min_length=1, max_length=64)
    text: str | None = None
    press: int | None = Field(default=None, ge=0)
    event: str | None = None
    path: str = ""
    advance_hours: float | None = Field(default=None, ge=0)

    def content(self) -> Content | None:
        """What the person sent, or None where the line holds nothing or more than one thing."""
        given = [value for value in (self.text, self.press, self.event) if value is not None]
        if len(given) != 1:
            return None
        if self.text is not None:
            return Text(self.text)
        if self.press is not None:
            return Press(self.press)
        make = _EVENTS.get(self.event or "")
        return make(self.path) if make else None


class Terminal:
    """Plays people against the one dispatch; every line is a message of its own."""

    def __init__(self, dispatch: Dispatch, clock: ShiftedClock) -> None:
        self._dispatch = dispatch
        self._clock = clock

    async def play(self, line: str) -> dict[str, Any]:
        """Do what one JSON line says; what cannot be done is said under `error`."""
        try:
            parsed = Line.model_validate_json(line)
        except ValidationError as error:
            return {"error": texts.bad_line(reason="; ".join(fault["msg"] for fault in error.errors()))}
        if parsed.advance_hours is not None:
            self._clock.advance(timedelta(hours=parsed.advance_hours))
            return {"advance_hours": parsed.advance_hours}
        content = parsed.content()
        if parsed.user is None or content is None:
            return {"error": texts.bad_line(reason=texts.ONE_ACT)}
        return _played(parsed.user, await self.send(parsed.user, content))

    async def send(self, user: str, content: Content) -> tuple[Reply, ...]:
        """Send one message as `user`."""
        inbound = Inbound(
            person=Person(Channel.TERMINAL, user),
            key=secrets.token_urlsafe(12),
            content=content,
            received_at=self._clock(),
        )
        return await self._dispatch.handle(inbound)


async def talk(terminal: Terminal, lines: AsyncIterator[str], show: Callable[[str], object]) -> None:
    """Chat with a person who types: greet, answer each line, stop at the end of input or a leave word."""
    user = "local"
    await _say(terminal, user, Event(EventKind.SUBSCRIBE), show)
    async for line in lines:
        if line.strip().lower() in texts.LEAVE:
            return
        await _say(terminal, user, Text(line), show)


async def _say(terminal: Terminal, user: str, content: Content, show: Callable[[str], object]) -> None:
    for reply in await terminal.send(user, content):
        show(plain_text(reply))


def _played(user: str, replies: tuple[Reply, ...]) -> dict[str, Any]:
    last = replies[-1] if replies else None
    return {
        "user": user,
        "replies": [{"text": reply.text, "buttons": [offer.label for offer in reply.offers]} for reply in replies],
        "kind": last.kind.value if last and last.kind else "",
        "citations": [citation.unit for citation in last.citations] if last else [],
        "notices": [],
    }


def dump(played: dict[str, Any]) -> str:
    """One JSON line of the answer."""
    return json.dumps(played, ensure_ascii=False)
