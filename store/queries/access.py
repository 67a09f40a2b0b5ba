"""Records of who opened, downloaded or exported what."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from store.states import Access
from store.tables.access import AccessRecord
from store.work import Work

ACCESS_STAYS = timedelta(days=730)
"""网络安全法 wants such logs for six months at least; an audit looks at the year before, so two are kept."""


def record_access(work: Work, *, by: int, how: Access, subject: str, detail: str = "") -> None:
    """Note what a member of staff (its id) is about to be given."""
    work.add(AccessRecord(staff_id=by, how=how.value, subject=subject, detail=detail, at=work.now))


def accesses_to(work: Work, subject: str, *, most: int) -> list[AccessRecord]:
    """The newest records about a subject, such as a 申请编号, newest first."""
    query = select(AccessRecord).where(AccessRecord.subject == subject).order_by(AccessRecord.id.desc())
    return work.all(query.limit(most))


def purge_accesses(work: Work) -> None:
    """Delete what is older than its period."""
    work.session.execute(delete(AccessRecord).where(AccessRecord.at < work.now - ACCESS_STAYS))
