"""Sessions of the console: found by the hash of their token only."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.staff_sessions import StaffSession
from store.work import Work


def session_with(work: Work, token_hash: bytes) -> StaffSession | None:
    """The session of this token, ended or not."""
    return work.get(StaffSession, token_hash)


def sessions_of(work: Work, staff_id: int) -> list[StaffSession]:
    """A member's sessions that were not ended, the newest first; some may be idle for too long."""
    mine = select(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None))
    return work.all(mine.order_by(StaffSession.opened_at.desc()))
