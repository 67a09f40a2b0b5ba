"""What a channel is to the rest: how much fits into one message, and how one message is sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol, runtime_checkable

from msgspec import Struct

from handlers.messages import Channel, Inbound, Person, Reply
from store.outbox.settling import Reach
from store.states import NoticeWay, OutboxRank


class Outgoing(Struct, frozen=True):
    """One outbox row on its way. `key` is the same at every attempt: for platforms that take one."""

    id: int
    person: Person
    reply: Reply
    key: str
    attempt: int
    rank: OutboxRank = OutboxRank.ANSWER


class Sent(Struct, frozen=True):
    """Taken by the platform, in this way.

    `receipt` is by what name the platform tells later that it did not arrive; empty where it tells nothing.
    """

    way: NoticeWay = NoticeWay.WORDS
    receipt: str = ""


class Retry(Struct, frozen=True):
    """Failed for now: try again after `after`, or after the outbox's own back-off.

    `counts` is False where nothing failed: a pause that the platform asked for is no attempt. `reach` is UNREACHED
    where the platform is in trouble or cannot be reached: several of that kind in a row pause the whole channel.
    """

    reason: str
    after: timedelta | None = None
    counts: bool = True
    reach: Reach = Reach.ANSWERED


class Hold(Struct, frozen=True):
    """Not now: the person's allowance or window is used up; due again at their next message.

    `reaches_nobody`: the platform says that the person has left it, so the office has to call.
    """

    reason: str
    reaches_nobody: bool = False


class Dead(Struct, frozen=True):
    """Will never succeed as it is; kept to be sent again by hand. `reach` is as for `Retry`."""

    reason: str
    reach: Reach = Reach.ANSWERED


class Pause(Struct, frozen=True):
    """The whole channel must wait until `until` (a daily quota, a minute limit); the row stays due.

    `needs_somebody` where that mends nothing: a key, a secret, an address that the platform does not trust.
    """

    reason: str
    until: datetime
    needs_somebody: bool = False


Delivery = Sent | Retry | Hold | Dead | Pause


class Deferred(Struct, frozen=True):
    """The answer was not ready in time; it will leave through the outbox, also after a kill."""


class Unsettled(Struct, frozen=True):
    """The answer was not ready in time, and nothing stands in the database yet: the platform must bring it again.

    It must not be told that the message was taken, for a kill would lose it.
    """


class Taken(Enum):
    """What became of a message that was brought to `Dispatcher.accept`."""

    NOW = "now"  # its answer stands in the outbox
    BEFORE = "before"  # it was answered earlier: this was a repeat
    NOT = "not"  # the store failed, or we are stopping: bring it again


class Sender(Protocol):
    """Sends one message of a channel. Never raises for what the platform may answer: it returns a Delivery."""

    channel: Channel
    per_second: float  # the pace that the platform allows, over all processes
    burst: int

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once."""
        ...


@runtime_checkable
class Probing(Protocol):
    """A sender that can ask whether its platform is there, and sends nothing by it."""

    async def is_there(self) -> bool:
        """Whether the platform answers at all. Asked before a message is risked on one that did not."""
        ...


class Dispatch(Protocol):
    """The one way in, as a channel sees it: see `bot.turns.dispatch`."""

    async def handle(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Answer a message, however long it takes."""
        ...

    async def handle_within(self, inbound: Inbound, seconds: float) -> tuple[Reply, ...] | Deferred | Unsettled:
        """Answer a message; when `seconds` ran out say that the answer comes later, or that nothing is sure."""
        ...
