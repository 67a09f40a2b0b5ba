"""Notices that were written: to contractors in the outbox, to staff in their own table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import func, select, update

from store.outbox.outcomes import note_shown
from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice
from store.work import Work


class Mark(Struct, frozen=True):
    """How far both tables went at some moment."""

    outbox: int
    staff: int


def last_marks(work: Work) -> Mark:
    """The newest rows of both."""
    outbox = work.session.scalar(select(func.max(OutboxRow.id)))
    staff = work.session.scalar(select(func.max(StaffNotice.id)))
    return Mark(outbox or 0, staff or 0)


def firm_notices_since(work: Work, since: Mark, prefix: str) -> list[OutboxRow]:
    """The unsent rows with this beginning of their key, oldest first."""
    query = select(OutboxRow).where(
        OutboxRow.id > since.outbox,
        OutboxRow.dedupe_key.startswith(prefix, autoescape=True),
        OutboxRow.payload.is_not(None),
    )
    return work.all(query.order_by(OutboxRow.id))


def staff_notices_since(work: Work, since: Mark) -> list[StaffNotice]:
    """The notices to staff, oldest first."""
    return work.all(select(StaffNotice).where(StaffNotice.id > since.staff).order_by(StaffNotice.id))


def settle_as_shown(work: Work, rows: Sequence[OutboxRow]) -> None:
    """Wipe the text of rows that were shown in another way than by sending."""
    if rows:
        ids, keys = [row.id for row in rows], [row.dedupe_key for row in rows]
        sent = {"state": OutboxState.SENT.value, "payload": None, "settled_at": work.now}
        work.session.execute(
            update(OutboxRow)
            .where(OutboxRow.id.in_(ids))
            .values(**sent)
            .execution_options(synchronize_session=False)
        )
        note_shown(work.connection, keys, work.now)
