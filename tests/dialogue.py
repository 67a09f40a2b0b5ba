"""The dialogue player: (person says, assistant answers) pairs through the real wiring."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from bot import wiring
from bot.channels.connecting import Connection
from bot.clock import Clock
from bot.media.local import fetch_local
from bot.settings import Settings
from bot.wiring import Parts
from handlers.casework.table import TABLE, Table
from handlers.materials.inspecting import Inspect
from handlers.messages import Channel, Content, Event, EventKind, Inbound, Person, Press, Reply, Text
from handlers.texts.notices import NOTICE
from policy_kb.kb import PolicyKB
from tests.handlers.materials.inspecting import inspect_here, strip_here
from tests.measure import opened


class Dialogue:
    """One person talking. Each call is one message and returns its one answer; silence or two answers fail.

    Notices that stand before an answer are kept in `notices`.
    """

    def __init__(self, parts: Parts, name: str = "承办甲", channel: Channel = Channel.TERMINAL) -> None:
        self._parts = parts
        self._person = Person(channel, name)
        self.notices: list[str] = []

    async def says(self, text: str) -> Reply:
        return await self.does(Text(text))

    async def presses(self, number: int, label: str = "") -> Reply:
        return await self.does(Press(number, label))

    async def follows(self) -> Reply:
        return await self.does(Event(EventKind.SUBSCRIBE))

    async def does(self, content: Content) -> Reply:
        replies = await self.sends(content)
        while len(replies) > 1 and replies[0].text.startswith(NOTICE):
            self.notices.append(replies[0].text)
            replies = replies[1:]
        assert len(replies) == 1, [reply.text for reply in replies]
        assert replies[0].text.strip()
        return replies[0]

    async def sends(self, content: Content) -> tuple[Reply, ...]:
        return await self._parts.dispatcher.handle(self.message(content))

    def message(self, content: Content) -> Inbound:
        return Inbound(self._person, secrets.token_hex(8), content, self._parts.clock())


@asynccontextmanager
async def running(
    database_url: str,
    clock: Clock,
    inspect: Inspect | None = inspect_here,
    /,
    *,
    further: Iterable[Connection] = (),
    kb: PolicyKB | None = None,
    table: Table = TABLE,
    **overrides: object,
) -> AsyncIterator[Parts]:
    """The product as `run` builds it, on a database of the test; people at the terminal can send files.

    `inspect` as None looks into every file in a process of its own, as `run` does.
    It answers from the measure unless another document is given. The calendar stands still, for what it does at
    each start takes a fifth of a test: a test about one of its jobs runs what is due.
    """
    with tempfile.TemporaryDirectory(prefix="ezhen-files-") as files:
        configured = Settings.model_validate({"database_url": database_url, "files": files, **overrides})
        fetches = {Channel.TERMINAL: fetch_local}
        assembled = wiring.assembled(
            configured,
            clock=clock,
            fetches=fetches,
            further=further,
            kb=kb or opened(),
            inspect=inspect,
            strip=strip_here if inspect else None,
            table=table,
            looks_at_clock=False,
        )
        async with assembled as parts:
            yield parts


def units(reply: Reply) -> list[str]:
    return [citation.unit for citation in reply.citations]
