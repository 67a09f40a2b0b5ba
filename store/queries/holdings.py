"""What is kept of a person in a channel, counted for 查我的信息."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Table, func, select

from store.base import Record
from store.queries.bindings import binding_of
from store.queries.materials import materials_of_draft
from store.states import OutboxState
from store.tables.applications import Application, Draft, Material, StepRow
from store.tables.audit import AuditSalt
from store.tables.contracts import Contract, ReturnCase
from store.tables.messages import OutboxRow, SessionRow
from store.tables.notices import ContactPhone, FirmNotice
from store.tables.people import Binding, Firm, StaffLink
from store.work import Work


class Archived(Struct, frozen=True):
    """What Article 8 keeps of what somebody sent for their firm."""

    applications: int
    files: int
    steps: int
    explained: int  # cases of the firm in which it explained itself
    told: int  # notices to this person

    @property
    def is_there(self) -> bool:
        """Whether there is anything."""
        return any((self.applications, self.files, self.steps, self.explained, self.told))


class Holdings(Struct, frozen=True):
    """What is kept of a person. Times are aware UTC; None where there is nothing."""

    talked_at: datetime | None
    firm: str
    bound_at: datetime | None
    drafts: tuple[str, ...]  # the form of each
    files: int  # handed in with drafts that were not sent
    unsent: int  # messages that wait to be delivered
    archived: Archived | None
    digests: int  # of what they did, in the audit's entries
    linked_at: datetime | None  # of a member of staff
    phone: str  # that they left for 电话告知


def holdings(work: Work, channel: str, address: str) -> Holdings:
    """Count what is kept of a person."""
    session, link = work.get(SessionRow, (channel, address)), work.get(StaffLink, (channel, address))
    bound = binding_of(work, channel, address)
    phone = work.get(ContactPhone, (channel, address))
    drafts = work.all(select(Draft).where(Draft.channel == channel, Draft.address == address))
    firm = work.get(Firm, bound.firm_id) if bound else None
    mine = (OutboxRow.channel == channel, OutboxRow.address == address)
    return Holdings(
        talked_at=session.updated_at if session else None,
        firm=firm.name if firm else "",
        bound_at=bound.bound_at if bound else None,
        drafts=tuple(draft.form for draft in drafts),
        files=sum(len(materials_of_draft(work, draft.id)) for draft in drafts),
        unsent=_count(work, OutboxRow, *mine, OutboxRow.state != OutboxState.SENT.value),
        archived=_archived(work, bound) if bound else None,
        digests=_count(work, AuditSalt, AuditSalt.subject == f"binding:{bound.id}") if bound else 0,
        linked_at=link.linked_at if link else None,
        phone=phone.phone if phone else "",
    )


def count_own(work: Work, table: type[Record], channel: str, address: str) -> int:
    """How many rows of a table are this account's own."""
    rows = table.__table__
    return _count(work, table, rows.c["channel"] == channel, rows.c["address"] == address)


def _archived(work: Work, bound: Binding) -> Archived:
    actor = f"binding:{bound.id}"
    contracts = select(Contract.id).where(Contract.firm_id == bound.firm_id)
    return Archived(
        applications=_count(work, Application, Application.submitted_by == actor),
        files=_count(work, Material, Material.received_by == actor, Material.application_id.is_not(None)),
        steps=_count(work, StepRow, StepRow.actor == actor),
        explained=_count(work, ReturnCase, ReturnCase.contract_id.in_(contracts), ReturnCase.explanation != ""),
        told=_count(work, FirmNotice, FirmNotice.binding_id == bound.id),
    )


def _count(work: Work, table: type[Record], *conditions: ColumnElement[bool] | Any) -> int:
    rows = table.__table__
    assert isinstance(rows, Table)
    return int(work.session.scalar(select(func.count()).select_from(rows).where(*conditions)) or 0)
