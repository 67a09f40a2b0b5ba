"""The terminal chat: typed by a person, or played from JSON lines (`chat --jsonl`) by scripts and tests."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from typing import Any

from bot.channels.base import Dispatch
from bot.channels.terminal.lines import Line, parsed_line
from bot.channels.terminal.scripting import Backstage
from bot.clock import Clock
from handlers.messages import Channel, Content, Event, EventKind, Inbound, Person, Reply, Text
from handlers.rendering.plain_text import plain_text
from handlers.staff.actions import typed_words
from handlers.texts import terminal as texts

_LEAVE = frozenset({"exit", "quit", "退出"})

Played = dict[str, Any]
"""One answer, as it is written in JSON."""


class Terminal:
    """People and members of staff against the one dispatch; every line is a message of its own."""

    def __init__(self, dispatch: Dispatch, clock: Clock) -> None:
        self._dispatch = dispatch
        self._clock = clock

    async def send(self, person: Person, content: Content) -> tuple[Reply, ...]:
        """Send one message."""
        inbound = Inbound(person=person, key=secrets.token_urlsafe(12), content=content, received_at=self._clock())
        return await self._dispatch.handle(inbound)


class Play:
    """Does what JSON lines say, one after the other."""

    def __init__(self, terminal: Terminal, backstage: Backstage) -> None:
        self._terminal = terminal
        self._backstage = backstage

    async def line(self, line: str) -> Played:
        """Do what one JSON line says; what cannot be done is said under `error`."""
        parsed = parsed_line(line)
        if not isinstance(parsed, Line):
            return parsed
        played = await self._act(parsed)
        return played if "error" in played else played | {"notices": await self._backstage.notices()}

    async def _act(self, line: Line) -> Played:
        if line.advance_hours is not None:
            return await self._advance(line.advance_hours)
        if line.bind_code is not None:
            return await self._bind_code(line.bind_code)
        if line.staff is not None and line.roles is not None:
            return await self._hire(line.staff, line.roles)
        content = line.content()
        if content is None:
            return _who(line) | {"error": texts.bad_line(reason=texts.unknown_event(event=line.event or ""))}
        if line.staff is not None and not await self._backstage.employs(line.staff):
            return _who(line) | {"error": texts.unknown_staff(name=line.staff)}
        return _who(line) | _told(await self._terminal.send(_person(line), content))

    async def _advance(self, hours: float) -> Played:
        if not await self._backstage.advance(hours):
            return {"error": texts.bad_line(reason=texts.TOO_FAR)}
        return {"advance_hours": hours}

    async def _bind_code(self, contract: str) -> Played:
        code = await self._backstage.bind_code(contract)
        named = {"bind_code": contract}
        return named | ({"code": code} if code else {"error": texts.unknown_contract(number=contract)})

    async def _hire(self, name: str, roles: tuple[str, ...]) -> Played:
        fault = await self._backstage.hire(name, roles)
        return {"staff": name, "error": fault} if fault else {"staff": name, "roles": list(roles)}


async def talk(
    terminal: Terminal, person: Person, lines: AsyncIterator[str], show: Callable[[str], object]
) -> None:
    """Chat with somebody who types: greet, answer each line, stop at the end of input or a leave word."""
    first = Text(typed_words.HELP) if person.traits.is_office_door else Event(EventKind.SUBSCRIBE)
    await _say(terminal, person, first, show)
    async for line in lines:
        if line.strip().lower() in _LEAVE:
            return
        await _say(terminal, person, Text(line), show)


async def _say(terminal: Terminal, person: Person, content: Content, show: Callable[[str], object]) -> None:
    for reply in await terminal.send(person, content):
        show(plain_text(reply))


def _person(line: Line) -> Person:
    if line.staff is not None:
        return Person(Channel.CONSOLE, line.staff)
    return Person(Channel.TERMINAL, line.user or "")


def _who(line: Line) -> Played:
    return {"staff": line.staff} if line.staff is not None else {"user": line.user}


def _told(replies: tuple[Reply, ...]) -> Played:
    last = replies[-1] if replies else None
    return {
        "replies": [{"text": reply.text, "buttons": [offer.label for offer in reply.offers]} for reply in replies],
        "kind": _kind(replies),
        "citations": [citation.unit for citation in last.citations] if last else [],
    }


def _kind(replies: tuple[Reply, ...]) -> str:
    """The last reply's kind: what is no answer from the measure is small talk; silence is nothing."""
    if not replies:
        return ""
    if replies[-1].asks:
        return texts.FORM
    kind = replies[-1].kind
    return kind.value if kind else "smalltalk"
