"""The terminal chat: typed by a person, or played from JSON lines (`chat --jsonl`) by scripts and tests."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, from_json

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
from handlers.texts.faults import fault_of, fault_reason

_EVENTS: dict[str, Callable[[str], Content]] = {
    "subscribe": lambda value: Event(EventKind.SUBSCRIBE, value),
    "unsubscribe": lambda value: Event(EventKind.UNSUBSCRIBE, value),
    "scan": lambda value: Event(EventKind.SCAN, value),
    "menu": lambda value: Event(EventKind.MENU, value),
    **{kind.value: lambda value, kind=kind: Media(kind, value) for kind in MediaKind},  # type: ignore[misc]
}


_MOST_HOURS = 20 * 365.25 * 24
"""The calendar ends in the year 9999, and keys of claims do not reach that far: twenty years are ample."""


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
        self._hours = 0.0

    async def play(self, line: str) -> dict[str, Any]:
        """Do what one JSON line says; what cannot be done is said under `error`."""
        try:
            parsed = Line.model_validate_json(line)
        except ValidationError as error:
            return refuse_line(line, error, named="user")
        if parsed.advance_hours is not None:
            return self._advance(parsed.advance_hours)
        content = parsed.content()
        if parsed.user is None or content is None:
            return _named(line, "user") | {"error": texts.bad_line(reason=texts.ONE_ACT)}
        return _played(parsed.user, await self.send(parsed.user, content))

    def _advance(self, hours: float) -> dict[str, Any]:
        if not self._hours + hours <= _MOST_HOURS:
            return {"error": texts.bad_line(reason=texts.TOO_FAR)}
        self._hours += hours
        self._clock.advance(timedelta(hours=hours))
        return {"advance_hours": hours}

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
        "kind": _kind(replies),
        "citations": [citation.unit for citation in last.citations] if last else [],
        "notices": [],
    }


def _kind(replies: tuple[Reply, ...]) -> str:
    """The last reply's kind: what is no answer from the measure is small talk; silence is nothing."""
    if not replies:
        return ""
    kind = replies[-1].kind
    return kind.value if kind else "smalltalk"


def refuse_line(line: str, error: ValidationError, *, named: str) -> dict[str, Any]:
    """Say what is wrong with a JSON line, beside the name that it gave itself."""
    reasons = dict.fromkeys(map(_fault, error.errors(include_url=False)))
    return _named(line, named) | {"error": texts.bad_line(reason="；".join(reasons))}


def _fault(fault: ErrorDetails) -> str:
    reason = fault_reason(kind=fault["type"], context=fault.get("ctx", {}), otherwise=fault["msg"])
    return fault_of(field=str(fault["loc"][0]) if fault["loc"] else "", reason=reason)


def _named(line: str, name: str) -> dict[str, Any]:
    """The field `name` of the line, whatever it holds, if it can be told."""
    try:
        value = from_json(line)
        found = {name: value[name]} if isinstance(value, dict) and name in value else {}
        json.dumps(found, allow_nan=False)
    except ValueError:
        return {}
    return found


def dump(played: dict[str, Any]) -> str:
    """One JSON line of the answer."""
    return json.dumps(played, ensure_ascii=False)
