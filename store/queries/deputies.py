"""Who stands in for whom."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from store.tables.deputies import Deputy
from store.tables.people import Staff
from store.work import Work


def deputised(work: Work, deputy_id: int, today: date) -> list[tuple[Deputy, Staff]]:
    """What holds today of those by which this member represents others, the oldest first, with whom."""
    query = (
        select(Deputy, Staff)
        .join(Staff, Staff.id == Deputy.staff_id)
        .where(
            Deputy.deputy_id == deputy_id,
            Deputy.first_day <= today,
            Deputy.last_day >= today,
            Deputy.ended_at.is_(None),
        )
    )
    return [(row, staff) for row, staff in work.session.execute(query.order_by(Deputy.id))]


def deputies_from(work: Work, today: date) -> list[Deputy]:
    """Those that hold today or later, the next to begin first."""
    holds = select(Deputy).where(Deputy.last_day >= today, Deputy.ended_at.is_(None))
    return work.all(holds.order_by(Deputy.first_day, Deputy.id))
