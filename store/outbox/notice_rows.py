"""The messages behind notices to a firm's person: withdrawn with their binding, settled when read on a page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from store.outbox.outcomes import LEFT, UNBOUND
from store.states import NoticeState, NoticeWay, OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice

_OPEN = (NoticeState.WAITING.value, NoticeState.HELD.value, NoticeState.RELEASED.value)


def withdraw_unsent(connection: Connection, binding_id: int, now: datetime) -> None:
    """Withdraw what still waits for the person of a binding that ends: the firm's matters are not theirs now.

    What is on its way at this moment may arrive, and is not tried again where it does not.
    """
    theirs = FirmNotice.binding_id == binding_id
    connection.execute(delete(OutboxRow).where(_did_not_arrive(theirs)))
    gone = {"state": NoticeState.UNREACHABLE.value, "state_at": now, "reason": UNBOUND}
    connection.execute(update(FirmNotice).where(theirs, FirmNotice.state.in_(_OPEN)).values(**gone))


def note_erased(connection: Connection, binding_id: int, now: datetime) -> None:
    """Whoever ended the binding at this moment did so because they leave: their notices say so."""
    just_now = (FirmNotice.binding_id == binding_id, FirmNotice.reason == UNBOUND, FirmNotice.state_at == now)
    connection.execute(update(FirmNotice).where(*just_now).values(reason=LEFT))


def settle_read(connection: Connection, binding_id: int, numbers: Collection[int], now: datetime) -> None:
    """Note that the person of a binding read these notices of theirs on a page: they are not sent any more.

    Who saw one before keeps that moment.
    """
    theirs = (FirmNotice.id.in_(numbers), FirmNotice.binding_id == binding_id, FirmNotice.seen_at.is_(None))
    sent = {"state": OutboxState.SENT.value, "payload": None, "settled_at": now, "reason": None}
    connection.execute(update(OutboxRow).where(_is_unsent(*theirs)).values(**sent))
    seen = {"state": NoticeState.SEEN.value, "state_at": now, "seen_at": now, "reason": None}
    way = func.coalesce(FirmNotice.way, NoticeWay.PAGE.value)
    connection.execute(update(FirmNotice).where(*theirs).values(**seen, way=way))


def _is_unsent(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a message belongs to these notices, and neither arrived nor is on its way."""
    is_free = or_(OutboxRow.state != OutboxState.READY.value, OutboxRow.owner.is_(None))
    return _did_not_arrive(*which) & is_free


def _did_not_arrive(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    keys = select(FirmNotice.key).where(*which)
    return OutboxRow.dedupe_key.in_(keys) & (OutboxRow.state != OutboxState.SENT.value)
