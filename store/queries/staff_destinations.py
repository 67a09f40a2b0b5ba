"""Destinations of notices to staff: which there are, what each has not been told yet, and what was told now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import func, select

from store.dialects import insert, lock_chain
from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice, StaffNoticeMark
from store.tables.people import StaffLink
from store.tables.staff_destinations import StaffDestination, StaffMute, StaffTelling
from store.work import Work

_COMMITTED = timedelta(minutes=5)
"""No act that old is still to be committed, with a notice whose number is smaller than others'."""


def lock_destinations(work: Work) -> None:
    """One process at a time tells them, so that each notice leaves for each in one message."""
    lock_chain(work.connection, "staff destinations")


def all_destinations(work: Work) -> list[StaffDestination]:
    """The groups and the members' own."""
    return work.all(select(StaffDestination).order_by(StaffDestination.id))


def begin_destination(work: Work, channel: str, staff_id: int | None) -> None:
    """From now on: what was told before is in the inbox."""
    row = work.one(
        select(StaffDestination).where(
            StaffDestination.channel == channel,
            StaffDestination.staff_id.is_(None) if staff_id is None else StaffDestination.staff_id == staff_id,
        )
    )
    newest = work.session.scalar(select(func.max(StaffNotice.id))) or 0
    if row is None:
        work.add(StaffDestination(channel=channel, staff_id=staff_id, told_to=newest, next_at=work.now))
    else:
        row.told_to, row.next_at = newest, work.now


def confirmed_links(work: Work, channels: Collection[str]) -> list[StaffLink]:
    """The accounts of members in these channels."""
    query = select(StaffLink).where(StaffLink.channel.in_(channels), StaffLink.unconfirmed_since.is_(None))
    return work.all(query.order_by(StaffLink.channel, StaffLink.staff_id))


def muted(work: Work) -> set[tuple[str, int]]:
    """The channels in which members want no notices."""
    return {(row.channel, row.staff_id) for row in work.all(select(StaffMute))}


def mute_of(work: Work, channel: str, staff_id: int) -> StaffMute | None:
    """That this member wants none in this channel."""
    return work.one(select(StaffMute).where(StaffMute.channel == channel, StaffMute.staff_id == staff_id))


def notices_after(work: Work, number: int, most: int) -> list[StaffNotice]:
    """The notices beyond this one, oldest first."""
    return work.all(select(StaffNotice).where(StaffNotice.id > number).order_by(StaffNotice.id).limit(most))


def told_after(work: Work, number: int) -> set[tuple[int, int]]:
    """Which destinations were told of which notices beyond this one."""
    query = select(StaffTelling.destination_id, StaffTelling.notice_id).where(StaffTelling.notice_id > number)
    return {(destination, notice) for destination, notice in work.session.execute(query)}


def read_after(work: Work, number: int) -> set[tuple[int, int]]:
    """Which members have read which notices beyond this one."""
    query = select(StaffNoticeMark.staff_id, StaffNoticeMark.notice_id).where(StaffNoticeMark.notice_id > number)
    return {(member, notice) for member, notice in work.session.execute(query)}


def settled_notice(work: Work) -> int:
    """The last notice before which no other is still to come."""
    old = StaffNotice.at <= work.now - _COMMITTED
    return work.session.scalar(select(StaffNotice.id).where(old).order_by(StaffNotice.at.desc()).limit(1)) or 0


def on_their_way(work: Work, beginning: str) -> set[tuple[str, str]]:
    """The channels and addresses for which a message whose key begins so has not left yet."""
    query = select(OutboxRow.channel, OutboxRow.address).where(
        OutboxRow.state == OutboxState.READY.value, OutboxRow.dedupe_key.startswith(beginning, autoescape=True)
    )
    return {(channel, address) for channel, address in work.session.execute(query.distinct())}


def note_told(work: Work, destination_id: int, notices: Sequence[StaffNotice], key: str) -> None:
    """These left for the destination in the message of this key."""
    rows = [{"destination_id": destination_id, "notice_id": one.id, "key": key} for one in notices]
    work.connection.execute(insert(work.connection, StaffTelling).on_conflict_do_nothing(), rows)
