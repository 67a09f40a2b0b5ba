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
    Lost,
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

    def begin(self, work: Coroutine[Any, Any, tuple[Reply, ...]]) -> None:
        """Start the work; claims are asked for in the order in which runs begin."""
        self.task = asyncio.create_task(work, name="turn")

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


class Claimant:
    """Asks for a message until it is granted, or was answered."""

    def __init__(self, writer: Writer, bells: Bells, *, poll: float, opens: Opens) -> None:
        self._writer = writer
        self._bells = bells
        self._poll = poll
        self._opens = opens

    async def claim(self, run: Run) -> Ready:
        """Claim the message, wait for earlier ones of the person, or for whoever works on this one."""
        result = await self._ask(run)
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
        run.owner, run.holds = secrets.token_hex(16), False
        person, key = run.inbound.person, run.inbound.key
        opens = self._opens(run.inbound)
        return await self._writer.ask(ClaimRequest(person.channel.value, person.address, key, run.owner, opens))

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


def is_lost(result: Result) -> bool:
    """Whether a completion came too late: the claim was taken over, and nothing was written."""
    return isinstance(result, Lost)
