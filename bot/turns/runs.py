"""A message on its way through this process: its claim, and whether somebody still waits for the answer."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from bot.encoding import encode_inbound
from bot.turns.waking import Bells
from handlers.messages import Inbound, Reply
from store.outbox.allowances import Opening
from store.turns.claims import (
    Answered,
    ClaimRequest,
    Elsewhere,
    Granted,
    Postponement,
    Queued,
    Result,
    StartRequest,
)
from store.turns.writer import Writer

Ready = Granted | Answered

Opens = Callable[[Inbound], Opening | None]
"""How many messages the channel's platform takes after this one."""


class Run:
    """One message being worked on in this process. `late`: the answer does not go to who waits for it."""

    def __init__(self, inbound: Inbound, *, late: bool) -> None:
        self.inbound = inbound
        self.late = late
        self.owner = ""
        self.seq: int | None = None  # of the claim, ours or another's, once it stands in the database
        self.claimed = asyncio.Event()
        self.holds = False  # whether the claim is ours
        self.is_kept = False  # the message stands in the database until it is answered
        self.failed = False  # nothing was committed, and the answer is an apology
        self.repeated = False  # it was answered before
        self.task: asyncio.Task[tuple[Reply, ...]]
        self._waiting: list[asyncio.Future[None]] = []

    def begin(self, work: Coroutine[Any, Any, tuple[Reply, ...]]) -> None:
        """Start the work; claims are asked for in the order in which runs begin."""
        self.task = asyncio.create_task(work, name="turn")

    async def ends_within(self, seconds: float) -> bool:
        """Wait for the end of the work, so many seconds at most, and leave it as it is."""
        if self.task.done():
            return True
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiting.append(waiter)
        timer = loop.call_later(seconds, _wake, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
        return self.task.done()

    def tell_end(self) -> None:
        """Wake who waits, as the last of the work: a callback of the task would come a round of the loop later."""
        for waiter in self._waiting:
            _wake(waiter)

    def note_claim(self, seq: int, *, holds: bool) -> None:
        """The message stands in the database, claimed by us or by another."""
        self.seq, self.holds = seq, holds
        self.claimed.set()

    @property
    def is_settled(self) -> bool:
        """Whether a kill would not lose it any more: the message stands in the database, or its answer does."""
        is_over = self.task.done() and not self.task.cancelled() and not self.failed
        return self.is_kept or is_over

    def postponement(self, *, keep: bool) -> Postponement:
        """What marks the claim late, with the message if it is to be kept."""
        assert self.seq is not None
        person = self.inbound.person
        kept = encode_inbound(self.inbound) if keep else None
        return Postponement(person.channel.value, person.address, self.seq, kept)


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


class Claimant:
    """Asks for a message until it is granted, or was answered."""

    def __init__(self, writer: Writer, bells: Bells, *, poll: float, opens: Opens) -> None:
        self._writer = writer
        self._bells = bells
        self._poll = poll
        self._opens = opens

    async def claim(self, run: Run, first: Result | None = None) -> Ready:
        """Claim the message, wait for earlier ones of the person, or for whoever works on this one.

        `first` is what came of it where it was asked for already.
        """
        result = first or await self._ask(run)
        while True:
            match result:
                case Granted() | Queued():
                    run.note_claim(result.seq, holds=True)
                    if isinstance(result, Granted):
                        return result
                    result = await self._wait_in_line(run)
                case Elsewhere():
                    run.note_claim(result.seq, holds=False)
                    await asyncio.sleep(self._poll)
                    result = await self._ask(run)
                case Answered():
                    run.holds = False
                    return result
                case _:  # lost while it waited in line: somebody else has it now
                    result = await self._ask(run)

    async def _ask(self, run: Run) -> Result:
        return await self._writer.ask(self.request(run))

    def request(self, run: Run) -> ClaimRequest:
        """A new attempt at the claim, under an owner of its own."""
        run.owner, run.holds = secrets.token_hex(16), False
        person, key = run.inbound.person, run.inbound.key
        return ClaimRequest(person.channel.value, person.address, key, run.owner, self._opens(run.inbound))

    async def _wait_in_line(self, run: Run) -> Result:
        """Ask again when an earlier message ends here, and now and then, for it may end elsewhere."""
        person, pause = run.inbound.person, self._poll
        assert run.seq is not None
        start = StartRequest(person.channel.value, person.address, run.seq, run.owner)
        while True:
            await self._bells.wait(person, pause)
            result = await self._writer.submit(start)
            if not isinstance(result, Queued):
                return result
            pause = min(pause * 1.5, self._poll * 5)
