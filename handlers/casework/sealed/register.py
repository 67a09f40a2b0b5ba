"""How a report is found and held for the act on it."""

from __future__ import annotations

from store.queries.sealed_complaints import complaint_called, hold_complaints
from store.tables.sealed_complaints import SealedComplaint
from store.work import Work


def held_complaint(work: Work, key: str) -> SealedComplaint | None:
    """The report of this id, while nobody else writes any."""
    hold_complaints(work)
    return work.get(SealedComplaint, key)


def record_version(work: Work, key: str) -> int:
    """How many steps its record has."""
    from handlers.casework.sealed.procedure import record_of  # noqa: PLC0415 -- the procedure is officers' alone

    found = complaint_called(work, key)
    return record_of(found).version if found else 0
