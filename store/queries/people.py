"""Staff, the accounts linked to them, firms."""

from __future__ import annotations

from sqlalchemy import select

from store.dialects import lock_chain
from store.tables.people import Firm, Staff, StaffLink
from store.work import Work


def lock_register(work: Work, name: str) -> None:
    """Let nobody else add to this register until the transaction ends: its numbers and names are unique.

    In a snapshot nothing is added, and nobody waits.
    """
    if work.is_snapshot:
        return
    lock_chain(work.connection, f"register:{name}")


def staff_named(work: Work, name: str) -> Staff | None:
    """The member of this name, active or not."""
    return work.find(Staff, Staff.name, name)


def all_staff(work: Work) -> list[Staff]:
    """Everybody who is or was a member, in the order of their coming."""
    return work.all(select(Staff).order_by(Staff.id))


def links_of(work: Work, staff_id: int) -> list[StaffLink]:
    """The accounts of a member."""
    query = select(StaffLink).where(StaffLink.staff_id == staff_id)
    return work.all(query.order_by(StaffLink.channel, StaffLink.address))


def link_called(work: Work, reference: str) -> StaffLink | None:
    """The link of this reference, confirmed or not."""
    return work.find(StaffLink, StaffLink.reference, reference)


def firm_with_code(work: Work, credit_code: str) -> Firm | None:
    """The firm with this 统一社会信用代码."""
    return work.find(Firm, Firm.credit_code, credit_code)
