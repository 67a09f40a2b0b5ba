"""Notices to staff leave for their destinations: urgent ones at once, the others merged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from msgspec.structs import replace

from handlers.messages import Channel, Person, StaffWay
from handlers.notices.staff_destinations import Untold, add_missing, is_genuine, missing, untold
from handlers.notices.staff_messages import Lead, compose
from policy_kb.models import Offer
from store.outbox.heads import STAFF_KEY
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.staff_destinations import lock_destinations, note_told
from store.states import OutboxRank
from store.tables.notices import StaffNotice
from store.work import Work

Buttons = Callable[[Work, Person, Sequence[StaffNotice]], tuple[Offer, ...]]
"""What a member can press below a message of these notices; nothing where the channel carries no buttons."""

PAUSES: Mapping[StaffWay, timedelta] = MappingProxyType(
    {
        StaffWay.GROUP: timedelta(minutes=1),
        StaffWay.MEMBER: timedelta(minutes=5),
        StaffWay.IF_ALLOWED: timedelta(minutes=5),
    }
)
"""How long after a message the next one waits for more that is not urgent."""

_BEHIND = timedelta(hours=1)


def is_anything_to_tell(work: Work, on: Collection[Channel]) -> bool:
    """Whether `tell_destinations` would do anything now: a look that keeps nobody from writing."""
    if missing(work, on):
        return True
    return any(_is_due(work, one) or _is_behind(work, one) for one in untold(work, on))


def tell_destinations(work: Work, on: Collection[Channel], lead: Lead, buttons: Buttons) -> int:
    """Put out one message for each destination whose time has come; says how many.

    What was told and the message that tells it are one commit: a kill neither loses nor doubles anything.
    """
    lock_destinations(work)
    add_missing(work, on)
    count = 0
    for one in untold(work, on):
        if _is_due(work, one) and is_genuine(work, one.addressee):
            _put_out(work, one, lead, buttons)
            count += 1
        elif _is_due(work, one):
            note_told(work, one.addressee.destination.id, one.notices, key="")  # in the console alone
        elif _is_behind(work, one):
            one.addressee.destination.next_at = work.now
        one.addressee.destination.told_to = one.settled
    return count


def _put_out(work: Work, one: Untold, lead: Lead, buttons: Buttons) -> None:
    destination, channel = one.addressee.destination, one.addressee.channel
    message = compose(one.notices, channel, lead)
    key = f"{STAFF_KEY}{destination.id}:{message.told[0].id}"
    person = Person(channel, one.addressee.address)
    reply = replace(message.reply, offers=buttons(work, person, message.told))
    rank = OutboxRank.URGENT if any(notice.urgent for notice in message.told) else OutboxRank.NOTICE
    row = NewOutboxRow(key, channel.value, person.address, reply.to_json(), rank)
    put_out(work.connection, [row], work.now)
    note_told(work, destination.id, message.told, key)
    is_all = len(message.told) == len(one.notices)
    destination.next_at = work.now + (PAUSES[channel.traits.tells_staff] if is_all else timedelta(0))


def _is_due(work: Work, one: Untold) -> bool:
    """What is urgent waits for no time, but is merged while an earlier message has to wait for its turn."""
    is_time = one.addressee.destination.next_at <= work.now
    is_urgent = not one.is_behind_another and any(notice.urgent for notice in one.notices)
    return bool(one.notices) and (is_time or is_urgent)


def _is_behind(work: Work, one: Untold) -> bool:
    """Whether it was long not noted how far it is: whoever is told nothing would look at ever more."""
    destination = one.addressee.destination
    return one.settled > destination.told_to and destination.next_at <= work.now - _BEHIND
