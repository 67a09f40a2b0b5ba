"""The public keys to which reports are sealed."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.people import Staff
from store.tables.sealed_complaints import ComplaintRecipient
from store.work import Work


def keys_in_use(work: Work) -> list[tuple[ComplaintRecipient, Staff]]:
    """Every key that was not retired, with its member, who may have left."""
    query = (
        select(ComplaintRecipient, Staff)
        .join(Staff, Staff.id == ComplaintRecipient.staff_id)
        .where(ComplaintRecipient.retired_at.is_(None))
        .order_by(ComplaintRecipient.id)
    )
    return [(key, member) for key, member in work.session.execute(query)]


def key_called(work: Work, public_key: str) -> ComplaintRecipient | None:
    """The row of this key, retired or not."""
    return work.find(ComplaintRecipient, ComplaintRecipient.public_key, public_key)
