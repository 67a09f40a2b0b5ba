"""Which destinations there are for notices to staff now, and what each is still to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from handlers.identity.deputies import roles_today
from handlers.messages import Channel, StaffWay
from handlers.notices.staff_channels import allowed_channels
from store.audit.vouching import is_intact
from store.outbox.heads import STAFF_KEY
from store.queries import staff_destinations as rows
from store.queries.people import all_staff
from store.states import Role
from store.tables.notices import StaffNotice
from store.tables.people import Staff, StaffLink
from store.tables.staff_destinations import StaffDestination
from store.work import Work

GROUP = "group"
"""The address of the one group that a channel speaks to."""

_MOST = 5000
"""Notices looked at in one go: more than any office makes within the minutes in which it looks again."""


class Addressee(Struct, frozen=True):
    """A destination as it is now. Without an `address` it is closed: it is told nothing, and misses nothing."""

    destination: StaffDestination
    address: str
    member: Staff | None = None
    roles: frozenset[Role] = frozenset()

    @property
    def channel(self) -> Channel:
        """Its channel."""
        return Channel(self.destination.channel)

    def concerns(self, notice: StaffNotice) -> bool:
        """Whether the notice is for it; what is for one member is no group's, what came before them not theirs."""
        if not self.address or notice.role == Role.REPORT_OFFICER.value:  # those read at their own sign-in alone
            return False
        if self.member is None:
            return notice.staff_id is None
        if notice.at < self.member.created_at:
            return False
        return notice.staff_id == self.member.id if notice.staff_id is not None else notice.role in self.roles


class Untold(Struct, frozen=True):
    """A destination, what it is still to be told, and the notice up to which nothing more will be.

    `is_behind_another`: a message to it has not left yet.
    """

    addressee: Addressee
    notices: tuple[StaffNotice, ...]
    settled: int
    is_behind_another: bool


def untold(work: Work, on: Collection[Channel]) -> list[Untold]:
    """What each destination is still to be told; `on` are the channels that can send.

    Each is looked at from where it stands: a group's slow pace keeps no member waiting.
    """
    found = rows.all_destinations(work)
    after = {number: rows.notices_after(work, number, _MOST) for number in {one.told_to for one in found}}
    if not any(after.values()):
        return []
    floor, settled = min(after), rows.settled_notice(work)
    told, read, leaving = (
        rows.told_after(work, floor),
        rows.read_after(work, floor),
        rows.on_their_way(work, STAFF_KEY),
    )
    untold_to = []
    for one in _addressees(work, found, on):
        notices = after[one.destination.told_to]
        news = [notice for notice in notices if _is_news(one, notice, told, read)]
        untold_to.append(_untold(one, news, _looked_at(notices, settled), leaving))
    return untold_to


def _looked_at(notices: Sequence[StaffNotice], settled: int) -> int:
    """What is beyond those that were looked at is still to be told."""
    return min(settled, notices[-1].id) if len(notices) == _MOST else settled


def is_genuine(work: Work, addressee: Addressee) -> bool:
    """Whether its account was not written into the database past every act. Asked before something is sent."""
    if addressee.member is None:
        return True
    link = work.get(StaffLink, (addressee.destination.channel, addressee.address))
    return link is not None and is_intact(work, link)


def add_missing(work: Work, on: Collection[Channel]) -> None:
    """Begin with the destinations that are new: a channel that was switched on, an account of before."""
    for channel, staff_id in missing(work, on):
        rows.begin_destination(work, channel, staff_id)


def missing(work: Work, on: Collection[Channel]) -> list[tuple[str, int | None]]:
    """The destinations that are there and were never told anything."""
    known = {(one.channel, one.staff_id) for one in rows.all_destinations(work)}
    groups = [(one.value, None) for one in on if one.traits.tells_staff is StaffWay.GROUP]
    links = rows.confirmed_links(work, [one.value for one in on if one.traits.tells_staff is not StaffWay.NONE])
    return [one for one in (*groups, *((link.channel, link.staff_id) for link in links)) if one not in known]


def _is_news(
    one: Addressee, notice: StaffNotice, told: Collection[tuple[int, int]], read: Collection[tuple[int, int]]
) -> bool:
    destination = one.destination
    return (
        notice.id > destination.told_to
        and one.concerns(notice)
        and (destination.id, notice.id) not in told
        and (destination.staff_id, notice.id) not in read
    )


def _untold(
    one: Addressee, notices: list[StaffNotice], settled: int, leaving: Collection[tuple[str, str]]
) -> Untold:
    last = min(settled, notices[0].id - 1) if notices else settled
    is_behind = (one.destination.channel, one.address) in leaving
    return Untold(one, tuple(notices), max(one.destination.told_to, last), is_behind)


def _addressees(work: Work, destinations: list[StaffDestination], on: Collection[Channel]) -> Iterator[Addressee]:
    channels = allowed_channels(work) & frozenset(on)
    links = {(one.channel, one.staff_id): one for one in rows.confirmed_links(work, channels)}
    staff, mutes = all_staff(work), rows.muted(work)
    roles, members = roles_today(work, staff), {one.id: one for one in staff if one.active}
    for destination in destinations:
        place, member = (destination.channel, destination.staff_id), members.get(destination.staff_id or 0)
        if destination.staff_id is None:
            yield Addressee(destination, GROUP if destination.channel in channels else "")
        elif member is None or place in mutes:
            yield Addressee(destination, "")
        else:
            link = links.get((destination.channel, member.id))
            address = link.address if link is not None else ""
            yield Addressee(destination, address, member, roles.get(member.id, frozenset()))
