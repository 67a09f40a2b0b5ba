"""Takes what people did to dispatch: one person's in order, different people's at once, every button answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Protocol

from bot.channels.base import Taken
from bot.channels.telegram.albums import Albums
from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.updates import Received
from handlers.messages import Inbound, Person
from handlers.texts.telegram import PRESSED_BEFORE

_MOMENT = 3.0
"""Seconds that a pressed button may go on waiting."""


class Accepts(Protocol):
    """The one way in, as this channel sees it: see `bot.turns.dispatch`."""

    async def accept(self, inbound: Inbound) -> Taken:
        """Answer a message through the outbox, and say whether that stands in the database."""
        ...


class Intake:
    """Its owner closes it. An update that was not taken is to be brought again."""

    def __init__(self, dispatch: Accepts, api: TelegramApi) -> None:
        self._dispatch = dispatch
        self._api = api
        self._albums = Albums()
        self._lanes: dict[Person, asyncio.Task[Taken]] = {}
        self._answering: set[asyncio.Task[None]] = set()

    def take(self, received: Received) -> asyncio.Task[Taken] | None:
        """Begin with an update, behind the person's earlier ones; None where nothing is to be done."""
        self.foresee([received])
        if self._albums.is_answered_by_words(received):
            return None
        work = self._begin(received.inbound) if received.inbound is not None else None
        if received.callback:
            task = asyncio.create_task(self._answer_press(received.callback, work), name="telegram press")
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)
        return work

    def foresee(self, arrived: Iterable[Received]) -> None:
        """Look through what arrived together: the words of an album may stand below its last picture."""
        self._albums.note(arrived)

    async def close(self, grace: float = 10.0) -> None:
        """Let what was begun end."""
        tasks = {*self._lanes.values(), *self._answering}
        if tasks:
            _, unfinished = await asyncio.wait(tasks, timeout=grace)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    def _begin(self, inbound: Inbound) -> asyncio.Task[Taken]:
        person = inbound.person
        work = asyncio.create_task(self._work(inbound, self._lanes.get(person)), name="telegram update")
        self._lanes[person] = work
        work.add_done_callback(lambda done: self._leave(person, done))
        return work

    def _leave(self, person: Person, done: asyncio.Task[Taken]) -> None:
        if self._lanes.get(person) is done:
            del self._lanes[person]

    async def _work(self, inbound: Inbound, earlier: asyncio.Task[Taken] | None) -> Taken:
        """Where an earlier one was not taken, this one must not overtake it."""
        if earlier is not None:
            await asyncio.wait({earlier})
            if not is_taken(earlier):
                return Taken.NOT
        return await self._dispatch.accept(inbound)

    async def _answer_press(self, callback: str, work: asyncio.Task[Taken] | None) -> None:
        """The platform lets the button wait until it is answered, and a person press again and again."""
        if work is not None:
            await asyncio.wait({work}, timeout=_MOMENT)
        is_repeat = work is not None and work.done() and not work.cancelled() and work.result() is Taken.BEFORE
        await self._api.answer_press(callback, PRESSED_BEFORE if is_repeat else "")


def is_taken(work: asyncio.Task[Taken]) -> bool:
    """Whether the work of an update has ended, and need not be done again."""
    return work.done() and not work.cancelled() and work.exception() is None and work.result() is not Taken.NOT
