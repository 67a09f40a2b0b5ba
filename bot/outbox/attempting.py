"""One attempt at sending a row: what is sent, and what became of it whatever the sender does."""

from __future__ import annotations

import asyncio

from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import Dead, Delivery, Outgoing, Probing, Retry, Sender, Sent
from bot.clock import Clock
from bot.encoding import decode_reply
from bot.incidents import record_incident
from handlers.messages import Person, Reply
from handlers.texts.notices import MISSING_BEFORE
from policy_kb.models import Sentence
from store.outbox.settling import Reach
from store.outbox.taking import TakenRow
from store.states import NoticeWay

LONGEST = 30.0
"""Seconds for one attempt: well within the lease, so that nobody else sends meanwhile."""


class Attempts(Struct, frozen=True):
    """Makes attempts over one sender. `longest` is how many seconds one may take."""

    sender: Sender
    clock: Clock
    longest: float = LONGEST

    async def make(self, row: TakenRow) -> Delivery:
        """One attempt. Whatever the sender raises is our mistake; the row is tried again all the same."""
        reply = decode_reply(row.payload)
        if reply is None:
            return Dead("unreadable", reach=Reach.UNTRIED)
        person = Person(self.sender.channel, row.address)
        said = with_missing(reply) if row.behind_missing else reply
        outgoing = Outgoing(
            id=row.id, person=person, reply=said, key=row.dedupe_key, attempt=row.attempt, rank=row.rank
        )
        try:
            async with asyncio.timeout(self.longest):
                if row.probes and isinstance(self.sender, Probing) and not await self.sender.is_there():
                    return Retry("not there", counts=False, reach=Reach.UNREACHED)
                return await self.sender.send(outgoing)
        except TimeoutError:
            return Retry("no answer in time", reach=Reach.UNREACHED)
        except Exception as error:  # noqa: BLE001 -- as said above
            incident = record_incident(error, self.clock, channel=row.channel, row=str(row.id))
            return Retry(f"{incident.error}, reference {incident.reference}", reach=Reach.UNTRIED)


def with_missing(reply: Reply) -> Reply:
    """The message behind the sentence that an earlier one may not have arrived."""
    return replace(reply, parts=(Sentence(text=MISSING_BEFORE), *reply.parts))


def told_missing(row: TakenRow, delivery: Delivery) -> bool:
    """Whether the person read that sentence: a form of the platform's has no place for it."""
    return row.behind_missing and isinstance(delivery, Sent) and delivery.way is NoticeWay.WORDS
